//! Terms within one typing mistake of a word: a letter wrong, missing, doubled or too many, or two neighbours swapped.
//!
//! The dictionary is sorted, so the terms that share the first `p` letters with the word stand together. A mistake at letter `p`
//! means: the same `p` letters, then any letter `x` of those that follow there, then the rest of the word as it is. The walk
//! therefore goes along the word, looks at each `x` once, and looks the finished candidates up: some hundred lookups a word,
//! 0.1 ms at 65,000 terms, where comparing every term takes ten times that.
//!
//! Of an index that comes in parts, such a walk would fetch the whole dictionary for the sake of the first letters. But one mistake
//! leaves one half of the word as it is. Terms with the first half are neighbours in the dictionary, those with the second half in a
//! dictionary of reversed terms, and each walk begins where its half ends ([`by_halves`]).
//!
//! A word that is still being typed may go on behind the mistake, except behind a wrong or a missing letter in its first half:
//! there only whole words are found, since no dictionary has the others together.

use std::ops::Range;

use crate::dictionary::{Dictionary, TermId};

/// Shorter words have too many neighbours. A mistyped word of five letters may have four.
const MIN_LETTERS: usize = 4;

/// Letters of scripts that are cut into grams begin here; no mistake turns a letter of ours into one.
const FIRST_UNSPACED: char = '\u{2e80}';

/// Whether a word may be mistyped: long enough, and without digits (2023 is not a mistake for 2024).
pub(crate) fn is_typeable(word: &str) -> bool {
    word.chars().count() >= MIN_LETTERS && !word.contains(|c: char| c.is_ascii_digit())
}

/// Ranges of terms within one mistake of `word`, or (`is_prefix`) beginning with such a form. May overlap. `reversed` is the dictionary
/// of reversed terms, where there is one.
pub(crate) fn neighbours(
    dictionary: &Dictionary,
    reversed: Option<&Dictionary>,
    word: &str,
    is_prefix: bool,
) -> Vec<Range<TermId>> {
    match reversed {
        Some(reversed) => by_halves(dictionary, reversed, word, is_prefix),
        None => walk_from(0, dictionary, word, is_prefix),
    }
}

/// Where the second half of a word begins.
fn middle(word: &str) -> usize {
    let letters = word.chars().count().div_ceil(2);
    word.char_indices().nth(letters).map_or(word.len(), |(at, _)| at)
}

/// [`neighbours`] that look only where half of the word is.
fn by_halves(dictionary: &Dictionary, reversed: &Dictionary, word: &str, is_prefix: bool) -> Vec<Range<TermId>> {
    let half = middle(word);
    let mut found = walk_from(half, dictionary, word, is_prefix);
    let mut walk = Walk { dictionary, is_prefix, form: String::new(), found: Vec::new() };
    let mut letters = word.char_indices();
    while let Some((at, letter)) = letters.next().filter(|(at, _)| *at < half) {
        let (head, behind) = (word.get(..at).unwrap_or_default(), letters.as_str());
        // Whole words with a mistake in the first half are found by their second half, but for a swap across the middle.
        if is_prefix || at + letter.len_utf8() == half {
            walk.without_letter(&(0..dictionary.len()), head, letter, behind);
        }
    }
    found.append(&mut walk.found);
    let backwards: String = word.chars().rev().collect();
    let turned = walk_from(word.len() - half, reversed, &backwards, false);
    for id in turned.into_iter().flatten() {
        let term: String = reversed.term(id).chars().rev().collect();
        found.extend(dictionary.find(&term).map(|id| id..id + 1));
    }
    found
}

/// The terms that share at least the bytes before `start` with the word.
fn walk_from(start: usize, dictionary: &Dictionary, word: &str, is_prefix: bool) -> Vec<Range<TermId>> {
    let half = middle(word);
    let mut walk = Walk { dictionary, is_prefix, form: String::new(), found: Vec::new() };
    let mut within = 0..dictionary.len();
    let mut letters = word.char_indices();
    while letters.offset() < start {
        letters.next();
    }
    loop {
        let at = letters.offset();
        let (head, rest) = word.split_at_checked(at).unwrap_or_default();
        within = dictionary.narrow(within, head);
        if within.is_empty() {
            break;
        }
        let letter = letters.next().map(|(_, c)| c);
        let behind = letter.map_or("", |c| rest.get(c.len_utf8()..).unwrap_or_default());
        walk.is_prefix = is_prefix && at >= half;
        walk.other_letters(within.clone(), head, letter, rest, behind);
        walk.is_prefix = is_prefix;
        let Some(letter) = letter else { break };
        walk.without_letter(&within, head, letter, behind);
    }
    walk.found
}

struct Walk<'d> {
    dictionary: &'d Dictionary,
    is_prefix: bool,
    form: String,
    found: Vec<Range<TermId>>,
}

impl Walk<'_> {
    /// Tries the word without `letter`, and with it behind the letter that follows.
    fn without_letter(&mut self, within: &Range<TermId>, head: &str, letter: char, behind: &str) {
        self.try_form(within, &[head, behind]);
        if let Some(second) = behind.chars().next().filter(|second| *second != letter) {
            let (mut first, mut swapped) = ([0; 4], [0; 4]);
            let rest = behind.get(second.len_utf8()..).unwrap_or_default();
            self.try_form(within, &[head, second.encode_utf8(&mut swapped), letter.encode_utf8(&mut first), rest]);
        }
    }

    /// Tries every letter that follows `head` in the dictionary instead of `letter`, and before it.
    fn other_letters(&mut self, within: Range<TermId>, head: &str, letter: Option<char>, rest: &str, behind: &str) {
        let mut at = within.start;
        while at < within.end {
            let Some(other) = self.dictionary.term(at).get(head.len()..).and_then(|rest| rest.chars().next()) else {
                at += 1;
                continue;
            };
            if other >= FIRST_UNSPACED {
                break;
            }
            let mut buffer = [0; 4];
            let other_text: &str = other.encode_utf8(&mut buffer);
            let under = self.under(at..within.end, head, other_text);
            if letter.is_some_and(|letter| letter != other) {
                self.try_form(&under, &[head, other_text, behind]);
            }
            self.try_form(&under, &[head, other_text, rest]);
            at = under.end.max(at + 1);
        }
    }

    fn under(&mut self, within: Range<TermId>, head: &str, letter: &str) -> Range<TermId> {
        self.form.clear();
        self.form.push_str(head);
        self.form.push_str(letter);
        self.dictionary.narrow(within, &self.form)
    }

    fn try_form(&mut self, within: &Range<TermId>, parts: &[&str]) {
        self.form.clear();
        parts.iter().for_each(|part| self.form.push_str(part));
        let mut range = self.dictionary.narrow(within.clone(), &self.form);
        if !self.is_prefix && !range.is_empty() {
            let is_exact = self.dictionary.term(range.start) == self.form;
            range.end = range.start + u32::from(is_exact);
        }
        if !range.is_empty() {
            self.found.push(range);
        }
    }
}

/// Whether one mistake makes `a` from `b`.
pub(crate) fn is_one_apart(a: &str, b: &str) -> bool {
    let shared = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let (Some(a), Some(b)) = (a.get(shared..), b.get(shared..)) else { return false };
    let behind = |text: &str| text.chars().next().map_or(0, char::len_utf8);
    let (after_a, after_b) = (a.get(behind(a)..).unwrap_or_default(), b.get(behind(b)..).unwrap_or_default());
    let is_swap = || {
        let (mut a, mut b) = (a.chars(), b.chars());
        let (first, second) = (a.next(), a.next());
        second.is_some() && b.next() == second && b.next() == first && a.as_str() == b.as_str()
    };
    a != b && (after_a == after_b || after_a == b || a == after_b || is_swap())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::dictionary::tests::dictionary;

    #[test]
    fn each_kind_of_mistake_is_one() {
        for typed in
            ["progrm", "proggram", "progrem", "porgram", "rogram", "xprogram", "programs", "progra", "programm"]
        {
            assert!(is_one_apart(typed, "program") && is_one_apart("program", typed), "{typed}");
        }
        for typed in ["program", "prgrm", "marprog", "", "prorgma"] {
            assert!(!is_one_apart(typed, "program"), "{typed}");
        }
    }

    #[test]
    fn years_and_short_words_are_never_mistyped() {
        assert!(!is_typeable("2024") && !is_typeable("abc") && is_typeable("abcd") && is_typeable("سلام"));
    }

    /// What both ways find, each id once.
    fn found(terms: Vec<String>, word: &str, is_prefix: bool) -> (Dictionary, [Vec<TermId>; 2]) {
        let backwards = terms.iter().map(|term| term.chars().rev().collect()).collect();
        let (dictionary, reversed) = (dictionary(terms), dictionary(backwards));
        let ways = [None, Some(&reversed)].map(|reversed| {
            let mut found: Vec<TermId> =
                neighbours(&dictionary, reversed, word, is_prefix).into_iter().flatten().collect();
            found.sort_unstable();
            found.dedup();
            found.retain(|id| dictionary.term(*id) != word);
            found
        });
        (dictionary, ways)
    }

    proptest! {
        #[test]
        fn both_ways_find_what_comparing_every_term_finds(terms in prop::collection::vec("[abß]{1,6}", 0..80), word in "[abß]{1,6}") {
            let (dictionary, [walked, by_halves]) = found(terms, &word, false);
            let expected: Vec<TermId> = (0..dictionary.len()).filter(|id| is_one_apart(dictionary.term(*id), &word)).collect();
            prop_assert_eq!(&walked, &expected);
            prop_assert_eq!(by_halves, expected);
        }

        #[test]
        fn beginnings_are_found_too(terms in prop::collection::vec("[ab]{1,7}", 0..60), word in "[ab]{1,6}") {
            let (dictionary, [walked, by_halves]) = found(terms, &word, true);
            prop_assert_eq!(&walked, &by_halves);
            // What may follow: a mistake in the second half; a letter too many, or two swapped, anywhere. Else the whole word.
            let half = middle(&word);
            let letters: Vec<char> = word.chars().collect();
            let mut definite: Vec<String> = Vec::new();
            for at in 0..letters.len() {
                let mut without = letters.clone();
                without.remove(at);
                definite.push(without.iter().collect());
                if at + 1 < letters.len() && letters[at] != letters[at + 1] {
                    let mut swapped = letters.clone();
                    swapped.swap(at, at + 1);
                    definite.push(swapped.iter().collect());
                }
            }
            let begins = |term: &str| {
                is_one_apart(term, &word)
                    || definite.iter().any(|form| term.starts_with(form.as_str()))
                    || (half..=term.len()).any(|end| is_one_apart(&term[..end], &word) && term.starts_with(&word[..half]))
            };
            let expected: Vec<TermId> = (0..dictionary.len())
                .filter(|id| begins(dictionary.term(*id)) && dictionary.term(*id) != word)
                .collect();
            prop_assert_eq!(walked, expected);
        }
    }
}
