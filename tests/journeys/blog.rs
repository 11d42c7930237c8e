//! A real blog: 750 Markdown posts in Zola's habits. Its archive is not part of the project; without it the test says so.
//!
//! `TIDINGS_DATA` names the folder that holds `rustblog.tar.xz`; otherwise `../shared/data` beside the checkout is tried.

use super::{feed, pack};
use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;
use tempfile::TempDir;
use tidings_tests::project_root;

/// The unpacked posts.
fn posts() -> Option<TempDir> {
    let data = std::env::var_os("TIDINGS_DATA").map_or_else(|| project_root().join("../shared/data"), PathBuf::from);
    let archive = data.join("rustblog.tar.xz");
    if !archive.is_file() {
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    let unpacked = Command::new("tar").arg("-xf").arg(&archive).arg("-C").arg(folder.path()).status().unwrap();
    assert!(unpacked.success(), "tar could not unpack {}", archive.display());
    Some(folder)
}

#[test]
fn seven_hundred_and_fifty_posts_become_a_site_with_their_titles_dates_authors_and_pictures() {
    let Some(posts) = posts() else {
        eprintln!("skipped: there is no rustblog.tar.xz (see the head of {})", file!());
        return;
    };
    let site = tempfile::tempdir().unwrap();
    let started = Instant::now();
    pack(posts.path(), site.path());
    eprintln!("packed in {:.1} s (not optimised)", started.elapsed().as_secs_f64());

    let bundle = feed(site.path());
    assert_eq!(bundle.articles.len(), 750);
    assert!(bundle.articles.iter().all(|article| article.published.is_some() && !article.title.is_empty()));
    assert!(bundle.articles.iter().filter(|article| !article.authors.is_empty()).count() >= 740);
    assert!(!bundle.media.is_empty());
    let dates = bundle.articles.iter().map(|article| article.published);
    assert!(dates.is_sorted_by(|newer, older| newer >= older), "newest first");
}
