//! A JSON Feed file, with the pictures that lie beside it, into a [`Publication`].
//!
//! The feed is decoded as the viewer would decode it; what was wrong with it becomes findings with lines of the file. Articles
//! keep their ids, slugs and categories. Dates in the future and `_tidings` entries such as `draft` are looked at, too: a feed
//! that was exported carelessly must not publish what its publisher scheduled.

use std::collections::HashMap;
use std::fs::File;
use std::io::Read;

use tidings_bundle::{Article, Content, DecodeError};

use super::json_place::Places;
use super::{Body, Origin, Publication, Request, SourceArticle, Traces, walk};
use crate::error::PackError;
use crate::report::{Finding, Report};

/// Bytes of a feed. The 14,384 pages of the largest corpus we measure with make one of 60 MB.
const LONGEST_FEED: u64 = 1 << 30;

/// Reads a feed.
///
/// # Errors
/// When the file cannot be read or is no feed at all.
pub fn read(request: &Request, report: &mut Report) -> Result<Publication, PackError> {
    let path = request.source.canonicalize().map_err(|error| PackError::source(&request.source, &error))?;
    let unreadable = |error: std::io::Error| PackError::source(&path, &error);
    let mut bytes = Vec::new();
    File::open(&path).map_err(unreadable)?.take(LONGEST_FEED + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > LONGEST_FEED {
        let limit = usize::try_from(LONGEST_FEED).unwrap_or(usize::MAX);
        return Err(PackError::Feed { path, error: DecodeError::TooLarge { bytes: bytes.len(), limit } });
    }
    let mut bundle = tidings_bundle::decode(&bytes).map_err(|error| PackError::Feed { path: path.clone(), error })?;
    let root = path.parent().map(std::path::Path::to_owned).unwrap_or_default();
    let file = walk::relative(&root, &path);
    let text = String::from_utf8_lossy(&bytes);
    let places = Places::new(&text);
    for problem in std::mem::take(&mut bundle.problems) {
        let what = format!("{}: {}", problem.place, problem.what);
        report.add(Finding::error(&file, places.line(&problem.place), what).remedy(problem.cost));
    }
    let lines = item_lines(&text, &places);
    let mut publication = Publication { root: root.clone(), ..Publication::default() };
    for article in std::mem::take(&mut bundle.articles) {
        let line = lines.get(&article.id).copied();
        if is_withheld(&article, request) {
            publication.withheld += 1;
            continue;
        }
        let origin =
            Origin { file: file.clone(), folder: root.clone(), body_line: line.unwrap_or(1), ..Origin::default() };
        let mut article = source_article(article, origin);
        article.traces = Traces::of(&article);
        publication.articles.push(article);
    }
    if let Some(next) = bundle.next_url.take() {
        let line = places.line("next_url");
        let what = format!("the feed goes on at \"{next}\", and only this page of it is packed");
        report.add(Finding::warning(&file, line, what).remedy("join the pages into one feed"));
    }
    // The site's feed has an address of its own.
    bundle.feed_url = None;
    publication.bundle = bundle;
    Ok(publication)
}

/// Ids as written and the lines of their items.
fn item_lines(text: &str, places: &Places<'_>) -> HashMap<String, u32> {
    #[derive(serde::Deserialize)]
    struct Feed {
        #[serde(default)]
        items: Vec<Item>,
    }
    #[derive(serde::Deserialize)]
    struct Item {
        #[serde(default)]
        id: serde_json::Value,
    }
    let feed: Feed = serde_json::from_str(text).unwrap_or(Feed { items: Vec::new() });
    let ids = feed.items.into_iter().enumerate();
    ids.filter_map(|(index, item)| {
        let id = match item.id {
            serde_json::Value::String(id) => id,
            other => other.to_string(),
        };
        Some((id, places.item_line(index)?))
    })
    .collect()
}

fn is_withheld(article: &Article, request: &Request) -> bool {
    let says = |name: &str| {
        [&article.extensions, &article.tidings_extensions]
            .iter()
            .any(|members| members.get(name).and_then(serde_json::Value::as_bool).unwrap_or(false))
    };
    let is_scheduled = article.published.is_some_and(|date| date > request.now);
    is_scheduled || ["draft", "private", "expired"].into_iter().any(says)
}

fn source_article(mut article: Article, origin: Origin) -> SourceArticle {
    let content = std::mem::replace(&mut article.content, Content::Text(String::new()));
    let body = match content {
        Content::Html(html) => Body::Html(html),
        Content::Markdown(markdown) => Body::Markdown(markdown),
        Content::Text(text) => Body::Text(text),
    };
    SourceArticle {
        stem: article.id.clone(),
        traces: crate::import::Traces::default(),
        id: Some(article.id.clone()),
        slug: Some(article.slug.clone()),
        slug_hint: article.slug.to_string(),
        path: article.url.as_deref().and_then(path_of),
        former: Vec::new(),
        categories: Vec::new(),
        dir: Some(article.dir),
        origin,
        body,
        article,
    }
}

/// The path of an absolute address, or a relative address itself.
fn path_of(url: &str) -> Option<String> {
    let path = match url.split_once("://") {
        Some((_, rest)) => rest.split_once('/').map(|(_, path)| path)?,
        None => url,
    };
    Some(path.to_owned()).filter(|path| !path.is_empty())
}
