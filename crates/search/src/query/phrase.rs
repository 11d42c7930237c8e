//! Words that must stand in a row.

use crate::paragraphs::paragraphs;
use crate::tokenize::{Kind, visit};

/// Words used of one phrase.
const MAX_WORDS: usize = 32;

/// The words of a phrase, in the smallest parts: `read_line` is two, so that `read line` in an article is a match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    pub(crate) words: Vec<String>,
}

impl Phrase {
    /// `None` for a phrase without words, and for one with a run too short for a gram: that is an ordinary word.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut words = Vec::new();
        let mut is_short = false;
        visit(text, &mut |unit| {
            is_short |= unit.kind == Kind::Gram { short: true };
            unit.row(&mut |word| {
                if words.len() < MAX_WORDS {
                    words.push(word.to_owned());
                }
            });
        });
        (!words.is_empty() && !is_short).then_some(Self { words })
    }

    /// Whether its words stand in a row within a paragraph of the text: what positions say too. Empty lines end paragraphs; in a text without one,
    /// each line break does.
    pub fn stands_in(&self, text: &str) -> bool {
        paragraphs(text).any(|paragraph| self.stands_in_paragraph(paragraph))
    }

    fn stands_in_paragraph(&self, text: &str) -> bool {
        // How many words each begun match has behind it; no more begun ones than the phrase has words.
        let mut begun: Vec<usize> = Vec::new();
        let mut stands = false;
        visit(text, &mut |unit| {
            if stands {
                return;
            }
            unit.row(&mut |word| {
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
    fn a_phrase_runs_over_wrapped_lines_and_not_into_the_next_paragraph() {
        assert!(stands("borrow checker", "The borrow\nchecker\n\nsays no"));
        assert!(!stands("checker says", "The borrow\nchecker\n\nsays no"));
        assert!(!stands("borrow checker", "Borrow\nChecker"));
        assert!(stands("checker", "Borrow\nChecker"));
    }

    #[test]
    fn a_phrase_is_found_inside_a_run_without_spaces() {
        assert!(stands("程語", "編程語言"));
        assert!(stands("编写网页", "使用Rust编写网页"));
        assert!(!stands("語程", "編程語言"));
    }
}
