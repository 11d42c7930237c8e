//! Keys pressed anywhere on the page.

use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

use super::listener::Listener;

/// A key press that no field is entitled to.
pub struct Press {
    /// As `KeyboardEvent.key` names it: `/`, `ArrowLeft`, `Escape`.
    pub key: String,
    event: KeyboardEvent,
}

impl Press {
    /// The key; on keyboards of other letters, the one that stands at its place on a Latin one.
    pub fn letter(&self) -> String {
        let key = self.key.to_ascii_lowercase();
        match self.event.code().strip_prefix("Key") {
            Some(place) if !key.is_ascii() => place.to_ascii_lowercase(),
            _ => key,
        }
    }

    /// Keeps the browser from acting on the key too.
    pub fn take(&self) {
        self.event.prevent_default();
    }
}

/// Calls `handler` for keys pressed without a modifier and outside fields.
pub fn watch(handler: impl Fn(Press) + 'static) -> Option<Listener> {
    Listener::on_window("keydown", move |event| {
        let Ok(event) = event.dyn_into::<KeyboardEvent>() else { return };
        if !is_command(&event) && !event.is_composing() && !is_in_field(&event) {
            handler(Press { key: event.key(), event });
        }
    })
}

/// Whether a key is held that makes a command of the other one.
pub(super) fn is_command(press: &KeyboardEvent) -> bool {
    press.ctrl_key() || press.meta_key() || press.alt_key()
}

fn is_in_field(event: &KeyboardEvent) -> bool {
    let element = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    element.is_some_and(|element| matches!(element.local_name().as_str(), "input" | "textarea" | "select"))
}
