//! The settings menu: theme, letters and lines, and the language of the interface. All of it is kept on the device.
//!
//! The menu's button is in the masthead; what stands in it ([`panel`]) and what can be preferred ([`preference`]) lie in the second wasm
//! file. What was chosen on earlier visits is in force before that: the page's first script sees to it (`index.html`).

pub mod panel;
mod preference;

use super::menu::menu;
use crate::platform::view::View;
use crate::state::App;

/// Where the chosen interface language is kept.
pub const LANGUAGE_KEPT: &str = "language";

pub fn settings(app: App) -> View {
    menu(app, "settings", app.label("settings.title"), move |lazy| (lazy.settings)(app))
}
