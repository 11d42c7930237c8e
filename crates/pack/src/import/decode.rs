//! The text of a file, however it was saved: UTF-8 with or without a mark, UTF-16 with one.
//!
//! 1. The file's length is asked first, so that one of 200 MB costs nothing.
//! 2. A byte order mark says UTF-16 or UTF-8; without one only UTF-8 is text. Other encodings are not guessed: a guess that is
//!    wrong publishes garbage.
//! 3. What cannot be read is a [`Finding`] with the line of the first bad byte; the file stays out.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;

use super::LONGEST_FILE;
use crate::report::Finding;

/// Reads a file's text, without a byte order mark.
///
/// # Errors
/// The finding that says why it cannot be.
pub fn read_text(path: &Path, relative: &str) -> Result<String, Finding> {
    let file = File::open(path).map_err(|error| unreadable(relative, &error))?;
    let length = file.metadata().map_err(|error| unreadable(relative, &error))?.len();
    if length > LONGEST_FILE {
        return Err(too_long(relative, length));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or_default() + 1);
    // The file may grow meanwhile: one byte more than allowed tells.
    file.take(LONGEST_FILE + 1).read_to_end(&mut bytes).map_err(|error| unreadable(relative, &error))?;
    if bytes.len() as u64 > LONGEST_FILE {
        return Err(too_long(relative, bytes.len() as u64));
    }
    decode(bytes, relative)
}

fn unreadable(relative: &str, error: &std::io::Error) -> Finding {
    match error.kind() {
        ErrorKind::NotFound => Finding::error(relative, None, "has vanished while the source was read")
            .remedy("pack again once nobody writes to the source"),
        _ => Finding::error(relative, None, format!("cannot be read ({error})"))
            .remedy("give the one who packs the right to read it"),
    }
}

fn too_long(relative: &str, length: u64) -> Finding {
    let what = format!("has {} MB, and an article may have {} MB", length.div_ceil(1 << 20), LONGEST_FILE >> 20);
    Finding::error(relative, None, what).remedy("split it; the file is left out until then")
}

fn decode(bytes: Vec<u8>, relative: &str) -> Result<String, Finding> {
    match bytes.as_slice() {
        [0xFF, 0xFE, rest @ ..] => decode_wide(rest, u16::from_le_bytes, relative),
        [0xFE, 0xFF, rest @ ..] => decode_wide(rest, u16::from_be_bytes, relative),
        _ => {
            let text = String::from_utf8(bytes).map_err(|error| {
                let valid = error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or_default();
                let what = format!("is not UTF-8 text ({})", clue(error.as_bytes()));
                bad_encoding(relative, valid.iter().filter(|byte| **byte == b'\n').count(), what)
            })?;
            if let Some(before) = text.split_once('\0').map(|(before, _)| before) {
                let what = "has a NUL byte in it and is no text".to_owned();
                return Err(bad_encoding(relative, before.matches('\n').count(), what));
            }
            Ok(match text.strip_prefix('\u{feff}') {
                Some(text) => text.to_owned(),
                None => text,
            })
        }
    }
}

/// What the bytes look like, to help whoever saves the file again.
fn clue(bytes: &[u8]) -> &'static str {
    let zeros = bytes.iter().take(1_000).filter(|byte| **byte == 0).count();
    match zeros {
        0 => "perhaps it is Latin-1, Windows-1252 or another old encoding",
        1..100 => "it has NUL bytes: perhaps it is no text at all",
        _ => "perhaps it is UTF-16 without a byte order mark",
    }
}

fn decode_wide(bytes: &[u8], unit: fn([u8; 2]) -> u16, relative: &str) -> Result<String, Finding> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len());
    for letter in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))) {
        match letter {
            Ok(letter) if letter != '\0' => text.push(letter),
            _ => {
                let what = "begins like UTF-16 and is not".to_owned();
                return Err(bad_encoding(relative, text.matches('\n').count(), what));
            }
        }
    }
    match rest {
        [] => Ok(text),
        _ => Err(bad_encoding(relative, text.matches('\n').count(), "is UTF-16 that ends within a letter".to_owned())),
    }
}

fn bad_encoding(relative: &str, lines_before: usize, what: String) -> Finding {
    let line = u32::try_from(lines_before + 1).unwrap_or(u32::MAX);
    Finding::error(relative, Some(line), what).remedy("save it as UTF-8; the file is left out until then")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> Result<String, String> {
        decode(bytes.to_vec(), "a.md").map_err(|finding| finding.to_string())
    }

    #[test]
    fn every_mark_is_understood_and_taken_off() {
        assert_eq!(decoded("\u{feff}Ü".as_bytes()).as_deref(), Ok("Ü"));
        let wide = |to: fn(u16) -> [u8; 2]| "\u{feff}Ü 😀\n".encode_utf16().flat_map(to).collect::<Vec<u8>>();
        assert_eq!(decoded(&wide(u16::to_le_bytes)).as_deref(), Ok("Ü 😀\n"));
        assert_eq!(decoded(&wide(u16::to_be_bytes)).as_deref(), Ok("Ü 😀\n"));
    }

    #[test]
    fn what_is_no_text_is_refused_with_its_line_and_a_remedy() {
        for (bytes, expected) in [
            (&b"one\nGr\xfc\xdfe\n"[..], "a.md:2: error: is not UTF-8 text (perhaps it is Latin-1"),
            (b"one\n\0two", "a.md:2: error: has a NUL byte"),
            (b"\xFF\xFEa\0\n\0\0\xD8b\0", "a.md:2: error: begins like UTF-16"),
            (b"\xFF\xFEa\0b", "a.md:1: error: is UTF-16 that ends within a letter"),
        ] {
            let error = decoded(bytes).unwrap_err();
            assert!(error.starts_with(expected) && error.contains("save it as UTF-8"), "{error}");
        }
    }

    #[test]
    fn a_file_that_vanished_and_one_without_end_are_told_apart() {
        let folder = tempfile::tempdir().unwrap();
        let gone = read_text(&folder.path().join("gone.md"), "gone.md").unwrap_err().to_string();
        assert!(gone.starts_with("gone.md: error: has vanished"), "{gone}");
        let path = folder.path().join("huge.md");
        File::create(&path).unwrap().set_len(200 << 20).unwrap();
        let huge = read_text(&path, "huge.md").unwrap_err().to_string();
        assert!(huge.contains("has 200 MB, and an article may have 32 MB"), "{huge}");
        let folder_as_file = read_text(folder.path(), "folder.md").unwrap_err().to_string();
        assert!(folder_as_file.contains("cannot be read"), "{folder_as_file}");
    }
}
