//! What keys do by themselves, and the sheet that tells.
//!
//! Readers may switch them off in the settings (WCAG 2.2, 2.1.4): who speaks to the device would set them off by accident.

use super::sheet::{Sheet, sheet};
use crate::platform::focus;
use crate::platform::keyboard::Press;
use crate::platform::view::{Tag, View, tag};
use crate::route::Page;
use crate::state::App;

/// Links that lead to the articles of a list, whatever kind of list it is.
const LISTED: &str = "main :is(.story-headline, .result-headline, .latest-list li)";

/// The keys of the help, with the words for what they do.
const KEYS: [(&str, &str); 6] = [
    ("/", "keys.search"),
    ("J", "keys.next"),
    ("K", "keys.previous"),
    ("O", "keys.open"),
    ("S", "keys.save"),
    ("?", "keys.help"),
];

/// A key was pressed outside of fields.
pub fn take(app: App, press: &Press) {
    if focus::is_in_dialog() {
        return;
    }
    let is_article = app.route.with_untracked(|route| matches!(route.page(), Page::Article(_)));
    let is_done = match press.letter().as_str() {
        "j" if is_article => focus::press(".neighbour[data-to=next]"),
        "k" if is_article => focus::press(".neighbour[data-to=previous]"),
        "j" => focus::move_or_begin(LISTED, 1),
        "k" => focus::move_or_begin(LISTED, -1),
        "o" => focus::follow_focused(),
        "s" if is_article => focus::press(".actions [data-does=save]"),
        "?" => {
            app.sheet.set(Some(Sheet::Keys));
            true
        }
        _ => false,
    };
    if is_done {
        press.take();
    }
}

/// The sheet about them.
pub fn help(app: App) -> View {
    let row = |(key, label): (&str, &str)| -> [Tag; 2] {
        [tag("dt").child(tag("kbd").text(key)), tag("dd").text(app.label(label))]
    };
    let list = tag("dl").class("keys").children(KEYS.into_iter().flat_map(row));
    sheet(app, app.label("keys.title"), vec![list.into()])
}
