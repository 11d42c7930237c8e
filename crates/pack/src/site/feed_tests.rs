use std::collections::BTreeSet;

use roxmltree::{Document, Node};
use tidings_bundle::{Content, Direction, Gallery, Picture, Slug};

use super::super::testing::{day, publication};
use super::*;

const ATOM: &str = "http://www.w3.org/2005/Atom";

fn text(bundle: &Bundle) -> String {
    String::from_utf8(write(bundle, &Home::of(bundle).unwrap())).unwrap()
}

fn child<'a>(node: Node<'a, 'a>, name: &str) -> Option<Node<'a, 'a>> {
    node.children().find(|child| child.has_tag_name((ATOM, name)))
}

fn words<'a>(node: Node<'a, 'a>, name: &str) -> &'a str {
    child(node, name).and_then(|child| child.text()).unwrap_or_else(|| panic!("no {name}"))
}

fn entries<'a>(document: &'a Document<'a>) -> Vec<Node<'a, 'a>> {
    document.root_element().children().filter(|child| child.has_tag_name((ATOM, "entry"))).collect()
}

/// What RFC 4287 demands of every feed and entry (sections 4.1.1, 4.1.2, 3.3 and 4.2).
fn assert_valid(text: &str) {
    let document = Document::parse(text).unwrap();
    let feed = document.root_element();
    assert!(feed.has_tag_name((ATOM, "feed")));
    let mut ids = BTreeSet::new();
    let all: Vec<Node<'_, '_>> = std::iter::once(feed).chain(entries(&document)).collect();
    for node in all {
        for name in ["id", "title", "updated"] {
            let count = node.children().filter(|child| child.has_tag_name((ATOM, name))).count();
            assert_eq!(count, 1, "{name} of {:?}", node.tag_name());
        }
        let id = words(node, "id");
        assert!(url::Url::parse(id).is_ok() && ids.insert(id.to_owned()), "{id}");
        assert!(!words(node, "title").trim().is_empty());
        for date in ["updated", "published"].iter().filter_map(|name| child(node, name)) {
            let date = date.text().unwrap();
            assert!(date.len() >= 20 && date.parse::<jiff::Timestamp>().is_ok(), "{date}");
        }
        for link in node.children().filter(|child| child.has_tag_name((ATOM, "link"))) {
            assert!(url::Url::parse(link.attribute("href").unwrap()).is_ok(), "{link:?}");
        }
        for category in node.children().filter(|child| child.has_tag_name((ATOM, "category"))) {
            assert!(!category.attribute("term").unwrap().is_empty());
        }
        for person in node.children().filter(|child| child.has_tag_name((ATOM, "author"))) {
            assert!(!words(person, "name").trim().is_empty());
        }
        let has_content = child(node, "content").is_some() || child(node, "summary").is_some();
        assert!(has_content || node == feed);
    }
    assert!(child(feed, "author").is_some());
}

#[test]
fn a_feed_has_what_the_specification_demands() {
    let bundle = publication(3);
    let text = text(&bundle);
    assert_valid(&text);
    let document = Document::parse(&text).unwrap();
    let feed = document.root_element();
    let links: Vec<_> = feed.children().filter(|child| child.has_tag_name((ATOM, "link"))).collect();
    let of = |rel: &str| links.iter().find(|link| link.attribute("rel") == Some(rel)).unwrap().attribute("href");
    assert_eq!(of("self"), Some("https://news.example/blog/feed.xml"));
    assert_eq!(of("alternate"), Some("https://news.example/blog/"));
    let newest = entries(&document)[0];
    assert_eq!(words(newest, "title"), "Article 2");
    assert_eq!(words(newest, "updated"), words(feed, "updated"));
    assert_eq!(child(newest, "link").unwrap().attribute("href"), Some("https://news.example/blog/a/article-2/"));
    let category = child(newest, "category").unwrap();
    assert_eq!((category.attribute("term"), category.attribute("label")), (Some("river/locks"), Some("Locks & Weirs")));
    assert_eq!(words(newest, "content"), "<p>Text 2</p>");
}

#[test]
fn only_the_newest_articles_are_in_it_and_a_change_is_an_update() {
    let mut bundle = publication(MOST_ENTRIES + 30);
    bundle.articles[7].modified = Some(day(500));
    let text = text(&bundle);
    assert_valid(&text);
    let document = Document::parse(&text).unwrap();
    assert_eq!(entries(&document).len(), MOST_ENTRIES);
    assert_eq!(words(document.root_element(), "updated"), day(500).to_rfc3339());
}

#[test]
fn hostile_titles_and_empty_fields_leave_a_valid_feed() {
    let mut bundle = publication(6);
    bundle.title = "\u{1}\u{0} \u{FFFF}".to_owned();
    bundle.authors = vec![Author { name: "\u{8}".to_owned(), ..Author::default() }];
    let titles =
        ["</title><script>alert(1)</script>", "\u{0}\u{b}nul\u{1f}", "]]>&amp;<![CDATA[", "", "\u{2}", "رود\u{202e}"];
    for (article, title) in bundle.articles.iter_mut().zip(titles) {
        article.title = title.to_owned();
        article.tags = vec![String::new(), "\u{3}".to_owned(), "a\"<b".to_owned()];
        article.authors =
            vec![Author { name: " ".to_owned(), url: Some("javascript:x".to_owned()), ..Author::default() }];
        article.summary = Some("\u{c}".to_owned());
        article.content = Content::Text(String::new());
        article.published = None;
        article.categories = Vec::new();
    }
    bundle.settle();
    let text = text(&bundle);
    assert_valid(&text);
    assert!(!text.contains("javascript:") && !text.contains("<script"), "{text}");
}

#[test]
fn the_text_stands_alone_with_its_pictures_and_full_addresses() {
    let mut bundle = publication(1);
    let html =
        "<p><a href=\"#/a/other?at=c-x\">o</a> <a href=\"#c-note\">n</a> <img src=\"media/0a.png\" alt=\"\"></p>";
    let article = &mut bundle.articles[0];
    article.content = Content::Html(html.to_owned());
    article.dir = Direction::RightToLeft;
    article.language = Some("fa".to_owned());
    let picture = |src: &str| Picture { src: src.to_owned(), alt: Some("\"gates\"".to_owned()), ..Picture::default() };
    article.lead = Some(Picture { caption: Some("<b>".to_owned()), ..picture("media/lead.png") });
    article.galleries = vec![Gallery { id: "g".to_owned(), items: vec![picture("media/g.png")], ..Gallery::default() }];
    let text = text(&bundle);
    assert_valid(&text);
    let document = Document::parse(&text).unwrap();
    let entry = entries(&document)[0];
    assert_eq!(entry.attribute(("http://www.w3.org/XML/1998/namespace", "lang")), Some("fa"));
    let content = words(entry, "content");
    for expected in [
        "<div dir=\"rtl\"><figure><img src=\"https://news.example/blog/media/lead.png\" alt=\"&quot;gates&quot;\">",
        "<figcaption>&lt;b&gt;</figcaption>",
        "href=\"https://news.example/blog/a/other/#c-x\"",
        "href=\"https://news.example/blog/a/article-0/#c-note\"",
        "src=\"https://news.example/blog/media/0a.png\"",
        "src=\"https://news.example/blog/media/g.png\"",
    ] {
        assert!(content.contains(expected), "{expected}: {content}");
    }
}

#[test]
fn a_feed_stays_small_whatever_the_articles_are() {
    let mut bundle = publication(20);
    for article in &mut bundle.articles {
        article.content = Content::Html(format!("<p>{}</p>", "long ".repeat(60_000)));
    }
    let text = text(&bundle);
    assert!(text.len() < 2 * MOST_CONTENT, "{}", text.len());
    assert_valid(&text);
    let document = Document::parse(&text).unwrap();
    assert!(child(entries(&document)[0], "content").is_some() && child(entries(&document)[19], "content").is_none());
}

#[test]
fn ids_outlive_slugs_and_hosts() {
    let mut bundle = publication(2);
    bundle.id = Some("estuary".to_owned());
    bundle.articles[0].id = "https://old.example/7".to_owned();
    let ids = |bundle: &Bundle| {
        let text = text(bundle);
        let document = Document::parse(&text).unwrap();
        entries(&document).iter().map(|entry| words(*entry, "id").to_owned()).collect::<Vec<_>>()
    };
    let before = ids(&bundle);
    assert_eq!(before[0], "https://old.example/7");
    assert!(before[1].starts_with("urn:uuid:") && before[1].len() == 45, "{before:?}");
    assert_eq!((&before[1][23..24], "89ab".contains(&before[1][28..29])), ("8", true), "{before:?}");
    bundle.articles[1].slug = Slug::new("renamed").unwrap();
    bundle.home_page_url = Some("https://moved.example/".to_owned());
    assert_eq!(ids(&bundle), before);
    bundle.id = Some("another".to_owned());
    assert_ne!(ids(&bundle)[1], before[1]);
}
