//! JPEG: segments that begin with `FF` and a letter, and after each `SOS` the coded pixels up to the next one.
//!
//! # Source
//! ITU-T T.81, annex B; JFIF 1.02; ICC.1:2010, annex B.4; Adobe TN 5116 (APP14 says how colours were mixed).

use super::exif::Turn;
use super::{Clean, Parts, array, slice};

const START_OF_SCAN: u8 = 0xDA;
const END: u8 = 0xD9;
/// A JFIF segment without a thumbnail.
const JFIF: usize = 18;

/// Without metadata.
///
/// # Errors
/// When it is no JPEG file at all.
pub(in crate::media) fn clean(file: &[u8]) -> Result<Clean<'_>, String> {
    if !file.starts_with(b"\xFF\xD8") {
        return Err("is a broken picture (it does not begin as JPEG files do)".to_owned());
    }
    let mut parts = Parts::new(file);
    parts.keep(0, 2);
    let mut turn = None;
    let mut at = 2;
    while let Some((marker, start, end)) = segment(file, at) {
        let body = slice(file, start + 4, end);
        match marker {
            END => {
                parts.keep(start, end);
                break;
            }
            0xE0 if body.starts_with(b"JFIF\0") && end - start > JFIF => {
                parts.put(b"\xFF\xE0\0\x10");
                parts.put(slice(body, 0, 12));
                // No thumbnail: it would show what was cut away.
                parts.put(&[0, 0]);
            }
            0xE1 if turn.is_none() && body.starts_with(b"Exif\0\0") => turn = Some(Turn::of_exif(body)),
            _ if stays(marker, body) => parts.keep(start, end),
            _ => {}
        }
        at = end;
        if marker == START_OF_SCAN {
            at = end_of_scan(file, end);
            parts.keep(end, at);
        }
    }
    Ok(Clean { bytes: parts.finish(), turn: turn.unwrap_or(Turn::none()) })
}

/// Turned by a segment that says so: for pictures that are too large to be turned pixel by pixel.
pub(in crate::media) fn marked(clean: &[u8], turn: Turn) -> Vec<u8> {
    [slice(clean, 0, 2), &turn.as_jpeg_segment(), slice(clean, 2, clean.len())].concat()
}

/// The next segment at or after `at`: its marker, its first byte and the byte after its last.
fn segment(file: &[u8], at: usize) -> Option<(u8, usize, usize)> {
    let start = at + file.get(at..)?.windows(2).position(is_marker)?;
    let marker = *file.get(start + 1)?;
    if matches!(marker, 0x01 | 0xD0..=END) {
        return Some((marker, start, start + 2));
    }
    let length = usize::from(u16::from_be_bytes(array(file, start + 2)?)).max(2);
    Some((marker, start, (start + 2 + length).min(file.len())))
}

fn is_marker(pair: &[u8]) -> bool {
    matches!(pair, [0xFF, letter] if !matches!(letter, 0x00 | 0xFF))
}

/// Coded pixels go on over `FF 00` (a byte) and `FF D0` to `FF D7` (restarts).
fn end_of_scan(file: &[u8], from: usize) -> usize {
    let ends = |pair: &[u8]| is_marker(pair) && !matches!(pair, [_, 0xD0..=0xD7]);
    let rest = file.get(from..).unwrap_or_default();
    from + rest.windows(2).position(ends).unwrap_or(rest.len())
}

fn stays(marker: u8, body: &[u8]) -> bool {
    match marker {
        0xE0 => body.starts_with(b"JFIF\0"),
        0xE2 => body.starts_with(b"ICC_PROFILE\0"),
        0xEE => body.starts_with(b"Adobe"),
        // Other applications' segments, and comments.
        0xE1..=0xEF | 0xFE => false,
        // Tables, frames and scans; what is reserved or a second start means nothing to a decoder.
        0xC0..=0xCF | 0xDA..=0xDF | 0xD0..=0xD7 => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: &[u8] = b"\xFF\xD8\xFF\xE0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0";
    const PIXELS: &[u8] = b"\xFF\xDB\0\x04\0\0\xFF\xDA\0\x03\0ab\xFF\0c\xFF\xD0d\xFF\xDA\0\x03\0e\xFF\xD9";

    #[test]
    fn a_clean_file_stays_byte_for_byte() {
        let file = [START, PIXELS].concat();
        assert_eq!(clean(&file).unwrap().bytes, std::borrow::Cow::Borrowed(&file[..]));
        assert!(matches!(clean(&file).unwrap().bytes, std::borrow::Cow::Borrowed(_)));
    }

    #[test]
    fn comments_places_and_appended_pictures_go() {
        let xmp = b"\xFF\xE1\0\x0Ahttp://n";
        let comment = b"\xFF\xFE\0\x05Ada";
        let profile = b"\xFF\xE2\0\x10ICC_PROFILE\0\x01\x01";
        let file = [START, xmp, profile, comment, PIXELS, START, PIXELS].concat();
        assert_eq!(clean(&file).unwrap().bytes, [START, profile, PIXELS].concat());
    }

    #[test]
    fn a_thumbnail_in_the_head_goes() {
        let file = [b"\xFF\xD8\xFF\xE0\0\x13JFIF\0\x01\x01\0\0\x01\0\x01\x01\x01rgb", PIXELS].concat();
        assert_eq!(clean(&file).unwrap().bytes, [START, PIXELS].concat());
    }

    #[test]
    fn a_file_that_ends_early_keeps_its_pixels() {
        let file = [START, &PIXELS[..14]].concat();
        assert_eq!(clean(&file).unwrap().bytes, file);
        let file = [START, b"\xFF\xE1\xFF\xFFExif\0\0secret"].concat();
        assert_eq!(clean(&file).unwrap().bytes, START);
    }
}
