//! The page around the viewer: its settings, its title, its language and theme, and its address.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CssStyleDeclaration, Element, HtmlElement, Location, Url};

use super::page::{document, find, window};
use super::{clock, style};

/// The content of `<meta name="…">`, if it is there and not empty.
pub fn meta(name: &str) -> Option<String> {
    let content = find(&format!("meta[name=\"{name}\"]"))?.get_attribute("content")?;
    (!content.trim().is_empty()).then(|| content.trim().to_owned())
}

/// The query of the page's address, without `?`.
pub fn query() -> String {
    location(Location::search).trim_start_matches('?').to_owned()
}

fn location(part: fn(&Location) -> Result<String, JsValue>) -> String {
    part(&window().location()).unwrap_or_default()
}

/// An absolute address for what `address` means from this page, with whether it lies on this page's origin.
pub fn resolve(address: &str) -> Option<(String, bool)> {
    resolve_from(address, &document().base_uri().ok()??)
}

/// An absolute address for what `address` means from `base`, with whether it lies on this page's origin.
pub fn resolve_from(address: &str, base: &str) -> Option<(String, bool)> {
    let url = Url::new_with_base(address, base).ok()?;
    Some((url.href(), url.origin() == location(Location::origin)))
}

/// The host name of an address, for telling people where it leads.
pub fn host(address: &str) -> Option<String> {
    Url::new(address).ok().map(|url| url.hostname()).filter(|host| !host.is_empty())
}

/// The path of an absolute address.
pub fn path(address: &str) -> Option<String> {
    Url::new(address).ok().map(|url| url.pathname())
}

/// This page's address without what made it an embedded one, followed by `route` (an `href` of ours).
pub fn address_outside_frame(route: &str) -> String {
    if !has_host() {
        return address().split(['?', '#']).next().unwrap_or_default().to_owned() + route;
    }
    let path = if route.starts_with('#') { location(Location::pathname) } else { String::new() };
    location(Location::origin) + &path + route
}

/// The page's address.
pub fn address() -> String {
    location(Location::href)
}

/// Whether the page's address means anything to somebody else: that of a file on a disk does not.
pub fn has_host() -> bool {
    location(Location::protocol).starts_with("http")
}

/// Languages the reader prefers, best first.
pub fn preferred_languages() -> Vec<String> {
    window().navigator().languages().iter().filter_map(|tag| tag.as_string()).collect()
}

pub fn is_online() -> bool {
    window().navigator().on_line()
}

pub fn title() -> String {
    document().title()
}

pub fn set_title(title: &str) {
    document().set_title(title);
}

/// Sets an attribute of `<html>`, or removes it.
pub fn set_root_attribute(name: &str, value: Option<&str>) {
    if let Some(root) = document().document_element() {
        let _ = match value {
            Some(value) => root.set_attribute(name, value),
            None => root.remove_attribute(name),
        };
    }
}

/// What an attribute of `<html>` holds.
pub fn root_attribute(name: &str) -> Option<String> {
    document().document_element()?.get_attribute(name)
}

fn root_style() -> Option<CssStyleDeclaration> {
    Some(document().document_element()?.dyn_into::<HtmlElement>().ok()?.style())
}

/// What `<html>` itself says of a custom property.
pub fn root_property(name: &str) -> Option<String> {
    root_style()?.get_property_value(name).ok().filter(|value| !value.is_empty())
}

/// Sets a custom property of `<html>`, or removes it.
pub fn set_root_property(name: &str, value: Option<&str>) {
    if let Some(style) = root_style() {
        style::write(&style, name, value);
    }
}

/// Whether somebody reads the page: not while the command writes it.
pub fn has_reader() -> bool {
    true
}

/// Whether what the page shows was written by the command, and is still there.
pub fn is_written() -> bool {
    find("#start[data-page=written]").is_some()
}

/// Takes the start skeleton out of the page.
pub fn remove(selector: &str) {
    if let Some(element) = find(selector) {
        element.remove();
    }
}

/// Moves the focus to the first element that matches, without scrolling.
pub fn focus(selector: &str) {
    find(selector).into_iter().for_each(focus_element);
}

/// In somebody else's page only while the reader is there already: what that page asks for takes nobody's focus away, and browsers would scroll
/// their page to it.
pub(super) fn focus_element(element: Element) {
    let is_framed = window().parent().ok().flatten().is_some_and(|parent| parent != window());
    if is_framed && !document().has_focus().unwrap_or_default() {
        return;
    }
    if let Ok(element) = element.dyn_into::<HtmlElement>() {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = element.focus_with_options(&options);
    }
}

/// Loads the whole page anew.
pub fn reload() {
    let _ = window().location().reload();
}

pub fn print() {
    let _ = window().print();
}

/// Says something in the console, for whoever runs the site. A moment later: what breaks off because the page is being left, and browsers
/// break off all that is on its way before they take a page away, is no fault of the site's.
pub fn warn(message: &str) {
    const MOMENT_MS: i32 = 300;
    let message = JsValue::from(message);
    clock::later(MOMENT_MS, move || web_sys::console::warn_1(&message));
}
