//! Asking the service worker to keep the whole publication, sections of it, or a saved article (public/worker/).

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::page::window;

/// What the service worker says. Numbers are files and bytes; what a reply does not speak of is 0.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reply {
    /// `offer`, `part`, `kept`, `checking`, `none` or `unreachable`.
    pub state: String,
    pub done: u32,
    pub total: u32,
    pub bytes: u64,
    /// Bytes without pictures.
    pub words: u64,
    pub images: bool,
    /// The paths of the categories that are kept, one a line; none if it is the whole publication.
    pub sections: String,
    /// Of an offer: of each category that was asked about, its bytes without pictures and in all; 0 where that is not known.
    pub sizes: Vec<u64>,
    /// Bytes that this origin has on the device, and may have.
    pub usage: u64,
    pub quota: u64,
    /// Whether the browser has promised not to clear it when it needs room.
    pub is_lasting: bool,
    /// Why a stretch of work ended early: `network` or `full`; empty if it did not.
    pub reason: String,
}

impl Reply {
    /// What an offer says of the category that was asked about at this place: bytes without pictures, and in all.
    pub fn sizes(&self, place: usize) -> (u64, u64) {
        let size = |at: usize| self.sizes.get(at).copied().unwrap_or_default();
        (size(2 * place), size(2 * place + 1))
    }
}

/// Counts of files and bytes are whole and far below what a float holds exactly.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn whole(value: &JsValue) -> u64 {
    value.as_f64().unwrap_or_default() as u64
}

fn numbers(list: JsValue) -> Vec<u64> {
    list.dyn_into::<Array>().map(|list| list.iter().map(|number| whole(&number)).collect()).unwrap_or_default()
}

/// How far keeping is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Keeping {
    /// What the service worker said last; nothing before that.
    pub reply: Reply,
    /// Whether one stretch of work is asked for after the other.
    pub is_running: bool,
}

/// What is asked of the service worker. Lists have one name a line.
#[derive(Clone, Copy, Debug, Default)]
pub struct Request<'a> {
    /// `state`, `offer`, `hold`, `repair`, `save`, `mirror` or `drop`.
    pub what: &'a str,
    pub images: bool,
    /// Paths of categories: to tell of, or to keep; none for the whole publication. To save: slug and id of the article, the address of
    /// the feed and, in an archive, where the look-up is; the slug alone for what is saved no more. The address of a mirror that may be asked.
    pub names: &'a str,
}

/// Asks; `None` where there is no service worker. One that has not been registered yet is waited for.
pub fn ask(request: Request<'_>) -> impl Future<Output = Option<Reply>> + use<> {
    let message = Object::new();
    for (name, value) in
        [("type", request.what.into()), ("images", request.images.into()), ("names", request.names.into())]
    {
        let _ = Reflect::set(&message, &name.into(), &value);
    }
    post(message)
}

async fn post(message: Object) -> Option<Reply> {
    let container = field(&window().navigator(), "serviceWorker").filter(JsValue::is_object)?;
    let ready = field(&container, "ready")?.dyn_into::<Promise>().ok()?;
    let worker = field(&JsFuture::from(ready).await.ok()?, "active")?;
    let channel = web_sys::MessageChannel::new().ok()?;
    let port = channel.port1();
    let answered = Promise::new(&mut |done, _| {
        let hear = wasm_bindgen::closure::Closure::once_into_js(move |event: JsValue| {
            let data = field(&event, "data").unwrap_or_default();
            let _ = done.call1(&JsValue::UNDEFINED, &data);
        });
        port.set_onmessage(hear.dyn_ref());
    });
    let post = field(&worker, "postMessage")?.dyn_into::<Function>().ok()?;
    post.call2(&worker, &message, &Array::of1(&channel.port2())).ok()?;
    let reply = JsFuture::from(answered).await.ok()?;
    port.close();
    let text = |name: &str| field(&reply, name).and_then(|value| value.as_string()).unwrap_or_default();
    let number = |name: &str| field(&reply, name).map(|value| whole(&value)).unwrap_or_default();
    let is = |name: &str| field(&reply, name).is_some_and(|value| value.is_truthy());
    Some(Reply {
        state: text("state"),
        done: number("done") as u32,
        total: number("total") as u32,
        bytes: number("bytes"),
        words: number("words"),
        images: is("images"),
        sections: text("sections"),
        sizes: field(&reply, "sizes").map(numbers).unwrap_or_default(),
        usage: number("usage"),
        quota: number("quota"),
        is_lasting: is("isLasting"),
        reason: text("reason"),
    })
}

/// Whether a service worker answers for this page.
pub fn is_there() -> bool {
    let container = field(&window().navigator(), "serviceWorker").filter(JsValue::is_object);
    container.and_then(|container| field(&container, "controller")).is_some_and(|worker| worker.is_object())
}

/// Asks the browser not to clear what is kept when it needs room. It may ask the reader; nobody waits for it.
pub fn persist() {
    let storage = field(&window().navigator(), "storage").filter(JsValue::is_object);
    let _ = storage.and_then(|storage| field(&storage, "persist")?.dyn_into::<Function>().ok()?.call0(&storage).ok());
}

fn field(object: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(object, &name.into()).ok()
}
