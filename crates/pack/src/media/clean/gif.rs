//! GIF, moving or not: a head, then blocks until `3B`. Comments and other applications' notes (XMP among them) go.
//!
//! # Source
//! GIF89a, sections 15 to 26.

use super::exif::Turn;
use super::{Clean, Parts, slice};

/// Applications whose notes say how the picture is shown: how often it repeats, and its colours.
const KEPT: &[&[u8]] = &[b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012"];

/// Without metadata.
///
/// # Errors
/// When it is no GIF file at all.
pub(in crate::media) fn clean(file: &[u8]) -> Result<Clean<'_>, String> {
    if !file.starts_with(b"GIF8") {
        return Err("is a broken picture (it does not begin as GIF files do)".to_owned());
    }
    let mut parts = Parts::new(file);
    let mut at = 13 + file.get(10).map_or(0, |flags| table(*flags));
    parts.keep(0, at);
    while let Some(first) = file.get(at) {
        let (body, stays) = match (first, file.get(at + 1)) {
            (0x21, Some(0xFE)) => (at + 2, false),
            (0x21, Some(0xFF)) => (at + 2, KEPT.contains(&slice(file, at + 3, at + 14))),
            (0x21, Some(_)) => (at + 2, true),
            (0x2C, _) => (at + 11 + file.get(at + 9).map_or(0, |flags| table(*flags)), true),
            (0x3B, _) => {
                parts.keep(at, at + 1);
                break;
            }
            // Nothing that a reader could go on from.
            _ => break,
        };
        let end = end_of_blocks(file, body);
        if stays {
            parts.keep(at, end);
        }
        at = end;
    }
    Ok(Clean { bytes: parts.finish(), turn: Turn::none() })
}

/// Bytes of the colour table that flags announce.
fn table(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}

/// Behind blocks that each begin with their length, the last of which is 0.
fn end_of_blocks(file: &[u8], from: usize) -> usize {
    let mut at = from;
    while let Some(length) = file.get(at) {
        at += 1 + usize::from(*length);
        if *length == 0 {
            break;
        }
    }
    at.min(file.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_go_and_the_animation_stays_byte_for_byte() {
        let head = b"GIF89a\x01\0\x01\0\x80\0\0rgbRGB";
        let repeats = b"\x21\xFF\x0BNETSCAPE2.0\x03\x01\0\0\0";
        let frame = b"\x21\xF9\x04\0\0\0\0\0\x2C\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0";
        let moving = [&head[..], repeats, frame, frame, b"\x3B"].concat();
        assert!(matches!(clean(&moving).unwrap().bytes, std::borrow::Cow::Borrowed(_)));
        let xmp = b"\x21\xFF\x0BXMP DataXMP\x03gps\0";
        let told = [&head[..], repeats, b"\x21\xFE\x03Ada\0", frame, xmp, frame, b"\x3Bappended"].concat();
        assert_eq!(clean(&told).unwrap().bytes, moving);
    }

    #[test]
    fn a_file_that_ends_anywhere_is_read_to_its_end() {
        let whole =
            b"GIF89a\x01\0\x01\0\x80\0\0rgbRGB\x21\xFE\x03Ada\0\x2C\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0\x3B";
        for end in 4..whole.len() {
            assert!(clean(&whole[..end]).unwrap().bytes.len() <= end);
        }
    }
}
