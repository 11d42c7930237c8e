//! Files that a reader saves, chooses and drops onto the page: lists of named texts, as JSON, and any others as bytes.

use js_sys::{Array, JSON, Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, DragEvent, Event, HtmlElement, HtmlInputElement, Url};

use super::listener::Listener;
use super::page::document;
use super::task;

/// Names with texts.
pub type Fields = Vec<(String, String)>;

/// Has the browser save a file that says `{"<kind>": [{name: text, …}, …]}`.
pub fn save(file: &str, kind: &str, list: &[Fields]) {
    let objects: Array = list.iter().map(object).collect();
    let whole = Object::new();
    let _ = Reflect::set(&whole, &kind.into(), &objects);
    let written = JSON::stringify_with_replacer_and_space(&whole, &JsValue::NULL, &JsValue::from(1));
    let Some(text) = written.ok().and_then(|text| text.as_string()) else { return };
    let kind = BlobPropertyBag::new();
    kind.set_type("application/json");
    let Ok(blob) = Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &kind) else { return };
    let Ok(address) = Url::create_object_url_with_blob(&blob) else { return };
    if let Some(link) = element("a") {
        let _ = link.set_attribute("href", &address);
        let _ = link.set_attribute("download", file);
        link.click();
    }
    // The browser has begun to save it by the time that anything else runs.
    super::clock::later(1000, move || drop(Url::revoke_object_url(&address)));
}

fn object(fields: &Fields) -> Object {
    let object = Object::new();
    for (name, text) in fields {
        let _ = Reflect::set(&object, &name.into(), &text.into());
    }
    object
}

/// Lets the reader choose a file, and hands over what [`save`] put into such a file; `None` for a file of another kind.
pub fn choose(kind: &'static str, then: impl FnOnce(Option<Vec<Fields>>) + 'static) {
    choose_bytes(".json,application/json", move |_, bytes| {
        then(String::from_utf8(bytes).ok().and_then(|text| read(&text, kind)));
    });
}

/// Lets the reader choose a file, and hands over its name and what is in it. `accept` as in HTML.
pub fn choose_bytes(accept: &str, then: impl FnOnce(String, Vec<u8>) + 'static) {
    let Some(field) = element("input").and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) else { return };
    let _ = field.set_attribute("type", "file");
    let _ = field.set_attribute("accept", accept);
    let chosen = field.clone();
    let changed = wasm_bindgen::closure::Closure::once_into_js(move || {
        let Some(file) = chosen.files().and_then(|files| files.get(0)) else { return };
        task::spawn(Box::pin(async move {
            if let Some(bytes) = bytes_of(&file).await {
                then(file.name(), bytes);
            }
        }));
    });
    field.set_onchange(Some(changed.unchecked_ref()));
    field.click();
}

/// Hands over name and content of the first file of each lot that is dropped onto the page, if `accept` names its kind, as in HTML. What else is
/// dropped stays the browser's business: a picture that is dragged across a page is a file, too.
pub fn on_drop(accept: &'static str, then: impl Fn(String, Vec<u8>) + Clone + 'static) {
    let dropped = |event: &Event| event.unchecked_ref::<DragEvent>().data_transfer();
    Listener::register(&document(), "dragover", move |event| {
        // Which ones is told only once they are dropped.
        if dropped(&event).is_some_and(|transfer| transfer.types().includes(&"Files".into(), 0)) {
            event.prevent_default();
        }
    })
    .forever();
    Listener::register(&document(), "drop", move |event| {
        let Some(file) = dropped(&event).and_then(|transfer| transfer.files()?.get(0)) else { return };
        if !is_accepted(accept, &file.name(), &file.type_()) {
            return;
        }
        event.prevent_default();
        let then = then.clone();
        task::spawn(Box::pin(async move {
            if let Some(bytes) = bytes_of(&file).await {
                then(file.name(), bytes);
            }
        }));
    })
    .forever();
}

/// Whether a list as in HTML names the ending or the type of a file.
fn is_accepted(accept: &str, name: &str, mime: &str) -> bool {
    let name = name.to_ascii_lowercase();
    accept.split(',').any(|kind| kind == mime || (kind.starts_with('.') && name.ends_with(kind)))
}

async fn bytes_of(file: &web_sys::File) -> Option<Vec<u8>> {
    let buffer = JsFuture::from(file.array_buffer()).await.ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}

fn read(text: &str, kind: &str) -> Option<Vec<Fields>> {
    let whole = JSON::parse(text).ok()?;
    let list = Reflect::get(&whole, &kind.into()).ok()?.dyn_into::<Array>().ok()?;
    let fields = |object: JsValue| -> Fields {
        let entries = object.dyn_into::<Object>().map(|object| Object::entries(&object)).unwrap_or_default();
        let pair = |entry: JsValue| -> Option<(String, String)> {
            let entry = entry.dyn_into::<Array>().ok()?;
            Some((entry.get(0).as_string()?, entry.get(1).as_string()?))
        };
        entries.iter().filter_map(pair).collect()
    };
    Some(list.iter().map(fields).collect())
}

fn element(name: &str) -> Option<HtmlElement> {
    document().create_element(name).ok()?.dyn_into().ok()
}

#[cfg(test)]
mod tests {
    use super::is_accepted;

    #[test]
    fn a_file_is_of_a_kind_by_its_ending_or_its_type() {
        let accept = ".json,.xml,application/rss+xml";
        assert!(is_accepted(accept, "Feed.JSON", "") && is_accepted(accept, "feed", "application/rss+xml"));
        assert!(!is_accepted(accept, "photo.png", "image/png") && !is_accepted(accept, "drawing.svg", "image/svg+xml"));
    }
}
