//! An edition in a folder: for archives that no browser should read as one page, on a stick or a disk, and on a host as well.
//!
//! 1. The page holds the viewer and what the front page shows. A page from a disk may fetch nothing, but it may run scripts and show pictures.
//! 2. So all other files are in scripts, `files/<edition>-<number>.js`: each file in the one to whose number its name comes
//!    ([`tidings_bundle::bucket_of`]; `held.js` looks there), so nobody needs a list of them. The viewer runs one when it wants a file out of it.
//! 3. Pictures lie beside the page, as on a site.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;
use tidings_bundle::bucket_of;

use super::page::{self, Held, Parts};
use super::{Exported, Options, Pictures, articles, index, pictures};
use crate::assemble::Assembled;
use crate::error::PackError;
use crate::media::hash;
use crate::memory::BundlePrints;
use crate::site::SiteFile;
use crate::viewer_files::Viewer;
use crate::write;

/// Bytes of a script, about. A search reads some twenty of them, an article one or two.
const BUCKET: usize = 64 << 10;

/// Writes the folder.
///
/// # Errors
/// When it cannot be written, holds files of somebody else, or would be larger than it may.
pub(super) fn write(
    output: &Path,
    assembled: Assembled,
    viewer: &Viewer,
    options: &Options,
) -> Result<Exported, PackError> {
    let Assembled { mut bundle, media, prints, .. } = assembled;
    let used = pictures::used(&bundle);
    let size = options.size();
    let chosen = match size {
        Pictures::Original => pictures::in_all_sizes(&mut bundle, &media, &used),
        size => pictures::in_one_size(&mut bundle, &media, &used, size),
    };
    let shown = chosen.iter().filter(|stored| used.contains(&stored.name)).count();
    let (attached, left_out) = options.attached(&media, &used);
    let bundle = Arc::new(bundle);
    let (entry, beside): (Vec<Held>, Vec<Held>) = articles(&bundle, &BundlePrints::new(&bundle, &prints), true)?
        .into_iter()
        .partition(|file| file.name == "feed.json");

    let encoded: Vec<(&str, String)> = beside
        .par_iter()
        .map(|file| {
            let (text, is_packed) = file.encoded()?;
            // Neither a name nor a type of ours needs more than quotation marks, and Base64 none.
            Ok((file.name.as_str(), format!("[{:?},{is_packed},\"{text}\"]", file.mime)))
        })
        .collect::<Result<_, PackError>>()?;
    let bytes: usize = encoded.iter().map(|(name, text)| name.len() + text.len()).sum();
    let number = bytes.div_ceil(BUCKET).max(1) as u32;
    let mut buckets: BTreeMap<u32, String> = BTreeMap::new();
    for (name, text) in encoded {
        let bucket = buckets.entry(bucket_of(name, number)).or_default();
        let _ = writeln!(bucket, "{name:?}:{text},");
    }
    let name_of_all = hash(buckets.values().flat_map(|bucket| bucket.bytes()).collect::<Vec<u8>>().as_slice());
    let edition = name_of_all.get(..16).unwrap_or_default();
    let script = |number: u32, files: &str| SiteFile {
        name: format!("files/{edition}-{number}.js"),
        bytes: format!("tidingsBucket({number},{{{files}}});\n").into_bytes(),
    };
    // A name that nobody wrote is looked for like any other.
    let scripts = (0..number).map(|number| script(number, buckets.get(&number).map_or("", String::as_str)));

    let parts = Parts { viewer, media: &media, is_packed: true, files: &entry, buckets: Some((edition, number)) };
    let page = page::write(&index(viewer, &bundle), &parts)?;
    let page = SiteFile { name: "index.html".to_owned(), bytes: page.into_bytes() };
    let files: Vec<SiteFile> = scripts.chain([page]).collect();
    let stored: Vec<_> = chosen.into_iter().chain(attached).collect();
    let bytes = files.iter().map(|file| file.bytes.len() as u64).chain(stored.iter().map(|file| file.bytes)).sum();
    if let Some(largest) = options.largest.filter(|largest| bytes > *largest) {
        return Err(PackError::EditionTooLarge { bytes, largest });
    }
    write::write_files(output, files, &stored)?;
    Ok(Exported { articles: bundle.articles.len(), pictures: shown, size, left_out, bytes })
}
