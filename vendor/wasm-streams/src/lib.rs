//! An empty stand-in for wasm-streams, written for this project.
//!
//! Leptos depends on `server_fn`, which depends on wasm-streams; the viewer calls no server and no stream. But the real crate
//! exports JavaScript classes, which every linker keeps: 5.2 KB (wasm and glue, brotli 11) that no reader ever uses. This one has
//! the four functions that `server_fn` 0.8 names, and streams that hold nothing. A version of `server_fn` that names more fails to
//! compile here, loudly.

use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::stream::Stream;
use wasm_bindgen::JsValue;

/// A stream of the browser's.
pub struct ReadableStream(web_sys::ReadableStream);

/// The Rust side of a stream: always at its end.
pub struct IntoStream<'reader>(PhantomData<&'reader ()>);

impl ReadableStream {
    pub fn from_raw(raw: web_sys::ReadableStream) -> Self {
        Self(raw)
    }

    pub fn into_raw(self) -> web_sys::ReadableStream {
        self.0
    }

    /// # Panics
    /// Where the browser has no streams.
    pub fn from_stream<S>(_stream: S) -> Self
    where
        S: Stream<Item = Result<JsValue, JsValue>> + 'static,
    {
        match web_sys::ReadableStream::new() {
            Ok(raw) => Self(raw),
            Err(_) => unreachable!("streams are part of every browser that runs wasm"),
        }
    }

    pub fn into_stream(self) -> IntoStream<'static> {
        IntoStream(PhantomData)
    }
}

impl Stream for IntoStream<'_> {
    type Item = Result<JsValue, JsValue>;

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(None)
    }
}
