//! Sites on the disk, each made once per run however many tests ask, under `target/e2e/sites/`.
//!
//! - [`pack`] does what the command does.
//! - [`cut`] cuts a feed into parts as it stands: no sanitiser has seen what is in them. So the viewer meets in parts what a feed of
//!   somebody else's making may hold.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::Value;
use sha2::{Digest, Sha256};
use tidings_bundle::Timestamp;
use tidings_pack::edition;
use tidings_pack::import::Request;
use tidings_pack::media::MediaStore;
use tidings_pack::media::workshop::Workshop;
use tidings_pack::memory::Memory;
use tidings_pack::pipeline;
use tidings_pack::progress::Progress;
use tidings_pack::report::Report;
use tidings_pack::viewer_files::Viewer;
use tidings_pack::write::{self, Options, Shape};

use url::Url;

use super::viewer_folder;
use crate::{Failure, Outcome, lock, probe, project_root};

type Made = Arc<OnceLock<Result<PathBuf, String>>>;

static SITES: Mutex<Option<HashMap<String, Made>>> = Mutex::new(None);

/// The site of this name, which `make` writes into the folder it is given.
fn once(name: &str, make: impl FnOnce(&Path) -> Outcome) -> Outcome<PathBuf> {
    let made = Arc::clone(lock(&SITES).get_or_insert_default().entry(name.to_owned()).or_default());
    let made = made.get_or_init(|| {
        let folder = project_root().join("target/e2e/sites").join(name);
        let _ = std::fs::remove_dir_all(&folder);
        let made = std::fs::create_dir_all(&folder).map_err(Failure::from).and_then(|()| make(&folder));
        made.map(|()| folder).map_err(|failure| failure.message().to_owned())
    });
    made.clone().map_err(Failure::new)
}

/// Packs a folder or a feed.
pub(super) fn pack(name: &str, source: &Path, shape: Shape, sizes: Sizes) -> Outcome<PathBuf> {
    once(name, |folder| pack_into(folder, source, shape, sizes))
}

fn pack_into(folder: &Path, source: &Path, shape: Shape, sizes: Sizes) -> Outcome {
    // A fixed day, so that the same source gives the same site; later than any of its articles.
    let now = Timestamp::from_date(2030, 1, 1).ok_or_else(|| Failure::new("2030 is no year"))?;
    let request = Request { source: source.to_owned(), settings: None, output: None, now };
    let options = Options { renditions: sizes == Sizes::Made, ..options(shape, Pages::Written)? };
    pipeline::pack(&request, folder, &options, &mut Report::default())?;
    Ok(())
}

/// Whether a site has its pictures in several sizes; making them takes longer than everything else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sizes {
    Made,
    LeftOut,
}

/// A feed as a file, to be read as the command reads one.
pub(super) fn source(name: &str, feed: &[u8]) -> Outcome<PathBuf> {
    let folder = once(&format!("{name}-feed"), |folder| Ok(std::fs::write(folder.join("feed.json"), feed)?))?;
    Ok(folder.join("feed.json"))
}

/// What the file of an edition is called: whatever names of files may hold.
const EDITION: &str = "an edition #1 & 100 % دریا.html";

/// Makes an edition in one file. Answers what was packed, and the address of the file.
pub(super) fn edition(name: &str, source: &Path, in_parts: bool) -> Outcome<(Value, String)> {
    let defaults = edition::Options::default();
    let parts_above = if in_parts { 0 } else { defaults.parts_above };
    let page = exported(name, source, &edition::Options { parts_above, ..defaults })?;
    let (assembled, _) = pipeline::assembled(
        &edition_request(source)?,
        MediaStore::default(),
        &mut Memory::default(),
        &mut Report::default(),
    )?;
    Ok((serde_json::from_str(&tidings_bundle::encode(&assembled.bundle))?, address_of(&page)?))
}

/// Makes an edition of any kind, and puts the witness into its page. Answers where that is.
pub fn exported(name: &str, source: &Path, options: &edition::Options) -> Outcome<PathBuf> {
    let request = edition_request(source)?;
    let inside = match options.form {
        edition::Form::SingleFile => EDITION,
        edition::Form::Folder => "index.html",
        edition::Form::Book => return Err(Failure::new("a book has no viewer that could be opened")),
    };
    let folder = once(&format!("{name}-on-disk"), |folder| {
        let viewer = Viewer::from_folder(&viewer_folder()?)?;
        let output = match options.form {
            edition::Form::Folder => folder.to_owned(),
            _ => folder.join(inside),
        };
        let work = (Workshop::default(), &Progress::default());
        edition::export(&request, &output, Some(&viewer), options, work, &mut Report::default())?;
        let page = folder.join(inside);
        Ok(std::fs::write(&page, with_witness(&std::fs::read_to_string(&page)?)?)?)
    })?;
    Ok(folder.join(inside))
}

/// The address of a file on this machine.
pub fn address_of(file: &Path) -> Outcome<String> {
    Url::from_file_path(file).map(String::from).map_err(|()| Failure::new("the file has no address"))
}

/// A fixed day, as for sites.
fn edition_request(source: &Path) -> Outcome<Request> {
    let now = Timestamp::from_date(2030, 1, 1).ok_or_else(|| Failure::new("2030 is no year"))?;
    Ok(Request { source: source.to_owned(), settings: None, output: None, now })
}

/// Writes a page that a viewer made, with the witness in it. Answers its address.
pub fn made_by_reader(name: &str, page: &str) -> Outcome<String> {
    let folder = project_root().join("target/e2e/made");
    std::fs::create_dir_all(&folder)?;
    let file = folder.join(name);
    // One that was made of an edition has that one's; the test's server gives another to pages that it serves.
    let page = match page.contains(probe::SCRIPT) {
        true => page.to_owned(),
        false => with_witness(&page.replace(&format!("<script src=\"{}\"></script>", probe::PATH), ""))?,
    };
    std::fs::write(&file, page)?;
    address_of(&file)
}

/// The witness as the page's first script, which its policy allows as it does the page's own.
fn with_witness(page: &str) -> Outcome<String> {
    const SOURCES: &str = "script-src 'wasm-unsafe-eval'";
    let hash = BASE64_STANDARD.encode(Sha256::digest(probe::SCRIPT));
    let allowed = page.replacen(SOURCES, &format!("{SOURCES} 'sha256-{hash}'"), 1);
    let seen = allowed.replacen("<script>", &format!("<script>{}</script>\n<script>", probe::SCRIPT), 1);
    if allowed == page || seen == allowed {
        return Err(Failure::new("the edition has no place for the witness"));
    }
    Ok(seen)
}

/// The sample publication, its feed in one file.
pub fn packed_sample() -> Outcome<PathBuf> {
    pack("sample", &project_root().join("sample"), Shape::Plain, Sizes::LeftOut)
}

/// The same cut into parts.
pub fn packed_sample_in_parts() -> Outcome<PathBuf> {
    pack("sample-in-parts", &project_root().join("sample"), Shape::Packed, Sizes::LeftOut)
}

/// [`super::Site::archive`].
pub fn packed_archive() -> Outcome<PathBuf> {
    pack("archive", &archive_source(0)?, Shape::Packed, Sizes::LeftOut)
}

/// A later revision of [`super::Site::saltmarsh`] in parts, packed over it: `feed` with the same pictures.
pub(super) fn revised_saltmarsh(name: &str, feed: &Value) -> Outcome<PathBuf> {
    let publication = super::fixtures("sites/saltmarsh");
    let before = pack("saltmarsh", &publication.join("feed.json"), Shape::Packed, Sizes::LeftOut)?;
    let source = once(&format!("{name}-feed"), |folder| {
        copy_folder(&publication, folder)?;
        Ok(std::fs::write(folder.join("feed.json"), feed.to_string())?)
    })?;
    once(name, |folder| {
        copy_folder(&before, folder)?;
        pack_into(folder, &source.join("feed.json"), Shape::Packed, Sizes::LeftOut)
    })
}

/// A later revision of [`packed_archive`], packed over the one before as its publisher would.
pub(super) fn revised_archive(revision: u32) -> Outcome<PathBuf> {
    let before = match revision {
        0 | 1 => packed_archive()?,
        _ => revised_archive(revision - 1)?,
    };
    once(&format!("archive-{revision}"), |folder| {
        copy_folder(&before, folder)?;
        pack_into(folder, &archive_source(revision)?, Shape::Packed, Sizes::LeftOut)
    })
}

fn archive_source(revision: u32) -> Outcome<PathBuf> {
    let source = project_root().join(format!("target/e2e/archive-{revision}.json"));
    let feed = super::archive::archive(revision).to_string();
    if std::fs::read(&source).ok().as_deref() != Some(feed.as_bytes()) {
        std::fs::create_dir_all(project_root().join("target/e2e"))?;
        std::fs::write(&source, feed)?;
    }
    Ok(source)
}

fn copy_folder(from: &Path, to: &Path) -> Outcome {
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            std::fs::create_dir_all(&target)?;
            copy_folder(&entry.path(), &target)?;
        } else {
            std::fs::copy(entry.path(), &target)?;
        }
    }
    Ok(())
}

/// [`super::Site::pictures`].
pub(super) fn packed_pictures() -> Outcome<PathBuf> {
    let source = project_root().join("target/e2e/pictures-source");
    std::fs::create_dir_all(&source)?;
    for picture in QUAY_PICTURES {
        let picture = format!("{picture}.jpg");
        std::fs::copy(project_root().join("sample/pictures").join(&picture), source.join(&picture))?;
    }
    std::fs::write(source.join("quay.md"), QUAY)?;
    pack("pictures", &source, Shape::Plain, Sizes::Made)
}

const QUAY_PICTURES: [&str; 4] = ["harbour-at-dawn", "boats-at-low-tide", "bench-on-the-quay", "bridge-in-fog"];

const QUAY: &str = "---
title: Along the quay
date: 2026-01-02
lead: { src: harbour-at-dawn.jpg, alt: The harbour }
galleries:
  - id: walk
    items:
      - { src: bench-on-the-quay.jpg, alt: A bench }
      - { src: bridge-in-fog.jpg, alt: A bridge }
---
The tide was out.

![Boats on their sides](boats-at-low-tide.jpg)
";

/// Whether a site has a page behind every address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pages {
    Written,
    LeftOut,
}

/// Cuts the bytes of a feed into parts.
pub(super) fn cut(name: &str, feed: &[u8], pages: Pages) -> Outcome<PathBuf> {
    once(name, |folder| {
        let bundle = Arc::new(tidings_bundle::decode(feed)?);
        write::write(folder, &bundle, &MediaStore::default(), &options(Shape::Packed, pages)?)?;
        Ok(())
    })
}

fn options(shape: Shape, pages: Pages) -> Outcome<Options> {
    let viewer = Some(Viewer::from_folder(&viewer_folder()?)?);
    Ok(Options { viewer, force: true, shape, no_pages: pages == Pages::LeftOut, ..Options::default() })
}
