//! What a book says of its own accord.

use std::collections::BTreeMap;

use serde::Deserialize;

/// By language; see there.
const WORDS: &str = include_str!("../../../locales/book.toml");
const ENGLISH: &str = "en";

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    pub(super) contents: String,
    /// Something that a book cannot show.
    pub(super) video: String,
    /// Before the address of an article.
    pub(super) source: String,
}

impl Words {
    /// In the language of a publication, else in English.
    pub(super) fn of(language: &str) -> Words {
        let primary = language.split(['-', '_']).next().unwrap_or(language).to_ascii_lowercase();
        let mut known = all();
        known.remove(&primary).or_else(|| known.remove(ENGLISH)).unwrap_or_default()
    }
}

fn all() -> BTreeMap<String, Words> {
    // A test reads the same file, so it can be read.
    toml::from_str(WORDS).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_of_the_interface_has_every_word() {
        let all = all();
        assert_eq!(all.len(), 7);
        for (language, Words { contents, video, source }) in all {
            assert!(![contents, video, source].contains(&String::new()), "{language}");
        }
        assert_eq!(
            (Words::of("de-AT").contents, Words::of("sw").contents),
            ("Inhalt".to_owned(), "Contents".to_owned())
        );
    }
}
