//! The index in memory: a sorted dictionary, one list of postings a term, three quantised lengths an article.
//!
//! 20 MB of text (10,000 articles) give some 5 MB. Written by [`crate::IndexBuilder`], asked through [`Index::search`], whose
//! procedure is told in [`crate::rank`].

use crate::dictionary::{Dictionary, TermId};
use crate::order::sorted;
use crate::postings::{self, Posting};
use crate::query::Query;
use crate::rank;
use crate::weights::Weights;

/// An article that answers a query.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Match {
    pub ordinal: u32,
    /// Greater is better; comparable within one query only.
    pub score: f32,
}

#[derive(Debug, Default)]
pub struct Index {
    pub(crate) dictionary: Dictionary,
    pub(crate) lists: Vec<u8>,
    /// Where each term's list ends in `lists`.
    pub(crate) list_ends: Vec<u32>,
    /// In how many articles each term stands.
    pub(crate) counts: Vec<u32>,
    /// Title, body, extra.
    pub(crate) lengths: Vec<[u8; 3]>,
    pub(crate) average_lengths: [f32; 3],
}

impl Index {
    /// Number of articles.
    pub fn len(&self) -> u32 {
        u32::try_from(self.lengths.len()).unwrap_or(u32::MAX)
    }

    pub fn is_empty(&self) -> bool {
        self.lengths.is_empty()
    }

    /// Bytes in memory.
    pub fn size(&self) -> usize {
        self.dictionary.size() + self.lists.len() + 8 * self.list_ends.len() + 3 * self.lengths.len()
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
        rank::score(self, query, weights)
    }

    pub(crate) fn postings(&self, id: TermId) -> impl Iterator<Item = Posting> {
        let at = id as usize;
        let from = at.checked_sub(1).and_then(|before| self.list_ends.get(before)).copied().unwrap_or(0);
        let to = self.list_ends.get(at).copied().unwrap_or(from);
        postings::read(self.lists.get(from as usize..to as usize).unwrap_or_default())
    }

    pub(crate) fn count(&self, id: TermId) -> u32 {
        self.counts.get(id as usize).copied().unwrap_or(0)
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
