//! The folder in which a site waits until all of it is there.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::{RECORD, Record, STAGING};
use crate::error::PackError;
use crate::media::{Stored, hash};

/// The folder where new files wait; it goes when this goes.
pub(super) struct Staging {
    path: PathBuf,
    names: Mutex<BTreeSet<String>>,
}

impl Staging {
    pub(super) fn new(site: &Path) -> Result<Staging, PackError> {
        let path = site.join(STAGING);
        // Left over from a pack that was interrupted.
        if path.exists() {
            fs::remove_dir_all(&path).map_err(PackError::unwritable(&path))?;
        }
        fs::create_dir_all(&path).map_err(PackError::unwritable(&path))?;
        Ok(Staging { path, names: Mutex::default() })
    }

    pub(super) fn write(&self, name: &str, bytes: &[u8]) -> Result<(), PackError> {
        let path = self.path.join(name);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(PackError::unwritable(folder))?;
        }
        self.names.lock().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned());
        // No fsync: a killed pack leaves whole files without it, and waiting for the disk took longer than the pack.
        fs::write(&path, bytes).map_err(PackError::unwritable(&path))
    }

    pub(super) fn write_record(&self, record: &Record) -> Result<(), PackError> {
        let text = serde_json::to_string_pretty(record).unwrap_or_default() + "\n";
        self.write(RECORD, text.as_bytes())
    }

    /// Copies a picture, unless the site has it: the name tells what is in it, the length that it is whole.
    pub(super) fn copy(&self, site: &Path, stored: &Arc<Stored>) -> Result<(), PackError> {
        if fs::metadata(site.join(&stored.name)).is_ok_and(|data| data.is_file() && data.len() == stored.bytes) {
            return Ok(());
        }
        let bytes = fs::read(&stored.source).map_err(|error| PackError::source(&stored.source, &error))?;
        if hash(&bytes) != stored.sha256 {
            let error = io::Error::other("the file changed while it was packed: pack again");
            return Err(PackError::Unreadable { path: stored.source.clone(), error });
        }
        self.write(&stored.name, &bytes)
    }

    /// Whether a file waits here; one that does not is at its place already.
    pub(super) fn has(&self, name: &str) -> bool {
        self.names.lock().unwrap_or_else(PoisonError::into_inner).contains(name)
    }

    /// How many files wait here.
    pub(super) fn count(&self) -> usize {
        self.names.lock().unwrap_or_else(PoisonError::into_inner).len()
    }

    /// Moves a file to its place.
    pub(super) fn publish(&self, site: &Path, name: &str) -> Result<(), PackError> {
        let from = self.path.join(name);
        let to = site.join(name);
        if let Some(folder) = to.parent() {
            fs::create_dir_all(folder).map_err(PackError::unwritable(folder))?;
        }
        fs::rename(&from, &to).map_err(PackError::unwritable(&to))
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // Nothing depends on it: the next pack clears it away, and no file in it is served.
        let _ = fs::remove_dir_all(&self.path);
    }
}
