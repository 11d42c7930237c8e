//! Pictures without words for those who cannot see them.
//!
//! No `alt` at all is a picture that somebody forgot; an empty one in HTML or front matter says that it is decoration. Markdown's
//! `![](…)` says neither, and is mostly forgotten. A picture that is missing altogether is reported as that.

use std::path::Path;

use tidings_bundle::Picture;

use super::{header, shortened};
use crate::import::{Body, SourceArticle};
use crate::report::Finding;
use crate::tags;

/// Longer ones are pictures inside the address; looking for them in the text is of no use.
const LONGEST_ADDRESS: usize = 1_000;

/// `is_there`: whether an address leads to a picture.
pub(super) fn look(root: &Path, source: &SourceArticle, html: &str, is_there: impl Fn(&str) -> bool) -> Vec<Finding> {
    let file = &source.origin.file;
    let body = source.body.as_str();
    let mut forgotten: Vec<String> = Vec::new();
    tags::rewrite(html, &["img"], |_, attributes| {
        let of = |wanted: &str| attributes.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str());
        let src = of("src").unwrap_or_default();
        let is_said = match of("alt").map(str::trim) {
            None => false,
            Some("") => !matches!(source.body, Body::Markdown(_)) || is_html_tag(body, src),
            Some(_) => true,
        };
        if !is_said && !src.is_empty() && is_there(src) {
            forgotten.push(src.to_owned());
        }
    });
    let in_body = forgotten.iter().map(|src| {
        let line = (src.len() <= LONGEST_ADDRESS).then(|| source.origin.line_of(src, body)).flatten();
        missing(file, line, src, "write between the brackets what it shows, or <img alt=\"\"> for decoration")
    });
    let article = &source.article;
    let galleries = article.galleries.iter().flat_map(|gallery| &gallery.items);
    let of_header =
        article.lead.iter().chain(galleries).filter(|picture| picture.alt.is_none() && is_there(&picture.src));
    let in_header = of_header.map(|picture: &Picture| {
        let known = source.origin.line_of(&picture.src, "");
        let line = known.or_else(|| header::line_of(root, &source.origin, &["lead", "image", "cover"]));
        missing(file, line, &picture.src, "write under `alt` what it shows, or alt: \"\" for decoration")
    });
    shortened(file, in_header.chain(in_body), "pictures without words")
}

fn missing(file: &str, line: Option<u32>, src: &str, remedy: &str) -> Finding {
    let short: String = src.chars().filter(|letter| !letter.is_control()).take(80).collect();
    Finding::warning(file, line, format!("the picture \"{short}\" has no words for those who cannot see it"))
        .remedy(remedy)
}

/// Whether the picture stands in Markdown as HTML, where an empty `alt` was written on purpose.
fn is_html_tag(body: &str, src: &str) -> bool {
    if src.len() > LONGEST_ADDRESS {
        return false;
    }
    let Some(at) = body.find(src) else {
        return false;
    };
    let before = body.get(..at).unwrap_or_default();
    let tag = before.rsplit('<').next().unwrap_or_default();
    tag.len() < LONGEST_ADDRESS
        && !tag.contains('>')
        && tag.get(..3).is_some_and(|name| name.eq_ignore_ascii_case("img"))
}
