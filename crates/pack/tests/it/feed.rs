use tidings_bundle::Content;

use crate::support::{files, fixture, packed};

#[test]
fn a_feed_becomes_a_site_with_its_pictures_beside_it() {
    let site = packed(&fixture("feed/feed.json"));
    assert_eq!(site.bundle.title, "A Feed from Elsewhere");
    let one = site.bundle.articles.iter().find(|article| article.id == "1").unwrap();
    let lead = one.lead.as_ref().unwrap();
    assert!(lead.src.starts_with("media/") && site.exists(&lead.src));
    assert_eq!((lead.width, lead.height), (Some(12), Some(8)));
    let Content::Html(html) = &one.content else { panic!("{one:?}") };
    assert!(html.contains(&format!("<img src=\"{}\"", lead.src)), "{html}");
    assert!(!html.contains("steal") && !html.contains("onclick"), "{html}");
    assert_eq!(one.url.as_deref(), Some("https://elsewhere.example/one"));
}

#[test]
fn text_items_become_paragraphs_and_broken_items_are_told_with_their_line() {
    let site = packed(&fixture("feed/feed.json"));
    let two = site.bundle.articles.iter().find(|article| article.id == "2").unwrap();
    let Content::Html(html) = &two.content else { panic!("{two:?}") };
    assert_eq!(html.matches("<p>").count(), 2);
    let findings = site.findings();
    assert!(
        findings.iter().any(|finding| finding.starts_with("feed.json:22: error: items[1].date_published")),
        "{findings:#?}"
    );
    assert!(findings.iter().any(|finding| finding.starts_with("feed.json:25: error: items[2]")), "{findings:#?}");
    assert!(
        findings.iter().any(|finding| finding.starts_with("feed.json:6: warning: <script> is left out")),
        "{findings:#?}"
    );
}

#[test]
fn files_beside_a_feed_go_with_it_and_missing_ones_are_told() {
    let site = packed(&fixture("feed/feed.json"));
    let two = site.bundle.articles.iter().find(|article| article.id == "2").unwrap();
    let addresses: Vec<&str> = two.attachments.iter().map(|file| file.url.as_str()).collect();
    assert_eq!(addresses.len(), 2, "{addresses:?}");
    assert!(addresses[0].ends_with(".mp3") && site.exists(addresses[0]));
    assert_eq!(addresses[1], "https://elsewhere.example/two.mp4");
    assert!(site.findings().iter().any(|finding| finding.contains("the file \"lost.mp3\" is missing")));
}

#[test]
fn a_scheduled_item_of_a_feed_stays_out() {
    let site = packed(&fixture("feed/feed.json"));
    assert_eq!(site.packed.withheld, 1);
    assert!(files(&site.path).iter().all(|(_, bytes)| !String::from_utf8_lossy(bytes).contains("seidenschwanz")));
}

#[test]
fn what_the_packer_wrote_packs_again_to_the_same_articles() {
    let first = packed(&fixture("estuary"));
    let second = packed(&first.path.join("feed.json"));
    assert_eq!(second.report.sorted().len(), 0, "{:#?}", second.findings());
    assert_eq!(second.bundle.articles, first.bundle.articles);
    assert_eq!(second.bundle.categories, first.bundle.categories);
    assert_eq!(second.bundle.media, first.bundle.media);
}
