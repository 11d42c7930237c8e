//! Pictures and other files on their way into the site: known by what is in them, named by what is in them.
//!
//! 1. [`MediaStore::add_picture`] reads a file once and tells its [`kind`] from its first bytes (never from its name); one that would
//!    not fit into a browser's memory is refused there, by its header.
//! 2. [`original`] makes it fit to be published: without metadata, turned the right way, drawings without scripts.
//! 3. The name in the site is `media/<hash>.<extension>`, of what is published: the same picture twice is one file, and its name
//!    never has to change.
//! 4. What was made anew waits in the [`workshop`] until [`mod@crate::write`] copies it; what is published as it was is copied from
//!    its source. Bytes are not kept in memory.
//! 5. [`MediaStore::make_companions`] makes smaller pictures and hints of all that were added ([`renditions`]),
//!    [`MediaStore::make_icons`] the icons of the publication ([`mod@icons`]).
//!
//! Only what an article that is published uses is ever added, so a draft's pictures cannot slip in.

mod book;
mod clean;
mod encode;
pub mod icons;
mod kind;
mod original;
mod pixels;
pub mod renditions;
pub mod workshop;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use tidings_bundle::{Extensions, Media};

use crate::progress::Progress;
pub(crate) use book::for_books;
use icons::Icons;
pub use kind::may_be_linked;
use kind::{LARGEST_FILE, LARGEST_PICTURE};
use renditions::Companions;
use workshop::Workshop;

/// Letters of the hash in a name: 128 bits, so that nobody can make two files meet.
const NAME_LENGTH: usize = 32;

/// A file that belongs to the site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stored {
    /// Where its bytes are now.
    pub source: PathBuf,
    /// `media/<hash>.<extension>`.
    pub name: String,
    pub sha256: String,
    pub bytes: u64,
    pub mime: Cow<'static, str>,
    /// Pixels, of a picture.
    pub size: Option<(u32, u32)>,
    /// A drawing out of which something was taken that would have acted: worth a word.
    pub lost_script: bool,
    /// Several pictures that follow each other.
    pub is_animated: bool,
}

/// All files of the site so far; shared by all threads.
#[derive(Debug, Default)]
pub struct MediaStore {
    files: Mutex<BTreeMap<PathBuf, Result<Arc<Stored>, String>>>,
    workshop: Workshop,
    /// By the name of the picture.
    companions: Mutex<BTreeMap<String, Companions>>,
    /// Of the publication; empty until they are made.
    icons: OnceLock<Icons>,
    progress: Progress,
}

impl MediaStore {
    /// With a place for what is made.
    pub fn new(workshop: Workshop) -> MediaStore {
        MediaStore { workshop, ..MediaStore::default() }
    }

    /// The same; whoever works with it tells how far it has come.
    #[must_use]
    pub fn telling(mut self, progress: Progress) -> MediaStore {
        self.progress = progress;
        self
    }

    pub fn progress(&self) -> &Progress {
        &self.progress
    }

    /// Takes a picture in.
    ///
    /// # Errors
    /// Why it cannot be shown, as a remark on the file.
    pub fn add_picture(&self, path: &Path) -> Result<Arc<Stored>, String> {
        self.add(path, true)
    }

    /// Takes a linked file in, a picture or not.
    ///
    /// # Errors
    /// Why it cannot be copied.
    pub fn add_file(&self, path: &Path) -> Result<Arc<Stored>, String> {
        self.add(path, false)
    }

    fn add(&self, path: &Path, must_be_picture: bool) -> Result<Arc<Stored>, String> {
        let known = self.lock().get(path).cloned();
        let stored = match known {
            Some(known) => known,
            None => {
                // Two threads may measure the same file at once; the result is the same, and no lock is held meanwhile.
                let measured = self.take_in(path).map(Arc::new);
                self.lock().insert(path.to_owned(), measured.clone());
                measured
            }
        }?;
        if must_be_picture && !stored.mime.starts_with("image/") {
            return Err(kind::no_picture());
        }
        Ok(stored)
    }

    /// What was taken in from here.
    pub fn known(&self, path: &Path) -> Option<Stored> {
        self.lock().get(path)?.as_deref().ok().cloned()
    }

    /// Takes in what an earlier pack took in from here, unless its bytes are nowhere to be had.
    pub fn restore(&self, path: &Path, stored: &Stored) -> bool {
        let has_bytes = stored.source == path || self.workshop.has(&stored.name, stored.bytes);
        if has_bytes {
            self.lock().entry(path.to_owned()).or_insert_with(|| Ok(Arc::new(stored.clone())));
        }
        has_bytes
    }

    fn take_in(&self, path: &Path) -> Result<Stored, String> {
        let unreadable = |error: std::io::Error| format!("cannot be read ({error})");
        let length = std::fs::metadata(path).map_err(unreadable)?.len();
        if length > LARGEST_FILE {
            return Err(format!("has {} MB, more than {} MB", length >> 20, LARGEST_FILE >> 20));
        }
        let bytes = std::fs::read(path).map_err(unreadable)?;
        let kind = kind::kind(path, &bytes)?;
        if kind.is_picture() && length > LARGEST_PICTURE {
            return Err(format!("has {} MB, more than {} MB for a picture", length >> 20, LARGEST_PICTURE >> 20));
        }
        let published = original::publish(kind, &bytes)?;
        let sha256 = hash(&published.bytes);
        let name = named(&sha256, kind.ending);
        let source = match &published.bytes {
            Cow::Borrowed(_) => path.to_owned(),
            Cow::Owned(made) => self.workshop.keep(&name, made).map_err(|error| format!("cannot be kept ({error})"))?,
        };
        Ok(Stored {
            source,
            name,
            sha256,
            bytes: published.bytes.len() as u64,
            mime: Cow::Borrowed(kind.mime),
            size: published.size,
            lost_script: published.lost_script,
            is_animated: published.is_animated,
        })
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, BTreeMap<PathBuf, Result<Arc<Stored>, String>>> {
        // A thread that panicked while holding the lock has left a whole map behind: inserts do not tear.
        self.files.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Everything taken in, by name, each once.
    pub fn files(&self) -> Vec<Arc<Stored>> {
        let mut files: Vec<Arc<Stored>> = self.lock().values().filter_map(|file| file.as_ref().ok().cloned()).collect();
        files.sort_by(|one, other| one.name.cmp(&other.name));
        files.dedup_by(|one, other| one.name == other.name);
        files
    }
}

impl MediaStore {
    /// Makes smaller pictures and hints of everything taken in, on all cores. Gives back what a person should know, by file.
    pub fn make_companions(&self) -> Vec<(PathBuf, String)> {
        let made: BTreeMap<String, Companions> = renditions::make_all(self).into_iter().collect();
        let sources = self.lock();
        let remarks = sources.iter().filter_map(|(path, stored)| {
            let remark = made.get(&stored.as_ref().ok()?.name)?.remark.clone()?;
            Some((path.clone(), remark))
        });
        let remarks = remarks.collect();
        drop(sources);
        *self.companions.lock().unwrap_or_else(PoisonError::into_inner) = made;
        remarks
    }

    /// Makes the publication's icons of a picture that was taken in.
    ///
    /// # Errors
    /// Why there are none, as a remark on the picture.
    pub fn make_icons(&self, stored: &Stored) -> Result<(), String> {
        let icons = icons::make(stored, &self.workshop)?;
        // The first ones stay.
        let _ = self.icons.set(icons);
        Ok(())
    }

    /// The publication's icons, if any were made.
    pub fn icons(&self) -> Option<&Icons> {
        self.icons.get()
    }

    /// The smaller pictures and the icons, as files of the site, by name.
    pub fn renditions(&self) -> Vec<Arc<Stored>> {
        let companions = self.companions.lock().unwrap_or_else(PoisonError::into_inner);
        let icons = self.icons().into_iter().flat_map(|icons| icons.made.iter().map(|(_, made)| made));
        let all = companions.values().flat_map(|companions| &companions.renditions).chain(icons);
        let by_name: BTreeMap<&str, &renditions::Made> = all.map(|made| (made.name.as_str(), made)).collect();
        let files = by_name.into_values().filter_map(|made| self.rendition(made));
        files.collect()
    }

    fn rendition(&self, made: &renditions::Made) -> Option<Arc<Stored>> {
        Some(Arc::new(Stored {
            source: self.workshop.path(&made.name).ok()?,
            name: made.name.clone(),
            sha256: made.sha256.clone(),
            bytes: made.bytes,
            mime: Cow::Borrowed(kind::made(&made.mime)?),
            size: None,
            lost_script: false,
            is_animated: false,
        }))
    }

    /// Gives an entry of `_tidings.media` what was made for it.
    pub fn complete(&self, media: &mut Media) {
        let companions = self.companions.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(companions) = companions.get(&media.src) {
            media.preview.clone_from(&companions.preview);
            media.renditions = companions.renditions.iter().map(renditions::Made::to_rendition).collect();
        }
    }
}

impl Stored {
    /// The id in `_tidings.media`: the hash of the name.
    pub fn id(&self) -> &str {
        let name = self.name.strip_prefix("media/").unwrap_or(&self.name);
        name.split('.').next().unwrap_or(name)
    }

    pub fn is_picture(&self) -> bool {
        self.mime.starts_with("image/")
    }

    pub fn to_media(&self) -> Media {
        let mut extensions = Extensions::new();
        extensions.insert("sha256".to_owned(), self.sha256.clone().into());
        Media {
            id: self.id().to_owned(),
            src: self.name.clone(),
            mime: Some(self.mime.to_string()),
            width: self.size.map(|(width, _)| width),
            height: self.size.map(|(_, height)| height),
            bytes: Some(self.bytes),
            alt: None,
            preview: None,
            renditions: Vec::new(),
            extensions,
        }
    }
}

/// The name in the site of what has this hash.
fn named(sha256: &str, ending: &str) -> String {
    format!("media/{}.{ending}", sha256.get(..NAME_LENGTH).unwrap_or(sha256))
}

fn named_with_width(sha256: &str, width: u32, ending: &str) -> String {
    format!("media/{}-{width}.{ending}", sha256.get(..NAME_LENGTH).unwrap_or(sha256))
}

/// SHA-256 in hexadecimal.
pub fn hash(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        text.push_str(&format!("{byte:02x}"));
    }
    text
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A PNG header with this size; enough for everything that does not paint.
    pub(crate) fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        bytes.extend(width.to_be_bytes());
        bytes.extend(height.to_be_bytes());
        bytes.extend([8, 2, 0, 0, 0, 0, 0, 0, 0]);
        bytes
    }

    fn stored(name: &str, bytes: &[u8]) -> Result<Arc<Stored>, String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        MediaStore::default().add_picture(&path)
    }

    #[test]
    fn a_picture_is_named_by_what_is_in_it_not_by_what_it_is_called() {
        let picture = stored("photo.jpeg", &png(40, 30)).unwrap();
        assert_eq!((&*picture.mime, picture.size), ("image/png", Some((40, 30))));
        assert!(picture.name.starts_with("media/") && picture.name.ends_with(".png"));
        assert_eq!(picture.id().len(), NAME_LENGTH);
    }

    #[test]
    fn a_page_or_a_script_called_picture_is_refused() {
        for bytes in [&b"<html><script>alert(1)</script>"[..], b"alert(1)", b""] {
            assert!(stored("photo.png", bytes).is_err());
        }
    }

    #[test]
    fn a_picture_that_would_fill_the_memory_is_refused() {
        assert!(stored("huge.png", &png(50_000, 50_000)).unwrap_err().contains("50000"));
        assert!(stored("none.png", &png(0, 10)).is_err());
    }

    #[test]
    fn the_same_picture_twice_is_one_file() {
        let folder = tempfile::tempdir().unwrap();
        let store = MediaStore::default();
        for name in ["a.png", "b.png"] {
            std::fs::write(folder.path().join(name), png(4, 4)).unwrap();
            store.add_picture(&folder.path().join(name)).unwrap();
        }
        assert_eq!(store.files().len(), 1);
    }
}
