//! Which languages articles are in, of those that are read in a way of their own: words have families ([`crate::stem`]), and some say little
//! (`function_words`). A query has no language; it is read in all of these.

/// A bit for each of [`Languages::CODES`] that some article is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Languages(pub(crate) u32);

/// Where no article says its language.
impl Default for Languages {
    fn default() -> Self {
        let mut both = Self(0);
        both.add("en");
        both.add("ar");
        both
    }
}

impl Languages {
    /// ISO 639-1. The place is the bit in an index, so new ones are added at the end.
    pub(crate) const CODES: [&'static str; 20] = [
        "en", "ar", "fa", "de", "ru", "fr", "es", "pt", "it", "ro", "nl", "sv", "da", "nb", "nn", "no", "fi", "hu",
        "el", "tr",
    ];

    /// Adds a language by its tag (BCP 47), if it is one of them.
    pub(crate) fn add(&mut self, tag: &str) {
        let code = tag.split(|c| c == '-' || c == '_').next().unwrap_or_default();
        let place = Self::CODES.iter().position(|known| known.eq_ignore_ascii_case(code));
        self.0 |= place.map_or(0, |place| 1 << place);
    }

    /// What is so of these languages, from a list with something for each of [`Self::CODES`].
    pub(crate) fn of<T>(self, all: &'static [T; Self::CODES.len()]) -> impl Iterator<Item = &'static T> {
        all.iter().enumerate().filter(move |(place, _)| self.0 >> place & 1 == 1).map(|(_, what)| what)
    }

    #[cfg(test)]
    pub(crate) fn of_tags(tags: &[&str]) -> Self {
        let mut languages = Self(0);
        tags.iter().for_each(|tag| languages.add(tag));
        languages
    }
}

#[cfg(test)]
mod tests {
    use super::Languages;

    #[test]
    fn languages_are_known_by_their_tags() {
        assert_eq!(Languages::of_tags(&["de-AT", "EN_gb"]), Languages::of_tags(&["en", "de"]));
        assert_eq!(Languages::of_tags(&["zh", "", "-"]), Languages(0));
        assert_eq!(Languages::default(), Languages::of_tags(&["ar", "en"]));
    }
}
