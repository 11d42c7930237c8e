//! Sheets over the page: one at a time, closed by Escape, by their button, or by going elsewhere.

use super::icon::icon;
use crate::locale::dir_name;
use crate::platform::view::{Tag, View, button, tag};
use crate::platform::{clock, dialog};
use crate::state::App;

/// What a sheet is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheet {
    /// What keys do.
    Keys,
    /// How to cite the article on show.
    Cite,
    /// How to put it into another page.
    Embed,
}

/// A sheet with its title; it opens as soon as it is in the page.
pub fn sheet(app: App, title: &str, content: Vec<View>) -> View {
    let words = app.words();
    let close = button("sheet-close", move || app.sheet.set(None))
        .attr("aria-label", words.text("sheet.close"))
        .child(icon("close"));
    let head = tag("div")
        .class("sheet-head")
        .child(tag("h2").class("sheet-title").attr("id", "sheet-title").text(title))
        .child(close);
    let element: Tag = tag("dialog")
        .class("sheet")
        .attr("lang", words.tag())
        .attr("dir", dir_name(words.language().dir))
        .attr("aria-labelledby", "sheet-title")
        .child(head)
        .children(content)
        .on("close", move |_| app.sheet.set(None));
    let opened = element.clone();
    clock::before_paint(move || dialog::open(&opened));
    element.into()
}
