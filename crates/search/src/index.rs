//! The index: a sorted dictionary, and one list of postings a term.
//!
//! 20 MB of text (10,000 articles) give some 5 MB. Written by [`crate::IndexBuilder`], asked through [`Index::search`], whose
//! procedure is told in [`crate::rank`]. An index that comes in parts ([`crate::parts`]) is asked through [`Index::ask`].

use crate::dictionary::{Dictionary, List, TermId};
use crate::expand::is_known;
use crate::languages::Languages;
use crate::lists::Lists;
use crate::order::sorted;
use crate::parts::Part;
use crate::positions;
use crate::postings::{Block, Posting};
use crate::query::{Phrase, Query};
use crate::ranges;
use crate::rank;
use crate::reversed::Reversed;
use crate::weights::Weights;

/// An article that answers a query.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Match {
    pub ordinal: u32,
    /// Greater is better; comparable within one query only.
    pub score: f32,
}

/// Whether a phrase stands in an article, by its ordinal.
pub type InText<'t> = &'t dyn Fn(u32, &Phrase) -> bool;

#[derive(Debug, Default)]
pub struct Index {
    pub(crate) dictionary: Dictionary,
    /// The same terms with their letters in reverse; an index that is whole needs none.
    pub(crate) reversed: Reversed,
    pub(crate) lists: Lists,
    /// Lists of positions, if the index has them.
    pub(crate) positions: Option<Lists>,
    pub(crate) articles: u32,
    pub(crate) languages: Languages,
}

impl Index {
    /// Number of articles.
    pub fn len(&self) -> u32 {
        self.articles
    }

    pub fn is_empty(&self) -> bool {
        self.articles == 0
    }

    /// Bytes in memory.
    pub fn size(&self) -> usize {
        self.dictionary.size() + self.lists.size() + self.positions.as_ref().map_or(0, Lists::size)
    }

    /// True when the index answers phrases by itself ([`crate::IndexBuilder::with_positions`]); else whoever asks has the texts
    /// ([`Index::score_by`]).
    pub fn has_positions(&self) -> bool {
        self.positions.is_some()
    }

    /// [`Index::score`] on an index that comes in parts.
    ///
    /// # Errors
    /// The parts that are needed and not there: give them ([`Index::give`]) and ask again. Two rounds answer
    /// a query, dictionary and lists; a mistyped word takes up to two more, a phrase one for positions, of three and more words two.
    pub fn ask(&self, query: &Query) -> Result<Vec<Match>, Vec<Part>> {
        self.wanted();
        let found = self.score(query);
        let wanted = self.wanted();
        if wanted.is_empty() { Ok(found) } else { Err(wanted) }
    }

    /// What was needed since the last call.
    fn wanted(&self) -> Vec<Part> {
        let dictionary = self.dictionary.wanted().take().into_iter().map(Part::Dictionary);
        let root = self.reversed.take_wanted().then_some(Part::ReversedRoot);
        let reversed = self.reversed.get().into_iter().flat_map(|reversed| reversed.wanted().take());
        let reversed = root.into_iter().chain(reversed.map(Part::Reversed));
        let lists = self.lists.wanted.take().into_iter().map(Part::Lists);
        let positions = self.positions.iter().flat_map(|positions| positions.wanted.take()).map(Part::Positions);
        dictionary.chain(reversed).chain(lists).chain(positions).collect()
    }

    /// The best `limit` of the articles that match and that `accept` lets through, best first; of equals the first added.
    /// `accept` is asked before the choice, so a narrow filter loses nothing.
    pub fn search(&self, query: &Query, accept: &dyn Fn(u32) -> bool, limit: usize) -> Vec<Match> {
        let mut found = self.score(query);
        found.retain(|found| accept(found.ordinal));
        best(found, limit)
    }

    /// The ordinals of all articles that match, rising: what facets are counted among.
    pub fn matches(&self, query: &Query) -> Vec<u32> {
        self.score(query).into_iter().map(|found| found.ordinal).collect()
    }

    /// All articles that match with their scores, by rising ordinal. A caller who needs both the page and the facets asks
    /// here once and takes the page with [`best`].
    pub fn score(&self, query: &Query) -> Vec<Match> {
        self.score_with(query, &Weights::default())
    }

    /// The same with other weights, for measuring.
    pub fn score_with(&self, query: &Query, weights: &Weights) -> Vec<Match> {
        rank::score(self, query, weights, None)
    }

    /// The same for an index without positions, by somebody who has the texts: lists of postings say which articles hold all words of a phrase, and
    /// `in_text` is asked whether they stand in a row there. Without it a phrase that is wanted is found wherever its words are, and one that is not is
    /// nowhere.
    pub fn score_by(&self, query: &Query, in_text: InText<'_>) -> Vec<Match> {
        rank::score(self, query, &Weights::default(), Some(in_text))
    }

    /// The query, knowing which of its words stand in some article as they were typed: [`crate::highlight`] and [`crate::snippet()`] then mark
    /// no other word in their place, and words of the same family in the languages of the articles.
    #[must_use]
    pub fn recognise(&self, mut query: Query) -> Query {
        query.speak(&self.languages);
        for word in &mut query.words {
            word.is_known = is_known(self, word);
        }
        query
    }

    /// The postings of a term; or those of them that have positions, which are all in an index that has none.
    pub(crate) fn postings(&self, id: TermId, only_standing: bool) -> impl Iterator<Item = Posting> {
        self.blocks(id).into_iter().flat_map(move |block| block.postings(only_standing))
    }

    /// Article and position, rising, of every place where the term stands in one of `articles`, which rise; maybe of others as well.
    pub(crate) fn places(&self, id: TermId, articles: &[u32]) -> Vec<(u32, u32)> {
        let Some(stretch) = self.dictionary.terms_of(id).and_then(|(terms, at)| terms.positions(at)) else {
            return Vec::new();
        };
        let list = |part: u32| {
            let part = self.positions.as_ref().map_or(&[][..], |lists| lists.part(part));
            positions::List::find(part, stretch.before).unwrap_or_default()
        };
        let mut standing = self.postings(id, true).map(|posting| posting.ordinal).peekable();
        let Some(shift) = stretch.shift else { return list(stretch.part).read(&mut standing).collect() };
        let mut places = Vec::new();
        let mut next = 0;
        for range in articles.iter().map(|article| ranges::range_of(*article, shift)) {
            if range >= next {
                next = range + 1;
                while standing.next_if(|ordinal| ranges::range_of(*ordinal, shift) < range).is_some() {}
                places.extend(list(stretch.part.saturating_add(range)).read(&mut standing));
            }
        }
        places
    }

    /// The list of a term, in ranges of articles if it is a long one of an index in parts.
    fn blocks(&self, id: TermId) -> Vec<Block<'_>> {
        let Some(entry) = self.dictionary.terms_of(id).map(|(terms, at)| terms.entry(at)) else { return Vec::new() };
        let List::Parts { first, shift } = entry.list else {
            let bytes = self.whole_list(id).unwrap_or_default();
            return vec![Block { first: 0, count: entry.count, bytes }];
        };
        let block =
            |range: u32| Block::of_range(ranges::first(range, shift), self.lists.part(first.saturating_add(range)));
        (0..ranges::count(self.articles, shift)).map(block).collect()
    }

    /// The bytes of a term's list, if it lies in one place.
    pub(crate) fn whole_list(&self, id: TermId) -> Option<&[u8]> {
        let (terms, at) = self.dictionary.terms_of(id)?;
        let (bytes, start, len) = match terms.entry(at).list {
            List::Here { start, len } => (terms.short_lists.as_slice(), start, len),
            List::Part { part, start, len } => (self.lists.part(part), start, len),
            List::Parts { .. } => return None,
        };
        bytes.get(start as usize..start.saturating_add(len) as usize)
    }

    pub(crate) fn count(&self, id: TermId) -> u32 {
        self.dictionary.terms_of(id).map_or(0, |(terms, at)| terms.entry(at).count)
    }
}

/// The best `limit` of `found`, best first; of equals the lower ordinal.
pub fn best(found: Vec<Match>, limit: usize) -> Vec<Match> {
    /// Up to here inserting into a short sorted list is cheaper than sorting everything.
    const SHORT: usize = 250;
    let is_before = |a: &Match, b: &Match| (b.score, a.ordinal) < (a.score, b.ordinal);
    if limit > SHORT {
        let mut all = sorted(found, &is_before);
        all.truncate(limit);
        return all;
    }
    let mut best: Vec<Match> = Vec::with_capacity(limit + 1);
    for next in found {
        if best.len() < limit || best.last().is_some_and(|last| is_before(&next, last)) {
            best.insert(best.partition_point(|known| is_before(known, &next)), next);
            best.truncate(limit);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_best_are_the_head_of_all_sorted(scores in prop::collection::vec(0..9_u8, 0..600), limit in 0..600_usize) {
            let found = || (0..).zip(&scores).map(|(ordinal, score)| Match { ordinal, score: f32::from(*score) });
            let mut expected: Vec<Match> = found().collect();
            expected.sort_by(|a, b| b.score.total_cmp(&a.score));
            expected.truncate(limit);
            prop_assert_eq!(best(found().collect(), limit), expected);
        }
    }
}
