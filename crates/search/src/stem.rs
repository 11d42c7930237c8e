//! Stemmers: what of a word stays when its endings change. Run at query time only, to recognise relatives among the terms of the dictionary
//! ([`crate::family`]); no stem is stored, so a beginning, a typing mistake and the original word are all still found.
//!
//! An index knows which languages its articles are in ([`Stemmers`]). A query has no language, so each of those stemmers is asked. English has a
//! stemmer of its own ([`english`]), Arabic and Persian share one ([`arabic`]), the others strip endings by a table ([`light`]): the full
//! algorithms would cost the browser several kilobytes a language, and for finding articles light ones are as good (Savoy 2006).

mod arabic;
mod english;
mod light;
mod tables;

use light::Light;

/// How a language is stemmed.
#[derive(Clone, Copy)]
enum Rules {
    English,
    Arabic,
    Light(&'static Light),
}

/// Languages by their code (ISO 639-1). The place is the bit in an index: new ones are added at the end.
const LANGUAGES: [(&str, Rules); 20] = [
    ("en", Rules::English),
    ("ar", Rules::Arabic),
    ("fa", Rules::Arabic),
    ("de", Rules::Light(&tables::GERMAN)),
    ("ru", Rules::Light(&tables::RUSSIAN)),
    ("fr", Rules::Light(&tables::FRENCH)),
    ("es", Rules::Light(&tables::SPANISH)),
    ("pt", Rules::Light(&tables::PORTUGUESE)),
    ("it", Rules::Light(&tables::ITALIAN)),
    ("ro", Rules::Light(&tables::ROMANIAN)),
    ("nl", Rules::Light(&tables::DUTCH)),
    ("sv", Rules::Light(&tables::NORDIC)),
    ("da", Rules::Light(&tables::NORDIC)),
    ("nb", Rules::Light(&tables::NORDIC)),
    ("nn", Rules::Light(&tables::NORDIC)),
    ("no", Rules::Light(&tables::NORDIC)),
    ("fi", Rules::Light(&tables::FINNISH)),
    ("hu", Rules::Light(&tables::HUNGARIAN)),
    ("el", Rules::Light(&tables::GREEK)),
    ("tr", Rules::Light(&tables::TURKISH)),
];

/// Which stemmers there is reason to ask: a bit for each language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stemmers(pub(crate) u32);

/// Where no article says its language.
impl Default for Stemmers {
    fn default() -> Self {
        let mut both = Self(0);
        both.add("en");
        both.add("ar");
        both
    }
}

impl Stemmers {
    /// Adds the stemmer of a language, BCP 47, if there is one.
    pub(crate) fn add(&mut self, language: &str) {
        let code = language.split(['-', '_']).next().unwrap_or_default();
        let place = LANGUAGES.iter().position(|(known, _)| known.eq_ignore_ascii_case(code));
        self.0 |= place.map_or(0, |place| 1 << place);
    }

    /// The families that a folded word may belong to: of each stemmer that knows its letters, once, whatever the number of its languages.
    pub(crate) fn families(self, word: &str) -> Vec<Family> {
        let mut stemmers: Vec<Stemmer> = Vec::new();
        for (place, (_, rules)) in LANGUAGES.iter().enumerate() {
            let stemmer = Stemmer(*rules);
            if self.0 >> place & 1 == 1 && stemmer.knows(word) && !stemmers.iter().any(|known| known.is(stemmer)) {
                stemmers.push(stemmer);
            }
        }
        let family = |stemmer: Stemmer| {
            let stem = stemmer.stem(word);
            Family { stemmer, beginnings: stemmer.beginnings(&stem), stem }
        };
        stemmers.into_iter().map(family).collect()
    }
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

    fn stemmers(languages: &[&str]) -> Stemmers {
        let mut stemmers = Stemmers(0);
        languages.iter().for_each(|language| stemmers.add(language));
        stemmers
    }

    #[test]
    fn languages_are_known_by_their_tags() {
        assert_eq!(stemmers(&["de-AT", "EN_gb"]), stemmers(&["en", "de"]));
        assert_eq!(stemmers(&["zh", "", "-"]), Stemmers(0));
        assert_eq!(Stemmers::default(), stemmers(&["ar", "en"]));
    }

    #[test]
    fn each_rule_is_asked_once_and_only_of_its_letters() {
        assert_eq!(stemmers(&["sv", "da", "nb", "ar", "fa"]).families("hus").len(), 1);
        assert_eq!(stemmers(&["sv", "ru", "ar", "fa"]).families("کتاب").len(), 1);
        assert_eq!(stemmers(&["ru", "el"]).families("hus").len(), 0);
    }
}
