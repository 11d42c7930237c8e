//! Files that this page holds itself, where it is a whole edition (`crates/pack/src/edition`). What is fetched there the
//! page answers by itself; only what the browser loads by its address needs another one.

use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// From where the browser can load what lies at an absolute address of ours: there, unless this page is an edition; `None` for what an
/// edition leaves out.
pub fn loadable(absolute: String) -> Option<String> {
    match held() {
        Some(held) => ask(&held, &absolute),
        None => Some(absolute),
    }
}

/// Whether this page is an edition.
pub fn is_edition() -> bool {
    held().is_some()
}

/// Whether this page is an edition, and holds the script at this address.
pub(super) fn is_held(absolute: &str) -> bool {
    held().and_then(|held| ask(&held, absolute)).is_some_and(|address| address.starts_with("blob:"))
}

fn held() -> Option<Function> {
    Reflect::get(&js_sys::global(), &"tidingsHeld".into()).ok()?.dyn_into().ok()
}

fn ask(held: &Function, absolute: &str) -> Option<String> {
    held.call1(&JsValue::UNDEFINED, &absolute.into()).ok()?.as_string()
}
