//! The orientation out of an Exif block, and the smallest block that says nothing else.
//!
//! ```text
//! "II" or "MM" | 42 | offset of the first directory
//! directory: count | count × (tag u16, type u16, count u32, value u32) | …
//! ```
//!
//! # Source
//! Exif 2.32, sections 4.5 and 4.6.4 (tag 0x0112).

use super::array;

/// Tag of the orientation.
const ORIENTATION: u16 = 0x0112;
/// Entries of a directory that are looked at; cameras write some twenty.
const MOST_ENTRIES: u16 = 512;

/// How the stored rows and columns become the picture, as Exif numbers it: 1 to 8.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::media) struct Turn(u8);

impl Turn {
    pub(in crate::media) fn none() -> Turn {
        Turn(1)
    }

    /// As stored, or saying nothing sensible.
    pub(in crate::media) fn is_none(self) -> bool {
        !(2..=8).contains(&self.0)
    }

    /// Whether width and height change places.
    pub(in crate::media) fn is_sideways(self) -> bool {
        (5..=8).contains(&self.0)
    }

    pub(in crate::media) fn number(self) -> u8 {
        self.0
    }

    /// Out of an Exif block, with or without its name in front.
    pub(super) fn of_exif(block: &[u8]) -> Turn {
        let tiff = block.strip_prefix(b"Exif\0\0").unwrap_or(block);
        Turn(orientation(tiff).unwrap_or(1))
    }

    /// An APP1 segment of a JPEG file that says this and nothing else.
    pub(super) fn as_jpeg_segment(self) -> Vec<u8> {
        let mut segment = b"\xFF\xE1\x00\x22Exif\0\0MM\0\x2A\0\0\0\x08\0\x01".to_vec();
        segment.extend(ORIENTATION.to_be_bytes());
        // A short, one of it, in the upper half of the value; no further directory.
        segment.extend([0, 3, 0, 0, 0, 1, 0, self.0, 0, 0, 0, 0, 0, 0]);
        segment
    }
}

fn orientation(tiff: &[u8]) -> Option<u8> {
    let is_little = match tiff.get(..2)? {
        b"II" => true,
        b"MM" => false,
        _ => return None,
    };
    let short = |at: usize| {
        let bytes = array::<2>(tiff, at)?;
        Some(if is_little { u16::from_le_bytes(bytes) } else { u16::from_be_bytes(bytes) })
    };
    let long = array::<4>(tiff, 4)?;
    let directory = super::length(if is_little { u32::from_le_bytes(long) } else { u32::from_be_bytes(long) });
    let count = short(directory)?.min(MOST_ENTRIES);
    for index in 0..usize::from(count) {
        let entry = directory.checked_add(2 + index * 12)?;
        if short(entry)? == ORIENTATION {
            return u8::try_from(short(entry + 8)?).ok();
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_orientation_is_read_in_both_byte_orders() {
        let big = b"MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
        let little = b"II\x2A\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
        assert_eq!(Turn::of_exif(big), Turn(6));
        assert_eq!(Turn::of_exif(little), Turn(6));
        assert_eq!(Turn::of_exif(&[b"Exif\0\0", &little[..]].concat()), Turn(6));
    }

    #[test]
    fn a_block_that_lies_about_itself_turns_nothing() {
        for block in [
            &b""[..],
            b"MM",
            b"MM\0\x2A\xFF\xFF\xFF\xFF",
            b"MM\0\x2A\0\0\0\x08\xFF\xFF",
            b"MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x63\0\0",
        ] {
            assert!(Turn::of_exif(block).is_none(), "{block:?}");
        }
    }

    #[test]
    fn the_smallest_segment_says_what_it_should() {
        let segment = Turn(6).as_jpeg_segment();
        assert_eq!(segment.len(), 36);
        assert_eq!(Turn::of_exif(&segment[4..]), Turn(6));
    }
}
