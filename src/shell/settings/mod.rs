//! The settings menu: theme, letters and lines, and the language of the interface. All of it is kept on the device.
//!
//! The menu's button is in the masthead; what stands in it ([`panel`]) and what can be preferred ([`preference`]) lie in the second wasm
//! file. What was chosen on earlier visits is in force before that: the page's first script sees to it (`index.html`).

pub mod panel;
mod preference;

use super::icon::icon;
use super::lazy_region::region;
use super::masthead::tool_label;
use crate::platform::view::{View, tag};
use crate::state::App;

/// Where the chosen interface language is kept.
pub const LANGUAGE_KEPT: &str = "language";

pub fn settings(app: App) -> View {
    let panel = region(app, move |lazy| (lazy.settings)(app));
    tag("details")
        .class("menu")
        .attr("data-menu", "settings")
        .attr("name", "masthead")
        .child(tag("summary").class("tool").child(icon("settings")).child(tool_label(app.label("settings.title"))))
        .child(tag("div").class("menu-panel").child(panel))
        .into()
}
