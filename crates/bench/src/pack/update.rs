//! What a reader fetches after an edit who has everything in his offline copy.
//!
//! He asks for the entry, and for the delta that leads to it (docs/bundle-format.md, "Deltas"). Where there is none: for the manifest, and for every
//! file that it lists with another hash than before, or did not list. Bytes are those that a good host sends: brotli 9, where that is smaller.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use miette::{IntoDiagnostic, Result, WrapErr};
use serde::Deserialize;
use sha2::{Digest, Sha256};

pub(crate) const MANIFEST: &str = "bundle/manifest.json";

/// The files of a site with their hashes.
#[derive(Deserialize)]
pub(crate) struct Manifest {
    pub(crate) files: Vec<Listed>,
    /// By which deltas call the revision: its SHA-256 in Base64 for addresses.
    #[serde(skip)]
    hash: String,
}

#[derive(Deserialize)]
pub(crate) struct Listed {
    pub(crate) path: String,
    /// None where the path says it.
    sha256: Option<String>,
    pub(crate) group: String,
}

impl Manifest {
    pub(crate) fn read(site: &Path) -> Result<Manifest> {
        let path = site.join(MANIFEST);
        let bytes = fs::read(&path).into_diagnostic().wrap_err_with(|| path.display().to_string())?;
        let manifest: Manifest =
            serde_json::from_slice(&bytes).into_diagnostic().wrap_err_with(|| path.display().to_string())?;
        Ok(Manifest { hash: BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(&bytes)), ..manifest })
    }
}

/// Files of one kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Weight {
    pub(crate) files: u64,
    pub(crate) bytes: u64,
    pub(crate) sent: u64,
}

impl Weight {
    fn add(&mut self, bytes: &[u8]) -> Result<()> {
        self.files += 1;
        self.bytes += bytes.len() as u64;
        self.sent += brotli_9(bytes)?.min(bytes.len()) as u64;
        Ok(())
    }
}

/// What an update consists of.
#[derive(Clone, Debug, Default)]
pub(crate) struct Update {
    /// `feed.json`.
    pub(crate) entry: Weight,
    pub(crate) delta: Option<Weight>,
    /// What is fetched without a delta, by group; the manifest is one of its own.
    pub(crate) groups: BTreeMap<String, Weight>,
}

impl Update {
    /// The update from the site that had this manifest to the one that is there now.
    pub(crate) fn since(before: &Manifest, site: &Path) -> Result<Update> {
        let now = Manifest::read(site)?;
        let known: BTreeMap<&str, Option<&str>> =
            before.files.iter().map(|file| (file.path.as_str(), file.sha256.as_deref())).collect();
        let mut update = Update::default();
        let changed = now.files.iter().filter(|file| known.get(file.path.as_str()) != Some(&file.sha256.as_deref()));
        let changed = changed.map(|file| (file.group.as_str(), file.path.as_str()));
        for (group, path) in changed.chain([("manifest", MANIFEST)]) {
            let bytes = fs::read(site.join(path)).into_diagnostic().wrap_err_with(|| path.to_owned())?;
            update.groups.entry(group.to_owned()).or_default().add(&bytes)?;
        }
        update.entry.add(&fs::read(site.join("feed.json")).into_diagnostic().wrap_err("feed.json")?)?;
        if let Ok(delta) = fs::read(site.join(format!("bundle/delta/{}.bin", before.hash))) {
            update.delta.insert(Weight::default()).add(&delta)?;
        }
        Ok(update)
    }

    /// What is fetched.
    pub(crate) fn whole(&self) -> Weight {
        self.delta.map_or_else(|| self.by_files(), |delta| self.sum([delta].iter()))
    }

    /// What is fetched without a delta.
    pub(crate) fn by_files(&self) -> Weight {
        self.sum(self.groups.values())
    }

    fn sum<'a>(&self, weights: impl Iterator<Item = &'a Weight>) -> Weight {
        weights.fold(self.entry, |sum, group| Weight {
            files: sum.files + group.files,
            bytes: sum.bytes + group.bytes,
            sent: sum.sent + group.sent,
        })
    }
}

pub(crate) fn brotli_9(bytes: &[u8]) -> Result<usize> {
    let mut sent = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 9, ..Default::default() };
    brotli::BrotliCompress(&mut &*bytes, &mut sent, &parameters).into_diagnostic()?;
    Ok(sent.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A site of files with these contents; a hash is the content itself.
    fn site(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("bundle")).unwrap();
        let listed: Vec<_> = files
            .iter()
            .map(|(path, text)| {
                fs::write(folder.path().join(path), text).unwrap();
                fs::write(folder.path().join("feed.json"), "entry").unwrap();
                serde_json::json!({ "path": path, "sha256": text, "bytes": text.len(), "group": "lists" })
            })
            .collect();
        let manifest = serde_json::json!({ "spec": 1, "groups": {}, "files": listed });
        fs::write(folder.path().join(MANIFEST), manifest.to_string()).unwrap();
        folder
    }

    #[test]
    fn new_and_changed_files_are_fetched_and_no_others() {
        let text = "again and ".repeat(100);
        let before = site(&[("a.json", "one"), ("b.json", "two"), ("gone.json", "three")]);
        let after = site(&[("a.json", "one"), ("b.json", &text), ("new.json", "four")]);
        let before = Manifest::read(before.path()).unwrap();
        let update = Update::since(&before, after.path()).unwrap();
        let lists = update.groups["lists"];
        assert_eq!((lists.files, lists.bytes), (2, text.len() as u64 + 4));
        assert!(lists.sent < 60, "{lists:?}");
        assert_eq!(update.groups["manifest"].files, 1);
        assert_eq!((update.whole().files, update.entry.files), (4, 1));
        assert_eq!(update.whole(), update.by_files());
    }

    #[test]
    fn a_delta_stands_for_all_but_the_entry() {
        let before = site(&[("a.json", "one")]);
        let after = site(&[("a.json", "two")]);
        let before = Manifest::read(before.path()).unwrap();
        fs::create_dir_all(after.path().join("bundle/delta")).unwrap();
        fs::write(after.path().join(format!("bundle/delta/{}.bin", before.hash)), "delta").unwrap();
        let update = Update::since(&before, after.path()).unwrap();
        assert_eq!((update.whole().files, update.whole().bytes), (2, 10));
        assert_eq!(update.by_files().files, 3);
    }

    #[test]
    fn without_a_change_only_the_manifest_is_fetched() {
        let site = site(&[("a.json", "one")]);
        let update = Update::since(&Manifest::read(site.path()).unwrap(), site.path()).unwrap();
        assert_eq!(update.groups.keys().collect::<Vec<_>>(), ["manifest"]);
    }
}
