//! The folder in which a site waits until all of it is there.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::{RECORD, Record, STAGING};
use crate::error::PackError;
use crate::media::{Stored, hash};

/// The folder where new files wait; it goes when this goes.
///
/// They lie there side by side under numbers: a folder for each of them, as the site has it, would be made and deleted once more,
/// which took a tenth of the time of a large pack.
pub(super) struct Staging {
    path: PathBuf,
    /// The number under which each file waits.
    waiting: Mutex<HashMap<String, usize>>,
}

impl Staging {
    pub(super) fn new(site: &Path) -> Result<Staging, PackError> {
        let path = site.join(STAGING);
        // Left over from a pack that was interrupted.
        if path.exists() {
            fs::remove_dir_all(&path).map_err(PackError::unwritable(&path))?;
        }
        fs::create_dir_all(&path).map_err(PackError::unwritable(&path))?;
        Ok(Staging { path, waiting: Mutex::default() })
    }

    pub(super) fn write(&self, name: &str, bytes: &[u8]) -> Result<(), PackError> {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let next = waiting.len();
        let number = *waiting.entry(name.to_owned()).or_insert(next);
        drop(waiting);
        let path = self.path.join(number.to_string());
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

    /// A file that waits here.
    pub(super) fn read(&self, name: &str) -> Option<Vec<u8>> {
        let number = self.waiting.lock().unwrap_or_else(PoisonError::into_inner).get(name).copied()?;
        fs::read(self.path.join(number.to_string())).ok()
    }

    /// How many files wait here, or did.
    pub(super) fn count(&self) -> usize {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).len()
    }

    /// Moves a file to its place. One that does not wait here is there already.
    pub(super) fn publish(&self, site: &Path, name: &str) -> Result<(), PackError> {
        let number = self.waiting.lock().unwrap_or_else(PoisonError::into_inner).get(name).copied();
        let Some(number) = number else { return Ok(()) };
        let from = self.path.join(number.to_string());
        let to = site.join(name);
        if fs::rename(&from, &to).is_ok() {
            return Ok(());
        }
        // Most often its folder is missing.
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
