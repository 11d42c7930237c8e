//! Saving articles as a page that opens from a disk. `public/edition.js` makes it; it is fetched when it is first asked for, by a function that
//! the build writes into the script that started the viewer (`crates/xtask/src/build/glue.rs`).

use js_sys::{Array, Function, Promise};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::document;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = makeEdition)]
    fn make_edition(root: &str, feed: &str, wanted: &Array, widest: u32, told: &Function) -> Promise;
}

/// What was saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Saved {
    pub bytes: u64,
    pub articles: u32,
    /// Articles that are not to be had.
    pub articles_missing: u32,
    /// Pictures that are not to be had.
    pub pictures_missing: u32,
}

/// Whether the publication has what a page is made with.
pub fn is_offered() -> bool {
    document::meta("tidings-edition").is_some()
}

/// Makes the page, and has the browser save it: the articles with these slugs and ids, their pictures up to `widest` pixels across, none at 0.
/// `told` hears how much of how much is done. `None` when nothing was saved.
pub async fn save(
    root: &str,
    feed: &str,
    articles: &[(String, String)],
    widest: u32,
    told: impl FnMut(u32, u32) + 'static,
) -> Option<Saved> {
    let wanted: Array = articles.iter().flat_map(|(slug, id)| [JsValue::from(slug), JsValue::from(id)]).collect();
    let told = Closure::<dyn FnMut(u32, u32)>::new(told);
    let made = JsFuture::from(make_edition(root, feed, &wanted, widest, told.as_ref().unchecked_ref())).await.ok()?;
    let made = made.dyn_into::<Array>().ok()?;
    let number = |at: u32| made.get(at).as_f64().unwrap_or_default();
    Some(Saved {
        bytes: number(0) as u64,
        articles: number(1) as u32,
        articles_missing: number(2) as u32,
        pictures_missing: number(3) as u32,
    })
}
