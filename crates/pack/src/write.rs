//! A site onto the disk, so that nobody ever sees half of one.
//!
//! 1. Everything is first written into `.tidings-new/` inside the site's folder, on the same disk.
//! 2. Files whose names carry a hash are moved to their places: they disturb nobody, since nothing speaks of them yet.
//! 3. Files with fixed names follow, `feed.json` and `index.html` last. Each move is one rename: a reader gets the old file or
//!    the new one, whole.
//! 4. What an earlier pack wrote and this one did not is deleted; [`RECORD`] says what that was. Nothing else is ever deleted.
//!
//! Interrupted at any point, the site that was there still works: up to step 3 nothing of it has changed, and its own hashed
//! files are deleted only after both entries point to the new ones. The next pack clears the rest away.

mod ledger;
mod staging;
mod writing;

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use tidings_bundle::Bundle;

use crate::edition;
use crate::error::PackError;
use crate::media::icons::Icons;
use crate::media::{MediaStore, Stored};
use crate::memory::site::SiteMemory;
use crate::memory::{ArticlePrints, BundlePrints, Printer};
use crate::packed;
use crate::progress::Step;
use crate::site::{self, Sink, SiteFile, Take};
use crate::viewer_files::{Viewer, adapt_index, insert_into_head, is_hashed};
pub(crate) use ledger::Ledger;
use staging::Staging;
use writing::Writing;

/// What was written, so that a later pack knows what is ours.
pub const RECORD: &str = "bundle/files.json";
const STAGING: &str = ".tidings-new";
/// In this order, after everything else.
const ENTRIES: &[&str] = &["sw.js", "feed.json", "index.html"];

/// What went into the site.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    pub files: usize,
    /// Of them, those that the site did not have like this; and those that it has no more.
    pub changed: usize,
    pub pictures: usize,
    /// Of the whole site.
    pub bytes: u64,
    /// Of `feed.json`.
    pub feed_bytes: u64,
}

#[derive(Debug, Default, Serialize, Deserialize)]
struct Record {
    /// The program and its version.
    packer: String,
    /// Below the site, sorted.
    files: BTreeSet<String>,
}

/// How to write.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// `None`: the feed and its pictures only.
    pub viewer: Option<Viewer>,
    /// Write into a folder with other files in it.
    pub force: bool,
    /// Leave out the pages that can be read without the viewer; addresses then begin with `#/`.
    pub no_pages: bool,
    /// Make smaller versions of the pictures.
    pub renditions: bool,
    pub shape: Shape,
    pub sizes: packed::Sizes,
}

/// Whether the feed is one file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shape {
    /// As long as it is small ([`packed::SMALLEST`]), or wanted without a viewer.
    #[default]
    BySize,
    /// One file, however large.
    Plain,
    /// Parts, however small.
    Packed,
}

impl Shape {
    /// The feed in one file, if it is to be one.
    fn feed(self, bundle: &Bundle, has_viewer: bool) -> Option<String> {
        let whole = || Some(tidings_bundle::encode(bundle));
        match self {
            Shape::Packed => None,
            Shape::BySize if has_viewer && packed::content_bytes(bundle) > packed::SMALLEST => None,
            Shape::BySize if has_viewer => whole().filter(|feed| feed.len() <= packed::SMALLEST),
            Shape::BySize | Shape::Plain => whole(),
        }
    }
}

/// Writes the site, without remembering anything of it.
///
/// # Errors
/// When the folder cannot be written, or holds files of somebody else and `force` was not said.
pub fn write(site: &Path, bundle: &Arc<Bundle>, media: &MediaStore, options: &Options) -> Result<Written, PackError> {
    let prints = BundlePrints::new(bundle, &ArticlePrints::default());
    write_with(site, bundle, media, options, &prints, None)
}

/// Writes what is not there already, made of the same `prints`, as `memory` knows.
///
/// # Errors
/// As [`write`].
pub fn write_with(
    site: &Path,
    bundle: &Arc<Bundle>,
    media: &MediaStore,
    options: &Options,
    prints: &BundlePrints,
    memory: Option<&Path>,
) -> Result<Written, PackError> {
    fs::create_dir_all(site).map_err(PackError::unwritable(site))?;
    let old = read_record(site);
    if old.is_none() && !options.force {
        refuse_foreign_files(site)?;
    }
    let memory = SiteMemory::open(memory, &site.join(RECORD));
    let staging = Staging::new(site)?;
    let counting = media.progress().begin(Step::Writing, None);
    let writing = Writing { site, staging, ledger: Ledger::default(), memory, counting };
    let files = media.files();
    let renditions = media.renditions();
    files.par_iter().chain(&renditions).try_for_each(|stored| writing.copy(stored))?;
    let mut extra = options.viewer.as_ref().map_or_else(Vec::new, |viewer| {
        let titles = || tidings_viewer::still::titles(bundle, |language| words(viewer, language));
        site::files(bundle, media.icons(), (!options.no_pages).then(titles))
    });
    let template = options.viewer.as_ref().and_then(|viewer| edition::template(viewer, bundle, media));
    let offer = template.map_or("", |(template, offer)| {
        extra.push(template);
        offer
    });
    if let Some(viewer) = &options.viewer {
        for (name, bytes) in viewer.files().filter(|(name, _)| is_safe(name)) {
            let adapted = || {
                let page = insert_into_head(&adapt_index(&String::from_utf8_lossy(bytes), bundle), offer);
                let page = site::theme::adapt(&page, &bundle.theme);
                media.icons().map_or(page.clone(), |icons| site::icons::adapt(&page, icons)).into_bytes()
            };
            match name {
                "index.html" if !options.no_pages => {}
                _ if extra.iter().any(|file| file.name == name) => {}
                "index.html" => writing.take(SiteFile { name: name.to_owned(), bytes: adapted() })?,
                // The viewer's own sample feed, if it has one, is not this publication's.
                "feed.json" => {}
                _ => writing.take(SiteFile { name: name.to_owned(), bytes: bytes.to_vec() })?,
            }
        }
    }
    extra.into_iter().try_for_each(|file| writing.take(file))?;
    let feed = options.shape.feed(bundle, options.viewer.is_some());
    let parts = match feed {
        Some(_) => None,
        None => Some(packed::write(bundle, prints, options.sizes, &writing)?),
    };
    let places = parts.as_ref().map_or(&[][..], |parts| &parts.places);
    if let Some(viewer) = options.viewer.as_ref().filter(|_| !options.no_pages) {
        write_pages(bundle, (viewer, media.icons(), offer), (prints, places), &writing)?;
    }
    let old = old.unwrap_or_default();
    let entry = match parts {
        Some(parts) => {
            let manifest = finish_parts(&parts, &writing, &old)?;
            parts.entry(Some(manifest))
        }
        None => feed.unwrap_or_default().into_bytes(),
    };
    let feed_bytes = entry.len() as u64;
    writing.take(SiteFile { name: "feed.json".to_owned(), bytes: entry })?;
    let Writing { staging, ledger, memory, .. } = writing;
    let (names, bytes) = ledger.close();
    let pictures = files.iter().filter(|stored| stored.is_picture()).count();
    let changed = staging.count() + old.files.difference(&names).count();
    let written = Written { pictures, bytes, feed_bytes, changed, files: names.len() };
    memory.forget().map_err(PackError::unwritable(site))?;
    publish(site, &staging, &names, old)?;
    memory.keep(&site.join(RECORD));
    Ok(written)
}

/// Writes the manifest of all parts, and the deltas that lead to it; answers its hash.
fn finish_parts(parts: &packed::Parts<'_>, writing: &Writing<'_>, old: &Record) -> Result<String, PackError> {
    let manifest = packed::manifest::write(parts, &writing.ledger);
    let revision = packed::hash(&manifest);
    writing.take(SiteFile { name: packed::manifest::NAME.to_owned(), bytes: manifest })?;
    let sites = packed::delta::Sites {
        folder: writing.site,
        before: &old.files,
        now: &writing.ledger.names(),
        written: &|name| writing.staging.read(name),
        to: &revision,
    };
    let (delta, leading_to_it) = packed::delta::write(&sites);
    delta.map_or(Ok(()), |delta| writing.take(delta))?;
    for name in leading_to_it {
        let bytes = fs::metadata(writing.site.join(&name)).map_or(0, |data| data.len());
        writing.ledger.enter(&name, bytes, String::new);
    }
    Ok(revision)
}

/// Writes these files, and nothing else, in the place of what an earlier call wrote.
///
/// # Errors
/// When the folder cannot be written, or holds files of somebody else.
pub(crate) fn write_files(folder: &Path, files: Vec<SiteFile>, stored: &[Arc<Stored>]) -> Result<(), PackError> {
    fs::create_dir_all(folder).map_err(PackError::unwritable(folder))?;
    let old = read_record(folder);
    if old.is_none() {
        refuse_foreign_files(folder)?;
    }
    let staging = Staging::new(folder)?;
    let mut names = BTreeSet::new();
    for file in files {
        staging.write(&file.name, &file.bytes)?;
        names.insert(file.name);
    }
    for stored in stored {
        staging.copy(folder, stored)?;
        names.insert(stored.name.clone());
    }
    publish(folder, &staging, &names, old.unwrap_or_default())
}

/// Writes the pages.
fn write_pages(
    bundle: &Arc<Bundle>,
    (viewer, icons, offer): (&Viewer, Option<&Icons>, &str),
    (prints, places): (&BundlePrints, &[String]),
    take: Take<'_>,
) -> Result<(), PackError> {
    let index = insert_into_head(&String::from_utf8_lossy(viewer.file("index.html").unwrap_or_default()), offer);
    let index = icons.map_or(index.clone(), |icons| site::icons::adapt(&index, icons));
    let index = site::theme::adapt(&index, &bundle.theme);
    let print = viewer.files().fold(Printer::default(), |printer, (name, bytes)| printer.text(name).bytes(bytes));
    let print = print.text(&index).finish();
    site::pages::write(
        bundle,
        &index,
        &viewer.style(&index),
        |language| words(viewer, language),
        (prints, print),
        places,
        take,
    )
}

/// The interface's words in a language.
fn words(viewer: &Viewer, language: &str) -> Option<String> {
    viewer.file(&format!("locales/{language}.properties")).map(|words| String::from_utf8_lossy(words).into_owned())
}

/// Moves everything to its place and clears away what is no longer of use.
fn publish(site: &Path, staging: &Staging, names: &BTreeSet<String>, old: Record) -> Result<(), PackError> {
    let packer = format!("tidings {}", env!("CARGO_PKG_VERSION"));
    // Before anything moves, both the old and the new files are on record: whatever happens, a later pack knows them.
    let both = Record { packer: packer.clone(), files: old.files.union(names).cloned().collect() };
    staging.write_record(&both)?;
    staging.publish(site, RECORD)?;
    let is_entry = |name: &String| ENTRIES.contains(&name.as_str());
    let (hashed, others): (Vec<&String>, Vec<&String>) = names.iter().partition(|name| is_hashed(name));
    let fixed: Vec<&String> = others.into_iter().filter(|name| !is_entry(name)).collect();
    for stage in [hashed, fixed] {
        stage.into_par_iter().try_for_each(|name| staging.publish(site, name))?;
    }
    ENTRIES.iter().filter(|entry| names.contains(**entry)).try_for_each(|entry| staging.publish(site, entry))?;
    for name in old.files.difference(names).filter(|name| is_safe(name)) {
        let path = site.join(name);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(PackError::unwritable(&path)(error)),
            _ => {}
        }
    }
    staging.write_record(&Record { packer, files: names.clone() })?;
    staging.publish(site, RECORD)
}

fn read_record(site: &Path) -> Option<Record> {
    serde_json::from_slice(&fs::read(site.join(RECORD)).ok()?).ok()
}

/// A relative path that stays inside; records and viewers come from disks, and disks from anywhere.
fn is_safe(name: &str) -> bool {
    !name.is_empty()
        && !name.contains(['\\', ':', '\0'])
        && name.split('/').all(|part| !part.is_empty() && part != ".." && part != "." && part != STAGING)
}

/// A folder that has something in it, and no record of ours, belongs to somebody else.
fn refuse_foreign_files(site: &Path) -> Result<(), PackError> {
    let entries = fs::read_dir(site).map_err(PackError::unwritable(site))?;
    let mut names: Vec<String> =
        entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.retain(|name| name != STAGING && name != ".git" && name != ".gitkeep");
    names.sort();
    match names.first() {
        Some(found) => Err(PackError::NotOurs { path: site.to_owned(), found: found.clone() }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[allow(clippy::field_reassign_with_default, reason = "a bundle has a private field")]
    fn bundle(title: &str) -> Arc<Bundle> {
        let mut bundle = Bundle::default();
        bundle.title = title.to_owned();
        Arc::new(bundle)
    }

    fn store(folder: &Path, width: u32) -> MediaStore {
        let store = MediaStore::default();
        let path = folder.join(format!("{width}.png"));
        fs::write(&path, crate::media::tests::png(width, 4)).unwrap();
        store.add_picture(&path).unwrap();
        store
    }

    fn names(site: &Path) -> Vec<String> {
        let files = walkdir::WalkDir::new(site).sort_by_file_name().into_iter().flatten();
        files
            .filter(|entry| entry.file_type().is_file())
            .map(|entry| crate::import::walk::relative(site, entry.path()))
            .collect()
    }

    #[test]
    fn a_second_pack_removes_what_the_first_wrote_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let site = folder.path().join("site");
        let first = store(folder.path(), 10);
        write(&site, &bundle("One"), &first, &Options::default()).unwrap();
        fs::write(site.join("CNAME"), "blog.example").unwrap();
        fs::write(site.join("media/mine.png"), "x").unwrap();
        let second = store(folder.path(), 20);
        write(&site, &bundle("Two"), &second, &Options::default()).unwrap();
        let left = names(&site);
        assert!(left.contains(&"CNAME".to_owned()) && left.contains(&"media/mine.png".to_owned()));
        assert!(!left.contains(&first.files()[0].name), "{left:?}");
        assert!(left.contains(&second.files()[0].name));
        assert!(!site.join(STAGING).exists());
    }

    #[test]
    fn a_folder_with_somebody_elses_files_is_refused_until_forced() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("thesis.doc"), "x").unwrap();
        let error = write(folder.path(), &bundle("x"), &MediaStore::default(), &Options::default()).unwrap_err();
        assert!(error.to_string().contains("thesis.doc"), "{error}");
        let forced = Options { force: true, ..Options::default() };
        write(folder.path(), &bundle("x"), &MediaStore::default(), &forced).unwrap();
        assert!(folder.path().join("thesis.doc").exists());
    }

    #[test]
    fn a_record_cannot_make_us_delete_outside_of_the_site() {
        let folder = tempfile::tempdir().unwrap();
        let site = folder.path().join("site");
        fs::create_dir_all(site.join("bundle")).unwrap();
        fs::write(folder.path().join("precious"), "x").unwrap();
        fs::write(site.join(RECORD), r#"{"packer":"x","files":["../precious","/etc/passwd","a/../../precious"]}"#)
            .unwrap();
        write(&site, &bundle("x"), &MediaStore::default(), &Options::default()).unwrap();
        assert!(folder.path().join("precious").exists());
    }

    #[test]
    fn what_an_interrupted_pack_left_is_cleared_away() {
        let folder = tempfile::tempdir().unwrap();
        let site = folder.path().join("site");
        fs::create_dir_all(site.join(STAGING)).unwrap();
        fs::write(site.join(STAGING).join("feed.json"), "half").unwrap();
        write(&site, &bundle("x"), &MediaStore::default(), &Options::default()).unwrap();
        assert_eq!(names(&site), ["bundle/files.json", "feed.json"]);
    }
}
