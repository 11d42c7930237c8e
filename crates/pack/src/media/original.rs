//! From the bytes of a file to the bytes that are published.
//!
//! 1. Metadata go ([`clean`]); a drawing loses what acts ([`svg::clean`]).
//! 2. A picture that its metadata turned is turned for good, pixel by pixel ([`pixels`]). One too large for that keeps its
//!    orientation, and nothing else, in the file.
//! 3. A picture that was clean and upright stays byte for byte.

use std::borrow::Cow;

use super::clean::{self, Clean};
use super::encode;
use super::kind::{Format, Kind};
use super::pixels;
use crate::svg;

/// What is published of a file.
#[derive(Debug)]
pub(super) struct Published<'b> {
    pub(super) bytes: Cow<'b, [u8]>,
    pub(super) size: Option<(u32, u32)>,
    /// Something in a drawing acted, and was taken out.
    pub(super) lost_script: bool,
    pub(super) is_animated: bool,
}

/// Makes a file fit to be published.
///
/// # Errors
/// When it cannot be, as a remark on the file.
pub(super) fn publish(kind: Kind, bytes: &[u8]) -> Result<Published<'_>, String> {
    let cleaned = match kind.format {
        Format::Jpeg => clean::jpeg::clean(bytes)?,
        Format::Png => clean::png::clean(bytes)?,
        Format::Webp => clean::webp::clean(bytes)?,
        Format::Gif => clean::gif::clean(bytes)?,
        Format::Avif => clean::avif::clean(bytes)?,
        Format::Svg => {
            let drawing = svg::clean(bytes)?;
            let bytes = Cow::Owned(drawing.text.into_bytes());
            return Ok(Published { bytes, size: kind.size, lost_script: drawing.lost_script, is_animated: false });
        }
        Format::Other => {
            let bytes = Cow::Borrowed(bytes);
            return Ok(Published { bytes, size: None, lost_script: false, is_animated: false });
        }
    };
    let is_animated = match kind.format {
        Format::Gif => true,
        Format::Png => clean::png::is_animated(&cleaned.bytes),
        Format::Webp => clean::webp::is_animated(&cleaned.bytes),
        _ => false,
    };
    let (bytes, size) =
        if cleaned.turn.is_none() || is_animated { (cleaned.bytes, kind.size) } else { turned(kind, cleaned) };
    Ok(Published { bytes, size, lost_script: false, is_animated })
}

/// The picture as its maker saw it.
fn turned<'b>(kind: Kind, cleaned: Clean<'b>) -> (Cow<'b, [u8]>, Option<(u32, u32)>) {
    let Clean { bytes, turn } = cleaned;
    let swap = |size: Option<(u32, u32)>| size.map(|(width, height)| (height, width));
    let painted = pixels::decode(kind.format, &bytes).and_then(|decoded| {
        let decoded = decoded.turned(turn);
        let size = (decoded.image.width(), decoded.image.height());
        encode::again(kind.format, &decoded).map(|bytes| (bytes, size))
    });
    match painted {
        Ok((bytes, size)) => (Cow::Owned(bytes), Some(size)),
        Err(_) if kind.format == Format::Jpeg => {
            let size = if turn.is_sideways() { swap(kind.size) } else { kind.size };
            (Cow::Owned(clean::jpeg::marked(&bytes, turn)), size)
        }
        // Other formats are turned by few viewers: as stored is how most have seen it.
        Err(_) => (bytes, kind.size),
    }
}
