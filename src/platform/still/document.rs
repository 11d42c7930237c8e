//! The page around the viewer where there is none: a page of a packed site, while the command writes it.
//!
//! Addresses of the site's own files come out relative to the page (`../../media/…`), so that the site works in any folder of any
//! host; [`begin_page`] says where the site's root lies, [`title`] tells what the page called itself.

use std::cell::RefCell;

use url::Url;

/// Stands for the site while addresses are resolved; no host has this name (RFC 6761).
pub const SITE: &str = "http://site.invalid/";

thread_local! {
    static ROOT: RefCell<String> = const { RefCell::new(String::new()) };
    static TITLE: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Begins a page from which the site's root is `root`: `./`, `../../`…
pub fn begin_page(root: &str) {
    ROOT.set(root.to_owned());
    TITLE.set(String::new());
}

pub fn meta(_name: &str) -> Option<String> {
    None
}

pub fn query() -> String {
    String::new()
}

/// An address for what `address` means from the site's root, with whether it is one of the site's own.
pub fn resolve(address: &str) -> Option<(String, bool)> {
    resolve_from(address, SITE)
}

/// An address for what `address` means from `base`, with whether it is one of the site's own.
pub fn resolve_from(address: &str, base: &str) -> Option<(String, bool)> {
    let absolute: String = Url::parse(base).ok()?.join(address).ok()?.into();
    Some(match absolute.strip_prefix(SITE) {
        Some(own) => (ROOT.with_borrow(|root| format!("{root}{own}")), true),
        None => (absolute, false),
    })
}

/// The host name of an address, for telling people where it leads.
pub fn host(address: &str) -> Option<String> {
    Url::parse(address).ok()?.host_str().map(str::to_owned)
}

pub fn path(address: &str) -> Option<String> {
    Some(address.to_owned())
}

pub fn address_outside_frame(route: &str) -> String {
    route.to_owned()
}

pub fn preferred_languages() -> Vec<String> {
    Vec::new()
}

pub fn is_online() -> bool {
    true
}

pub fn title() -> String {
    TITLE.with_borrow(Clone::clone)
}

pub fn set_title(title: &str) {
    TITLE.set(title.to_owned());
}

pub fn set_root_attribute(_name: &str, _value: Option<&str>) {}

pub fn root_attribute(_name: &str) -> Option<String> {
    None
}

pub fn root_property(_name: &str) -> Option<String> {
    None
}

pub fn set_root_property(_name: &str, _value: Option<&str>) {}

pub fn has_host() -> bool {
    true
}

pub fn address() -> String {
    String::new()
}

pub fn has_reader() -> bool {
    false
}

pub fn is_written() -> bool {
    false
}

pub fn remove(_selector: &str) {}

pub fn focus(_selector: &str) {}

pub(super) fn focus_element(_element: web_sys::Element) {}

pub fn reload() {}

pub fn print() {}

pub fn warn(_message: &str) {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_addresses_are_relative_to_the_page_and_others_are_not_touched() {
        begin_page("../../");
        let feed = format!("{SITE}feed.json");
        assert_eq!(resolve_from("media/a.png", &feed), Some(("../../media/a.png".into(), true)));
        assert_eq!(resolve_from("https://b.example/a.png", &feed), Some(("https://b.example/a.png".into(), false)));
        // What climbs out of the site stays in it.
        assert_eq!(resolve_from("../../../etc/passwd", &feed), Some(("../../etc/passwd".into(), true)));
        assert_eq!(host("https://b.example/x").as_deref(), Some("b.example"));
    }
}
