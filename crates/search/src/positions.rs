//! Where a term stands in each article, so that phrases need no text.
//!
//! Counted are the words that a phrase is compared with ([`crate::tokenize::Unit::row`]), from 0 on, through the paragraphs
//! ([`crate::paragraphs`]) of title and body and the lines of extra. A form that a term has beside them (the whole of `read_line`, the `web` in
//! `WebAssembly`) has no position.
//!
//! Each paragraph and each line begins at the next multiple of 32 that leaves out a number at least, so that no phrase runs from one into the
//! next. A word more moves those behind it in its paragraph; the other paragraphs move only if this one now needs another 32, or if there is
//! one more before them.
//!
//! A part holds one list for each term, in the order of the terms, empty ones too:
//!
//! ```text
//! varint  bytes of what follows for the terms
//! for each term
//!   varint  number of its positions
//!   byte    class of the distance to the position before, or to 0 in a new article, << 1 | is it the last in its article?    for each
//! the bits of all distances that their classes leave open, the lowest first
//! ```
//!
//! Classes 0 to 7 are those distances. From there on each power of two has four: `8 + 4 · (e − 3) + q` has the distances that begin with the
//! binary digits `1` and `q` and have `e + 1` of them; the other `e − 2` are open. Those are noise that no compression shortens and
//! that would spoil the rest for it, so they lie apart. Lists with their articles come in the order of the postings
//! ([`crate::postings::Block::postings`]).
//!
//! # Source
//! 754 posts of the Rust blog, a million positions, before paragraphs began at multiples, parts of 16 KB with brotli 9: 1,241 KB so, 1,385 KB
//! as varints of the distances and the bit. Estimated with the same tools, less exactly: Rice codes 5 % less than the varints, eight classes
//! a power of two, which need more than a byte, 10 %, an adaptive arithmetic coder 13 %. For words scattered evenly, one by one, the choice of
//! their places is worth 1,125 KB and the counts 86 KB.

mod growing;

pub(crate) use growing::Growing;

use crate::varint;

/// How many distances have a class of their own: those of up to three binary digits.
const EXACT: u32 = 8;

/// Paragraphs begin at multiples of this: the larger, the rarer an edit reaches the next paragraph, and the longer are distances.
///
/// # Source
/// The posts of the Rust blog as plain text, parts of 4 KB; what positions add in % of text, and how many of the 200 parts change, on average
/// of 80 edits, when words come into the middle of a paragraph:
///
/// | multiple of | none | 16 | 32 | 64 | 128 |
/// |---|---|---|---|---|---|
/// | % of text | 22.5 | 23.5 | 24.3 | 25.5 | 26.9 |
/// | 1 word | 135 | 34 | 25 | 25 | 24 |
/// | 4 words | 135 | 53 | 32 | 30 | 24 |
/// | 12 words | 135 | 111 | 59 | 52 | 24 |
const STEP: u32 = 32;

/// Growing lists need a bit for themselves. Words of an article with 60 million paragraphs share it, and are in no phrase.
const LAST: u32 = u32::MAX >> 1;

/// Where a paragraph begins, `free` being the first position that it may take.
pub(crate) fn begin(free: u32) -> u32 {
    free.next_multiple_of(STEP).min(LAST)
}

/// The position of the next word in the paragraph, and the first that the next paragraph may take: one is left out between them.
pub(crate) fn behind(position: u32) -> (u32, u32) {
    let next = (position + 1).min(LAST);
    (next, next + 1)
}

/// The class of a distance, and how many of its bits that leaves open.
fn class(distance: u32) -> (u8, u32) {
    let open = distance.checked_ilog2().unwrap_or(0).saturating_sub(2);
    ((4 * open + (distance >> open)) as u8, open)
}

/// How many bits a class leaves open.
fn open_bits(class: u8) -> u32 {
    (u32::from(class) / 4).saturating_sub(1)
}

/// A part while it is written.
#[derive(Debug, Default)]
pub(crate) struct Part {
    lists: Vec<u8>,
    open: Vec<u8>,
    /// Of the last byte of `open`; 0 if it is full.
    used_bits: u32,
}

impl Part {
    /// Appends the list of the next term: article and position, rising.
    pub(crate) fn push(&mut self, places: &mut dyn Iterator<Item = (u32, u32)>) {
        let mut bytes = Vec::new();
        let mut places = places.peekable();
        let mut before = 0;
        while let Some((ordinal, position)) = places.next() {
            let distance = position.saturating_sub(before);
            let (class, open) = class(distance);
            let is_last = places.peek().is_none_or(|(next, _)| *next != ordinal);
            bytes.push(class << 1 | u8::from(is_last));
            self.push_bits(distance, open);
            before = if is_last { 0 } else { position };
        }
        varint::write(bytes.len() as u32, &mut self.lists);
        self.lists.extend(bytes);
    }

    fn push_bits(&mut self, value: u32, count: u32) {
        for bit in 0..count {
            if self.used_bits == 0 {
                self.open.push(0);
            }
            if let Some(byte) = self.open.last_mut() {
                *byte |= ((value >> bit & 1) as u8) << self.used_bits;
            }
            self.used_bits = (self.used_bits + 1) % 8;
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.lists.is_empty()
    }

    /// Its bytes, but for the first few.
    pub(crate) fn len(&self) -> usize {
        self.lists.len() + self.open.len()
    }

    pub(crate) fn finish(self) -> Vec<u8> {
        let mut bytes = Vec::new();
        varint::write(self.lists.len() as u32, &mut bytes);
        bytes.extend(self.lists);
        bytes.extend(self.open);
        bytes
    }
}

/// The positions of one term.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct List<'p> {
    bytes: &'p [u8],
    open: &'p [u8],
    /// Where its bits begin in `open`.
    at: usize,
}

impl<'p> List<'p> {
    /// The list in a part that has so many before it.
    pub(crate) fn find(mut part: &'p [u8], before: u32) -> Option<Self> {
        let len = varint::read(&mut part)? as usize;
        let (mut lists, open) = part.split_at_checked(len)?;
        let mut at = 0;
        let mut next = || {
            let len = varint::read(&mut lists)? as usize;
            let (bytes, rest) = lists.split_at_checked(len)?;
            lists = rest;
            Some(bytes)
        };
        // Each takes at least a byte, whatever `before` claims.
        for _ in 0..before {
            at += next()?.iter().map(|byte| open_bits(byte >> 1) as usize).sum::<usize>();
        }
        Some(Self { bytes: next()?, open, at })
    }

    /// Each article and position, rising; `ordinals` are the articles with positions.
    pub(crate) fn read(mut self, ordinals: &mut dyn Iterator<Item = u32>) -> impl Iterator<Item = (u32, u32)> {
        let mut begun: Option<(u32, u32)> = None;
        std::iter::from_fn(move || {
            let (byte, rest) = self.bytes.split_first()?;
            self.bytes = rest;
            let (ordinal, before) = match begun {
                Some(begun) => begun,
                None => (ordinals.next()?, 0),
            };
            let position = before.checked_add(self.distance(byte >> 1)?)?;
            begun = (byte & 1 == 0).then_some((ordinal, position));
            Some((ordinal, position))
        })
    }

    /// The next distance, which is of that class.
    fn distance(&mut self, class: u8) -> Option<u32> {
        if u32::from(class) < EXACT {
            return Some(u32::from(class));
        }
        let count = open_bits(class);
        let from = self.open.get(self.at / 8..)?;
        let shift = self.at % 8;
        // Up to 30 bits and the 7 before them.
        let near = from.iter().take(5).rev().fold(0_u64, |near, byte| near << 8 | u64::from(*byte));
        self.at += count as usize;
        let open = near >> shift & ((1 << count) - 1);
        (self.at <= 8 * self.open.len()).then_some(())?;
        u32::try_from(u64::from(class % 4 + 4) << count | open).ok()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use proptest::prelude::*;

    use super::*;

    type Rows = BTreeMap<u32, BTreeSet<u32>>;

    fn rows() -> impl Strategy<Value = Rows> {
        let positions = prop::collection::btree_set(prop_oneof![0..99_u32, 0..10_000_u32, 0..u32::MAX], 1..9);
        prop::collection::btree_map(0..100_000_u32, positions, 0..9)
    }

    fn flat(rows: &Rows) -> Vec<(u32, u32)> {
        rows.iter().flat_map(|(ordinal, positions)| positions.iter().map(|position| (*ordinal, *position))).collect()
    }

    proptest! {
        #[test]
        fn a_growing_list_survives_the_round_trip(rows in rows()) {
            let rows: Rows = rows.into_iter().map(|(ordinal, positions)| (ordinal, positions.iter().map(|at| at >> 1).collect())).collect();
            let mut growing = Growing::default();
            flat(&rows).into_iter().for_each(|(ordinal, position)| growing.add(ordinal, position));
            prop_assert_eq!(growing.read().collect::<Vec<_>>(), flat(&rows));
        }

        #[test]
        fn a_part_gives_back_each_list(lists in prop::collection::vec(rows(), 0..9)) {
            let mut part = Part::default();
            lists.iter().for_each(|rows| part.push(&mut flat(rows).into_iter()));
            let part = part.finish();
            for (before, rows) in (0..).zip(&lists) {
                let found: Vec<_> = List::find(&part, before).unwrap().read(&mut rows.keys().copied()).collect();
                prop_assert_eq!(found, flat(rows));
            }
            prop_assert!(List::find(&part, lists.len() as u32).is_none() && List::find(&part, u32::MAX).is_none());
        }

        #[test]
        fn any_bytes_are_read_to_an_end(bytes: Vec<u8>, before in prop_oneof![0..3_u32, any::<u32>()]) {
            if let Some(list) = List::find(&bytes, before) {
                prop_assert!(list.read(&mut (0..)).count() <= bytes.len());
            }
        }

        #[test]
        fn a_paragraph_begins_apart_from_the_one_before(position in prop_oneof![0..200_u32, 0..LAST - 99]) {
            let (next, free) = behind(position);
            let begin = begin(free);
            prop_assert_eq!(next, position + 1);
            prop_assert!(begin > next && begin <= next + STEP && begin.is_multiple_of(STEP));
        }

        #[test]
        fn a_class_and_its_open_bits_are_the_distance(distance: u32) {
            let (class, open) = class(distance);
            prop_assert!(class < 128 && open == open_bits(class));
        }
    }

    #[test]
    fn a_flood_of_paragraphs_stays_at_the_last_position() {
        assert_eq!(behind(LAST), (LAST, LAST + 1));
        assert_eq!((begin(LAST), begin(LAST + 1)), (LAST, LAST));
    }
}
