//! AVIF: boxes of `size u32 | type | …`. Metadata are items beside the picture, which `iinf` names and `iloc` places.
//!
//! The bytes of such items are overwritten with zeros, so that nothing else has to move; the boxes that name them stay. Files whose
//! places this reader does not understand are refused: better no picture than one that tells where its maker lives.
//!
//! # Source
//! ISO/IEC 14496-12, sections 8.11.3 (`iloc`) and 8.11.6 (`iinf`); 23008-12, annex A (`Exif`, `mime`).

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::exif::Turn;
use super::{Clean, array, length, slice};

/// Pieces of metadata in one file; editors write one or two.
const MOST_PIECES: usize = 64;

const UNKNOWN: &str = "holds metadata that cannot be removed: export it without";

/// Without metadata. How an AVIF picture is turned stands beside its pixels (`irot`, `imir`), not in the metadata.
///
/// # Errors
/// When its metadata cannot be found.
pub(in crate::media) fn clean(file: &[u8]) -> Result<Clean<'_>, String> {
    let mut bytes = Cow::Borrowed(file);
    let meta = find(file, (0, file.len()), b"meta").map(|(start, end)| (start + 4, end));
    if let Some(meta) = meta {
        let names = metadata_items(file, meta);
        if !names.is_empty() {
            let places = places(file, meta, &names).ok_or_else(|| UNKNOWN.to_owned())?;
            for (start, end) in places {
                bytes.to_mut().get_mut(start..end).ok_or_else(|| UNKNOWN.to_owned())?.fill(0);
            }
        }
    }
    Ok(Clean { bytes, turn: Turn::none() })
}

/// The inside of the first box of this type.
fn find(file: &[u8], (mut at, end): (usize, usize), name: &[u8; 4]) -> Option<(usize, usize)> {
    while at + 8 <= end {
        let size = length(u32::from_be_bytes(array(file, at)?));
        let (head, size) = match size {
            0 => (8, end - at),
            1 => (16, usize::try_from(u64::from_be_bytes(array(file, at + 8)?)).ok()?),
            size => (8, size),
        };
        let box_end = at.checked_add(size)?.min(end);
        if size < head {
            return None;
        }
        if slice(file, at + 4, at + 8) == name {
            return Some(((at + head).min(box_end), box_end));
        }
        at = box_end;
    }
    None
}

/// Numbers of the items that are Exif or XMP.
fn metadata_items(file: &[u8], meta: (usize, usize)) -> BTreeSet<u32> {
    let mut items = BTreeSet::new();
    let Some((start, end)) = find(file, meta, b"iinf") else { return items };
    let mut at = start + if file.get(start) == Some(&0) { 6 } else { 8 };
    while at < end
        && let Some((inside, next)) = find(file, (at, end), b"infe")
    {
        let version = file.get(inside).copied().unwrap_or_default();
        let (number, name) = if version < 3 {
            (array(file, inside + 4).map(|bytes| u32::from(u16::from_be_bytes(bytes))), inside + 8)
        } else {
            (array(file, inside + 4).map(u32::from_be_bytes), inside + 10)
        };
        if matches!(slice(file, name, name + 4), b"Exif" | b"mime" | b"uri ") {
            items.extend(number);
        }
        at = next;
    }
    items
}

/// Where these items lie, all of them; `None` if that is not said in a way that is understood here.
fn places(file: &[u8], meta: (usize, usize), items: &BTreeSet<u32>) -> Option<Vec<(usize, usize)>> {
    let (start, end) = find(file, meta, b"iloc")?;
    let mut reader = Reader { file, at: start + 4, end };
    let version = *file.get(start)?;
    let [sizes, more] = [reader.number(1)?, reader.number(1)?];
    let [offset_size, length_size] = [sizes >> 4, sizes & 15];
    let base_size = more >> 4;
    let index_size = if version == 0 { 0 } else { more & 15 };
    let wide = if version < 2 { 2 } else { 4 };
    let count = reader.number(wide)?;
    let inside_meta = find(file, meta, b"idat").map(|(start, _)| start);
    // Pieces that take no room in the table could be counted without end.
    let takes_room = index_size + offset_size + length_size > 0;
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    for _ in 0..count {
        let item = u32::try_from(reader.number(wide)?).ok()?;
        let method = if version == 0 { 0 } else { reader.number(2)? & 15 };
        reader.number(2)?;
        let base = reader.number(base_size)?;
        let pieces = reader.number(2)?;
        for _ in 0..if takes_room { pieces } else { pieces.min(1) } {
            reader.number(index_size)?;
            let [offset, size] = [reader.number(offset_size)?, reader.number(length_size)?];
            if items.contains(&item) {
                seen.insert(item);
                // No length stands for the whole file.
                if size == 0 || found.len() >= MOST_PIECES {
                    return None;
                }
                let origin = match method {
                    0 => 0,
                    1 => inside_meta?,
                    _ => return None,
                };
                let from = origin.checked_add(usize::try_from(base.checked_add(offset)?).ok()?)?;
                found.push((from, from.checked_add(usize::try_from(size).ok()?)?));
            }
        }
    }
    (seen.len() == items.len()).then_some(found)
}

struct Reader<'b> {
    file: &'b [u8],
    at: usize,
    end: usize,
}

impl Reader<'_> {
    fn number(&mut self, bytes: u64) -> Option<u64> {
        let end = self.at.checked_add(usize::try_from(bytes).ok()?).filter(|end| *end <= self.end)?;
        let number = self.file.get(self.at..end)?.iter().fold(0, |number: u64, byte| number << 8 | u64::from(*byte));
        self.at = end;
        Some(number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn boxed(name: &str, inside: &[u8]) -> Vec<u8> {
        let size = u32::try_from(inside.len() + 8).unwrap().to_be_bytes();
        [&size, name.as_bytes(), inside].concat()
    }

    /// A picture whose item 2 is Exif, placed at `offset`.
    fn picture(offset: u32) -> Vec<u8> {
        let entry =
            |number: u8, name: &str| boxed("infe", &[&[2, 0, 0, 0, 0, number, 0, 0], name.as_bytes(), b"\0"].concat());
        let names = boxed("iinf", &[&[0, 0, 0, 0, 0, 2][..], &entry(1, "av01"), &entry(2, "Exif")].concat());
        let offset = offset.to_be_bytes();
        let place = |number: u8| [&[0, number, 0, 0, 0, 1][..], &offset, &[0, 0, 0, 6]].concat();
        let places = boxed("iloc", &[&[0, 0, 0, 0, 0x44, 0, 0, 2][..], &place(1), &place(2)].concat());
        let meta = boxed("meta", &[&[0; 4][..], &names, &places].concat());
        [boxed("ftyp", b"avif"), meta, boxed("mdat", b"secret")].concat()
    }

    #[test]
    fn metadata_become_zeros_and_nothing_moves() {
        let offset = u32::try_from(picture(0).len() - 6).unwrap();
        let file = picture(offset);
        let cleaned = clean(&file).unwrap().bytes.into_owned();
        assert_eq!(cleaned.len(), file.len());
        assert!(!cleaned.windows(6).any(|bytes| bytes == b"secret"));
        assert!(matches!(clean(&boxed("ftyp", b"avif")).unwrap().bytes, Cow::Borrowed(_)));
    }

    #[test]
    fn metadata_that_cannot_be_found_keep_the_picture_out() {
        assert!(clean(&picture(u32::MAX)).unwrap_err().contains("export it without"));
        let file = picture(0);
        let places = file.windows(4).position(|name| name == b"iloc").unwrap();
        let mut lost = file.clone();
        lost[places..places + 4].copy_from_slice(b"free");
        assert!(clean(&lost).is_err());
    }
}
