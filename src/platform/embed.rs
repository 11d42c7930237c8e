//! Being shown inside somebody else's page: the viewer's half of `embed.js`.
//!
//! 1. The frame cannot size itself: it tells its height to whoever embeds it ([`report_height`]), and what happens in it ([`tell`]).
//! 2. That page may say where to go ([`obey`]), if it is the one that `embed.js` named, and nothing else: what it could do as well by giving
//!    the frame another address.
//!
//! A message is an object with `tidings: 1` and a `type`; docs/embedding.md lists them.

use super::listener::Listener;
use super::{document, page};
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{
    Element, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit, MessageEvent, ResizeObserver,
    Window,
};

/// Version of the messages.
const VERSION: i32 = 1;

/// A frame of 5,000 pixels is told of every fifty.
const SIGHT_STEPS: i32 = 100;

/// Tells the embedding page the height of `<body>`'s content whenever it changes. Lives as long as the page.
pub fn report_height() {
    let Some(body) = page::document().body() else { return };
    let observed: Element = body.into();
    let target = observed.clone();
    let changed = Closure::<dyn FnMut()>::new(move || {
        let height = target.get_bounding_client_rect().height().ceil();
        post("height", &[("height", height.into()), ("title", page::document().title().into())]);
    });
    if let Ok(observer) = ResizeObserver::new(changed.as_ref().unchecked_ref()) {
        observer.observe(&observed);
        changed.forget();
        std::mem::forget(observer);
    }
}

/// Keeps in `--sight-start` and `--sight-size` of the root which part of the frame is in the window, in pixels from its top: a frame is as
/// high as its content, and what lies over all of it would be seen by nobody. Lives as long as the page.
pub fn watch_sight() {
    let Some(root) = page::document().document_element() else { return };
    let saw = Closure::<dyn FnMut(Array)>::new(|entries: Array| {
        let Some(seen) = entries.pop().dyn_into::<IntersectionObserverEntry>().ok() else { return };
        let seen = seen.intersection_rect();
        for (name, pixels) in [("--sight-start", seen.y()), ("--sight-size", seen.height())] {
            document::set_root_property(name, Some(&format!("{}px", pixels as i32)));
        }
    });
    // So many parts of the frame are told of as they come in or go out.
    let steps: Array = (0..=SIGHT_STEPS).map(|step| JsValue::from(f64::from(step) / f64::from(SIGHT_STEPS))).collect();
    let options = IntersectionObserverInit::new();
    options.set_threshold(&steps);
    if let Ok(observer) = IntersectionObserver::new_with_options(saw.as_ref().unchecked_ref(), &options) {
        observer.observe(&root);
        saw.forget();
        // A jump from one end to the other may show as much as before, of which nobody is told: who presses something has it looked at anew.
        let look = move |_| {
            observer.unobserve(&root);
            observer.observe(&root);
        };
        Listener::on_window("pointerdown", look).into_iter().for_each(Listener::forever);
    }
}

/// Tells the embedding page what has happened, in words that mean something to programs.
pub fn tell(what: &str, details: &[(&str, &str)]) {
    let details: Vec<(&str, JsValue)> = details.iter().map(|(name, value)| (*name, JsValue::from(*value))).collect();
    post(what, &details);
}

fn post(what: &str, details: &[(&str, JsValue)]) {
    let message = Object::new();
    for (name, value) in [("tidings", VERSION.into()), ("type", what.into())].iter().chain(details) {
        let _ = Reflect::set(&message, &(*name).into(), value);
    }
    // What is told is no secret: the page around chose the publication and the article.
    if let Some(parent) = parent() {
        let _ = parent.post_message(&message, "*");
    }
}

fn parent() -> Option<Window> {
    page::window().parent().ok().flatten()
}

/// Goes where the embedding page says, an address of the viewer's own; messages of any other window or origin do nothing. Lives as long as
/// the page.
pub fn obey(host: String, mut go: impl FnMut(&str) + 'static) {
    let hear = move |event: web_sys::Event| {
        let event: MessageEvent = event.unchecked_into();
        let is_host = event.origin() == host
            && event.source().is_some_and(|source| parent().is_some_and(|parent| Object::is(&parent, &source)));
        let of_message = |name: &str| Reflect::get(&event.data(), &name.into()).unwrap_or_default();
        if is_host && of_message("tidings") == VERSION && of_message("type") == "go" {
            of_message("address").as_string().into_iter().for_each(|address| go(&address));
        }
    };
    Listener::on_window("message", hear).into_iter().for_each(Listener::forever);
}
