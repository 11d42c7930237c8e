//! The masthead: the publication's name, its sections, search and settings.

use tidings_bundle::Filter;

use super::contents::contents;
use super::icon::icon;
use super::settings::settings;
use crate::archive::{Absent, Place};
use crate::live::Live;
use crate::platform::view::{View, link, tag};
use crate::platform::{document, intl, menu};
use crate::route::{Page, Route};
use crate::state::App;

pub fn masthead(app: App, page: Live<Page>, content: Live<Result<Place, Absent>>) -> View {
    let is_front = move || page.with(|page| *page == Page::Front);
    // Until the feed is here the page's own title stands in for it, so that nothing moves when it comes.
    let page_title = document::title();
    let name = move || {
        app.load.track();
        app.loaded().map_or_else(|| page_title.clone(), |loaded| loaded.bundle.title.clone())
    };
    let home = link(&app.href(&Route::Front))
        .attr_live("aria-current", move || is_front().then(|| "page".to_owned()))
        .text_live(name);
    let search = Route::Search { text: String::new(), filter: Filter::default() };
    let search =
        link(&app.href(&search)).class("tool").child(icon("search")).child(tool_label(app.label("search.title")));
    let today = intl::date(intl::now(), app.words().tag(), intl::DateStyle::LongDay);
    let tools = tag("div")
        .class("masthead-tools")
        .live(move || contents(app, page, content))
        .child(search)
        .child(settings(app))
        .live(move || match sections(app, "sections.all", page) {
            View::Nothing => View::Nothing,
            sections => sections_menu(app, sections),
        });
    let bar = tag("div")
        .class("masthead-bar")
        .child(tag("p").class("masthead-name").child(home))
        .child(tag("p").class("masthead-date").text(&today))
        .live(move || sections(app, "sections.top", page))
        .child(tools);
    let place = move || Some(if is_front() { "front" } else { "other" }.to_owned());
    // How far down the page the reader is; painted by the style sheet.
    let is_article = move || page.with(|page| matches!(page, Page::Article(_)));
    let progress = move || if is_article() { tag("div").class("progress").into() } else { View::Nothing };
    tag("header").class("masthead").attr_live("data-page", place).child(bar).live(progress).into()
}

pub(super) fn tool_label(text: &str) -> View {
    tag("span").class("tool-label").text(text).into()
}

/// Category indices that the publication puts first: its own choice, else the roots of the tree that have articles.
fn top_sections(app: App) -> Vec<usize> {
    let bundle = app.bundle();
    let tree = &bundle.categories;
    let chosen: Vec<usize> = bundle.home.sections.iter().filter_map(|id| tree.by_id(id)).collect();
    if chosen.is_empty() {
        let counts = bundle.category_counts();
        tree.roots().iter().copied().filter(|root| counts.get(*root).is_some_and(|count| *count > 0)).collect()
    } else {
        chosen
    }
}

fn sections(app: App, label: &str, page: Live<Page>) -> View {
    app.load.track();
    let bundle = app.bundle();
    let language = app.words().tag();
    let items: Vec<View> = top_sections(app)
        .into_iter()
        .filter_map(|index| {
            let name = bundle.categories.get(index)?.name(language);
            let path = bundle.categories.path(index);
            let here = link(&app.href_category(&path)).text(name).attr_live("aria-current", move || {
                page.with(|page| matches!(page, Page::Category(shown) if *shown == path)).then(|| "page".to_owned())
            });
            Some(tag("li").child(here).into())
        })
        .collect();
    if items.is_empty() {
        return View::Nothing;
    }
    tag("nav").class("sections").attr("aria-label", app.label(label)).child(tag("ul").children(items)).into()
}

fn sections_menu(app: App, sections: View) -> View {
    tag("details")
        .class("menu")
        .attr("data-menu", "sections")
        .attr("name", "masthead")
        .on("click", |event| menu::close_after_link(&event))
        .child(tag("summary").class("tool").child(icon("menu")).child(tool_label(app.label("sections.menu"))))
        .child(tag("div").class("menu-panel").child(sections))
        .into()
}
