//! Attribute values that are not addresses: ids, numbers, language tags, classes, words.

use std::borrow::Cow;

use super::tables;

/// Goes before every id that comes from content, and into every link to one. The page's own ids and names never begin so:
/// content cannot stand in for them, neither for `getElementById` nor as a property of `document` or `window`.
pub const ID_PREFIX: &str = "c-";

/// Bytes of an id or key. Headings make ids of up to 120 bytes; the rest is for numbers behind them.
const LONGEST_ID: usize = 160;

/// Bytes of a text value. A long description of a picture has some hundred; a longer one belongs into the text.
const LONGEST_TEXT: usize = 4_096;

/// Bytes of a language tag: RFC 5646, section 4.4.1, asks for room for 35.
const LONGEST_TAG: usize = 35;

/// The id that an element called `id` by its author has on the page, or `None` if it can have none.
///
/// Letters and digits of any script, `-`, `_`, `.` and `:`. An id that has the prefix already keeps it single, so content
/// may pass twice.
///
/// # Example
/// ```
/// use tidings_markup::policy::content_id;
///
/// assert_eq!(content_id("fn:1").as_deref(), Some("c-fn:1"));
/// assert_eq!(content_id("c-fn:1").as_deref(), Some("c-fn:1"));
/// assert_eq!(content_id("a b"), None);
/// ```
pub fn content_id(id: &str) -> Option<String> {
    let id = id.trim_ascii();
    let bare = id.strip_prefix(ID_PREFIX).unwrap_or(id);
    let is_safe = |letter: char| is_safe_letter(letter) || matches!(letter, '-' | '_' | '.' | ':');
    (!bare.is_empty() && bare.len() <= LONGEST_ID && bare.chars().all(is_safe)).then(|| format!("{ID_PREFIX}{bare}"))
}

/// Letters and digits of any script, and the marks and joiners inside words that `char::is_alphanumeric` leaves out.
pub(crate) fn is_id_letter(letter: char) -> bool {
    letter.is_alphanumeric()
        || matches!(letter, '\u{0300}'..='\u{036F}' | '\u{0591}'..='\u{05C7}' | '\u{064B}'..='\u{065F}' | '\u{0670}'
            | '\u{0900}'..='\u{0D7F}' | '\u{0E31}'..='\u{0E4E}' | '\u{200C}' | '\u{200D}')
}

/// Letters and digits of ASCII, and whatever is visible beyond it. By ranges: the browser links this, and the tables behind
/// `char::is_alphanumeric` would cost it 3 KB; with its prefix, no such id means anything to a page.
fn is_safe_letter(letter: char) -> bool {
    letter.is_ascii_alphanumeric()
        || matches!(letter, '\u{200C}' | '\u{200D}')
        || !matches!(u32::from(letter),
            0..=0xBF | 0x61C | 0x1680 | 0x180E | 0x2000..=0x20FF | 0x3000..=0x3004 | 0xE000..=0xF8FF | 0xFE00..=0xFE0F | 0xFEFF
                | 0xFFF0..=0xFFFF | 0xE0000..)
}

pub(super) fn ids(value: &str) -> Option<String> {
    let ids: Vec<String> = value.split_ascii_whitespace().take(16).filter_map(content_id).collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}

pub(super) fn key(value: &str) -> Option<&str> {
    let value = value.trim_ascii();
    let is_safe = |letter: char| is_safe_letter(letter) || matches!(letter, '-' | '_' | '.');
    (!value.is_empty() && value.len() <= LONGEST_ID && value.chars().all(is_safe)).then_some(value)
}

/// Digits with an optional minus; `50%`, `1e9` and `+5` are not numbers here.
pub(super) fn number(value: &str, least: i32, most: i32) -> Option<&str> {
    let value = value.trim_ascii();
    let digits = value.strip_prefix('-').unwrap_or(value);
    if digits.is_empty() || digits.len() > 9 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    value.parse().is_ok_and(|number: i32| (least..=most).contains(&number)).then_some(value)
}

pub(super) fn language(value: &str) -> Option<&str> {
    let value = value.trim_ascii();
    let is_tag = value.len() <= LONGEST_TAG
        && value
            .split('-')
            .all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    is_tag.then_some(value)
}

/// The known classes among those of `value`.
pub(super) fn classes(element: &str, value: &str) -> Option<String> {
    let is_known = |class: &&str| {
        tables::lists(tables::CLASSES, class)
            || (matches!(element, "code" | "pre") && class.strip_prefix("language-").is_some_and(is_code_language))
    };
    // Sixteen is more than anybody needs, and keeps a megabyte of `task task task …` out of the page.
    let known: Vec<&str> = value.split_ascii_whitespace().filter(is_known).take(16).collect();
    (!known.is_empty()).then(|| known.join(" "))
}

/// A programming language's name, such as `rust`, `c++`, `c#`, `objective-c` or `f_90`.
fn is_code_language(name: &str) -> bool {
    (1..=32).contains(&name.len())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'#' | b'-' | b'_' | b'.'))
}

/// Words for people: cut to [`LONGEST_TEXT`], without characters that turn the direction of everything behind them.
pub(super) fn text(value: &str) -> Cow<'_, str> {
    let value = cut(value);
    if value.contains(is_direction_override) {
        Cow::Owned(value.chars().filter(|character| !is_direction_override(*character)).collect())
    } else {
        Cow::Borrowed(value)
    }
}

fn cut(value: &str) -> &str {
    value.get(..value.floor_char_boundary(LONGEST_TEXT)).unwrap_or(value)
}

/// Embeddings, overrides and isolates. The plain marks (LRM, RLM, ALM) stay: right-to-left text needs them.
pub(super) fn is_direction_override(character: char) -> bool {
    matches!(character, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}
