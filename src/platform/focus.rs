//! Moving the focus by a key of ours.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::page::{document, find};

/// To the first link below the first element that matches `selector`; nowhere if there is none.
pub fn first_link_in(selector: &str) {
    if let Some(link) = find(&format!("{selector} a[href]")).and_then(|link| link.dyn_into::<HtmlElement>().ok()) {
        let _ = link.focus();
    }
}

/// From the link that has the focus to the one so many further, of those below what matches `selector`. False if there is none.
pub fn move_in(selector: &str, by: isize) -> bool {
    focus_further(selector, by, None)
}

/// As [`move_in`]; if none of the links has the focus, to the first.
pub fn move_or_begin(selector: &str, by: isize) -> bool {
    focus_further(selector, by, Some(0))
}

fn focus_further(selector: &str, by: isize, otherwise: Option<usize>) -> bool {
    let Ok(links) = document().query_selector_all(&format!("{selector} a[href]")) else { return false };
    let links: Vec<HtmlElement> = (0..links.length()).filter_map(|index| links.get(index)?.dyn_into().ok()).collect();
    let focused = document().active_element();
    let here = links.iter().position(|link| focused.as_ref().is_some_and(|focused| link == focused.unchecked_ref()));
    let there = here.map_or(otherwise, |here| here.checked_add_signed(by));
    there.and_then(|index| links.get(index)).is_some_and(|link| link.focus().is_ok())
}

/// As if the first link or button that matches had been clicked. False if there is none.
pub fn press(selector: &str) -> bool {
    click(find(selector))
}

/// As if the link that has the focus had been clicked. False if it is none.
pub fn follow_focused() -> bool {
    click(document().active_element().filter(|focused| focused.has_attribute("href")))
}

fn click(element: Option<Element>) -> bool {
    let element = element.and_then(|element| element.dyn_into::<HtmlElement>().ok());
    element.is_some_and(|element| {
        element.click();
        true
    })
}

/// Whether something lies over the page that keeps the focus.
pub fn is_in_dialog() -> bool {
    find("dialog[open]").is_some()
}
