//! The same picture, smaller, and a hint of it: what browsers choose from (`srcset`) and what they show while they wait.
//!
//! 1. The picture is decoded once, and made smaller step by step, each width from the one before it.
//! 2. Every step becomes a WebP file, unless it saves less than a tenth of the next larger one. A picture wider than the widest step
//!    also gets that step in its own format, for programs that read no WebP.
//! 3. The last step, [`PREVIEW`] pixels, becomes an address that holds it.
//! 4. The result is kept in the [`Workshop`] under the hash of the picture, so that a second pack decodes nothing. What it names is
//!    looked for there and in the site itself.
//!
//! Moving pictures, drawings, AVIF and pictures of under [`SMALLEST`] bytes stay alone.
//!
//! # Source
//! The encoder by measurement, 8 pictures of the sample and 19 of a large blog, 55 steps in all, one thread (release build):
//!
//! | encoder | sample, KB | seconds | blog, KB | seconds |
//! |---|---|---|---|---|
//! | libwebp, quality 75, method 2 | 399 | 0.36 | 963 | 0.77 |
//! | libwebp, quality 75, method 4 | 383 | 0.82 | 930 | 1.63 |
//! | libwebp, quality 80, method 4 | 480 | 0.88 | 1,053 | 1.72 |
//! | rav1e (`ravif`), quality 65, speed 9 | 358 | 13.89 | 1,152 | 28.27 |
//! | JPEG, quality 80 (`image`) | 1,190 | 0.36 | 2,290 | 0.79 |
//! | WebP without loss (`image`) | 7,568 | 0.15 | 3,930 | 0.13 |
//!
//! libwebp adds 25 seconds to a clean build on one core, rav1e and what it needs some 75.

use std::io;
use std::sync::Arc;

use image::DynamicImage;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use tidings_bundle::Rendition;

use super::kind::{self, Format};
use super::pixels::{self, Decoded};
use super::workshop::Workshop;
use super::{MediaStore, Stored, encode, hash, named_with_width};
use crate::progress::Step;

/// Pixels across: a card of a list (`Place` in src/picture.rs says how wide pictures stand), the same on a telephone, an article's
/// column, a wide picture or a telephone's column at three pixels a dot, a large screen. A browser takes the next larger one, at most
/// some twice what it needs.
const WIDTHS: [u32; 5] = [1600, 1080, 720, 480, 320];
/// Bytes of a picture below which smaller ones save nobody a noticeable time: a packet flight at the start of a connection carries 14 KB.
const SMALLEST: u64 = 14 << 10;
/// libwebp's own default, of photographs.
const PHOTOGRAPH: f32 = 75.0;
/// Of PNG, which is lines and letters more often: those show what is lost sooner.
const LINES: f32 = 80.0;
/// Of JPEG for programs that read nothing else.
const FALLBACK: u8 = 80;
/// Pixels across of the hint. With 16 it has some 100 bytes and shows where the sky is.
const PREVIEW: u32 = 16;
const PREVIEW_QUALITY: f32 = 30.0;
/// Bytes of a hint as WebP; what is larger costs every reader of the list more than it gives.
const LARGEST_PREVIEW: usize = 400;

/// What goes with a picture.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Companions {
    /// Narrow to wide; of one width, WebP first.
    pub renditions: Vec<Made>,
    /// `data:image/webp;base64,…`
    pub preview: Option<String>,
    /// Why there are none, where a person should know.
    pub remark: Option<String>,
}

/// A file that was made of a picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    /// `media/<hash>-<width>.<extension>`
    pub name: String,
    pub width: u32,
    pub mime: String,
    pub bytes: u64,
    pub sha256: String,
}

impl Made {
    pub(super) fn to_rendition(&self) -> Rendition {
        Rendition {
            src: self.name.clone(),
            width: self.width,
            mime: Some(self.mime.clone()),
            bytes: Some(self.bytes),
            sha256: Some(self.sha256.clone()),
            ..Rendition::default()
        }
    }
}

/// Makes what goes with all pictures, on all cores. Reads what an earlier pack has made.
pub(super) fn make_all(store: &MediaStore) -> Vec<(String, Companions)> {
    let files = store.files();
    let pictures: Vec<_> = files.iter().filter(|stored| stored.is_picture()).collect();
    let counting = store.progress.begin(Step::Pictures, Some(pictures.len()));
    let make = |stored: &&Arc<Stored>| {
        let companions = companions(stored, &store.workshop);
        counting.one();
        (stored.name.clone(), companions)
    };
    pictures.par_iter().map(make).collect()
}

fn companions(stored: &Stored, workshop: &Workshop) -> Companions {
    let Some(format) = format(stored) else {
        return Companions::default();
    };
    let record = format!("made/{}.json", stored.sha256);
    let known = workshop.read(&record).and_then(|bytes| serde_json::from_slice::<Companions>(&bytes).ok());
    if let Some(known) = known.filter(|known| known.renditions.iter().all(|made| workshop.has(&made.name, made.bytes)))
    {
        return known;
    }
    let bytes = match std::fs::read(&stored.source) {
        Ok(bytes) if hash(&bytes) == stored.sha256 => bytes,
        // What another pack would meet again is kept; this is none of it.
        _ => return Companions { remark: Some("changed while it was packed".to_owned()), ..Companions::default() },
    };
    let made = make(format, stored, &bytes, workshop);
    let companions = made.unwrap_or_else(|why| Companions { remark: Some(why), ..Companions::default() });
    if let Ok(text) = serde_json::to_vec(&companions) {
        // Without it the next pack works once more; nothing else depends on it.
        let _ = workshop.keep(&record, &text);
    }
    companions
}

/// Of pictures that are worth it.
fn format(stored: &Stored) -> Option<Format> {
    if stored.is_animated || stored.bytes < SMALLEST {
        return None;
    }
    kind::decodable(&stored.mime)
}

fn make(format: Format, stored: &Stored, bytes: &[u8], workshop: &Workshop) -> Result<Companions, String> {
    let Decoded { image, profile, .. } = &pixels::decode(format, bytes)?;
    let mut companions = Companions::default();
    let quality = if format == Format::Png { LINES } else { PHOTOGRAPH };
    let mut least = stored.bytes;
    let mut smaller: Option<DynamicImage> = None;
    for (place, width) in WIDTHS.into_iter().enumerate().filter(|(_, width)| *width < image.width()) {
        let step = pixels::shrink(smaller.as_ref().unwrap_or(image), width)?;
        if place == 0
            && let Some((bytes, mime, ending)) = fallback(format, &step, profile.as_deref())
            && saves(&bytes, stored.bytes)
        {
            companions.renditions.push(keep(workshop, &bytes, width, mime, ending)?);
        }
        // A step too tall for the format is left out, and the next one is tried.
        if let Ok(bytes) = encode::webp(&step, quality, profile.as_deref())
            && saves(&bytes, least)
        {
            least = bytes.len() as u64;
            companions.renditions.push(keep(workshop, &bytes, width, "image/webp", "webp")?);
        }
        smaller = Some(step);
    }
    companions.renditions.reverse();
    companions.preview = preview(smaller.as_ref().unwrap_or(image));
    Ok(companions)
}

/// A step in the picture's own format.
fn fallback(
    format: Format,
    step: &DynamicImage,
    profile: Option<&[u8]>,
) -> Option<(Vec<u8>, &'static str, &'static str)> {
    match format {
        Format::Jpeg => Some((encode::jpeg(step, FALLBACK, profile).ok()?, "image/jpeg", "jpg")),
        Format::Png => Some((encode::png(step, profile).ok()?, "image/png", "png")),
        _ => None,
    }
}

/// At least a tenth, so that a file, a request and a place in caches are worth it.
fn saves(bytes: &[u8], than: u64) -> bool {
    (bytes.len() as u64).saturating_mul(10) < than.saturating_mul(9)
}

fn keep(workshop: &Workshop, bytes: &[u8], width: u32, mime: &str, ending: &str) -> Result<Made, String> {
    let sha256 = hash(bytes);
    let name = named_with_width(&sha256, width, ending);
    workshop.keep(&name, bytes).map_err(|error: io::Error| format!("cannot be kept ({error})"))?;
    Ok(Made { name, width, mime: mime.to_owned(), bytes: bytes.len() as u64, sha256 })
}

/// A hint; none where something could be seen through it, or of what is many times taller than wide.
fn preview(image: &DynamicImage) -> Option<String> {
    if image.color().has_alpha() || image.height() / image.width().max(1) > 4 {
        return None;
    }
    let tiny = pixels::shrink(image, PREVIEW.min(image.width())).ok()?;
    let bytes = encode::webp(&tiny, PREVIEW_QUALITY, None).ok()?;
    (bytes.len() <= LARGEST_PREVIEW).then(|| encode::as_address("image/webp", &bytes))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use image::{ImageFormat, Rgb, RgbImage};

    use super::*;

    /// Something that neither format packs into nothing.
    fn picture(folder: &Path, width: u32, height: u32, format: ImageFormat) -> std::path::PathBuf {
        let mut noise = 1_u32;
        let image = RgbImage::from_fn(width, height, |x, y| {
            noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            Rgb([(x / 4) as u8, (y / 4) as u8, (noise >> 27) as u8])
        });
        let path = folder.join(format!("{width}.{}", format.extensions_str()[0]));
        image.save_with_format(&path, format).unwrap();
        path
    }

    fn made(path: &Path, workshop: Workshop) -> Companions {
        let store = MediaStore::new(workshop);
        store.add_picture(path).unwrap();
        make_all(&store).pop().unwrap().1
    }

    #[test]
    fn a_picture_has_smaller_ones_and_never_larger_ones() {
        let folder = tempfile::tempdir().unwrap();
        let widths = |width: u32, format| {
            let path = picture(folder.path(), width, width / 8, format);
            let made = made(&path, Workshop::default());
            made.renditions.iter().map(|made| (made.width, made.mime.clone())).collect::<Vec<_>>()
        };
        let webp = |width: u32| (width, "image/webp".to_owned());
        assert_eq!(widths(1000, ImageFormat::Png), [webp(320), webp(480), webp(720)]);
        assert_eq!(widths(300, ImageFormat::Png), []);
        assert_eq!(widths(480, ImageFormat::Png), [webp(320)]);
        let fallback = (1600, "image/jpeg".to_owned());
        assert_eq!(
            widths(2000, ImageFormat::Jpeg),
            [webp(320), webp(480), webp(720), webp(1080), webp(1600), fallback]
        );
    }

    #[test]
    fn a_hint_is_a_few_bytes_and_can_be_decoded() {
        let folder = tempfile::tempdir().unwrap();
        let path = picture(folder.path(), 1000, 700, ImageFormat::Jpeg);
        let preview = made(&path, Workshop::default()).preview.unwrap();
        assert!(preview.len() < 300, "{}", preview.len());
        let bytes = base64::Engine::decode(
            &base64::prelude::BASE64_STANDARD,
            preview.strip_prefix("data:image/webp;base64,").unwrap(),
        );
        let tiny = image::load_from_memory_with_format(&bytes.unwrap(), ImageFormat::WebP).unwrap();
        assert_eq!((tiny.width(), tiny.height()), (16, 11));
    }

    #[test]
    fn a_second_pack_decodes_nothing() {
        let (folder, cache) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let path = picture(folder.path(), 1000, 100, ImageFormat::Png);
        let first = made(&path, Workshop::in_folder(cache.path()));
        assert!(!first.renditions.is_empty());
        // Another picture under the known hash: whoever decoded it would find out.
        let stored = MediaStore::new(Workshop::in_folder(cache.path())).add_picture(&path).unwrap();
        std::fs::write(&path, b"no picture any more").unwrap();
        assert_eq!(companions(&stored, &Workshop::in_folder(cache.path())), first);
        // Half a cache is no cache.
        let lost = Workshop::in_folder(cache.path()).keep(&first.renditions[0].name, b"x").unwrap();
        assert!(companions(&stored, &Workshop::in_folder(cache.path())).remark.is_some(), "{lost:?}");
    }

    #[test]
    fn what_lies_in_the_site_is_not_made_again() {
        let (folder, cache, site) =
            (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let path = picture(folder.path(), 1000, 100, ImageFormat::Png);
        let first = made(&path, Workshop::in_folder(cache.path()));
        let stored = MediaStore::new(Workshop::in_folder(cache.path())).add_picture(&path).unwrap();
        std::fs::create_dir(site.path().join("media")).unwrap();
        let workshop = Workshop::in_folder(cache.path()).beside(site.path());
        for made in &first.renditions {
            std::fs::rename(workshop.path(&made.name).unwrap(), site.path().join(&made.name)).unwrap();
        }
        std::fs::write(&path, b"no picture any more").unwrap();
        assert_eq!(companions(&stored, &workshop), first);
    }
}
