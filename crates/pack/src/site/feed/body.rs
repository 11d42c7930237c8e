//! The body of an entry: HTML for somebody who has nothing but the feed.
//!
//! The viewer puts lead and galleries around the text itself; here they become figures. Feed readers know no base address they
//! could be trusted with, so that every address is made full.

use tidings_bundle::{Article, Content, Direction, Picture};
use tidings_markup::{Options, escape, markdown_to_html, text_to_html};

use super::super::home::Home;
use crate::{sanitise, tags};

/// At most `room` bytes, or nothing.
pub(super) fn html(home: &Home, article: &Article, room: usize) -> Option<String> {
    let written = match &article.content {
        Content::Html(html) | Content::Markdown(html) | Content::Text(html) => html.len(),
    };
    if written > room {
        return None;
    }
    let slug = article.slug.as_str();
    // HTML went through the policy when the publication was assembled; tags::rewrite relies on that.
    let html = match &article.content {
        Content::Html(html) => html.clone(),
        Content::Markdown(markdown) => sanitise::clean(&markdown_to_html(markdown, &Options::default()).html).html,
        Content::Text(text) => text_to_html(text),
    };
    let html = tags::rewrite(&html, &["a", "img"], |_, attributes| {
        for (_, value) in attributes.iter_mut().filter(|(name, _)| matches!(name.as_str(), "href" | "src")) {
            *value = home.resolve(value, slug);
        }
    });
    let mut body = String::new();
    if article.dir == Direction::RightToLeft {
        body.push_str("<div dir=\"rtl\">");
    }
    body.extend(article.lead.iter().map(|lead| figure(home, lead)));
    body.push_str(&html);
    body.extend(article.galleries.iter().flat_map(|gallery| &gallery.items).map(|picture| figure(home, picture)));
    if article.dir == Direction::RightToLeft {
        body.push_str("</div>");
    }
    (body.len() <= room).then_some(body)
}

fn figure(home: &Home, picture: &Picture) -> String {
    let src = match crate::address::scheme(&picture.src) {
        Some(_) => picture.src.clone(),
        None => home.below(&picture.src),
    };
    let alt = escape(picture.alt.as_deref().unwrap_or_default());
    let size = match (picture.width, picture.height) {
        (Some(width), Some(height)) => format!(" width=\"{width}\" height=\"{height}\""),
        _ => String::new(),
    };
    let words: Vec<String> =
        [&picture.caption, &picture.credit].into_iter().flatten().map(|text| escape(text)).collect();
    let caption =
        if words.is_empty() { String::new() } else { format!("<figcaption>{}</figcaption>", words.join(" — ")) };
    format!("<figure><img src=\"{}\" alt=\"{alt}\"{size}>{caption}</figure>\n", escape(&src))
}
