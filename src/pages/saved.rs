//! What the reader saved, and read lately.

use super::{heading, page};
use crate::library::{edition, list, offline, open};
use crate::platform::document;
use crate::platform::view::View;
use crate::state::App;

pub fn show(app: App) -> View {
    let title = app.label("library.title");
    document::set_title(&[title, " · ", &app.bundle().title].concat());
    page("saved")
        .child(heading("page-title").text(title))
        .child(list::show(app))
        .child(list::files(app))
        .child(edition::show(app))
        .child(offline::show(app))
        .child(open::show(app))
        .into()
}
