//! Moving the focus by a key of ours.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::page::{document, find};

/// The links below what matches `selector`, and which of them has the focus.
fn links(selector: &str) -> (Vec<HtmlElement>, Option<usize>) {
    let Ok(links) = document().query_selector_all(&format!("{selector} a[href]")) else { return (Vec::new(), None) };
    let links: Vec<HtmlElement> = (0..links.length()).filter_map(|index| links.get(index)?.dyn_into().ok()).collect();
    let focused = document().active_element();
    let here = links.iter().position(|link| focused.as_ref().is_some_and(|focused| link == focused.unchecked_ref()));
    (links, here)
}

/// To the first link below the first element that matches `selector`; nowhere if there is none.
pub fn first_link_in(selector: &str) {
    if let Some(link) = find(&format!("{selector} a[href]")).and_then(|link| link.dyn_into::<HtmlElement>().ok()) {
        let _ = link.focus();
    }
}

/// From the link that has the focus to the one so many further, of those below the first element that matches `selector`. False if there is
/// none.
pub fn move_in(selector: &str, by: isize) -> bool {
    let (links, here) = links(selector);
    let there = here.and_then(|here| here.checked_add_signed(by)).and_then(|index| links.get(index));
    there.is_some_and(|link| link.focus().is_ok())
}

/// As [`move_in`]; if none of the links has the focus, to the first. False if there are none, or none further.
pub fn move_or_begin(selector: &str, by: isize) -> bool {
    let (links, here) = links(selector);
    let there = here.map_or(Some(0), |here| here.checked_add_signed(by)).and_then(|index| links.get(index));
    there.is_some_and(|link| link.focus().is_ok())
}

/// As if the first link that matches had been clicked. False if there is none.
pub fn follow(selector: &str) -> bool {
    click(find(selector))
}

/// As if the link that has the focus had been clicked. False if it is none.
pub fn follow_focused() -> bool {
    click(document().active_element().filter(|focused| focused.has_attribute("href")))
}

fn click(element: Option<web_sys::Element>) -> bool {
    let link = element.and_then(|element| element.dyn_into::<HtmlElement>().ok());
    link.is_some_and(|link| {
        link.click();
        true
    })
}

/// Whether something lies over the page that keeps the focus.
pub fn is_in_dialog() -> bool {
    find("dialog[open]").is_some()
}
