//! From one revision of an archive to the next, in one small file: what a copy that a reader keeps has to fetch ([`encode`]).
//!
//! 1. A pack that finds another revision in its folder compares what a copy keeps ([`is_kept`]), and writes the delta of all files that changed,
//!    under the name of the revision that it leads away from: the hash of that one's manifest, as its `feed.json` says it.
//! 2. Deltas of earlier packs stay as long as they lead here, the latest [`MOST`]: a reader who was away goes from one to the next.
//! 3. Whoever finds none, or cannot use it, compares manifests.
//!
//! A site that is written into an empty folder has no deltas; nothing else depends on what was there before.

mod encode;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use serde::{Deserialize, Serialize};

use super::{hash, manifest};
use crate::site::SiteFile;

const FOLDER: &str = "bundle/delta/";
/// Deltas that are kept: two months of a publication that appears daily.
const MOST: usize = 60;
/// Bytes of all changed files, unpacked: a browser holds them at once, before and after. Larger changes are fetched file by file.
const LARGEST: usize = 16 << 20;
/// Bytes of a delta: one that is larger saves too little.
const LARGEST_DELTA: usize = 1 << 20;

/// What a delta begins with, in a line of JSON.
#[derive(Serialize, Deserialize)]
struct Head {
    /// The revision that it leads to: the hash of its manifest.
    to: String,
    /// Files of the revision before whose contents, one behind the other, are what is copied from.
    old: Vec<String>,
    /// Files that come out of it, one behind the other, and the bytes of each.
    new: Vec<(String, usize)>,
    /// The SHA-256 of all of the new contents, in Base64 for addresses.
    sha256: String,
}

/// A site before and after, as the delta of both sees it.
pub(crate) struct Sites<'a> {
    /// The folder, which still holds the revision before.
    pub(crate) folder: &'a Path,
    /// What the revision before consists of.
    pub(crate) before: &'a BTreeSet<String>,
    /// What the new one consists of.
    pub(crate) now: &'a BTreeSet<String>,
    /// Files of the new one that may differ from those in the folder.
    pub(crate) written: &'a dyn Fn(&str) -> Option<Vec<u8>>,
    /// The hash of the new manifest.
    pub(crate) to: &'a str,
}

/// Whether a copy that a reader keeps has the file. Pictures are files of their own, and small ones do not come out of others.
fn is_kept(path: &str) -> bool {
    match manifest::group(path) {
        Some("shell" | "media") => false,
        Some("lists") => !path.starts_with("c/") && path != "feed.json",
        Some(_) => true,
        None => path == manifest::NAME || manifest::number(path).is_some(),
    }
}

/// The deltas that the new site has: the one from the revision before, and the names of those that lead there.
pub(crate) fn write(sites: &Sites<'_>) -> (Option<SiteFile>, Vec<String>) {
    let from = revision(sites.folder).filter(|from| from != sites.to);
    let new = from.as_deref().and_then(|from| Some(SiteFile { name: name(from), bytes: between(sites)? }));
    let mut leading: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for path in sites.before.iter().filter(|path| path.starts_with(FOLDER)) {
        if let Some(head) = read_head(&sites.folder.join(path)) {
            leading.entry(head.to).or_default().push(path.clone());
        }
    }
    // The latest first; a revision that comes again ends the way.
    let begin = if new.is_some() { from } else { Some(sites.to.to_owned()).filter(|_| from.is_none()) };
    let mut left: Vec<String> = Vec::new();
    let mut open: Vec<String> = begin.into_iter().collect();
    while let Some(next) = open.pop().filter(|_| left.len() < MOST) {
        for path in leading.remove(&next).unwrap_or_default() {
            if path == name(sites.to) || new.as_ref().is_some_and(|new| new.name == path) {
                continue;
            }
            let from = path.strip_prefix(FOLDER).and_then(|name| name.strip_suffix(".bin"));
            open.extend(from.map(str::to_owned));
            left.push(path);
        }
    }
    (new, left)
}

fn name(from: &str) -> String {
    format!("{FOLDER}{from}.bin")
}

/// The revision in a folder, if it is a name that no file of anybody else's could have.
fn revision(folder: &Path) -> Option<String> {
    let feed: serde_json::Value = serde_json::from_slice(&fs::read(folder.join("feed.json")).ok()?).ok()?;
    let hash = feed.pointer("/_tidings/packed/manifest")?.as_str()?;
    let is_hash =
        hash.len() == 43 && hash.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    is_hash.then(|| hash.to_owned())
}

fn read_head(path: &Path) -> Option<Head> {
    let mut line = Vec::new();
    let unpacked = DeflateDecoder::new(BufReader::new(File::open(path).ok()?)).take(LARGEST_DELTA as u64);
    BufReader::new(unpacked).read_until(b'\n', &mut line).ok()?;
    serde_json::from_slice(&line).ok()
}

/// `None` where it would be too large, or cannot be made.
fn between(sites: &Sites<'_>) -> Option<Vec<u8>> {
    let (mut old, mut new) = (Contents::default(), Contents::default());
    for path in sites.now.iter().filter(|path| is_kept(path)) {
        let Some(bytes) = (sites.written)(path) else { continue };
        let before = sites.before.contains(path).then(|| fs::read(sites.folder.join(path)).ok()).flatten();
        if before.as_ref() != Some(&bytes) {
            new.add(path, bytes)?;
            before.and_then(|before| old.add(path, before)).or_else(|| (!sites.before.contains(path)).then_some(()))?;
        }
    }
    for path in sites.before.difference(sites.now).filter(|path| is_kept(path)) {
        old.add(path, fs::read(sites.folder.join(path)).ok()?)?;
    }
    let sha256 = hash(&new.bytes);
    let old_files = old.files.into_iter().map(|(path, _)| path).collect();
    let head = Head { to: sites.to.to_owned(), old: old_files, new: new.files, sha256 };
    let mut packed = DeflateEncoder::new(Vec::new(), Compression::best());
    serde_json::to_writer(&mut packed, &head).ok()?;
    packed.write_all(b"\n").ok()?;
    packed.write_all(&encode::encode(&old.bytes, &new.bytes)).ok()?;
    packed.finish().ok().filter(|delta| delta.len() <= LARGEST_DELTA)
}

/// Files one behind the other.
#[derive(Default)]
struct Contents {
    files: Vec<(String, usize)>,
    bytes: Vec<u8>,
}

impl Contents {
    /// Appends what is in a file: parts of the index unpacked. `None` where it becomes too much.
    fn add(&mut self, path: &str, bytes: Vec<u8>) -> Option<()> {
        let content = match path.ends_with(".bin") {
            true => {
                let mut content = Vec::new();
                DeflateDecoder::new(bytes.as_slice()).take(LARGEST as u64).read_to_end(&mut content).ok()?;
                content
            }
            false => bytes,
        };
        self.files.push((path.to_owned(), content.len()));
        self.bytes.extend(content);
        (self.bytes.len() <= LARGEST).then_some(())
    }
}

#[cfg(test)]
mod tests;
