//! One line of inline Markdown as plain words, for titles and summaries: `` `async fn` `` and *emphasis* lose their marks.

use tidings_markup::{Options, markdown_to_html, plain_text};

/// Goes before the text, so that "1. Overview" and "# 1" are no list and no heading; it is taken off again.
const GUARD: &str = "x ";

/// Bytes of a line worth taking apart; a longer one stays as it is.
const LONGEST: usize = 4_096;

/// The words of a line.
///
/// # Example
/// ```
/// use tidings_pack::import::inline::plain;
///
/// assert_eq!(plain("Stabilizing `async fn` in *traits*"), "Stabilizing async fn in traits");
/// assert_eq!(plain("KS\\_AUDIO\\_RANGE and snake_case"), "KS_AUDIO_RANGE and snake_case");
/// assert_eq!(plain("1. Vec<T> & friends"), "1. Vec<T> & friends");
/// ```
pub fn plain(text: &str) -> String {
    let text = text.trim();
    let has_marks = text.contains(['`', '*', '_', '[', '\\', '<', '&', '~', '!']);
    if !has_marks || text.len() > LONGEST {
        return text.to_owned();
    }
    let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let html = markdown_to_html(&format!("{GUARD}{}", escape_angles(&one_line)), &Options::default()).html;
    let words = plain_text(&html);
    let words = words.trim().strip_prefix(GUARD).unwrap_or(&words).trim();
    if words.is_empty() { text.to_owned() } else { words.to_owned() }
}

/// `Vec<T>` outside of back-ticks is no element.
fn escape_angles(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    let mut is_code = false;
    let has_pairs = text.matches('`').count().is_multiple_of(2);
    for letter in text.chars() {
        is_code ^= letter == '`' && has_pairs;
        if letter == '<' && !is_code {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_go_and_words_stay() {
        for (written, expected) in [
            ("Water & *Ice*", "Water & Ice"),
            ("`Vec<T>` and <T>", "Vec<T> and <T>"),
            ("[Announcing](https://example.org) 1.0", "Announcing 1.0"),
            ("AT&amp;T", "AT&T"),
            ("2 * 3 * 4", "2 * 3 * 4"),
            ("# 1 & only", "# 1 & only"),
            ("- a `b`", "- a b"),
            ("`", "`"),
            ("Hello!", "Hello!"),
        ] {
            assert_eq!(plain(written), expected);
        }
    }
}
