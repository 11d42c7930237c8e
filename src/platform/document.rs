//! The page around the viewer: its settings, its title, its language and theme, and its address.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement};

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

fn root() -> Option<Element> {
    document()?.document_element()
}

/// The content of `<meta name="…">`, if it is there and not empty.
pub fn meta(name: &str) -> Option<String> {
    let element = document()?.query_selector(&format!("meta[name=\"{name}\"]")).ok()??;
    element.get_attribute("content").map(|content| content.trim().to_owned()).filter(|content| !content.is_empty())
}

/// The query of the page's address, without `?`.
pub fn query() -> String {
    let search = web_sys::window().and_then(|window| window.location().search().ok()).unwrap_or_default();
    search.trim_start_matches('?').to_owned()
}

/// An absolute address for what `address` means from this page, with whether it lies on this page's origin.
pub fn resolve(address: &str) -> Option<(String, bool)> {
    resolve_from(address, &document()?.base_uri().ok()??)
}

/// An absolute address for what `address` means from `base`, with whether it lies on this page's origin.
pub fn resolve_from(address: &str, base: &str) -> Option<(String, bool)> {
    let url = web_sys::Url::new_with_base(address, base).ok()?;
    let same = url.origin() == web_sys::window()?.location().origin().ok()?;
    Some((url.href(), same))
}

/// The host name of an address, for telling people where it leads.
pub fn host(address: &str) -> Option<String> {
    web_sys::Url::new(address).ok().map(|url| url.hostname()).filter(|host| !host.is_empty())
}

/// Languages the reader prefers, best first.
pub fn preferred_languages() -> Vec<String> {
    let languages = web_sys::window().map(|window| window.navigator().languages());
    languages.map(|list| list.iter().filter_map(|tag| tag.as_string()).collect()).unwrap_or_default()
}

pub fn is_online() -> bool {
    web_sys::window().is_none_or(|window| window.navigator().on_line())
}

pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Sets an attribute of `<html>`, or removes it.
pub fn set_root_attribute(name: &str, value: Option<&str>) {
    if let Some(root) = root() {
        let _ = match value {
            Some(value) => root.set_attribute(name, value),
            None => root.remove_attribute(name),
        };
    }
}

/// Takes the start skeleton out of the page.
pub fn remove(selector: &str) {
    if let Some(element) = document().and_then(|document| document.query_selector(selector).ok().flatten()) {
        element.remove();
    }
}

/// Moves the focus to the first element that matches, without scrolling.
pub fn focus(selector: &str) {
    let element = document().and_then(|document| document.query_selector(selector).ok().flatten());
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = element.focus_with_options(&options);
    }
}

/// Loads the whole page anew.
pub fn reload() {
    if let Some(window) = web_sys::window() {
        let _ = window.location().reload();
    }
}

/// Says something in the console, for whoever runs the site.
pub fn warn(message: &str) {
    web_sys::console::warn_1(&message.into());
}

/// The path that `<base href>` or the page's own address gives, up to its last `/`.
pub fn base_path() -> Option<String> {
    let url = web_sys::Url::new(&document()?.base_uri().ok()??).ok()?;
    let path = url.pathname();
    path.rfind('/').and_then(|last| path.get(..=last)).map(str::to_owned)
}

pub fn title() -> String {
    document().map(|document| document.title()).unwrap_or_default()
}

/// This page's address without what made it an embedded one, followed by `route` (an `href` of ours).
pub fn address_outside_frame(route: &str) -> String {
    let address = web_sys::window().map(|window| window.location());
    let part = |read: fn(&web_sys::Location) -> Result<String, wasm_bindgen::JsValue>| {
        address.as_ref().and_then(|address| read(address).ok()).unwrap_or_default()
    };
    let path = if route.starts_with('#') { part(web_sys::Location::pathname) } else { String::new() };
    format!("{}{path}{route}", part(web_sys::Location::origin))
}

pub fn print() {
    if let Some(window) = web_sys::window() {
        let _ = window.print();
    }
}
