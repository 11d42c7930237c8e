//! What goes. Whatever cannot be read or removed stays.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use walkdir::WalkDir;

use super::{Limits, age};
use crate::{media, memory, preview};

pub(super) fn prune(cache: &Path, limits: Limits) {
    for folder in folders(cache) {
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        match name.as_str() {
            memory::VERSION => remove_unused(&folder, limits.unused),
            media::workshop::VERSION => remove_oldest(&folder, limits.pictures),
            preview::FOLDER => remove_previews(&folder, limits.unused),
            name if is_versioned(name, "memory-") || is_versioned(name, "pictures-") => {
                // Using it writes into one of its folders.
                let used = folders(&folder).iter().filter_map(|below| age(below)).chain(age(&folder)).min();
                if used.is_some_and(|used| used > limits.other) {
                    let _ = fs::remove_dir_all(&folder);
                }
            }
            _ => {}
        }
    }
}

/// `memory-1-0.1.0`, `pictures-1`: a kind of ours and its number.
fn is_versioned(name: &str, kind: &str) -> bool {
    name.strip_prefix(kind).is_some_and(|rest| rest.starts_with(|letter: char| letter.is_ascii_digit()))
}

fn folders(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    // Links lead to what is not ours.
    entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir())).map(|entry| entry.path()).collect()
}

/// Every pack with a memory writes into its folder.
fn remove_unused(folder: &Path, unused: Duration) {
    for memory in folders(folder).iter().filter(|memory| age(memory).is_some_and(|age| age > unused)) {
        let _ = fs::remove_dir_all(memory);
    }
}

fn remove_oldest(folder: &Path, most: u64) {
    let mut files: Vec<(SystemTime, u64, PathBuf)> = WalkDir::new(folder)
        .into_iter()
        .flatten()
        .filter(|entry| entry.file_type().is_file())
        .filter_map(|entry| {
            let data = entry.metadata().ok()?;
            Some((data.modified().ok()?, data.len(), entry.into_path()))
        })
        .collect();
    let mut bytes: u64 = files.iter().map(|(_, bytes, _)| bytes).sum();
    files.sort();
    for (_, length, path) in &files {
        if bytes <= most {
            break;
        }
        if fs::remove_file(path).is_ok() {
            bytes = bytes.saturating_sub(*length);
        }
    }
}

/// A place is a site and the lock beside it ([`preview`]).
fn remove_previews(folder: &Path, unused: Duration) {
    for source in folders(folder) {
        for site in folders(&source) {
            let path = site.with_extension("lock");
            let is_old = age(&path).into_iter().chain(age(&site)).min().is_some_and(|age| age > unused);
            // Whoever is in it holds the lock.
            if is_old && fs::File::open(&path).is_ok_and(|lock| lock.try_lock().is_ok()) {
                let _ = fs::remove_dir_all(&site);
                let _ = fs::remove_file(&path);
            }
        }
        // Goes if it is empty now.
        let _ = fs::remove_dir(&source);
    }
}
