//! Searching an archive whose index lies in parts (docs/bundle-format.md).
//!
//! 1. [`Archive::open`] reads the root of the index. Nothing else is there yet.
//! 2. [`Archive::search`] answers, or says which files it wants: pieces of the dictionary, then lists, then what is shown of the hits.
//!    Whoever asked fetches them ([`Archive::file`]), hands them over ([`Archive::take`]) and asks again.
//! 3. [`Archive::passages`] is the same for the texts of the hits that are on show: what it finds is better than the summaries of the first
//!    answer, and may come later.
//!
//! No clock, no network: [`inbox`] is the loop of the worker around it, the command `tidings search` reads the same files from a disk.
//! A file that cannot be had costs what it knows; the next question asks for it again.

mod base64;
mod cache;
pub mod inbox;
mod row;

use tidings_search::{Corrupt, Index, Match, Name, Part, Query, highlight, snippet};

use crate::digits::digits;
use crate::message::{Found, Hit, Segment};
use crate::passage::{SNIPPET_CHARS, is_marked, segments};
use crate::question::{Chosen, Question};
use cache::Cache;
use row::Stored;

/// Articles whose rows stand in one file. Hits lie anywhere, so whatever stands beside one is fetched for nothing: with four in a file the
/// first word in the handbook takes 20.3 KB in place of 19.7 (`tidings-bench search --site`). A file for each would be as many again.
pub const ROWS: u32 = 2;
/// Bytes of the index that are kept from one question to the next, and files of the others.
const MOST_KEPT: usize = 24 << 20;
const MOST_FILES: usize = 400;

/// A file that an answer may want.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Piece {
    Index(Part),
    /// What lists of results show of some articles.
    Rows(u32),
    /// The text of an article.
    Text(u32),
}

/// An archive, as far as it is here. Articles of the index count from the oldest, [`Hit::ordinal`] from the newest.
pub struct Archive {
    root: Vec<u8>,
    index: Index,
    rows: Cache<Vec<Stored>>,
    texts: Cache<String>,
    lost: Vec<Piece>,
}

impl Archive {
    /// Reads the root.
    ///
    /// # Errors
    /// Bytes that are no root of an index, or one of another version.
    pub fn open(root: Vec<u8>) -> Result<Archive, Corrupt> {
        let index = Index::open(&root)?;
        Ok(Archive { root, index, rows: Cache::default(), texts: Cache::default(), lost: Vec::new() })
    }

    pub fn articles(&self) -> u32 {
        self.index.len()
    }

    /// The address of a piece in the site. `None` for one that the index has no name for: it cannot be had.
    pub fn file(&self, piece: Piece) -> Option<String> {
        Some(match piece {
            Piece::Index(part) => index_file(&self.index.name(part)?),
            Piece::Rows(number) => rows_file(number),
            Piece::Text(number) => text_file(number),
        })
    }

    /// Puts a file in its place; nothing, or one that is broken, leaves the place empty.
    pub fn take(&mut self, piece: Piece, bytes: Option<Vec<u8>>) {
        let is_good = match piece {
            Piece::Index(part) => bytes.is_some_and(|bytes| self.index.give(part, bytes).is_ok()),
            Piece::Rows(number) => {
                let rows = bytes.and_then(|bytes| row::read(&bytes));
                let is_good = rows.is_some();
                self.rows.put(number, rows.unwrap_or_default());
                is_good
            }
            Piece::Text(number) => {
                let text = bytes.and_then(|bytes| String::from_utf8(bytes).ok());
                let is_good = text.is_some();
                self.texts.put(number, text.unwrap_or_default());
                is_good
            }
        };
        if !is_good {
            if let Piece::Index(part) = piece {
                self.index.go_without(part);
            }
            self.lost.push(piece);
        }
    }

    /// Before a new question: what could not be had is wanted again, and what is kept stays within bounds.
    pub fn tidy(&mut self) {
        let has_lost_index = self.lost.iter().any(|piece| matches!(piece, Piece::Index(_)));
        if has_lost_index || self.index.size() > MOST_KEPT {
            // The same bytes were read before.
            self.index = Index::open(&self.root).unwrap_or_default();
        }
        for piece in std::mem::take(&mut self.lost) {
            match piece {
                Piece::Index(_) => {}
                Piece::Rows(number) => drop(self.rows.take(number)),
                Piece::Text(number) => drop(self.texts.take(number)),
            }
        }
        self.rows.keep(MOST_FILES);
        self.texts.keep(MOST_FILES);
    }

    /// One page of answers, with the summaries of the articles as passages.
    ///
    /// # Errors
    /// The files that are wanted first.
    pub fn search(&self, question: &Question) -> Result<Found, Vec<Piece>> {
        let query = read(&question.text);
        let mut found = match query.is_empty() {
            true => (0..self.articles()).map(|ordinal| Match { ordinal, score: 0.0 }).collect(),
            false => self.index.ask(&query).map_err(|parts| parts.into_iter().map(Piece::Index).collect::<Vec<_>>())?,
        };
        found.reverse();
        found.iter_mut().for_each(|found| found.ordinal = self.turned(found.ordinal));
        let Chosen { matches, total, page } = question.choose(found);
        let mut wanted = Vec::new();
        for found in &page {
            let number = self.turned(found.ordinal) / ROWS;
            if self.rows.get(number).is_none() && !wanted.contains(&Piece::Rows(number)) {
                wanted.push(Piece::Rows(number));
            }
        }
        if !wanted.is_empty() {
            return Err(wanted);
        }
        let query = self.index.recognise(query);
        let meant = self.index.suggest(&question.text, &query);
        let hits = page.into_iter().filter_map(|found| self.hit(&query, found)).collect();
        let missing = self.lost.iter().filter(|piece| !matches!(piece, Piece::Text(_))).count();
        Ok(Found { total, hits, matches, meant, missing: missing as u32, milliseconds: 0.0 })
    }

    fn hit(&self, query: &Query, found: Match) -> Option<Hit> {
        let number = self.turned(found.ordinal);
        let stored = self.rows.get(number / ROWS)?.get((number % ROWS) as usize)?;
        Some(Hit {
            ordinal: found.ordinal,
            headline: segments(highlight(&stored.headline, query)),
            snippet: segments(snippet(&stored.summary, query, SNIPPET_CHARS)),
            score: found.score,
            row: stored.row.clone(),
        })
    }

    /// The passages with the words of the question, of those articles that have one.
    ///
    /// # Errors
    /// The files that are wanted first.
    pub fn passages(&self, question: &Question, ordinals: &[u32]) -> Result<Vec<(u32, Vec<Segment>)>, Vec<Piece>> {
        let query = self.index.recognise(read(&question.text));
        if query.is_empty() {
            return Ok(Vec::new());
        }
        let number = |ordinal: &u32| self.turned(*ordinal);
        let wanted: Vec<Piece> =
            ordinals.iter().map(number).filter(|number| self.texts.get(*number).is_none()).map(Piece::Text).collect();
        if !wanted.is_empty() {
            return Err(wanted);
        }
        let passages = ordinals.iter().filter_map(|ordinal| {
            let text = self.texts.get(number(ordinal))?;
            let passage = segments(snippet(text, &query, SNIPPET_CHARS));
            is_marked(&passage).then_some((*ordinal, passage))
        });
        Ok(passages.collect())
    }

    /// From a number that counts from the oldest article to one that counts from the newest, and back.
    fn turned(&self, number: u32) -> u32 {
        self.articles().saturating_sub(1).saturating_sub(number)
    }
}

fn read(text: &str) -> Query {
    Query::parse(text).sparing()
}

/// The address in the site of a part of the index.
pub fn index_file(name: &Name) -> String {
    ["bundle/search/", &base64::encode(name), ".bin"].concat()
}

/// The address of what is shown of the articles from `ROWS * number` on.
pub fn rows_file(number: u32) -> String {
    ["bundle/search/rows/", &digits(number.into()), ".json"].concat()
}

/// The address of the text of an article.
pub fn text_file(number: u32) -> String {
    ["bundle/search/text/", &digits(number.into()), ".txt"].concat()
}
