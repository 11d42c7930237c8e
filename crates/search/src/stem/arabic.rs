//! The light stemmer of Arabic, on folded words; Persian plurals in `ها` come along.
//!
//! # Source
//! L. S. Larkey, L. Ballesteros, M. E. Connell, "Light stemming for Arabic information retrieval" (2007), Light10.

/// Letters of a stem that must remain.
const MIN_LETTERS: usize = 2;

/// What may stand before a stem: nothing, or an article. The longest article first; as folded.
pub(super) const PREFIXES: [&str; 8] = ["", "وال", "بال", "کال", "فال", "ال", "لل", "و"];
const ENDINGS: [&str; 8] = ["ها", "ان", "ات", "ون", "ین", "یه", "ه", "ی"];

pub(super) fn stem(word: &str) -> &str {
    // Every letter is two bytes.
    let has_letters = |rest: &&str| rest.len() >= 2 * MIN_LETTERS;
    // "And" is one letter, and many words begin with it.
    let has_more = |article: &str, rest: &str| rest.len() >= 2 * MIN_LETTERS + if article == "و" { 2 } else { 0 };
    let without = |article: &&str| word.strip_prefix(*article).filter(|rest| has_more(article, rest));
    let mut stem = PREFIXES.iter().skip(1).find_map(without).unwrap_or(word);
    for ending in ENDINGS {
        if let Some(rest) = stem.strip_suffix(ending).filter(has_letters) {
            stem = rest;
        }
    }
    stem
}
