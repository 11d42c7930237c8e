//! The window and the document of the page, which is where the viewer runs.

use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, Window};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(thread_local_v2, js_name = window)]
    static WINDOW: Window;
    #[wasm_bindgen(thread_local_v2, js_name = document)]
    static DOCUMENT: Document;
}

// Not inlined: every copy of these few lines is paid for by readers.
#[inline(never)]
pub(super) fn window() -> Window {
    WINDOW.with(Clone::clone)
}

#[inline(never)]
pub(super) fn document() -> Document {
    DOCUMENT.with(Clone::clone)
}

/// The first element that matches.
#[inline(never)]
pub(super) fn find(selector: &str) -> Option<Element> {
    document().query_selector(selector).ok().flatten()
}
