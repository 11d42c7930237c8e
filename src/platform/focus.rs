//! Moving the focus by a key of ours.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::page::find;

/// To the first link below the first element that matches `selector`; nowhere if there is none.
pub fn first_link_in(selector: &str) {
    if let Some(link) = find(&format!("{selector} a[href]")).and_then(|link| link.dyn_into::<HtmlElement>().ok()) {
        let _ = link.focus();
    }
}
