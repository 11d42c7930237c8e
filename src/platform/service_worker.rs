//! Registering the service worker, which keeps the viewer and what was read (public/sw.js).
//!
//! On a first visit the feed and the pictures were fetched before there was a worker to keep them, so it is told their addresses
//! once it is there; it fetches them again, out of the browser's own cache where that holds them.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::{held, page, trusted};

/// Most of what a page fetches at its start takes no longer than this.
const STILL_COMING_MS: i32 = 3000;

/// Registers `sw.js` of the site's `root`. Where service workers are not to be had (disk, private windows, frames without storage)
/// reading works all the same, so a refusal is no error.
pub async fn register(root: String) {
    let _ = try_register(&root).await;
}

async fn try_register(root: &str) -> Option<()> {
    // An edition holds what it needs, and its policy lets no script of the host in.
    if held::is_edition() {
        return None;
    }
    let navigator = page::window().navigator();
    // `navigator.service_worker()` would throw away the difference between absent and refused.
    let container = Reflect::get(&navigator, &"serviceWorker".into()).ok().filter(JsValue::is_object)?;
    let register = Reflect::get(&container, &"register".into()).ok()?.dyn_into::<Function>().ok()?;
    // web-sys types the address as a string; under Trusted Types it is an object.
    let promise =
        register.call1(&container, &trusted::script_url(&format!("{root}sw.js"))?).ok()?.dyn_into::<Promise>().ok()?;
    JsFuture::from(promise).await.ok()?;
    let ready = Reflect::get(&container, &"ready".into()).ok()?.dyn_into::<Promise>().ok()?;
    let registration = JsFuture::from(ready).await.ok()?;
    let worker = Reflect::get(&registration, &"active".into()).ok().filter(JsValue::is_object)?;
    let post = Reflect::get(&worker, &"postMessage".into()).ok()?.dyn_into::<Function>().ok()?;
    // Until the worker has taken the page over, pictures still arrive past it.
    if Reflect::get(&container, &"controller".into()).is_ok_and(|controller| !controller.is_object()) {
        let taken_over = Promise::new(&mut |done, _| {
            let _ = Reflect::set(&container, &"oncontrollerchange".into(), &done);
        });
        JsFuture::from(taken_over).await.ok()?;
    }
    let tell = move || -> Option<()> {
        let message = Object::new();
        Reflect::set(&message, &"type".into(), &"keep".into()).ok()?;
        Reflect::set(&message, &"urls".into(), &fetched_already()?).ok()?;
        post.call1(&worker, &message).ok()?;
        Some(())
    };
    tell()?;
    // What was on its way past the worker just then has come by now.
    super::clock::later(STILL_COMING_MS, move || {
        let _ = tell();
    });
    Some(())
}

/// The addresses of everything that this page has fetched: the feed, parts of an archive, pictures. The worker knows which to keep.
fn fetched_already() -> Option<JsValue> {
    let performance = Reflect::get(&js_sys::global(), &"performance".into()).ok()?;
    let entries = Reflect::get(&performance, &"getEntriesByType".into()).ok()?.dyn_into::<Function>().ok()?;
    let entries = entries.call1(&performance, &"resource".into()).ok()?.dyn_into::<Array>().ok()?;
    let urls: Array = entries.iter().filter_map(|entry| Reflect::get(&entry, &"name".into()).ok()).collect();
    Some(urls.into())
}
