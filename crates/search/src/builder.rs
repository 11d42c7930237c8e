//! From articles to an [`Index`].
//!
//! 1. [`IndexBuilder::add`] reads title, body and extra of one article; each form becomes a term with a growing list.
//! 2. A term's frequencies in the current article stand open until the term meets the next one, then they are written. Its positions,
//!    if any are wanted, are written at once ([`crate::positions`]).
//! 3. [`IndexBuilder::finish`] sorts the terms, weighs what stands in their lists ([`crate::impact`]), and lays the lists one behind
//!    the other.
//!
//! The same articles in the same order give the same bytes.

mod blocks;
mod factors;

use std::collections::HashMap;

use crate::dictionary::{Dictionary, Entry, List, Terms};
use crate::facts;
use crate::impact;
use crate::index::Index;
use crate::languages::Languages;
use crate::lengths::rounded_mean;
use crate::lists::Lists;
use crate::order::sorted;
use crate::paragraphs::paragraphs;
use crate::positions;
use crate::postings::{self, Frequencies, Posting, Runs};
use crate::reversed::Reversed;
use crate::tokenize::visit;
use crate::weights::FieldWeights;
use blocks::Blocks;
use factors::Factors;

/// One article as the index sees it: plain text, no markup.
#[derive(Clone, Copy, Debug, Default)]
pub struct Document<'a> {
    pub title: &'a str,
    pub body: &'a str,
    /// Standfirst, tags, authors, category names: worth more than a word in the body, less than one in the title. Each line is a thing of
    /// its own: no phrase runs from one into the next.
    pub extra: &'a str,
    /// What is so of it, for `category:` and other fields of a query: lines such as `category:Science`, `tag:tides`, `author:Ana Lima`, `lang:pt-BR`,
    /// `date:2024-05-17`, `has:gallery`. They count nothing in ranking.
    pub facts: &'a str,
}

/// Collects articles; the first added has ordinal 0.
#[derive(Debug, Default)]
pub struct IndexBuilder {
    ids: HashMap<Box<str>, u32>,
    terms: Vec<Growing>,
    /// Of the same terms, if they are wanted.
    positions: Option<Vec<positions::Growing>>,
    /// Title, body, extra.
    lengths: Vec<[u32; 3]>,
    words: [u64; 3],
    weights: FieldWeights,
    /// Those that are known of the articles' languages, if any says one.
    languages: Option<Languages>,
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

    /// The index answers phrases by itself ([`Index::has_positions`]) and is more than twice as large: for those who will not have the
    /// texts. Said before the first article; those added earlier have no phrases.
    #[must_use]
    pub fn with_positions(self) -> Self {
        Self { positions: Some(self.terms.iter().map(|_| positions::Growing::default()).collect()), ..self }
    }

    pub fn add(&mut self, document: Document<'_>) {
        let ordinal = u32::try_from(self.lengths.len()).unwrap_or(u32::MAX);
        let mut free = 0;
        let title = self.read(ordinal, document.title, |open| &mut open.title, &mut free);
        let body = self.read(ordinal, document.body, |open| &mut open.body, &mut free);
        let lines = document.extra.split('\n');
        let lines = lines.map(|line| self.read(ordinal, line, |open| &mut open.extra, &mut free));
        let extra = lines.fold(0, u32::saturating_add);
        for line in document.facts.lines() {
            if let Some(language) = line.strip_prefix("lang:") {
                self.languages.get_or_insert_default().add(language.trim());
            }
            facts::terms(line).iter().for_each(|fact| self.count(ordinal, fact, |open| &mut open.extra));
        }
        for (sum, words) in self.words.iter_mut().zip([title, body, extra]) {
            *sum += u64::from(words);
        }
        self.lengths.push([title, body, extra]);
    }

    /// Counts the forms of one field, or of one line of it, and returns its length in words. `free` is the first position that the text may
    /// take.
    fn read(&mut self, ordinal: u32, text: &str, field: fn(&mut Frequencies) -> &mut u32, free: &mut u32) -> u32 {
        paragraphs(text)
            .map(|paragraph| self.read_paragraph(ordinal, paragraph, field, free))
            .fold(0, u32::saturating_add)
    }

    fn read_paragraph(
        &mut self,
        ordinal: u32,
        text: &str,
        field: fn(&mut Frequencies) -> &mut u32,
        free: &mut u32,
    ) -> u32 {
        let mut words = 0_u32;
        let mut position = positions::begin(*free);
        visit(text, &mut |unit| {
            words = words.saturating_add(unit.words());
            unit.forms(&mut |form, _| {
                self.count(ordinal, form, field);
            });
            let Some(positions) = &mut self.positions else { return };
            unit.row(&mut |word| {
                let id = self.ids.get(word).map(|id| *id as usize);
                if let Some(growing) = id.and_then(|id| positions.get_mut(id)) {
                    growing.add(ordinal, position);
                }
                (position, *free) = positions::behind(position);
            });
        });
        words
    }

    /// Counts a form that stands in an article once more.
    fn count(&mut self, ordinal: u32, form: &str, field: fn(&mut Frequencies) -> &mut u32) {
        let id = match self.ids.get(form) {
            Some(id) => *id,
            None => {
                let id = u32::try_from(self.terms.len()).unwrap_or(u32::MAX);
                self.ids.insert(form.into(), id);
                self.terms.push(Growing::default());
                self.positions.iter_mut().for_each(|positions| positions.push(positions::Growing::default()));
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
    }

    pub fn finish(self) -> Index {
        let articles = u32::try_from(self.lengths.len()).unwrap_or(u32::MAX);
        let means = self.words.map(|words| rounded_mean(words, articles));
        let factors: Vec<Factors> =
            self.lengths.iter().map(|lengths| Factors::new(*lengths, means, &self.weights)).collect();
        let ids = sorted(self.ids.into_iter().collect(), &|(a, _), (b, _)| a < b);
        let mut terms = self.terms;
        let mut growing = self.positions;
        let mut known = Terms::default();
        let mut lists = Vec::new();
        let mut blocks = growing.as_ref().map(|_| Blocks::default());
        for (form, id) in ids {
            let Some(mut term) = terms.get_mut(id as usize).map(std::mem::take) else { continue };
            term.close();
            let start = lists.len();
            let is_fact = form.starts_with(facts::MARK);
            let positions = growing.as_mut().and_then(|growing| growing.get_mut(id as usize)).map(std::mem::take);
            let mut places = positions.as_ref().map(|positions| positions.read().peekable());
            let mut runs = Runs::default();
            let mut last = 0;
            for postings::Growing { ordinal, frequencies } in postings::read_growing(&term.bytes) {
                // No edit of the text is to change the lists of facts.
                let factors = factors.get(ordinal as usize).copied().filter(|_| !is_fact).unwrap_or_default();
                let weight = factors.weigh(frequencies);
                let level = impact::level(weight);
                postings::write(Posting { ordinal, level }, last, &mut lists);
                last = ordinal;
                if let Some(places) = &mut places {
                    let here = std::iter::from_fn(|| places.next_if(|(of, _)| *of == ordinal)).count();
                    runs.push(here > 0);
                }
            }
            lists.extend_from_slice(runs.finish());
            if let (Some(positions), Some(blocks)) = (&positions, &mut blocks) {
                blocks.push(&mut positions.read(), &mut known);
            }
            let len = lists.len() - start;
            let list = List::Part { part: 0, start: start as u32, len: len as u32 };
            known.push(&form, Entry { count: term.count, list });
        }
        let positions = blocks.map(|blocks| Lists::of(blocks.close()));
        let lists = Lists::of(vec![lists]);
        let languages = self.languages.unwrap_or_else(Languages::unknown);
        Index {
            dictionary: Dictionary::whole(known),
            reversed: Reversed::default(),
            lists,
            positions,
            articles,
            languages,
        }
    }
}
