//! Where the site of a preview lies: within the cache, in a folder named after the source.
//!
//! A lock on a file beside it keeps a second preview of the same source out, which takes the next number. The system drops the lock
//! of a process that ends, however it ends.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use crate::cache::Lease;
use crate::error::PackError;
use crate::memory::Print;

/// Below the cache.
pub(crate) const FOLDER: &str = "previews";
/// Previews of one source at the same time.
const MOST: usize = 100;

/// A folder that is this process' own.
#[derive(Debug)]
pub(super) struct Place {
    cache: PathBuf,
    site: PathBuf,
    /// Held as long as the place is in use.
    _lock: File,
}

impl Place {
    pub(super) fn new(cache: &Path, source: &Path) -> Result<Place, PackError> {
        fs::create_dir_all(cache).map_err(PackError::unwritable(cache))?;
        let cache = cache.canonicalize().map_err(PackError::unwritable(cache))?;
        let source = source.canonicalize().map_err(|error| PackError::source(source, &error))?;
        let folder = cache.join(FOLDER).join(Print::of_value(&source.to_string_lossy()).to_string());
        // Nobody clears a place away while it is being taken.
        let _lease = Lease::of(Some(&cache));
        fs::create_dir_all(&folder).map_err(PackError::unwritable(&folder))?;
        for number in 1..=MOST {
            let path = folder.join(format!("{number}.lock"));
            let lock = File::create(&path).map_err(PackError::unwritable(&path))?;
            match lock.try_lock() {
                Err(fs::TryLockError::WouldBlock) => {}
                // A disk without locks: the first is as good as any.
                Ok(()) | Err(fs::TryLockError::Error(_)) => {
                    // Tells when it was last in use (crate::cache).
                    let _ = lock.set_modified(std::time::SystemTime::now());
                    let site = folder.join(number.to_string());
                    fs::create_dir_all(&site).map_err(PackError::unwritable(&site))?;
                    return Ok(Place { cache, site, _lock: lock });
                }
            }
        }
        Err(PackError::Unwritable { path: folder, error: std::io::Error::other("all its places are taken") })
    }

    pub(super) fn site(&self) -> &Path {
        &self.site
    }

    /// Canonical.
    pub(super) fn cache(&self) -> &Path {
        &self.cache
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_finds_its_place_again_unless_somebody_is_in_it() {
        let (cache, source) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let place = || Place::new(cache.path(), source.path()).unwrap();
        let first = place();
        let second = place();
        assert_ne!(first.site(), second.site());
        let was = first.site().to_owned();
        drop(first);
        assert_eq!(place().site(), was);
        assert!(Place::new(cache.path(), &source.path().join("nowhere")).is_err());
    }
}
