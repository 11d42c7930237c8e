//! Addresses in a drawing: in attributes, and in style sheets.

use std::borrow::Cow;

/// Bitmaps that may lie inside. A drawing inside a drawing would have to be cleaned again.
const BITMAPS: &[&str] =
    &["data:image/png;", "data:image/jpeg;", "data:image/jpg;", "data:image/gif;", "data:image/webp;"];

/// Functions and rules that fetch by text alone, without `url(`.
const FETCHING: &[&str] = &[
    "@import",
    "@charset",
    "@namespace",
    "image(",
    "image-set(",
    "cross-fade(",
    "src(",
    "expression(",
    "-moz-binding",
];

/// A part of the drawing itself, or a bitmap inside it.
pub(super) fn is_inside(address: &str) -> bool {
    let address = address.trim();
    let starts = |bitmap: &&str| address.get(..bitmap.len()).is_some_and(|start| start.eq_ignore_ascii_case(bitmap));
    address.starts_with('#') || BITMAPS.iter().any(starts)
}

/// A style sheet, a style attribute or the value of an attribute that may hold `url(…)`; `None` if it cannot be vouched for. An
/// address that leads outside becomes one that leads nowhere.
pub(super) fn clean(css: &str) -> Option<Cow<'_, str>> {
    // Escapes can spell anything; nobody needs them to draw.
    if css.contains('\\') {
        return None;
    }
    let lower = css.to_ascii_lowercase();
    let joined = without_comments(&lower);
    if FETCHING.iter().any(|word| lower.contains(word) || joined.contains(word)) {
        return None;
    }
    let mut cleaned = String::new();
    let mut copied = 0;
    let mut at = 0;
    while let Some(found) = lower.get(at..).and_then(|rest| rest.find("url(")) {
        let start = at + found + "url(".len();
        let inside = css.get(start..).unwrap_or_default();
        let length = end_of_address(inside)?;
        let address = inside.get(..length).unwrap_or_default().trim().trim_matches(['"', '\'']);
        if !is_inside(address) {
            cleaned.push_str(css.get(copied..start).unwrap_or_default());
            cleaned.push('#');
            copied = start + length;
        }
        at = start + length;
    }
    if copied == 0 {
        return Some(Cow::Borrowed(css));
    }
    cleaned.push_str(css.get(copied..).unwrap_or_default());
    Some(Cow::Owned(cleaned))
}

/// Bytes before the bracket that closes `url(`.
fn end_of_address(inside: &str) -> Option<usize> {
    let start = inside.len() - inside.trim_start().len();
    let quote = inside.get(start..)?.chars().next().filter(|first| matches!(first, '"' | '\''));
    match quote {
        Some(quote) => {
            let end = start + 1 + inside.get(start + 1..)?.find(quote)? + 1;
            Some(end + inside.get(end..)?.find(')')?)
        }
        None => inside.find(')'),
    }
}

fn without_comments(css: &str) -> Cow<'_, str> {
    let mut text = String::new();
    let mut rest = css;
    while let Some((before, comment)) = rest.split_once("/*") {
        text.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    if text.is_empty() { Cow::Borrowed(rest) } else { Cow::Owned(text + rest) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_lead_outside_lead_nowhere() {
        for (css, expected) in [
            ("fill:red", Some("fill:red")),
            ("fill:url(#a)", Some("fill:url(#a)")),
            ("a{fill:URL( 'https://x.example/a' )}b{fill:url(#b)}", Some("a{fill:URL(#)}b{fill:url(#b)}")),
            ("url(data:image/png;base64,AA)", Some("url(data:image/png;base64,AA)")),
            ("url(data:image/svg+xml;base64,AA)", Some("url(#)")),
            ("url(//x.example)url(#a)", Some("url(#)url(#a)")),
            ("url(\"a)b\")", Some("url(#)")),
            ("@IMPORT 'https://x.example'", None),
            ("@im/**/port 'x'", None),
            ("fill:\\75rl(https://x.example)", None),
            ("background:image-set('https://x.example' 1x)", None),
            ("url(https://x.example", None),
        ] {
            assert_eq!(clean(css).as_deref(), expected, "{css}");
        }
    }
}
