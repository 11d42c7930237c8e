//! While the feed is on its way: the shape of what comes, and after a while a word and a way out.

use super::page;
use crate::live::Live;
use crate::platform::clock::Timer;
use crate::platform::document;
use crate::platform::view::{View, button, keep, tag};
use crate::route::{Page, Route};
use crate::state::App;

/// A feed that takes longer than this is worth a word.
const SLOW_MS: i32 = 5000;

pub fn show(app: App) -> View {
    let is_slow = Live::new(false);
    keep(Box::new(Timer::after(SLOW_MS, move || is_slow.set(true))));
    let shape = match app.route.with_untracked(Route::page) {
        Page::Article(_) => "article",
        _ => "front",
    };
    let skeleton = tag("div")
        .class("skeleton")
        .attr("data-shape", shape)
        .attr("aria-hidden", "true")
        .child(tag("div").class("skeleton-lead").children(lines(&["picture", "short", "headline", "headline", "long"])))
        .child(tag("div").class("skeleton-side").children(lines(&["picture", "headline", "long", "headline", "long"])))
        .child(tag("div").class("skeleton-latest").children(lines(&["short", "long", "long", "long", "long"])));
    page("loading")
        .child(tag("p").class("visually-hidden").attr("role", "status").text(app.label("loading.text")))
        .live(move || is_slow.get().then(|| slow(app)).into())
        .child(skeleton)
        .into()
}

fn lines(widths: &[&str]) -> Vec<View> {
    let line = |width: &&str| match *width {
        "picture" => tag("span").class("skeleton-picture").into(),
        width => tag("span").class("skeleton-line").attr("data-width", width).into(),
    };
    widths.iter().map(line).collect()
}

fn slow(app: App) -> View {
    let again = button("button", document::reload).text(app.label("loading.reload"));
    tag("section")
        .class("problem")
        .attr("data-size", "small")
        .attr("role", "status")
        .child(tag("p").class("problem-what").text(app.label("loading.slow")))
        .child(tag("p").class("problem-actions").child(again))
        .into()
}
