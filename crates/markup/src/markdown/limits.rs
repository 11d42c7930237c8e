//! Keeps nesting within reason before the parser sees it.
//!
//! The parser remembers every open quote, list and definition, and walks them all for each further line: measured with
//! version 0.13.6, 100,000 `>` followed by 100,000 lazy lines (300 KB) take 6 s, 100,000 `- ` take 15 s, both growing with the
//! square. Everything else tried (brackets, emphasis, back-ticks, entities, notes, tables, raw HTML) is linear.
//!
//! So a line may open at most [`DEEPEST`] levels. The marker after that is escaped, indentation after that is cut. Only the
//! beginning of a line is looked at, so the pass is linear, and it copies nothing unless a line is over the limit.

use std::borrow::Cow;

/// Levels a line may open; two columns of indentation count as one, since that is the least a list needs.
///
/// Browsers' HTML parsers stop nesting at 512 elements, and a list level is two of them.
const DEEPEST: usize = 100;

/// The text with over-deep beginnings of lines flattened.
pub(super) fn flatten(markdown: &str) -> Cow<'_, str> {
    let mut flat = String::new();
    let mut copied = 0;
    let mut start = 0;
    for line in markdown.split_inclusive(['\n', '\r']) {
        if let Some(end) = limit(line) {
            flat.push_str(markdown.get(copied..start + end).unwrap_or_default());
            let rest = line.get(end..).unwrap_or_default().trim_start_matches([' ', '\t']);
            copied = start + line.len() - rest.len();
            if marker(rest.as_bytes()).is_some() {
                // A digit cannot be escaped; its point or bracket can.
                let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
                flat.push_str(rest.get(..digits).unwrap_or_default());
                flat.push('\\');
                copied += digits;
            }
        }
        start += line.len();
    }
    if copied == 0 {
        return Cow::Borrowed(markdown);
    }
    flat.push_str(markdown.get(copied..).unwrap_or_default());
    Cow::Owned(flat)
}

/// Where in the line the level after the deepest would begin, if it has that many.
fn limit(line: &str) -> Option<usize> {
    let bytes = line.as_bytes();
    let mut half_levels = 0;
    let mut at = 0;
    while half_levels < DEEPEST * 2 {
        let (length, cost) = marker(bytes.get(at..)?)?;
        at += length;
        half_levels += cost;
    }
    // A marker keeps the blank that makes it one.
    Some(at + usize::from(bytes.get(at) == Some(&b' ')))
}

/// Length and cost in half levels of the white space or container marker at the beginning of `rest`.
fn marker(rest: &[u8]) -> Option<(usize, usize)> {
    let is_blank = |at: usize| rest.get(at).is_none_or(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r'));
    match rest.first()? {
        b' ' => Some((1, 1)),
        b'\t' => Some((1, 4)),
        b'>' => Some((1, 2)),
        b'-' | b'*' | b'+' | b':' if is_blank(1) => Some((1, 2)),
        b'0'..=b'9' => {
            let digits = rest.iter().take(10).take_while(|byte| byte.is_ascii_digit()).count();
            let is_item = matches!(rest.get(digits), Some(b'.' | b')')) && is_blank(digits + 1);
            is_item.then_some((digits + 1, 2))
        }
        // A note's label ends at the first bracket; a longer search would make `[^[^[^…` costly.
        b'[' if rest.get(1) == Some(&b'^') => {
            let label = rest.iter().take(1_000).position(|byte| *byte == b']')?;
            (rest.get(label + 1) == Some(&b':')).then_some((label + 2, 2))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_text_is_not_copied() {
        for text in
            ["", "a\n\n- b\n  - c\n", "> > > q", "----------\n", &"-".repeat(5_000), "[^1]: note", "1. one\n2. two"]
        {
            assert!(matches!(flatten(text), Cow::Borrowed(same) if same == text), "{text:?}");
        }
    }

    #[test]
    fn the_marker_after_the_deepest_is_escaped() {
        assert_eq!(flatten(&">".repeat(102)), format!("{}\\>>", ">".repeat(100)));
        assert_eq!(
            flatten(&format!("a\n{}b\nc", "- ".repeat(80))),
            format!("a\n{}\\- {}b\nc", "- ".repeat(67), "- ".repeat(12))
        );
    }

    #[test]
    fn a_numbered_item_is_escaped_at_its_point() {
        let flat = flatten(&"1. ".repeat(100)).into_owned();
        assert!(flat.contains("1\\. 1. "), "{flat}");
    }

    #[test]
    fn indentation_is_cut_where_no_list_can_be() {
        assert_eq!(flatten(&format!("{}- a", " ".repeat(1_000))), format!("{}\\- a", " ".repeat(201)));
        assert_eq!(flatten(&format!("{}a", " ".repeat(1_000))), format!("{}a", " ".repeat(201)));
    }
}
