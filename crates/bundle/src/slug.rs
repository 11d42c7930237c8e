//! The word that names an article or a category in an address.
//!
//! A slug is one path segment, safe on every file system and in every address: letters (any script), digits, combining marks,
//! `-`, `_`, `~` and inner dots. Two rules, for two sources: [`Slug::new`] accepts a publisher's own choice as it is,
//! [`Slug::from_text`] makes one from a headline.

use std::fmt;

use crate::letters::{is_word, push_lowercase};

/// Bytes, not letters, because file systems count bytes (255 at most, and a rendition or page suffix comes on top). A Persian
/// letter takes two bytes, and three times two when percent-encoded: 120 bytes stay below 400 characters of address.
pub const MAX_SLUG_BYTES: usize = 120;

/// A valid, never empty path segment.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "kept", derive(serde::Serialize, serde::Deserialize))]
pub struct Slug(String);

impl Slug {
    /// Takes a slug that is valid already.
    ///
    /// # Example
    /// ```
    /// use tidings_bundle::Slug;
    /// assert!(Slug::new("Rust-1.95.0").is_some());
    /// assert!(Slug::new("../etc/passwd").is_none());
    /// ```
    pub fn new(text: &str) -> Option<Slug> {
        let is_valid = !text.is_empty()
            && text.len() <= MAX_SLUG_BYTES
            && !text.starts_with('.')
            && !text.ends_with('.')
            && text.chars().all(|c| is_word(c) || matches!(c, '-' | '_' | '.' | '~'));
        is_valid.then(|| Slug(text.to_owned()))
    }

    /// Makes a slug: lower-cased words with `-` between them, cut at a word if it gets too long. A text without any letter or
    /// digit gives `x-` and a number made of its bytes, so that two such texts stay two.
    ///
    /// # Example
    /// ```
    /// use tidings_bundle::Slug;
    /// assert_eq!(Slug::from_text("Élan vital & “more”").as_str(), "élan-vital-more");
    /// assert_eq!(Slug::from_text("نامه‌ای از تهران").as_str(), "نامه-ای-از-تهران");
    /// ```
    pub fn from_text(text: &str) -> Slug {
        let mut slug = String::new();
        let mut word_starts = 0;
        for character in text.chars() {
            if is_word(character) {
                let end = slug.len();
                push_lowercase(character, &mut slug);
                if slug.len() > MAX_SLUG_BYTES {
                    slug.truncate(if word_starts > 0 { word_starts } else { end });
                    break;
                }
            } else if !slug.is_empty()
                && !slug.ends_with('-')
                && slug.len() < MAX_SLUG_BYTES
                && !is_apostrophe(character)
            {
                slug.push('-');
                word_starts = slug.len();
            }
        }
        while slug.ends_with('-') {
            slug.pop();
        }
        if slug.is_empty() {
            let number = fingerprint(text.as_bytes());
            slug.push_str("x-");
            slug.extend((0..8).rev().filter_map(|digit| char::from_digit(number >> (4 * digit) & 15, 16)));
        }
        Slug(slug)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Stands where a slug is about to be put.
    pub(crate) fn pending() -> Slug {
        Slug(String::new())
    }

    /// `this-2`, `this-3`…, cut so that it stays a valid slug.
    pub(crate) fn numbered(&self, number: u32) -> Slug {
        Slug(numbered(&self.0, number, MAX_SLUG_BYTES))
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl AsRef<str> for Slug {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

/// `text-number`, with `text` cut to keep the whole within `longest` bytes.
pub(crate) fn numbered(text: &str, number: u32, longest: usize) -> String {
    let suffix = format!("-{number}");
    let mut end = text.len().min(longest.saturating_sub(suffix.len()));
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let kept = text.get(..end).unwrap_or_default().trim_end_matches(['-', '.']);
    format!("{kept}{suffix}")
}

/// The apostrophe of "don't" joins, it does not part.
fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '’' | 'ʼ')
}

/// # Source
/// FNV-1a, 32 bit (RFC 9923, section 2).
fn fingerprint(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |hash: u32, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_never_leaves_its_folder() {
        for bad in
            ["", ".", "..", ".htaccess", "a/b", "a\\b", "a b", "a?b", "a#b", "a%2fb", "a\u{0}", "a\u{202e}b", "end."]
        {
            assert_eq!(Slug::new(bad), None, "{bad:?}");
        }
        for text in ["", ".", "..", "../..", "///", "?", "\u{0}", "\u{202e}", "😀"] {
            let slug = Slug::from_text(text);
            assert_eq!(Slug::new(slug.as_str()), Some(slug.clone()), "{text:?} gave {slug}");
        }
    }

    #[test]
    fn words_of_any_script_stay_whole() {
        for (text, slug) in [
            ("Don’t Panic!", "dont-panic"),
            ("हिन्दी में", "हिन्दी-में"),
            ("ข่าวดี", "ข่าวดี"),
            ("مُحَمَّد", "مُحَمَّد"),
            ("cafe\u{301} noir", "cafe\u{301}-noir"),
            ("İstanbul", "i\u{307}stanbul"),
            ("C++ & C#", "c-c"),
            ("東京の朝", "東京の朝"),
        ] {
            assert_eq!(Slug::from_text(text).as_str(), slug);
        }
    }

    #[test]
    fn a_long_headline_is_cut_between_words() {
        let slug = Slug::from_text(&"wonderful ".repeat(40));
        assert!(slug.as_str().len() <= MAX_SLUG_BYTES && slug.as_str().ends_with("wonderful"), "{slug}");
        assert_eq!(Slug::from_text(&"ب".repeat(500)).as_str().len(), MAX_SLUG_BYTES);
    }

    #[test]
    fn texts_without_letters_stay_apart() {
        assert_ne!(Slug::from_text("!!!"), Slug::from_text("???"));
    }

    #[test]
    fn a_number_behind_a_long_slug_still_fits() {
        let slug = Slug::from_text(&"ب".repeat(500)).numbered(12);
        assert!(slug.as_str().ends_with("-12") && Slug::new(slug.as_str()).is_some());
    }
}
