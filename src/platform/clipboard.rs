//! The clipboard.

use wasm_bindgen_futures::JsFuture;

use super::page;
use super::task;

/// Copies a text; tells whether the browser allowed it.
pub fn copy(text: String, then: impl FnOnce(bool) + 'static) {
    task::spawn(Box::pin(async move {
        let written = JsFuture::from(page::window().navigator().clipboard().write_text(&text)).await;
        then(written.is_ok());
    }));
}
