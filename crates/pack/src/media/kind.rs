//! What a file is: told from its first bytes for pictures, from its ending for the rest; and what is too large to be taken in.
//!
//! The header is all that is read here, so a picture of 50,000 × 50,000 pixels is refused before anything is reserved for it.

use std::path::Path;

use imagesize::{Compression, ImageType};

use crate::import::extension;
use crate::svg;

/// Bytes of a picture. Camera raw exports reach 60 MB; a page with larger ones would not open on a telephone.
pub(super) const LARGEST_PICTURE: u64 = 64 << 20;
/// Bytes of a linked file, such as a recording.
pub(super) const LARGEST_FILE: u64 = 512 << 20;
/// Pixels along a side and in all: what browsers still decode (Safari stops at 16,384 a side for canvas, at some 260 megapixels
/// for images; Chromium and Firefox at 65,535 a side and 512 megapixels).
pub(super) const LONGEST_SIDE: usize = 32_767;
const MOST_PIXELS: usize = 250_000_000;

const NO_PICTURE: &str = "is no picture that browsers show (PNG, JPEG, GIF, WebP, AVIF or SVG)";

/// How a file is made, and so how it is cleaned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Jpeg,
    Png,
    Webp,
    Gif,
    Avif,
    Svg,
    /// No picture.
    Other,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Kind {
    pub(super) format: Format,
    pub(super) mime: &'static str,
    pub(super) ending: &'static str,
    /// Pixels, of a picture, as its header says.
    pub(super) size: Option<(u32, u32)>,
}

/// Type, ending and size. What claims to be a picture by its name must be one.
pub(super) fn kind(path: &Path, bytes: &[u8]) -> Result<Kind, String> {
    let found = match imagesize::image_type(bytes) {
        Ok(ImageType::Png) => Some((Format::Png, "image/png", "png")),
        Ok(ImageType::Jpeg) => Some((Format::Jpeg, "image/jpeg", "jpg")),
        Ok(ImageType::Gif) => Some((Format::Gif, "image/gif", "gif")),
        Ok(ImageType::Webp) => Some((Format::Webp, "image/webp", "webp")),
        Ok(ImageType::Heif(Compression::Av1)) => Some((Format::Avif, "image/avif", "avif")),
        _ => None,
    };
    if let Some((format, mime, ending)) = found {
        return Ok(Kind { format, mime, ending, size: Some(size(bytes)?) });
    }
    if svg::is_svg(bytes) {
        return Ok(Kind { format: Format::Svg, mime: "image/svg+xml", ending: "svg", size: svg::size(bytes) });
    }
    let written = extension(path);
    let linked = LINKED_TYPES.iter().find(|(ending, _)| *ending == written);
    let (ending, mime) = linked.ok_or_else(|| NO_PICTURE.to_owned())?;
    Ok(Kind { format: Format::Other, mime, ending, size: None })
}

impl Kind {
    pub(super) fn is_picture(self) -> bool {
        self.format != Format::Other
    }
}

/// The type of a picture that was made here.
pub(super) fn made(mime: &str) -> Option<&'static str> {
    ["image/webp", "image/jpeg", "image/png"].into_iter().find(|known| *known == mime)
}

/// The format of a picture that is decoded here.
pub(super) fn decodable(mime: &str) -> Option<Format> {
    match mime {
        "image/jpeg" => Some(Format::Jpeg),
        "image/png" => Some(Format::Png),
        "image/webp" => Some(Format::Webp),
        _ => None,
    }
}

/// What a file that is no picture is told.
pub(super) fn no_picture() -> String {
    NO_PICTURE.to_owned()
}

fn size(bytes: &[u8]) -> Result<(u32, u32), String> {
    let size = imagesize::blob_size(bytes).map_err(|_| "is a broken picture (its size cannot be read)".to_owned())?;
    if size.width.max(size.height) > LONGEST_SIDE || size.width.saturating_mul(size.height) > MOST_PIXELS {
        return Err(format!("has {} × {} pixels, too many for browsers", size.width, size.height));
    }
    match (u32::try_from(size.width), u32::try_from(size.height)) {
        (Ok(width), Ok(height)) if width > 0 && height > 0 => Ok((width, height)),
        _ => Err("is a broken picture (it has no pixels)".to_owned()),
    }
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
