//! What a site consists of, while it is written.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use crate::packed::manifest::{self, Listed};

/// What has been written so far, by all threads.
#[derive(Default)]
pub(super) struct Ledger {
    entries: Mutex<BTreeMap<String, (u64, Option<Listed>)>>,
}

impl Ledger {
    pub(super) fn enter(&self, name: &str, bytes: u64, sha256: impl FnOnce() -> String) {
        let listed = manifest::group(name).map(|group| {
            let sha256 = (!manifest::is_named_by_hash(name)).then(sha256);
            Listed { path: name.to_owned(), sha256, bytes, group }
        });
        let mut entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        entries.insert(name.to_owned(), (bytes, listed));
    }

    /// What belongs into the manifest, sorted by path.
    pub(super) fn listed(&self) -> Vec<Listed> {
        let entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        entries.values().filter_map(|(_, listed)| listed.clone()).collect()
    }

    /// All names, and the bytes of all files.
    pub(super) fn close(self) -> (BTreeSet<String>, u64) {
        let entries = self.entries.into_inner().unwrap_or_else(PoisonError::into_inner);
        let bytes = entries.values().map(|(bytes, _)| bytes).sum();
        (entries.into_keys().collect(), bytes)
    }
}
