//! Whether a file is still the one that was read: its length and the moment it was last written.

use std::fs::Metadata;
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

/// A file younger than this when it is looked at may be written once more within the same tick of the disk's clock.
const SETTLED: Duration = Duration::from_millis(20);

/// What a file looked like from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Stamp {
    /// Nanoseconds since 1970.
    modified: u128,
    bytes: u64,
}

impl Stamp {
    /// Of a file that is there and has been left alone for a moment.
    pub fn of(path: &Path) -> Option<Stamp> {
        Stamp::of_metadata(&std::fs::metadata(path).ok()?)
    }

    fn of_metadata(data: &Metadata) -> Option<Stamp> {
        let modified = data.modified().ok()?;
        let is_settled = SystemTime::now().duration_since(modified).is_ok_and(|age| age > SETTLED);
        let modified = modified.duration_since(UNIX_EPOCH).ok()?.as_nanos();
        (data.is_file() && is_settled).then_some(Stamp { modified, bytes: data.len() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_was_written_a_moment_ago_is_not_trusted_yet() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.md");
        let file = std::fs::File::create(&path).unwrap();
        file.set_modified(SystemTime::now() + Duration::from_secs(5)).unwrap();
        assert_eq!(Stamp::of(&path), None);
        file.set_modified(SystemTime::now() - Duration::from_secs(5)).unwrap();
        let stamp = Stamp::of(&path).unwrap();
        assert_eq!(Stamp::of(&path), Some(stamp));
        std::fs::write(&path, "changed").unwrap();
        assert_ne!(Stamp::of(&path), Some(stamp));
        assert_eq!(Stamp::of(folder.path()), None);
    }
}
