//! Text into units: what the index stores, what a query asks for, and what a snippet marks, from one and the same reader.
//!
//! 1. Each character has a class ([`crate::script`]); [`visit`] hands runs of a class to the reader for it.
//! 2. [`word`] reads letters and digits, folding as it goes, across the joints inside a word: apostrophes, hyphens,
//!    underscores, zero-width non-joiners, the points of `1.95.0` and `U.S.`. It ends as one [`Unit`] with parts.
//! 3. [`inner`] finds the words inside `WebAssembly`.
//! 4. [`grams`] cuts scripts without spaces into overlapping pairs (Chinese, Japanese, Korean) or threes (Thai, Lao, Khmer,
//!    Myanmar). XQuAD, nDCG@10: Chinese 0.11 by spaces and 0.96 by pairs, Thai 0.65 and 0.97.
//! 5. Emoji and signs such as `™` are units of one character.
//!
//! Everything is one pass with bounded buffers: a word of 10 MB costs its length and gives a form of [`MAX_FORM`] bytes.

mod grams;
mod inner;
mod word;

use std::ops::Range;

use crate::fold;
use crate::script::{Class, class};

/// Bytes kept of one word's form. The longest word in the 180 MB of the 100k corpus that a person would type has 45 letters.
pub(crate) const MAX_FORM: usize = 64;

/// Parts of one compound; a longer one is cut into several units.
const MAX_PARTS: usize = 8;

/// A folded word and where it stands in the original.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    pub text: String,
    /// Byte offsets into the original text, on character boundaries.
    pub start: usize,
    pub end: usize,
}

/// The tokens of a text in order: all forms under which the index finds it, so tokens may overlap (`WebAssembly` gives
/// `webassembly`, `web` and `assembly`).
pub fn tokens(text: &str) -> impl Iterator<Item = Token> {
    let mut tokens = Vec::new();
    visit(text, &mut |unit| {
        unit.forms(&mut |form, range| {
            tokens.push(Token { text: form.to_owned(), start: range.start, end: range.end });
        });
    });
    tokens.into_iter()
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Read as its parts in a row: `می‌خواهم`, `state-of-the-art`, `read_line`. A word without parts is of this kind too.
    Word,
    /// Read as a whole; parts only help to find it: `WebAssembly`.
    Inner,
    /// Means nothing in parts: `1.95.0`, `c++`.
    Exact,
    /// A pair or triple out of a run; `short` when the whole run was not longer than this.
    Gram { short: bool },
    /// The end of a run, shorter than a gram: stored, so that every character of a run begins a term; never asked for.
    Tail,
}

/// One word with everything that it may be found under.
pub(crate) struct Unit<'r> {
    pub(crate) kind: Kind,
    /// In the original, in bytes.
    pub(crate) range: Range<usize>,
    pub(crate) whole: &'r str,
    pub(crate) parts: &'r [Part],
    /// Other spellings of the whole or of its parts: `mueller` for `Müller`.
    pub(crate) spellings: &'r [String],
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    /// In the unit's `whole`, in bytes.
    pub(crate) form: Range<usize>,
    /// In the original, in bytes.
    pub(crate) range: Range<usize>,
}

impl Unit<'_> {
    pub(crate) fn part_forms(&self) -> impl Iterator<Item = (&str, Range<usize>)> {
        self.parts.iter().filter_map(|part| Some((self.whole.get(part.form.clone())?, part.range.clone())))
    }

    /// Every form that the index stores for this unit.
    pub(crate) fn forms(&self, each: &mut dyn FnMut(&str, Range<usize>)) {
        each(self.whole, self.range.clone());
        for (form, range) in self.part_forms() {
            each(form, range);
        }
        for spelling in self.spellings {
            each(spelling, self.range.clone());
        }
    }

    /// The words that this unit puts into a row, which phrases are compared with: a compound in its parts, so that `read line` is found in
    /// `read_line`. All of them are among its forms.
    pub(crate) fn row(&self, each: &mut dyn FnMut(&str)) {
        match self.kind {
            Kind::Tail => {}
            Kind::Word if !self.parts.is_empty() => self.part_forms().for_each(|(form, _)| each(form)),
            Kind::Word | Kind::Inner | Kind::Exact | Kind::Gram { .. } => each(self.whole),
        }
    }

    /// How many words a reader would count.
    pub(crate) fn words(&self) -> u32 {
        match self.kind {
            Kind::Word => u32::try_from(self.parts.len()).unwrap_or(u32::MAX).max(1),
            Kind::Tail => 0,
            Kind::Inner | Kind::Exact | Kind::Gram { .. } => 1,
        }
    }
}

/// Reads `text` and hands over its units in order.
pub(crate) fn visit(text: &str, each: &mut dyn FnMut(&Unit<'_>)) {
    let mut word = word::Reader::default();
    let mut at = 0;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        at = match class(c) {
            Class::Break if c.is_ascii() => at + 1,
            Class::Word => word.read(text, at, each),
            Class::Run(width) => grams::read(text, at, width, each),
            Class::Alone => {
                let mut form = String::new();
                fold::push(c, &mut form);
                let range = at..at + c.len_utf8();
                each(&Unit { kind: Kind::Exact, range, whole: &form, parts: &[], spellings: &[] });
                at + c.len_utf8()
            }
            Class::Break | Class::Mark => at + c.len_utf8(),
        };
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn forms(text: &str) -> Vec<String> {
        tokens(text).map(|token| token.text).collect()
    }

    #[test]
    fn tokens_point_at_the_original_spelling() {
        let text = "Le Café — كِتَاب, C++!";
        let spelled: Vec<&str> = tokens(text).map(|token| &text[token.start..token.end]).collect();
        assert_eq!(spelled, ["Le", "Café", "كِتَاب", "C++", "C"]);
    }

    #[test]
    fn compounds_are_found_whole_and_in_parts() {
        assert_eq!(forms("e-mail"), ["email", "e", "mail"]);
        assert_eq!(forms("l’homme"), ["lhomme", "l", "homme"]);
        assert_eq!(forms("don't"), ["dont", "don", "t"]);
        assert_eq!(forms("read_line"), ["readline", "read", "line"]);
        assert_eq!(forms("می‌خواهم"), ["میخواهم", "می", "خواهم"]);
        assert_eq!(forms("می‌‌خواهم"), forms("می‌خواهم"));
        assert_eq!(forms("U.S.A."), ["usa", "u", "s", "a"]);
        assert_eq!(forms("בית־ספר"), ["ביתספר", "בית", "ספר"]);
        assert_eq!(forms("צה\"ל"), ["צהל", "צה", "ל"]);
    }

    #[test]
    fn punctuation_at_the_edges_joins_nothing() {
        assert_eq!(forms("'quoted' -- word- -word end."), ["quoted", "word", "word", "end"]);
        assert_eq!(forms("a - b"), ["a", "b"]);
        assert_eq!(forms("Node.js std::vec foo.bar()"), ["node", "js", "std", "vec", "foo", "bar"]);
        assert_eq!(forms("«سلام» ¿Qué? “x”"), ["سلام", "que", "x"]);
        assert_eq!(forms("New\u{a0}York"), ["new", "york"]);
    }

    #[test]
    fn words_inside_an_identifier_are_found() {
        assert_eq!(forms("WebAssembly"), ["webassembly", "web", "assembly"]);
        assert_eq!(forms("XMLHttpRequest"), ["xmlhttprequest", "xml", "http", "request"]);
        assert_eq!(forms("PDFs URLs iPhone"), ["pdfs", "urls", "iphone", "phone"]);
        assert_eq!(forms("ISPARTA"), ["isparta"]);
    }

    #[test]
    fn numbers_keep_their_points_and_lose_their_grouping() {
        assert_eq!(forms("1.95.0"), ["1.95.0", "1.95"]);
        assert_eq!(forms("10,000 1,2,3 50%"), ["10000", "1", "2", "3", "50"]);
        assert_eq!(forms("۱٬۴۰۱ ٣٫١٤"), ["1401", "3.14"]);
        assert_eq!(forms("2024-05-01"), ["2024", "05", "01"]);
        assert_eq!(forms("COVID-19"), ["covid19", "covid", "19"]);
    }

    #[test]
    fn languages_with_symbols_in_their_names_keep_them() {
        assert_eq!(forms("C++ and C#"), ["c++", "c", "and", "c#", "c"]);
        assert_eq!(forms("a + b, issue#12"), ["a", "b", "issue", "12"]);
    }

    #[test]
    fn scripts_without_spaces_are_cut_into_overlapping_grams() {
        assert_eq!(forms("編程語言"), ["編程", "程語", "語言", "言"]);
        assert_eq!(forms("使用Rust编写"), ["使用", "用", "rust", "编写", "写"]);
        assert_eq!(forms("ไทยด"), ["ไทย", "ทยด", "ยด", "ด"]);
        assert_eq!(forms("言"), ["言"]);
        assert_eq!(forms("ﾃﾞｰﾀ"), forms("データ"));
        assert_eq!(forms("\u{1112}\u{1161}\u{11ab}\u{1100}\u{116e}\u{11a8}"), forms("한국"));
        assert_eq!(forms("พ.ศ. ๒๕๖๗"), ["พ", "ศ", "2567"]);
    }

    #[test]
    fn emoji_are_words_and_skin_tones_are_not() {
        assert_eq!(forms("👍🏽 ok"), ["👍", "ok"]);
        assert_eq!(forms("Rust™"), ["rust", "tm"]);
    }

    #[test]
    fn umlauts_have_a_second_spelling() {
        assert_eq!(forms("Müller"), ["muller", "mueller"]);
    }

    #[test]
    fn a_word_of_ten_megabytes_is_one_short_token() {
        let tokens: Vec<Token> = tokens(&"x".repeat(10_000_000)).collect();
        assert_eq!(tokens.len(), 1);
        assert_eq!(tokens[0].text.len(), MAX_FORM);
        assert_eq!(tokens[0].end, 10_000_000);
    }

    #[test]
    fn a_flood_of_marks_or_joints_costs_its_length_only() {
        assert_eq!(forms(&format!("e{}x", "\u{301}".repeat(1_000_000))), ["ex"]);
        assert_eq!(forms(&"\u{301}".repeat(1_000_000)), [""; 0]);
        assert!(tokens(&"a-".repeat(1_000_000)).all(|token| token.text.len() <= MAX_FORM));
        assert!(tokens(&"\u{200c}م".repeat(1_000_000)).all(|token| token.text.len() <= MAX_FORM));
        assert_eq!(tokens(&"字".repeat(1_000_000)).count(), 1_000_000);
        assert!(tokens(&"aB".repeat(1_000_000)).count() < 20);
    }

    proptest! {
        #[test]
        fn ranges_are_character_boundaries_in_order_and_forms_are_folded(text in "\\PC{0,60}") {
            let mut last = 0;
            visit(&text, &mut |unit| {
                assert!(last <= unit.range.start || matches!(unit.kind, Kind::Gram { .. } | Kind::Tail));
                last = unit.range.start;
                unit.forms(&mut |form, range| {
                    assert!(text.is_char_boundary(range.start) && text.is_char_boundary(range.end));
                    assert!(range.start < range.end && !form.is_empty());
                    assert!(form.len() <= 3 * MAX_FORM);
                });
            });
        }

        #[test]
        fn reading_a_form_again_gives_that_form(text in "[a-zA-Zéßüکكيی]{1,20}") {
            for form in forms(&text) {
                prop_assert!(forms(&form).contains(&form), "{}", form);
            }
        }
    }
}
