//! The clipboard.

use wasm_bindgen_futures::JsFuture;

use super::page;
use super::task;

/// Copies the page's address; tells whether the browser allowed it.
pub fn copy_address(then: impl FnOnce(bool) + 'static) {
    task::spawn(Box::pin(async move {
        then(try_copy().await.is_some());
    }));
}

async fn try_copy() -> Option<()> {
    let window = page::window();
    let address = window.location().href().ok()?;
    JsFuture::from(window.navigator().clipboard().write_text(&address)).await.ok()?;
    Some(())
}
