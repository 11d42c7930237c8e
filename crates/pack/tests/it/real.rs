//! Real content, which does not belong to the project and is not in it. Where it is missing the tests say so by name and pass.

use std::path::{Path, PathBuf};

use tidings_bundle::{Content, Timestamp};
use tidings_pack::write::Options;

use crate::support::{Site, packed, packed_with, request, viewer};

/// A path beside the project, if it is there.
fn shared(test: &str, path: &str) -> Option<PathBuf> {
    let found = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data").join(path);
    if found.exists() {
        return Some(found);
    }
    eprintln!("skipped: {test} needs {path} in ../shared/data");
    None
}

/// The blog, unpacked by this test into a folder that goes away.
fn blog(test: &str) -> Option<(tempfile::TempDir, Site)> {
    let archive = shared(test, "rustblog.tar.xz")?;
    let folder = tempfile::tempdir().unwrap();
    let status = std::process::Command::new("tar").arg("-xf").arg(&archive).arg("-C").arg(folder.path()).status();
    if !status.is_ok_and(|status| status.success()) {
        eprintln!("skipped: {test} needs tar and xz");
        return None;
    }
    let mut request = request(&folder.path().join("rustblog"));
    // Its newest posts are younger than the fixtures' day.
    request.now = Timestamp::parse("2027-01-01T00:00:00Z").unwrap();
    // Its 370 pictures in five sizes would take most of the time, and nothing here is about them.
    let site = packed_with(&request, &Options { renditions: false, ..viewer() });
    Some((folder, site))
}

#[test]
fn the_seed_article_reads_as_an_article() {
    let Some(path) = shared("the_seed_article_reads_as_an_article", "seed/article.txt") else { return };
    let text = std::fs::read_to_string(&path).unwrap();
    let site = packed(&path);
    let article = &site.bundle.articles[0];
    assert_eq!(article.title, text.lines().nth(2).unwrap(), "the title as it stands by itself");
    let category = article.main_category().unwrap();
    assert_eq!(site.bundle.categories.path(category).split('/').count(), 2);
    let Content::Html(html) = &article.content else { panic!("{article:?}") };
    assert_eq!((html.matches("<p>").count(), html.matches("<h2>").count()), (12, 1));
    let shown: Vec<String> = tidings_markup::plain_text(html).split_whitespace().map(str::to_owned).collect();
    let written: Vec<String> = text.lines().skip(3).flat_map(str::split_whitespace).map(str::to_owned).collect();
    assert_eq!(shown, written, "nothing lost, nothing doubled");
}

#[test]
fn all_posts_of_a_real_blog_come_out_right() {
    let Some((_folder, site)) = blog("all_posts_of_a_real_blog_come_out_right") else { return };
    let bundle = &site.bundle;
    assert_eq!((bundle.articles.len(), site.packed.withheld), (750, 0));
    assert_eq!(bundle.title, "Rust Blog");
    assert!(bundle.articles.iter().all(|article| article.published.is_some() && !article.authors.is_empty()));
    assert!(bundle.articles.iter().all(|article| !article.title.is_empty()));
    let post = site.article("Rust-1.12");
    assert_eq!(post.title, "Announcing Rust 1.12");
    assert_eq!(post.published, Timestamp::from_date(2016, 9, 29));
    assert_eq!(post.authors[0].name, "The Rust Core Team");
    assert_eq!(bundle.by_slug("releases-1.12.0"), bundle.by_slug("Rust-1.12"));
    let html = site.html("Rust-1.12");
    assert_eq!(html.matches("<img src=\"media/").count(), 3, "{html}");
    let inside = bundle.categories.by_path("inside-rust").unwrap();
    assert_eq!(bundle.categories.counts(&bundle.articles)[inside], 363);
}

#[test]
fn links_between_real_posts_stay_inside() {
    let Some((_folder, site)) = blog("links_between_real_posts_stay_inside") else { return };
    let pages: Vec<&str> = site.bundle.articles.iter().map(|article| site.html(article.slug.as_str())).collect();
    let inside = pages.iter().map(|html| html.matches("href=\"#/a/").count()).sum::<usize>();
    let outside = pages.iter().map(|html| html.matches("href=\"https://blog.rust-lang.org/").count()).sum::<usize>();
    assert!(inside > 700 && outside < 40, "{inside} inside, {outside} outside");
    for html in pages {
        for slug in html.split("href=\"#/a/").skip(1).filter_map(|rest| rest.split(['"', '?']).next()) {
            assert!(site.bundle.by_slug(slug).is_some(), "{slug}");
        }
    }
}
