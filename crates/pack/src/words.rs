//! Words of the packer's own, by language: what stands in a page or a book that no viewer shows.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;

/// What is said where the wanted language has no words.
pub(crate) const ENGLISH: &str = "en";

/// All languages of a file of `locales/`.
pub(crate) fn all<W: DeserializeOwned>(file: &str) -> BTreeMap<String, W> {
    // A test reads the same file, so it can be read.
    toml::from_str(file).unwrap_or_default()
}

/// The words for a language tag, and whether they are of that language: else they are English.
pub(crate) fn choose<W: DeserializeOwned + Default>(file: &str, wanted: &str) -> (W, bool) {
    let primary = wanted.split(['-', '_']).next().unwrap_or(wanted);
    let mut known = all(file);
    match known.remove(&primary.to_ascii_lowercase()) {
        Some(words) => (words, true),
        None => (known.remove(ENGLISH).unwrap_or_default(), false),
    }
}
