//! Custom properties, which the style sheet reckons with. By script, which the policy allows: an attribute `style` it would ignore.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::view::Tag;

/// Sets a custom property of an element, or takes it away.
pub fn set(tag: &Tag, name: &str, value: Option<&str>) {
    let Some(style) = tag.element().dyn_ref::<HtmlElement>().map(HtmlElement::style) else { return };
    let _ = match value {
        Some(value) => style.set_property(name, value),
        None => style.remove_property(name).map(drop),
    };
}
