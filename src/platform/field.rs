//! Text fields.

use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use super::document;
use super::view::Tag;

/// Makes a field hold `value`; one that already does keeps its cursor.
pub fn set_value(field: &Tag, value: &str) {
    if let Some(input) = field.element().dyn_ref::<HtmlInputElement>().filter(|input| input.value() != value) {
        input.set_value(value);
    }
}

pub fn focus(field: &Tag) {
    document::focus_element(field.element().clone());
}
