//! Splits a query into words, phrases and what is not wanted.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece<'t> {
    Plain(&'t str),
    Phrase(&'t str),
    Not(&'t str),
    NotPhrase(&'t str),
}

/// What opens and closes a phrase; telephones type the curly ones.
const QUOTES: [char; 4] = ['"', '“', '”', '„'];

/// The pieces in order. Linear: every character is looked at twice at most.
pub(super) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    // Behind the last closing mark every quotation mark is an open one.
    let last_quote = text.rfind(QUOTES).unwrap_or(0);
    let mut at = 0;
    while let Some(rest) = text.get(at..) {
        let trimmed = rest.trim_start();
        if trimmed.is_empty() {
            break;
        }
        at += rest.len() - trimmed.len();
        let is_not = trimmed.starts_with('-');
        let body = trimmed.strip_prefix('-').unwrap_or(trimmed);
        let body_at = at + trimmed.len() - body.len();
        if let Some(inside) = body.strip_prefix(QUOTES) {
            let inside_at = body_at + body.len() - inside.len();
            if let Some(length) = (inside_at <= last_quote).then(|| inside.find(QUOTES)).flatten() {
                let phrase = inside.get(..length).unwrap_or_default();
                pieces.push(if is_not { Piece::NotPhrase(phrase) } else { Piece::Phrase(phrase) });
                let closing = inside.get(length..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
                at = inside_at + length + closing;
                continue;
            }
        }
        let word = body.split(char::is_whitespace).next().unwrap_or_default();
        pieces.push(if is_not { Piece::Not(word) } else { Piece::Plain(word) });
        // An empty word is a lone hyphen; go on behind it.
        at = body_at + word.len();
    }
    pieces
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn marks_count_at_the_beginning_of_a_word_only() {
        assert_eq!(pieces("a-b"), [Piece::Plain("a-b")]);
        assert_eq!(pieces("צה\"ל"), [Piece::Plain("צה\"ל")]);
        assert_eq!(pieces("“a b” -“c d” -e"), [Piece::Phrase("a b"), Piece::NotPhrase("c d"), Piece::Not("e")]);
    }

    proptest! {
        #[test]
        fn any_text_ends_in_pieces_of_it(text in "[a \"“-]{0,40}") {
            for piece in pieces(&text) {
                let (Piece::Plain(part) | Piece::Phrase(part) | Piece::Not(part) | Piece::NotPhrase(part)) = piece;
                prop_assert!(text.contains(part));
            }
        }
    }
}
