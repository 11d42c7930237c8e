//! The languages that articles are in, of those that are read in a way of their own: words have families ([`crate::stem`]), and some say little. A
//! query has no language; it is read in all of these.
//!
//! What is known of a language stands in a file of `languages/` and goes into the root of an index ([`crate::parts`]), so that the browser, which
//! would have to fetch all twenty with its program, fetches those of the archive at hand. A file is
//!
//! ```text
//! english, arabic, or: light FIRST LAST LEAST [halves]
//! words that say little
//! endings that are stripped together, any number of such lines
//! ```
//!
//! where FIRST to LAST are the letters that the light stemmer knows, LEAST those that must remain ([`crate::stem`]). Everything is folded. Words that
//! say little hold sentences together or ask: a question in a sentence has many of them, and those that ask are even rare in articles, so that
//! their idf does not silence them. Without the English ones, CISI loses 0.02 nDCG and MED 0.01.
//!
//! # Source
//! Endings: the algorithms of snowballstem.org, and J. Savoy, "Light stemming approaches for the French, Portuguese, German and Hungarian
//! languages" (2006), after whom they are mostly those of nouns and adjectives, which queries are made of.

use std::sync::Arc;

use crate::stem::Rules;

/// More are no index of ours.
const MOST: usize = 64;
const MOST_BYTES: usize = 16 << 10;

/// By ISO 639-1.
const FILES: [(&str, &str); 20] = [
    ("ar", include_str!("languages/ar.txt")),
    ("da", include_str!("languages/da.txt")),
    ("de", include_str!("languages/de.txt")),
    ("el", include_str!("languages/el.txt")),
    ("en", include_str!("languages/en.txt")),
    ("es", include_str!("languages/es.txt")),
    ("fa", include_str!("languages/fa.txt")),
    ("fi", include_str!("languages/fi.txt")),
    ("fr", include_str!("languages/fr.txt")),
    ("hu", include_str!("languages/hu.txt")),
    ("it", include_str!("languages/it.txt")),
    ("nb", include_str!("languages/nb.txt")),
    ("nl", include_str!("languages/nl.txt")),
    ("nn", include_str!("languages/nn.txt")),
    ("no", include_str!("languages/nb.txt")),
    ("pt", include_str!("languages/pt.txt")),
    ("ro", include_str!("languages/ro.txt")),
    ("ru", include_str!("languages/ru.txt")),
    ("sv", include_str!("languages/sv.txt")),
    ("tr", include_str!("languages/tr.txt")),
];

/// One language.
#[derive(Clone, Debug)]
pub(crate) struct Language {
    /// Its file.
    pub(crate) text: Box<str>,
    pub(crate) rules: Rules,
}

impl Language {
    fn says_little(&self, word: &str) -> bool {
        self.text.lines().nth(1).is_some_and(|words| words.split(' ').any(|known| known == word))
    }
}

/// Languages, each once.
#[derive(Clone, Debug, Default)]
pub(crate) struct Languages(Arc<Vec<Language>>);

impl Languages {
    /// For articles that do not say their language.
    pub(crate) fn unknown() -> Self {
        let mut both = Self::default();
        both.add("en");
        both.add("ar");
        both
    }

    /// Adds a language by its tag (BCP 47), if it is one that is known.
    pub(crate) fn add(&mut self, tag: &str) {
        let code = tag.split(['-', '_']).next().unwrap_or_default();
        if let Some((_, text)) = FILES.iter().find(|(known, _)| known.eq_ignore_ascii_case(code)) {
            let is_read = self.read(text);
            debug_assert!(is_read, "the file of {code}");
        }
    }

    /// Adds a language by what its file says; false for something else.
    pub(crate) fn read(&mut self, text: &str) -> bool {
        if self.all().iter().any(|known| *known.text == *text) {
            return true;
        }
        if self.0.len() >= MOST || text.len() > MOST_BYTES {
            return false;
        }
        let mut lines = text.lines();
        let first = lines.next().unwrap_or_default();
        let Some(rules) = Rules::parse(first, lines.skip(1)) else { return false };
        Arc::make_mut(&mut self.0).push(Language { text: text.into(), rules });
        true
    }

    pub(crate) fn all(&self) -> &[Language] {
        &self.0
    }

    /// Whether a folded word is one that says little, in any of them.
    pub(crate) fn say_little(&self, word: &str) -> bool {
        self.0.iter().any(|language| language.says_little(word))
    }

    #[cfg(test)]
    pub(crate) fn of_tags(tags: &[&str]) -> Self {
        let mut languages = Self::default();
        tags.iter().for_each(|tag| languages.add(tag));
        languages
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_known_by_their_tags() {
        let count = |tags: &[&str]| Languages::of_tags(tags).all().len();
        assert_eq!(count(&["de-AT", "EN_gb", "de"]), 2);
        assert_eq!(count(&["zh", "", "-"]), 0);
        assert_eq!(count(&["nb", "no"]), 1);
        assert_eq!(FILES.iter().filter(|(code, _)| count(&[code]) == 1).count(), FILES.len());
    }

    #[test]
    fn only_listed_words_say_little() {
        let english = Languages::of_tags(&["en"]);
        assert!(["the", "your", "could"].iter().all(|word| english.say_little(word)));
        assert!(!["rust", "", "a about", "die", "english"].iter().any(|word| english.say_little(word)));
        assert!(Languages::of_tags(&["en", "de"]).say_little("die"));
    }

    #[test]
    fn files_are_written_as_words_are_folded() {
        for (code, text) in FILES {
            for word in text.lines().skip(1).flat_map(|line| line.split([' ', '>'])) {
                assert_eq!(crate::fold(word), word, "{code}");
                assert!(!word.is_empty(), "{code}");
            }
        }
    }

    #[test]
    fn what_is_no_language_is_refused() {
        for text in ["", "english", "klingon\na\n", "light a\na\n", "light a z many\na\n", "light az z 3\na\n"] {
            assert_eq!(Languages::default().read(text), text == "english", "{text:?}");
        }
        assert!(!Languages::default().read(&"english ".repeat(3000)));
    }
}
