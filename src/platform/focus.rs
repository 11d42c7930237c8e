//! Moving the focus by a key of ours.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// To the first link below the first element that matches `selector`; nowhere if there is none.
pub fn first_link_in(selector: &str) {
    let document = web_sys::window().and_then(|window| window.document());
    let link = document.and_then(|document| document.query_selector(&format!("{selector} a[href]")).ok().flatten());
    if let Some(link) = link.and_then(|link| link.dyn_into::<HtmlElement>().ok()) {
        let _ = link.focus();
    }
}
