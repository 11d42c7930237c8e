//! A picture that is moved and enlarged: what is measured of it, and how it is told where to be.
//!
//! The place is told in custom properties of the stage (`platform::style`), in whole pixels and thousandths, and the style sheet does the
//! rest: transitions, and none for those who want no motion.

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement};

pub use super::laid::Laid;
use super::view::Tag;

/// Where the first element below `stage` that matches `selector` is laid out.
pub fn laid(stage: &Tag, selector: &str) -> Option<Laid> {
    let element = first(stage, selector)?.dyn_into::<HtmlElement>().ok()?;
    Some(Laid {
        left: element.offset_left().into(),
        top: element.offset_top().into(),
        width: element.offset_width().into(),
        height: element.offset_height().into(),
    })
}

/// The width and the height of a picture as the browser counts them; zeros while it has not come.
pub fn natural_size(stage: &Tag, selector: &str) -> Option<(f64, f64)> {
    let picture = first(stage, selector)?;
    let side = |name: &str| Reflect::get(&picture, &name.into()).ok().as_ref().and_then(JsValue::as_f64);
    Some((side("naturalWidth")?, side("naturalHeight")?))
}

/// Sets an attribute of an element that is there already, or takes it away.
pub fn mark(tag: &Tag, name: &str, value: Option<&str>) {
    let _ = match value {
        Some(value) => tag.element().set_attribute(name, value),
        None => tag.element().remove_attribute(name),
    };
}

/// Has the browser choose among a picture's sizes again, for one that stands so many stages wide.
pub fn sharpen(stage: &Tag, selector: &str, stages: u32) {
    if let Some(picture) = first(stage, selector).filter(|picture| picture.has_attribute("srcset")) {
        let _ = picture.set_attribute("sizes", &[&(stages * 100).to_string(), "vw"].concat());
    }
}

/// Has all that a pointer does until it is lifted told to the stage.
pub fn capture(stage: &Tag, pointer: i32) {
    let _ = stage.element().set_pointer_capture(pointer);
}

fn first(stage: &Tag, selector: &str) -> Option<Element> {
    stage.element().query_selector(selector).ok().flatten()
}
