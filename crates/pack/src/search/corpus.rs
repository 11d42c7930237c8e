//! What is searched, as one plain feed.
//!
//! - A plain site, or a feed: `feed.json`.
//! - A site in parts: the articles, gathered from all of them.
//! - A source: the feed that packing would write.

use std::fs;
use std::path::{Path, PathBuf};

use tidings_bundle::{Bundle, Timestamp};

use crate::error::PackError;
use crate::import::Request;
use crate::media::MediaStore;
use crate::memory::Memory;
use crate::report::{Report, tally};
use crate::{pipeline, preview};

/// Bytes of one file; a plain feed of 15,000 long articles has 150 MB.
const LARGEST_FILE: u64 = 1 << 30;

pub(super) enum Corpus {
    /// A plain feed, and what of a source could not be read, and is not searched.
    Feed { feed: Vec<u8>, problems: Vec<String> },
    /// A site whose index lies in parts: its folder, its entry, and the address of the root of the index.
    Site { folder: PathBuf, bundle: Box<Bundle>, root: String },
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
    Ok(Corpus::Feed { feed, problems })
}

fn site(feed: &Path) -> Result<Corpus, PackError> {
    let unreadable = |error| PackError::source(feed, &error);
    let length = fs::metadata(feed).map_err(unreadable)?.len();
    if length > LARGEST_FILE {
        let reason = format!("it has {} MB, more than {}", length >> 20, LARGEST_FILE >> 20);
        return Err(PackError::Unsearchable { path: feed.to_owned(), reason });
    }
    let entry = fs::read(feed).map_err(unreadable)?;
    let bundle = tidings_bundle::decode(&entry).map_err(|error| PackError::Feed { path: feed.to_owned(), error })?;
    match &bundle.packed {
        None => Ok(Corpus::Feed { feed: entry, problems: Vec::new() }),
        Some(packed) => match packed.search.clone() {
            Some(root) => {
                let folder = feed.parent().unwrap_or(feed).to_owned();
                Ok(Corpus::Site { folder, bundle: Box::new(bundle), root })
            }
            None => {
                let reason = "the archive names no search index: pack it again".to_owned();
                Err(PackError::Unsearchable { path: feed.to_owned(), reason })
            }
        },
    }
}
