//! The search page: the field, the facets of what was found, and the results.

use std::sync::Arc;

use leptos::prelude::*;
use tidings_bundle::{Bundle, Facets};

use crate::category::facets::Layout;
use crate::category::toggle::Dimension;
use crate::category::{chips, facets};
use crate::platform::document;
use crate::platform::engine_client::EngineState;
use crate::route::Route;
use crate::search::{field, results};
use crate::state::{App, HITS_SHOWN};

const DIMENSIONS: &[Dimension] = &[Dimension::Category, Dimension::Tag, Dimension::Author, Dimension::Language, Dimension::Year];

pub fn show(app: App, bundle: &Arc<Bundle>) -> AnyView {
    let words = app.words();
    document::set_title(&format!("{} · {}", words.text("search.title"), bundle.title));
    let of_route = Memo::new(move |_| match app.route.get() {
        Route::Search { text, .. } => text,
        _ => String::new(),
    });
    let filter = Memo::new(move |_| app.route.with(Route::filter));
    // What is typed runs ahead of the address; Back and links set it from there.
    let text = RwSignal::new(of_route.get_untracked());
    Effect::new(move |_| {
        let addressed = of_route.get();
        if text.with_untracked(|text| *text != addressed) {
            text.set(addressed);
        }
    });
    let limit = RwSignal::new(HITS_SHOWN);
    let is_asking = Memo::new(move |_| text.with(|text| !text.trim().is_empty()) || filter.with(|filter| !filter.is_empty()));
    app.found.set(None);
    Effect::new(move |before: Option<(String, tidings_bundle::Filter)>| {
        // An engine that has just come up is asked what was typed meanwhile.
        app.engine_state.track();
        let now = (text.get(), filter.get());
        if before.is_some_and(|before| before != now) {
            limit.set(HITS_SHOWN);
        }
        if is_asking.get() {
            app.engine(|engine| engine.search(&now.0, &now.1, 0, limit.get()));
        } else {
            app.found.set(None);
        }
        now
    });
    let articles = bundle.articles.len();
    let found_facets = Signal::derive(move || app.found.with(|found| found.as_ref().map(|found| found.facets.clone()).unwrap_or_else(Facets::default)));
    let status = move || {
        let words = app.words();
        if !is_asking.get() {
            return words.count("search.start", articles);
        }
        match (app.found.with(|found| found.as_ref().map(|found| found.total)), app.engine_state.get()) {
            (_, EngineState::Failed { .. }) => String::new(),
            (Some(total), _) => words.count("search.found", total as usize),
            (None, _) => words.text("search.searching"),
        }
    };
    let state = move || if is_asking.get() && app.found.with(Option::is_none) { "searching" } else { "ready" };
    let body = {
        let bundle = Arc::clone(bundle);
        move || {
            if matches!(app.engine_state.get(), EngineState::Failed { .. }) {
                return results::unavailable(app);
            }
            if !is_asking.get() {
                return ().into_any();
            }
            app.found.with(|found| match found {
                None => ().into_any(),
                Some(found) if found.total == 0 => results::nothing(app, text.get_untracked().trim(), &filter.get_untracked(), articles),
                Some(found) => results::list(app, &bundle, found),
            })
        }
    };
    let hidden = move || app.found.with(|found| found.as_ref().map_or(0, |found| found.total.saturating_sub(limit.get())));
    let more = move || (hidden() > 0).then(|| {
        view! {
            <p class="more">
                <button class="button" type="button" on:click=move |_| limit.update(|limit| *limit += HITS_SHOWN)>
                    {app.words().count("more.show", hidden().min(HITS_SHOWN) as usize)}
                </button>
            </p>
        }
    });
    let has_panel = Memo::new(move |_| is_asking.get() && app.found.with(Option::is_some));
    let panel = {
        let bundle = Arc::clone(bundle);
        move || has_panel.get().then(|| facets::panel(app, &bundle, DIMENSIONS, Layout::Row, filter, found_facets))
    };
    view! {
        <main class="page" id="main" tabindex="-1" data-page="search">
            <h1 class="visually-hidden" tabindex="-1">{words.text("search.title")}</h1>
            {field::show(app, text, articles)}
            <div class="browse" data-layout="row">
                {panel}
                <div class="browse-results">
                    {chips::show(app, bundle, DIMENSIONS, filter)}
                    <p class="browse-status" role="status" data-state=state>{status}</p>
                    {body}
                    {more}
                </div>
            </div>
        </main>
    }
    .into_any()
}
