//! What is left of a path when everything is taken off that generators leave out of addresses.
//!
//! `docs/01-Setup/2024-05-31-First_Steps.md`, `docs/setup/first_steps/` and `/docs/Setup/First_Steps.html` are one place to a reader,
//! and all three are written in links. Looked up only when the path as written leads nowhere.

use super::{dates, names, numbered};

/// Endings of files that are articles, and of the pages they become.
const ENDINGS: &[&str] = &[".md", ".mdx", ".markdown", ".html", ".htm", ".txt"];

/// The path without case, endings, numbers, dates and `index`.
///
/// # Example
/// ```
/// use tidings_pack::import::loose::key;
///
/// assert_eq!(key("docs/01-Setup/2024-05-31-First.md"), "docs/setup/first");
/// assert_eq!(key("/docs/setup/first/index.html"), "docs/setup/first");
/// assert_eq!(key("docs/Setup/README.md"), "docs/setup");
/// ```
pub fn key(path: &str) -> String {
    let folded = names::folded(path);
    let mut bare = folded.trim_matches('/');
    if let Some(ending) = ENDINGS.iter().find(|ending| bare.ends_with(*ending)) {
        bare = bare.get(..bare.len() - ending.len()).unwrap_or(bare);
    }
    let mut key = String::with_capacity(bare.len());
    for segment in bare.split('/').filter(|segment| !segment.is_empty()) {
        if !key.is_empty() {
            key.push('/');
        }
        let undated = dates::split_prefix(segment).map_or(segment, |(_, rest)| rest);
        key.push_str(numbered::split(undated).unwrap_or(undated));
    }
    for index in ["/index", "/readme", "/_index"] {
        if let Some(folder) = key.strip_suffix(index) {
            return folder.to_owned();
        }
    }
    key
}

/// The last name of the [`key`].
pub fn name(path: &str) -> String {
    let key = key(path);
    key.rsplit('/').next().unwrap_or(&key).to_owned()
}

/// The address Jekyll and Docusaurus give a post whose name begins with a date: `2024/05/31/name`.
pub fn dated(path: &str) -> Option<String> {
    let name = path.rsplit('/').next()?;
    dates::split_prefix(name)?;
    let (date, _) = name.split_at_checked("2024-05-31".len())?;
    Some(format!("{}/{}", date.replace('-', "/"), self::name(path)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dated_post_is_found_by_the_address_it_has_on_its_site() {
        assert_eq!(dated("_posts/2024-05-31-Water.md").as_deref(), Some("2024/05/31/water"));
        assert_eq!(key("/2024/05/31/water.html"), "2024/05/31/water");
        assert_eq!(dated("_posts/water.md"), None);
    }
}
