//! Stemmers: what of a word stays when its endings change. Run at query time only, to recognise relatives among the terms of the dictionary
//! ([`crate::family`]); no stem is stored, so a beginning, a typing mistake and the original word are all still found.
//!
//! English has a stemmer of its own ([`english`]), Arabic and Persian share one ([`arabic`]), the others strip endings by a table ([`light`]): the
//! full algorithms would cost the browser several kilobytes a language, and for finding articles light ones are as good (Savoy 2006).

mod arabic;
mod english;
mod light;

use std::sync::Arc;

use crate::languages::Languages;
use light::Light;

/// How a language is stemmed. Words are folded.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Rules {
    English,
    Arabic,
    Light(Arc<Light>),
}

/// The families that a folded word may belong to: of each stemmer that knows its letters, once, whatever the number of its languages.
pub(crate) fn families(languages: &Languages, word: &str) -> Vec<Family> {
    let mut families: Vec<Family> = Vec::new();
    for rules in languages.all().iter().map(|language| &language.rules) {
        if rules.know(word) && !families.iter().any(|known| known.rules == *rules) {
            let stem = rules.stem(word);
            families.push(Family { rules: rules.clone(), beginnings: rules.beginnings(&stem), stem });
        }
    }
    families
}

/// The words that one stemmer takes for one.
pub(crate) struct Family {
    rules: Rules,
    stem: String,
    /// How its words begin, each by one of these.
    pub(crate) beginnings: Vec<String>,
}

impl Family {
    pub(crate) fn has(&self, word: &str) -> bool {
        self.beginnings.iter().any(|beginning| word.starts_with(beginning))
            && self.rules.know(word)
            && self.rules.stem(word) == self.stem
    }
}

impl Rules {
    /// By the first line of a language's file, and its endings.
    pub(crate) fn parse<'t>(first: &str, endings: impl Iterator<Item = &'t str>) -> Option<Rules> {
        match first {
            "english" => Some(Rules::English),
            "arabic" => Some(Rules::Arabic),
            _ => Some(Rules::Light(Arc::new(Light::parse(first, endings)?))),
        }
    }

    /// Whether they know the letters of a word.
    fn know(&self, word: &str) -> bool {
        match self {
            Rules::English => english::is_stemmable(word),
            Rules::Arabic => word.chars().all(crate::fold::arabic::is_letter),
            Rules::Light(light) => light.knows(word),
        }
    }

    /// The stem of a word that they [`Self::know`].
    fn stem(&self, word: &str) -> String {
        match self {
            Rules::English => english::stem(word),
            Rules::Arabic => arabic::stem(word).to_owned(),
            Rules::Light(light) => light.stem(word),
        }
    }

    /// How all words with a stem begin, each by one of several beginnings: an article may stand in front, in Arabic. A stem may end in a letter that
    /// its words do not have (`happi`, `agre`), but not within the first three.
    fn beginnings(&self, stem: &str) -> Vec<String> {
        if matches!(self, Rules::Arabic) {
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
        let asked = |languages: &[&str], word: &str| families(&Languages::of_tags(languages), word).len();
        assert_eq!(asked(&["sv", "da", "nb", "ar", "fa"], "hus"), 1);
        assert_eq!(asked(&["sv", "ru", "ar", "fa"], "کتاب"), 1);
        assert_eq!(asked(&["ru", "el"], "hus"), 0);
    }
}
