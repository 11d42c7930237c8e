//! Moving the page.

use super::document::focus_element;
use super::page::{document, window};

/// To an offset from the top, in CSS pixels.
pub fn to(offset: i32) {
    // The style sheet sets no smooth scrolling on the page: a jump, since the reader asked for a place, not for a ride.
    window().scroll_to_with_x_and_y(0.0, f64::from(offset));
}

/// Runs `change` and stands where the page stood before: while a page is exchanged as a whole it is too short for its place, and a
/// browser that anchors the place to what it saw last (Firefox) has lost what it saw.
pub fn keeping_place(change: impl FnOnce()) {
    let before = window().scroll_y().unwrap_or_default();
    change();
    if before > 0.0 {
        to(before as i32);
    }
}

/// To an offset where the reader was before. A text that is still being made is too short for it at first, so this tries again for
/// about a second.
pub fn back_to(offset: i32) {
    try_back_to(offset, 60);
}

fn try_back_to(offset: i32, frames: u32) {
    to(offset);
    if frames > 0 && window().scroll_y().is_ok_and(|reached| reached + 1.0 < f64::from(offset)) {
        super::clock::before_paint(move || try_back_to(offset, frames - 1));
    }
}

/// To the element with this id, which also takes the focus so that reading and tabbing go on from there. False if there is none.
pub fn to_element(id: &str) -> bool {
    let Some(element) = document().get_element_by_id(id) else { return false };
    element.scroll_into_view();
    if !element.has_attribute("tabindex") {
        let _ = element.set_attribute("tabindex", "-1");
    }
    focus_element(element);
    true
}
