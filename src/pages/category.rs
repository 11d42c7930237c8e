//! The articles of a category, or of the whole publication, with filters.

use std::sync::Arc;

use leptos::prelude::*;
use tidings_bundle::{Bundle, Facets, Ordinal};

use crate::article::head;
use crate::article::story::{self, Size};
use crate::category::facets::Layout;
use crate::category::toggle::Dimension;
use crate::category::{chips, facets};
use crate::platform::document;
use crate::state::App;

/// Stories shown at first, and added by each "more".
const AT_ONCE: usize = 20;

const DIMENSIONS: &[Dimension] = &[Dimension::Tag, Dimension::Author, Dimension::Language, Dimension::Year];

pub fn show(app: App, bundle: &Arc<Bundle>, category: Option<usize>) -> AnyView {
    let words = app.words();
    let node = category.and_then(|index| bundle.categories.get(index));
    let title = node.map_or_else(|| words.text("category.all"), |node| node.name(words.tag()).to_owned());
    document::set_title(&format!("{title} · {}", bundle.title));
    let all: Arc<Vec<Ordinal>> = Arc::new(bundle.ordinals().collect());
    let filter = Memo::new(move |_| app.route.with(crate::route::Route::filter));
    let selected = {
        let bundle = Arc::clone(bundle);
        Memo::new(move |_| filter.with(|filter| filter.select(&bundle)))
    };
    let counted = {
        let bundle = Arc::clone(bundle);
        Signal::derive(move || filter.with(|filter| Facets::count(&bundle, &all, filter)))
    };
    let total = match category {
        Some(index) => bundle.categories.counts(&bundle.articles).get(index).copied().unwrap_or(0) as usize,
        None => bundle.articles.len(),
    };
    let status = move || {
        let shown = selected.with(Vec::len);
        if shown == total {
            return app.words().count("category.count", total);
        }
        let words = app.words();
        words.fill("category.filtered", &[("n", &words.number(shown)), ("total", &words.number(total))])
    };
    view! {
        <main class="page" id="main" tabindex="-1" data-page="category">
            {head::breadcrumb(app, bundle, category, true)}
            <header class="page-head">
                <h1 class="page-title" tabindex="-1">
                    {title} " " <span class="page-count">{words.count("category.count", total)}</span>
                </h1>
                {node.and_then(|node| node.description.clone()).map(|text| view! { <p class="page-standfirst" dir="auto">{text}</p> })}
            </header>
            {subcategories(app, bundle, category)}
            <div class="browse" data-layout="side">
                {facets::panel(app, bundle, DIMENSIONS, Layout::Side, filter, counted)}
                <div class="browse-results">
                    {chips::show(app, bundle, DIMENSIONS, filter)}
                    <p class="browse-status" role="status">{status}</p>
                    {stories(app, bundle, selected)}
                </div>
            </div>
        </main>
    }
    .into_any()
}

fn subcategories(app: App, bundle: &Bundle, category: Option<usize>) -> Option<AnyView> {
    let tree = &bundle.categories;
    let children = match category {
        Some(index) => tree.get(index)?.children.clone(),
        None => tree.roots().to_vec(),
    };
    let counts = tree.counts(&bundle.articles);
    let items: Vec<AnyView> = children
        .into_iter()
        .filter_map(|child| {
            let count = counts.get(child).copied().filter(|count| *count > 0)?;
            let name = tree.get(child)?.name(app.words().tag()).to_owned();
            let href = app.href_category(&tree.path(child));
            Some(view! { <li><a href=href>{name}</a> " " <span class="count">{app.words().number(count as usize)}</span></li> }.into_any())
        })
        .collect();
    (!items.is_empty()).then(|| {
        view! { <nav class="subcategories" aria-label=app.label("category.within")><ul>{items}</ul></nav> }.into_any()
    })
}

fn stories(app: App, bundle: &Arc<Bundle>, selected: Memo<Vec<Ordinal>>) -> AnyView {
    let bundle = Arc::clone(bundle);
    let limit = RwSignal::new(AT_ONCE);
    // Another filter begins at the top again.
    Effect::new(move |_| {
        selected.track();
        limit.set(AT_ONCE);
    });
    let shown = move || selected.with(|selected| selected.iter().take(limit.get()).copied().collect::<Vec<_>>());
    let hidden = move || selected.with(Vec::len).saturating_sub(limit.get());
    let row = move |ordinal: Ordinal| view! { <li>{story::show(app, &bundle, ordinal, Size::Row)}</li> };
    view! {
        <ol class="story-list"><For each=shown key=|ordinal| ordinal.0 children=row/></ol>
        {move || selected.with(Vec::is_empty).then(|| view! { <p class="empty">{app.label("category.empty")}</p> })}
        {move || (hidden() > 0).then(|| view! {
            <p class="more">
                <button class="button" type="button" on:click=move |_| limit.update(|limit| *limit += AT_ONCE)>
                    {app.words().count("more.show", hidden().min(AT_ONCE))}
                </button>
            </p>
        })}
    }
    .into_any()
}
