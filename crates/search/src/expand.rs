//! Which terms of the dictionary answer a word of the query, and how well.
//!
//! 1. [`Class::Exact`]: the word, its other spellings and parts, and its family, which counts a little less.
//! 2. [`Class::Beginning`]: terms that begin with the word, if it is the last and still being typed.
//! 3. [`Class::Typo`]: terms one mistake away, and the word cut in two, if neither the word nor a beginning is there. (Forgiving
//!    rare words, too, finds 0.1 % more mistyped words and fills small publications with noise.)

use crate::dictionary::TermId;
use crate::family::relatives;
use crate::index::Index;
use crate::order::{sort, sort_distinct};
use crate::query::{Query, Word};
use crate::typo::{is_typeable, neighbours};

/// Terms that one word may grow to. One letter begins 4,000 of the 65,000 terms of 10,000 articles.
const MAX_TERMS: usize = 20_000;
/// Letters of each half when a missing space is suspected.
const MIN_HALF: usize = 3;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    Exact,
    Beginning,
    Typo,
}

/// Terms that an article must hold together, and what they count.
pub(crate) struct Alternative {
    pub(crate) terms: Vec<TermId>,
    pub(crate) weight: f32,
}

/// The alternatives of one class.
pub(crate) struct Group {
    pub(crate) class: Class,
    pub(crate) alternatives: Vec<Alternative>,
}

/// The groups for `word`, best class first; none is empty. `relative` is what a relative counts.
pub(crate) fn expand(index: &Index, query: &Query, word: &Word, relative: f32) -> Vec<Group> {
    let mut groups = Vec::new();
    let mut exact = forms(index, word);
    let mut is_found = !exact.is_empty();
    if word.is_plain && relative > 0.0 {
        let relatives = relatives(&index.dictionary, &index.languages, &word.whole);
        exact.extend(relatives.into_iter().map(|id| Alternative { terms: vec![id], weight: relative }));
    }
    push(&mut groups, Class::Exact, exact);
    if word.is_prefix {
        is_found |= push(&mut groups, Class::Beginning, beginnings(index, query, word));
    }
    // While a piece of the dictionary is wanting, nobody knows whether the word is there.
    let is_certain = index.dictionary.wanted().is_empty();
    if is_certain && !is_found && word.is_plain && !query.is_strict {
        let mut meant = Vec::new();
        if is_typeable(&word.whole) && !index.reversed.is_missing() {
            let is_prefix = word.is_prefix && groups.is_empty();
            let near = neighbours(&index.dictionary, index.reversed.get(), &word.whole, is_prefix);
            let mut ids: Vec<TermId> = near.into_iter().flatten().collect();
            sort_distinct(&mut ids);
            meant
                .extend(ids.into_iter().filter(|id| index.dictionary.term(*id) != word.whole).take(MAX_TERMS).map(one));
        }
        meant.extend(halves(index, &word.whole));
        push(&mut groups, Class::Typo, meant);
    }
    groups
}

/// The terms that begin with a word.
fn beginnings(index: &Index, query: &Query, word: &Word) -> Vec<Alternative> {
    let begun = index.dictionary.with_prefix(&word.whole);
    let mut begun: Vec<TermId> = begun.filter(|id| index.dictionary.term(*id) != word.whole).take(MAX_TERMS).collect();
    if let Some(most) = query.most_beginnings.filter(|most| begun.len() > *most) {
        // Nobody knows which are frequent while a piece of the dictionary is wanting.
        if !index.dictionary.wanted().is_empty() {
            return Vec::new();
        }
        sort(&mut begun, &|a, b| (index.count(b), a) < (index.count(a), b));
        begun.truncate(most);
        sort_distinct(&mut begun);
    }
    begun.into_iter().map(one).collect()
}

/// Whether the dictionary has the word, or a beginning that it may be; then [`expand`] forgives no mistake.
pub(crate) fn is_known(index: &Index, word: &Word) -> bool {
    !forms(index, word).is_empty() || (word.is_prefix && !index.dictionary.with_prefix(&word.whole).is_empty())
}

/// The word's own forms, as far as the dictionary has them.
pub(crate) fn forms(index: &Index, word: &Word) -> Vec<Alternative> {
    let known = word.forms.iter().map(|form| {
        let terms: Option<Vec<TermId>> = form.terms.iter().map(|term| index.dictionary.find(term)).collect();
        terms.map(|terms| Alternative { terms, weight: form.weight })
    });
    known.flatten().collect()
}

fn push(groups: &mut Vec<Group>, class: Class, alternatives: Vec<Alternative>) -> bool {
    let is_found = !alternatives.is_empty();
    if is_found {
        groups.push(Group { class, alternatives });
    }
    is_found
}

fn one(id: TermId) -> Alternative {
    Alternative { terms: vec![id], weight: 1.0 }
}

/// Both halves of a word that lacks a space, for every place where both are known.
fn halves(index: &Index, word: &str) -> Vec<Alternative> {
    let places = word.char_indices().skip(MIN_HALF).filter_map(|(at, _)| word.split_at_checked(at));
    places
        .filter(|(_, back)| back.chars().nth(MIN_HALF - 1).is_some())
        .filter_map(|(front, back)| Some(vec![index.dictionary.find(front)?, index.dictionary.find(back)?]))
        .map(|terms| Alternative { terms, weight: 1.0 })
        .collect()
}
