//! `sitemap.xml`: every page of the site for search engines (sitemaps.org, protocol 0.9).
//!
//! 1. The front page, every category that holds something, every article from the oldest to the newest: a new article changes
//!    the last part only, and crawlers fetch what changed.
//! 2. Translations name each other with `xhtml:link` (`hreflang`), each itself included, as search engines demand.
//! 3. One file while everything fits in; else `sitemap-1.xml`, `sitemap-2.xml`… and `sitemap.xml` as their index.

use std::collections::BTreeMap;
use std::collections::HashMap;

use tidings_bundle::{Article, Bundle, Timestamp};

use super::SiteFile;
use super::home::Home;
use super::xml::Xml;

const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// The protocol's limits for one file: 50,000 addresses and 50 MB (52,428,800 bytes).
const LIMITS: Limits = Limits { addresses: 50_000, bytes: 52_428_800 };
/// Languages named beside one article. The largest encyclopaedia has some 340; without a limit a thousand "translations" of each
/// other would name each other a million times.
const MOST_TRANSLATIONS: usize = 100;

#[derive(Clone, Copy)]
struct Limits {
    addresses: usize,
    bytes: usize,
}

/// A page and what is said about it.
struct Page {
    address: String,
    changed: Option<Timestamp>,
    /// Language tag and address.
    translations: Vec<(String, String)>,
}

/// One file, or an index and its parts.
pub(super) fn files(bundle: &Bundle, home: &Home) -> Vec<SiteFile> {
    with_limits(bundle, home, LIMITS)
}

fn with_limits(bundle: &Bundle, home: &Home, limits: Limits) -> Vec<SiteFile> {
    let pages = pages(bundle, home);
    let mut parts = split(&pages, limits);
    if parts.len() <= 1 {
        let only = parts.pop().unwrap_or_default();
        return vec![SiteFile::new("sitemap.xml", write_part(only))];
    }
    let mut files = Vec::with_capacity(parts.len() + 1);
    let mut index = Xml::new();
    index.open("sitemapindex", &[("xmlns", NAMESPACE)]);
    for (part, number) in parts.into_iter().zip(1..) {
        let name = format!("sitemap-{number}.xml");
        index.open("sitemap", &[]);
        index.text("loc", &[], &home.below(&name));
        if let Some(changed) = part.iter().filter_map(|page| page.changed).max() {
            index.text("lastmod", &[], &w3c_date(changed));
        }
        index.close("sitemap");
        files.push(SiteFile::new(name, write_part(part)));
    }
    index.close("sitemapindex");
    files.push(SiteFile::new("sitemap.xml", index.finish()));
    files
}

fn pages(bundle: &Bundle, home: &Home) -> Vec<Page> {
    let newest = bundle.articles.iter().filter_map(changed).max();
    let mut pages = vec![Page { address: home.front().to_owned(), changed: newest, translations: Vec::new() }];
    let counts = bundle.categories.counts(&bundle.articles);
    let filled = counts.iter().enumerate().filter(|(_, count)| **count > 0);
    pages.extend(filled.map(|(index, _)| Page {
        address: home.category(&bundle.categories.path(index)),
        changed: None,
        translations: Vec::new(),
    }));
    let groups = groups(bundle);
    pages.extend(bundle.articles.iter().enumerate().rev().map(|(index, article)| Page {
        address: home.article(article.slug.as_str()),
        changed: changed(article),
        translations: translations(bundle, home, &groups, index),
    }));
    pages
}

fn changed(article: &Article) -> Option<Timestamp> {
    article.modified.max(article.published)
}

/// Translation group → language → the first article in it.
type Groups<'a> = HashMap<&'a str, BTreeMap<&'a str, usize>>;

fn groups(bundle: &Bundle) -> Groups<'_> {
    let mut groups = Groups::new();
    for (index, article) in bundle.articles.iter().enumerate() {
        let language = article.language.as_deref().or(bundle.language.as_deref());
        if let (Some(translation), Some(language)) = (&article.translation, language) {
            let group = groups.entry(translation.group.as_str()).or_default();
            if group.len() < MOST_TRANSLATIONS {
                group.entry(language).or_insert(index);
            }
        }
    }
    groups.retain(|_, languages| languages.len() > 1);
    groups
}

/// All of the group if the article speaks for its language there; a link that is not returned counts for nothing.
fn translations(bundle: &Bundle, home: &Home, groups: &Groups<'_>, index: usize) -> Vec<(String, String)> {
    let group = bundle.articles.get(index).and_then(|article| groups.get(article.translation.as_ref()?.group.as_str()));
    let Some(group) = group.filter(|group| group.values().any(|member| *member == index)) else {
        return Vec::new();
    };
    let members = group.iter().filter_map(|(language, member)| {
        let slug = bundle.articles.get(*member)?.slug.as_str();
        Some(((*language).to_owned(), home.article(slug)))
    });
    members.collect()
}

/// Cuts the list where a file would be too large.
fn split(pages: &[Page], limits: Limits) -> Vec<&[Page]> {
    let mut parts = Vec::new();
    let (mut start, mut bytes) = (0, 0);
    for (index, page) in pages.iter().enumerate() {
        let size = size(page);
        if index > start && (index - start >= limits.addresses || bytes + size > limits.bytes) {
            parts.extend(pages.get(start..index));
            (start, bytes) = (index, 0);
        }
        bytes += size;
    }
    parts.extend(pages.get(start..));
    parts
}

/// Bytes of a page in the file, at most: an escaped `&` has five, the elements around it fewer than 200, those around a
/// translation fewer than 100. The file's own frame is in the first page's share.
fn size(page: &Page) -> usize {
    let translations = page.translations.iter().map(|(tag, address)| 100 + 6 * (tag.len() + address.len()));
    400 + 6 * page.address.len() + translations.sum::<usize>()
}

fn write_part(pages: &[Page]) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open("urlset", &[("xmlns", NAMESPACE), ("xmlns:xhtml", "http://www.w3.org/1999/xhtml")]);
    for page in pages {
        xml.open("url", &[]);
        xml.text("loc", &[], &page.address);
        if let Some(changed) = page.changed {
            xml.text("lastmod", &[], &w3c_date(changed));
        }
        for (language, address) in &page.translations {
            xml.empty("xhtml:link", &[("rel", "alternate"), ("hreflang", language), ("href", address)]);
        }
        xml.close("url");
    }
    xml.close("urlset");
    xml.finish()
}

/// A day, or a moment with its zone: the two lengths of W3C's date format that say what is known.
fn w3c_date(moment: Timestamp) -> String {
    let text = moment.to_rfc3339();
    if moment.has_time() { text } else { text.split('T').next().unwrap_or(&text).to_owned() }
}

#[cfg(test)]
mod tests {
    use roxmltree::Document;
    use tidings_bundle::{Slug, Translation};

    use super::super::testing::{day, publication};
    use super::*;

    fn written(bundle: &Bundle, limits: Limits) -> Vec<(String, String)> {
        let files = with_limits(bundle, &Home::of(bundle).unwrap(), limits);
        files.into_iter().map(|file| (file.name, String::from_utf8(file.bytes).unwrap())).collect()
    }

    fn addresses(text: &str) -> Vec<String> {
        let document = Document::parse(text).unwrap();
        let found = document.descendants().filter(|node| node.has_tag_name((NAMESPACE, "loc")));
        found.map(|node| node.text().unwrap().to_owned()).collect()
    }

    /// The forms of <https://www.w3.org/TR/NOTE-datetime> that hold a whole day.
    fn assert_w3c(date: &str) {
        let is_day = date.parse::<jiff::civil::Date>().is_ok() && date.len() == 10;
        assert!(is_day || date.parse::<jiff::Timestamp>().is_ok(), "{date}");
    }

    #[test]
    fn every_page_that_holds_something_is_in_it_once() {
        let mut bundle = publication(2);
        bundle.articles[0].modified = Timestamp::parse("2024-05-01T23:30:00+03:30");
        let files = written(&bundle, LIMITS);
        assert_eq!(files.len(), 1);
        let (name, text) = &files[0];
        assert_eq!(name, "sitemap.xml");
        let below = |path: &str| format!("https://news.example/blog/{path}");
        let expected =
            [below(""), below("c/river/"), below("c/river/locks/"), below("a/article-0/"), below("a/article-1/")];
        assert_eq!(addresses(text), expected);
        let document = Document::parse(text).unwrap();
        let dates: Vec<_> = document.descendants().filter(|node| node.has_tag_name("lastmod")).collect();
        let dates: Vec<_> = dates.iter().map(|node| node.text().unwrap()).collect();
        assert_eq!(dates, ["2024-05-01T23:30:00+03:30", "2020-01-01", "2024-05-01T23:30:00+03:30"]);
        dates.into_iter().for_each(assert_w3c);
    }

    #[test]
    fn a_large_site_has_an_index_and_parts_within_the_limits() {
        let bundle = publication(23);
        let files = written(&bundle, Limits { addresses: 10, bytes: LIMITS.bytes });
        let names: Vec<_> = files.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml", "sitemap.xml"]);
        let parts: Vec<Vec<String>> = files[..3].iter().map(|(_, text)| addresses(text)).collect();
        assert_eq!(parts.iter().map(Vec::len).collect::<Vec<_>>(), [10, 10, 6]);
        assert_eq!(parts.concat(), addresses(&written(&bundle, LIMITS)[0].1), "nothing is lost, nothing doubled");
        let index = &files[3].1;
        assert!(Document::parse(index).unwrap().root_element().has_tag_name((NAMESPACE, "sitemapindex")));
        assert_eq!(addresses(index)[2], "https://news.example/blog/sitemap-3.xml");
        let small = Limits { addresses: LIMITS.addresses, bytes: 4_000 };
        for (_, text) in written(&bundle, small) {
            assert!(text.len() <= small.bytes, "{}", text.len());
        }
    }

    #[test]
    fn a_new_article_changes_the_last_part_only() {
        let limits = Limits { addresses: 10, bytes: LIMITS.bytes };
        let (before, after) = (written(&publication(23), limits), written(&publication(24), limits));
        assert_eq!(before[1], after[1]);
        assert_ne!(before[2], after[2]);
    }

    #[test]
    fn translations_name_each_other_and_themselves() {
        let mut bundle = publication(4);
        for (article, language) in bundle.articles.iter_mut().zip(["fa", "en", "en"]) {
            article.language = Some(language.to_owned());
            article.translation = Some(Translation { group: "water".to_owned(), ..Translation::default() });
        }
        bundle.articles[0].slug = Slug::new("آب").unwrap();
        let text = &written(&bundle, LIMITS)[0].1;
        let document = Document::parse(text).unwrap();
        let links: Vec<(String, String)> = document
            .descendants()
            .filter(|node| node.has_tag_name(("http://www.w3.org/1999/xhtml", "link")))
            .map(|node| (node.attribute("hreflang").unwrap().to_owned(), node.attribute("href").unwrap().to_owned()))
            .collect();
        let en = ("en".to_owned(), "https://news.example/blog/a/article-2/".to_owned());
        let fa = ("fa".to_owned(), "https://news.example/blog/a/%D8%A2%D8%A8/".to_owned());
        assert_eq!(
            links,
            [en.clone(), fa.clone(), en, fa],
            "two pages, two links each; the second English one stands aside"
        );
    }

    #[test]
    fn many_translations_of_each_other_are_no_explosion() {
        let mut bundle = publication(3_000);
        for (number, article) in bundle.articles.iter_mut().enumerate() {
            article.language = Some(format!("en-x{number}"));
            article.published = Some(day(3));
            article.translation = Some(Translation { group: "g".to_owned(), ..Translation::default() });
        }
        assert!(written(&bundle, LIMITS)[0].1.len() < 3_000_000);
    }
}
