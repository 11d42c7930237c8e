//! Searching a site in parts: the files that a browser would fetch, read from the disk.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::Instant;

use flate2::read::DeflateDecoder;
use tidings_bundle::{Bundle, Filter};
use tidings_engine::archive::{Archive, Piece};
use tidings_engine::message::FIRST_HITS;
use tidings_engine::{Found, Question};

use crate::error::PackError;
use crate::{address, wire};

/// Bytes of a file, unpacked; what browsers allow as well (crates/engine/src/archive/fetch.js).
const LARGEST: u64 = 8 << 20;
/// Bytes of the catalogue: some 30 an article.
const LARGEST_CATALOGUE: u64 = 256 << 20;

/// A site whose index lies in parts.
pub(super) struct Site {
    folder: PathBuf,
    /// The entry; with the catalogue, once a filter asked for it.
    bundle: Bundle,
    root: Fetched,
    /// What was read before. Every question is asked as if for the first time, but no file is read twice.
    known: BTreeMap<Piece, Option<Fetched>>,
    catalogue: Option<u64>,
}

/// A file: unpacked, and its bytes on the way.
#[derive(Clone)]
struct Fetched {
    bytes: Vec<u8>,
    sent: u64,
}

/// What an answer took.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Cost {
    pub(super) took_us: u64,
    pub(super) bytes: u64,
    pub(super) requests: u32,
}

impl Site {
    /// `root` is what the entry says of the index.
    ///
    /// # Errors
    /// When the root of the index cannot be read: then nothing can be found.
    pub(super) fn open(folder: &Path, bundle: Bundle, root: &str) -> Result<Site, PackError> {
        let broken = |reason: &str| PackError::Unsearchable { path: folder.join(root), reason: reason.to_owned() };
        let name = address::inside("feed.json", root).ok_or_else(|| broken("it lies outside of the site"))?;
        let root = read(&folder.join(name), true).map_err(|error| broken(&error.to_string()))?;
        Archive::open(root.bytes.clone()).map_err(|_| broken("it is no index that this release knows"))?;
        Ok(Site { folder: folder.to_owned(), bundle, root, known: BTreeMap::new(), catalogue: None })
    }

    pub(super) fn articles(&self) -> usize {
        self.bundle.count()
    }

    /// The best `limit` of the articles that answer, the cost of the first page of them, and what could not be read.
    ///
    /// # Errors
    /// When there is a filter, and nothing that says which articles pass it.
    pub(super) fn answer(
        &mut self,
        text: &str,
        filter: &Filter,
        limit: u32,
    ) -> Result<(Found, Cost, Vec<PathBuf>), PackError> {
        let mut cost = Cost { bytes: self.root.sent, requests: 1, ..Cost::default() };
        if !filter.is_empty() {
            cost.bytes += self.read_catalogue()?;
            cost.requests += 1;
        }
        // What a browser shows at first is what counts.
        let first = limit.min(FIRST_HITS);
        let mut question =
            Question { text: text.to_owned(), passing: filter.passing(&self.bundle), offset: 0, limit: first };
        let Ok(mut archive) = Archive::open(self.root.bytes.clone()) else {
            return Ok((Found::default(), cost, Vec::new()));
        };
        let mut lost = Vec::new();
        let mut found = loop {
            let started = Instant::now();
            let answer = archive.search(&question);
            cost.took_us = u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX);
            match answer {
                Ok(found) => break found,
                Err(wanted) => {
                    for piece in wanted {
                        cost.bytes += self.hand_over(piece, &mut archive, &mut lost);
                        cost.requests += 1;
                    }
                }
            }
        };
        // Pages that nobody sees at first.
        while found.hits.len() < limit.min(found.total) as usize {
            question.offset = found.hits.len() as u32;
            question.limit = limit - question.offset;
            match archive.search(&question) {
                Ok(more) if more.hits.is_empty() => break,
                Ok(more) => found.hits.extend(more.hits),
                Err(wanted) => self.hand_over_all(wanted, &mut archive, &mut lost),
            }
        }
        let shown: Vec<u32> = found.hits.iter().map(|hit| hit.ordinal).collect();
        let passages = loop {
            match archive.passages(&question, &shown) {
                Ok(passages) => break passages,
                Err(wanted) => self.hand_over_all(wanted, &mut archive, &mut lost),
            }
        };
        for (ordinal, passage) in passages {
            if let Some(hit) = found.hits.iter_mut().find(|hit| hit.ordinal == ordinal) {
                hit.snippet = passage;
            }
        }
        Ok((found, cost, lost))
    }

    fn hand_over_all(&mut self, wanted: Vec<Piece>, archive: &mut Archive, lost: &mut Vec<PathBuf>) {
        for piece in wanted {
            self.hand_over(piece, archive, lost);
        }
    }

    /// Gives the archive a file; answers its bytes on the way.
    fn hand_over(&mut self, piece: Piece, archive: &mut Archive, lost: &mut Vec<PathBuf>) -> u64 {
        let Some(name) = archive.file(piece) else {
            archive.take(piece, None);
            return 0;
        };
        let path = self.folder.join(name);
        let file = self.known.entry(piece).or_insert_with(|| read(&path, matches!(piece, Piece::Index(_))).ok());
        if file.is_none() {
            lost.push(path);
        }
        archive.take(piece, file.as_ref().map(|file| file.bytes.clone()));
        file.as_ref().map_or(0, |file| file.sent)
    }

    /// Reads what filters need; answers its bytes on the way.
    fn read_catalogue(&mut self) -> Result<u64, PackError> {
        if let Some(sent) = self.catalogue {
            return Ok(sent);
        }
        let named = self.bundle.packed.as_ref().map(|packed| packed.catalogue.clone()).unwrap_or_default();
        let broken =
            |reason: &str| PackError::Unsearchable { path: self.folder.join(&named), reason: reason.to_owned() };
        let name = address::inside("feed.json", &named).ok_or_else(|| broken("it lies outside of the site"))?;
        let file =
            read_up_to(&self.folder.join(name), LARGEST_CATALOGUE).map_err(|error| broken(&error.to_string()))?;
        if !self.bundle.take_catalogue(&file) {
            return Err(broken("it is no catalogue"));
        }
        let sent = sent(&file);
        self.catalogue = Some(sent);
        Ok(sent)
    }
}

/// A piece of the index is deflated on the disk and on the way.
fn read(path: &Path, is_piece: bool) -> io::Result<Fetched> {
    let file = read_up_to(path, LARGEST)?;
    if !is_piece {
        return Ok(Fetched { sent: sent(&file), bytes: file });
    }
    let mut bytes = Vec::new();
    DeflateDecoder::new(file.as_slice()).take(LARGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST {
        return Err(io::Error::other("it is too large"));
    }
    Ok(Fetched { bytes, sent: file.len() as u64 })
}

fn read_up_to(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(most + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most {
        return Err(io::Error::other("it is too large"));
    }
    Ok(bytes)
}

/// Bytes of a text on its way from a host that compresses.
pub(super) fn sent(text: &[u8]) -> u64 {
    wire::brotli(text, 9).map_or(text.len(), |packed| packed.len().min(text.len())) as u64
}
