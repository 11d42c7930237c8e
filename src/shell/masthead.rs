//! The masthead: the publication's name, its sections, search and settings.

use leptos::prelude::*;
use tidings_bundle::Filter;

use super::icon::Icon;
use super::settings::Settings;
use crate::platform::{document, intl};
use crate::route::{Page, Route};
use crate::state::{App, app};

#[component]
pub fn Masthead(page: Memo<Page>) -> impl IntoView {
    let app = app();
    // Until the feed is here the page's own title stands in for it, so that nothing moves when it comes.
    let name = document::title();
    let name = move || app.load.with(|_| app.loaded().map_or_else(|| name.clone(), |loaded| loaded.bundle.title.clone()));
    let search = Route::Search { text: String::new(), filter: Filter::default() };
    let is_front = move || page.with(|page| *page == Page::Front);
    let today = intl::date(intl::now(), app.words().tag(), intl::DateStyle::LongDay);
    view! {
        <header class="masthead" data-page=move || if is_front() { "front" } else { "other" }>
            <div class="masthead-bar">
                <p class="masthead-name">
                    <a href=app.href(&Route::Front) aria-current=move || is_front().then_some("page")>{name}</a>
                </p>
                <p class="masthead-date">{today}</p>
                {move || app.load.with(|_| sections(app, "sections.top", page))}
                <div class="masthead-tools">
                    <a class="tool" href=app.href(&search)>
                        <Icon name="search"/>
                        <span class="tool-label">{app.label("search.title")}</span>
                    </a>
                    <Settings/>
                    {move || app.load.with(|_| sections_menu(app, page))}
                </div>
            </div>
        </header>
    }
}

/// Category indices that the publication puts first: its own choice, else the roots of the tree that have articles.
fn top_sections(app: App) -> Vec<usize> {
    let bundle = app.bundle();
    let tree = &bundle.categories;
    let chosen: Vec<usize> = bundle.home.sections.iter().filter_map(|id| tree.by_id(id)).collect();
    if chosen.is_empty() {
        let counts = tree.counts(&bundle.articles);
        tree.roots().iter().copied().filter(|root| counts.get(*root).is_some_and(|count| *count > 0)).collect()
    } else {
        chosen
    }
}

fn sections(app: App, label: &'static str, page: Memo<Page>) -> Option<AnyView> {
    let bundle = app.bundle();
    let language = app.words().tag();
    let items: Vec<AnyView> = top_sections(app)
        .into_iter()
        .filter_map(|index| {
            let name = bundle.categories.get(index)?.name(language).to_owned();
            let path = bundle.categories.path(index);
            let href = app.href_category(&path);
            let is_here = move || page.with(|page| matches!(page, Page::Category(shown) if *shown == path)).then_some("page");
            Some(view! { <li><a href=href aria-current=is_here>{name}</a></li> }.into_any())
        })
        .collect();
    (!items.is_empty()).then(|| view! { <nav class="sections" aria-label=app.label(label)><ul>{items}</ul></nav> }.into_any())
}

fn sections_menu(app: App, page: Memo<Page>) -> Option<AnyView> {
    let sections = sections(app, "sections.all", page)?;
    Some(
        view! {
            <details class="menu" data-menu="sections" name="masthead" on:click=super::settings::close_after_link>
                <summary class="tool">
                    <Icon name="menu"/>
                    <span class="tool-label">{app.label("sections.menu")}</span>
                </summary>
                <div class="menu-panel">{sections}</div>
            </details>
        }
        .into_any(),
    )
}
