//! What an event says, without naming the browser's types.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, HtmlSelectElement, KeyboardEvent, PointerEvent};

pub struct Event(web_sys::Event);

impl Event {
    #[cfg_attr(
        not(target_arch = "wasm32"),
        allow(dead_code, reason = "only the browser's half of the platform calls it")
    )]
    pub(super) fn new(event: web_sys::Event) -> Event {
        Event(event)
    }

    pub(super) fn native(&self) -> &web_sys::Event {
        &self.0
    }

    /// Keeps the browser from doing what it would do.
    pub fn prevent_default(&self) {
        self.0.prevent_default();
    }

    /// Whether the `<details>` that sent the event is open.
    pub fn is_open(&self) -> bool {
        let target = self.0.target().and_then(|target| target.dyn_into::<Element>().ok());
        target.is_some_and(|details| details.has_attribute("open"))
    }

    /// As `KeyboardEvent.key` names it; empty for other events, and while a word is being put together, when keys are the input method's.
    pub fn key(&self) -> String {
        let press = self.0.dyn_ref::<KeyboardEvent>().filter(|press| !press.is_composing());
        press.map(KeyboardEvent::key).unwrap_or_default()
    }

    /// What the field or the choice that sent the event now holds.
    pub fn value(&self) -> String {
        let target = self.0.target();
        let field =
            target.as_ref().and_then(|target| target.dyn_ref::<HtmlInputElement>()).map(HtmlInputElement::value);
        let choice =
            || target.as_ref().and_then(|target| target.dyn_ref::<HtmlSelectElement>()).map(HtmlSelectElement::value);
        field.or_else(choice).unwrap_or_default()
    }

    /// Where a finger is, in CSS pixels from the start of the window; `None` for mice and pens.
    pub fn touch(&self) -> Option<(i32, i32)> {
        let pointer = self.0.dyn_ref::<PointerEvent>()?;
        (pointer.pointer_type() == "touch").then(|| (pointer.client_x(), pointer.client_y()))
    }
}
