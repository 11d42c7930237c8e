//! Bytes by kind, and what they come to on the wire.
//!
//! Compressing a large site takes minutes, so of each kind a sample is compressed and the rest is taken to be like it: every
//! n-th file by name, so that the sample is the same each time.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::{File, Weight, group};
use crate::wire;

/// Bytes of each kind that are compressed. Doubling it moved no estimate of the sample publication by more than two percent.
const SAMPLE: u64 = 4 << 20;
/// Bytes of one file that are compressed.
const MOST_OF_A_FILE: usize = 1 << 20;
/// What hosts use on the fly; 11 takes twenty times as long.
const QUALITY: i32 = 5;

/// Adds up, the heaviest first.
pub(super) fn by(files: &[File], kind: impl Fn(&File) -> String) -> Vec<Weight> {
    let mut kinds: BTreeMap<String, Vec<&File>> = BTreeMap::new();
    for file in files {
        kinds.entry(kind(file)).or_default().push(file);
    }
    let mut weights: Vec<Weight> = kinds
        .into_par_iter()
        .map(|(name, files)| Weight {
            name,
            files: files.len(),
            bytes: files.iter().map(|file| file.bytes).sum(),
            wire_bytes: wire_bytes(&files),
        })
        .collect();
    weights.sort_by(|one, other| (other.bytes, &one.name).cmp(&(one.bytes, &other.name)));
    weights
}

fn wire_bytes(files: &[&File]) -> u64 {
    let (texts, packed): (Vec<&File>, Vec<&File>) = files.iter().partition(|file| group::is_text(&file.name));
    let packed: u64 = packed.iter().map(|file| file.bytes).sum();
    let bytes: u64 = texts.iter().map(|file| file.bytes).sum();
    let stride = usize::try_from(bytes.div_ceil(SAMPLE)).unwrap_or(usize::MAX).max(1);
    let sample: Vec<(u64, u64)> = texts.par_iter().step_by(stride).filter_map(|file| compressed(file)).collect();
    let whole: u64 = sample.iter().map(|(whole, _)| whole).sum();
    let small: u64 = sample.iter().map(|(_, small)| small).sum();
    let estimate = u128::from(bytes) * u128::from(small) / u128::from(whole.max(1));
    packed + u64::try_from(estimate).unwrap_or(bytes).min(bytes)
}

/// Length of the beginning of a file, and of the same compressed.
fn compressed(file: &File) -> Option<(u64, u64)> {
    use std::io::Read;
    let mut bytes = Vec::new();
    std::fs::File::open(&file.path).ok()?.take(MOST_OF_A_FILE as u64).read_to_end(&mut bytes).ok()?;
    Some((bytes.len() as u64, wire::brotli(&bytes, QUALITY).ok()?.len() as u64))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(contents: &[(&str, Vec<u8>)]) -> (tempfile::TempDir, Vec<File>) {
        let folder = tempfile::tempdir().unwrap();
        let files = contents.iter().map(|(name, bytes)| {
            let path = folder.path().join(name);
            std::fs::write(&path, bytes).unwrap();
            File { path, name: (*name).to_owned(), bytes: bytes.len() as u64 }
        });
        let files = files.collect();
        (folder, files)
    }

    #[test]
    fn text_shrinks_on_the_wire_and_pictures_do_not() {
        let text = "The harbour kept its own time. ".repeat(400).into_bytes();
        let (_folder, files) = files(&[("a.json", text.clone()), ("b.png", text), ("empty.json", Vec::new())]);
        let weights = by(&files, |file| group::ending(&file.name));
        let of = |name: &str| weights.iter().find(|weight| weight.name == name).unwrap();
        assert!(of("json").wire_bytes < of("json").bytes / 20, "{weights:?}");
        assert_eq!(of("png").wire_bytes, of("png").bytes);
        assert_eq!(of("json").files, 2);
    }

    #[test]
    fn the_heaviest_comes_first() {
        let (_folder, files) = files(&[("a.js", vec![b'x'; 10]), ("b.css", vec![b'x'; 30]), ("c.txt", vec![b'x'; 20])]);
        let names: Vec<String> =
            by(&files, |file| group::ending(&file.name)).into_iter().map(|weight| weight.name).collect();
        assert_eq!(names, ["css", "txt", "js"]);
    }
}
