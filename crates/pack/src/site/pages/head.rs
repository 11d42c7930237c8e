//! What the head of a page tells search engines, feed readers and sites that show a card for a link.
//!
//! Open Graph (ogp.me) and Twitter cards want full addresses; while nobody says where the site will be they are left out, and so is
//! the canonical address.

use std::fmt::Write;

use tidings_bundle::{Article, Bundle, Ordinal};
use tidings_markup::escape;

use super::super::home::Home;
use super::json_ld;

pub(super) fn of_front(bundle: &Bundle, home: Option<&Home>) -> String {
    let mut head = Head::default();
    head.described(bundle.description.as_deref());
    if let Some(home) = home {
        head.card(bundle, home, "website", home.front(), &bundle.title, bundle.description.as_deref(), None);
    }
    head.feeds("./", home);
    head.0
}

pub(super) fn of_category(
    bundle: &Bundle,
    home: Option<&Home>,
    index: Option<usize>,
    folder: &str,
    title: &str,
) -> String {
    let mut head = Head::default();
    let node = index.and_then(|index| bundle.categories.get(index));
    let description = node.and_then(|node| node.description.as_deref());
    head.described(description);
    if let Some(home) = home {
        let address = match index {
            Some(index) => home.category(&bundle.categories.path(index)),
            None => home.below("c/"),
        };
        head.card(bundle, home, "website", &address, title, description, None);
    }
    head.feeds(&super::root(folder), home);
    head.0
}

pub(super) fn of_article(bundle: &Bundle, home: Option<&Home>, ordinal: Ordinal, article: &Article) -> String {
    let mut head = Head::default();
    let description = article.summary.as_deref().or(article.subtitle.as_deref());
    head.described(description);
    let own = home.map(|home| home.article(article.slug.as_str()));
    if let Some((home, own)) = home.zip(own.as_deref()) {
        let address = article.url.as_deref().unwrap_or(own);
        head.card(bundle, home, "article", address, article.headline(), description, article.lead.as_ref());
    }
    head.article(bundle, article);
    for other in bundle.translations(ordinal).into_iter().chain([ordinal]) {
        let Some(other) = bundle.article(other) else { continue };
        let address = match home {
            Some(home) => home.article(other.slug.as_str()),
            None => format!("../../a/{}/", tidings_viewer::percent::encode(other.slug.as_str())),
        };
        // An article alone needs no word about its language.
        if let Some(language) = other.language.as_deref().filter(|_| article.translation.is_some()) {
            head.link("alternate", &address, &[("hreflang", language)]);
        }
    }
    head.feeds("../../", home);
    head.0 += &json_ld::of_article(bundle, home, article);
    head.0
}

#[derive(Default)]
struct Head(String);

impl Head {
    fn meta(&mut self, kind: &str, name: &str, content: &str) {
        let content = one_line(content);
        if !content.is_empty() {
            let _ = writeln!(self.0, "<meta {kind}=\"{name}\" content=\"{}\">", escape(&content));
        }
    }

    fn property(&mut self, name: &str, content: &str) {
        self.meta("property", name, content);
    }

    fn link(&mut self, rel: &str, href: &str, more: &[(&str, &str)]) {
        let _ = write!(self.0, "<link rel=\"{rel}\"");
        for (name, value) in more.iter().chain(&[("href", href)]) {
            let _ = write!(self.0, " {name}=\"{}\"", escape(value));
        }
        self.0.push_str(">\n");
    }

    fn described(&mut self, description: Option<&str>) {
        self.meta("name", "description", description.unwrap_or_default());
    }

    #[allow(clippy::too_many_arguments, reason = "a card has this many parts")]
    fn card(
        &mut self,
        bundle: &Bundle,
        home: &Home,
        kind: &str,
        address: &str,
        title: &str,
        description: Option<&str>,
        picture: Option<&tidings_bundle::Picture>,
    ) {
        self.link("canonical", address, &[]);
        self.property("og:type", kind);
        self.property("og:url", address);
        self.property("og:site_name", &bundle.title);
        self.property("og:title", title);
        self.property("og:description", description.unwrap_or_default());
        let picture = picture.map(|picture| (picture, home.below(&picture.src)));
        if let Some((picture, address)) = &picture {
            self.property("og:image", address);
            self.property("og:image:alt", picture.alt.as_deref().unwrap_or_default());
            if let (Some(width), Some(height)) = (picture.width, picture.height) {
                self.property("og:image:width", &width.to_string());
                self.property("og:image:height", &height.to_string());
            }
        }
        self.meta("name", "twitter:card", if picture.is_some() { "summary_large_image" } else { "summary" });
    }

    fn article(&mut self, bundle: &Bundle, article: &Article) {
        if let Some(published) = article.published {
            self.property("article:published_time", &published.to_rfc3339());
        }
        if let Some(modified) = article.modified {
            self.property("article:modified_time", &modified.to_rfc3339());
        }
        if let Some(section) = article.main_category().and_then(|index| bundle.categories.get(index)) {
            self.property("article:section", section.name(article.language.as_deref().unwrap_or("en")));
        }
        article.tags.iter().take(20).for_each(|tag| self.property("article:tag", tag));
        for author in &article.authors {
            self.meta("name", "author", &author.name);
        }
        if let Some(language) = article.language.as_deref().or(bundle.language.as_deref()) {
            // Open Graph writes language_TERRITORY.
            self.property("og:locale", &language.replace('-', "_"));
        }
    }

    fn feeds(&mut self, root: &str, home: Option<&Home>) {
        self.link("alternate", &format!("{root}feed.json"), &[("type", "application/feed+json")]);
        if home.is_some() {
            self.link("alternate", &format!("{root}feed.xml"), &[("type", "application/atom+xml")]);
        }
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
