//! A menu of the masthead whose content is made when it is opened.
//!
//! So it speaks of that moment, and the pages that the command writes do not hold what only a script could answer, a hundred thousand times
//! over in an archive.

use super::icon::icon;
use super::lazy_region::region;
use super::masthead::tool_label;
use crate::lazy::Lazy;
use crate::live::Live;
use crate::platform::menu;
use crate::platform::view::{View, tag};
use crate::state::App;

/// A button with an icon and a label, and what `show` makes below it; following a link in it closes it.
pub(super) fn menu(
    app: App,
    name: &'static str,
    label: &str,
    show: impl Fn(&'static Lazy) -> View + Clone + 'static,
) -> View {
    let is_opened = Live::new(false);
    let panel = tag("div").class("menu-panel").live(move || match is_opened.get() {
        true => region(app, show.clone()),
        false => View::Nothing,
    });
    tag("details")
        .class("menu")
        .attr("data-menu", name)
        .attr("name", "masthead")
        .on("click", |event| menu::close_after_link(&event))
        .on("toggle", move |event| is_opened.set(event.is_open()))
        .child(tag("summary").class("tool").child(icon(name)).child(tool_label(label)))
        .child(panel)
        .into()
}
