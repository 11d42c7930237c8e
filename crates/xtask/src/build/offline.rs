//! Tells the service worker what to keep: every file of the shell and the engine, with a hash of its content.

use super::dist::Files;
use crate::stamp::short_hash;
use miette::{IntoDiagnostic, Result, miette};
use std::collections::BTreeMap;

/// Not kept: the service worker is fetched by the browser itself, the loader runs on other people's pages.
const NOT_KEPT: [&str; 2] = ["sw.js", "embed.js"];

/// What stands in `public/sw.js` where the build fills something in.
const REVISION: &str = "\"filled in by the build: revision\"";
const SHELL: &str = "{ /* filled in by the build: address → hash */ }";

/// Each file's address, relative to the service worker, and the hash of its content.
pub(super) fn list(files: &Files) -> BTreeMap<String, String> {
    files
        .iter()
        .filter(|(name, _)| !NOT_KEPT.contains(name))
        // Hosts answer the folder's address with the page, and some redirect the page's own name to it.
        .map(|(name, bytes)| (if name == "index.html" { "./" } else { name }.to_owned(), short_hash(bytes)))
        .collect()
}

/// Fills the list and a revision, which changes with any of its hashes, into the script.
pub(super) fn finish(script: &str, list: &BTreeMap<String, String>) -> Result<String> {
    let listed = serde_json::to_string_pretty(list).into_diagnostic()?;
    let revision = format!("\"{}\"", short_hash(listed.as_bytes()));
    for place in [REVISION, SHELL] {
        if script.matches(place).count() != 1 {
            return Err(miette!("public/sw.js should hold {place} once"));
        }
    }
    Ok(script.replace(REVISION, &revision).replace(SHELL, &listed))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(page: &str) -> Files {
        Files::from(["index.html", "sw.js", "embed.js", "engine-1.js"].map(|name| (name.to_owned(), page.into())))
    }

    #[test]
    fn the_list_holds_the_page_as_its_folder_and_neither_worker_nor_loader() {
        assert_eq!(list(&files("a")).into_keys().collect::<Vec<_>>(), ["./", "engine-1.js"]);
    }

    #[test]
    fn any_changed_byte_makes_a_new_worker_and_the_same_bytes_make_the_same() {
        let template = format!("const REVISION = {REVISION};\nconst SHELL = {SHELL};\n");
        let worker = |page: &str| finish(&template, &list(&files(page))).unwrap();
        assert_eq!(worker("a"), worker("a"));
        assert_ne!(worker("a").lines().next(), worker("b").lines().next());
        assert!(!worker("a").contains("filled in"));
    }

    #[test]
    fn a_script_without_the_places_is_refused() {
        assert!(finish("const REVISION = 1;", &BTreeMap::new()).is_err());
    }
}
