//! Relatives of a word in the dictionary: the same word with other endings (English) or affixes (Arabic).
//!
//! No stems are stored. Relatives begin alike, so they stand close together in the sorted dictionary, and the stemmer is run on
//! those few neighbours when a query comes. This keeps what SEARCH.md measured: a dictionary of stems only loses a quarter
//! of mistyped words.

use std::ops::Range;

use crate::dictionary::{Dictionary, TermId};
use crate::order::sort_distinct;
use crate::stem::{is_stemmable, stem};

/// Relatives looked at; a common beginning of three letters has some 2,000 at 500,000 terms.
const MAX_NEIGHBOURS: u32 = 5000;

/// Terms of the same family as `word`, without `word` itself.
pub(crate) fn relatives(dictionary: &Dictionary, word: &str) -> Vec<TermId> {
    let mut found = Vec::new();
    if is_stemmable(word) {
        let shared = stem(word);
        // A stem may end in a letter that its relatives do not have (`happi`, `agre`), but three letters are common to all.
        let begin = shared.len().saturating_sub(1).max(3).min(shared.len());
        let within = dictionary.with_prefix(shared.get(..begin).unwrap_or(&shared));
        collect(dictionary, within, word, &mut found, |term| is_stemmable(term) && stem(term) == shared);
    } else if word.chars().all(crate::fold::arabic::is_letter) {
        let shared = light_stem(word);
        for article in [""].iter().chain(&ARTICLES) {
            let within = dictionary.with_prefix(&[*article, shared].concat());
            collect(dictionary, within, word, &mut found, |term| light_stem(term) == shared);
        }
        sort_distinct(&mut found);
    }
    found
}

fn collect(
    dictionary: &Dictionary,
    within: Range<TermId>,
    word: &str,
    found: &mut Vec<TermId>,
    is_relative: impl Fn(&str) -> bool,
) {
    found.extend(within.take(MAX_NEIGHBOURS as usize).filter(|id| {
        let term = dictionary.term(*id);
        term != word && is_relative(term)
    }));
}

/// Letters of a stem that must remain.
const MIN_LETTERS: usize = 2;

/// Longest first; as folded.
const ARTICLES: [&str; 7] = ["وال", "بال", "کال", "فال", "ال", "لل", "و"];
const ENDINGS: [&str; 8] = ["ها", "ان", "ات", "ون", "ین", "یه", "ه", "ی"];

/// The light stemmer of Arabic, on folded words; Persian plurals in `ها` come along.
/// # Source
/// L. S. Larkey, L. Ballesteros, M. E. Connell, "Light stemming for Arabic information retrieval" (2007), Light10.
fn light_stem(word: &str) -> &str {
    // Every letter is two bytes.
    let has_letters = |rest: &&str| rest.len() >= 2 * MIN_LETTERS;
    // "And" is one letter, and many words begin with it.
    let has_more = |article: &str, rest: &str| rest.len() >= 2 * MIN_LETTERS + if article == "و" { 2 } else { 0 };
    let without = |article: &&str| word.strip_prefix(*article).filter(|rest| has_more(article, rest));
    let mut stem = ARTICLES.iter().find_map(without).unwrap_or(word);
    for ending in ENDINGS {
        if let Some(rest) = stem.strip_suffix(ending).filter(has_letters) {
            stem = rest;
        }
    }
    stem
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dictionary::tests::dictionary;
    use crate::fold;

    fn relatives_in(terms: &[&str], word: &str) -> Vec<String> {
        let dictionary = dictionary(terms.iter().map(|term| fold(term)).collect());
        relatives(&dictionary, &fold(word)).into_iter().map(|id| dictionary.term(id).to_owned()).collect()
    }

    #[test]
    fn english_relatives_share_a_stem() {
        let terms = ["connect", "connected", "connecting", "connection", "connections", "conning", "connote"];
        assert_eq!(relatives_in(&terms, "connection"), ["connect", "connected", "connecting", "connections"]);
        assert_eq!(relatives_in(&["happy", "happiness", "happen"], "happy"), ["happiness"]);
    }

    #[test]
    fn arabic_relatives_differ_in_article_and_ending() {
        let found = relatives_in(&["الكتاب", "والكتاب", "كتاب", "كتابها", "كاتب"], "كتاب");
        assert_eq!(found, ["الکتاب", "والکتاب", "کتابها"].map(fold));
    }
}
