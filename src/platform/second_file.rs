//! The second wasm file. The build writes these two functions into the script that started the first one
//! (`crates/xtask/src/build/glue.rs`): the file lies beside that script, and what the two files share is there.

use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = secondFile)]
    fn second_file() -> String;
    #[wasm_bindgen(js_name = join)]
    fn join_bytes(bytes: &[u8]) -> Promise;
}

/// Its absolute address.
pub fn address() -> String {
    second_file()
}

/// Makes one program of the running one and the second file. False if they do not fit, as after half a download.
pub async fn join(bytes: &[u8]) -> bool {
    JsFuture::from(join_bytes(bytes)).await.is_ok()
}
