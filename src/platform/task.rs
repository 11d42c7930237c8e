//! Work that waits.

use std::future::Future;
use std::pin::Pin;

/// Runs `work` in the background of this page. Boxed by the caller, so that every task shares one body of code.
pub fn spawn(work: Pin<Box<dyn Future<Output = ()>>>) {
    wasm_bindgen_futures::spawn_local(work);
}
