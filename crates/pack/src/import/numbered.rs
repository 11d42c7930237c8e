//! Numbers that order files and do not belong to their names: `01-intro.md`, `2-setup/` (Docusaurus, mdBook, MkDocs).
//!
//! A number counts as order if it has a leading zero, or if a second name in the same folder begins with one: `10-things.md` on
//! its own is the name of an article about ten things.

use std::collections::{BTreeMap, HashSet};

use super::walk::SourceFile;

/// Digits of a number; four are a year.
const MOST_DIGITS: usize = 3;

/// Relative paths of the files and folders whose number is to be left out.
pub fn find(files: &[SourceFile]) -> HashSet<String> {
    let mut children: BTreeMap<&str, HashSet<&str>> = BTreeMap::new();
    for file in files {
        let mut path = file.relative.as_str();
        // Every folder on the way, up to the first that is known.
        loop {
            let parent = path.rsplit_once('/').map_or("", |(parent, _)| parent);
            let is_new = split(name_of(path)).is_some() && children.entry(parent).or_default().insert(path);
            if parent.is_empty() || (!is_new && split(name_of(path)).is_some()) {
                break;
            }
            path = parent;
        }
    }
    let mut found = HashSet::new();
    for paths in children.values() {
        let is_series = paths.len() > 1;
        found.extend(
            paths.iter().filter(|path| is_series || name_of(path).starts_with('0')).map(|path| (*path).to_owned()),
        );
    }
    found
}

fn name_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The name behind its number: `01-intro` → `intro`.
///
/// # Example
/// ```
/// use tidings_pack::import::numbered::split;
///
/// assert_eq!(split("01-intro"), Some("intro"));
/// assert_eq!(split("2.setup"), Some("setup"));
/// assert_eq!(split("2024-05-31-water"), None);
/// assert_eq!(split("1.88.0-notes"), None);
/// assert_eq!(split("3d-print"), None);
/// ```
pub fn split(name: &str) -> Option<&str> {
    let rest = name.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let digits = name.len() - rest.len();
    if digits == 0 || digits > MOST_DIGITS {
        return None;
    }
    let rest = rest.trim_start_matches(' ').strip_prefix(['-', '_', '.'])?.trim_start_matches([' ', '-', '_']);
    let begins_a_name = rest.chars().next().is_some_and(char::is_alphabetic);
    // `1.md` is called 1.
    (begins_a_name && rest.split('.').next() != Some("md")).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_count_as_order_only_in_a_series_or_with_a_zero() {
        let names =
            ["1-a/x.md", "2-b/10-things.md", "c/01-intro.md", "c/notes.md", "d/3-more.md", "d/4-most.md", "5.md"];
        let files = names.map(SourceFile::named);
        let mut found: Vec<String> = find(&files).into_iter().collect();
        found.sort();
        assert_eq!(found, ["1-a", "2-b", "c/01-intro.md", "d/3-more.md", "d/4-most.md"]);
    }
}
