//! The folder in which things are kept from pack to pack, as a whole: who works in it, and what goes when nobody needs it.
//!
//! | folder | holds | goes |
//! |---|---|---|
//! | `memory-…/<print>/` | what a source and its site were ([`crate::memory`]) | after [`Limits::unused`] |
//! | `pictures-…/` | smaller pictures, icons, cleaned originals ([`crate::media::workshop`]) | the oldest, above [`Limits::pictures`] |
//! | `previews/<print>/` | sites of sources that are being written ([`crate::preview`]) | after [`Limits::unused`] |
//! | the first two, of another version | | after [`Limits::other`] |
//!
//! 1. A pack holds a [`Lease`], shared with other packs.
//! 2. [`tidy`] follows a pack, once a [`SELDOM`]. It works only while nobody holds a lease, and whoever wants one waits for it; so
//!    nothing goes that a pack has seen and counts on.
//! 3. What else lies in the folder is somebody else's and stays.
//!
//! A cache that cannot be tidied costs room, and nobody a pack.

mod prune;

use std::fs::{File, OpenOptions};
use std::path::Path;
use std::time::{Duration, SystemTime};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);
/// Looking at every file of a large cache takes as long as a small pack.
const SELDOM: Duration = DAY;
/// What was used is marked once a day, not once a pack.
const MARKED: Duration = DAY;
const LOCK: &str = "lock";
const STAMP: &str = "tidied";

/// What may stay.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of pictures.
    pub pictures: u64,
    /// Age of what nobody has used since.
    pub unused: Duration,
    /// The same, of another version of this program, which may be in use beside this one.
    pub other: Duration,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { pictures: 2_000_000_000, unused: 60 * DAY, other: 7 * DAY }
    }
}

/// Held while a pack works in the cache.
#[derive(Debug)]
pub struct Lease {
    /// None where there is no cache, or a disk without locks.
    _lock: Option<File>,
}

impl Lease {
    /// Waits until nobody is tidying up.
    pub fn of(cache: Option<&Path>) -> Lease {
        let lock = cache.and_then(open_lock);
        Lease { _lock: lock.filter(|lock| lock.lock_shared().is_ok()) }
    }
}

/// Removes what nobody needs any more, unless that was done a short time ago or somebody is packing.
pub fn tidy(cache: &Path, limits: Limits) {
    let stamp = cache.join(STAMP);
    if age(&stamp).is_some_and(|age| age < SELDOM) {
        return;
    }
    let Some(lock) = open_lock(cache).filter(|lock| lock.try_lock().is_ok()) else { return };
    prune::prune(cache, limits);
    let _ = File::create(&stamp).and_then(|file| file.set_modified(SystemTime::now()));
    drop(lock);
}

fn open_lock(cache: &Path) -> Option<File> {
    OpenOptions::new().create(true).truncate(false).write(true).open(cache.join(LOCK)).ok()
}

/// Time since a file or folder was written or marked; none if it is not there.
fn age(path: &Path) -> Option<Duration> {
    let modified = path.metadata().ok()?.modified().ok()?;
    // A moment in the future is none ago.
    Some(SystemTime::now().duration_since(modified).unwrap_or_default())
}

/// Marks a file as used.
pub(crate) fn mark(path: &Path) {
    if age(path).is_some_and(|age| age >= MARKED) {
        // A file that cannot be marked goes a little earlier.
        let _ = OpenOptions::new().write(true).open(path).and_then(|file| file.set_modified(SystemTime::now()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::media::workshop::Workshop;

    /// Makes a file or folder look as if it had been left alone for so long.
    fn leave(path: &Path, days: u32) {
        File::open(path).unwrap().set_modified(SystemTime::now() - days * DAY).unwrap();
    }

    fn put(cache: &Path, name: &str, bytes: usize, days: u32) {
        let path = cache.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, vec![0; bytes]).unwrap();
        path.ancestors().take_while(|above| *above != cache).for_each(|above| leave(above, days));
    }

    fn pictures(name: &str) -> String {
        format!("{}/{name}", crate::media::workshop::VERSION)
    }

    fn memory(name: &str) -> String {
        format!("{}/{name}", crate::memory::VERSION)
    }

    #[test]
    fn what_nobody_has_used_for_long_goes_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let cache = folder.path();
        for (name, days, stays) in [
            (memory("aa/counts"), 61, false),
            (memory("bb/counts"), 59, true),
            ("memory-0-0.0.9/cc/counts".to_owned(), 8, false),
            ("memory-2-9.0.0/dd/counts".to_owned(), 6, true),
            ("pictures-0/made/a.json".to_owned(), 8, false),
            ("pictures-from-our-holidays/a.json".to_owned(), 900, true),
            ("memory/a.json".to_owned(), 900, true),
            ("notes.md".to_owned(), 900, true),
            ("previews/ee/1/index.html".to_owned(), 61, false),
            ("previews/ff/1/index.html".to_owned(), 59, true),
        ] {
            put(cache, &name, 1, days);
            if let Some(place) = name.strip_suffix("/index.html") {
                put(cache, &format!("{place}.lock"), 0, days);
            }
            let limits = Limits::default();
            let _ = std::fs::remove_file(cache.join(STAMP));
            tidy(cache, limits);
            assert_eq!(cache.join(&name).exists(), stays, "{name}");
        }
    }

    #[test]
    fn the_pictures_that_were_used_longest_ago_go_first() {
        let folder = tempfile::tempdir().unwrap();
        let cache = folder.path();
        for (name, days) in
            [("media/old.webp", 30), ("media/used.webp", 20), ("made/a.json", 10), ("media/new.webp", 0)]
        {
            put(cache, &pictures(name), 400, days);
        }
        // A pack finds one of them.
        assert!(Workshop::in_folder(cache).has("media/used.webp", 400));
        tidy(cache, Limits { pictures: 1_000, ..Limits::default() });
        let left = |name: &str| cache.join(pictures(name)).exists();
        assert!(!left("media/old.webp") && !left("made/a.json"));
        assert!(left("media/used.webp") && left("media/new.webp"));
    }

    #[test]
    fn nothing_goes_while_somebody_packs_nor_twice_a_day() {
        let folder = tempfile::tempdir().unwrap();
        let name = memory("aa/counts");
        put(folder.path(), &name, 1, 61);
        let leases = [Lease::of(Some(folder.path())), Lease::of(Some(folder.path()))];
        tidy(folder.path(), Limits::default());
        assert!(folder.path().join(&name).exists());
        drop(leases);
        tidy(folder.path(), Limits::default());
        assert!(!folder.path().join(&name).exists());
        put(folder.path(), &name, 1, 61);
        tidy(folder.path(), Limits::default());
        assert!(folder.path().join(&name).exists(), "it was done a moment ago");
    }

    #[test]
    fn a_preview_in_use_stays_however_long_nothing_was_saved() {
        let folder = tempfile::tempdir().unwrap();
        put(folder.path(), "previews/ee/1/index.html", 1, 61);
        put(folder.path(), "previews/ee/1.lock", 0, 61);
        let lock = File::open(folder.path().join("previews/ee/1.lock")).unwrap();
        lock.try_lock().unwrap();
        tidy(folder.path(), Limits::default());
        assert!(folder.path().join("previews/ee/1/index.html").exists());
    }

    #[test]
    fn a_folder_that_is_not_there_is_no_reason_to_fail() {
        tidy(Path::new("/nowhere/at/all"), Limits::default());
        drop(Lease::of(Some(Path::new("/nowhere/at/all"))));
        drop(Lease::of(None));
    }
}
