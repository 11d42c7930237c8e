//! Packs texts for the way, once per version of a file.

use std::collections::HashMap;
use std::io::{self, Write};
use std::sync::{Mutex, PoisonError};

use axum::body::Bytes;

use super::files::SiteFile;
use crate::wire;

/// Below this the headers weigh more than what is saved.
const SMALLEST: u64 = 1_000;
/// Above this a preview would wait for seconds.
const LARGEST: u64 = 256 << 20;
/// Bytes of packed files kept in memory; beyond it all are forgotten, and packed again when asked for.
const CACHE_BYTES: usize = 256 << 20;
/// Files up to this size are packed harder, as a host would have done beforehand. Measured on the viewer's wasm (0.5 MB):
/// quality 9 takes 0.1 s and comes within 8 % of quality 11, which takes 1.5 s.
const PACKED_HARD: u64 = 4 << 20;

/// How an answer is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Encoding {
    Brotli,
    Gzip,
}

impl Encoding {
    pub(super) fn name(self) -> &'static str {
        match self {
            Encoding::Brotli => "br",
            Encoding::Gzip => "gzip",
        }
    }

    /// The best one a browser accepts (RFC 9110, section 12.5.3, without weighing: Brotli is always smaller).
    pub(super) fn accepted(header: &str) -> Option<Encoding> {
        let accepts = |wanted: &str| {
            header.split(',').any(|entry| {
                let mut parts = entry.split(';').map(str::trim);
                let is_named = parts.next().is_some_and(|name| name.eq_ignore_ascii_case(wanted));
                let is_refused = parts.any(|part| {
                    part.strip_prefix("q=")
                        .and_then(|weight| weight.parse::<f32>().ok())
                        .is_some_and(|weight| weight <= 0.0)
                });
                is_named && !is_refused
            })
        };
        if accepts("br") { Some(Encoding::Brotli) } else { accepts("gzip").then_some(Encoding::Gzip) }
    }
}

/// Whether packing a file of this length is worth it.
pub(super) fn is_worth_it(file: &SiteFile) -> bool {
    (SMALLEST..=LARGEST).contains(&file.bytes)
}

/// Packed files, by file (with its length and time) and encoding.
#[derive(Debug, Default)]
pub(super) struct Cache {
    entries: Mutex<HashMap<(SiteFile, Encoding), Bytes>>,
}

impl Cache {
    /// The packed content, from memory or made now.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub(super) fn packed(&self, file: &SiteFile, encoding: Encoding) -> io::Result<Bytes> {
        let key = (file.clone(), encoding);
        let known = self.entries.lock().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
        if let Some(known) = known {
            return Ok(known);
        }
        let content = std::fs::read(&file.path)?;
        let packed = Bytes::from(pack(&content, encoding, file.bytes <= PACKED_HARD)?);
        let mut entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        // Earlier versions of the same file are of no use any more.
        entries.retain(|(other, _), _| other.path != file.path || other == file);
        if entries.values().map(Bytes::len).sum::<usize>() + packed.len() > CACHE_BYTES {
            entries.clear();
        }
        entries.insert(key, packed.clone());
        Ok(packed)
    }
}

fn pack(content: &[u8], encoding: Encoding, hard: bool) -> io::Result<Vec<u8>> {
    match encoding {
        Encoding::Brotli => wire::brotli(content, if hard { 9 } else { 5 }),
        Encoding::Gzip => {
            let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(6));
            writer.write_all(content)?;
            writer.finish()
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn the_browser_says_what_it_takes() {
        for (header, expected) in [
            ("gzip, deflate, br, zstd", Some(Encoding::Brotli)),
            ("gzip", Some(Encoding::Gzip)),
            ("br;q=0, gzip;q=0.5", Some(Encoding::Gzip)),
            ("br; q=1.0", Some(Encoding::Brotli)),
            ("identity", None),
            ("", None),
        ] {
            assert_eq!(Encoding::accepted(header), expected, "{header}");
        }
    }

    #[test]
    fn what_is_packed_unpacks_to_the_same() {
        let content = "water ".repeat(5_000).into_bytes();
        let mut unpacked = Vec::new();
        flate2::read::GzDecoder::new(&pack(&content, Encoding::Gzip, true).unwrap()[..])
            .read_to_end(&mut unpacked)
            .unwrap();
        assert_eq!(unpacked, content);
        for hard in [true, false] {
            let packed = pack(&content, Encoding::Brotli, hard).unwrap();
            assert!(packed.len() < 200);
            unpacked.clear();
            brotli::Decompressor::new(&packed[..], 4096).read_to_end(&mut unpacked).unwrap();
            assert_eq!(unpacked, content);
        }
    }

    #[test]
    fn a_changed_file_is_packed_anew_and_its_old_version_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("feed.json");
        let cache = Cache::default();
        for content in ["a".repeat(2_000), "b".repeat(3_000)] {
            std::fs::write(&path, &content).unwrap();
            let file = SiteFile {
                path: path.clone(),
                name: "feed.json".to_owned(),
                bytes: content.len() as u64,
                modified: std::time::SystemTime::UNIX_EPOCH,
            };
            let packed = cache.packed(&file, Encoding::Gzip).unwrap();
            assert_eq!(packed, cache.packed(&file, Encoding::Gzip).unwrap());
            assert_eq!(cache.entries.lock().unwrap().len(), 1);
        }
    }
}
