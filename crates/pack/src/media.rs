//! Pictures and other files on their way into the site: known by what is in them, named by what is in them.
//!
//! 1. [`MediaStore::add_picture`] reads a file once, tells its type from its first bytes (never from its name), measures it and hashes it.
//! 2. The name in the site is `media/<hash>.<extension>`: the same picture twice is one file, and its name never has to change.
//! 3. Only what an article that is published uses is ever added, so a draft's pictures cannot slip in.
//!
//! Bytes are not kept: [`crate::write`] reads the file again when it copies it, and checks the hash.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use sha2::{Digest, Sha256};
use tidings_bundle::{Extensions, Media};

use crate::import::extension;
use crate::svg;

/// Bytes of a picture. Camera raw exports reach 60 MB; a page with larger ones would not open on a telephone.
const LARGEST_PICTURE: u64 = 64 << 20;
/// Bytes of a linked file, such as a recording.
const LARGEST_FILE: u64 = 512 << 20;
/// Pixels along a side and in all: what browsers still decode (Safari stops at 16,384 a side for canvas, at some 260 megapixels
/// for images; Chromium and Firefox at 65,535 a side and 512 megapixels).
const LONGEST_SIDE: usize = 32_767;
const MOST_PIXELS: usize = 250_000_000;
/// Letters of the hash in a name: 128 bits, so that nobody can make two files meet.
const NAME_LENGTH: usize = 32;

/// A file that belongs to the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Where it is now.
    pub source: PathBuf,
    /// `media/<hash>.<extension>`.
    pub name: String,
    pub sha256: String,
    pub bytes: u64,
    pub mime: &'static str,
    /// Pixels, of a picture.
    pub size: Option<(u32, u32)>,
    /// A picture that carries code: harmless in an `img`, and worth a word.
    pub has_script: bool,
}

/// All files of the site so far; shared by all threads.
#[derive(Debug, Default)]
pub struct MediaStore {
    files: Mutex<BTreeMap<PathBuf, Result<Arc<Stored>, String>>>,
}

impl MediaStore {
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
                let measured = measure(path).map(Arc::new);
                self.lock().insert(path.to_owned(), measured.clone());
                measured
            }
        }?;
        if must_be_picture && !stored.mime.starts_with("image/") {
            return Err("is no picture that browsers show (PNG, JPEG, GIF, WebP, AVIF or SVG)".to_owned());
        }
        Ok(stored)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, BTreeMap<PathBuf, Result<Arc<Stored>, String>>> {
        // A thread that panicked while holding the lock has left a whole map behind: inserts do not tear.
        self.files.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// Everything taken in, by name, each once.
    pub fn files(&self) -> Vec<Arc<Stored>> {
        let mut files: Vec<Arc<Stored>> = self.lock().values().filter_map(|file| file.as_ref().ok().cloned()).collect();
        files.sort_by(|one, other| one.name.cmp(&other.name));
        files.dedup_by(|one, other| one.name == other.name);
        files
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
            mime: Some(self.mime.to_owned()),
            width: self.size.map(|(width, _)| width),
            height: self.size.map(|(_, height)| height),
            bytes: Some(self.bytes),
            alt: None,
            extensions,
        }
    }
}

fn measure(path: &Path) -> Result<Stored, String> {
    let unreadable = |error: std::io::Error| format!("cannot be read ({error})");
    let length = std::fs::metadata(path).map_err(unreadable)?.len();
    if length > LARGEST_FILE {
        return Err(format!("has {} MB, more than {} MB", length >> 20, LARGEST_FILE >> 20));
    }
    let bytes = std::fs::read(path).map_err(unreadable)?;
    let (mime, ending, size) = kind(path, &bytes)?;
    if mime.starts_with("image/") && length > LARGEST_PICTURE {
        return Err(format!("has {} MB, more than {} MB for a picture", length >> 20, LARGEST_PICTURE >> 20));
    }
    let sha256 = hash(&bytes);
    let name = format!("media/{}.{ending}", sha256.get(..NAME_LENGTH).unwrap_or(&sha256));
    let has_script = mime == "image/svg+xml" && svg::has_script(&bytes);
    Ok(Stored { source: path.to_owned(), name, sha256, bytes: bytes.len() as u64, mime, size, has_script })
}

/// SHA-256 in hexadecimal.
pub fn hash(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        text.push_str(&format!("{byte:02x}"));
    }
    text
}

type Kind = (&'static str, &'static str, Option<(u32, u32)>);

/// Type, ending and size. What claims to be a picture by its name must be one.
fn kind(path: &Path, bytes: &[u8]) -> Result<Kind, String> {
    use imagesize::{Compression, ImageType};
    let written = extension(path);
    let found = match imagesize::image_type(bytes) {
        Ok(ImageType::Png) => Some(("image/png", "png")),
        Ok(ImageType::Jpeg) => Some(("image/jpeg", "jpg")),
        Ok(ImageType::Gif) => Some(("image/gif", "gif")),
        Ok(ImageType::Webp) => Some(("image/webp", "webp")),
        Ok(ImageType::Heif(Compression::Av1)) => Some(("image/avif", "avif")),
        _ => None,
    };
    if let Some((mime, ending)) = found {
        let size =
            imagesize::blob_size(bytes).map_err(|_| "is a broken picture (its size cannot be read)".to_owned())?;
        if size.width.max(size.height) > LONGEST_SIDE || size.width.saturating_mul(size.height) > MOST_PIXELS {
            return Err(format!("has {} × {} pixels, too many for browsers", size.width, size.height));
        }
        let pixels = (u32::try_from(size.width), u32::try_from(size.height));
        let size = match pixels {
            (Ok(width), Ok(height)) if width > 0 && height > 0 => Some((width, height)),
            _ => return Err("is a broken picture (it has no pixels)".to_owned()),
        };
        return Ok((mime, ending, size));
    }
    if svg::is_svg(bytes) {
        return Ok(("image/svg+xml", "svg", svg::size(bytes)));
    }
    LINKED_TYPES
        .iter()
        .find(|(ending, _)| *ending == written)
        .map(|(ending, mime)| (*mime, *ending, None))
        .ok_or_else(|| "is no picture that browsers show (PNG, JPEG, GIF, WebP, AVIF or SVG)".to_owned())
}

/// Linked files that are no pictures.
const LINKED_TYPES: &[(&str, &str)] = &[
    ("pdf", "application/pdf"),
    ("txt", "text/plain"),
    ("csv", "text/csv"),
    ("tsv", "text/tab-separated-values"),
    ("json", "application/json"),
    ("zip", "application/zip"),
    ("gz", "application/gzip"),
    ("mp3", "audio/mpeg"),
    ("m4a", "audio/mp4"),
    ("ogg", "audio/ogg"),
    ("oga", "audio/ogg"),
    ("opus", "audio/ogg"),
    ("wav", "audio/wav"),
    ("mp4", "video/mp4"),
    ("webm", "video/webm"),
    ("vtt", "text/vtt"),
    ("epub", "application/epub+zip"),
    ("odt", "application/vnd.oasis.opendocument.text"),
    ("ods", "application/vnd.oasis.opendocument.spreadsheet"),
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
];

/// Whether a linked file with this ending may be copied at all.
pub fn may_be_linked(extension: &str) -> bool {
    matches!(extension, "png" | "jpg" | "jpeg" | "gif" | "webp" | "avif" | "svg")
        || LINKED_TYPES.iter().any(|(ending, _)| *ending == extension)
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
        assert_eq!((picture.mime, picture.size), ("image/png", Some((40, 30))));
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
