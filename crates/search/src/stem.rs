//! Languages: what of a word stays when its endings change. Run at query time only, to recognise relatives among the terms of the dictionary
//! ([`crate::family`]); no stem is stored, so a beginning, a typing mistake and the original word are all still found.
//!
//! A query has no language, so the stemmer of each language of the articles is asked ([`Languages`]). English has a
//! stemmer of its own ([`english`]), Arabic and Persian share one ([`arabic`]), the others strip endings by a table ([`light`]): the full
//! algorithms would cost the browser several kilobytes a language, and for finding articles light ones are as good (Savoy 2006).

mod arabic;
mod english;
mod light;
mod tables;

use crate::languages::Languages;
use light::Light;

/// How a language is stemmed.
#[derive(Clone, Copy)]
enum Rules {
    English,
    Arabic,
    Light(&'static Light),
}

/// How each of [`Languages::CODES`] is stemmed.
const RULES: [Rules; Languages::CODES.len()] = [
    Rules::English,
    Rules::Arabic,
    Rules::Arabic,
    Rules::Light(&tables::GERMAN),
    Rules::Light(&tables::RUSSIAN),
    Rules::Light(&tables::FRENCH),
    Rules::Light(&tables::SPANISH),
    Rules::Light(&tables::PORTUGUESE),
    Rules::Light(&tables::ITALIAN),
    Rules::Light(&tables::ROMANIAN),
    Rules::Light(&tables::DUTCH),
    Rules::Light(&tables::NORDIC),
    Rules::Light(&tables::NORDIC),
    Rules::Light(&tables::NORDIC),
    Rules::Light(&tables::NORDIC),
    Rules::Light(&tables::NORDIC),
    Rules::Light(&tables::FINNISH),
    Rules::Light(&tables::HUNGARIAN),
    Rules::Light(&tables::GREEK),
    Rules::Light(&tables::TURKISH),
];

/// The families that a folded word may belong to: of each stemmer that knows its letters, once, whatever the number of its languages.
pub(crate) fn families(languages: Languages, word: &str) -> Vec<Family> {
    let mut stemmers: Vec<Stemmer> = Vec::new();
    for stemmer in languages.of(&RULES).map(|rules| Stemmer(*rules)) {
        if stemmer.knows(word) && !stemmers.iter().any(|known| known.is(stemmer)) {
            stemmers.push(stemmer);
        }
    }
    let family = |stemmer: Stemmer| {
        let stem = stemmer.stem(word);
        Family { stemmer, beginnings: stemmer.beginnings(&stem), stem }
    };
    stemmers.into_iter().map(family).collect()
}

/// The words that one stemmer takes for one.
pub(crate) struct Family {
    stemmer: Stemmer,
    stem: String,
    /// How its words begin, each by one of these.
    pub(crate) beginnings: Vec<String>,
}

impl Family {
    pub(crate) fn has(&self, word: &str) -> bool {
        self.beginnings.iter().any(|beginning| word.starts_with(beginning))
            && self.stemmer.knows(word)
            && self.stemmer.stem(word) == self.stem
    }
}

/// One stemmer. Words are folded.
#[derive(Clone, Copy)]
struct Stemmer(Rules);

impl Stemmer {
    fn is(self, other: Stemmer) -> bool {
        match (self.0, other.0) {
            (Rules::English, Rules::English) | (Rules::Arabic, Rules::Arabic) => true,
            (Rules::Light(one), Rules::Light(other)) => std::ptr::eq(one, other),
            _ => false,
        }
    }

    /// Whether it knows the letters of a word.
    fn knows(self, word: &str) -> bool {
        match self.0 {
            Rules::English => english::is_stemmable(word),
            Rules::Arabic => word.chars().all(crate::fold::arabic::is_letter),
            Rules::Light(light) => light.knows(word),
        }
    }

    /// The stem of a word that it [`Self::knows`].
    fn stem(self, word: &str) -> String {
        match self.0 {
            Rules::English => english::stem(word),
            Rules::Arabic => arabic::stem(word).to_owned(),
            Rules::Light(light) => light.stem(word),
        }
    }

    /// How all words with a stem begin, each by one of several beginnings: an article may stand in front, in Arabic. A stem may end in a letter that
    /// its words do not have (`happi`, `agre`), but not within the first three.
    fn beginnings(self, stem: &str) -> Vec<String> {
        if matches!(self.0, Rules::Arabic) {
            return arabic::PREFIXES.iter().map(|prefix| [prefix, stem].concat()).collect();
        }
        let letters = stem.chars().count().saturating_sub(1).max(LEAST_SHARED);
        vec![stem.chars().take(letters).collect()]
    }
}

/// Letters that a stem and its words begin with alike.
const LEAST_SHARED: usize = 3;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rule_is_asked_once_and_only_of_its_letters() {
        let asked = |languages: &[&str], word: &str| families(Languages::of_tags(languages), word).len();
        assert_eq!(asked(&["sv", "da", "nb", "ar", "fa"], "hus"), 1);
        assert_eq!(asked(&["sv", "ru", "ar", "fa"], "کتاب"), 1);
        assert_eq!(asked(&["ru", "el"], "hus"), 0);
    }
}
