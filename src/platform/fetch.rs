//! Fetching, with every way it can fail told apart.

use std::cell::Cell;

use gloo_net::http::{Request, Response};
use js_sys::{Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::RequestCache;

use super::document;

thread_local! {
    static IS_CACHE_TRUSTED: Cell<bool> = const { Cell::new(true) };
}

/// From now on asks the host whether what the browser's cache has still holds. That may be the very error that the reader wants gone: hosts
/// let browsers keep errors, and WebKit was seen to answer with one without asking, after its reader had gone back.
pub fn distrust_cache() {
    IS_CACHE_TRUSTED.set(false);
}

/// What came back.
pub struct Fetched {
    pub status: u16,
    pub content_type: String,
    pub bytes: Vec<u8>,
}

/// Nothing came back.
pub enum FetchError {
    /// The browser says that it has no network.
    Offline,
    /// The host could not be reached, broke off, or did not allow this page to read from it.
    Unreachable,
}

/// Fetches an absolute address, on condition that what comes has the hash that `integrity` names, if it names one. The page's start script
/// may have begun already; its answer is used once.
pub async fn fetch(address: &str, integrity: &str) -> Result<Fetched, FetchError> {
    let response = match early_response(address) {
        Some(promise) => {
            JsFuture::from(promise).await.map(|value| Response::from(value.unchecked_into::<web_sys::Response>())).ok()
        }
        // Not gloo's own builder, which can also make queries: 1 KB for every reader.
        None => match request(address, integrity) {
            Some(request) => Request::from(request).send().await.ok(),
            None => None,
        },
    };
    let failed = || if document::is_online() { FetchError::Unreachable } else { FetchError::Offline };
    let response = response.ok_or_else(failed)?;
    let content_type = response.headers().get("content-type").unwrap_or_default();
    let bytes = response.binary().await.map_err(|_| failed())?;
    Ok(Fetched { status: response.status(), content_type, bytes })
}

fn request(address: &str, integrity: &str) -> Option<web_sys::Request> {
    let options = web_sys::RequestInit::new();
    options.set_integrity(integrity);
    if !IS_CACHE_TRUSTED.get() {
        options.set_cache(RequestCache::NoCache);
    }
    web_sys::Request::new_with_str_and_init(address, &options).ok()
}

/// The fetch that the start script began beside the wasm (see index.html), if it was for this address. A second call gets none.
fn early_response(address: &str) -> Option<Promise> {
    const NAME: &str = "tidingsEarly";
    let global = js_sys::global();
    let early = Reflect::get(&global, &NAME.into()).ok().filter(JsValue::is_object)?;
    let _ = Reflect::set(&global, &NAME.into(), &JsValue::UNDEFINED);
    let url = Reflect::get(&early, &"url".into()).ok()?.as_string()?;
    let response = Reflect::get(&early, &"response".into()).ok()?.dyn_into::<Promise>().ok()?;
    (url == address).then_some(response)
}
