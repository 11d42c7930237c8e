//! Starts the viewer in the page that loaded it. Everything else is in the library, where tests reach it.

/// Smaller than the one of the standard library (ARCHITECTURE.md, decision 11).
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

fn main() {
    tidings_viewer::start();
}
