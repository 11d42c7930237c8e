//! The browser, one facility to a file: the only folder that may name `web_sys`, `js_sys` or `wasm_bindgen`.
//!
//! Each module wraps its facility behind a small Rust type or a few functions, so that features read like Rust and a change
//! of a browser interface has one place. What can fail outside says so in its type.
//!
//! Where there is no browser, in the command that writes the pages of a packed site, the files in `still/` stand for those that views
//! are made of; the rest compiles and is not called.

pub mod adopt;
pub mod attention;
pub mod clipboard;
pub mod clock;
mod content;
pub mod crash;
mod date_style;
#[cfg_attr(not(target_arch = "wasm32"), path = "still/dialog.rs")]
pub mod dialog;
#[cfg_attr(not(target_arch = "wasm32"), path = "still/document.rs")]
pub mod document;
pub mod edition;
pub mod embed;
pub mod engine_client;
pub mod event;
pub mod fetch;
#[cfg_attr(not(target_arch = "wasm32"), path = "still/field.rs")]
pub mod field;
pub mod file;
pub mod focus;
pub mod foreign_feed;
pub mod full_screen;
#[cfg_attr(not(target_arch = "wasm32"), path = "still/held.rs")]
pub mod held;
#[cfg_attr(not(target_arch = "wasm32"), path = "still/highlight.rs")]
pub mod highlight;
pub mod history;
#[cfg_attr(not(target_arch = "wasm32"), path = "still/inert.rs")]
mod inert;
#[cfg_attr(not(target_arch = "wasm32"), path = "still/intl.rs")]
pub mod intl;
pub mod keeper;
pub mod keyboard;
mod laid;
pub mod listener;
pub mod menu;
pub mod mount;
pub mod network;
pub mod outline;
mod page;
pub mod scroll;
pub mod second_file;
pub mod service_worker;
#[cfg_attr(not(target_arch = "wasm32"), path = "still/share.rs")]
pub mod share;
mod srcset;
#[cfg_attr(not(target_arch = "wasm32"), path = "still/stage.rs")]
pub mod stage;
#[cfg_attr(not(target_arch = "wasm32"), path = "still/storage.rs")]
pub mod storage;
pub mod stretch;
#[cfg_attr(not(target_arch = "wasm32"), path = "still/style.rs")]
pub mod style;
pub mod task;
pub mod trusted;
#[cfg_attr(not(target_arch = "wasm32"), path = "still/view.rs")]
pub mod view;
pub mod wire;
