//! `feed.xml`: the newest articles as Atom 1.0 (RFC 4287), which every feed reader takes.
//!
//! 1. The newest [`MOST_ENTRIES`] articles become entries, in the bundle's order; the feed says about itself what the bundle says.
//! 2. An entry holds the whole text as HTML that stands alone: lead picture first, galleries behind, every address full
//!    ([`body`]). Beyond [`MOST_CONTENT`] entries have their summary only, since readers fetch the file every hour.
//! 3. Ids have to stay the same for ever ([`id`]): an article's own if it is a web address or a URN, else one made from the
//!    publication's identity and the article's id, so that neither a new slug nor a new host shows old articles as new.
//!
//! Every article has a date in Atom; one without gets the day before all days, so that no reader puts it first.

mod body;

use sha2::{Digest, Sha256};
use tidings_bundle::{Article, Author, Bundle, Timestamp};

use super::home::Home;
use super::xml::{Xml, filled};
use crate::address;

/// What feed readers expect: WordPress has 10, newspapers 20 to 100; readers who come by once a week should miss nothing.
const MOST_ENTRIES: usize = 50;
/// Bytes of content in all. 50 articles of 2,000 words with markup have 0.8 MB.
const MOST_CONTENT: usize = 1 << 20;
const UNDATED: &str = "1970-01-01T00:00:00Z";

/// The file.
pub(super) fn write(bundle: &Bundle, home: &Home) -> Vec<u8> {
    let entries: Vec<&Article> = bundle.articles.iter().take(MOST_ENTRIES).collect();
    let mut xml = Xml::new();
    let language = bundle.language.as_deref().unwrap_or("en");
    xml.open("feed", &[("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", language), ("xml:base", home.front())]);
    xml.text("id", &[], &id(bundle, home, None));
    xml.text("title", &[], title(bundle, home));
    if let Some(description) = filled(bundle.description.as_deref()) {
        xml.text("subtitle", &[], description);
    }
    let newest = entries.iter().filter_map(|article| updated(article)).max();
    xml.text("updated", &[], &newest.map_or_else(|| UNDATED.to_owned(), Timestamp::to_rfc3339));
    xml.empty("link", &[("rel", "self"), ("type", "application/atom+xml"), ("href", &home.below("feed.xml"))]);
    xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", home.front())]);
    xml.empty("link", &[("rel", "alternate"), ("type", "application/feed+json"), ("href", &home.below("feed.json"))]);
    let ours = Author { name: title(bundle, home).to_owned(), ..Author::default() };
    // Entries without an author have the feed's; Atom wants one somewhere.
    match bundle.authors.iter().any(|author| filled(Some(&author.name)).is_some()) {
        true => people(&mut xml, "author", &bundle.authors, home),
        false => people(&mut xml, "author", [&ours], home),
    }
    if let Some(icon) = picture(bundle.favicon.as_deref().or(bundle.icon.as_deref()), home) {
        xml.text("icon", &[], &icon);
    }
    let rights =
        bundle.rights.as_ref().and_then(|rights| filled(rights.notice.as_deref().or(rights.license.as_deref())));
    if let Some(rights) = rights {
        xml.text("rights", &[], rights);
    }
    xml.text("generator", &[], "Tidings");
    let mut room = MOST_CONTENT;
    for article in entries {
        entry(&mut xml, bundle, home, article, &mut room);
    }
    xml.close("feed");
    xml.finish()
}

fn entry(xml: &mut Xml, bundle: &Bundle, home: &Home, article: &Article, room: &mut usize) {
    let page = home.article(article.slug.as_str());
    match article.language.as_deref().filter(|language| Some(*language) != bundle.language.as_deref()) {
        Some(language) => xml.open("entry", &[("xml:lang", language)]),
        None => xml.open("entry", &[]),
    }
    xml.text("id", &[], &id(bundle, home, Some(article)));
    xml.text("title", &[], filled(Some(article.headline())).unwrap_or(&page));
    xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &page)]);
    if let Some(published) = article.published {
        xml.text("published", &[], &published.to_rfc3339());
    }
    xml.text("updated", &[], &updated(article).map_or_else(|| UNDATED.to_owned(), Timestamp::to_rfc3339));
    people(xml, "author", &article.authors, home);
    for contributor in &article.contributors {
        if let Some(name) = filled(Some(&contributor.name)) {
            xml.open("contributor", &[]);
            xml.text("name", &[], name);
            xml.close("contributor");
        }
    }
    categories(xml, bundle, home, article);
    for file in &article.attachments {
        let size = file.size.map(|size| size.to_string());
        let href = home.resolve(&file.url, article.slug.as_str());
        let mut link = vec![("rel", "enclosure"), ("href", href.as_str())];
        link.extend(filled(Some(&file.mime_type)).map(|mime| ("type", mime)));
        link.extend(size.as_deref().map(|size| ("length", size)));
        link.extend(filled(file.title.as_deref()).map(|title| ("title", title)));
        xml.empty("link", &link);
    }
    if let Some(rights) = filled(article.rights.as_deref()) {
        xml.text("rights", &[], rights);
    }
    let summary = filled(article.summary.as_deref().or(article.subtitle.as_deref()));
    if let Some(summary) = summary {
        xml.text("summary", &[], summary);
    }
    match body::html(home, article, *room) {
        Some(html) => {
            *room = room.saturating_sub(html.len());
            xml.text("content", &[("type", "html")], &html);
        }
        None if summary.is_none() => xml.text("summary", &[], article.headline()),
        None => {}
    }
    xml.close("entry");
}

fn categories(xml: &mut Xml, bundle: &Bundle, home: &Home, article: &Article) {
    let language = article.language.as_deref().or(bundle.language.as_deref()).unwrap_or("en");
    let scheme = home.below("c/");
    let mut labels = Vec::new();
    for index in &article.categories {
        if let Some(category) = bundle.categories.get(*index) {
            let label = category.name(language);
            labels.push(label);
            let path = bundle.categories.path(*index);
            xml.empty("category", &[("term", &path), ("scheme", &scheme), ("label", label)]);
        }
    }
    // JSON Feed repeats the names of categories among the tags.
    for tag in article.tags.iter().filter(|tag| !labels.contains(&tag.as_str())) {
        if let Some(tag) = filled(Some(tag)) {
            xml.empty("category", &[("term", tag)]);
        }
    }
}

fn people<'a>(xml: &mut Xml, element: &str, authors: impl IntoIterator<Item = &'a Author>, home: &Home) {
    for author in authors {
        let Some(name) = filled(Some(&author.name)) else {
            continue;
        };
        xml.open(element, &[]);
        xml.text("name", &[], name);
        if let Some(url) = author.url.as_deref().filter(|url| address::is_web(url)) {
            xml.text("uri", &[], &home.below(url));
        }
        xml.close(element);
    }
}

fn title<'a>(bundle: &'a Bundle, home: &'a Home) -> &'a str {
    filled(Some(&bundle.title)).unwrap_or(home.host())
}

/// The picture's full address; one inside the address itself is no address.
fn picture(src: Option<&str>, home: &Home) -> Option<String> {
    let src = src?;
    (address::scheme(src).is_none() || address::is_web(src)).then(|| home.below(src))
}

fn updated(article: &Article) -> Option<Timestamp> {
    article.modified.max(article.published)
}

/// The name of an entry, or of the feed, that never changes.
///
/// # Source
/// RFC 4287, 4.2.6. The URN is a UUID of version 8 (RFC 9562, 5.8) made from a SHA-256.
fn id(bundle: &Bundle, home: &Home, article: Option<&Article>) -> String {
    let own = article.map_or(bundle.id.as_deref(), |article| Some(&article.id));
    let is_lasting = |id: &&str| {
        let scheme = address::scheme(id).map(str::to_ascii_lowercase);
        let is_known = scheme.is_some_and(|scheme| matches!(scheme.as_str(), "http" | "https" | "urn" | "tag"));
        is_known && id.bytes().all(|byte| byte.is_ascii_graphic() && !b"<>\"{}|\\^`".contains(&byte))
    };
    if let Some(id) = own.filter(is_lasting) {
        return id.to_owned();
    }
    let publication = bundle.id.as_deref().unwrap_or(home.front());
    let hash = Sha256::digest(format!("{publication}\0{}", article.map_or("", |article| &article.id)));
    let number = hash.iter().take(16).fold(0_u128, |number, byte| number << 8 | u128::from(*byte));
    let versioned = number & !(0xF << 76) & !(0x3 << 62) | 0x8 << 76 | 0x2 << 62;
    let digits = format!("{versioned:032x}");
    let part = |from: usize, to: usize| digits.get(from..to).unwrap_or_default();
    format!("urn:uuid:{}-{}-{}-{}-{}", part(0, 8), part(8, 12), part(12, 16), part(16, 20), part(20, 32))
}

#[cfg(test)]
#[path = "feed_tests.rs"]
mod tests;
