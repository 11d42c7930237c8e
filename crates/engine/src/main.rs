//! The worker's wiring, and nothing else: messages of the browser to [`Inbox`] and back. A classic worker
//! (`wasm-bindgen --target no-modules`), so that it also starts from a blob in a page opened from disk.

use std::cell::RefCell;

use js_sys::{Array, ArrayBuffer, Uint8Array, Uint32Array};
use tidings_engine::Post;
use tidings_engine::worker::{Engine, Inbox, Next};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{DedicatedWorkerGlobalScope, MessageChannel, MessageEvent, MessagePort};

/// Smaller than the one of the standard library (ARCHITECTURE.md, decision 11).
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

thread_local! {
    static INBOX: RefCell<Inbox> = RefCell::new(Inbox::new(Engine::new(now)));
}

fn main() -> Result<(), JsValue> {
    // A message to ourselves comes behind all that have already arrived, so the newest search is known by then.
    let channel = MessageChannel::new()?;
    let later = channel.port2();
    on_message(&channel.port1(), |_| post(INBOX.with_borrow_mut(Inbox::answer_waiting)));
    let receive = Closure::<dyn FnMut(MessageEvent) -> Result<(), JsValue>>::new(move |event| receive(&event, &later));
    scope().set_onmessage(Some(receive.into_js_value().unchecked_ref()));
    post(Some(Inbox::greeting()))
}

fn receive(event: &MessageEvent, later: &MessagePort) -> Result<(), JsValue> {
    let parts: Array = event.data().dyn_into().unwrap_or_default();
    let json = parts.get(0).as_string().unwrap_or_default();
    let beside = parts.get(1).dyn_into::<ArrayBuffer>().ok().map(|buffer| Uint8Array::new(&buffer).to_vec());
    match INBOX.with_borrow_mut(|inbox| inbox.receive(&json, beside)) {
        Next::Post(reply) => post(Some(reply)),
        Next::Wait => later.post_message(&JsValue::NULL),
    }
}

fn on_message(port: &MessagePort, handle: fn(MessageEvent) -> Result<(), JsValue>) {
    let handle = Closure::<dyn FnMut(MessageEvent) -> Result<(), JsValue>>::new(handle);
    port.set_onmessage(Some(handle.into_js_value().unchecked_ref()));
}

fn post(reply: Option<Post>) -> Result<(), JsValue> {
    let Some(Post { json, matches }) = reply else { return Ok(()) };
    let buffer = Uint32Array::from(matches.as_slice()).buffer();
    scope().post_message_with_transfer(&Array::of2(&json.into(), &buffer), &Array::of1(&buffer))
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

fn now() -> f64 {
    scope().performance().map_or(0.0, |performance| performance.now())
}
