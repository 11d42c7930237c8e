//! Feeds of another kind, RSS and Atom, as JSON Feeds. `public/open.js` reads them with the browser's own parser; it is fetched when one comes, by
//! a function that the build writes into the script that started the viewer (`crates/xtask/src/build/glue.rs`).

use js_sys::{Function, Promise, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::trusted;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = readFeed)]
    fn read_feed(bytes: &Uint8Array, sign: &Function) -> Promise;
}

/// Whether it looks like XML that is no page of HTML.
pub fn is_likely(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    [b"<?xml".as_slice(), b"<rss", b"<feed", b"<rdf:"].iter().any(|begin| text.starts_with(begin))
}

/// The JSON Feed that says the same; `None` for what is no feed, or cannot be read.
pub async fn in_json(bytes: &[u8]) -> Option<Vec<u8>> {
    let sign = Closure::<dyn Fn(String) -> JsValue>::new(|text: String| trusted::html(&text));
    let json = JsFuture::from(read_feed(&Uint8Array::from(bytes), sign.as_ref().unchecked_ref())).await.ok()?;
    json.as_string().filter(|json| !json.is_empty()).map(String::into_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feeds_are_told_from_pages() {
        for feed in
            ["<?xml version=\"1.0\"?><rss>", "\u{feff}  <rss version=\"2.0\">", "<feed xmlns=\"…\">", "<rdf:RDF>"]
        {
            assert!(is_likely(feed.as_bytes()), "{feed}");
        }
        for other in ["<!doctype html>", "{\"version\":1}", "", "<html>"] {
            assert!(!is_likely(other.as_bytes()), "{other}");
        }
    }
}
