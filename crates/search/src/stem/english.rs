//! The English stemmer of M. F. Porter, for words of `a` to `z`.
//!
//! # Source
//! M. F. Porter, "An algorithm for suffix stripping", Program 14 (1980), 130–137; steps and rules numbered as there, with
//! the author's later changes (`logi`, `bli`).

/// `(suffix, replacement)`, the longest suffix first where one ends another.
type Rules = &'static [(&'static str, &'static str)];

const STEP_2: Rules = &[
    ("ational", "ate"),
    ("tional", "tion"),
    ("enci", "ence"),
    ("anci", "ance"),
    ("izer", "ize"),
    ("bli", "ble"),
    ("alli", "al"),
    ("entli", "ent"),
    ("eli", "e"),
    ("ousli", "ous"),
    ("ization", "ize"),
    ("ation", "ate"),
    ("ator", "ate"),
    ("alism", "al"),
    ("iveness", "ive"),
    ("fulness", "ful"),
    ("ousness", "ous"),
    ("aliti", "al"),
    ("iviti", "ive"),
    ("biliti", "ble"),
    ("logi", "log"),
];
const STEP_3: Rules =
    &[("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""), ("ness", "")];
const STEP_4: Rules = &[
    ("al", ""),
    ("ance", ""),
    ("ence", ""),
    ("er", ""),
    ("ic", ""),
    ("able", ""),
    ("ible", ""),
    ("ant", ""),
    ("ement", ""),
    ("ment", ""),
    ("ent", ""),
    ("sion", "s"),
    ("tion", "t"),
    ("ou", ""),
    ("ism", ""),
    ("ate", ""),
    ("iti", ""),
    ("ous", ""),
    ("ive", ""),
    ("ize", ""),
];

/// Whether the stemmer knows the letters of `word`.
pub(super) fn is_stemmable(word: &str) -> bool {
    word.len() > 2 && word.bytes().all(|b| b.is_ascii_lowercase())
}

/// The stem of a word that [`is_stemmable`].
pub(super) fn stem(word: &str) -> String {
    let mut word = Word { letters: word.as_bytes().to_vec() };
    word.plurals();
    word.past_and_gerund();
    if word.ends_with("y") && word.has_vowel(word.letters.len() - 1) {
        word.replace(1, "i");
    }
    word.apply(STEP_2, 0);
    word.apply(STEP_3, 0);
    word.apply(STEP_4, 1);
    word.final_e();
    String::from_utf8(word.letters).unwrap_or_default()
}

struct Word {
    letters: Vec<u8>,
}

impl Word {
    fn ends_with(&self, suffix: &str) -> bool {
        self.letters.ends_with(suffix.as_bytes())
    }

    /// Puts `replacement` for the last `length` letters.
    fn replace(&mut self, length: usize, replacement: &str) {
        self.letters.truncate(self.letters.len().saturating_sub(length));
        self.letters.extend_from_slice(replacement.as_bytes());
    }

    fn is_consonant(&self, at: usize) -> bool {
        match self.letters.get(at) {
            Some(b'a' | b'e' | b'i' | b'o' | b'u') => false,
            // A `y` is a vowel behind a consonant. Rows of `y` alternate.
            Some(b'y') => {
                let run = self.letters.iter().take(at).rev().take_while(|letter| **letter == b'y').count();
                let begins_as_consonant = run == at || !self.is_consonant(at - run - 1);
                begins_as_consonant == (run % 2 == 0)
            }
            _ => true,
        }
    }

    fn has_vowel(&self, end: usize) -> bool {
        (0..end).any(|at| !self.is_consonant(at))
    }

    /// Porter's m: how often a vowel is followed by a consonant in the first `end` letters.
    fn measure(&self, end: usize) -> usize {
        (1..end).filter(|at| self.is_consonant(*at) && !self.is_consonant(at - 1)).count()
    }

    fn ends_double_consonant(&self) -> bool {
        let end = self.letters.len();
        end >= 2 && self.letters.get(end - 1) == self.letters.get(end - 2) && self.is_consonant(end - 1)
    }

    /// Porter's *o: consonant, vowel, consonant, the last not `w`, `x` or `y`.
    fn ends_short(&self, end: usize) -> bool {
        end >= 3
            && self.is_consonant(end - 3)
            && !self.is_consonant(end - 2)
            && self.is_consonant(end - 1)
            && !matches!(self.letters.get(end - 1), Some(b'w' | b'x' | b'y'))
    }

    /// Step 1a.
    fn plurals(&mut self) {
        if self.ends_with("sses") || self.ends_with("ies") {
            self.replace(2, "");
        } else if self.ends_with("s") && !self.ends_with("ss") {
            self.replace(1, "");
        }
    }

    /// Step 1b.
    fn past_and_gerund(&mut self) {
        let length = self.letters.len();
        if self.ends_with("eed") {
            if self.measure(length - 3) > 0 {
                self.replace(1, "");
            }
            return;
        }
        let suffix = if self.ends_with("ed") {
            2
        } else if self.ends_with("ing") {
            3
        } else {
            return;
        };
        if !self.has_vowel(length - suffix) {
            return;
        }
        self.replace(suffix, "");
        if self.ends_with("at") || self.ends_with("bl") || self.ends_with("iz") {
            self.replace(0, "e");
        } else if self.ends_double_consonant() && !matches!(self.letters.last(), Some(b'l' | b's' | b'z')) {
            self.replace(1, "");
        } else if self.measure(self.letters.len()) == 1 && self.ends_short(self.letters.len()) {
            self.replace(0, "e");
        }
    }

    /// Steps 2 to 4: the first rule whose suffix fits decides; it acts where the measure before it is above `floor`.
    fn apply(&mut self, rules: Rules, floor: usize) {
        let Some((suffix, replacement)) = rules.iter().find(|(suffix, _)| self.ends_with(suffix)) else { return };
        let stays = self.letters.len() - suffix.len() + if floor > 0 { replacement.len() } else { 0 };
        if self.measure(stays) > floor {
            self.replace(suffix.len(), replacement);
        }
    }

    /// Step 5.
    fn final_e(&mut self) {
        if self.ends_with("e") {
            let stays = self.letters.len() - 1;
            let measure = self.measure(stays);
            if measure > 1 || measure == 1 && !self.ends_short(stays) {
                self.replace(1, "");
            }
        }
        if self.ends_with("ll") && self.measure(self.letters.len() - 1) > 1 {
            self.replace(1, "");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The examples of the paper.
    #[test]
    fn the_examples_of_the_paper_come_out() {
        for (word, expected) in [
            ("caresses", "caress"),
            ("ponies", "poni"),
            ("ties", "ti"),
            ("cats", "cat"),
            ("feed", "feed"),
            ("agreed", "agre"),
            ("plastered", "plaster"),
            ("motoring", "motor"),
            ("sing", "sing"),
            ("conflated", "conflat"),
            ("hopping", "hop"),
            ("falling", "fall"),
            ("hissing", "hiss"),
            ("filing", "file"),
            ("happy", "happi"),
            ("sky", "sky"),
            ("relational", "relat"),
            ("rational", "ration"),
            ("digitizer", "digit"),
            ("radicalli", "radic"),
            ("vietnamization", "vietnam"),
            ("operator", "oper"),
            ("hopefulness", "hope"),
            ("formaliti", "formal"),
            ("triplicate", "triplic"),
            ("electrical", "electr"),
            ("goodness", "good"),
            ("revival", "reviv"),
            ("allowance", "allow"),
            ("airliner", "airlin"),
            ("adjustable", "adjust"),
            ("replacement", "replac"),
            ("adoption", "adopt"),
            ("homologou", "homolog"),
            ("effective", "effect"),
            ("probate", "probat"),
            ("rate", "rate"),
            ("cease", "ceas"),
            ("controlling", "control"),
            ("rolling", "roll"),
        ] {
            assert_eq!(stem(word), expected, "{word}");
        }
    }

    #[test]
    fn any_letters_have_a_stem() {
        for word in ["yyyyyyyyy", "sss", "eed", "ing", "ion", "aaa", "bcdfg", &"y".repeat(64)] {
            assert!(!stem(word).is_empty() && stem(word).len() <= word.len() + 1, "{word}");
        }
    }
}
