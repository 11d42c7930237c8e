//! The engine: a worker that decodes a feed, indexes it, and answers searches and Markdown, so that the page never waits.
//!
//! 1. The viewer starts the worker; the worker posts `Reply { id: 0, answer: Hello }` with its [`PROTOCOL`].
//! 2. The viewer posts a [`Request`] as JSON in `[json, ArrayBuffer | undefined]`; the feed of [`Ask::Load`] travels as the buffer.
//! 3. The worker posts a [`Reply`] with the request's id, as a JSON string.
//!
//! [`message`] is all that the viewer links. The loop itself (`worker`) and everything it needs stand behind the feature
//! `search`, and the binary `engine` wires it to the browser in a few lines. Without the feature `markdown` the worker is half as
//! large, finds Markdown as it is written, and fails to render it: enough for feeds whose articles are all HTML or text.
//!
//! Archives in parts have a worker of their own (`archive`, behind the feature of that name): it reads an index that is there already, piece by
//! piece, so it has neither Markdown nor HTML nor anything that builds an index.
//!
//! Not here: starting and restarting the worker (the viewer's engine client), and any decision about what is shown.

#[cfg(feature = "archive")]
pub mod archive;
#[cfg(any(feature = "archive", feature = "search"))]
mod digits;
pub mod message;
#[cfg(any(feature = "archive", feature = "search"))]
mod passage;
#[cfg(any(feature = "archive", feature = "search"))]
mod question;
#[cfg(any(feature = "archive", feature = "search"))]
mod wire;
#[cfg(feature = "search")]
pub mod worker;

pub use message::{Answer, Ask, Found, Hit, PROTOCOL, Post, Reply, Request, Row, Segment};
#[cfg(any(feature = "archive", feature = "search"))]
pub use question::Question;
