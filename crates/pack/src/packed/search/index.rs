//! `<name>.bin`: the index in parts (`tidings_search`, module `parts`), each packed for the way.
//!
//! A part is named by the beginning of its SHA-256, which the parts that lead to it hold: who has the root can check everything.

use std::collections::HashSet;
use std::io::Write;

use flate2::Compression;
use flate2::write::DeflateEncoder;
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use tidings_engine::archive::index_file;
use tidings_engine::worker::Fields;
use tidings_search::{Document, Index, IndexBuilder, Name};

use crate::site::SiteFile;

pub(super) fn add(builder: &mut IndexBuilder, batch: &[Fields]) {
    for Fields { title, body, extra, facts } in batch {
        builder.add(Document { title, body, extra, facts });
    }
}

/// All parts as files, the root first.
pub(super) fn files(index: &Index) -> Vec<SiteFile> {
    let parts = index.write(index.sizes(), &name).all();
    // Two parts that say the same are one file.
    let mut known = HashSet::new();
    let parts: Vec<(Name, Vec<u8>)> =
        parts.map(|part| (name(&part), part)).filter(|(name, _)| known.insert(*name)).collect();
    let file = |(name, part): (Name, Vec<u8>)| SiteFile { name: index_file(&name), bytes: packed(&part) };
    parts.into_par_iter().map(file).collect()
}

fn name(part: &[u8]) -> Name {
    let mut name = Name::default();
    name.iter_mut().zip(Sha256::digest(part)).for_each(|(to, from)| *to = from);
    name
}

/// Raw DEFLATE (RFC 1951): hosts compress only what they know, and browsers unpack this by themselves.
fn packed(part: &[u8]) -> Vec<u8> {
    let mut writer = DeflateEncoder::new(Vec::new(), Compression::best());
    // A vector takes everything.
    let _ = writer.write_all(part);
    writer.finish().unwrap_or_default()
}
