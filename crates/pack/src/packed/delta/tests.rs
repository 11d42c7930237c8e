use std::collections::BTreeMap;
use std::sync::Arc;

use tidings_bundle::{Bundle, Content};

use super::*;
use crate::media::MediaStore;
use crate::packed::tests::publication;
use crate::write::{self, Options, Shape};

fn publish(site: &Path, bundle: &Arc<Bundle>) -> usize {
    let options = Options { shape: Shape::Packed, ..Options::default() };
    write::write(site, bundle, &MediaStore::default(), &options).unwrap().changed
}

/// The same with other words in one article.
fn edited(bundle: &Bundle, words: &str) -> Arc<Bundle> {
    let mut bundle = bundle.clone();
    bundle.articles.get_mut(20).unwrap().content = Content::Html(format!("<p>{words} and the tide.</p>"));
    bundle.settle();
    Arc::new(bundle)
}

/// A site that was published once, and then with a parrot in it; answers what was published at first.
fn published_twice(site: &Path) -> (Arc<Bundle>, BTreeMap<String, Vec<u8>>) {
    let first = publication(60);
    publish(site, &first);
    let copy = kept(site);
    publish(site, &edited(&first, "A parrot"));
    (first, copy)
}

/// What a copy keeps: parts of the index unpacked.
fn kept(site: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut contents = Contents::default();
    for entry in walkdir::WalkDir::new(site).sort_by_file_name().into_iter().flatten() {
        let path = crate::import::walk::relative(site, entry.path());
        if entry.file_type().is_file() && is_kept(&path) {
            contents.add(&path, fs::read(entry.path()).unwrap()).unwrap();
        }
    }
    let mut rest = contents.bytes.as_slice();
    let cut = |(path, len): (String, usize)| {
        let (file, behind) = rest.split_at(len);
        rest = behind;
        (path, file.to_vec())
    };
    contents.files.into_iter().map(cut).collect()
}

/// What a reader's browser makes of his copy and the delta that leads away from it.
fn follow(copy: &mut BTreeMap<String, Vec<u8>>, site: &Path) -> usize {
    let from = hash(&copy[manifest::NAME]);
    let packed = fs::read(site.join(name(&from))).unwrap();
    let mut delta = Vec::new();
    DeflateDecoder::new(packed.as_slice()).read_to_end(&mut delta).unwrap();
    let end = delta.iter().position(|byte| *byte == b'\n').unwrap();
    let head: Head = serde_json::from_slice(&delta[..end]).unwrap();
    let old: Vec<u8> = head.old.iter().flat_map(|path| copy[path].clone()).collect();
    let len = head.new.iter().map(|(_, len)| len).sum();
    let made = encode::tests::decode(&old, &delta[end + 1..], len);
    assert_eq!(hash(&made), head.sha256);
    let mut rest = made.as_slice();
    for (path, len) in head.new {
        let (file, behind) = rest.split_at(len);
        copy.insert(path, file.to_vec());
        rest = behind;
    }
    assert_eq!(hash(&copy[manifest::NAME]), head.to);
    packed.len()
}

/// `copy` has all that `site` keeps, and may have what an earlier revision had.
fn assert_whole(copy: &BTreeMap<String, Vec<u8>>, site: &Path) {
    for (path, bytes) in kept(site) {
        assert!(copy.get(&path) == Some(&bytes), "{path}");
    }
}

#[test]
fn a_copy_follows_from_any_revision_to_the_last() {
    let folder = tempfile::tempdir().unwrap();
    let (site, first) = (folder.path(), publication(120));
    publish(site, &first);
    let mut copies = vec![kept(site)];
    for words in ["A parrot", "A parrot and a dog", "Nobody"] {
        publish(site, &edited(&first, words));
        copies.push(kept(site));
    }
    // Of a new article the newest parts know.
    publish(site, &publication(121));
    for (age, mut copy) in copies.into_iter().rev().enumerate() {
        for _ in 0..=age {
            let bytes = follow(&mut copy, site);
            assert!(bytes < 12_000, "{bytes}");
        }
        assert_whole(&copy, site);
    }
    assert_eq!(revision(site), Some(hash(&fs::read(site.join(manifest::NAME)).unwrap())));
}

#[test]
fn the_same_again_keeps_what_leads_to_it() {
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path();
    let (first, mut copy) = published_twice(site);
    publish(site, &edited(&first, "A parrot"));
    follow(&mut copy, site);
    assert_whole(&copy, site);
}

#[test]
fn a_revision_that_comes_again_ends_the_way() {
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path();
    let (first, _) = published_twice(site);
    let mut copy = kept(site);
    publish(site, &first);
    follow(&mut copy, site);
    assert_whole(&copy, site);
    assert_eq!(fs::read_dir(site.join(FOLDER)).unwrap().count(), 1, "what led away from it");
}

#[test]
fn deltas_that_lead_nowhere_go() {
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path();
    let (first, _) = published_twice(site);
    // Somebody has put a site of another history there.
    let feed = fs::read_to_string(site.join("feed.json")).unwrap().replace("\"manifest\":", "\"was\":");
    fs::write(site.join("feed.json"), feed).unwrap();
    publish(site, &edited(&first, "Nobody"));
    assert_eq!(fs::read_dir(site.join(FOLDER)).unwrap().count(), 0);
}

#[test]
fn where_everything_is_new_there_is_no_delta() {
    let folder = tempfile::tempdir().unwrap();
    let old: BTreeSet<String> = ["feed-1.json".to_owned()].into();
    fs::write(
        folder.path().join("feed.json"),
        format!(r#"{{"_tidings":{{"packed":{{"manifest":"{}"}}}}}}"#, "a".repeat(43)),
    )
    .unwrap();
    fs::write(folder.path().join("feed-1.json"), "old").unwrap();
    let noise = |seed: u64| -> Vec<u8> {
        let mut state = seed;
        let next = |_| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 56) as u8
        };
        (0..2 * LARGEST_DELTA).map(next).collect()
    };
    let written = |_: &str| Some(noise(7));
    let sites = Sites { folder: folder.path(), before: &old, now: &old, written: &written, to: "b" };
    assert!(write(&sites).0.is_none());
    let written = |_: &str| Some(b"new".to_vec());
    assert!(write(&Sites { written: &written, ..sites }).0.is_some());
}
