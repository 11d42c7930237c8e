//! Tells the service worker what to keep: every file of the shell and the engine, with a hash of its content, and what it keeps
//! only for those who need it.

use super::dist::Files;
use crate::stamp::short_hash;
use miette::{IntoDiagnostic, Result, miette};
use std::collections::BTreeMap;

/// Not kept: the service worker is fetched by the browser itself, the loader runs on other people's pages.
const NOT_KEPT: [&str; 5] = ["sw.js", "sw-exit.js", "embed.js", "edition.js", "open.js"];

/// What the service worker ends with: scripts of their own only for those who read them.
pub(super) const PARTS: [&str; 4] = ["worker/keep.js", "worker/deltas.js", "worker/saved.js", "worker/mirrors.js"];

/// Kept when a feed needs it.
const ON_DEMAND: &str = "markdown-";

/// Words of the interface, kept in the languages that are read.
const WHEN_SEEN: &str = "locales/";

/// What stands in `public/sw.js` where the build fills something in.
const REVISION: &str = "\"filled in by the build: revision\"";
const SHELL: &str = "{ /* filled in by the build: address → hash */ }";
const MARKDOWN: &str = "[ /* filled in by the build: addresses */ ]";

/// What the service worker is told.
pub(super) struct Lists {
    /// Each file's address, relative to the service worker, and the hash of its content.
    shell: BTreeMap<String, String>,
    /// Addresses, each with its hash in it.
    on_demand: Vec<String>,
}

pub(super) fn lists(files: &Files) -> Lists {
    let (on_demand, shell): (Vec<_>, Vec<_>) = files
        .iter()
        .filter(|(name, _)| !NOT_KEPT.contains(name) && !name.starts_with(WHEN_SEEN))
        .partition(|(name, _)| name.starts_with(ON_DEMAND));
    let shell = shell
        .into_iter()
        // Hosts answer the folder's address with the page, and some redirect the page's own name to it.
        .map(|(name, bytes)| (if name == "index.html" { "./" } else { name }.to_owned(), short_hash(bytes)))
        .collect();
    Lists { shell, on_demand: on_demand.into_iter().map(|(name, _)| name.to_owned()).collect() }
}

/// Puts `parts` behind the script, and fills in the lists and a revision, which changes with any of their hashes.
pub(super) fn finish(script: &str, parts: &str, lists: &Lists) -> Result<String> {
    let shell = serde_json::to_string_pretty(&lists.shell).into_diagnostic()?;
    let on_demand = serde_json::to_string(&lists.on_demand).into_diagnostic()?;
    let revision = format!("\"{}\"", short_hash(format!("{shell}{on_demand}").as_bytes()));
    for place in [REVISION, SHELL, MARKDOWN] {
        if script.matches(place).count() != 1 {
            return Err(miette!("public/sw.js should hold {place} once"));
        }
    }
    Ok([script, parts].concat().replace(REVISION, &revision).replace(SHELL, &shell).replace(MARKDOWN, &on_demand))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(page: &str) -> Files {
        Files::from(
            ["index.html", "sw.js", "sw-exit.js", "embed.js", "engine-1.js", "markdown-1.js", "locales/fa.properties"]
                .map(|name| (name.to_owned(), page.into())),
        )
    }

    #[test]
    fn the_list_holds_the_page_as_its_folder_and_neither_worker_nor_loader() {
        let lists = lists(&files("a"));
        assert_eq!(lists.shell.into_keys().collect::<Vec<_>>(), ["./", "engine-1.js"]);
        assert_eq!(lists.on_demand, ["markdown-1.js"], "most readers never need it");
    }

    #[test]
    fn any_changed_byte_makes_a_new_worker_and_the_same_bytes_make_the_same() {
        let template = format!("const REVISION = {REVISION};\nconst SHELL = {SHELL};\nconst MARKDOWN = {MARKDOWN};\n");
        let worker = |page: &str| finish(&template, "", &lists(&files(page))).unwrap();
        assert_eq!(worker("a"), worker("a"));
        assert_ne!(worker("a").lines().next(), worker("b").lines().next());
        assert!(!worker("a").contains("filled in"));
    }

    #[test]
    fn a_script_without_the_places_is_refused() {
        assert!(finish("const REVISION = 1;", "", &lists(&files("a"))).is_err());
    }
}
