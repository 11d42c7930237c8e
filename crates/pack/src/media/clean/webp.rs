//! WebP, moving or not: `RIFF size WEBP`, then chunks of `type | size u32 | data | padding to an even length`.
//!
//! # Source
//! RFC 9649, sections 2.3 to 2.7.

use super::exif::Turn;
use super::{Clean, Parts, array, length, slice};

const HEAD: usize = 12;
const KEPT: &[&[u8; 4]] = &[b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP"];
/// Bits of the first byte of `VP8X`.
const HAS_PROFILE: u8 = 0x20;
const HAS_ALPHA: u8 = 0x10;
const HAS_EXIF: u8 = 0x08;
const HAS_XMP: u8 = 0x04;
const IS_ANIMATED: u8 = 0x02;

/// Without metadata.
///
/// # Errors
/// When it is no WebP file at all.
pub(in crate::media) fn clean(file: &[u8]) -> Result<Clean<'_>, String> {
    if slice(file, 0, 4) != b"RIFF" || slice(file, 8, HEAD) != b"WEBP" {
        return Err("is a broken picture (it does not begin as WebP files do)".to_owned());
    }
    let declared = length(u32::from_le_bytes(array(file, 4).unwrap_or_default())).saturating_add(8);
    let end_of_file = declared.min(file.len());
    let mut parts = Parts::new(file);
    parts.keep(0, HEAD);
    let mut turn = Turn::none();
    let mut at = HEAD;
    while at < end_of_file
        && let (Some(name), Some(size)) = (array::<4>(file, at), array::<4>(file, at + 4))
    {
        let size = length(u32::from_le_bytes(size));
        let data_end = (at + 8).saturating_add(size);
        let end = data_end.saturating_add(size % 2).min(end_of_file);
        if &name == b"EXIF" {
            turn = Turn::of_exif(slice(file, at + 8, data_end));
        }
        if KEPT.contains(&&name) {
            parts.keep(at, end);
        }
        at = end;
    }
    let mut bytes = parts.finish();
    let is_honest = declared == bytes.len();
    let flags = flags(&bytes).unwrap_or_default();
    if !is_honest || flags & (HAS_EXIF | HAS_XMP) != 0 {
        let size = u32::try_from(bytes.len().saturating_sub(8)).unwrap_or(u32::MAX);
        let owned = bytes.to_mut();
        if let Some(field) = owned.get_mut(4..8) {
            field.copy_from_slice(&size.to_le_bytes());
        }
        if slice(owned, HEAD, HEAD + 4) == b"VP8X"
            && let Some(field) = owned.get_mut(HEAD + 8)
        {
            *field &= !(HAS_EXIF | HAS_XMP);
        }
    }
    Ok(Clean { bytes, turn })
}

/// Whether several pictures follow each other.
pub(in crate::media) fn is_animated(file: &[u8]) -> bool {
    flags(file).is_some_and(|flags| flags & IS_ANIMATED != 0)
}

/// A picture as an encoder gives it (one chunk, no extensions), with a colour profile.
pub(in crate::media) fn with_profile(file: Vec<u8>, profile: &[u8], size: (u32, u32), has_alpha: bool) -> Vec<u8> {
    let (width, height) = size;
    let chunks = slice(&file, HEAD, file.len());
    let Ok(profile_size) = u32::try_from(profile.len()) else { return file };
    // An encoder that wrote the extended form has said more than can be added to here.
    if slice(chunks, 0, 4) == b"VP8X" {
        return insert_profile(&file, profile);
    }
    let three = |number: u32| number.saturating_sub(1).to_le_bytes();
    let mut body = b"WEBPVP8X\x0A\0\0\0".to_vec();
    body.extend([HAS_PROFILE | if has_alpha { HAS_ALPHA } else { 0 }, 0, 0, 0]);
    body.extend(three(width).iter().take(3));
    body.extend(three(height).iter().take(3));
    append_profile(&mut body, profile, profile_size);
    body.extend_from_slice(chunks);
    in_riff(&body)
}

fn insert_profile(file: &[u8], profile: &[u8]) -> Vec<u8> {
    let Ok(profile_size) = u32::try_from(profile.len()) else { return file.to_vec() };
    let extended = HEAD + 8 + 10;
    let mut body = slice(file, 8, extended).to_vec();
    if let Some(flags) = body.get_mut(12) {
        *flags |= HAS_PROFILE;
    }
    append_profile(&mut body, profile, profile_size);
    body.extend_from_slice(slice(file, extended, file.len()));
    in_riff(&body)
}

fn append_profile(body: &mut Vec<u8>, profile: &[u8], size: u32) {
    body.extend(b"ICCP");
    body.extend(size.to_le_bytes());
    body.extend_from_slice(profile);
    body.extend(std::iter::repeat_n(0, profile.len() % 2));
}

fn in_riff(body: &[u8]) -> Vec<u8> {
    let size = u32::try_from(body.len()).unwrap_or(u32::MAX);
    [b"RIFF", &size.to_le_bytes()[..], body].concat()
}

fn flags(file: &[u8]) -> Option<u8> {
    if slice(file, HEAD, HEAD + 4) == b"VP8X" { file.get(HEAD + 8).copied() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunk(name: &str, data: &[u8]) -> Vec<u8> {
        let size = u32::try_from(data.len()).unwrap().to_le_bytes();
        let padding: &[u8] = if data.len() % 2 == 1 { b"\0" } else { b"" };
        [name.as_bytes(), &size, data, padding].concat()
    }

    fn extended(flags: u8) -> Vec<u8> {
        chunk("VP8X", &[flags, 0, 0, 0, 3, 0, 0, 3, 0, 0])
    }

    #[test]
    fn exif_and_xmp_go_and_the_header_says_so() {
        let pixels = chunk("VP8L", b"odd");
        let exif = chunk("EXIF", b"II\x2A\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0");
        let file = in_riff(&[b"WEBP".to_vec(), extended(0x0C), pixels.clone(), exif, chunk("XMP ", b"gps")].concat());
        let cleaned = clean(&[&file[..], b"appended"].concat()).unwrap().bytes.into_owned();
        assert_eq!(cleaned, in_riff(&[b"WEBP".to_vec(), extended(0), pixels].concat()));
        assert_eq!(clean(&file).unwrap().turn.number(), 6);
        assert!(matches!(clean(&cleaned).unwrap().bytes, std::borrow::Cow::Borrowed(_)));
    }

    #[test]
    fn a_profile_is_added_in_either_form() {
        let pixels = chunk("VP8 ", b"data");
        let expected =
            in_riff(&[b"WEBP".to_vec(), extended(HAS_PROFILE), chunk("ICCP", b"profile"), pixels.clone()].concat());
        let simple = in_riff(&[b"WEBP".to_vec(), pixels.clone()].concat());
        assert_eq!(with_profile(simple, b"profile", (4, 4), false), expected);
        let long = in_riff(&[b"WEBP".to_vec(), extended(0), pixels].concat());
        assert_eq!(with_profile(long, b"profile", (4, 4), false), expected);
    }

    #[test]
    fn sizes_beyond_the_file_end_it() {
        let file = [&b"RIFF\xFF\xFF\xFF\xFFWEBPEXIF\xFF\xFF\xFF\xFF"[..], b"secret"].concat();
        assert_eq!(clean(&file).unwrap().bytes.as_ref(), b"RIFF\x04\0\0\0WEBP");
    }
}
