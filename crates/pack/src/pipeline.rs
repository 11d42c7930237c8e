//! The whole way, for the command and for tests: [`pack`] reads, assembles and writes; [`check`] stops before writing.

use std::path::{Path, PathBuf};
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
    let (mut run, store) = Run::begin(request, site, site, workshop, progress)?;
    let (mut assembled, withheld) = assembled(request, store, &mut run.memory, report)?;
    if options.renditions {
        assembled.add_companions(folder_of(&request.source), report);
    }
    if options.viewer.is_some() {
        icons::add(&assembled, report);
    }
    let bundle = Arc::new(assembled.bundle);
    let prints = BundlePrints::new(&bundle, &assembled.prints);
    let written = write::write_with(site, &bundle, &assembled.media, options, &prints, run.memory.folder())?;
    run.end();
    Ok(Packed { articles: bundle.articles.len(), withheld, written })
}

/// What a pack or an export works with from its beginning to its end.
pub(crate) struct Run {
    cache: Option<PathBuf>,
    /// While it lasts, nobody clears away what is kept there.
    lease: Lease,
    pub(crate) memory: Memory,
}

impl Run {
    /// Begins; answers the store for pictures too, which makes them in `workshop`, or in the folder `beside`.
    ///
    /// # Errors
    /// When `output` is the source.
    pub(crate) fn begin(
        request: &Request,
        output: &Path,
        beside: &Path,
        workshop: Workshop,
        progress: &Progress,
    ) -> Result<(Run, MediaStore), PackError> {
        refuse_own_source(request, output)?;
        let cache = workshop.folder().and_then(Path::parent).map(Path::to_owned);
        let lease = Lease::of(cache.as_deref());
        let memory = cache.as_deref().map(|cache| Memory::open(cache, &request.source, output)).unwrap_or_default();
        let store = MediaStore::new(workshop.beside(beside)).telling(progress.clone());
        Ok((Run { memory: memory.telling(progress.clone()), cache, lease }, store))
    }

    /// Ends, and clears away what nobody has used for long.
    pub(crate) fn end(self) {
        drop(self.lease);
        if let Some(cache) = &self.cache {
            cache::tidy(cache, Limits::default());
        }
    }
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
    if folder == site_path || source == site_path {
        return Err(PackError::OutputIsSource { path: site.to_owned() });
    }
    Ok(())
}
