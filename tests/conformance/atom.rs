//! Atom: RFC 4287, what it demands of a feed, of entries and of what stands in them (section 4; persons 3.2, dates 3.3).

use std::collections::BTreeSet;

use roxmltree::{Document, Node};

use super::{expect_none, is_moment, read, sites};

const ATOM: &str = "http://www.w3.org/2005/Atom";

/// An element, and how often it may stand in its parent.
type Counts = &'static [(&'static str, std::ops::RangeInclusive<usize>)];

const ANY: std::ops::RangeInclusive<usize> = 0..=usize::MAX;
const FEED: Counts = &[
    ("id", 1..=1),
    ("title", 1..=1),
    ("updated", 1..=1),
    ("generator", 0..=1),
    ("icon", 0..=1),
    ("logo", 0..=1),
    ("rights", 0..=1),
    ("subtitle", 0..=1),
    ("author", ANY),
    ("category", ANY),
    ("contributor", ANY),
    ("link", ANY),
    ("entry", ANY),
];
const ENTRY: Counts = &[
    ("id", 1..=1),
    ("title", 1..=1),
    ("updated", 1..=1),
    ("content", 0..=1),
    ("published", 0..=1),
    ("rights", 0..=1),
    ("source", 0..=1),
    ("summary", 0..=1),
    ("author", ANY),
    ("category", ANY),
    ("contributor", ANY),
    ("link", ANY),
];
const PERSON: Counts = &[("name", 1..=1), ("uri", 0..=1), ("email", 0..=1)];

fn children<'a>(node: Node<'a, 'a>, name: &'a str) -> impl Iterator<Item = Node<'a, 'a>> {
    node.children().filter(move |child| child.has_tag_name((ATOM, name)))
}

fn text<'a>(node: Node<'a, 'a>) -> &'a str {
    node.text().unwrap_or_default()
}

/// Everything that is wrong with a feed.
fn complaints(text: &str) -> Vec<String> {
    let document = match Document::parse(text) {
        Ok(document) => document,
        Err(error) => return vec![error.to_string()],
    };
    let feed = document.root_element();
    if !feed.has_tag_name((ATOM, "feed")) {
        return vec![format!("the root is {:?}", feed.tag_name())];
    }
    let mut complaints = Vec::new();
    check("feed", feed, FEED, &mut complaints);
    if !children(feed, "link").any(|link| link.attribute("rel") == Some("self")) {
        complaints.push("feed: no link to itself (4.1.1: should)".to_owned());
    }
    let has_author = children(feed, "author").next().is_some();
    let mut ids = BTreeSet::new();
    for entry in children(feed, "entry") {
        let id = children(entry, "id").next().map_or("", self::text);
        check(id, entry, ENTRY, &mut complaints);
        if !ids.insert(id) {
            complaints.push(format!("{id} comes twice"));
        }
        if !has_author && children(entry, "author").next().is_none() {
            complaints.push(format!("{id}: nobody wrote it"));
        }
        let has = |name| children(entry, name).next().is_some();
        let leads_on = children(entry, "link").any(|link| matches!(link.attribute("rel"), None | Some("alternate")));
        if !(has("content") || leads_on && has("summary")) {
            complaints.push(format!("{id}: neither content nor a summary with a link"));
        }
    }
    complaints
}

/// The elements of a feed, an entry or a person, and what they hold.
fn check(place: &str, node: Node<'_, '_>, counts: Counts, complaints: &mut Vec<String>) {
    for (name, range) in counts {
        let count = node.children().filter(|child| child.has_tag_name((ATOM, *name))).count();
        if !range.contains(&count) {
            complaints.push(format!("{place}: {count} times {name}"));
        }
    }
    let mut alternates = BTreeSet::new();
    for child in node.children().filter(Node::is_element).filter(|child| child.tag_name().namespace() == Some(ATOM)) {
        let name = child.tag_name().name();
        if !counts.iter().any(|(known, _)| *known == name) {
            complaints.push(format!("{place}: {name} does not belong here"));
        }
        let own = child.text().unwrap_or_default();
        let is_right = match name {
            "id" | "uri" | "icon" | "logo" => url::Url::parse(own).is_ok(),
            "updated" | "published" => is_moment(own),
            "title" | "subtitle" | "rights" | "summary" | "content" => is_text(child, name == "title"),
            "name" => !own.trim().is_empty(),
            "category" => child.attribute("term").is_some_and(|term| !term.is_empty()),
            "link" => {
                let rel = child.attribute("rel").unwrap_or("alternate");
                let kind = (child.attribute("type"), child.attribute("hreflang"));
                let is_first = rel != "alternate" || alternates.insert(kind);
                is_first && child.attribute("href").is_some_and(|href| url::Url::parse(href).is_ok())
            }
            _ => true,
        };
        if !is_right {
            complaints.push(format!("{place}: {name} is {own:?}, {:?}", child.attributes().collect::<Vec<_>>()));
        }
        if matches!(name, "author" | "contributor") {
            check(&format!("{place}, {name}"), child, PERSON, complaints);
        }
    }
}

/// Text constructs (3.1): plain text and HTML are one text without elements; a title says something.
fn is_text(node: Node<'_, '_>, is_needed: bool) -> bool {
    let has_elements = node.children().any(|child| child.is_element());
    let is_empty = node.text().unwrap_or_default().trim().is_empty();
    matches!(node.attribute("type"), None | Some("text" | "html")) && !has_elements && !(is_needed && is_empty)
}

#[test]
fn the_feed_for_feed_readers_keeps_to_its_specification() {
    let [plain, parts, _] = sites();
    for site in [plain, parts] {
        let feed = read(&site, "feed.xml");
        expect_none(&complaints(&feed));
        assert!(feed.matches("<entry>").count() + feed.matches("<entry ").count() > 20, "the sample has more articles");
    }
}

#[test]
fn wrong_feeds_are_noticed() {
    let head = "<id>urn:a:b</id><title>A</title><updated>2026-01-02T03:04:05Z</updated>";
    let own = "<link rel=\"self\" href=\"https://a.example/feed.xml\"/><author><name>Ada</name></author>";
    let body = "<content type=\"html\">&lt;p&gt;a&lt;/p&gt;</content>";
    let feed = |rest: &str| format!("<feed xmlns=\"{ATOM}\">{head}{rest}</feed>");
    let entry = |rest: &str| feed(&format!("{own}<entry>{head}{rest}</entry>"));
    assert_eq!(complaints(&entry(body)), [""; 0]);
    for wrong in [
        "<feed/>".to_owned(),
        feed(&own.replace("rel=\"self\"", "")),
        feed(&format!("{own}<title>B</title>")),
        feed(&format!("{own}<pubDate>today</pubDate>")),
        feed(&own.replace("https://a.example", "")),
        feed(&own.replace("Ada", " ")),
        feed(&own.replace("<name>Ada</name>", "<name>Ada</name><name>Eve</name>")),
        feed(&format!("<link rel=\"self\" href=\"https://a.example/\"/><entry>{head}{body}</entry>")),
        feed(&format!("{own}<entry>{head}{body}</entry><entry>{head}{body}</entry>")),
        entry(""),
        entry("<summary>a</summary>"),
        entry(&format!("{body}<published>2026-01-02</published>")),
        entry(&format!("{body}<category/>")),
        entry("<content type=\"html\"><p>a</p></content>"),
        entry("<content type=\"markdown\">a</content>"),
        entry(&format!("{body}<link href=\"https://a.example/1\"/><link href=\"https://a.example/2\"/>")),
        entry(body).replace("urn:a:b", "seven"),
        entry(body).replace("<title>A</title>", "<title> </title>"),
        entry(body).replace("2026-01-02T03:04:05Z", "2026-01-02 03:04:05"),
    ] {
        assert!(!complaints(&wrong).is_empty(), "{wrong}");
    }
}
