//! JSON Feed in: bytes of strangers become a [`Bundle`], and a list of what was wrong.
//!
//! 1. [`document`] tells a feed from a web page, a half-finished upload, another format;
//! 2. [`crate::json`] checks it, and cuts it into members and items without reading them, however deep they nest;
//! 3. `version` and `_tidings.spec` decide whether this program may read it at all;
//! 4. [`feed`] reads what stands around the items: title, languages, categories, pictures, persons;
//! 5. [`item`] makes an article of each item, with [`people`], [`sections`], [`media`] and [`extras`]; all of them read members
//!    through [`fields`], which knows the place of a problem;
//! 6. [`unknown`] keeps what nobody took;
//! 7. [`Bundle::settle`] makes ids and slugs unique and puts the newest first.
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
mod scalars;
mod sections;
mod unknown;

use crate::json::Json;
use crate::limits::{MAX_ARTICLES, MAX_ITEM_BYTES};
use crate::problem::{Place, Problems};
use crate::{Article, Bundle, DecodeError};
use context::Context;
use fields::{Fields, found};

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
    let feed = document::object(text)?;
    let problems = Problems::default();
    let mut fields = Fields::new(Some(feed), Place::ROOT, &problems);
    document::check_version(&mut fields)?;
    let mut tidings = document::own_members(&mut fields)?;
    let items = fields.take("items");

    let mut bundle = Bundle::default();
    feed::fill(&mut bundle, &mut fields, &mut tidings);
    let positions = read_items(&mut bundle, items, &problems);
    bundle.settle_read(&positions, &problems);
    bundle.problems = problems.into_list();
    Ok(bundle)
}

/// Positions of the articles among the items.
fn read_items(bundle: &mut Bundle, items: Option<Json<'_>>, problems: &Problems) -> Vec<usize> {
    let here = Place::ROOT.member("items");
    match items {
        None => problems.add(&here, format_args!("the feed has no items"), "no articles"),
        Some(list) if list.is_list() => {}
        Some(other) => problems.add(&here, format_args!("expected a list, found {}", found(other)), "left out"),
    }
    let tree = std::mem::take(&mut bundle.categories);
    let mut authors = bundle.authors.clone();
    let mut context = Context::new(bundle, tree, problems);
    authors.iter_mut().for_each(|author| context.complete(author));

    let mut articles = Vec::new();
    let mut positions = Vec::new();
    for (position, item) in items.into_iter().flat_map(Json::entries).enumerate() {
        if position >= MAX_ARTICLES {
            problems.add(&here, format_args!("more than {MAX_ARTICLES} items"), "the rest is left out");
            break;
        }
        let place = Place::ROOT.entry("items", position);
        if let Some(article) = article(item, place, &mut context) {
            articles.push(article);
            positions.push(position);
        }
    }
    bundle.categories = context.tree;
    bundle.authors = authors;
    bundle.articles = articles;
    positions
}

fn article(item: Json<'_>, place: Place<'_>, context: &mut Context<'_>) -> Option<Article> {
    let bytes = item.as_written().len();
    if bytes > MAX_ITEM_BYTES {
        context.problems.add(&place, format_args!("{bytes} bytes, the limit is {MAX_ITEM_BYTES}"), item::COST);
        return None;
    }
    if !item.is_object() {
        context.problems.add(&place, format_args!("expected an object, found {}", found(item)), item::COST);
        return None;
    }
    item::article(&mut Fields::new(Some(item), place, context.problems), context)
}
