//! Splits a query into words, phrases, fields and what is not wanted.

/// Something between spaces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece<'t> {
    pub(super) kind: Kind<'t>,
    pub(super) text: &'t str,
    /// A hyphen stands before it.
    pub(super) is_not: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind<'t> {
    Plain,
    Phrase,
    /// `name:` before it.
    Field(&'t str),
    /// What stands before and behind are alternatives.
    Or,
}

/// What opens and closes a phrase; telephones type the curly ones.
const QUOTES: [char; 4] = ['"', '“', '”', '„'];

/// The pieces in order. Linear: every character is looked at a few times at most. `is_field` knows the fields; before any other name a colon is
/// a colon.
pub(super) fn pieces<'t>(text: &'t str, is_field: &dyn Fn(&str) -> bool) -> Vec<Piece<'t>> {
    let mut pieces = Vec::new();
    let mut rest = text.trim_start();
    // Behind the last closing mark every quotation mark is an open one.
    let last_quote = text.rfind(QUOTES).map_or(0, |at| text.len() - at);
    while !rest.is_empty() {
        let is_not = rest.starts_with('-');
        let body = rest.strip_prefix('-').unwrap_or(rest);
        let named = body.split_once(':').filter(|(name, _)| is_field(name));
        let value = named.map_or(body, |(_, value)| value);
        let (inside, behind) = match quoted(value, last_quote) {
            Some(parts) => parts,
            None => value.find(char::is_whitespace).and_then(|end| value.split_at_checked(end)).unwrap_or((value, "")),
        };
        let kind = match named {
            Some((name, _)) => Kind::Field(name),
            None if inside.len() + behind.len() < value.len() => Kind::Phrase,
            None if !is_not && matches!(inside, "OR" | "|") => Kind::Or,
            None => Kind::Plain,
        };
        pieces.push(Piece { kind, text: inside, is_not });
        rest = behind.trim_start();
    }
    pieces
}

/// What stands between quotation marks at the beginning, and what follows them. `last` is how far from the end the last mark is.
fn quoted(text: &str, last: usize) -> Option<(&str, &str)> {
    let inside = text.strip_prefix(QUOTES).filter(|inside| inside.len() >= last)?;
    let (inside, behind) = inside.split_at_checked(inside.find(QUOTES)?)?;
    let mut behind = behind.chars();
    behind.next();
    Some((inside, behind.as_str()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Vec<(Kind<'_>, &str, bool)> {
        let pieces = pieces(text, &|name| matches!(name, "tag" | "before"));
        pieces.into_iter().map(|piece| (piece.kind, piece.text, piece.is_not)).collect()
    }

    #[test]
    fn marks_count_at_the_beginning_of_a_word_only() {
        assert_eq!(read("a-b"), [(Kind::Plain, "a-b", false)]);
        assert_eq!(read("צה\"ל"), [(Kind::Plain, "צה\"ל", false)]);
        let expected = [(Kind::Phrase, "a b", false), (Kind::Phrase, "c d", true), (Kind::Plain, "e", true)];
        assert_eq!(read("“a b” -“c d” -e"), expected);
    }

    #[test]
    fn a_field_has_a_word_or_a_phrase() {
        let tag = Kind::Field("tag");
        assert_eq!(read("tag:a b"), [(tag, "a", false), (Kind::Plain, "b", false)]);
        assert_eq!(read("-tag:\"a b\" c"), [(tag, "a b", true), (Kind::Plain, "c", false)]);
        assert_eq!(read("tag:"), [(tag, "", false)]);
        assert_eq!(read("https://tag:a"), [(Kind::Plain, "https://tag:a", false)]);
        assert_eq!(read("tag:\"a b"), [(tag, "\"a", false), (Kind::Plain, "b", false)]);
    }

    #[test]
    fn or_is_written_in_capitals() {
        assert_eq!(read("a OR b")[1].0, Kind::Or);
        assert_eq!(read("a | b")[1].0, Kind::Or);
        assert_eq!(read("a or b")[1].0, Kind::Plain);
        assert_eq!(read("a \"OR\" b")[1].0, Kind::Phrase);
        assert_eq!(read("a -OR b")[1].0, Kind::Plain);
    }

    proptest! {
        #[test]
        fn any_text_ends_in_pieces_of_it(text in "[a \"“:|-]{0,40}|(tag:|OR |\"|-|a| ){0,20}") {
            for (_, part, _) in read(&text) {
                prop_assert!(text.contains(part));
            }
        }
    }
}
