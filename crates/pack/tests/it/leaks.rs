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

/// Headers and places of every generator that mean "not yet", "not any more" or "not you".
const WITHHELD: &[(&str, &str)] = &[
    ("hugo/draft.md", "---\ndraft: true\nTITLE\n---\nBODY"),
    ("hugo/toml.md", "+++\ndraft = true\ntitle = \"zwiebelfisch\"\n+++\nBODY"),
    ("hugo/json.md", "{\n  \"draft\": true,\n  \"title\": \"zwiebelfisch\"\n}\nBODY"),
    ("hugo/json-later.md", "{\n  \"publishDate\": \"2099-01-01\",\n  \"title\": \"zwiebelfisch\"\n}\nBODY"),
    ("hugo/json-open.md", "{\n  \"draft\": true,\n  \"title\": \"zwiebelfisch\"\n\nBODY"),
    ("hugo/later.md", "---\npublishdate: 2099-01-01\nTITLE\n---\nBODY"),
    ("hugo/pubdate.md", "---\npubdate: 2099-01-01\nTITLE\n---\nBODY"),
    ("hugo/expired.md", "---\nexpirydate: 2001-01-01\nTITLE\n---\nBODY"),
    ("hugo/unpublished.md", "---\nunpublishdate: 2001-01-01\nTITLE\n---\nBODY"),
    ("hugo/headless/index.md", "---\nheadless: true\nTITLE\n---\nBODY"),
    ("hugo/headless/part.md", "---\nTITLE\n---\nBODY"),
    ("hugo/never.md", "---\nbuild:\n  render: never\nTITLE\n---\nBODY"),
    ("hugo/unlisted.md", "---\n_build:\n  list: never\nTITLE\n---\nBODY"),
    ("hugo/bundle/index.md", "---\ndraft: true\nTITLE\n---\nBODY"),
    ("hugo/bundle/deeper/more.md", "---\nTITLE\n---\nBODY"),
    ("hugo/cascade/_index.md", "---\ncascade:\n  draft: true\n---\n"),
    ("hugo/cascade/deep/a.md", "---\nTITLE\n---\nBODY"),
    ("hugo/cascades/_index.md", "+++\n[[cascade]]\n[cascade.params]\ndraft = true\n+++\n"),
    ("hugo/cascades/a.md", "---\nTITLE\n---\nBODY"),
    ("zola/section/_index.md", "+++\ndraft = true\ntitle = \"zwiebelfisch\"\n+++\n"),
    ("zola/section/a.md", "+++\ntitle = \"zwiebelfisch\"\n+++\nBODY"),
    ("zola/render.md", "+++\nrender = false\ntitle = \"zwiebelfisch\"\n+++\nBODY"),
    ("zola/extra.md", "+++\ntitle = \"zwiebelfisch\"\n[extra]\ndraft = true\n+++\nBODY"),
    ("jekyll/unpublished.md", "---\npublished: false\nTITLE\n---\nBODY"),
    ("jekyll/hidden.md", "---\nhidden: true\nTITLE\n---\nBODY"),
    ("jekyll/_drafts/idea.md", "---\nTITLE\n---\nBODY"),
    ("jekyll/_posts/2099-01-01-name.md", "---\nTITLE\n---\nBODY"),
    ("docusaurus/draft.mdx", "---\ndraft: true\nTITLE\n---\nBODY"),
    ("docusaurus/unlisted.md", "---\nunlisted: true\nTITLE\n---\nBODY"),
    ("docusaurus/_part.md", "---\nTITLE\n---\nBODY"),
    ("mkdocs/blog.md", "---\ndate:\n  created: 2099-01-01\nTITLE\n---\nBODY"),
    ("mkdocs/draft.md", "Title: zwiebelfisch\nDraft: true\n\nBODY"),
    ("pelican/draft.md", "Title: zwiebelfisch\nStatus: draft\n\nBODY"),
    ("pelican/hidden.md", "Title: zwiebelfisch\nStatus: hidden\n\nBODY"),
    ("hexo/draft.md", "---\npublished: false\nTITLE\n---\nBODY"),
    ("eleventy/nowhere.md", "---\npermalink: false\nTITLE\n---\nBODY"),
    ("eleventy/excluded.md", "---\neleventyExcludeFromCollections: true\nTITLE\n---\nBODY"),
    ("astro/later.md", "---\npubDate: Jan 1 2099\nTITLE\n---\nBODY"),
    ("quartz/private.md", "---\npublish: false\nTITLE\n---\nBODY"),
    ("wordpress/pending.md", "---\nstatus: pending\nTITLE\n---\nBODY"),
    ("wordpress/password.md", "---\npassword: x\nTITLE\n---\nBODY"),
    ("ghost/members.md", "---\nvisibility: members\nTITLE\n---\nBODY"),
    ("odd/perhaps.md", "---\ndraft: perhaps\nTITLE\n---\nBODY"),
    ("odd/unclosed.md", "---\ndraft: true\nTITLE\n\nBODY"),
    ("odd/twice.md", "---\ndraft: true\ndraft: false\nTITLE\n---\nBODY"),
    ("odd/wide.md", "\u{feff}---\r\nDraft: YES\r\nTITLE\r\n---\r\nBODY"),
];

#[test]
fn no_spelling_of_not_yet_lets_a_word_a_name_or_a_picture_out() {
    let folder = tempfile::tempdir().unwrap();
    let source = folder.path().join("source");
    let picture = std::fs::read(fixture("estuary/secret/draft-only.png")).unwrap();
    write(&source.join("pictures/rohrdommel.png"), &picture);
    let links: String = WITHHELD
        .iter()
        .map(|(file, _)| format!("[x]({file}) [y]({{{{< ref \"{file}\" >}}}}) [!INCLUDE [x]({file})]\n\n"))
        .collect();
    write(&source.join("open.md"), format!("---\ntitle: Open\n---\nText.\n\n{links}"));
    for (file, text) in WITHHELD {
        let body =
            "haubentaucher ![eisvogel](/pictures/rohrdommel.png) {{< figure src=\"/pictures/rohrdommel.png\" >}}\n";
        write(
            &source.join(file),
            text.replace("TITLE", "title: zwiebelfisch\nsummary: wiedehopf").replace("BODY", body),
        );
    }
    let site = packed(&source);
    let slugs: Vec<_> = site.bundle.articles.iter().map(|article| article.slug.to_string()).collect();
    assert_eq!(slugs, ["open"]);
    for (name, bytes) in files(&site.path) {
        assert!(bytes != picture, "{name}");
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        for secret in ["zwiebelfisch", "haubentaucher", "wiedehopf", "eisvogel", "rohrdommel"] {
            assert!(!text.contains(secret) && !name.contains(secret), "{secret} in {name}");
        }
    }
    // The words of links to them stay, their addresses go.
    assert!(!site.html("open").contains("href"), "{}", site.html("open"));
}

#[test]
fn whatever_is_withheld_would_be_published_without_its_mark() {
    let folder = tempfile::tempdir().unwrap();
    let source = folder.path().join("source");
    write(&source.join("a.md"), "---\ntitle: zwiebelfisch\n---\nhaubentaucher\n");
    write(&source.join("b.md"), "Title: zwiebelfisch\nStatus: published\n\nhaubentaucher\n");
    write(&source.join("c.md"), "{\n  \"draft\": false,\n  \"title\": \"zwiebelfisch\"\n}\nhaubentaucher\n");
    write(&source.join("news/_index.md"), "---\ndraft: false\n---\n");
    write(&source.join("news/index.md"), "---\ndraft: false\ntitle: x\n---\nhaubentaucher\n");
    write(&source.join("news/d.md"), "haubentaucher\n");
    assert_eq!(packed(&source).bundle.articles.len(), 5);
}
