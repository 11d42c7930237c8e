//! PNG and APNG: a signature, then chunks of `length u32 | type | data | checksum`.
//!
//! # Source
//! PNG, third edition (W3C), sections 5.3, 11 and table 7.

use super::exif::Turn;
use super::{Clean, Parts, array, length, slice};

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Pixels, colours and animation. Not here: text, time, Exif, histogram, palettes for editors, and what nobody registered.
const KEPT: &[&[u8; 4]] = &[
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP", b"mDCV",
    b"cLLI", b"bKGD", b"pHYs", b"acTL", b"fcTL", b"fdAT",
];

/// Without metadata.
///
/// # Errors
/// When it is no PNG file at all.
pub(in crate::media) fn clean(file: &[u8]) -> Result<Clean<'_>, String> {
    if !file.starts_with(SIGNATURE) {
        return Err("is a broken picture (it does not begin as PNG files do)".to_owned());
    }
    let mut parts = Parts::new(file);
    parts.keep(0, SIGNATURE.len());
    let mut turn = Turn::none();
    let mut at = SIGNATURE.len();
    while let (Some(size), Some(name)) = (array::<4>(file, at), array::<4>(file, at + 4)) {
        let data_end = (at + 8).saturating_add(length(u32::from_be_bytes(size)));
        let end = data_end.saturating_add(4).min(file.len());
        if &name == b"eXIf" {
            turn = Turn::of_exif(slice(file, at + 8, data_end));
        }
        if KEPT.contains(&&name) {
            parts.keep(at, end);
        }
        if &name == b"IEND" {
            break;
        }
        at = end;
    }
    Ok(Clean { bytes: parts.finish(), turn })
}

/// Whether several pictures follow each other.
pub(in crate::media) fn is_animated(clean: &[u8]) -> bool {
    // `acTL` stands before the first pixels, and what stands there is short.
    let head = clean.windows(4).position(|name| name == b"IDAT").and_then(|end| clean.get(..end));
    head.is_some_and(|head| head.windows(4).any(|name| name == b"acTL"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunk(name: &str, data: &[u8]) -> Vec<u8> {
        let size = u32::try_from(data.len()).unwrap().to_be_bytes();
        [&size[..], name.as_bytes(), data, b"crc!"].concat()
    }

    #[test]
    fn text_time_and_what_follows_the_end_go() {
        let [start, pixels, end] = [chunk("IHDR", &[0; 13]), chunk("IDAT", b"pixels"), chunk("IEND", b"")];
        let clean_file = [SIGNATURE, &start, &pixels, &end].concat();
        assert!(matches!(clean(&clean_file).unwrap().bytes, std::borrow::Cow::Borrowed(_)));
        let secrets =
            [chunk("tEXt", b"Author\0Ada"), chunk("iTXt", b"XML"), chunk("tIME", b"now"), chunk("puRE", b"x")];
        let file = [SIGNATURE, &start, &secrets.concat(), &pixels, &end, b"appended"].concat();
        assert_eq!(clean(&file).unwrap().bytes, clean_file);
    }

    #[test]
    fn an_orientation_is_found_and_leaves_with_the_rest() {
        let exif = chunk("eXIf", b"MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x08\0\0\0\0\0\0");
        let file = [SIGNATURE, &chunk("IHDR", &[0; 13]), &exif, &chunk("IEND", b"")].concat();
        let cleaned = clean(&file).unwrap();
        assert_eq!(cleaned.turn.number(), 8);
        assert!(!cleaned.bytes.windows(4).any(|name| name == b"eXIf"));
    }

    #[test]
    fn a_chunk_longer_than_the_file_ends_it() {
        let file = [SIGNATURE, b"\xFF\xFF\xFF\xFFtEXtsecret"].concat();
        assert_eq!(clean(&file).unwrap().bytes, SIGNATURE);
    }
}
