//! Timers and frames.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// A running timer; dropping it stops it.
pub struct Timer {
    handle: i32,
    _closure: Closure<dyn FnMut()>,
}

impl Timer {
    /// Calls `then` once, after `delay_ms` milliseconds.
    pub fn after(delay_ms: i32, then: impl FnOnce() + 'static) -> Option<Timer> {
        let closure = Closure::once(then);
        let handle = web_sys::window()?
            .set_timeout_with_callback_and_timeout_and_arguments_0(closure.as_ref().unchecked_ref(), delay_ms)
            .ok()?;
        Some(Timer { handle, _closure: closure })
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        if let Some(window) = web_sys::window() {
            window.clear_timeout_with_handle(self.handle);
        }
    }
}

/// Calls `then` after the next frame has been painted: one animation frame, then one task.
pub fn after_paint(then: impl FnOnce() + 'static) {
    let in_frame = Closure::once_into_js(move || {
        if let Some(window) = web_sys::window() {
            let task = Closure::once_into_js(then);
            let _ = window.set_timeout_with_callback(task.unchecked_ref());
        }
    });
    if let Some(window) = web_sys::window() {
        // A page in the background gets no frames; a time-out keeps it from waiting for one for ever.
        if document_is_hidden() {
            let _ = window.set_timeout_with_callback(in_frame.unchecked_ref());
        } else {
            let _ = window.request_animation_frame(in_frame.unchecked_ref());
        }
    }
}

fn document_is_hidden() -> bool {
    web_sys::window().and_then(|window| window.document()).is_some_and(|document| document.hidden())
}

/// Calls `then` before the next frame is painted.
pub fn before_paint(then: impl FnOnce() + 'static) {
    if let Some(window) = web_sys::window() {
        let _ = window.request_animation_frame(Closure::once_into_js(then).unchecked_ref());
    }
}
