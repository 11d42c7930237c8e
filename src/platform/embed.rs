//! Being shown inside somebody else's page: the viewer's half of `embed.js`.
//!
//! The frame cannot size itself; it tells its height to whoever embeds it. Nothing that comes from outside is obeyed.

use super::page;
use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{Element, ResizeObserver};

/// Tells the embedding page the height of `<body>`'s content whenever it changes. Lives as long as the page.
pub fn report_height() {
    let Some(body) = page::document().body() else { return };
    let observed: Element = body.into();
    let target = observed.clone();
    let changed = Closure::<dyn FnMut()>::new(move || post_height(&target));
    if let Ok(observer) = ResizeObserver::new(changed.as_ref().unchecked_ref()) {
        observer.observe(&observed);
        changed.forget();
        std::mem::forget(observer);
    }
}

fn post_height(body: &Element) {
    let window = page::window();
    let message = Object::new();
    let height = body.get_bounding_client_rect().height().ceil();
    let title = page::document().title();
    for (name, value) in
        [("tidings", JsValue::from(1)), ("type", "height".into()), ("height", height.into()), ("title", title.into())]
    {
        let _ = Reflect::set(&message, &name.into(), &value);
    }
    // The height of a public article is no secret; the embedding page's origin is not known here.
    if let Ok(Some(parent)) = window.parent() {
        let _ = parent.post_message(&message, "*");
    }
}
