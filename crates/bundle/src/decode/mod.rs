//! JSON Feed in: bytes of strangers become a [`Bundle`], and a list of what was wrong.
//!
//! 1. [`document`] tells a feed from a web page, a half-finished upload, another format;
//! 2. [`raw`] cuts it into members and items without reading them, however deep they nest;
//! 3. `version` and `_tidings.spec` decide whether this program may read it at all;
//! 4. [`feed`] reads what stands around the items: title, languages, categories, pictures, persons;
//! 5. [`item`] makes an article of each item, with [`people`], [`sections`], [`media`] and [`extras`]; all of them read members
//!    through [`fields`], which knows the place of a problem;
//! 6. [`Bundle::settle`] makes ids and slugs unique and puts the newest first.
//!
//! Only steps 1 to 3 refuse a feed. After them a broken item costs that item, a broken member that member, and both are listed
//! in [`Bundle::problems`]. HTML is not looked at here: whoever shows it sanitises it.

mod context;
mod document;
mod extras;
mod feed;
mod fields;
mod item;
mod media;
mod people;
mod raw;
mod scalars;
mod sections;

use serde_json::value::RawValue;

use crate::limits::MAX_ARTICLES;
use crate::problem::{Place, Problems};
use crate::{Article, Bundle, DecodeError};
use context::Context;
use fields::Fields;

/// Decodes a JSON Feed 1.0 or 1.1, with or without `_tidings`.
///
/// # Errors
/// The feed as a whole is unusable: not there, not JSON, not a feed, made for a later program. Each message names a remedy.
///
/// # Example
/// ```
/// let feed = br#"{"version": "https://jsonfeed.org/version/1.1", "title": "Harbour News", "items": [
///     {"id": 7, "content_text": "The ferry runs again.", "date_published": "yesterday"}]}"#;
/// let bundle = tidings_bundle::decode(feed).unwrap();
/// assert_eq!(bundle.articles[0].headline(), "The ferry runs again.");
/// assert_eq!(bundle.problems[0].place, "items[0].date_published");
///
/// let error = tidings_bundle::decode(b"<!doctype html><title>Not found</title>").unwrap_err();
/// assert!(error.to_string().contains("check the address"));
/// ```
pub fn decode(bytes: &[u8]) -> Result<Bundle, DecodeError> {
    let text = document::text(bytes)?;
    let mut members = document::members(text)?;
    let problems = Problems::default();
    document::check_version(&mut members, &problems)?;
    let tidings = document::own_members(&mut members, &problems)?;
    let items = members.take("items");

    let mut bundle = Bundle::default();
    feed::fill(&mut bundle, members, tidings, &problems);
    let positions = read_items(&mut bundle, items, &problems);
    bundle.settle_read(&positions, &problems);
    bundle.problems = problems.into_list();
    Ok(bundle)
}

/// Positions of the articles among the items.
fn read_items(bundle: &mut Bundle, items: Option<&RawValue>, problems: &Problems) -> Vec<usize> {
    let here = Place::ROOT.member("items");
    if items.is_none() {
        problems.add(&here, format_args!("the feed has no items"), "no articles");
    }
    let entries = items.and_then(|items| raw::entries(items, &here, problems)).map(|entries| entries.list);
    let entries = entries.unwrap_or_default();
    if entries.len() > MAX_ARTICLES {
        problems.add(&here, format_args!("more than {MAX_ARTICLES} items"), "the rest is left out");
    }
    let tree = std::mem::take(&mut bundle.categories);
    let mut authors = bundle.authors.clone();
    let mut context = Context::new(bundle, tree, problems);
    authors.iter_mut().for_each(|author| context.complete(author));

    let mut articles = Vec::new();
    let mut positions = Vec::new();
    for (position, raw) in entries.into_iter().take(MAX_ARTICLES).enumerate() {
        let place = Place::ROOT.entry("items", position);
        let map = raw::object(raw, &place, problems, item::COST);
        if let Some(article) = map.and_then(|map| article(map, place, &mut context)) {
            articles.push(article);
            positions.push(position);
        }
    }
    bundle.categories = context.tree;
    bundle.authors = authors;
    bundle.articles = articles;
    positions
}

fn article(
    map: serde_json::Map<String, serde_json::Value>,
    place: Place<'_>,
    context: &mut Context<'_>,
) -> Option<Article> {
    item::article(&mut Fields::new(map, place, context.problems), context)
}
