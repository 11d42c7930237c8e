//! What a book says of its own accord.

use serde::Deserialize;

use crate::words;

/// By language; see there.
const WORDS: &str = include_str!("../../../locales/book.toml");

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
        words::choose(WORDS, language).0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_of_the_interface_has_every_word() {
        let all = words::all::<Words>(WORDS);
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
