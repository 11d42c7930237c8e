//! The whole way, for the command and for tests: [`pack`] reads, assembles and writes; [`check`] stops before writing.

use std::path::Path;
use std::sync::Arc;

use crate::assemble::{Assembled, assemble, assemble_with};
use crate::cache::{self, Lease, Limits};
use crate::error::PackError;
use crate::icons;
use crate::import::{self, Request};
use crate::media::MediaStore;
use crate::media::workshop::Workshop;
use crate::memory::{BundlePrints, Memory};
use crate::progress::Progress;
use crate::report::{Report, Severity};
use crate::write::{self, Options, Written};

/// What a pack came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Packed {
    pub articles: usize,
    pub withheld: usize,
    pub written: Written,
}

/// What a check came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Checked {
    pub articles: usize,
    pub withheld: usize,
}

/// Makes a site of a source, as [`pack_with`] does, without a cache.
///
/// # Errors
/// As [`pack_with`].
pub fn pack(request: &Request, site: &Path, options: &Options, report: &mut Report) -> Result<Packed, PackError> {
    pack_with(request, site, options, Workshop::default(), report)
}

/// Makes a site of a source; pictures are made in `workshop`, and found there by the next pack. Problems that cost less than the
/// site go to `report`, also when it fails.
///
/// # Errors
/// When there is nothing to publish, or the site cannot be written; the site that was there is then untouched.
pub fn pack_with(
    request: &Request,
    site: &Path,
    options: &Options,
    workshop: Workshop,
    report: &mut Report,
) -> Result<Packed, PackError> {
    pack_watched(request, site, options, workshop, &Progress::default(), report)
}

/// [`pack_with`], telling how far it has come.
///
/// # Errors
/// As [`pack_with`].
pub fn pack_watched(
    request: &Request,
    site: &Path,
    options: &Options,
    workshop: Workshop,
    progress: &Progress,
    report: &mut Report,
) -> Result<Packed, PackError> {
    refuse_own_source(request, site)?;
    let cache = workshop.folder().and_then(Path::parent).map(Path::to_owned);
    let lease = Lease::of(cache.as_deref());
    let mut memory = cache
        .as_deref()
        .map(|cache| Memory::open(cache, &request.source, site))
        .unwrap_or_default()
        .telling(progress.clone());
    let store = MediaStore::new(workshop.beside(site)).telling(progress.clone());
    let (mut assembled, withheld) = assembled(request, store, &mut memory, report)?;
    if options.renditions {
        assembled.add_companions(folder_of(&request.source), report);
    }
    if options.viewer.is_some() {
        icons::add(&assembled, report);
    }
    let bundle = Arc::new(assembled.bundle);
    let prints = BundlePrints::new(&bundle, &assembled.prints);
    let written = write::write_with(site, &bundle, &assembled.media, options, &prints, memory.folder())?;
    drop(lease);
    if let Some(cache) = &cache {
        cache::tidy(cache, Limits::default());
    }
    Ok(Packed { articles: bundle.articles.len(), withheld, written })
}

/// Does everything but write.
///
/// # Errors
/// When there is nothing to check.
pub fn check(request: &Request, report: &mut Report) -> Result<Checked, PackError> {
    let publication = import::read(request, report)?;
    let withheld = publication.withheld;
    let assembled = assemble(publication, MediaStore::default(), report);
    icons::look(&assembled, report);
    Ok(Checked { articles: assembled.bundle.articles.len(), withheld })
}

/// Reads and assembles; an empty publication is an error, since nobody wants an empty site over a full one.
///
/// # Errors
/// When there is nothing to publish.
pub fn assembled(
    request: &Request,
    media: MediaStore,
    memory: &mut Memory,
    report: &mut Report,
) -> Result<(Assembled, usize), PackError> {
    let publication = import::read_with(request, memory, report)?;
    let withheld = publication.withheld;
    if publication.articles.is_empty() {
        let left_out = report.count(Severity::Error);
        return Err(PackError::NoArticles { path: request.source.clone(), withheld, left_out });
    }
    Ok((assemble_with(publication, media, memory, report), withheld))
}

/// A source that is a file has its pictures beside it.
pub(crate) fn folder_of(source: &Path) -> &Path {
    if source.is_dir() { source } else { source.parent().unwrap_or(source) }
}

fn refuse_own_source(request: &Request, site: &Path) -> Result<(), PackError> {
    let (Ok(source), Ok(site_path)) = (request.source.canonicalize(), site.canonicalize()) else {
        return Ok(());
    };
    let folder = if source.is_dir() { source.as_path() } else { source.parent().unwrap_or(&source) };
    // The folder of a feed may well be where the viewer goes; then feed.json would be its own source.
    if folder == site_path {
        return Err(PackError::OutputIsSource { path: site.to_owned() });
    }
    Ok(())
}
