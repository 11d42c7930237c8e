//! What must not be published: none of its words, names and pictures may be anywhere in the site, whatever folder it came from.

use crate::support::{files, fixture, packed, write};

/// Words that stand only in files that must stay out.
const SECRETS: &[&str] = &[
    "zwiebelfisch",
    "quastenflosser",
    "kuckuckslichtnelke",
    "wiedehopf",
    "rohrdommel",
    "haubentaucher",
    "eisvogel",
    "wasseramsel",
    "zaunkoenig",
    "blaukehlchen",
];

#[test]
fn private_posts_never_reach_a_bundle() {
    let site = packed(&fixture("estuary"));
    assert_eq!(site.packed.withheld, 4);
    for (name, bytes) in files(&site.path) {
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        for secret in SECRETS {
            assert!(!text.contains(secret), "{secret} in {name}");
        }
        assert!(!text.contains("secret/") && !text.contains("_drafts"), "{name}");
    }
    let source = std::fs::read_dir(fixture("estuary/secret")).unwrap().count();
    assert!(source >= 6, "the fixture is there to be withheld");
}

#[test]
fn pictures_that_only_drafts_use_are_not_copied() {
    let site = packed(&fixture("estuary"));
    for name in ["draft-only.png", "draft-body.png"] {
        let bytes = std::fs::read(fixture("estuary/secret").join(name)).unwrap();
        assert!(files(&site.path).iter().all(|(_, other)| *other != bytes), "{name}");
    }
}

#[test]
fn a_link_to_a_draft_does_not_bring_it_along() {
    let folder = tempfile::tempdir().unwrap();
    let source = folder.path().join("source");
    write(&source.join("open.md"), "---\ntitle: Open\nrelated: [plan]\n---\n[plan](plan.md) [list](notes/list.md)\n");
    write(&source.join("plan.md"), "---\ntitle: Plan\ndraft: true\nslug: plan\n---\nhaubentaucher\n");
    write(&source.join("notes/list.md"), "---\ntitle: List\npublishDate: 2030-01-01\n---\neisvogel\n");
    let site = packed(&source);
    assert_eq!(site.bundle.articles.len(), 1);
    assert!(files(&site.path).iter().all(|(_, bytes)| !String::from_utf8_lossy(bytes).contains("haubentaucher")));
    assert_eq!(site.findings().iter().filter(|finding| finding.contains("leads nowhere")).count(), 2);
}

#[test]
fn an_article_that_becomes_a_draft_disappears_from_the_site_with_its_picture() {
    use tidings_pack::{pipeline::pack, report::Report};
    let folder = tempfile::tempdir().unwrap();
    let (source, site) = (folder.path().join("source"), folder.path().join("site"));
    let picture = std::fs::read(fixture("estuary/pictures/gates.png")).unwrap();
    write(&source.join("gates.png"), &picture);
    write(&source.join("stays.md"), "---\ntitle: Stays\n---\nText.\n");
    let article = "---\ntitle: Goes\nDRAFT\n---\nhaubentaucher ![gates](gates.png)\n";
    for (draft, is_there) in [("draft: false", true), ("draft: true", false)] {
        write(&source.join("goes.md"), article.replace("DRAFT", draft));
        let request = crate::support::request(&source);
        pack(&request, &site, &crate::support::viewer(), &mut Report::default()).unwrap();
        let all = files(&site);
        assert_eq!(all.iter().any(|(_, bytes)| *bytes == picture), is_there);
        assert_eq!(all.iter().any(|(_, bytes)| String::from_utf8_lossy(bytes).contains("haubentaucher")), is_there);
    }
}
