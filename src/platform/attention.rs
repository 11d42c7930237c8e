//! Whether the reader looks at the page.

use super::listener::Listener;
use super::page::{document, window};

/// Calls `then` whenever the reader may have come back: the page is shown again after it was hidden, or there is a network again. Lives as
/// long as the page.
pub fn on_return(then: impl Fn() + Clone + 'static) {
    let again = then.clone();
    let shown = Listener::register(document().as_ref(), "visibilitychange", move |_| {
        if !document().hidden() {
            then();
        }
    });
    let online = Listener::on_window("online", move |_| again());
    [Some(shown), online].into_iter().flatten().for_each(Listener::forever);
}

/// Loads the page at the address on show anew.
pub fn reload() {
    let _ = window().location().reload();
}
