//! From articles to an [`Index`].
//!
//! 1. [`IndexBuilder::add`] reads title, body and extra of one article; each form becomes a term with a growing list.
//! 2. A term's frequencies in the current article stand open until the term meets the next one, then they are written.
//! 3. [`IndexBuilder::finish`] sorts the terms, weighs what stands in their lists ([`crate::impact`]), and lays the lists one behind
//!    the other.
//!
//! The same articles in the same order give the same bytes.

use std::collections::HashMap;

use crate::dictionary::{Dictionary, Entry, List, Terms};
use crate::impact;
use crate::index::{Index, Lists};
use crate::lengths::{length, quantise, rounded_mean};
use crate::order::sorted;
use crate::postings::{self, Frequencies, Posting};
use crate::tokenize::visit;
use crate::weights::FieldWeights;

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
    /// Title, body, extra.
    lengths: Vec<[u8; 3]>,
    words: [u64; 3],
    weights: FieldWeights,
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
            let posting = postings::Growing { ordinal: self.ordinal, frequencies: self.open };
            postings::write_growing(posting, self.last, &mut self.bytes);
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

    /// With other weights of the fields, for measuring.
    pub fn with_weights(weights: FieldWeights) -> Self {
        Self { weights, ..Self::default() }
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
        let articles = u32::try_from(self.lengths.len()).unwrap_or(u32::MAX);
        let factors = Factors::new(self.words.map(|words| rounded_mean(words, articles)), &self.weights);
        let ids = sorted(self.ids.into_iter().collect(), &|(a, _), (b, _)| a < b);
        let mut terms = self.terms;
        let mut known = Terms::default();
        let mut lists = Vec::new();
        for (form, id) in ids {
            let Some(mut term) = terms.get_mut(id as usize).map(std::mem::take) else { continue };
            term.close();
            let start = lists.len();
            let mut last = 0;
            for postings::Growing { ordinal, frequencies } in postings::read_growing(&term.bytes) {
                let lengths = self.lengths.get(ordinal as usize).copied().unwrap_or_default();
                let level = impact::level(factors.weigh(frequencies, lengths));
                postings::write(Posting { ordinal, level }, last, &mut lists);
                last = ordinal;
            }
            let len = lists.len() - start;
            let list = List { part: Some(0), start: start as u32, len: len as u32 };
            known.push(&form, Entry { count: term.count, list });
        }
        Index { dictionary: Dictionary::whole(known), reversed: None, lists: Lists::whole(lists), articles }
    }
}

/// What one occurrence counts in a field of each quantised length.
struct Factors {
    title: [f32; 256],
    body: [f32; 256],
    extra: [f32; 256],
}

impl Factors {
    fn new([title, body, extra]: [f32; 3], weights: &FieldWeights) -> Self {
        let factors = |boost: f32, b: f32, average: f32| {
            let mut byte = 0;
            [(); 256].map(|()| {
                let relative = if average > 0.0 { length(byte) / average } else { 1.0 };
                byte = byte.wrapping_add(1);
                boost / (1.0 - b + b * relative)
            })
        };
        Self {
            title: factors(weights.title, weights.title_length, title),
            body: factors(1.0, weights.body_length, body),
            extra: factors(weights.extra, weights.extra_length, extra),
        }
    }

    fn weigh(&self, frequencies: Frequencies, lengths: [u8; 3]) -> f32 {
        let [title, body, extra] = lengths.map(usize::from);
        let field = |factors: &[f32; 256], at: usize, count: u32| factors.get(at).unwrap_or(&0.0) * count as f32;
        field(&self.title, title, frequencies.title)
            + field(&self.body, body, frequencies.body)
            + field(&self.extra, extra, frequencies.extra)
    }
}
