//! The viewer's parts that need a browser and no page: run inside one by wasm-bindgen's test runner.
//!
//! `cargo xtask test` calls it in Chromium and in Firefox. What a reader sees is promised in `tests/e2e` instead.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests, though clippy does not know wasm-bindgen's attribute")]

mod adopting;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
