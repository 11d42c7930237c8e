//! What each file of the site was made of, and what came of it.
//!
//! Holds only as long as nobody else wrote into the site: its record ([`crate::write::RECORD`]) is written by every pack, so its stamp
//! tells. While a site is being written nothing is known of it.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use super::{Print, segments};

const NAME: &str = "site";

/// A file of the site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    pub name: String,
    /// Hexadecimal.
    pub sha256: String,
    pub bytes: u64,
}

/// The files of a site, by what they were made of.
#[derive(Debug, Default)]
pub struct SiteMemory {
    folder: Option<PathBuf>,
    before: Files,
    now: Mutex<Entered>,
}

/// As they are asked for.
#[derive(Debug, Default)]
struct Files {
    each: HashMap<Print, Known>,
    together: HashMap<Print, Vec<String>>,
}

/// As they are entered.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Entered {
    each: Vec<(Print, Known)>,
    /// Names of files that are made of the same, all at once.
    together: Vec<(Print, Vec<String>)>,
}

#[derive(Serialize, Deserialize)]
struct OnDisk {
    /// Length of the record and nanoseconds since 1970.
    record: (u64, u128),
    files: Entered,
}

impl SiteMemory {
    /// What `folder`, of a [`super::Memory`], knows of a site whose record lies at `record`.
    pub fn open(folder: Option<&Path>, record: &Path) -> SiteMemory {
        let Some(folder) = folder else { return SiteMemory::default() };
        let known = || -> Option<OnDisk> {
            let known: OnDisk = rmp_serde::from_slice(&segments::read_bytes(&folder.join(NAME))?).ok()?;
            (stamp(record)? == known.record).then_some(known)
        };
        let Entered { each, together } = known().map(|known| known.files).unwrap_or_default();
        let before = Files { each: each.into_iter().collect(), together: together.into_iter().collect() };
        SiteMemory { folder: Some(folder.to_owned()), before, now: Mutex::default() }
    }

    /// Whether anything that is entered is kept.
    pub fn is_kept(&self) -> bool {
        self.folder.is_some()
    }

    /// What was made of this, if the site has it.
    pub fn find(&self, site: &Path, print: Print) -> Option<Known> {
        let known = self.before.each.get(&print)?;
        let is_there =
            fs::metadata(site.join(&known.name)).is_ok_and(|data| data.is_file() && data.len() == known.bytes);
        is_there.then(|| known.clone())
    }

    pub fn enter(&self, print: Print, known: Known) {
        if self.is_kept() {
            self.now.lock().unwrap_or_else(PoisonError::into_inner).each.push((print, known));
        }
    }

    /// Names of the files that were made together of this; the site may have lost some.
    pub fn find_together(&self, print: Print) -> Option<Vec<String>> {
        self.before.together.get(&print).cloned()
    }

    pub fn enter_together(&self, print: Print, names: Vec<String>) {
        if self.is_kept() {
            self.now.lock().unwrap_or_else(PoisonError::into_inner).together.push((print, names));
        }
    }

    /// Forgets the site on disk: from here on its files change.
    ///
    /// # Errors
    /// When it cannot, since what is known would then be wrong.
    pub fn forget(&self) -> std::io::Result<()> {
        match self.folder.as_ref().map(|folder| fs::remove_file(folder.join(NAME))) {
            Some(Err(error)) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// Keeps what was entered, of a site that is finished now.
    pub fn keep(self, record: &Path) {
        let (Some(folder), Some(record)) = (self.folder, stamp(record)) else { return };
        let files = self.now.into_inner().unwrap_or_else(PoisonError::into_inner);
        let bytes = rmp_serde::to_vec(&OnDisk { record, files }).unwrap_or_default();
        // A cache that cannot be written costs the next pack time.
        let _ = segments::write_bytes(&folder.join(NAME), &bytes);
    }
}

fn stamp(record: &Path) -> Option<(u64, u128)> {
    let data = fs::metadata(record).ok()?;
    let modified = data.modified().ok()?.duration_since(std::time::UNIX_EPOCH).ok()?;
    Some((data.len(), modified.as_nanos()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_that_somebody_else_wrote_is_unknown() {
        let (cache, site) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let record = site.path().join("files.json");
        std::fs::write(&record, "one").unwrap();
        std::fs::write(site.path().join("a.html"), "12345").unwrap();
        let print = Print::of(b"a");
        let known = Known { name: "a.html".to_owned(), sha256: "5".to_owned(), bytes: 5 };
        let memory = SiteMemory::open(Some(cache.path()), &record);
        assert_eq!((memory.find(site.path(), print), memory.find_together(print)), (None, None));
        memory.enter(print, known.clone());
        memory.enter_together(print, vec!["a.html".to_owned()]);
        memory.keep(&record);
        let open = || SiteMemory::open(Some(cache.path()), &record);
        assert_eq!(open().find(site.path(), print), Some(known));
        assert_eq!(open().find_together(print), Some(vec!["a.html".to_owned()]));
        std::fs::write(site.path().join("a.html"), "123").unwrap();
        assert_eq!(open().find(site.path(), print), None, "half a file");
        std::fs::write(site.path().join("a.html"), "12345").unwrap();
        std::fs::write(&record, "another").unwrap();
        assert_eq!(open().find(site.path(), print), None);
        std::fs::write(&record, "one").unwrap();
        open().forget().unwrap();
        assert_eq!(open().find(site.path(), print), None);
        open().forget().unwrap();
    }
}
