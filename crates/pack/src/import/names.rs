//! Names that some disks hold for one: they differ only in case, or only in how an accent is composed.
//!
//! macOS and Windows cannot keep `Water.md` and `water.md` in one folder; macOS writes `é` as two characters and people type one.
//! Whoever packs on another system gets one file where there were two, so the publisher is told while both are still there.

use std::borrow::Cow;
use std::collections::HashMap;

use icu_normalizer::ComposingNormalizerBorrowed;

use super::walk::SourceFile;
use crate::report::Finding;

/// The composed form (NFC), in which addresses are written and names compared.
///
/// # Example
/// ```
/// use tidings_pack::import::names::composed;
///
/// assert_eq!(composed("cafe\u{301}"), "caf\u{e9}");
/// ```
pub fn composed(text: &str) -> Cow<'_, str> {
    match text.is_ascii() {
        true => Cow::Borrowed(text),
        false => ComposingNormalizerBorrowed::new_nfc().normalize(text),
    }
}

/// What two names share that some disk cannot tell apart.
pub fn folded(text: &str) -> String {
    composed(&composed(text).to_lowercase()).into_owned()
}

/// A warning for each file whose name another one has already.
pub fn collisions(files: &[SourceFile]) -> Vec<Finding> {
    let mut known: HashMap<String, &str> = HashMap::with_capacity(files.len());
    let mut findings = Vec::new();
    for file in files {
        match known.entry(folded(&file.relative)) {
            std::collections::hash_map::Entry::Vacant(place) => {
                place.insert(&file.relative);
            }
            std::collections::hash_map::Entry::Occupied(place) => {
                let is_case = composed(place.get()).to_lowercase() == composed(&file.relative).to_lowercase()
                    && composed(place.get()) != composed(&file.relative);
                let how = if is_case { "case" } else { "how accents are written" };
                let what = format!("its name differs from that of {} only in {how}", place.get());
                findings.push(
                    Finding::warning(&file.relative, None, what)
                        .remedy("rename one: macOS and Windows keep only one of them"),
                );
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_some_disk_holds_for_one_are_told() {
        let names = ["Water.md", "a/caf\u{e9}.md", "a/cafe\u{301}.md", "b/water.md", "water.md"];
        let files = names.map(SourceFile::named);
        let findings: Vec<String> = collisions(&files).iter().map(ToString::to_string).collect();
        assert_eq!(findings.len(), 2, "{findings:?}");
        assert!(findings[0].contains("caf\u{e9}.md only in how accents are written"), "{}", findings[0]);
        assert!(findings[1].starts_with("water.md: warning: its name differs from that of Water.md only in case"));
    }
}
