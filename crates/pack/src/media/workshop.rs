//! A place for pictures that were made: by the name they will have in the site, which says what is in them.
//!
//! 1. [`Workshop::in_folder`] keeps them from pack to pack, so that a second one makes none again.
//! 2. Without a folder they lie in a temporary one, which is made when it is needed and goes when the store goes.
//!
//! A file appears whole or not at all, also when two packs work in one folder. What is used is marked as such, so that the rest can
//! go some day ([`cache`]).

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use tempfile::{NamedTempFile, TempDir};

use crate::cache;

/// Raised whenever other bytes are made of the same picture: what an older version made is then not found any more.
pub(crate) const VERSION: &str = "pictures-2";

/// Where made pictures wait.
#[derive(Debug, Default)]
pub struct Workshop {
    folder: Option<PathBuf>,
    site: Option<PathBuf>,
    temporary: Mutex<Option<TempDir>>,
}

impl Workshop {
    /// Keeps what is made below this folder.
    pub fn in_folder(folder: &Path) -> Workshop {
        Workshop { folder: Some(folder.join(VERSION)), ..Workshop::default() }
    }

    /// The folder in which things are kept from pack to pack.
    pub fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// Keeps a file and says where.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn keep(&self, name: &str, bytes: &[u8]) -> io::Result<PathBuf> {
        let path = self.path(name)?;
        if is_whole(&path, bytes.len() as u64) {
            cache::mark(&path);
            return Ok(path);
        }
        let folder = path.parent().unwrap_or(&path);
        std::fs::create_dir_all(folder)?;
        let mut file = NamedTempFile::new_in(folder)?;
        file.write_all(bytes)?;
        file.persist(&path)?;
        Ok(path)
    }

    /// The same, and looks into a site that is there already.
    #[must_use]
    pub fn beside(mut self, site: &Path) -> Workshop {
        self.site = Some(site.to_owned());
        self
    }

    /// What an earlier pack kept under a name.
    pub fn read(&self, name: &str) -> Option<Vec<u8>> {
        let path = self.folder.as_ref()?.join(name);
        let bytes = std::fs::read(&path).ok()?;
        cache::mark(&path);
        Some(bytes)
    }

    /// Whether a file of this length is kept under a name, or in the site.
    pub fn has(&self, name: &str, bytes: u64) -> bool {
        let path = self.folder.as_ref().map(|folder| folder.join(name));
        if let Some(path) = path.filter(|path| is_whole(path, bytes)) {
            cache::mark(&path);
            return true;
        }
        self.site.as_ref().is_some_and(|site| is_whole(&site.join(name), bytes))
    }

    /// Where something with this name is kept, or would be.
    ///
    /// # Errors
    /// When there is no temporary folder to be had.
    pub fn path(&self, name: &str) -> io::Result<PathBuf> {
        Ok(self.root()?.join(name))
    }

    fn root(&self) -> io::Result<PathBuf> {
        if let Some(folder) = &self.folder {
            return Ok(folder.clone());
        }
        let mut temporary = self.temporary.lock().unwrap_or_else(PoisonError::into_inner);
        if temporary.is_none() {
            *temporary = Some(tempfile::Builder::new().prefix("tidings-").tempdir()?);
        }
        Ok(temporary.as_ref().map(|folder| folder.path().to_owned()).unwrap_or_default())
    }
}

/// The name tells what is in it, the length that it is whole.
fn is_whole(path: &Path, bytes: u64) -> bool {
    std::fs::metadata(path).is_ok_and(|data| data.is_file() && data.len() == bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_in_a_folder_is_found_by_the_next_pack() {
        let folder = tempfile::tempdir().unwrap();
        let path = Workshop::in_folder(folder.path()).keep("media/a.png", b"a").unwrap();
        let next = Workshop::in_folder(folder.path());
        assert!(next.has("media/a.png", 1) && !next.has("media/a.png", 2));
        assert_eq!(next.read("media/a.png").as_deref(), Some(&b"a"[..]));
        assert_eq!(std::fs::read(path).unwrap(), b"a");
        assert_eq!(std::fs::read_dir(folder.path().join(VERSION).join("media")).unwrap().count(), 1);
    }

    #[test]
    fn without_a_folder_nothing_stays() {
        let workshop = Workshop::default();
        let path = workshop.keep("media/a.png", b"a").unwrap();
        assert!(path.is_file() && workshop.read("media/a.png").is_none());
        drop(workshop);
        assert!(!path.exists());
    }
}
