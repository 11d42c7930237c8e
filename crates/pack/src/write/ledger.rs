//! What a site consists of, while it is written.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::packed::manifest::{self, Listed};

/// What has been written so far, by all threads.
#[derive(Default)]
pub(crate) struct Ledger {
    entries: Mutex<Entries>,
}

#[derive(Default)]
struct Entries {
    files: BTreeMap<String, (u64, Option<Listed>)>,
    /// Of each kind of file that is called by a number, the SHA-256 in hexadecimal.
    numbered: [BTreeMap<usize, String>; manifest::NUMBERED.len()],
}

impl Ledger {
    pub(super) fn enter(&self, name: &str, bytes: u64, sha256: impl FnOnce() -> String) {
        let group = manifest::group(name);
        let numbered = manifest::number(name);
        let hash = match group {
            Some(_) => (!manifest::is_named_by_hash(name)).then(sha256),
            None => numbered.is_some().then(sha256),
        };
        let mut entries = self.entries();
        if let (Some((kind, number)), Some(hash)) = (numbered, &hash)
            && let Some(hashes) = entries.numbered.get_mut(kind)
        {
            hashes.insert(number, hash.clone());
        }
        let listed = group.map(|group| Listed { path: name.to_owned(), sha256: hash, bytes, group });
        entries.files.insert(name.to_owned(), (bytes, listed));
    }

    /// What belongs into the manifest one by one, sorted by path.
    pub(crate) fn listed(&self) -> Vec<Listed> {
        self.entries().files.values().filter_map(|(_, listed)| listed.clone()).collect()
    }

    /// The hashes of files of a kind of [`manifest::NUMBERED`], in the order of their numbers.
    pub(crate) fn hashes(&self, kind: usize) -> Vec<String> {
        self.entries().numbered.get(kind).into_iter().flat_map(|hashes| hashes.values().cloned()).collect()
    }

    pub(super) fn names(&self) -> BTreeSet<String> {
        self.entries().files.keys().cloned().collect()
    }

    /// All names, and the bytes of all files.
    pub(super) fn close(self) -> (BTreeSet<String>, u64) {
        let files = self.entries.into_inner().unwrap_or_else(PoisonError::into_inner).files;
        let bytes = files.values().map(|(bytes, _)| bytes).sum();
        (files.into_keys().collect(), bytes)
    }

    fn entries(&self) -> MutexGuard<'_, Entries> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
