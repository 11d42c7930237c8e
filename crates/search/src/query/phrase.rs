//! Words that must stand in a row.

use crate::tokenize::{Kind, Unit, visit};

/// Words used of one phrase.
const MAX_WORDS: usize = 32;

/// The words of a phrase, in the smallest parts: `read_line` is two, so that `read line` in an article is a match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Phrase {
    pub(crate) words: Vec<String>,
}

impl Phrase {
    /// `None` for a phrase without words, and for one with a run too short for a gram: that is an ordinary word.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut words = Vec::new();
        let mut is_short = false;
        visit(text, &mut |unit| {
            is_short |= unit.kind == Kind::Gram { short: true };
            each_word(unit, &mut |word| {
                if words.len() < MAX_WORDS {
                    words.push(word.to_owned());
                }
            });
        });
        (!words.is_empty() && !is_short).then_some(Self { words })
    }

    pub(crate) fn stands_in(&self, text: &str) -> bool {
        // How many words each begun match has behind it; no more begun ones than the phrase has words.
        let mut begun: Vec<usize> = Vec::new();
        let mut stands = false;
        visit(text, &mut |unit| {
            if stands {
                return;
            }
            each_word(unit, &mut |word| {
                begun.push(0);
                begun.retain_mut(|at| {
                    let fits = self.words.get(*at).is_some_and(|expected| expected == word);
                    *at += 1;
                    fits
                });
                stands |= begun.first() == Some(&self.words.len());
                begun.retain(|at| *at < self.words.len());
            });
        });
        stands
    }
}

fn each_word(unit: &Unit<'_>, each: &mut dyn FnMut(&str)) {
    match unit.kind {
        Kind::Tail => {}
        Kind::Word if !unit.parts.is_empty() => unit.part_forms().for_each(|(form, _)| each(form)),
        Kind::Word | Kind::Inner | Kind::Exact | Kind::Gram { .. } => each(unit.whole),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stands(phrase: &str, text: &str) -> bool {
        Phrase::parse(phrase).unwrap().stands_in(text)
    }

    #[test]
    fn words_must_stand_in_a_row_whatever_stands_between_them() {
        assert!(stands("borrow checker", "The “borrow-checker” says no"));
        assert!(stands("state of the art", "a state-of-the-art thing"));
        assert!(stands("a a b", "a a a b"));
        assert!(!stands("borrow checker", "checker, borrow"));
        assert!(!stands("borrow checker", "borrow the checker"));
    }

    #[test]
    fn a_phrase_is_found_inside_a_run_without_spaces() {
        assert!(stands("程語", "編程語言"));
        assert!(stands("编写网页", "使用Rust编写网页"));
        assert!(!stands("語程", "編程語言"));
    }
}
