use std::fs;

use tidings_pack::error::PackError;
use tidings_pack::pipeline::pack;
use tidings_pack::report::Report;

use crate::support::{files, fixture, packed, request, viewer, write};

#[test]
fn the_same_input_gives_the_same_bytes() {
    let (one, other) = (packed(&fixture("estuary")), packed(&fixture("estuary")));
    assert_eq!(files(&one.path), files(&other.path));
    assert_eq!(one.findings(), other.findings());
}

#[test]
fn the_viewers_page_says_whose_publication_it_shows() {
    let site = packed(&fixture("estuary"));
    let page = fs::read_to_string(site.path.join("index.html")).unwrap();
    assert!(page.contains("<title>The Estuary</title>"), "{page}");
    assert!(page.contains("<html lang=\"en\" dir=\"ltr\">"));
    assert!(page.contains("content=\"News from where the river ends\""));
    for name in ["viewer-0a1b2c3d4e5f6071.js", "sw.js", "icons/icon.svg", "feed.json"] {
        assert!(site.exists(name), "{name}");
    }
}

#[test]
fn an_empty_source_leaves_the_site_that_was_there() {
    let folder = tempfile::tempdir().unwrap();
    let (source, site) = (folder.path().join("source"), folder.path().join("site"));
    write(&source.join("one.md"), "---\ntitle: One\n---\nText.\n");
    pack(&request(&source), &site, &viewer(), &mut Report::default()).unwrap();
    let before = files(&site);
    write(&source.join("one.md"), "---\ntitle: One\ndraft: true\n---\nText.\n");
    let error = pack(&request(&source), &site, &viewer(), &mut Report::default()).unwrap_err();
    assert!(matches!(error, PackError::NoArticles { withheld: 1, .. }), "{error}");
    assert_eq!(files(&site), before);
}

#[test]
#[cfg(unix)]
fn a_pack_that_cannot_finish_leaves_the_site_that_was_there() {
    let folder = tempfile::tempdir().unwrap();
    let (source, site) = (folder.path().join("source"), folder.path().join("site"));
    write(&source.join("one.md"), "---\ntitle: One\n---\nText.\n");
    pack(&request(&source), &site, &viewer(), &mut Report::default()).unwrap();
    let before = files(&site);
    // A file where the folder of the pictures has to be: the pack fails when it moves the first picture.
    write(&site.join("media"), "in the way");
    write(&source.join("one.md"), "---\ntitle: Other\n---\n![gates](gates.png)\n");
    fs::copy(fixture("estuary/pictures/gates.png"), source.join("gates.png")).unwrap();
    let error = pack(&request(&source), &site, &viewer(), &mut Report::default()).unwrap_err();
    assert!(matches!(error, PackError::Unwritable { .. }), "{error}");
    for (name, bytes) in before.iter().filter(|(name, _)| name != "bundle/files.json") {
        assert_eq!(fs::read(site.join(name)).unwrap(), *bytes, "{name}");
    }
    fs::remove_file(site.join("media")).unwrap();
    pack(&request(&source), &site, &viewer(), &mut Report::default()).unwrap();
}

#[test]
fn a_site_inside_its_source_is_not_packed_into_itself() {
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().join("site");
    write(&folder.path().join("one.md"), "---\ntitle: One\n---\nText.\n");
    let mut request = request(folder.path());
    request.output = Some(site.clone());
    for _ in 0..2 {
        let packed = pack(&request, &site, &viewer(), &mut Report::default()).unwrap();
        assert_eq!(packed.articles, 1);
        write(&site.join("readme.md"), "# Somebody's file in the site\n");
    }
    let error = pack(&request, folder.path(), &viewer(), &mut Report::default()).unwrap_err();
    assert!(matches!(error, PackError::OutputIsSource { .. }), "{error}");
}

#[test]
fn an_unchanged_picture_is_not_written_again() {
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().join("site");
    pack(&request(&fixture("estuary")), &site, &viewer(), &mut Report::default()).unwrap();
    let picture = files(&site).into_iter().map(|(name, _)| name).find(|name| name.starts_with("media/")).unwrap();
    let modified = || fs::metadata(site.join(&picture)).unwrap().modified().unwrap();
    let before = modified();
    pack(&request(&fixture("estuary")), &site, &viewer(), &mut Report::default()).unwrap();
    assert_eq!(modified(), before);
}
