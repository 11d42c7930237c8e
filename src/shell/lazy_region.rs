//! Regions of a page whose code lies in the second wasm file (`crate::lazy`).

use leptos::prelude::untrack;

use crate::archive::{Absent, Failed};
use crate::lazy::Lazy;
use crate::load::LoadError;
use crate::platform::view::{View, button, live, tag};
use crate::shell::icon::icon;
use crate::state::App;

/// A region that is filled once the second file is here. Until then it keeps its place, and if the file cannot be had it says so.
pub fn region(app: App, show: impl Fn(&'static Lazy) -> View + 'static) -> View {
    live(Box::new(move || match app.lazy_here() {
        // What is shown there follows what it reads by itself.
        Ok(lazy) => untrack(|| show(lazy)),
        Err(Absent::Failed(Failed(error))) => unavailable(app, &error),
        Err(_) => tag("div").class("lazy-coming").into(),
    }))
}

/// A region that says nothing and takes no place until the second file is here.
pub fn quiet_region(app: App, show: impl Fn(&'static Lazy) -> View + 'static) -> View {
    live(Box::new(move || app.lazy_here().map_or(View::Nothing, |lazy| untrack(|| show(lazy)))))
}

fn unavailable(app: App, error: &LoadError) -> View {
    let retry = button("button", move || app.try_again()).child(icon("retry")).text(app.label("error.retry"));
    tag("section")
        .class("problem")
        .attr("data-size", "small")
        .attr("role", "alert")
        .child(tag("p").class("problem-what").text(app.label(&format!("error.{}.what", error.kind_of_part()))))
        .child(tag("p").class("problem-actions").child(retry))
        .into()
}
