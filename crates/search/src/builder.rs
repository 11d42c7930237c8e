//! From articles to an [`Index`].
//!
//! 1. [`IndexBuilder::add`] reads title, body and extra of one article; each form becomes a term with a growing list.
//! 2. A term's frequencies in the current article stand open until the term meets the next one, then they are written.
//! 3. [`IndexBuilder::finish`] sorts the terms and lays their lists one behind the other.
//!
//! The same articles in the same order give the same bytes.

use std::collections::HashMap;

use crate::dictionary::Dictionary;
use crate::index::Index;
use crate::lengths::quantise;
use crate::order::sorted;
use crate::postings::{self, Frequencies, Posting};
use crate::tokenize::visit;

/// One article as the index sees it: plain text, no markup.
#[derive(Clone, Copy, Debug, Default)]
pub struct Document<'a> {
    pub title: &'a str,
    pub body: &'a str,
    /// Standfirst, tags, authors, category names: worth more than a word in the body, less than one in the title.
    pub extra: &'a str,
}

/// Collects articles; the first added has ordinal 0.
#[derive(Debug, Default)]
pub struct IndexBuilder {
    ids: HashMap<Box<str>, u32>,
    terms: Vec<Growing>,
    lengths: Vec<[u8; 3]>,
    words: [u64; 3],
}

/// A term's list while it grows.
#[derive(Debug, Default)]
struct Growing {
    open: Frequencies,
    /// The article that `open` counts, and the one written before it.
    ordinal: u32,
    last: u32,
    count: u32,
    bytes: Vec<u8>,
}

impl Growing {
    /// Writes what stands open, if anything does.
    fn close(&mut self) {
        if self.open != Frequencies::default() {
            postings::write(Posting { ordinal: self.ordinal, frequencies: self.open }, self.last, &mut self.bytes);
            self.last = self.ordinal;
            self.count += 1;
            self.open = Frequencies::default();
        }
    }
}

impl IndexBuilder {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn add(&mut self, document: Document<'_>) {
        let ordinal = u32::try_from(self.lengths.len()).unwrap_or(u32::MAX);
        let title = self.read(ordinal, document.title, |open| &mut open.title);
        let body = self.read(ordinal, document.body, |open| &mut open.body);
        let extra = self.read(ordinal, document.extra, |open| &mut open.extra);
        for (sum, words) in self.words.iter_mut().zip([title, body, extra]) {
            *sum += u64::from(words);
        }
        self.lengths.push([title, body, extra].map(quantise));
    }

    /// Counts the forms of one field and returns its length in words.
    fn read(&mut self, ordinal: u32, text: &str, field: fn(&mut Frequencies) -> &mut u32) -> u32 {
        let mut words = 0_u32;
        visit(text, &mut |unit| {
            words = words.saturating_add(unit.words());
            unit.forms(&mut |form, _| {
                let id = match self.ids.get(form) {
                    Some(id) => *id,
                    None => {
                        let id = u32::try_from(self.terms.len()).unwrap_or(u32::MAX);
                        self.ids.insert(form.into(), id);
                        self.terms.push(Growing::default());
                        id
                    }
                };
                if let Some(term) = self.terms.get_mut(id as usize) {
                    if term.ordinal != ordinal {
                        term.close();
                        term.ordinal = ordinal;
                    }
                    let count = field(&mut term.open);
                    *count = count.saturating_add(1);
                }
            });
        });
        words
    }

    pub fn finish(self) -> Index {
        let ids = sorted(self.ids.into_iter().collect(), &|(a, _), (b, _)| a < b);
        let mut terms = self.terms;
        let mut dictionary = Dictionary::default();
        let mut lists = Vec::new();
        let mut list_ends = Vec::with_capacity(ids.len());
        let mut counts = Vec::with_capacity(ids.len());
        for (form, id) in ids {
            let Some(mut term) = terms.get_mut(id as usize).map(std::mem::take) else { continue };
            term.close();
            dictionary.push(&form);
            lists.extend_from_slice(&term.bytes);
            list_ends.push(u32::try_from(lists.len()).unwrap_or(u32::MAX));
            counts.push(term.count);
        }
        let articles = (self.lengths.len() as f32).max(1.0);
        let average_lengths = self.words.map(|words| words as f32 / articles);
        Index { dictionary, lists, list_ends, counts, lengths: self.lengths, average_lengths }
    }
}
