//! Moving the focus by a key of ours.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::page::{document, find};

/// To the first link below the first element that matches `selector`; nowhere if there is none.
pub fn first_link_in(selector: &str) {
    if let Some(link) = find(&format!("{selector} a[href]")).and_then(|link| link.dyn_into::<HtmlElement>().ok()) {
        let _ = link.focus();
    }
}

/// From the link that has the focus to the one so many further, of those below the first element that matches `selector`. False if there is
/// none.
pub fn move_in(selector: &str, by: isize) -> bool {
    let Ok(links) = document().query_selector_all(&format!("{selector} a[href]")) else { return false };
    let links: Vec<HtmlElement> = (0..links.length()).filter_map(|index| links.get(index)?.dyn_into().ok()).collect();
    let focused = document().active_element();
    let here = links.iter().position(|link| focused.as_ref().is_some_and(|focused| link == focused.unchecked_ref()));
    let there = here.and_then(|here| here.checked_add_signed(by)).and_then(|index| links.get(index));
    there.is_some_and(|link| link.focus().is_ok())
}
