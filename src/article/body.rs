//! The text of an article, whatever it is written in, with galleries and embeds where their placeholders stand.
//!
//! 1. [`body`] says what there is to show: HTML as it is, text as [`paragraphs`], Markdown once the engine has made it HTML.
//! 2. `platform::adopt` lets through what the allow-list permits.
//! 3. Slots get their components; galleries and embeds that no placeholder asked for follow the text.

use std::cell::Cell;
use std::sync::Arc;

use tidings_bundle::{Article, Bundle, Content, Ordinal};

use super::embed;
use super::paragraphs::paragraphs;
use crate::archive::Absent;
use crate::gallery::strip;
use crate::live::Live;
use crate::picture;
use crate::platform::adopt::{SlotKind, Surroundings, adopt};
use crate::platform::engine_client::EngineState;
use crate::platform::mount;
use crate::platform::view::{Tag, View, follow, tag};
use crate::route::Route;
use crate::state::App;

/// What there is to show.
#[derive(Clone, PartialEq)]
enum Body {
    Html(String),
    Text(String),
}

pub fn show(app: App, bundle: &Arc<Bundle>, ordinal: Ordinal, article: &Article) -> View {
    let body = body(app, article);
    let bundle = Arc::clone(bundle);
    let text =
        tag("div").class("prose").attr_live("aria-busy", move || body.with(Option::is_none).then(|| "true".to_owned()));
    let rest = tag("div").class("prose");
    let (container, after) = (text.clone(), rest.clone());
    follow(Box::new(move || {
        let (Some(body), Some(article)) = (body.get(), bundle.article(ordinal)) else { return };
        let mut placed = Vec::new();
        match body {
            Body::Text(text) => drop(container.clone().children(paragraphs(&text))),
            Body::Html(html) => {
                let address = app.loaded().map(|loaded| loaded.address).unwrap_or_default();
                for slot in adopt(&html, &container, &Place { app, bundle: &bundle, article, address: &address }) {
                    if let Some(view) = component(app, &bundle, article, slot.kind, &slot.id) {
                        mount::fill(&slot, view);
                    }
                    placed.push((slot.kind, slot.id));
                }
            }
        }
        // Galleries and embeds that the text did not place.
        let galleries = article.galleries.iter().map(|gallery| (SlotKind::Gallery, &gallery.id));
        let embeds = article.embeds.iter().map(|embed| (SlotKind::Embed, &embed.id));
        for (kind, id) in galleries.chain(embeds) {
            if !placed.iter().any(|(placed_kind, placed_id)| (*placed_kind, placed_id) == (kind, id)) {
                drop(after.clone().child(component(app, &bundle, article, kind, id)));
            }
        }
        app.follow_into(article.slug.as_str(), &container);
    }));
    View::Many(vec![text.into(), rest.into()])
}

/// The body, once there is one.
fn body(app: App, article: &Article) -> Live<Option<Body>> {
    let text = match &article.content {
        Content::Html(text) => return Live::new(Some(Body::Html(text.clone()))),
        Content::Markdown(text) if app.bundle().packed.is_none() => text.clone(),
        // Parts hold HTML, and no engine is started for reading them.
        Content::Markdown(text) | Content::Text(text) => return Live::new(Some(Body::Text(text.clone()))),
    };
    let body = Live::new(None);
    let asked = Cell::new(false);
    follow(Box::new(move || {
        // The engine is started after the first paint; its first sign of life is when it can be asked.
        let lazy = app.lazy_here();
        let is_lost = app.engine_state.with(|state| matches!(state, EngineState::Failed { .. }))
            || matches!(lazy, Err(Absent::Failed(_)));
        if asked.get() {
            return;
        }
        // Without an engine Markdown is still text that a person can read.
        let plain = text.clone();
        let then = move |html: Option<String>| body.set(Some(html.map_or(Body::Text(plain), Body::Html)));
        if lazy.is_ok_and(|lazy| (lazy.render)(app, &text, Box::new(then))) {
            asked.set(true);
        } else if is_lost {
            body.set(Some(Body::Text(text.clone())));
        }
    }));
    body
}

/// Where the text stands.
struct Place<'a> {
    app: App,
    bundle: &'a Bundle,
    article: &'a Article,
    address: &'a str,
}

impl Surroundings for Place<'_> {
    fn base(&self) -> &str {
        self.address
    }

    fn in_page(&self, id: &str) -> String {
        self.app.href(&Route::Article { slug: self.article.slug.to_string(), at: Some(id.to_owned()) })
    }

    fn article(&self, address: &str) -> Option<String> {
        if let Some(article) = article_at(self.bundle, address) {
            return Some(self.app.href_article(article.slug.as_str()));
        }
        // An archive's articles are mostly elsewhere; a slug that leads nowhere says so when it is followed.
        self.app.bundle().packed.as_ref()?;
        own_slug(address).map(|slug| self.app.href_article(&slug))
    }

    fn own_picture(&self, picture: Tag, src: &str) -> Tag {
        picture::prepare(self.app, self.bundle, picture, src, picture::Place::Body)
    }

    fn foreign_picture(&self, address: &str, alt: &str) -> Tag {
        picture::foreign(self.app, address, Some(alt))
    }

    fn table_label(&self) -> &str {
        self.app.label("article.table")
    }

    fn permalink_label(&self) -> &str {
        self.app.label("article.permalink")
    }
}

/// The article that a link in a text means: one of our own addresses (`a/<slug>/`, `#/a/<slug>`), or an article's canonical one.
fn article_at<'a>(bundle: &'a Bundle, address: &str) -> Option<&'a Article> {
    let by_slug = own_slug(address).and_then(|slug| bundle.article(bundle.by_slug(&slug)?));
    by_slug.or_else(|| bundle.articles.iter().find(|article| article.url.as_deref() == Some(address)))
}

/// `<slug>` of one of our own addresses.
fn own_slug(address: &str) -> Option<String> {
    let own = address.strip_prefix("./").or_else(|| address.strip_prefix("#/")).unwrap_or(address);
    match Route::parse(own) {
        Route::Article { slug, .. } => Some(slug),
        _ => None,
    }
}

fn component(app: App, bundle: &Bundle, article: &Article, kind: SlotKind, id: &str) -> Option<View> {
    match kind {
        SlotKind::Gallery => {
            let gallery = article.galleries.iter().find(|gallery| gallery.id == id)?;
            Some(strip::show(app, bundle, article, gallery))
        }
        SlotKind::Embed => article.embeds.iter().find(|embed| embed.id == id).map(|found| embed::show(app, found)),
    }
}
