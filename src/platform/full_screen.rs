//! One element on the whole screen.

use super::listener::Listener;
use super::page::document;
use super::view::keep;

/// Whether the browser lets an element have the screen: phones may not, and frames only if their page allows it.
pub fn is_possible() -> bool {
    document().fullscreen_enabled()
}

pub fn is_on() -> bool {
    document().fullscreen_element().is_some()
}

/// Gives the screen to the first element that matches, or takes it back. A browser refuses where no reader has asked; then all stays.
pub fn toggle(selector: &str) {
    if is_on() {
        document().exit_fullscreen();
    } else if let Some(element) = super::page::find(selector) {
        let _ = element.request_fullscreen();
    }
}

/// Takes the screen back.
pub fn leave() {
    if is_on() {
        document().exit_fullscreen();
    }
}

/// Calls `then` whenever the screen is given or taken, until the owner ends.
pub fn follow(then: impl Fn() + 'static) {
    keep(Box::new(Listener::register(document().as_ref(), "fullscreenchange", move |_| then())));
}
