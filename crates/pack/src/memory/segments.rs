//! The remembered files on disk, in [`SEGMENTS`] pieces, so that one edit writes one piece.
//!
//! A file's name decides on its piece. A piece begins with the print of the rest: one that was torn, or that somebody changed, is
//! forgotten. Pieces are written beside their place and moved there.

use std::collections::HashMap;
use std::io::{self, Read, Write};
use std::path::Path;

use rayon::prelude::*;

use super::{Kept, Print, Remembered};

const SEGMENTS: usize = 256;

fn segment_of(file: &str) -> usize {
    // FNV-1a.
    let hash = file.bytes().fold(0x811c_9dc5u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    hash as usize % SEGMENTS
}

fn name(number: usize) -> String {
    format!("files-{number:02x}")
}

/// Everything that can be read, by file.
pub(super) fn read(folder: &Path) -> HashMap<String, Remembered> {
    let all: Vec<Vec<Remembered>> = (0..SEGMENTS)
        .into_par_iter()
        .map(|number| read_piece(&folder.join(name(number))).unwrap_or_default())
        .collect();
    let count = all.iter().map(Vec::len).sum();
    let mut files = HashMap::with_capacity(count);
    files.extend(all.into_iter().flatten().map(|file| (file.source.origin.file.clone(), file)));
    files
}

/// Writes the pieces in which something is new, or from which something has gone.
pub(super) fn write(folder: &Path, files: &[Kept<'_>]) {
    let mut pieces: Vec<Vec<&Kept<'_>>> = vec![Vec::new(); SEGMENTS];
    for file in files {
        if let Some(piece) = pieces.get_mut(segment_of(&file.source.origin.file)) {
            piece.push(file);
        }
    }
    let counts = read_counts(folder);
    let is_changed = |number: usize, piece: &[&Kept<'_>]| {
        counts.get(number).copied() != Some(piece.len()) || piece.iter().any(|file| !file.is_known)
    };
    let _ = std::fs::create_dir_all(folder);
    pieces.par_iter().enumerate().filter(|(number, piece)| is_changed(*number, piece)).for_each(|(number, piece)| {
        // A piece that cannot be written costs the next pack time, and nobody anything else.
        let _ = write_bytes(&folder.join(name(number)), &rmp_serde::to_vec(piece).unwrap_or_default());
    });
    let counts: Vec<usize> = pieces.iter().map(Vec::len).collect();
    let _ = write_bytes(&folder.join("counts"), &rmp_serde::to_vec(&counts).unwrap_or_default());
}

fn read_counts(folder: &Path) -> Vec<usize> {
    read_bytes(&folder.join("counts")).and_then(|bytes| rmp_serde::from_slice(&bytes).ok()).unwrap_or_default()
}

fn read_piece(path: &Path) -> Option<Vec<Remembered>> {
    rmp_serde::from_slice(&read_bytes(path)?).ok()
}

/// What was written, if it is whole.
pub(super) fn read_bytes(path: &Path) -> Option<Vec<u8>> {
    let mut file = std::fs::File::open(path).ok()?;
    let mut print = [0; PRINT_BYTES];
    file.read_exact(&mut print).ok()?;
    let print: Print = rmp_serde::from_slice(&print).ok()?;
    let mut rest = Vec::new();
    file.read_to_end(&mut rest).ok()?;
    (print == Print::of(&rest)).then_some(rest)
}

/// A print, written down: 16 bytes with two before them that say so.
const PRINT_BYTES: usize = 18;

pub(super) fn write_bytes(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(path);
    std::fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(&rmp_serde::to_vec(&Print::of(bytes)).unwrap_or_default())?;
    file.write_all(bytes)?;
    file.persist(path)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_torn_or_changed_is_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("piece");
        write_bytes(&path, b"remember this").unwrap();
        assert_eq!(read_bytes(&path).as_deref(), Some(&b"remember this"[..]));
        let whole = std::fs::read(&path).unwrap();
        for end in 0..whole.len() {
            std::fs::write(&path, &whole[..end]).unwrap();
            assert_eq!(read_bytes(&path), None, "{end}");
        }
        let mut changed = whole.clone();
        *changed.last_mut().unwrap() ^= 1;
        std::fs::write(&path, changed).unwrap();
        assert_eq!(read_bytes(&path), None);
        assert!(read_piece(&folder.path().join("nothing")).is_none());
    }
}
