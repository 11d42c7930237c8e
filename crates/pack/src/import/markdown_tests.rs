use std::path::PathBuf;

use super::*;

fn file(relative: &str, is_bundle: bool) -> SourceFile {
    SourceFile {
        path: PathBuf::from("/source").join(relative),
        relative: relative.to_owned(),
        is_text: false,
        is_bundle,
    }
}

fn context() -> Context {
    Context {
        now: Timestamp::parse("2026-06-01T00:00:00Z").unwrap(),
        languages: Vec::new(),
        numbered: ["guide/01-intro.md".to_owned(), "02-guide".to_owned()].into(),
        content: None,
    }
}

fn read_as(relative: &str, text: &str) -> (Outcome, Vec<Finding>) {
    read(&file(relative, relative.contains("bundle/")), text, &context())
}

fn article(relative: &str, text: &str) -> SourceArticle {
    match read_as(relative, text) {
        (Outcome::Article(article), findings) => {
            assert_eq!(findings, [], "{relative}");
            *article
        }
        other => panic!("{relative}: {other:?}"),
    }
}

#[test]
fn a_zola_post_is_named_and_dated_by_its_path() {
    let post = article(
        "team/boats.md",
        "+++\npath = \"2025/09/18/Boats-1.90\"\ntitle = \"Boats\"\nauthors = [\"The Crew\"]\naliases = [\"releases/1.90\"]\n+++\n\nText.\n",
    );
    assert_eq!(post.slug_hint, "Boats-1.90");
    assert_eq!(post.article.published, Timestamp::from_date(2025, 9, 18));
    assert_eq!(post.article.authors[0].name, "The Crew");
    assert_eq!(post.former, ["releases/1.90"]);
    assert_eq!(post.categories, [CategoryPath(vec!["team".to_owned()])]);
}

#[test]
fn names_of_files_give_date_slug_language_and_category() {
    let post = article("_posts/2024-05-31-water.md", "---\ntitle: Water\n---\nText.\n");
    assert_eq!((post.slug_hint.as_str(), post.article.published), ("water", Timestamp::from_date(2024, 5, 31)));
    assert_eq!(post.categories, []);
    let persian = article("world/asia/water.fa.md", "---\ntitle: آب\n---\nمتن.\n");
    assert_eq!((persian.slug_hint.as_str(), persian.article.language.as_deref()), ("water-fa", Some("fa")));
    assert_eq!(persian.categories, [CategoryPath(vec!["world".to_owned(), "asia".to_owned()])]);
    assert_eq!(persian.stem, article("world/asia/water.md", "Text.\n").stem);
    let bundle = article("news/bundle/index.md", "---\ntitle: B\n---\nText.\n");
    assert_eq!(bundle.slug_hint, "bundle");
    assert_eq!(bundle.categories, [CategoryPath(vec!["news".to_owned()])]);
}

#[test]
fn the_title_comes_from_the_header_the_first_heading_or_the_name_and_is_not_doubled() {
    let header = article("a.md", "---\ntitle: \"Water & *Ice*\"\n---\n\n# Water & Ice\n\nText.\n");
    assert_eq!(header.article.title, "Water & Ice");
    assert!(!header.body.as_str().contains("# Water"));
    let heading = article("a.md", "\n# Water &amp; *Ice* {#top}\n\nText.\n");
    assert_eq!(heading.article.title, "Water & Ice");
    assert_eq!(heading.body.as_str().trim(), "Text.");
    assert_eq!(heading.body.as_str().lines().count(), 4, "lines keep their numbers");
    assert_eq!(article("a.md", "Water\n=====\n\nText.\n").article.title, "Water");
    assert_eq!(article("dam-and-lock.md", "Text.\n\n# Later\n").article.title, "Dam and lock");
    let other = article("a.md", "---\ntitle: Water\n---\n# Ice\n\nText.\n");
    assert!(other.body.as_str().contains("# Ice"));
}

#[test]
fn marks_in_titles_and_summaries_are_no_part_of_them() {
    let post = article(
        "a.md",
        "---\ntitle: Stabilizing `async fn` in *traits*\ndescription: KS\\_RANGE is **new**\n---\nText.\n",
    );
    assert_eq!(post.article.title, "Stabilizing async fn in traits");
    assert_eq!(post.article.summary.as_deref(), Some("KS_RANGE is new"));
    assert_eq!(article("a.md", "# 1. The `Vec<T>`\n\nText.\n").article.title, "1. The Vec<T>");
}

#[test]
fn numbers_that_order_files_are_no_part_of_names() {
    let intro = article("guide/01-intro.md", "Text.\n");
    assert_eq!((intro.slug_hint.as_str(), intro.article.title.as_str()), ("intro", "Intro"));
    let page = article("02-guide/page.md", "Text.\n");
    assert_eq!(page.categories, [CategoryPath(vec!["guide".to_owned()])]);
    assert_eq!(article("guide/10-things.md", "Text.\n").slug_hint, "10-things");
}

#[test]
fn docusaurus_slugs_are_paths_and_labels_are_names_of_last_resort() {
    let page = article("a.md", "---\nslug: /guides/water-basics\nsidebar_label: Basics\n---\nText.\n");
    assert_eq!((page.slug, page.path.as_deref()), (None, Some("/guides/water-basics")));
    assert_eq!((page.slug_hint.as_str(), page.article.title.as_str()), ("water-basics", "Basics"));
    let readme = article("tools/README.md", "# Tools\n\nText.\n");
    assert_eq!((readme.slug_hint.as_str(), readme.categories.len()), ("tools", 1));
}

#[test]
fn permalinks_of_jekyll_are_places_only_if_they_are_this_articles_own() {
    assert_eq!(article("a.md", "---\npermalink: /about/\n---\nText.\n").path.as_deref(), Some("/about/"));
    for pattern in ["/:year/:title/", "pretty", "true"] {
        assert_eq!(article("a.md", &format!("---\npermalink: {pattern}\n---\nText.\n")).path, None, "{pattern}");
    }
}

#[test]
fn a_draft_index_keeps_its_folder_back() {
    let folder = |name: &str, text: &str| match read_as(name, text).0 {
        Outcome::Withheld { folder } => folder.map(|folder| (folder.path, folder.finding.is_some())),
        other => panic!("{name}: {other:?}"),
    };
    let draft = "---\ndraft: true\n---\nText.\n";
    assert_eq!(folder("news/_index.md", draft), Some(("news".to_owned(), false)));
    assert_eq!(folder("news/_index.md", "---\ncascade:\n  draft: true\n---\n"), Some(("news".to_owned(), false)));
    assert_eq!(folder("news/index.md", draft), Some(("news".to_owned(), true)));
    assert_eq!(folder("news/index.fa.md", draft), None);
    assert_eq!(folder("index.md", draft), None);
}

#[test]
fn what_must_not_be_published_is_withheld_wherever_its_date_stands() {
    for (name, text) in [
        ("a.md", "---\ndraft: true\ntitle: x\n---\nText.\n"),
        ("2027-01-01-a.md", "Text.\n"),
        ("a.md", "+++\npath = \"2027/01/01/a\"\n+++\nText.\n"),
        ("a.md", "---\ndate: 2027-01-01\n---\nText.\n"),
    ] {
        assert!(matches!(read_as(name, text).0, Outcome::Withheld { .. }), "{name}: {text}");
    }
}

#[test]
fn sections_redirects_and_templates_are_no_articles() {
    let (section, _) = read_as("team/_index.md", "+++\ntitle = \"The Team\"\n+++\n");
    let Outcome::Section(section) = section else { panic!("{section:?}") };
    assert_eq!((section.folder.as_str(), section.title.as_deref()), ("team", Some("The Team")));
    assert!(matches!(read_as("team/_partial.mdx", "Text.\n").0, Outcome::Nothing), "a part of other pages");
    for text in ["+++\ntemplate = \"latest.html\"\n+++\n", "---\nredirect_to: /other/\n---\nMoved.\n"] {
        let (outcome, findings) = read_as("latest.md", text);
        assert!(matches!(outcome, Outcome::Nothing));
        assert_eq!((findings.len(), findings[0].line), (1, Some(2)), "{text}");
    }
}

#[test]
fn a_broken_header_costs_the_file_and_names_the_line() {
    for (text, line) in [
        ("---\ntitle: [\n---\nText.\n", None),
        ("---\ntitle: One\nText without end.\n", Some(1)),
        ("---\ndraft: maybe\n---\nText.\n", Some(2)),
    ] {
        let (outcome, findings) = read_as("a.md", text);
        assert!(matches!(outcome, Outcome::Nothing), "{text}");
        assert_eq!(findings.len(), 1);
        assert!(findings[0].line.is_some());
        if line.is_some() {
            assert_eq!(findings[0].line, line);
        }
    }
}

#[test]
fn every_entry_of_the_header_arrives() {
    let text = "---\ntitle: T\nsubtitle: S\nsummary: Sum\nkicker: K\ndateline: Basra\nkind: report\ndate: 05/31/2024\n\
        updated: 2024-06-01\nauthors:\n  - Ada\n  - {name: Grace, url: https://example.org}\ncontributors:\n  - {name: Joan, role: photos}\n\
        tags: [a, b]\ncategories: [world/asia, news]\nlang: fa\ndir: rtl\nslug: t-slug\naliases: [old]\n\
        lead: {src: a.png, alt: '', caption: C, credit: P, license: CC0, focus: 50 30}\n\
        galleries:\n  - id: boats\n    title: Boats\n    items:\n      - {src: b.png, alt: B, place: Basra}\n      - c.png\n\
        embeds:\n  - {id: v, provider: peertube, key: k, url: https://example.org/v, ratio: '16:9'}\n\
        corrections:\n  - {date: 2024-06-02, text: Fixed.}\n\
        translation: water\noriginal: water-en\nseries: {id: rivers, position: 2}\nrelated: [x, y]\n\
        source: {name: Wire, url: https://example.org/w}\nsensitive: {level: high, note: Wounds}\npinned: true\nrights: CC BY\n---\nText.\n";
    let source = article("a.md", text);
    let found = &source.article;
    assert_eq!(
        (found.subtitle.as_deref(), found.summary.as_deref(), found.dateline.as_deref()),
        (Some("S"), Some("Sum"), Some("Basra"))
    );
    assert_eq!(found.published, Timestamp::from_date(2024, 5, 31));
    assert_eq!(found.kind, tidings_bundle::Kind::Report);
    assert_eq!(found.authors[1].url.as_deref(), Some("https://example.org"));
    assert_eq!(found.contributors[0].role.as_deref(), Some("photos"));
    let lead = found.lead.as_ref().unwrap();
    assert_eq!((lead.alt.as_deref(), lead.focus.as_deref()), (Some(""), Some("50 30")));
    assert_eq!(found.galleries[0].items.iter().map(|item| item.src.as_str()).collect::<Vec<_>>(), ["b.png", "c.png"]);
    assert_eq!(found.embeds[0].ratio.as_deref(), Some("16:9"));
    assert_eq!(found.corrections[0].text, "Fixed.");
    let translation = found.translation.as_ref().unwrap();
    assert_eq!((translation.group.as_str(), translation.original.as_deref()), ("water", Some("water-en")));
    assert_eq!(found.series.as_ref().unwrap().position, Some(2));
    assert_eq!(found.sensitive.as_ref().unwrap().level.as_deref(), Some("high"));
    assert!(found.pinned);
    assert_eq!(source.categories.len(), 2);
    assert_eq!(source.origin.line_of("a.png", ""), Some(21));
}
