//! Starts the viewer in the page that loaded it. Everything else is in the library, where tests reach it.

/// The standard library's allocator for wasm is 2 KB larger (brotli; `cargo xtask size`), in each of what a reader fetches.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

fn main() {
    tidings_viewer::start();
}
