//! Whether the browser says it has a network.

use super::document;
use super::listener::Listener;

/// Calls `changed` whenever that changes. Lives as long as the page.
pub fn watch(changed: impl Fn(bool) + Clone + 'static) {
    for event in ["online", "offline"] {
        let changed = changed.clone();
        Listener::on_window(event, move |_| changed(document::is_online())).into_iter().for_each(Listener::forever);
    }
}
