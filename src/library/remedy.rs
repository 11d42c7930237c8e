//! What else a reader can do when a page cannot be had: open a feed of their own, or have a mirror asked.

use super::open;
use super::part::part;
use crate::platform::keeper::{self, Request};
use crate::platform::view::{Tag, View, button, tag};
use crate::platform::{document, task};
use crate::state::App;

/// Whoever has a feed at hand need not wait for this one; and where only a part of it is wanting, the publication may name others who have it.
pub fn show(app: App) -> View {
    match app.loaded() {
        None => open::show(app),
        Some(loaded) => mirrors(app, &loaded.bundle.mirrors),
    }
}

/// A button for each. No other host is asked before; what comes from there is checked (public/worker/mirrors.js).
fn mirrors(app: App, addresses: &[String]) -> View {
    let words = app.words();
    let ask = |address: &String| -> Option<Tag> {
        let host = document::host(address)?;
        let address = address.clone();
        let ask = move || {
            let told = keeper::ask(Request { what: "mirror", names: &address, ..Request::default() });
            task::spawn(Box::pin(async move {
                drop(told.await);
                app.try_again();
            }));
        };
        let label = words.fill("mirror.ask", &[("host", &host)]);
        Some(button("button", ask).attr("data-does", "mirror").text(&label))
    };
    let buttons: Vec<Tag> = addresses.iter().filter(|_| keeper::is_there()).filter_map(ask).collect();
    if buttons.is_empty() {
        return View::Nothing;
    }
    part("mirrors", words.text("mirror.title"))
        .child(tag("p").class("library-what").text(words.text("mirror.what")))
        .child(tag("p").class("library-buttons").children(buttons))
        .into()
}
