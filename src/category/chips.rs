//! The filters in force, each with a way to take it back.

use tidings_bundle::Filter;

use super::facets::{Sources, label};
use super::toggle::{Dimension, in_force, toggle};
use crate::platform::view::{View, link, live, tag};
use crate::shell::icon::icon;

pub fn show(sources: &Sources) -> View {
    let sources = sources.clone();
    live(Box::new(move || sources.filter.with(|filter| list(&sources, filter))))
}

fn list(sources: &Sources, filter: &Filter) -> View {
    let app = sources.app;
    let active = in_force(filter, sources.dimensions);
    if active.is_empty() {
        return View::Nothing;
    }
    let cleared = active.iter().fold(filter.clone(), |filter, (dimension, value)| toggle(&filter, *dimension, value));
    let clear = link(&href(sources, cleared)).class("chips-clear").text(app.label("chips.clear"));
    let chips = active.iter().map(|(dimension, value)| chip(sources, filter, *dimension, value));
    tag("ul")
        .class("chips")
        .attr("aria-label", app.label("chips.label"))
        .children(chips)
        .child(tag("li").child(clear))
        .into()
}

fn chip(sources: &Sources, filter: &Filter, dimension: Dimension, value: &str) -> View {
    let app = sources.app;
    let chip = link(&href(sources, toggle(filter, dimension, value)))
        .class("chip")
        .child(tag("span").class("chip-kind").text(app.label(dimension.key())))
        .text(" ")
        .child(tag("span").class("chip-label").attr("dir", "auto").text(&label(app, &sources.bundle, dimension, value)))
        .child(icon("close"))
        .child(tag("span").class("visually-hidden").text(app.label("chips.remove")));
    tag("li").child(chip).into()
}

fn href(sources: &Sources, filter: Filter) -> String {
    sources.app.route.with_untracked(|route| sources.app.href(&route.with_filter(filter)))
}
