//! Which articles the filters of a query let through ([`crate::query`]).
//!
//! 1. Each condition names the articles that it holds for. Lists of postings say which hold all words of a phrase; in an index with positions,
//!    those are looked at next ([`in_a_row`]), and only if there are such articles: of an index in parts, positions are the dearest to fetch.
//!    Without them, whoever asks is asked in turn ([`InText`]).
//! 2. A filter lets through the articles of any of its conditions; one with a `-`, all others.

use crate::expand::{expand, forms};
use crate::index::{InText, Index};
use crate::order::sort;
use crate::postings::Posting;
use crate::query::{Condition, Filter, Phrase, Query};

/// `None` is all.
pub(super) struct Admitted(Option<Vec<bool>>);

impl Admitted {
    pub(super) fn has(&self, ordinal: u32) -> bool {
        self.0.as_ref().is_none_or(|admitted| admitted.get(ordinal as usize).copied().unwrap_or(false))
    }
}

pub(super) fn admitted(index: &Index, query: &Query, in_text: Option<InText<'_>>) -> Admitted {
    if query.filters.is_empty() {
        return Admitted(None);
    }
    let mut admitted = vec![true; index.articles as usize];
    for filter in &query.filters {
        let mut holds = vec![false; index.articles as usize];
        for condition in &filter.any {
            for ordinal in holding(index, query, filter, condition, in_text) {
                if let Some(holds) = holds.get_mut(ordinal as usize) {
                    *holds = true;
                }
            }
        }
        admitted.iter_mut().zip(holds).for_each(|(admitted, holds)| *admitted &= holds != filter.is_not);
    }
    Admitted(Some(admitted))
}

/// The articles that a condition holds for.
fn holding(
    index: &Index,
    query: &Query,
    filter: &Filter,
    condition: &Condition,
    in_text: Option<InText<'_>>,
) -> Vec<u32> {
    let dictionary = &index.dictionary;
    let terms: Vec<Vec<u32>> = match condition {
        Condition::Phrase(phrase) => return with_phrase(index, phrase, filter.is_not, in_text),
        Condition::Form(word) => {
            let own = forms(index, word).into_iter().filter(|form| form.weight >= 1.0);
            own.map(|form| form.terms).collect()
        }
        Condition::Word(word) => {
            let groups = expand(index, query, word, 1.0).into_iter();
            groups.flat_map(|group| group.alternatives).map(|alternative| alternative.terms).collect()
        }
        Condition::Fact(term) => dictionary.find(term).map(|id| vec![id]).into_iter().collect(),
        Condition::Beginning(term) => dictionary.with_prefix(term).map(|id| vec![id]).collect(),
        Condition::Date(day, side) => day.terms(*side, dictionary).into_iter().map(|id| vec![id]).collect(),
    };
    let found = terms.iter().flat_map(|terms| together(index, terms, false));
    found.map(|posting| posting.ordinal).collect()
}

/// The articles with a phrase. Where nobody can tell, those with all words of one that is wanted, and none of one that is not.
fn with_phrase(index: &Index, phrase: &Phrase, is_not: bool, in_text: Option<InText<'_>>) -> Vec<u32> {
    // All are looked up, whether or not the first is there: what is wanting is fetched in one round.
    let terms: Vec<Option<u32>> = phrase.words.iter().map(|word| index.dictionary.find(word)).collect();
    let Some(terms) = terms.into_iter().collect::<Option<Vec<u32>>>() else { return Vec::new() };
    let mut found: Vec<u32> = together(index, &terms, true).iter().map(|posting| posting.ordinal).collect();
    if index.has_positions() {
        return if terms.len() < 2 || found.is_empty() { found } else { in_a_row(index, &terms, &found) };
    }
    match in_text {
        Some(stands) => found.retain(|ordinal| stands(*ordinal, phrase)),
        None if is_not => found.clear(),
        None => {}
    }
    found
}

/// Those of `articles`, which have all the terms, in which they stand one behind the other. The two rarest are looked at first: where
/// they do not fit, nobody fetches positions of the others. (One by one would fetch little less, and wait once more for each.)
fn in_a_row(index: &Index, terms: &[u32], articles: &[u32]) -> Vec<u32> {
    const FIRST: usize = 2;
    let mut articles = articles.to_vec();
    let mut order: Vec<u32> = (0..).zip(terms).map(|(at, _)| at).collect();
    let count = |at: u32| terms.get(at as usize).map_or(0, |id| index.count(*id));
    sort(&mut order, &|a, b| count(a) < count(b));
    // Article and position of the first word, wherever the words so far allow the phrase.
    let mut begun: Option<Vec<(u32, u32)>> = None;
    for (number, at) in order.into_iter().enumerate() {
        if let Some(begun) = begun.as_ref().filter(|_| number == FIRST) {
            if index.positions.as_ref().is_some_and(|positions| !positions.wanted.is_empty()) {
                return Vec::new();
            }
            articles = begun.iter().map(|(ordinal, _)| *ordinal).collect();
        }
        let Some(id) = terms.get(at as usize) else { continue };
        let places = index.places(*id, &articles).into_iter();
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
pub(super) fn together(index: &Index, terms: &[u32], only_standing: bool) -> Vec<Posting> {
    let mut terms = terms.to_vec();
    sort(&mut terms, &|a, b| index.count(a) < index.count(b));
    let mut terms = terms.into_iter();
    let Some(first) = terms.next() else { return Vec::new() };
    let mut found: Vec<Posting> = index.postings(first, only_standing).collect();
    for id in terms {
        let mut list = index.postings(id, only_standing).peekable();
        found.retain_mut(|least| {
            while list.next_if(|posting| posting.ordinal < least.ordinal).is_some() {}
            let Some(posting) = list.next_if(|posting| posting.ordinal == least.ordinal) else { return false };
            least.level = least.level.min(posting.level);
            true
        });
    }
    found
}
