//! What is written, held against the specifications of others.
//!
//! 1. [`html`]: every page of HTML passes a checker that is not ours.
//! 2. [`json_feed`]: every list and every part is a JSON Feed 1.1, and its chains end.
//! 3. [`json_ld`]: every article page says in schema.org's words what news need.
//! 4. [`sitemap`], [`atom`]: the files for search engines and feed readers keep to their protocols.
//!
//! The rules are written from the specifications, know nothing of our writers, and are tried on wrong input too. What is checked is
//! the sample publication, whole and in parts, and an archive of some hundred articles, packed with the viewer as it was built.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod atom;
mod html;
mod json_feed;
mod json_ld;
mod sitemap;

use std::path::{Path, PathBuf};

use tidings_tests::site::{packed_archive, packed_sample, packed_sample_in_parts};
use walkdir::WalkDir;

/// The sample publication as one feed.
fn sample() -> PathBuf {
    packed_sample().unwrap()
}

/// All sites there are.
fn sites() -> [PathBuf; 3] {
    [sample(), packed_sample_in_parts().unwrap(), packed_archive().unwrap()]
}

/// The files of a site with this ending, by their names with `/`, sorted.
fn files(site: &Path, ending: &str) -> Vec<String> {
    let entries = WalkDir::new(site).sort_by_file_name().into_iter().map(Result::unwrap);
    let files = entries.filter(|entry| entry.file_type().is_file());
    let names = files.map(|entry| entry.path().strip_prefix(site).unwrap().to_string_lossy().replace('\\', "/"));
    names.filter(|name| name.ends_with(ending)).collect()
}

fn read(site: &Path, name: &str) -> String {
    std::fs::read_to_string(site.join(name)).unwrap()
}

/// A moment as RFC 3339 writes it: with a time and a zone.
fn is_moment(text: &str) -> bool {
    text.len() >= 20 && text.as_bytes().get(10) == Some(&b'T') && text.parse::<jiff::Timestamp>().is_ok()
}

/// Fails with all complaints, each with where it belongs.
fn expect_none(complaints: &[String]) {
    let shown: Vec<&str> = complaints.iter().take(40).map(String::as_str).collect();
    assert!(complaints.is_empty(), "{} complaints:\n{}", complaints.len(), shown.join("\n"));
}
