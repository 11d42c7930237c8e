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

use crate::address;
use crate::error::PackError;
use crate::import::Request;
use crate::media::MediaStore;
use crate::memory::Memory;
use crate::report::{Report, tally};
use crate::{pipeline, preview};

/// Bytes of one file; a plain feed of 15,000 long articles has 150 MB.
const LARGEST_FILE: u64 = 1 << 30;

/// A plain feed, and what it took to have it.
pub(super) struct Corpus {
    pub(super) feed: Vec<u8>,
    /// Bytes and files that were read of a site or feed; of a source the bytes of its feed.
    pub(super) bytes: u64,
    pub(super) requests: u32,
    /// What could not be read, and is not searched.
    pub(super) problems: Vec<String>,
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
    let mut report = Report::default();
    let (assembled, _) = pipeline::assembled(&request, MediaStore::default(), &mut Memory::default(), &mut report)?;
    let feed = tidings_bundle::encode(&assembled.bundle).into_bytes();
    let problems =
        tally(&report).map(|tally| format!("{tally}: tidings check {}", path.display())).into_iter().collect();
    Ok(Corpus { bytes: feed.len() as u64, requests: 1, feed, problems })
}

fn site(feed: &Path) -> Result<Corpus, PackError> {
    let root = feed.parent().unwrap_or(feed);
    let mut reading = Reading { root, bytes: 0, requests: 0, problems: Vec::new() };
    let entry = reading.file(feed)?;
    let bundle = tidings_bundle::decode(&entry).map_err(|error| PackError::Feed { path: feed.to_owned(), error })?;
    let feed = match bundle.packed {
        None => entry,
        Some(packed) => match packed.text.and_then(|name| address::inside("feed.json", &name)) {
            Some(text) => reading.file(&root.join(text))?,
            None => reading.gathered(&entry)?,
        },
    };
    Ok(Corpus { feed, bytes: reading.bytes, requests: reading.requests, problems: reading.problems })
}

/// A site that is being read.
struct Reading<'a> {
    root: &'a Path,
    bytes: u64,
    requests: u32,
    problems: Vec<String>,
}

impl Reading<'_> {
    fn file(&mut self, path: &Path) -> Result<Vec<u8>, PackError> {
        let unreadable = |error| PackError::source(path, &error);
        let length = fs::metadata(path).map_err(unreadable)?.len();
        if length > LARGEST_FILE {
            let reason = format!("it has {} MB, more than {}", length >> 20, LARGEST_FILE >> 20);
            return Err(PackError::Unsearchable { path: path.to_owned(), reason });
        }
        let bytes = fs::read(path).map_err(unreadable)?;
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
            let read = self.file(&path).map_err(|error| error.to_string());
            let part = read.and_then(|bytes| serde_json::from_slice(&bytes).map_err(|error| error.to_string()));
            let mut part: Value = match part {
                Ok(part) => part,
                Err(why) => {
                    self.problems.push(format!("{}: {why}; its articles are not searched", path.display()));
                    continue;
                }
            };
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
