//! The browser, one facility to a file: the only folder that may name `web_sys`, `js_sys` or `wasm_bindgen`.
//!
//! Each module wraps its facility behind a small Rust type or a few functions, so that features read like Rust and a change
//! of a browser interface has one place. What can fail outside says so in its type; what cannot is logged by [`console`].

pub mod adopt;
pub mod clipboard;
pub mod clock;
pub mod crash;
pub mod dialog;
pub mod document;
pub mod embed;
pub mod engine_client;
pub mod event;
pub mod fetch;
pub mod field;
pub mod focus;
pub mod history;
pub mod intl;
pub mod keyboard;
pub mod listener;
pub mod menu;
pub mod mount;
pub mod network;
mod page;
pub mod scroll;
pub mod service_worker;
pub mod storage;
pub mod task;
pub mod trusted;
pub mod view;
pub mod wire;
