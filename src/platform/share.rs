//! The system's own way of passing something on (Web Share), where there is one.

use js_sys::{Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use super::page::window;

fn method() -> Option<(JsValue, Function)> {
    let navigator = JsValue::from(window().navigator());
    let share = Reflect::get(&navigator, &"share".into()).ok()?.dyn_into().ok()?;
    Some((navigator, share))
}

/// Whether there is one.
pub fn is_available() -> bool {
    method().is_some()
}

/// Offers an address under a title. What becomes of it is between the reader and the system.
pub fn page(title: &str, address: &str) {
    let Some((navigator, share)) = method() else { return };
    let what = Object::new();
    for (name, value) in [("title", title), ("url", address)] {
        let _ = Reflect::set(&what, &name.into(), &value.into());
    }
    if let Ok(promise) = share.call1(&navigator, &what)
        && let Ok(promise) = promise.dyn_into::<js_sys::Promise>()
    {
        // Turned down by the reader: nothing to say about it.
        super::task::spawn(Box::pin(async move { drop(wasm_bindgen_futures::JsFuture::from(promise).await) }));
    }
}
