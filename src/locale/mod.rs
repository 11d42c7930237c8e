//! The words of the interface.
//!
//! 1. Every language has a file, `<tag>.properties`: lines of `key = text`, sorted by key. `{name}` marks a place to fill; a
//!    key with plural forms has one line per `Intl.PluralRules` category behind a dot (`minutes.one`, `minutes.other`).
//!    English is compiled in (src/locale), the others lie beside the page (public/locales) and are fetched by those who read them,
//!    while the feed is on its way: seven languages in the wasm would cost every reader 20 KB.
//! 2. [`Language::choose`] picks a language: the address, the reader's setting, the browser's list, English. [`Locale::load`] gets
//!    its words; where they cannot be had, English is shown rather than nothing.
//! 3. Components ask [`Locale::text`], [`Locale::fill`] and [`Locale::count`] with literal keys.
//!
//! Tests hold that every file has the same keys and places, and that every key in the code exists.

use std::cmp::Ordering;

use tidings_bundle::Direction;

use crate::platform::fetch::fetch;
use crate::platform::intl;

/// An interface language.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Locale {
    language: &'static Language,
    /// The content of the language's file.
    words: &'static str,
}

/// A language that the interface speaks.
#[derive(Debug, PartialEq)]
pub struct Language {
    /// BCP 47.
    pub tag: &'static str,
    pub dir: Direction,
    /// What its speakers call it.
    pub name: &'static str,
}

/// The first is what everything falls back to.
pub static LANGUAGES: [Language; 7] = [
    Language { tag: "en", dir: Direction::LeftToRight, name: "English" },
    Language { tag: "ar", dir: Direction::RightToLeft, name: "العربية" },
    Language { tag: "de", dir: Direction::LeftToRight, name: "Deutsch" },
    Language { tag: "es", dir: Direction::LeftToRight, name: "Español" },
    Language { tag: "fa", dir: Direction::RightToLeft, name: "فارسی" },
    Language { tag: "fr", dir: Direction::LeftToRight, name: "Français" },
    Language { tag: "ru", dir: Direction::LeftToRight, name: "Русский" },
];

const ENGLISH: &str = include_str!("en.properties");

impl Language {
    /// The first of `wanted` that the interface speaks, by its primary subtag; else English.
    pub fn choose<'a>(wanted: impl IntoIterator<Item = &'a str>) -> &'static Language {
        let primary = |tag: &str| tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        let found = wanted.into_iter().find_map(|tag| LANGUAGES.iter().find(|language| language.tag == primary(tag)));
        found.unwrap_or(&LANGUAGES[0])
    }
}

impl Locale {
    pub fn english() -> Locale {
        Locale { language: &LANGUAGES[0], words: ENGLISH }
    }

    /// Gets the words of a language from the site's `root`; English ones if they cannot be had.
    pub async fn load(language: &'static Language, root: &str) -> Locale {
        if *language == LANGUAGES[0] {
            return Locale::english();
        }
        let address = format!("{root}locales/{}.properties", language.tag);
        let fetched = fetch(&address, "").await.ok().filter(|fetched| fetched.status == 200);
        match fetched.and_then(|fetched| String::from_utf8(fetched.bytes).ok()) {
            // Kept for the life of the page: once for each language that is chosen, 8 KB.
            Some(words) => Locale { language, words: words.leak() },
            None => Locale::english(),
        }
    }

    /// A language whose words are at hand; English if they are not in `words`.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn of(language: &'static Language, words: Option<&'static str>) -> Locale {
        words.map_or_else(Locale::english, |words| Locale { language, words })
    }

    pub fn language(&self) -> &'static Language {
        self.language
    }

    pub fn tag(&self) -> &'static str {
        self.language.tag
    }

    /// The text of a key; nothing if nobody wrote one, which a test rules out for every key in the code.
    pub fn text(&self, key: &str) -> &'static str {
        self.find(key, "").unwrap_or_default()
    }

    /// The text of a key with its `{places}` filled.
    pub fn fill(&self, key: &str, places: &[(&str, &str)]) -> String {
        fill(self.text(key), places)
    }

    /// The text of a key in the plural form for `count`, with `{n}` written in this language's digits.
    pub fn count(&self, key: &str, count: usize) -> String {
        let form = intl::plural(count as f64, self.tag());
        let text = self.find(key, &form).or_else(|| self.find(key, "other"));
        fill(text.unwrap_or_default(), &[("n", &self.number(count))])
    }

    /// Looks for a key and its plural form (or `""`) by halving the lines, which are sorted: pages ask some 150 times each, and a
    /// packer writes thousands of pages.
    fn find(&self, key: &str, form: &str) -> Option<&'static str> {
        let wanted = if form.is_empty() { key.to_owned() } else { [key, form].join(".") };
        let mut left = self.words;
        while !left.is_empty() {
            let mut before = left.as_bytes().iter().take(left.len() / 2);
            let start = before.rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
            let (smaller, rest) = left.split_at_checked(start)?;
            let (line, larger) = rest.split_once('\n').unwrap_or((rest, ""));
            let (candidate, text) = line.split_once('=')?;
            left = match candidate.trim_ascii().cmp(&wanted) {
                Ordering::Equal => return Some(text.trim_ascii()),
                Ordering::Less => larger,
                Ordering::Greater => smaller,
            };
        }
        None
    }

    pub fn number(&self, count: usize) -> String {
        intl::number(count as f64, self.tag())
    }
}

#[cfg(test)]
fn lines(words: &str) -> impl Iterator<Item = (&str, &str)> {
    words.lines().filter_map(|line| line.split_once('=')).map(|(key, text)| (key.trim_ascii(), text.trim_ascii()))
}

/// The value of a `dir` attribute.
pub fn dir_name(dir: Direction) -> &'static str {
    match dir {
        Direction::LeftToRight => "ltr",
        Direction::RightToLeft => "rtl",
    }
}

/// Fills places in one pass, so that a value which looks like a place is not filled again.
fn fill(text: &str, places: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let place = after.split_once('}').and_then(|(name, behind)| {
            places.iter().find(|(place, _)| *place == name).map(|(_, value)| (*value, behind))
        });
        match place {
            Some((value, behind)) => {
                filled.push_str(value);
                rest = behind;
            }
            None => {
                filled.push('{');
                rest = after;
            }
        }
    }
    filled + rest
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
