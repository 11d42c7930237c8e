//! Which articles exclusions and phrases leave.
//!
//! 1. The lists of postings say which articles hold all words of a phrase.
//! 2. In an index with positions, those are looked at next ([`in_a_row`]), and only if there are such articles: of an index in parts,
//!    positions are the dearest to fetch. Without them, whoever asked checks the texts ([`Query::admits`]), for excluded phrases too.

use crate::expand::forms;
use crate::index::Index;
use crate::order::sort;
use crate::postings::Posting;
use crate::query::{Phrase, Query};

/// `None` is all.
pub(super) struct Admitted(Option<Vec<bool>>);

impl Admitted {
    pub(super) fn has(&self, ordinal: u32) -> bool {
        self.0.as_ref().is_none_or(|admitted| admitted.get(ordinal as usize).copied().unwrap_or(false))
    }
}

pub(super) fn admitted(index: &Index, query: &Query) -> Admitted {
    let excluded_phrases = if index.has_positions() { query.excluded_phrases.as_slice() } else { &[] };
    if query.excluded.is_empty() && query.phrases.is_empty() && excluded_phrases.is_empty() {
        return Admitted(None);
    }
    let mut admitted = vec![true; index.articles as usize];
    for phrase in &query.phrases {
        let mut holds = vec![false; index.articles as usize];
        holding(index, phrase).into_iter().for_each(|ordinal| set(&mut holds, ordinal, true));
        admitted.iter_mut().zip(holds).for_each(|(admitted, holds)| *admitted &= holds);
    }
    for phrase in excluded_phrases {
        holding(index, phrase).into_iter().for_each(|ordinal| set(&mut admitted, ordinal, false));
    }
    for alternative in query.excluded.iter().flat_map(|word| forms(index, word)).filter(|form| form.weight >= 1.0) {
        for Posting { ordinal, .. } in together(index, &alternative.terms, Index::postings) {
            set(&mut admitted, ordinal, false);
        }
    }
    Admitted(Some(admitted))
}

fn set(flags: &mut [bool], at: u32, value: bool) {
    if let Some(flag) = flags.get_mut(at as usize) {
        *flag = value;
    }
}

/// The articles with a phrase, or, in an index without positions, with all words of it.
fn holding(index: &Index, phrase: &Phrase) -> Vec<u32> {
    // All are looked up, whether or not the first is there: what is wanting is fetched in one round.
    let terms: Vec<Option<u32>> = phrase.words.iter().map(|word| index.dictionary.find(word)).collect();
    let Some(terms) = terms.into_iter().collect::<Option<Vec<u32>>>() else { return Vec::new() };
    let found = together(index, &terms, Index::standing);
    if !index.has_positions() || terms.len() < 2 || found.is_empty() {
        return found.into_iter().map(|posting| posting.ordinal).collect();
    }
    in_a_row(index, &terms)
}

/// The articles in which the terms stand one behind the other.
fn in_a_row(index: &Index, terms: &[u32]) -> Vec<u32> {
    let mut order: Vec<u32> = (0..).zip(terms).map(|(at, _)| at).collect();
    let count = |at: u32| terms.get(at as usize).map_or(0, |id| index.count(*id));
    sort(&mut order, &|a, b| count(a) < count(b));
    // Article and position of the first word, wherever the words so far allow the phrase.
    let mut begun: Option<Vec<(u32, u32)>> = None;
    for at in order {
        let Some(id) = terms.get(at as usize) else { continue };
        let places = index.places(*id);
        let mut begins = places.filter_map(|(ordinal, place)| Some((ordinal, place.checked_sub(at)?))).peekable();
        match &mut begun {
            None => begun = Some(begins.collect()),
            Some(begun) => begun.retain(|wanted| {
                while begins.next_if(|begin| begin < wanted).is_some() {}
                begins.peek() == Some(wanted)
            }),
        }
    }
    let mut found: Vec<u32> = begun.unwrap_or_default().into_iter().map(|(ordinal, _)| ordinal).collect();
    found.dedup();
    found
}

/// The articles that stand in the lists of all `terms`, with the lowest level among them.
pub(super) fn together<'i, L: Iterator<Item = Posting>>(
    index: &'i Index,
    terms: &[u32],
    list: impl Fn(&'i Index, u32) -> L,
) -> Vec<Posting> {
    let mut terms = terms.to_vec();
    sort(&mut terms, &|a, b| index.count(a) < index.count(b));
    let mut terms = terms.into_iter();
    let Some(first) = terms.next() else { return Vec::new() };
    let mut found: Vec<Posting> = list(index, first).collect();
    for id in terms {
        let mut list = list(index, id).peekable();
        found.retain_mut(|least| {
            while list.next_if(|posting| posting.ordinal < least.ordinal).is_some() {}
            let Some(posting) = list.next_if(|posting| posting.ordinal == least.ordinal) else { return false };
            least.level = least.level.min(posting.level);
            true
        });
    }
    found
}
