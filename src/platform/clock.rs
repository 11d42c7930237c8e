//! Timers and frames.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

use super::page::{document, window};

/// A running timer; dropping it stops it.
pub struct Timer {
    handle: i32,
    _closure: Closure<dyn FnMut()>,
}

impl Timer {
    /// Calls `then` once, after `delay_ms` milliseconds.
    pub fn after(delay_ms: i32, then: impl FnOnce() + 'static) -> Option<Timer> {
        let closure = Closure::once(then);
        let callback = closure.as_ref().unchecked_ref();
        let handle = window().set_timeout_with_callback_and_timeout_and_arguments_0(callback, delay_ms).ok()?;
        Some(Timer { handle, _closure: closure })
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        window().clear_timeout_with_handle(self.handle);
    }
}

/// Calls `then` after the next frame has been painted: one animation frame, then one task.
pub fn after_paint(then: impl FnOnce() + 'static) {
    // A page in the background gets no frames; a task keeps it from waiting for one for ever.
    if document().hidden() { next_turn(then) } else { before_paint(move || next_turn(then)) }
}

/// Calls `then` once everything that runs now is done.
pub fn next_turn(then: impl FnOnce() + 'static) {
    let _ = window().set_timeout_with_callback(once(Box::new(then)).unchecked_ref());
}

/// Calls `then` once, after `delay_ms` milliseconds, whatever happens until then.
pub fn later(delay_ms: i32, then: impl FnOnce() + 'static) {
    let callback = once(Box::new(then));
    let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(callback.unchecked_ref(), delay_ms);
}

/// Calls `then` before the next frame is painted.
pub fn before_paint(then: impl FnOnce() + 'static) {
    let _ = window().request_animation_frame(once(Box::new(then)).unchecked_ref());
}

fn once(then: Box<dyn FnOnce()>) -> JsValue {
    Closure::once_into_js(then)
}
