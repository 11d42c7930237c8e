//! The native modal dialog.

use wasm_bindgen::JsCast;
use web_sys::HtmlDialogElement;

use super::view::Tag;

/// Opens it above everything and moves the focus into it; the browser remembers where the focus was.
pub fn open(dialog: &Tag) {
    if let Some(dialog) = native(dialog).filter(|dialog| !dialog.open()) {
        let _ = dialog.show_modal();
    }
}

/// Closes it; the browser gives the focus back to the element that had it before.
pub fn close(dialog: &Tag) {
    if let Some(dialog) = native(dialog).filter(|dialog| dialog.open()) {
        dialog.close();
    }
}

fn native(dialog: &Tag) -> Option<&HtmlDialogElement> {
    // A dialog that is not in the page yet cannot be opened.
    dialog.element().dyn_ref::<HtmlDialogElement>().filter(|dialog| dialog.is_connected())
}
