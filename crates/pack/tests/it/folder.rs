use tidings_bundle::{Direction, Kind, Timestamp};

use crate::support::{Site, fixture, packed, write};

fn estuary() -> Site {
    packed(&fixture("estuary"))
}

#[test]
fn the_publication_is_what_its_settings_say() {
    let bundle = estuary().bundle;
    assert_eq!((bundle.title.as_str(), bundle.language.as_deref()), ("The Estuary", Some("en")));
    assert_eq!(bundle.id.as_deref(), Some("estuary-fixture"));
    assert_eq!(bundle.home.featured, ["lock-gates"]);
    assert_eq!(bundle.rights.unwrap().license.as_deref(), Some("CC BY 4.0"));
    assert_eq!(bundle.languages[1].dir, Direction::RightToLeft);
}

#[test]
fn every_article_that_may_be_published_is_there_newest_first() {
    let slugs: Vec<String> = estuary().bundle.articles.iter().map(|article| article.slug.to_string()).collect();
    assert_eq!(slugs, ["lock-gates", "ferry-fa", "ferry", "missing-picture", "tide-table", "money"]);
}

#[test]
fn folders_and_sections_make_the_category_tree() {
    let bundle = estuary().bundle;
    let shown: Vec<_> =
        bundle.categories.nodes().iter().map(|node| (node.id.as_str(), node.name("en").to_owned())).collect();
    assert_eq!(
        shown,
        [
            ("river", "The River".to_owned()),
            ("river/locks", "Locks & Weirs".to_owned()),
            ("broken", "Broken".to_owned())
        ]
    );
    assert_eq!(bundle.categories.counts(&bundle.articles), [4, 1, 1]);
}

#[test]
fn an_article_arrives_with_all_its_fields() {
    let site = estuary();
    let article = site.article("lock-gates");
    assert_eq!(article.title, "The Lock Gates Open Again");
    assert_eq!(article.published, Timestamp::parse("2024-05-31T18:00:00+02:00"));
    assert_eq!(article.authors[0].name, "Mina Rad", "an id stands for the author in the settings");
    assert_eq!(article.authors[0].bio.as_deref(), Some("Walks the banks."));
    let portrait = article.authors[0].avatar.as_deref().unwrap();
    assert!(portrait.starts_with("media/") && site.exists(portrait));
    assert_eq!(article.authors[1].name, "Jo Weir");
    assert_eq!((article.kind, article.corrections.len(), article.contributors.len()), (Kind::Report, 1, 1));
    assert_eq!(article.related, ["tide-table"]);
    assert!(article.words.unwrap() > 10);
    assert_eq!(site.bundle.by_slug("old-gates"), site.bundle.by_slug("lock-gates"));
    let money = site.article("money");
    assert_eq!(money.published, Timestamp::from_date(2023, 11, 5), "Zola's path is the date");
    assert_eq!((money.kicker.as_deref(), money.tags.contains(&"money".to_owned())), (Some("Budget"), true));
    assert_eq!(money.url.as_deref(), Some("https://estuary.example/2023/11/05/money/"));
}

#[test]
fn pictures_are_copied_once_measured_and_named_by_their_content() {
    let site = estuary();
    let article = site.article("lock-gates");
    let lead = article.lead.as_ref().unwrap();
    assert_eq!((lead.width, lead.height), (Some(40), Some(30)));
    assert_eq!(lead.credit.as_deref(), Some("Ada Quay"));
    assert!(site.exists(&lead.src), "{}", lead.src);
    assert_eq!(article.galleries[0].items[0].src, lead.src, "the same picture is one file");
    assert!(site.exists(article.embeds[0].poster.as_deref().unwrap()));
    let html = site.html("lock-gates");
    assert!(html.contains("<figure><img src=\"media/"), "{html}");
    assert!(html.contains("width=\"60\" height=\"40\""), "the drawing's view box is its size: {html}");
    assert!(site.html("tide-table").contains("width=\"20\" height=\"10\""), "one side given, the other follows");
    assert!(site.bundle.media_at(&lead.src).is_some());
    assert_eq!(site.packed.written.pictures, 5);
}

#[test]
fn links_lead_to_articles_sections_files_and_elsewhere() {
    let site = estuary();
    let gates = site.html("lock-gates");
    assert!(gates.contains("href=\"#/a/money?at=c-sums\""), "{gates}");
    assert!(gates.contains("href=\"#/a/tide-table\""));
    let money = site.html("money");
    assert_eq!(money.matches("href=\"#/a/lock-gates\"").count(), 2, "{money}");
    assert!(money.contains("href=\"#/c/river\""));
    assert!(money.contains("href=\"https://estuary.example/imprint/\""));
    assert!(money.contains("href=\"https://council.example/\""));
    let csv = money.split("href=\"media/").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    assert!(csv.ends_with(".csv") && site.exists(&format!("media/{csv}")));
    assert!(site.html("tide-table").contains(".svg\">table as a drawing</a>"));
}

#[test]
fn the_body_keeps_tables_footnotes_and_places_for_galleries_and_embeds() {
    let site = estuary();
    let html = site.html("lock-gates");
    for part in ["<table>", "data-tidings-gallery=\"gates\"", "data-tidings-embed=\"tour\"", "doc-noteref", "The crank"]
    {
        assert!(html.contains(part), "{part} in {html}");
    }
    assert!(!html.contains("<h1"), "the heading that repeats the title is gone: {html}");
}

#[test]
fn languages_of_one_name_are_translations_with_their_own_direction() {
    let site = estuary();
    let (english, persian) = (site.article("ferry"), site.article("ferry-fa"));
    assert_eq!((english.dir, persian.dir), (Direction::LeftToRight, Direction::RightToLeft));
    assert_eq!(persian.language.as_deref(), Some("fa"));
    let group = english.translation.as_ref().map(|translation| &translation.group);
    assert!(group.is_some() && group == persian.translation.as_ref().map(|translation| &translation.group));
}

#[test]
fn every_problem_is_told_with_file_and_line_and_costs_no_more_than_it_must() {
    let site = estuary();
    let findings = site.findings();
    let expected = [
        "broken/front-matter.md:3: error: front matter",
        "broken/missing-picture.md:5: error: the picture \"nowhere.png\" is missing",
        "broken/missing-picture.md:9: error: the picture \"lost.png\" is missing",
        "broken/missing-picture.md:9: warning: the link \"gone.md\" leads nowhere",
        "broken/odd-date.md:3: error: `date: the other day` cannot be understood",
        "broken/unclosed.md:1: error: front matter: the front matter that begins here never ends",
        "latest.md:2: note: a page that latest.html makes",
    ];
    assert_eq!(findings.len(), expected.len(), "{findings:#?}");
    for (finding, expected) in findings.iter().zip(expected) {
        assert!(finding.starts_with(expected), "{finding}\n  should begin with\n{expected}");
    }
    let html = site.html("missing-picture");
    assert!(html.contains("The text stays.") && html.contains("a dead end"), "{html}");
    assert!(!html.contains("gone.md") && !html.contains("src="), "{html}");
}

#[test]
fn strange_files_cost_only_themselves() {
    let folder = tempfile::tempdir().unwrap();
    let source = folder.path().join("source");
    write(&source.join("good.md"), "---\ntitle: Good\n---\nText.\n");
    write(&source.join("latin.md"), b"---\ntitle: Gr\xfc\xdfe\n---\nText.\n");
    let wide: Vec<u8> = "\u{feff}---\ntitle: Wide\n---\nÜ.\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    write(&source.join("wide.md"), wide);
    write(
        &source.join("climbs.md"),
        "---\ntitle: Climbs\nslug: ../../etc/passwd\n---\n![x](../../etc/passwd.png) [y](../../../etc/passwd)\n",
    );
    write(&source.join("case/Name.md"), "---\ntitle: Upper\n---\nText.\n");
    write(&source.join("case/name.md"), "---\ntitle: Lower\n---\nText.\n");
    write(&source.join("form/caf\u{e9}.md"), "---\ntitle: One\n---\nText.\n");
    write(&source.join("form/cafe\u{301}.md"), "---\ntitle: Two\n---\nText.\n");
    write(&source.join("empty.md"), "");
    write(&source.join("huge.md"), vec![b'x'; 33 << 20]);
    write(&source.join("deep.md"), format!("---\ntitle: Deep\n---\n{}words\n", "<div>".repeat(20_000)));
    write(&source.join("bin.md"), [0u8, 159, 146, 150]);
    write(&source.join("novel.md"), format!("---\ntitle: Novel\n---\n{}", "word ".repeat(2_000_000)));
    #[cfg(unix)]
    std::os::unix::fs::symlink(&source, source.join("loop")).unwrap();
    let site = packed(&source);
    let slugs: Vec<_> = site.bundle.articles.iter().map(|article| article.slug.to_string()).collect();
    let mut sorted = slugs.clone();
    sorted.sort();
    let expected = ["Name", "caf\u{e9}", "caf\u{e9}-2", "deep", "etc-passwd", "good", "name-2", "novel", "wide"];
    assert_eq!(sorted, expected);
    assert_eq!(site.html("wide").trim(), "<p>Ü.</p>");
    assert!(!site.html("etc-passwd").contains("passwd"));
    assert_eq!(site.article("novel").words, Some(2_000_000));
    assert!(site.html("deep").contains("words"));
    let findings = site.findings().join("\n");
    for expected in [
        "latin.md:2: error: is not UTF-8",
        "huge.md: error: has 33 MB, and an article may have 32 MB",
        "empty.md: warning: has no text",
        "bin.md:1: error",
        "deep.md:4: error: the article has elements nested",
        "case/name.md: warning: its name differs from that of case/Name.md only in case",
        "form/caf\u{e9}.md: warning: its name differs from that of form/cafe\u{301}.md only in how accents",
        "climbs.md:3: warning: the slug \"../../etc/passwd\" cannot stand in an address",
        "climbs.md:5: error: the picture \"../../etc/passwd.png\" is missing, put the picture below the source",
        "climbs.md:5: warning: the link \"../../../etc/passwd\" leads nowhere",
    ] {
        assert!(findings.contains(expected), "{expected} in\n{findings}");
    }
}

#[test]
fn two_articles_of_one_name_both_stay() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [
        ("a/notes.md", "---\ntitle: A\ndate: 2020-01-01\n---\nFirst.\n"),
        ("b/notes.md", "---\ntitle: B\ndate: 2021-01-01\n---\nSecond. [first](../a/notes.md)\n"),
        ("c/other.md", "---\ntitle: C\nslug: taken\n---\nThird.\n"),
        ("d/other.md", "---\ntitle: D\nslug: taken\n---\nFourth.\n"),
    ] {
        write(&folder.path().join("source").join(name), text);
    }
    let site = packed(&folder.path().join("source"));
    assert_eq!(site.article("notes").title, "A");
    assert!(site.html("notes-2").contains("href=\"#/a/notes\""));
    assert_eq!(site.article("taken-2").title, "D");
    assert!(site.findings()[0].starts_with("d/other.md:3: warning: the slug \"taken\" is that of c/other.md"));
}

#[test]
fn a_single_markdown_file_is_a_publication_of_one() {
    let site = packed(&fixture("estuary/tides/index.md"));
    assert_eq!((site.bundle.articles.len(), site.bundle.title.as_str()), (1, "Tide Table"));
    assert!(site.html("tide-table").contains("<img"));
}
