//! An article as a chapter.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use tidings_bundle::{Article, Author, Bundle, Content, Picture, Slug};
use tidings_markup::escape;
use url::Url;

use super::words::Words;
use super::xhtml::{self, Insert, Places};

/// What all chapters of a book share.
pub(super) struct Shelf<'a> {
    pub(super) bundle: &'a Bundle,
    /// The file of each article, by its slug.
    pub(super) chapters: &'a BTreeMap<Slug, String>,
    /// The file of each picture, by its name in the bundle.
    pub(super) pictures: &'a BTreeMap<String, String>,
    pub(super) words: &'a Words,
}

struct Within<'a> {
    shelf: &'a Shelf<'a>,
    article: &'a Article,
}

/// Head and foot of a document of the book.
pub(super) fn document(language: &str, dir: &str, title: &str, body: &str) -> String {
    let language = escape(language);
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" \
         xmlns:epub=\"http://www.idpf.org/2007/ops\" lang=\"{language}\" xml:lang=\"{language}\" dir=\"{dir}\">\n<head>\n<meta charset=\"utf-8\"/>\n\
         <title>{}</title>\n<link rel=\"stylesheet\" type=\"text/css\" href=\"stylesheet.css\"/>\n</head>\n<body>\n{body}\n</body>\n</html>\n",
        xhtml::text(title)
    )
}

/// The file of an article.
pub(super) fn of(shelf: &Shelf<'_>, article: &Article) -> String {
    let within = Within { shelf, article };
    let language = article.language.as_deref().or(shelf.bundle.language.as_deref()).unwrap_or("en");
    let mut body = String::from("<article>\n<header>\n");
    let paragraph = |class: &str, text: &str| match text.is_empty() {
        true => String::new(),
        false => format!("<p class=\"{class}\">{}</p>\n", xhtml::text(text)),
    };
    body.push_str(&paragraph("kicker", article.kicker.as_deref().unwrap_or_default()));
    let _ = writeln!(body, "<h1>{}</h1>", xhtml::text(article.headline()));
    body.push_str(&paragraph("standfirst", article.subtitle.as_deref().unwrap_or_default()));
    let names: Vec<&str> = article.authors.iter().map(|author: &Author| author.name.as_str()).collect();
    let date = article.published.map(|moment| tidings_viewer::still::date(moment, language));
    let byline: Vec<String> = [tidings_viewer::still::list(&names, language)]
        .into_iter()
        .chain(date)
        .filter(|part| !part.is_empty())
        .collect();
    body.push_str(&paragraph("byline", &byline.join(" · ")));
    body.push_str("</header>\n");
    if let Some(lead) = &article.lead {
        body.push_str(&within.figure(lead));
    }
    match &article.content {
        // Markdown has been rendered by now.
        Content::Html(html) | Content::Markdown(html) => body.push_str(&xhtml::of(html, &within)),
        Content::Text(text) => {
            for part in text.split("\n\n").filter(|part| !part.trim().is_empty()) {
                let _ = write!(body, "<p>{}</p>", xhtml::text(part.trim()).replace('\n', "<br/>"));
            }
        }
    }
    for gallery in &article.galleries {
        let is_placed = matches!(&article.content, Content::Html(html) if html.contains(&format!("data-tidings-gallery=\"{}\"", gallery.id)));
        if !is_placed {
            body.push_str(&within.insert(Insert::Gallery(&gallery.id)));
        }
    }
    if let Some(url) = article.url.as_deref().filter(|url| crate::address::is_web(url)) {
        let label = xhtml::text(&shelf.words.source);
        let _ = write!(body, "\n<p class=\"source\">{label} <a href=\"{0}\">{0}</a></p>", escape(url));
    }
    body.push_str("\n</article>");
    document(language, article.dir.as_str(), article.headline(), &body)
}

/// An address as RFC 3986 has it, which books are held to: browsers allow more letters in the parts behind the path.
fn address(href: &str) -> Option<String> {
    let encoded = |part: &str| part.replace('[', "%5B").replace(']', "%5D").replace('#', "%23");
    let mut url = Url::parse(href).ok()?;
    let (query, fragment) = (url.query().map(encoded), url.fragment().map(encoded));
    url.set_query(query.as_deref());
    url.set_fragment(fragment.as_deref());
    Some(url.into())
}

impl Within<'_> {
    fn figure(&self, picture: &Picture) -> String {
        let alt = picture.alt.as_deref().unwrap_or_default();
        let Some(file) = self.picture(&picture.src) else { return String::new() };
        let said = [&picture.caption, &picture.credit].into_iter().flatten().map(|text| xhtml::text(text));
        let caption = said.collect::<Vec<_>>().join(" · ");
        let caption = if caption.is_empty() { caption } else { format!("<figcaption>{caption}</figcaption>") };
        format!("<figure><img src=\"{}\" alt=\"{}\"/>{caption}</figure>\n", escape(&file), xhtml::text(alt))
    }
}

impl Places for Within<'_> {
    fn link(&self, href: &str) -> Option<String> {
        if crate::address::is_web(href) || href.starts_with("mailto:") || href.starts_with("tel:") {
            return address(href);
        }
        let Some(place) = href.strip_prefix("#/a/") else {
            // Other places of the viewer are not in the book.
            let is_here = |id: &str| matches!(&self.article.content, Content::Html(html) if html.contains(&format!("id=\"{id}\"")));
            return href.strip_prefix('#').filter(|id| is_here(&escape(id))).map(|_| href.to_owned());
        };
        let slug = place.split(['/', '?', '#']).next().unwrap_or_default();
        let slug = Slug::new(slug)?;
        self.shelf.chapters.get(&slug).cloned()
    }

    fn picture(&self, src: &str) -> Option<String> {
        self.shelf.pictures.get(src).cloned()
    }

    fn insert(&self, kind: Insert<'_>) -> String {
        match kind {
            Insert::Gallery(id) => {
                let gallery = self.article.galleries.iter().find(|gallery| gallery.id == id);
                gallery.into_iter().flat_map(|gallery| &gallery.items).map(|picture| self.figure(picture)).collect()
            }
            Insert::Embed(id) => {
                let Some(embed) = self.article.embeds.iter().find(|embed| embed.id == id) else { return String::new() };
                let title = embed.title.as_deref().unwrap_or(&self.shelf.words.video);
                let poster = embed.poster.as_deref().and_then(|src| self.picture(src));
                let poster = poster.map_or(String::new(), |file| format!("<img src=\"{}\" alt=\"\"/>", escape(&file)));
                let title = match embed.url.as_deref().filter(|url| crate::address::is_web(url)) {
                    Some(url) => format!("<a href=\"{}\">{}</a>", escape(url), xhtml::text(title)),
                    None => xhtml::text(title),
                };
                let transcript =
                    embed.transcript.as_deref().map_or(String::new(), |text| format!("<p>{}</p>", xhtml::text(text)));
                format!("{poster}<p>{title}</p>{transcript}")
            }
        }
    }
}
