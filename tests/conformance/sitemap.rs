//! Sitemaps: <https://www.sitemaps.org/protocol.html> with its schemas, version 0.9, and `xhtml:link` for translations
//! (<https://developers.google.com/search/docs/specialty/international/localized-versions>).

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::{Document, Node};

use super::{expect_none, files, is_moment, read, sites};

const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";
const XHTML: &str = "http://www.w3.org/1999/xhtml";
/// The schema's order of what an entry holds.
const ENTRY: [&str; 4] = ["loc", "lastmod", "changefreq", "priority"];

/// Addresses in a sitemap, each with its translations.
type Entries = BTreeMap<String, BTreeSet<(String, String)>>;

/// What a sitemap names, and what is wrong with it; `home` is where it lies.
fn check(text: &str, home: &str) -> (Entries, Vec<String>) {
    let (mut entries, mut complaints) = (Entries::new(), Vec::new());
    let document = match Document::parse(text) {
        Ok(document) => document,
        Err(error) => return (entries, vec![error.to_string()]),
    };
    let root = document.root_element();
    let entry = match (root.tag_name().namespace(), root.tag_name().name()) {
        (Some(NAMESPACE), "urlset") => "url",
        (Some(NAMESPACE), "sitemapindex") => "sitemap",
        other => return (entries, vec![format!("the root is {other:?}")]),
    };
    if text.len() > 52_428_800 || root.children().filter(Node::is_element).count() > 50_000 {
        complaints.push("it is larger than 50 MB or 50,000 addresses".to_owned());
    }
    for node in root.children().filter(Node::is_element) {
        if !node.has_tag_name((NAMESPACE, entry)) {
            complaints.push(format!("{:?} in the root", node.tag_name()));
            continue;
        }
        let (address, translations) = check_entry(node, home, &mut complaints);
        if entries.insert(address.clone(), translations).is_some() {
            complaints.push(format!("{address} comes twice"));
        }
    }
    if entries.is_empty() {
        complaints.push("it names nothing".to_owned());
    }
    (entries, complaints)
}

fn check_entry(node: Node<'_, '_>, home: &str, complaints: &mut Vec<String>) -> (String, BTreeSet<(String, String)>) {
    let text = |name: &str| {
        let found = node.children().find(|child| child.has_tag_name((NAMESPACE, name)));
        found.map(|child| child.text().unwrap_or_default().to_owned())
    };
    let address = text("loc").unwrap_or_default();
    let is_below_home = |address: &str| url::Url::parse(address).is_ok() && address.starts_with(home);
    if !is_below_home(&address) || address.len() >= 2_048 || !address.is_ascii() {
        complaints.push(format!("loc is {address:?}"));
    }
    if let Some(date) = text("lastmod").filter(|date| !(is_moment(date) || is_day(date))) {
        complaints.push(format!("{address}: lastmod is {date:?}"));
    }
    let mut translations = BTreeSet::new();
    // Behind what the schema names others may stand.
    let mut place = 0;
    for child in node.children().filter(Node::is_element) {
        let name = child.tag_name().name();
        match child.tag_name().namespace() {
            Some(NAMESPACE) => match ENTRY.iter().position(|known| *known == name) {
                Some(found) if found + 1 > place => place = found + 1,
                _ => complaints.push(format!("{address}: {name} is unknown, comes twice or in the wrong place")),
            },
            Some(XHTML) if name == "link" => {
                place = ENTRY.len();
                let [language, href] = ["hreflang", "href"].map(|name| child.attribute(name).unwrap_or_default());
                if child.attribute("rel") != Some("alternate") || language.is_empty() || !is_below_home(href) {
                    complaints.push(format!("{address}: a translation in {language:?} at {href:?}"));
                }
                translations.insert((language.to_owned(), href.to_owned()));
            }
            _ => complaints.push(format!("{address}: {:?}", child.tag_name())),
        }
    }
    (address, translations)
}

fn is_day(date: &str) -> bool {
    date.len() == 10 && date.parse::<jiff::civil::Date>().is_ok()
}

/// Translations that are not returned count for nothing.
fn one_sided(entries: &Entries) -> Vec<String> {
    let pairs = entries.iter().flat_map(|(address, all)| all.iter().map(move |(_, other)| (address, all, other)));
    let wrong = pairs.filter(|(_, all, other)| entries.get(*other) != Some(*all));
    wrong.map(|(address, _, other)| format!("{address} names {other}, which does not name the same ones")).collect()
}

const HOME: &str = "https://lantern.example.org/";

#[test]
fn the_sitemap_keeps_to_the_protocol_and_names_every_page_there_is() {
    let [plain, parts, _] = sites();
    for site in [plain, parts] {
        let (entries, complaints) = check(&read(&site, "sitemap.xml"), HOME);
        expect_none(&complaints);
        expect_none(&one_sided(&entries));
        assert!(entries.values().any(|translations| translations.len() > 1), "the sample has translations");
        let home = url::Url::parse(HOME).unwrap();
        let address = |name: &String| home.join(name.strip_suffix("index.html")?).ok().map(String::from);
        let pages: BTreeSet<String> = files(&site, "index.html").iter().filter_map(address).collect();
        let named: BTreeSet<String> = entries.into_keys().collect();
        let missing: Vec<&String> = named.difference(&pages).collect();
        assert!(missing.is_empty(), "these lead nowhere: {missing:?}");
        let below = format!("{HOME}a/");
        let articles = |names: &BTreeSet<String>| names.iter().filter(|name| name.starts_with(&below)).count();
        assert_eq!(articles(&named), articles(&pages));
    }
}

#[test]
fn wrong_sitemaps_are_noticed() {
    let sitemap = |entry: &str| format!("<urlset xmlns=\"{NAMESPACE}\" xmlns:x=\"{XHTML}\">{entry}</urlset>");
    let loc = "<loc>https://lantern.example.org/a/</loc>";
    let right = format!("<url>{loc}<lastmod>2026-01-02</lastmod></url>");
    assert_eq!(check(&sitemap(&right), HOME).1, [""; 0]);
    for wrong in [
        String::new(),
        right.repeat(2),
        "<url><lastmod>2026-01-02</lastmod></url>".to_owned(),
        "<url><loc>/a/</loc></url>".to_owned(),
        "<url><loc>https://other.example/a/</loc></url>".to_owned(),
        "<url><loc>https://lantern.example.org/گل</loc></url>".to_owned(),
        format!("<url>{loc}{loc}</url>"),
        format!("<url>{loc}<lastmod>2026-01-02T03:04</lastmod></url>"),
        format!("<url><lastmod>2026-01-02</lastmod>{loc}</url>"),
        format!("<url>{loc}<title>A</title></url>"),
        format!("<url>{loc}<x:link rel=\"alternate\" href=\"https://lantern.example.org/b/\"/></url>"),
        format!("<page>{loc}</page>"),
        format!("<url>{loc}"),
    ] {
        assert!(!check(&sitemap(&wrong), HOME).1.is_empty(), "{wrong}");
    }
    assert!(!check(&format!("<urlset><url>{loc}</url></urlset>"), HOME).1.is_empty(), "without a namespace");
    let link = "<x:link rel=\"alternate\" hreflang=\"fa\" href=\"https://lantern.example.org/b/\"/>";
    let (entries, complaints) = check(&sitemap(&format!("<url>{loc}{link}</url>")), HOME);
    assert_eq!((complaints.len(), one_sided(&entries).len()), (0, 1));
}
