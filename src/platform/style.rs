//! Custom properties, which the style sheet reckons with. By script, which the policy allows: an attribute `style` it would ignore.

use wasm_bindgen::JsCast;
use web_sys::{CssStyleDeclaration, HtmlElement};

use super::view::Tag;

/// Sets a custom property of an element, or takes it away.
pub fn set(tag: &Tag, name: &str, value: Option<&str>) {
    if let Some(element) = tag.element().dyn_ref::<HtmlElement>() {
        write(&element.style(), name, value);
    }
}

pub(super) fn write(style: &CssStyleDeclaration, name: &str, value: Option<&str>) {
    // Refused for what is no value; ours are numbers and words.
    let _ = match value {
        Some(value) => style.set_property(name, value),
        None => style.remove_property(name).map(drop),
    };
}
