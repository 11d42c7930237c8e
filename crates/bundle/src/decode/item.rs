//! One item becomes one article.
//!
//! 1. no id or no content: no article;
//! 2. the members of JSON Feed, then those of `_tidings`;
//! 3. what was said for the whole feed fills the gaps: language, authors, direction;
//! 4. what nobody took is kept as extensions.

use super::context::Context;
use super::fields::Fields;
use super::scalars::fill;
use super::{extras, media, people, sections};
use crate::{Article, Content, Direction, Kind, Slug};

pub(super) const COST: &str = "the article is left out";

/// `None` after a problem was listed.
pub(super) fn article(item: &mut Fields<'_>, context: &mut Context<'_>) -> Option<Article> {
    let Some(id) = item.line("id") else {
        item.problem_here(format_args!("an item without id"), COST);
        return None;
    };
    // `_tidings` is read side by side with the members around it.
    let own = item.json_object("_tidings");
    let outer = item.place;
    let tidings = &mut Fields::new(own, outer.member("_tidings"), item.problems);

    let Some(content) = content(item, tidings) else {
        item.problem_here(format_args!("an item without content"), COST);
        return None;
    };
    let mut article = Article::new(id, Slug::pending(), content);
    article.title = item.line("title").unwrap_or_default();
    article.kind = kind(tidings);
    article.published = item.time("date_published");
    article.modified = item.time("date_modified");
    article.related = tidings.lines("related", Fields::ENTRIES);
    article.pinned = tidings.flag("pinned");
    article.words = tidings.count("words", u32::MAX.into()).map(|words| words as u32);
    fill!(item, article, { url: Resource, external_url: Resource, summary: Text, language: Language });
    fill!(tidings, article, { subtitle: Line, kicker: Line, dateline: Line, rights: Text });
    if article.language.is_none() {
        article.language.clone_from(&context.feed().language);
    }
    article.slug = slug(tidings, &article);
    article.aliases = aliases(tidings);
    let derived = || context.references.direction(article.language.as_deref(), &article.title);
    article.dir = direction(tidings).unwrap_or_else(derived);
    sections::sections(&mut article, item, tidings, context);
    article.authors = people::authors_or_editors(item, context);
    article.contributors = people::contributors(tidings, context);
    article.lead = media::lead(item, tidings, context);
    article.galleries = media::galleries(tidings, context);
    article.attachments = extras::attachments(item);
    extras::extras(&mut article, tidings);
    // Last: what nobody took.
    article.extensions = item.rest();
    article.tidings_extensions = tidings.rest();
    Some(article)
}

/// Markdown before HTML before text; a blank body is a body (a photo, an episode).
fn content(item: &mut Fields<'_>, tidings: &mut Fields<'_>) -> Option<Content> {
    let markdown = tidings.content("content_markdown").map(Content::Markdown);
    let html = item.content("content_html").map(Content::Html);
    let text = item.content("content_text").map(Content::Text);
    markdown.or(html).or(text)
}

/// The publisher's choice, else the last part of the address (which outlives a change of the headline), else the headline,
/// else the id.
fn slug(tidings: &mut Fields<'_>, article: &Article) -> Slug {
    if let Some(written) = tidings.line("slug") {
        return Slug::new(&written).unwrap_or_else(|| {
            let slug = Slug::from_text(&written);
            tidings.problem(
                "slug",
                format_args!("{} cannot stand in an address", crate::problem::quoted(&written)),
                "changed",
            );
            slug
        });
    }
    if let Some(segment) = article.url.as_deref().and_then(last_segment) {
        return Slug::from_text(&segment);
    }
    Slug::from_text(if article.title.is_empty() { &article.id } else { &article.title })
}

/// `hello-world` of `https://a.example/2024/hello-world.html?x#y`; nothing that has no letter, or names no page of its own.
fn last_segment(url: &str) -> Option<String> {
    let path = url.split(['?', '#']).next()?;
    let behind_scheme = path.split_once(':').and_then(|(_, rest)| rest.strip_prefix("//"));
    let path = behind_scheme.map_or(path, |rest| rest.split_once('/').map_or("", |(_, path)| path));
    let mut segments = path.rsplit('/').map(|segment| {
        let (name, ending) = segment.rsplit_once('.').unwrap_or((segment, ""));
        if matches!(ending, "html" | "htm" | "php" | "aspx" | "md") { name } else { segment }
    });
    let segment = segments.find(|segment| !segment.is_empty() && *segment != "index")?;
    let decoded = percent_decoded(segment)?;
    decoded.chars().any(crate::letters::is_letter).then_some(decoded)
}

/// `None` if it is not UTF-8 afterwards. A percent sign without two digits stands for itself.
fn percent_decoded(text: &str) -> Option<String> {
    let mut decoded = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        let digit = |position: usize| char::from(*behind.get(position)?).to_digit(16);
        let code = digit(0).zip(digit(1)).filter(|_| *first == b'%').map(|(high, low)| (high * 16 + low) as u8);
        decoded.push(code.unwrap_or(*first));
        rest = if code.is_some() { behind.get(2..).unwrap_or_default() } else { behind };
    }
    String::from_utf8(decoded).ok()
}

fn aliases(tidings: &mut Fields<'_>) -> Vec<Slug> {
    let written = tidings.lines("aliases", Fields::ENTRIES);
    written.iter().map(|alias| Slug::new(alias).unwrap_or_else(|| Slug::from_text(alias))).collect()
}

fn direction(tidings: &mut Fields<'_>) -> Option<Direction> {
    let written = tidings.line("dir")?;
    let direction = Direction::parse(&written);
    if direction.is_none() && written != "auto" {
        tidings.problem("dir", format_args!("expected ltr or rtl"), "derived from the language");
    }
    direction
}

fn kind(tidings: &mut Fields<'_>) -> Kind {
    let Some(written) = tidings.line("kind") else {
        return Kind::default();
    };
    Kind::parse(&written).unwrap_or_else(|| {
        tidings.problem("kind", format_args!("expected news, report, opinion, gallery or page"), "shown as news");
        Kind::default()
    })
}
