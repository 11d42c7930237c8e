//! All terms, sorted: lookup of one, of all that begin alike, and the walk that typo search needs.
//!
//! The terms lie in pieces, of which an index in memory has one. Of an index that comes in parts, pieces are there or not: only their
//! first terms are known from the beginning. A lookup that needs a piece which is not there notes it ([`Dictionary::wanted`]) and
//! answers as if there were no such term; whoever asked fetches the piece and asks again.

use std::ops::Range;

use crate::parts::Name;
use crate::ranges;
use crate::wanted::Wanted;

/// Position of a term in the dictionary.
pub(crate) type TermId = u32;

/// Sorted terms, some of which may be elsewhere.
#[derive(Debug)]
pub(crate) struct Dictionary {
    pieces: Vec<Piece>,
    wanted: Wanted,
}

/// Neighbours in the order of the terms.
#[derive(Debug, Default)]
pub(crate) struct Piece {
    pub(crate) first: Box<str>,
    pub(crate) first_id: TermId,
    pub(crate) len: u32,
    /// What it is called, if it comes from elsewhere.
    pub(crate) name: Option<Name>,
    terms: Option<Terms>,
}

/// The terms of a piece in one string, and what the index knows of each.
#[derive(Debug, Default)]
pub(crate) struct Terms {
    text: String,
    /// Where each term ends in `text`.
    ends: Vec<u32>,
    entries: Vec<Entry>,
    /// Lists of postings so short that they stand here.
    pub(crate) short_lists: Vec<u8>,
    /// Where the lists of positions are, if the index has them: in the order of the terms, one for each.
    pub(crate) stretches: Vec<Stretch>,
}

/// Terms whose lists of positions lie in one part, up to the next stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stretch {
    /// The first term, by its position in the piece.
    pub(crate) first: u32,
    pub(crate) part: u32,
    /// Lists before it in the part.
    pub(crate) before: u32,
    /// It is one term that has parts of its own from that part on, one for each 2^shift articles ([`crate::ranges`]).
    pub(crate) shift: Option<u32>,
}

impl Stretch {
    /// The last part of its lists, or of the one that has parts of its own.
    pub(crate) fn last_part(&self, articles: u32) -> u32 {
        let more = self.shift.map_or(0, |shift| ranges::count(articles, shift).saturating_sub(1));
        self.part.saturating_add(more)
    }
}

/// What the index knows of a term.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Entry {
    /// In how many articles it stands.
    pub(crate) count: u32,
    pub(crate) list: List,
}

/// Where a list of postings is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum List {
    /// In [`Terms::short_lists`].
    Here { start: u32, len: u32 },
    /// In the part of that number, maybe with others.
    Part { part: u32, start: u32, len: u32 },
    /// In parts of its own from that number on, one for each 2^shift articles ([`crate::ranges`]).
    Parts { first: u32, shift: u32 },
}

impl Default for List {
    fn default() -> Self {
        Self::Here { start: 0, len: 0 }
    }
}

impl Default for Dictionary {
    fn default() -> Self {
        Self::whole(Terms::default())
    }
}

impl Terms {
    /// Appends a term, which must be greater than all before it.
    pub(crate) fn push(&mut self, term: &str, entry: Entry) {
        self.text.push_str(term);
        self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
        self.entries.push(entry);
    }

    pub(crate) fn len(&self) -> u32 {
        u32::try_from(self.ends.len()).unwrap_or(u32::MAX)
    }

    /// The term at a position in the piece; empty when there is none.
    pub(crate) fn term(&self, at: u32) -> &str {
        let at = at as usize;
        let from = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let to = self.ends.get(at).copied().unwrap_or(from);
        self.text.get(from as usize..to as usize).unwrap_or_default()
    }

    pub(crate) fn entry(&self, at: u32) -> Entry {
        self.entries.get(at as usize).copied().unwrap_or_default()
    }

    /// Where the positions of the term at a position in the piece are: a stretch that begins with it.
    pub(crate) fn positions(&self, at: u32) -> Option<Stretch> {
        let number = self.stretches.partition_point(|stretch| stretch.first <= at).checked_sub(1)?;
        let stretch = *self.stretches.get(number)?;
        Some(Stretch { first: at, before: stretch.before.saturating_add(at - stretch.first), ..stretch })
    }
}

impl Dictionary {
    /// With all terms in one piece.
    pub(crate) fn whole(terms: Terms) -> Self {
        let piece =
            Piece { first: terms.term(0).into(), first_id: 0, len: terms.len(), name: None, terms: Some(terms) };
        Self { pieces: vec![piece], wanted: Wanted::default() }
    }

    /// Of pieces that are elsewhere: first term, which rises from piece to piece, number of terms, and name of each.
    pub(crate) fn of_pieces(pieces: impl Iterator<Item = ((Box<str>, u32), Name)>) -> Self {
        let mut first_id = 0_u32;
        let piece = |((first, len), name): ((Box<str>, u32), Name)| {
            let piece = Piece { first, first_id, len, name: Some(name), terms: None };
            first_id = first_id.saturating_add(len);
            piece
        };
        Self { pieces: pieces.map(piece).collect(), wanted: Wanted::default() }
    }

    pub(crate) fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// Puts a piece in its place.
    pub(crate) fn give(&mut self, number: u32, terms: Terms) {
        if let Some(piece) = self.pieces.get_mut(number as usize) {
            piece.terms = Some(terms);
        }
    }

    /// Numbers of the pieces that were needed and not there.
    pub(crate) fn wanted(&self) -> &Wanted {
        &self.wanted
    }

    pub(crate) fn len(&self) -> u32 {
        self.pieces.last().map_or(0, |piece| piece.first_id.saturating_add(piece.len))
    }

    /// The term at `id`; empty when there is none.
    pub(crate) fn term(&self, id: TermId) -> &str {
        self.terms_of(id).map_or("", |(terms, at)| terms.term(at))
    }

    /// The piece with a term, and the term's position in it.
    pub(crate) fn terms_of(&self, id: TermId) -> Option<(&Terms, u32)> {
        let number = self.pieces.partition_point(|piece| piece.first_id <= id).checked_sub(1)?;
        let piece = self.pieces.get(number)?;
        Some((self.loaded(number)?, id - piece.first_id))
    }

    fn loaded(&self, number: usize) -> Option<&Terms> {
        let terms = self.pieces.get(number)?.terms.as_ref();
        if terms.is_none() {
            self.wanted.note(number as u32);
        }
        terms
    }

    pub(crate) fn find(&self, term: &str) -> Option<TermId> {
        let number = self.pieces.partition_point(|piece| *piece.first <= *term).checked_sub(1)?;
        let terms = self.loaded(number)?;
        let at = partition(0..terms.len(), |at| terms.term(at) < term);
        (at < terms.len() && terms.term(at) == term)
            .then(|| self.pieces.get(number).map_or(0, |piece| piece.first_id + at))
    }

    /// All terms that begin with `prefix`.
    pub(crate) fn with_prefix(&self, prefix: &str) -> Range<TermId> {
        self.narrow(0..self.len(), prefix)
    }

    /// Those terms of `within` that begin with `prefix`, if `within` is such a range for a shorter prefix.
    pub(crate) fn narrow(&self, within: Range<TermId>, prefix: &str) -> Range<TermId> {
        let from = self.boundary(&|other| other < prefix);
        let to = self.boundary(&|other| other < prefix || other.starts_with(prefix));
        match (from, to) {
            (Some(from), Some(to)) => from.clamp(within.start, within.end)..to.clamp(within.start, within.end),
            _ => within.start..within.start,
        }
    }

    /// The first id for which `is_before`, which holds for a beginning of the sorted terms, no longer does; `None` where that lies in a
    /// piece that is not there.
    fn boundary(&self, is_before: &dyn Fn(&str) -> bool) -> Option<TermId> {
        let Some(number) = self.pieces.partition_point(|piece| is_before(&piece.first)).checked_sub(1) else {
            return Some(0);
        };
        let terms = self.loaded(number)?;
        Some(self.pieces.get(number)?.first_id + partition(0..terms.len(), |at| is_before(terms.term(at))))
    }

    /// Bytes in memory.
    pub(crate) fn size(&self) -> usize {
        let terms = self.pieces.iter().filter_map(|piece| piece.terms.as_ref());
        terms.map(|terms| terms.text.len() + 24 * terms.ends.len() + terms.short_lists.len()).sum()
    }
}

/// The first number of `range` for which `is_before` no longer holds.
fn partition(range: Range<u32>, is_before: impl Fn(u32) -> bool) -> u32 {
    let Range { start: mut low, end: mut high } = range;
    while low < high {
        let middle = low + (high - low) / 2;
        if is_before(middle) { low = middle + 1 } else { high = middle }
    }
    low
}

#[cfg(test)]
pub(crate) mod tests {
    use proptest::prelude::*;

    use super::*;

    fn terms(terms: &[String]) -> Terms {
        let mut all = Terms::default();
        terms.iter().for_each(|term| all.push(term, Entry::default()));
        all
    }

    fn distinct(mut terms: Vec<String>) -> Vec<String> {
        terms.sort();
        terms.dedup();
        terms
    }

    pub(crate) fn dictionary(all: Vec<String>) -> Dictionary {
        Dictionary::whole(terms(&distinct(all)))
    }

    proptest! {
        #[test]
        fn lookups_agree_with_a_plain_list(all in prop::collection::vec("[abß字]{1,5}", 0..60), query in "[abß字]{0,4}") {
            let dictionary = dictionary(all.clone());
            prop_assert_eq!(dictionary.find(&query).is_some(), all.contains(&query));
            let found: Vec<&str> = dictionary.with_prefix(&query).map(|id| dictionary.term(id)).collect();
            let mut expected: Vec<&str> = all.iter().filter(|term| term.starts_with(&query)).map(String::as_str).collect();
            expected.sort_unstable();
            expected.dedup();
            prop_assert_eq!(found, expected);
        }

        #[test]
        fn pieces_answer_like_the_whole_once_they_are_there(
            all in prop::collection::vec("[abß字]{1,5}", 1..60), query in "[abß字]{0,4}", size in 1..9_usize
        ) {
            let all = distinct(all);
            let whole = dictionary(all.clone());
            let runs: Vec<&[String]> = all.chunks(size).collect();
            let mut pieces = Dictionary::of_pieces(runs.iter().map(|run| ((run[0].as_str().into(), run.len() as u32), Name::default())));
            prop_assert_eq!(pieces.len(), whole.len());
            let mut rounds = 0;
            let (found, within) = loop {
                let answer = (pieces.find(&query), pieces.with_prefix(&query));
                let wanted = pieces.wanted().take();
                if wanted.is_empty() {
                    break answer;
                }
                for number in wanted {
                    pieces.give(number, terms(runs[number as usize]));
                }
                rounds += 1;
            };
            prop_assert_eq!(found, whole.find(&query));
            let whole_within = whole.with_prefix(&query);
            prop_assert_eq!(within.len(), whole_within.len());
            prop_assert!(within.is_empty() || within == whole_within);
            prop_assert!(rounds <= 2, "{rounds}");
        }
    }
}
