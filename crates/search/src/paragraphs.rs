//! The paragraphs of a text, which no phrase runs out of.
//!
//! Two kinds of text come here, and one rule fits both: **empty lines end paragraphs; in a text without one, each line break does.** So a
//! lone line break is a space to one who writes paragraphs, and the only sign to one who does not.
//!
//! - What was HTML (`plain_text` of `tidings-markup`) has a line break between two blocks and at each `<br>`, a space wherever the source
//!   breaks a line, and no empty line.
//! - Plain text and Markdown have empty lines between paragraphs and may break lines inside them.

/// Each paragraph with what ends it. Some may have no words.
pub(crate) fn paragraphs(text: &str) -> impl Iterator<Item = &str> {
    // Empty lines at the edges part nothing.
    let mut rest = text.trim();
    let has_empty = rest.lines().any(is_empty);
    std::iter::from_fn(move || {
        let mut len = 0;
        for line in rest.split_inclusive('\n') {
            len += line.len();
            if !has_empty || is_empty(line) {
                break;
            }
        }
        let (paragraph, behind) = rest.split_at_checked(len)?;
        rest = behind;
        (!paragraph.is_empty()).then_some(paragraph)
    })
}

fn is_empty(line: &str) -> bool {
    line.trim().is_empty()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::tokens;

    fn trimmed(text: &str) -> Vec<&str> {
        paragraphs(text).map(str::trim).filter(|paragraph| !paragraph.is_empty()).collect()
    }

    #[test]
    fn blocks_of_html_are_paragraphs() {
        assert_eq!(trimmed("Fish & chips\nA good dish.\nOne"), ["Fish & chips", "A good dish.", "One"]);
        assert_eq!(trimmed("\nonly a caption\n"), ["only a caption"]);
        assert!(trimmed(" \n\n").is_empty() && trimmed("").is_empty());
    }

    #[test]
    fn wrapped_lines_are_one_paragraph_where_empty_lines_part_them() {
        assert_eq!(trimmed("one\ntwo\n\nthree\r\nfour\r\n\r\n\n \t\nfive"), ["one\ntwo", "three\r\nfour", "five"]);
        assert_eq!(trimmed("\n\none\ntwo\n\n"), ["one", "two"]);
    }

    proptest! {
        #[test]
        fn paragraphs_have_the_words_of_the_text(text in "([a'\\-_.字ก\u{301}\u{200c}😀]|[ \n\r\u{85}\u{2028}]){0,40}") {
            let words: Vec<String> = tokens(&text).map(|token| token.text).collect();
            let read: Vec<String> = paragraphs(&text).flat_map(tokens).map(|token| token.text).collect();
            prop_assert_eq!(read, words);
            prop_assert_eq!(paragraphs(&text).collect::<String>(), text.trim());
        }
    }
}
