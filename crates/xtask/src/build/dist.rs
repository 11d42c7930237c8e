//! The files of `dist/`, held in memory until they are complete, so that a failed build leaves the last good one.

use crate::project::{read_bytes, write_bytes};
use crate::stamp::{files_below, short_hash};
use miette::{IntoDiagnostic, Result, WrapErr, miette};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Files a browser finds by a fixed name; they name all others, so they are written after them.
const ENTRIES: [&str; 2] = ["index.html", "sw.js"];

/// Name (with `/` between folders) and content of each file.
#[derive(Default)]
pub(super) struct Files(BTreeMap<String, Vec<u8>>);

impl<const N: usize> From<[(String, Vec<u8>); N]> for Files {
    fn from(files: [(String, Vec<u8>); N]) -> Files {
        Files(files.into())
    }
}

impl Files {
    /// Reads a folder; a missing one is empty. Hidden files stay where they are.
    pub(super) fn read(folder: &Path) -> Result<Files> {
        let mut files = BTreeMap::new();
        for path in files_below(folder)? {
            let relative = path.strip_prefix(folder).unwrap_or(&path);
            let name: Vec<_> = relative.iter().map(|part| part.to_string_lossy()).collect();
            if !name.iter().any(|part| part.starts_with('.')) {
                files.insert(name.join("/"), read_bytes(&path)?);
            }
        }
        Ok(Files(files))
    }

    /// Adds files; two of one name are an error.
    pub(super) fn add_all(&mut self, others: Files) -> Result<()> {
        for (name, bytes) in others.0 {
            if self.0.insert(name.clone(), bytes).is_some() {
                return Err(miette!("two parts of the build both make {name}"));
            }
        }
        Ok(())
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.0.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
    }

    pub(super) fn contains(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// A file's text; the error names the file.
    pub(super) fn text(&self, name: &str) -> Result<&str> {
        let bytes = self.0.get(name).ok_or_else(|| miette!("the build made no {name}"))?;
        std::str::from_utf8(bytes).into_diagnostic().wrap_err_with(|| format!("{name} is not text"))
    }

    /// Takes a text out.
    pub(super) fn take(&mut self, name: &str) -> Result<String> {
        let text = self.text(name)?.to_owned();
        self.0.remove(name);
        Ok(text)
    }

    /// Replaces a text by what the change makes of it.
    pub(super) fn edit(&mut self, name: &str, change: impl FnOnce(&str) -> Result<String>) -> Result<()> {
        let changed = change(self.text(name)?)?;
        self.0.insert(name.to_owned(), changed.into_bytes());
        Ok(())
    }

    /// The name of the one file that begins and ends so.
    fn only(&self, prefix: &str, suffix: &str) -> Result<String> {
        let matching: Vec<&str> =
            self.names().filter(|name| name.starts_with(prefix) && name.ends_with(suffix)).collect();
        match matching[..] {
            [one] => Ok(one.to_owned()),
            _ => Err(miette!("the build should make one file {prefix}*{suffix}")),
        }
    }

    /// Renames the one file that begins and ends so, to the hash of its content, and in every text that names it.
    ///
    /// Trunk's own hash is that of the compiled wasm, before it is bound and shrunk: another tool would change a file and
    /// leave its name, which browsers and the service worker take for proof of its content.
    pub(super) fn name_by_content(&mut self, prefix: &str, suffix: &str) -> Result<()> {
        let old = self.only(prefix, suffix)?;
        let bytes = self.0.remove(&old).unwrap_or_default();
        let new = format!("{prefix}{}{suffix}", short_hash(&bytes));
        for other in self.0.values_mut() {
            if let Some(text) = std::str::from_utf8(other).ok().filter(|text| text.contains(&old)) {
                *other = text.replace(&old, &new).into_bytes();
            }
        }
        self.0.insert(new, bytes);
        Ok(())
    }

    /// Writes what differs and deletes what is no longer there; answers how many files that were.
    pub(super) fn write(&self, folder: &Path) -> Result<usize> {
        let on_disk = Files::read(folder)?;
        let differs = |name: &str| on_disk.0.get(name) != self.0.get(name);
        let (entries, others): (Vec<_>, Vec<_>) =
            self.iter().filter(|(name, _)| differs(name)).partition(|(name, _)| ENTRIES.contains(name));
        for (name, bytes) in others.iter().chain(&entries) {
            write_bytes(&folder.join(name), bytes)?;
        }
        let stale: Vec<&str> = on_disk.names().filter(|name| !self.contains(name)).collect();
        for name in &stale {
            fs::remove_file(folder.join(name))
                .into_diagnostic()
                .wrap_err_with(|| format!("cannot delete dist/{name}"))?;
        }
        Ok(others.len() + entries.len() + stale.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(list: &[(&str, &str)]) -> Files {
        Files(list.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect())
    }

    #[test]
    fn writing_twice_changes_nothing_and_old_names_go() {
        let folder = tempfile::tempdir().unwrap();
        let first = files(&[("index.html", "1"), ("icons/a.svg", "a"), ("viewer-1.js", "1")]);
        assert_eq!(first.write(folder.path()).unwrap(), 3);
        assert_eq!(first.write(folder.path()).unwrap(), 0);

        let second = files(&[("index.html", "2"), ("icons/a.svg", "a"), ("viewer-2.js", "2")]);
        assert_eq!(second.write(folder.path()).unwrap(), 3);
        let there = Files::read(folder.path()).unwrap();
        assert_eq!(there.names().collect::<Vec<_>>(), ["icons/a.svg", "index.html", "viewer-2.js"]);
    }

    #[test]
    fn a_file_is_named_by_its_content_wherever_it_is_named() {
        let mut built =
            files(&[("index.html", "start viewer-old.js"), ("viewer-old.js", "1"), ("viewer-old_bg.wasm", "2")]);
        built.name_by_content("viewer-", ".js").unwrap();
        let name = format!("viewer-{}.js", short_hash(b"1"));
        assert_eq!(built.text("index.html").unwrap(), format!("start {name}"));
        assert_eq!(built.names().collect::<Vec<_>>(), ["index.html", &name, "viewer-old_bg.wasm"]);
        assert!(built.name_by_content("engine-", ".js").is_err());
    }

    #[test]
    fn two_makers_of_one_file_are_an_error() {
        let mut one = files(&[("index.html", "1")]);
        assert!(one.add_all(files(&[("index.html", "2")])).is_err());
    }
}
