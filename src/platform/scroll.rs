//! Moving the page.

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition, ScrollToOptions};

/// To an offset from the top, in CSS pixels.
pub fn to(offset: i32) {
    if let Some(window) = web_sys::window() {
        let options = ScrollToOptions::new();
        options.set_top(f64::from(offset));
        // A jump, not a glide: the reader asked for a place, not for a ride.
        options.set_behavior(web_sys::ScrollBehavior::Instant);
        window.scroll_to_with_scroll_to_options(&options);
    }
}

/// To the element with this id, which also takes the focus so that reading and tabbing go on from there. False if there is none.
pub fn to_element(id: &str) -> bool {
    let element = web_sys::window().and_then(|window| window.document()).and_then(|document| document.get_element_by_id(id));
    let Some(element) = element else { return false };
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Start);
    element.scroll_into_view_with_scroll_into_view_options(&options);
    if let Ok(element) = element.dyn_into::<HtmlElement>() {
        if !element.has_attribute("tabindex") {
            let _ = element.set_attribute("tabindex", "-1");
        }
        let focus = web_sys::FocusOptions::new();
        focus.set_prevent_scroll(true);
        let _ = element.focus_with_options(&focus);
    }
    true
}
