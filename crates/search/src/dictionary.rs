//! The terms of the index, sorted: lookup of one, of all that begin alike, and the walk that typo search needs.

use std::ops::Range;

/// Position of a term in the dictionary.
pub(crate) type TermId = u32;

/// Sorted terms in one string.
#[derive(Debug, Default)]
pub(crate) struct Dictionary {
    text: String,
    /// Where each term ends in `text`.
    ends: Vec<u32>,
}

impl Dictionary {
    /// Appends a term, which must be greater than all before it.
    pub(crate) fn push(&mut self, term: &str) {
        self.text.push_str(term);
        self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
    }

    pub(crate) fn len(&self) -> u32 {
        u32::try_from(self.ends.len()).unwrap_or(u32::MAX)
    }

    /// The term at `id`; empty when there is none.
    pub(crate) fn term(&self, id: TermId) -> &str {
        let at = id as usize;
        let from = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let to = self.ends.get(at).copied().unwrap_or(from);
        self.text.get(from as usize..to as usize).unwrap_or_default()
    }

    pub(crate) fn find(&self, term: &str) -> Option<TermId> {
        let at = self.lower_bound(term, 0..self.len());
        (at < self.len() && self.term(at) == term).then_some(at)
    }

    /// All terms that begin with `prefix`.
    pub(crate) fn with_prefix(&self, prefix: &str) -> Range<TermId> {
        self.narrow(0..self.len(), prefix)
    }

    /// Those terms of `within` that begin with `prefix`, if `within` is such a range for a shorter prefix.
    pub(crate) fn narrow(&self, within: Range<TermId>, prefix: &str) -> Range<TermId> {
        let from = self.lower_bound(prefix, within.clone());
        let to = partition(from..within.end, |id| self.term(id).starts_with(prefix));
        from..to
    }

    fn lower_bound(&self, term: &str, within: Range<TermId>) -> TermId {
        partition(within, |id| self.term(id) < term)
    }

    /// Bytes in memory.
    pub(crate) fn size(&self) -> usize {
        self.text.len() + 4 * self.ends.len()
    }
}

/// The first id of `range` for which `is_before` no longer holds.
fn partition(range: Range<TermId>, is_before: impl Fn(TermId) -> bool) -> TermId {
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

    pub(crate) fn dictionary(mut terms: Vec<String>) -> Dictionary {
        terms.sort();
        terms.dedup();
        let mut dictionary = Dictionary::default();
        terms.iter().for_each(|term| dictionary.push(term));
        dictionary
    }

    proptest! {
        #[test]
        fn lookups_agree_with_a_plain_list(terms in prop::collection::vec("[abß字]{1,5}", 0..60), query in "[abß字]{0,4}") {
            let dictionary = dictionary(terms.clone());
            prop_assert_eq!(dictionary.find(&query).is_some(), terms.contains(&query));
            let mut found: Vec<&str> = dictionary.with_prefix(&query).map(|id| dictionary.term(id)).collect();
            let mut expected: Vec<&str> = terms.iter().filter(|term| term.starts_with(&query)).map(String::as_str).collect();
            expected.sort_unstable();
            expected.dedup();
            found.dedup();
            prop_assert_eq!(found, expected);
        }
    }
}
