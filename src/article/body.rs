//! The text of an article, whatever it is written in, with galleries and embeds where their placeholders stand.
//!
//! 1. [`html`] says what there is to show: HTML as it is, text as paragraphs, Markdown once the engine has turned it into HTML.
//! 2. `platform::adopt` lets through what the allow-list permits.
//! 3. Slots get their components; galleries and embeds that no placeholder asked for follow the text.

use std::cell::Cell;
use std::sync::Arc;

use tidings_bundle::{Article, Bundle, Content, Ordinal};

use super::embed;
use crate::gallery::strip;
use crate::live::Live;
use crate::locale::dir_name;
use crate::platform::adopt::{ForeignPictureWords, SlotKind, Surroundings, adopt};
use crate::platform::mount;
use crate::platform::view::{View, follow, tag};
use crate::route::Route;
use crate::state::App;

pub fn show(app: App, bundle: &Arc<Bundle>, ordinal: Ordinal, article: &Article) -> View {
    let html = html(app, article);
    let bundle = Arc::clone(bundle);
    let text = tag("div").class("prose").attr_live("aria-busy", move || html.with(Option::is_none).then(|| "true".to_owned()));
    let rest = tag("div").class("prose");
    let (container, after) = (text.clone(), rest.clone());
    follow(Box::new(move || {
        let (Some(html), Some(article)) = (html.get(), bundle.article(ordinal)) else { return };
        let Some(adopted) = adopt(&html, &surroundings(app, &bundle, article)) else { return };
        adopted.show_in(&container);
        let mut placed = Vec::new();
        for slot in adopted.slots {
            if let Some(view) = component(app, article, slot.kind, &slot.id) {
                mount::fill(&slot, view);
            }
            placed.push((slot.kind, slot.id));
        }
        let unplaced = unplaced(article, &placed);
        unplaced.into_iter().filter_map(|(kind, id)| component(app, article, kind, &id)).for_each(|view| {
            let _ = after.clone().child(view);
        });
    }));
    View::Many(vec![text.into(), rest.into()])
}

/// The body as HTML, once there is one.
fn html(app: App, article: &Article) -> Live<Option<String>> {
    let html = Live::new(None);
    match &article.content {
        Content::Html(text) => html.set(Some(text.clone())),
        Content::Text(text) => html.set(Some(tidings_markup::text_to_html(text))),
        Content::Markdown(text) => {
            let text = text.clone();
            let asked = Cell::new(false);
            follow(Box::new(move || {
                // The engine is started after the first paint; its first sign of life is when it can be asked.
                app.engine_state.track();
                if asked.get() {
                    return;
                }
                // Without an engine Markdown is still text that a person can read.
                let plain = tidings_markup::text_to_html(&text);
                let then = move |rendered: Option<String>| html.set(Some(rendered.unwrap_or(plain)));
                if app.engine(|engine| engine.render(&text, then)).is_some() {
                    asked.set(true);
                }
            }));
        }
    }
    html
}

fn surroundings(app: App, bundle: &Arc<Bundle>, article: &Article) -> Surroundings {
    let words = app.words();
    let slug = article.slug.to_string();
    let note_words = words.clone();
    let bundle = Arc::clone(bundle);
    Surroundings {
        base: app.loaded().map(|loaded| loaded.address.to_string()).unwrap_or_default(),
        in_page: Box::new(move |id| app.href(&Route::Article { slug: slug.clone(), at: Some(id.to_owned()) })),
        article: Box::new(move |address| article_at(&bundle, address).map(|slug| app.href_article(&slug))),
        foreign_picture: ForeignPictureWords {
            note: Box::new(move |host| note_words.fill("picture.foreign", &[("host", host)])),
            open: words.text("picture.open"),
            language: words.tag(),
            dir: dir_name(words.language().dir),
        },
        scrolling_box: words.text("article.table"),
        permalink: words.text("article.permalink"),
    }
}

/// The article that a link in a text means: one of our own addresses (`a/<slug>/`, `#/a/<slug>`), or an article's canonical one.
fn article_at(bundle: &Bundle, address: &str) -> Option<String> {
    let own = address.trim_start_matches("./").trim_start_matches("#/");
    let slug = match Route::parse(own) {
        Route::Article { slug, .. } => Some(slug),
        _ => None,
    };
    let by_slug = slug.and_then(|slug| bundle.by_slug(&slug)).and_then(|ordinal| bundle.article(ordinal));
    let article = by_slug.or_else(|| bundle.articles.iter().find(|article| article.url.as_deref() == Some(address)))?;
    Some(article.slug.to_string())
}

fn component(app: App, article: &Article, kind: SlotKind, id: &str) -> Option<View> {
    match kind {
        SlotKind::Gallery => {
            let gallery = article.galleries.iter().find(|gallery| gallery.id == id)?;
            Some(strip::show(app, article, gallery))
        }
        SlotKind::Embed => article.embeds.iter().find(|embed| embed.id == id).map(|found| embed::show(app, found)),
    }
}

/// What the article has and its text did not place.
fn unplaced(article: &Article, placed: &[(SlotKind, String)]) -> Vec<(SlotKind, String)> {
    let galleries = article.galleries.iter().map(|gallery| (SlotKind::Gallery, gallery.id.clone()));
    let embeds = article.embeds.iter().map(|embed| (SlotKind::Embed, embed.id.clone()));
    galleries.chain(embeds).filter(|slot| !placed.contains(slot)).collect()
}
