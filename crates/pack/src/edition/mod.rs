//! A publication, or a part of it, as one file that opens from a disk: the viewer, the articles, their pictures and the search in one page
//! of HTML (docs/editions.md).
//!
//! 1. [`export`] reads and assembles as a pack does, and takes the articles that were asked for ([`Selection`]).
//! 2. [`pictures`] decides in which size each picture goes along, so that the file stays within its bounds.
//! 3. The articles go in as one feed, which is small; from [`Options::parts_above`] bytes on in parts, so that opening the file decodes no
//!    more than it shows.
//! 4. [`page`] puts all of it into one page, whose own script answers for the network (`held.js`). Of an archive that is too large for
//!    one, [`folder`] puts all but the viewer beside it.
//!
//! Nothing is shown in another way than on a site: the same viewer reads the same files, only from elsewhere.

mod book;
mod folder;
mod page;
mod pictures;
mod selection;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use tidings_bundle::Bundle;

use crate::assemble::Assembled;
use crate::error::PackError;
use crate::icons;
use crate::import::Request;
use crate::media::workshop::Workshop;
use crate::media::{MediaStore, Stored};
use crate::memory::BundlePrints;
use crate::packed;
use crate::pipeline::{self, Run};
use crate::progress::Progress;
use crate::report::Report;
use crate::site::SiteFile;
use crate::viewer_files::{Viewer, adapt_index};
use page::{Held, Parts};
pub use pictures::Pictures;
pub use selection::Selection;

/// What goes into the file, and how large it may become.
#[derive(Clone, Debug)]
pub struct Options {
    pub form: Form,
    pub selection: Selection,
    /// If nothing is said, what suits the form: one size for a file, all sizes for a folder.
    pub pictures: Option<Pictures>,
    /// Whether attached files (sound, documents) go along.
    pub attachments: bool,
    /// Bytes of the whole file; pictures become smaller until it fits.
    pub largest: Option<u64>,
    /// Bytes of all bodies above which the articles go in as parts: with 7 MB in one feed an edition could be read as soon as with two
    /// (docs/editions.md).
    pub parts_above: usize,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            form: Form::SingleFile,
            selection: Selection::default(),
            pictures: None,
            attachments: false,
            largest: None,
            parts_above: 8 << 20,
        }
    }
}

impl Options {
    /// How large pictures are to be.
    pub fn size(&self) -> Pictures {
        self.pictures.unwrap_or(match self.form {
            Form::SingleFile | Form::Book => Pictures::Medium,
            Form::Folder => Pictures::Original,
        })
    }

    /// The files that are attached, and how many were left out.
    fn attached(&self, media: &MediaStore, used: &BTreeSet<String>) -> (Vec<Arc<Stored>>, usize) {
        let files: Vec<Arc<Stored>> = pictures::attachments(media, used).collect();
        if self.attachments { (files, 0) } else { (Vec::new(), files.len()) }
    }
}

/// What an edition is on the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// One page with everything in it.
    SingleFile,
    /// A page, with scripts beside it that hold the articles, and the pictures as they are.
    Folder,
    /// EPUB 3, for reading devices: without the viewer.
    Book,
}

/// What an export came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exported {
    pub articles: usize,
    pub pictures: usize,
    /// The size they went in, which is smaller than what was asked for if the file had to be.
    pub size: Pictures,
    /// Attached files that were left out.
    pub left_out: usize,
    pub bytes: u64,
}

/// Writes the file or folder `output`, which only a book needs no viewer for; what was there stays until the new one is complete.
///
/// # Errors
/// When there is nothing to publish, nothing of what was asked for, or no way to make the file as small as it should be; when it
/// cannot be written.
pub fn export(
    request: &Request,
    output: &Path,
    viewer: Option<&Viewer>,
    options: &Options,
    (workshop, progress): (Workshop, &Progress),
    report: &mut Report,
) -> Result<Exported, PackError> {
    let (mut run, store) = Run::begin(request, output, parent(output), workshop, progress)?;
    let (mut assembled, _) = pipeline::assembled(request, store, &mut run.memory, report)?;
    options.selection.narrow(&mut assembled.bundle)?;
    assembled.add_companions(pipeline::folder_of(&request.source), report);
    icons::add(&assembled, report);
    let viewer = || viewer.ok_or(PackError::BuiltWithoutViewer);
    let exported = match options.form {
        Form::SingleFile => {
            let (page, exported) = smaller_until_it_fits(assembled, viewer()?, options)?;
            write_whole(output, page.as_bytes())?;
            exported
        }
        Form::Folder => folder::write(output, assembled, viewer()?, options)?,
        Form::Book => {
            let (book, exported) = book::smaller_until_it_fits(assembled, options)?;
            write_whole(output, &book)?;
            exported
        }
    };
    run.end();
    Ok(exported)
}

fn smaller_until_it_fits(
    assembled: Assembled,
    viewer: &Viewer,
    options: &Options,
) -> Result<(String, Exported), PackError> {
    let Assembled { bundle, media, prints, .. } = assembled;
    let used = pictures::used(&bundle);
    let mut size = options.size();
    loop {
        let mut bundle = bundle.clone();
        let chosen = pictures::in_one_size(&mut bundle, &media, &used, size);
        let (attached, left_out) = options.attached(&media, &used);
        let bundle = Arc::new(bundle);
        let is_packed = packed::content_bytes(&bundle) > options.parts_above;
        let mut files = articles(&bundle, &BundlePrints::new(&bundle, &prints), is_packed)?;
        files.extend(chosen.iter().chain(&attached).map(|stored| Held::stored(stored)));
        let parts = Parts { viewer, media: &media, is_packed, files: &files, buckets: None };
        let page = page::write(&index(viewer, &bundle), &parts)?;
        let bytes = page.len() as u64;
        match options.largest.filter(|largest| bytes > *largest) {
            None => {
                let (articles, pictures) = (bundle.articles.len(), chosen.len());
                return Ok((page, Exported { articles, pictures, size, left_out, bytes }));
            }
            Some(largest) => {
                size = size.smaller().ok_or(PackError::EditionTooLarge { bytes, largest })?;
            }
        }
    }
}

/// Name of the page, beside a site, that the viewer puts a reader's own edition into.
const TEMPLATE: &str = "edition.html";

/// That page, and what the site's own pages say about it; `None` for a viewer that was made otherwise than ours.
pub(crate) fn template(viewer: &Viewer, bundle: &Bundle, media: &MediaStore) -> Option<(SiteFile, &'static str)> {
    let page = page::template(&index(viewer, bundle), viewer, media).ok()?;
    Some((SiteFile { name: TEMPLATE.to_owned(), bytes: page.into_bytes() }, page::OFFER))
}

/// The viewer's page, as it is for this publication.
fn index(viewer: &Viewer, bundle: &Bundle) -> String {
    adapt_index(&String::from_utf8_lossy(viewer.file("index.html").unwrap_or_default()), bundle)
}

/// The feed, in one file or in parts.
fn articles(bundle: &Arc<Bundle>, prints: &BundlePrints, is_packed: bool) -> Result<Vec<Held>, PackError> {
    if !is_packed {
        return Ok(vec![Held::file("feed.json", tidings_bundle::encode(bundle).into_bytes())]);
    }
    let files = Mutex::new(BTreeMap::new());
    let take = |file: SiteFile| {
        files.lock().unwrap_or_else(PoisonError::into_inner).insert(file.name, file.bytes);
        Ok(())
    };
    let entry = packed::write(bundle, prints, packed::Sizes::default(), &take)?.entry(None);
    let files = files.into_inner().unwrap_or_else(PoisonError::into_inner);
    // Lists of single categories are for feed readers.
    let needed = files.into_iter().filter(|(name, _)| !name.starts_with("c/"));
    let entry = Held::file("feed.json", entry);
    Ok(std::iter::once(entry).chain(needed.map(|(name, bytes)| Held::file(&name, bytes))).collect())
}

/// The folder of a file, also of one that is named without any.
fn parent(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// In one step: whoever opens the file meanwhile opens the old one.
fn write_whole(output: &Path, bytes: &[u8]) -> Result<(), PackError> {
    let folder = parent(output);
    std::fs::create_dir_all(folder).map_err(PackError::unwritable(folder))?;
    let mut new = tempfile::NamedTempFile::new_in(folder).map_err(PackError::unwritable(folder))?;
    new.write_all(bytes).map_err(PackError::unwritable(output))?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // A file of this kind is made for its owner alone; an edition is made to be passed on.
        let everybody = std::fs::Permissions::from_mode(0o644);
        new.as_file().set_permissions(everybody).map_err(PackError::unwritable(output))?;
    }
    new.persist(output).map_err(|error| PackError::unwritable(output)(error.error))?;
    Ok(())
}
