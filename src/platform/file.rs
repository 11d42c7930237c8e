//! Files that a reader saves and chooses: lists of named texts, as JSON.

use js_sys::{Array, JSON, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, HtmlElement, HtmlInputElement, Url};

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
    let Some(field) = element("input").and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) else { return };
    let _ = field.set_attribute("type", "file");
    let _ = field.set_attribute("accept", ".json,application/json");
    let chosen = field.clone();
    let changed = wasm_bindgen::closure::Closure::once_into_js(move || {
        let Some(file) = chosen.files().and_then(|files| files.get(0)) else { return };
        task::spawn(Box::pin(async move {
            let text = JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string());
            then(text.and_then(|text| read(&text, kind)));
        }));
    });
    field.set_onchange(Some(changed.unchecked_ref()));
    field.click();
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
