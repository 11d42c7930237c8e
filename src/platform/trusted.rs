//! Trusted Types: the one policy of the page (`tidings`), which the content security policy names.
//!
//! 1. HTML is signed for [`crate::platform::adopt`]'s inert parser only; what comes out of it is copied node by node through
//!    the allow-list and never becomes a string again.
//! 2. Script addresses are signed for the engine worker and the service worker, and only when they lie on our own origin
//!    or in this very page.
//!
//! Where a browser has no Trusted Types the plain strings pass through: the allow-list does not depend on them.

use super::{held, page};
use std::cell::OnceCell;

use js_sys::{Function, Object, Reflect};
use wasm_bindgen::prelude::*;

thread_local! {
    static POLICY: OnceCell<Option<JsValue>> = const { OnceCell::new() };
}

const NAME: &str = "tidings";

/// HTML for the inert parser.
#[cfg_attr(not(target_arch = "wasm32"), allow(dead_code, reason = "only the browser's half of the platform calls it"))]
pub(super) fn html(text: &str) -> JsValue {
    signed("createHTML", text)
}

/// The address of one of our own scripts.
pub(super) fn script_url(address: &str) -> Option<JsValue> {
    let page = page::window().location();
    let url = web_sys::Url::new_with_base(address, &page.href().ok()?).ok()?;
    // `blob:` and `file:` pages have the origin "null", and so would everybody else.
    let same_origin = url.origin() == page.origin().ok()? && matches!(url.protocol().as_str(), "http:" | "https:");
    (same_origin || held::is_held(&url.href())).then(|| signed("createScriptURL", &url.href()))
}

fn signed(method: &str, text: &str) -> JsValue {
    let plain = JsValue::from_str(text);
    POLICY.with(|policy| match policy.get_or_init(create) {
        Some(policy) => Reflect::get(policy, &method.into())
            .ok()
            .and_then(|function| function.dyn_into::<Function>().ok())
            .and_then(|function| function.call1(policy, &plain).ok())
            .unwrap_or(plain),
        None => plain,
    })
}

fn create() -> Option<JsValue> {
    let window = page::window();
    let factory = Reflect::get(&window, &"trustedTypes".into()).ok().filter(JsValue::is_object)?;
    let rules = Object::new();
    let identity = Closure::<dyn Fn(JsValue) -> JsValue>::new(|text| text).into_js_value();
    for method in ["createHTML", "createScriptURL"] {
        Reflect::set(&rules, &method.into(), &identity).ok()?;
    }
    let create = Reflect::get(&factory, &"createPolicy".into()).ok()?.dyn_into::<Function>().ok()?;
    create.call2(&factory, &NAME.into(), &rules).ok()
}
