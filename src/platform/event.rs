//! What an event says, without naming the browser's types.

use super::keyboard::is_command;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, HtmlSelectElement, KeyboardEvent, PointerEvent, WheelEvent};

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

    /// The finger, the pen or the mouse's main button that the event is about.
    pub fn pointer(&self) -> Option<Pointer> {
        let pointer = self.0.dyn_ref::<PointerEvent>().filter(|pointer| pointer.button() <= 0)?;
        Some(Pointer {
            id: pointer.pointer_id(),
            x: pointer.client_x().into(),
            y: pointer.client_y().into(),
            is_mouse: pointer.pointer_type() == "mouse",
        })
    }

    /// What a wheel did. Two fingers that are drawn apart on a touch pad turn it too, with a finer measure.
    pub fn wheel(&self) -> Option<Wheel> {
        // A line, in pixels, as browsers count that tell pixels.
        const LINE: f64 = 33.0;
        const FINER: f64 = 8.0;
        let wheel = self.0.dyn_ref::<WheelEvent>()?;
        let lines = match wheel.delta_mode() {
            WheelEvent::DOM_DELTA_PIXEL if wheel.ctrl_key() => -wheel.delta_y() * FINER / LINE,
            WheelEvent::DOM_DELTA_PIXEL => -wheel.delta_y() / LINE,
            _ => -wheel.delta_y(),
        };
        Some(Wheel { lines, x: wheel.client_x().into(), y: wheel.client_y().into() })
    }

    /// When it happened, in milliseconds since the page began.
    pub fn time_ms(&self) -> f64 {
        self.0.time_stamp()
    }

    /// Whether it happened to an element that matches, or within one.
    pub fn is_within(&self, selector: &str) -> bool {
        let target = self.0.target().and_then(|target| target.dyn_into::<Element>().ok());
        target.is_some_and(|target| target.closest(selector).is_ok_and(|found| found.is_some()))
    }

    /// Whether a key is held that makes a command of the other one.
    pub fn is_command(&self) -> bool {
        self.0.dyn_ref::<KeyboardEvent>().is_some_and(is_command)
    }
}

/// How far a wheel was turned, in lines of text away from the reader, and where the pointer is, as of a [`Pointer`].
#[derive(Clone, Copy, Debug)]
pub struct Wheel {
    pub lines: f64,
    pub x: f64,
    pub y: f64,
}

/// Where something points, in CSS pixels from the window's corner at the top left.
#[derive(Clone, Copy, Debug)]
pub struct Pointer {
    /// Tells fingers apart.
    pub id: i32,
    pub x: f64,
    pub y: f64,
    pub is_mouse: bool,
}
