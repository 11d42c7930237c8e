//! A feed from the reader's own device in the place of the publication, until the page is loaded anew: JSON Feed, RSS or Atom, chosen or dropped
//! onto the page. Nothing of it leaves the device.

use std::cell::Cell;

use super::part::part;
use crate::archive::Parts;
use crate::load;
use crate::platform::engine_client::EngineState;
use crate::platform::view::{View, button, tag};
use crate::platform::{file, held, task};
use crate::route::Route;
use crate::state::{App, Load, News};

/// What browsers offer first.
const ACCEPT: &str = ".json,.xml,.rss,.atom,application/feed+json,application/rss+xml,application/atom+xml";

thread_local! {
    static IS_WATCHED: Cell<bool> = const { Cell::new(false) };
}

/// The button; nothing in an edition, which holds no reader of other feeds.
pub fn show(app: App) -> View {
    if held::is_edition() {
        return View::Nothing;
    }
    watch_drops(app);
    let choose = button("button", move || file::choose_bytes(ACCEPT, move |name, bytes| open(app, name, bytes)))
        .attr("data-does", "open-feed")
        .text(app.label("open.choose"));
    part("open-feed", app.label("open.title"))
        .child(tag("p").class("library-what").text(app.label("open.what")))
        .child(tag("p").class("library-buttons").child(choose))
        .into()
}

/// From now on takes files that are dropped onto the page.
pub fn watch_drops(app: App) {
    if !held::is_edition() && !IS_WATCHED.replace(true) {
        file::on_drop(ACCEPT, move |name, bytes| open(app, name, bytes));
    }
}

fn open(app: App, name: String, bytes: Vec<u8>) {
    task::spawn(Box::pin(async move {
        match load::of_file(&name, bytes).await {
            Ok(loaded) => {
                app.parts.set(Parts::default());
                app.news.set(News::default());
                app.found.set(None);
                app.engine_state.set(EngineState::Starting);
                app.dress(&loaded.bundle);
                app.load.set(Load::Ready(loaded.clone()));
                app.go(Route::Front);
                app.start_engine(&loaded);
            }
            Err(error) => app.load.set(Load::Failed(error)),
        }
    }));
}
