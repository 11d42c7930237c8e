//! A place for pictures that were made: by the name they will have in the site, which says what is in them.
//!
//! 1. [`Workshop::in_folder`] keeps them from pack to pack, so that a second one makes none again.
//! 2. Without a folder they lie in a temporary one, which is made when it is needed and goes when the store goes.
//!
//! A file appears whole or not at all, also when two packs work in one folder.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use tempfile::{NamedTempFile, TempDir};

/// Raised whenever other bytes are made of the same picture: what an older version made is then not found any more.
const VERSION: &str = "pictures-1";

/// Where made pictures wait.
#[derive(Debug, Default)]
pub struct Workshop {
    folder: Option<PathBuf>,
    temporary: Mutex<Option<TempDir>>,
}

impl Workshop {
    /// Keeps what is made below this folder.
    pub fn in_folder(folder: &Path) -> Workshop {
        Workshop { folder: Some(folder.join(VERSION)), temporary: Mutex::default() }
    }

    /// Keeps a file and says where.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn keep(&self, name: &str, bytes: &[u8]) -> io::Result<PathBuf> {
        let path = self.root()?.join(name);
        // The name tells what is in it, the length that it is whole.
        if std::fs::metadata(&path).is_ok_and(|data| data.is_file() && data.len() == bytes.len() as u64) {
            return Ok(path);
        }
        let folder = path.parent().unwrap_or(&path);
        std::fs::create_dir_all(folder)?;
        let mut file = NamedTempFile::new_in(folder)?;
        file.write_all(bytes)?;
        file.persist(&path)?;
        Ok(path)
    }

    /// What is known under a name.
    pub fn find(&self, name: &str) -> Option<PathBuf> {
        self.folder.as_ref().map(|folder| folder.join(name)).filter(|path| path.is_file())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_in_a_folder_is_found_by_the_next_pack() {
        let folder = tempfile::tempdir().unwrap();
        let path = Workshop::in_folder(folder.path()).keep("media/a.png", b"a").unwrap();
        assert_eq!(Workshop::in_folder(folder.path()).find("media/a.png"), Some(path.clone()));
        assert_eq!(std::fs::read(path).unwrap(), b"a");
        assert_eq!(std::fs::read_dir(folder.path().join(VERSION).join("media")).unwrap().count(), 1);
    }

    #[test]
    fn without_a_folder_nothing_stays() {
        let workshop = Workshop::default();
        let path = workshop.keep("media/a.png", b"a").unwrap();
        assert!(path.is_file() && workshop.find("media/a.png").is_none());
        drop(workshop);
        assert!(!path.exists());
    }
}
