//! What is searched, as one plain feed.
//!
//! - A plain site, or a feed: `feed.json`.
//! - A site in parts: the file that its search loads. Above 32 MB of text there is none, and browsers do not search it; then the
//!   articles are gathered from all parts.
//! - A source: the feed that packing would write.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tidings_bundle::Timestamp;

use crate::error::PackError;
use crate::import::Request;
use crate::media::MediaStore;
use crate::memory::Memory;
use crate::report::Report;
use crate::{pipeline, preview};

/// A plain feed, and what it took to have it.
pub(super) struct Corpus {
    pub(super) feed: Vec<u8>,
    /// Bytes and files that were read of a site or feed; of a source the bytes of its feed.
    pub(super) bytes: u64,
    pub(super) requests: u32,
}

/// Reads a site, a feed or a source.
pub(super) fn read(path: &Path, now: Timestamp) -> Result<Corpus, PackError> {
    match feed_at(path) {
        Some(feed) => site(&feed),
        None => source(path, now),
    }
}

/// The feed of a site, or a feed; a folder is told from a source as `tidings serve` does it.
fn feed_at(path: &Path) -> Option<PathBuf> {
    if path.is_file() {
        let is_feed = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
        return is_feed.then(|| path.to_owned());
    }
    (path.is_dir() && !preview::is_source(path)).then(|| path.join("feed.json"))
}

fn source(path: &Path, now: Timestamp) -> Result<Corpus, PackError> {
    let request = Request { source: path.to_owned(), settings: None, output: None, now };
    let (assembled, _) =
        pipeline::assembled(&request, MediaStore::default(), &mut Memory::default(), &mut Report::default())?;
    let feed = tidings_bundle::encode(&assembled.bundle).into_bytes();
    Ok(Corpus { bytes: feed.len() as u64, requests: 1, feed })
}

fn site(feed: &Path) -> Result<Corpus, PackError> {
    let root = feed.parent().unwrap_or(feed);
    let mut reading = Reading { root, bytes: 0, requests: 0 };
    let entry = reading.file(feed)?;
    let bundle = tidings_bundle::decode(&entry).map_err(|error| PackError::Feed { path: feed.to_owned(), error })?;
    let feed = match bundle.packed {
        None => entry,
        Some(packed) => match packed.text.filter(|name| is_inside(name)) {
            Some(text) => reading.file(&root.join(text))?,
            None => reading.gathered(&entry)?,
        },
    };
    Ok(Corpus { feed, bytes: reading.bytes, requests: reading.requests })
}

/// Names in a feed are somebody's words: none leads out of its folder.
fn is_inside(name: &str) -> bool {
    let is_plain = |part: &str| !part.is_empty() && !part.starts_with('.') && !part.contains(['\\', ':', '\0']);
    name.split('/').all(is_plain)
}

/// A site that is being read.
struct Reading<'a> {
    root: &'a Path,
    bytes: u64,
    requests: u32,
}

impl Reading<'_> {
    fn file(&mut self, path: &Path) -> Result<Vec<u8>, PackError> {
        let bytes = fs::read(path).map_err(|error| PackError::source(path, &error))?;
        self.bytes += bytes.len() as u64;
        self.requests += 1;
        Ok(bytes)
    }

    /// All parts as one feed. A part that cannot be read costs its articles.
    fn gathered(&mut self, entry: &[u8]) -> Result<Vec<u8>, PackError> {
        let folder = self.root.join("bundle/articles");
        let files = fs::read_dir(&folder).map_err(|error| PackError::source(&folder, &error))?;
        let mut files: Vec<PathBuf> = files.filter_map(|file| Some(file.ok()?.path())).collect();
        files.sort();
        let mut whole: Value = serde_json::from_slice(entry).unwrap_or_default();
        let mut items = Vec::new();
        let (mut known, mut named) = (HashSet::new(), HashSet::new());
        for path in files {
            let Ok(mut part) = serde_json::from_slice::<Value>(&self.file(&path)?) else { continue };
            // What has a `shard` is an entry of an article that stands elsewhere.
            let is_whole = |item: &Value| item.pointer("/_tidings/shard").is_none();
            let id = |item: &Value| item.get("id").map(ToString::to_string).unwrap_or_default();
            let articles = part.get_mut("items").and_then(Value::as_array_mut).map(std::mem::take).unwrap_or_default();
            items.extend(articles.into_iter().filter(|item| is_whole(item) && known.insert(id(item))));
            add_tables(&mut whole, &part, &mut named);
        }
        if let Some(whole) = whole.as_object_mut() {
            whole.insert("items".to_owned(), Value::Array(items));
            if let Some(tidings) = whole.get_mut("_tidings").and_then(Value::as_object_mut) {
                tidings.remove("packed");
            }
        }
        Ok(serde_json::to_vec(&whole).unwrap_or_default())
    }
}

/// Categories, pictures and whatever else articles name by id, each once.
fn add_tables(whole: &mut Value, part: &Value, known: &mut HashSet<String>) {
    let Some(tables) = part.get("_tidings").and_then(Value::as_object) else { return };
    let Some(own) = whole.get_mut("_tidings").and_then(Value::as_object_mut) else { return };
    for (name, entries) in tables.iter().filter_map(|(name, value)| Some((name, value.as_array()?))) {
        let Some(table) = own.entry(name.clone()).or_insert_with(|| Value::Array(Vec::new())).as_array_mut() else {
            continue;
        };
        let key = |entry: &Value| Some(format!("{name} {}", entry.get("id")?));
        if known.insert(name.clone()) {
            known.extend(table.iter().filter_map(key));
        }
        table.extend(entries.iter().filter(|entry| key(entry).is_some_and(|key| known.insert(key))).cloned());
    }
}
