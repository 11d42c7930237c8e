//! `<details>` as a menu: closed by following a link in it, by Escape, and by a press elsewhere.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent, Node};

use super::event::Event;
use super::listener::Listener;
use super::page;

const OPEN: &str = "details.menu[open]";

/// Closes the menu that the clicked link stands in.
pub fn close_after_link(event: &Event) {
    let target = event.native().target().and_then(|target| target.dyn_into::<Element>().ok());
    let is_link = target.as_ref().is_some_and(|target| target.closest("a[href]").ok().flatten().is_some());
    if let Some(menu) = target.filter(|_| is_link).and_then(|target| target.closest(OPEN).ok().flatten()) {
        let _ = menu.remove_attribute("open");
    }
}

/// From now on open menus close on Escape (giving the focus back to their button) and on a press outside.
pub fn watch() {
    let on_key = Listener::on_window("keydown", |event| {
        let is_escape = event.dyn_ref::<KeyboardEvent>().is_some_and(|event| event.key() == "Escape");
        if let Some(menu) = open_menu().filter(|_| is_escape) {
            let _ = menu.remove_attribute("open");
            let button = menu.query_selector("summary").ok().flatten();
            if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
                let _ = button.focus();
            }
        }
    });
    let on_press = Listener::on_window("pointerdown", |event| {
        let pressed = event.target().and_then(|target| target.dyn_into::<Node>().ok());
        if let Some(menu) = open_menu().filter(|menu| !menu.contains(pressed.as_ref())) {
            let _ = menu.remove_attribute("open");
        }
    });
    on_key.into_iter().chain(on_press).for_each(Listener::forever);
}

fn open_menu() -> Option<Element> {
    page::find(OPEN)
}
