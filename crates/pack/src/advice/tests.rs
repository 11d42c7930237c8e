use super::*;
use crate::assemble::assemble;
use crate::import::{self, Request};
use crate::media::MediaStore;

/// `file:line: what` of all advice about a folder of these files.
fn advice(files: &[(&str, &str)]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let now = Timestamp::parse("2026-01-15T12:00:00Z").unwrap();
    let request = Request { source: folder.path().to_owned(), settings: None, output: None, now };
    let publication = import::read(&request, &mut Report::default()).unwrap();
    let mut report = Report::default();
    of_sources(&publication, now, &mut report);
    let declared = publication.categories.clone();
    let bundle = assemble(publication, MediaStore::default(), &mut Report::default()).bundle;
    of_categories(&declared, &bundle, &folder.path().join("tidings.toml"), &mut report);
    assert!(!report.has_errors(), "{report:?}");
    let line = |finding: &&Finding| finding.line.map(|line| line.to_string()).unwrap_or_default();
    report.sorted().iter().map(|finding| format!("{}:{}: {}", finding.file, line(finding), finding.what)).collect()
}

#[test]
fn a_picture_without_words_is_found_where_it_stands_and_decoration_is_not() {
    let said = advice(&[
        (
            "one.md",
            "---\ntitle: One\nlead:\n  src: lead.png\n---\nText ![](a.png)\n\n![words](b.png) <img src=\"c.png\" alt=\"\">\n\n\
         <img src=\"d.png\">\n\n![ ](e.png) ![](missing.png)\n",
        ),
        ("lead.png", ""),
        ("a.png", ""),
        ("c.png", ""),
        ("d.png", ""),
        ("e.png", ""),
    ]);
    let places: Vec<&str> = said.iter().map(|line| line.split(" has no words").next().unwrap()).collect();
    assert_eq!(
        places,
        [
            "one.md:4: the picture \"lead.png\"",
            "one.md:6: the picture \"a.png\"",
            "one.md:10: the picture \"d.png\"",
            "one.md:12: the picture \"e.png\"",
        ]
    );
}

#[test]
fn a_hundred_pictures_without_words_are_twenty_lines_and_a_number() {
    let text: String = (0..100).map(|number| format!("![](p{number}.png)\n\n")).collect();
    let names: Vec<String> = (0..100).map(|number| format!("p{number}.png")).collect();
    let files: Vec<(&str, &str)> =
        names.iter().map(|name| (name.as_str(), "")).chain([("one.md", text.as_str())]).collect();
    let said = advice(&files);
    assert_eq!(said.len(), MOST_FINDINGS + 1);
    assert!(said.contains(&"one.md:: 80 more pictures without words".to_owned()), "{said:?}");
}

#[test]
fn a_link_to_a_place_that_is_not_there_is_found_and_others_are_not() {
    let said = advice(&[
        (
            "one.md",
            "---\ntitle: One\n---\n## Notes\n\n[a](#notes) [b](#nowhere) [c](two.md#water) [d](two.md#wine) [e](two.md)\n\nText[^1].\n\n[^1]: Note.\n",
        ),
        ("two.md", "---\ntitle: Two\n---\n## Water\n\nText [web](https://else.example/x#y).\n"),
    ]);
    assert_eq!(
        said,
        [
            "one.md:6: the link \"#nowhere\" leads to a place that this article does not have",
            "one.md:6: the link \"two.md#wine\" leads to a place that two.md does not have",
        ]
    );
}

#[test]
fn dates_nobody_meant_are_found_with_their_lines() {
    let said = advice(&[
        ("a.md", "---\ntitle: A\ndate: 1970-01-01\n---\nText.\n"),
        ("b.md", "+++\ntitle = \"B\"\ndate = 2024-05-31\nupdated = 2024-05-01\n+++\nText.\n"),
        ("c.md", "---\ntitle: C\ndate: 2024-05-31\nlastmod: 2042-05-31\n---\nText.\n"),
        ("d.md", "---\ntitle: D\ndate: 2024-05-31T20:00:00Z\nupdated: 2024-05-31\n---\nText.\n"),
        ("e.md", "---\ntitle: E\ndate: 1990-01-01\n---\nText.\n"),
    ]);
    assert_eq!(
        said,
        [
            "a.md:3: the article is dated 1970-01-01",
            "b.md:4: the article was changed on 2024-05-01, before it appeared on 2024-05-31",
            "c.md:4: the article was changed on 2042-05-31, which is still to come",
        ]
    );
}

#[test]
fn references_to_articles_that_are_not_there_are_found() {
    let said = advice(&[
        ("a.md", "---\ntitle: A\nrelated: [b, gone]\n---\nText.\n"),
        ("b.md", "---\ntitle: B\ntranslation: { group: x, original: nobody }\n---\nText.\n"),
    ]);
    assert_eq!(
        said,
        [
            "a.md:3: the related article \"gone\" is not published",
            "b.md:3: the original \"nobody\" of this translation is not published",
        ]
    );
}

#[test]
fn slugs_that_got_a_number_are_one_note() {
    let said = advice(&[
        ("x/water.md", "---\ndate: 2020-01-01\n---\n# Water\n"),
        ("y/water.md", "---\ndate: 2021-01-01\n---\n# Water\n"),
        ("z/Water.md", "---\ndate: 2022-01-01\n---\n# Water\n"),
    ]);
    assert_eq!(
        said,
        [
            "y/water.md:: this article and 1 more would be called \"water\" like an older one, and got a number behind it"
        ]
    );
}

#[test]
fn categories_without_articles_and_misspelt_parents_are_found() {
    let settings = "title = \"x\"\n[[categories]]\nid = \"river\"\n\n[[categories]]\nid = 'empty'\n\n[[categories]]\nid = \"rivr/locks\"\n";
    let said = advice(&[("tidings.toml", settings), ("river/a.md", "Text.\n"), ("rivr/locks/b.md", "Text.\n")]);
    assert_eq!(
        said,
        [
            "tidings.toml:6: the category \"empty\" has no articles",
            "tidings.toml:9: \"rivr/locks\" lies in \"rivr\", which nobody declared and no article is in",
        ]
    );
}
