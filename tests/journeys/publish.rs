//! The sample publication, packed.

use super::{feed, pack, tidings};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::ExitCode;
use tidings_tests::project_root;
use walkdir::WalkDir;

fn packed_sample() -> tempfile::TempDir {
    let site = tempfile::tempdir().unwrap();
    pack(&project_root().join("sample"), site.path());
    site
}

/// Name and content of every file.
fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = WalkDir::new(folder).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| {
            let name = entry.path().strip_prefix(folder).unwrap().to_string_lossy().into_owned();
            (name, fs::read(entry.path()).unwrap())
        })
        .collect()
}

#[test]
fn the_sample_holds_what_a_demo_has_to_show() {
    let site = packed_sample();
    let bundle = feed(site.path());
    assert_eq!(bundle.problems, [], "the viewer would list these");
    assert!(bundle.articles.len() >= 24, "{} articles", bundle.articles.len());

    let languages: BTreeSet<&str> = bundle.articles.iter().filter_map(|article| article.language.as_deref()).collect();
    assert!(["en", "fa", "ar", "fr"].iter().all(|language| languages.contains(language)), "{languages:?}");
    // Depth counts from the roots: a tree three deep has a category with two above it.
    assert!(bundle.categories.nodes().iter().any(|category| category.depth >= 2));

    let count = |has: &dyn Fn(&tidings_bundle::Article) -> bool| bundle.articles.iter().filter(|a| has(a)).count();
    assert!(bundle.articles.iter().map(|article| article.galleries.len()).sum::<usize>() >= 2);
    assert!(count(&|article| !article.corrections.is_empty()) >= 1);
    assert!(count(&|article| !article.embeds.is_empty()) >= 1);
    let translated = bundle.ordinals().filter(|ordinal| !bundle.translations(*ordinal).is_empty()).count();
    assert!(translated >= 2, "{translated} articles have a translation");
}

#[test]
fn every_picture_of_the_feed_is_there_and_no_other() {
    let site = packed_sample();
    let bundle = feed(site.path());
    let renditions = bundle.media.iter().flat_map(|media| &media.renditions).map(|rendition| rendition.src.clone());
    let named: BTreeSet<String> = bundle.media.iter().map(|media| media.src.clone()).chain(renditions).collect();
    let there: BTreeSet<String> = contents(site.path()).into_keys().filter(|name| name.starts_with("media/")).collect();
    assert_eq!(named, there);
    for media in &bundle.media {
        let bytes = fs::metadata(site.path().join(&media.src)).unwrap().len();
        assert_eq!(media.bytes, Some(bytes), "{}", media.src);
        assert!(media.width.is_some() && media.height.is_some(), "{} would make the page jump", media.src);
    }
}

#[test]
fn the_same_source_gives_the_same_bytes() {
    let [one, two] = [packed_sample(), packed_sample()].map(|site| contents(site.path()));
    assert_eq!(one.keys().collect::<Vec<_>>(), two.keys().collect::<Vec<_>>());
    for (name, bytes) in &one {
        assert!(Some(bytes) == two.get(name), "{name} differs");
    }
}

#[test]
fn a_feed_is_a_source_too_and_nothing_is_lost_on_the_way() {
    let first = packed_sample();
    let second = tempfile::tempdir().unwrap();
    pack(&first.path().join("feed.json"), second.path());
    let [one, two] = [&first, &second].map(|site| feed(site.path()));
    let titles = |bundle: &tidings_bundle::Bundle| -> Vec<(String, String)> {
        bundle.articles.iter().map(|article| (article.slug.to_string(), article.title.clone())).collect()
    };
    assert_eq!(titles(&one), titles(&two));
    assert_eq!(one.media.len(), two.media.len());
    assert_eq!(one.categories.nodes().len(), two.categories.nodes().len());
}

#[test]
fn check_finds_nothing_to_complain_about_in_the_sample() {
    let source = project_root().join("sample");
    let code = tidings(&["check", source.to_str().unwrap()]).unwrap();
    assert_eq!(format!("{code:?}"), format!("{:?}", ExitCode::SUCCESS));
}
