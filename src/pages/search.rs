//! The search page: the field, the facets of what was found, and the results.

use std::cell::RefCell;
use std::sync::Arc;

use leptos::prelude::untrack;
use tidings_bundle::{Bundle, Filter};

use super::{heading, page};
use tidings_engine::message::FIRST_HITS;

use crate::category::chips;
use crate::category::facets::{self, Layout, Sources};
use crate::category::toggle::Dimension;
use crate::live::{Live, derive};
use crate::platform::document;
use crate::platform::engine_client::EngineState;
use crate::platform::view::{Tag, View, button, follow, tag};
use crate::route::Route;
use crate::search::{field, order, results};
use crate::state::App;

const DIMENSIONS: &[Dimension] =
    &[Dimension::Category, Dimension::Tag, Dimension::Author, Dimension::Language, Dimension::Time];

/// Hits at first, and added by each "more": a longer list is better refined than read.
const AT_ONCE: usize = 30;

/// What the parts of the page share; `Copy`, so that every closure can have it.
#[derive(Clone, Copy)]
struct Query {
    app: App,
    /// What is typed; it runs ahead of the address.
    text: Live<String>,
    filter: Live<Filter>,
    /// How many hits to show.
    limit: Live<usize>,
    at_once: usize,
    articles: usize,
}

pub fn show(app: App, bundle: &Arc<Bundle>) -> View {
    let words = app.words();
    document::set_title(&format!("{} · {}", words.text("search.title"), bundle.title));
    let at_once = if bundle.packed.is_some() { FIRST_HITS as usize } else { AT_ONCE };
    let query = Query {
        app,
        text: Live::new(addressed_text(app)),
        filter: derive(move || app.route.with(Route::filter)),
        limit: Live::new(at_once),
        at_once,
        articles: bundle.count(),
    };
    app.found.set(None);
    app.want_engine();
    // Back and links set what is typed from the address.
    follow(Box::new(move || {
        let addressed = addressed_text(app);
        if query.text.with_untracked(|text| *text != addressed) {
            query.text.set(addressed);
        }
    }));
    query.ask_on_change();
    let facets = derive(move || app.found_facets(&query.filter.get()));
    let sources = Sources { app, bundle: Arc::clone(bundle), dimensions: DIMENSIONS, filter: query.filter };
    let chips = chips::show(&sources);
    // Made once, when there is something to refine; later answers only change what it says.
    let has_panel = derive(move || query.is_asking() && app.found.with(Option::is_some));
    let panel = move || has_panel.get().then(|| untrack(|| facets::panel(&sources, facets, Layout::Row))).into();
    let status = tag("p")
        .class("browse-status")
        .attr("role", "status")
        .attr_live("data-state", move || Some(if query.is_waiting() { "searching" } else { "ready" }.to_owned()))
        .text_live(move || query.status());
    let can_turn = derive(move || query.can_turn());
    let results = tag("div")
        .class("browse-results")
        .child(chips)
        .child(tag("div").class("browse-bar").child(status).live(move || can_turn.get().then(|| query.order()).into()))
        .live(move || query.results())
        .live(move || query.more());
    page("search")
        .child(heading("visually-hidden").text(words.text("search.title")))
        .child(field::show(app, query.text, query.articles))
        .child(tag("div").class("browse").attr("data-layout", "row").live(panel).child(results))
        .into()
}

/// What the address says is looked for.
fn addressed_text(app: App) -> String {
    app.route.with(|route| match route {
        Route::Search { text, .. } => text.clone(),
        _ => String::new(),
    })
}

impl Query {
    fn is_asking(self) -> bool {
        self.text.with(|text| !text.trim().is_empty()) || self.filter.with(|filter| !filter.is_empty())
    }

    fn is_waiting(self) -> bool {
        self.is_asking() && self.app.found.with(Option::is_none)
    }

    fn ask_on_change(self) {
        let before = RefCell::new(None::<(String, Filter)>);
        follow(Box::new(move || {
            // An engine that has just come up is asked what was typed meanwhile.
            self.app.engine_state.track();
            let now = (self.text.get(), self.filter.get());
            let limit = self.limit.get();
            let is_another = before.replace(Some(now.clone())).is_some_and(|before| before != now);
            if is_another && limit != self.at_once {
                // Runs this again with the limit of a fresh question.
                return self.limit.set(self.at_once);
            }
            if untrack(|| self.is_asking()) {
                self.app.search(&now.0, &now.1, limit);
            } else {
                self.app.found.set(None);
            }
        }));
    }

    fn status(self) -> String {
        let words = self.app.words();
        if !self.is_asking() {
            return words.count("search.start", self.articles);
        }
        let state = self.app.engine_state.get();
        self.app.found.with(|found| match (found, state) {
            (_, EngineState::Failed { .. }) => String::new(),
            (Some(found), _) => {
                let mut said = words.count("search.found", found.total as usize);
                if let Some(meant) = &found.meant {
                    said = words.fill("search.meant", &[("found", &said), ("text", order::without(meant).trim())]);
                }
                if found.missing > 0 { words.fill("search.incomplete", &[("found", &said)]) } else { said }
            }
            (None, _) => words.text("search.searching").to_owned(),
        })
    }

    /// Whether results may come in another order. Without a word the newest come first anyway.
    fn can_turn(self) -> bool {
        let text = self.text.get();
        let has_words = order::is_newest_first(&text) || text.split_whitespace().any(|word| !word.contains(':'));
        has_words && self.app.found.with(|found| found.as_ref().is_some_and(|found| found.total > 1))
    }

    /// The switch between the best and the newest first.
    fn order(self) -> Tag {
        let turn = move || {
            let text = order::turned(&self.text.get_untracked());
            self.app.replace(Route::Search { text, filter: self.filter.get_untracked() });
        };
        button("order", turn)
            .attr_live("aria-pressed", move || Some(self.text.with(|text| order::is_newest_first(text)).to_string()))
            .text(self.app.label("search.newest"))
    }

    fn results(self) -> View {
        if matches!(self.app.engine_state.get(), EngineState::Failed { .. }) {
            return results::unavailable(self.app);
        }
        self.app.found.with(|found| match found {
            Some(found) if found.total > 0 => results::list(self.app, found),
            Some(_) => {
                let (text, filter) = (self.text.get_untracked(), self.filter.get_untracked());
                results::nothing(self.app, text.trim(), &filter, self.articles)
            }
            None => View::Nothing,
        })
    }

    fn more(self) -> View {
        let shown = self.limit.get();
        let hidden =
            self.app.found.with(|found| found.as_ref().map_or(0, |found| (found.total as usize).saturating_sub(shown)));
        if hidden == 0 {
            return View::Nothing;
        }
        let more = button("button", move || self.limit.set(shown + self.at_once));
        tag("p").class("more").child(more.text(&self.app.words().count("more.show", hidden.min(self.at_once)))).into()
    }
}
