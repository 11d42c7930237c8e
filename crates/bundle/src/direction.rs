//! Which way a text runs, from its language or from its letters.

use crate::Direction;
use crate::letters::is_letter;

/// Languages written right to left unless their tag names another script: Arabic and its varieties, Aramaic, Azerbaijani of
/// Iran, Baluchi, Sorani, Maldivian, Persian, Gilaki, Hebrew, Khowar, Luri, Mazanderani, N'Ko, Pashto, Punjabi of Pakistan,
/// Dari, Rohingya, Saraiki, Sindhi, Syriac, Uyghur, Urdu, Yiddish.
///
/// # Source
/// Unicode CLDR, likely subtags: languages whose likely script is Arab, Hebr, Thaa, Syrc, Nkoo or Rohg.
const LANGUAGES: &[&str] = &[
    "ar", "arc", "arz", "azb", "bal", "bgn", "ckb", "dv", "fa", "glk", "he", "iw", "khw", "lrc", "mzn", "nqo", "pnb",
    "prs", "ps", "rhg", "sd", "skr", "syr", "ug", "ur", "yi",
];

/// ISO 15924 codes of scripts that run right to left and are in use in print.
const SCRIPTS: &[&str] = &["adlm", "arab", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"];

impl Direction {
    /// The value of the HTML attribute `dir`.
    pub fn as_str(self) -> &'static str {
        match self {
            Direction::LeftToRight => "ltr",
            Direction::RightToLeft => "rtl",
        }
    }

    /// Reads `ltr` and `rtl`.
    pub fn parse(text: &str) -> Option<Direction> {
        match text {
            "ltr" => Some(Direction::LeftToRight),
            "rtl" => Some(Direction::RightToLeft),
            _ => None,
        }
    }

    /// Direction of a language; a script in the tag decides over the language: `ku-Arab`, `ur-Latn`.
    ///
    /// # Example
    /// ```
    /// use tidings_bundle::Direction;
    /// assert_eq!(Direction::of_language("fa-IR"), Direction::RightToLeft);
    /// assert_eq!(Direction::of_language("ur-Latn"), Direction::LeftToRight);
    /// ```
    pub fn of_language(tag: &str) -> Direction {
        let mut parts = tag.split(['-', '_']);
        let primary = parts.next().unwrap_or_default();
        let script = parts.find(|part| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_alphabetic()));
        let runs_left = match script {
            Some(script) => contains(SCRIPTS, script),
            None => contains(LANGUAGES, primary),
        };
        if runs_left { Direction::RightToLeft } else { Direction::LeftToRight }
    }

    /// Direction of the first letter that has one; `None` for a text without letters.
    pub fn of_text(text: &str) -> Option<Direction> {
        let letter = text.chars().find(|c| is_letter(*c))?;
        Some(if is_right_to_left(letter) { Direction::RightToLeft } else { Direction::LeftToRight })
    }
}

fn contains(list: &[&str], word: &str) -> bool {
    list.iter().any(|entry| entry.eq_ignore_ascii_case(word))
}

/// Blocks whose letters have the bidirectional class R or AL.
fn is_right_to_left(letter: char) -> bool {
    matches!(letter,
        '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}'
        | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_in_the_tag_decides_over_the_language() {
        for tag in
            ["ar", "fa", "he", "ur", "ps", "sd", "ug", "yi", "dv", "ckb", "syr", "FA-ir", "ku-Arab", "az-Arab-IR"]
        {
            assert_eq!(Direction::of_language(tag), Direction::RightToLeft, "{tag}");
        }
        for tag in ["en", "fr", "ku", "uz-Latn", "fa-Latn", "zh-Hant-TW", "", "-", "ara-1996"] {
            assert_eq!(Direction::of_language(tag), Direction::LeftToRight, "{tag}");
        }
    }

    #[test]
    fn the_first_letter_decides_and_digits_do_not() {
        assert_eq!(Direction::of_text("2024 — «خبر» today"), Some(Direction::RightToLeft));
        assert_eq!(Direction::of_text("١٢ news"), Some(Direction::LeftToRight));
        assert_eq!(Direction::of_text("12:30 !"), None);
    }
}
