//! The native modal dialog.

use leptos::html;
use leptos::prelude::*;

/// A `<dialog>` in the page.
pub type Dialog = NodeRef<html::Dialog>;

/// Opens it above everything and moves the focus into it; the browser remembers where the focus was.
pub fn open(dialog: Dialog) {
    if let Some(element) = dialog.get_untracked().filter(|element| !element.open()) {
        let _ = element.show_modal();
    }
}

/// Closes it; the browser gives the focus back to the element that had it before.
pub fn close(dialog: Dialog) {
    if let Some(element) = dialog.get_untracked().filter(|element| element.open()) {
        element.close();
    }
}
