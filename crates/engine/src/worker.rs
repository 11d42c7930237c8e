//! The loop without the browser: a request in, a reply out, tested natively.
//!
//! 1. [`Inbox::receive`] reads a message. Everything but a search is answered at once.
//! 2. A search waits until the messages that have already arrived are read; of several only the newest is kept
//!    ([`Inbox::answer_waiting`]).
//! 3. [`Engine::answer`] does the work, on the library that the last `Load` made.
//!
//! Bad messages and bad feeds are answered with `Failed`. A panic is answered by nobody: the worker stops with an `error` event,
//! and the viewer starts another.

mod facts;
mod library;
mod markdown;

use crate::message::{Answer, Ask, PROTOCOL, Post, Reply, Request};
use crate::question::Question;
use crate::wire;
use library::Library;
pub use library::{Fields, fields};

/// Milliseconds from any fixed point; the pure crates have no clock of their own.
pub type Clock = fn() -> f64;

/// What the worker knows: nothing, or a feed and its index.
pub struct Engine {
    clock: Clock,
    library: Option<Library>,
}

impl Engine {
    pub fn new(clock: Clock) -> Self {
        Self { clock, library: None }
    }

    /// Answers one request; `beside` is what travelled with it: a feed, or what passes a filter.
    pub fn answer(&mut self, request: Request, beside: Option<Vec<u8>>) -> Reply {
        let Request { id, ask } = request;
        let started = (self.clock)();
        let answer = match ask {
            Ask::Hello => Ok(Answer::Hello { protocol: PROTOCOL }),
            Ask::Load => self.load(beside).map(|articles| Answer::Loaded { articles, milliseconds: 0.0 }),
            Ask::Search { text, offset, limit } => match &self.library {
                Some(library) => Ok(Answer::Found(library.search(&Question { text, passing: beside, offset, limit }))),
                None => Err("no feed is loaded: post Load first".to_owned()),
            },
            Ask::Open { .. } => Err("this worker searches plain feeds, not archives".to_owned()),
            Ask::Render { markdown } => markdown::html(&markdown)
                .map(|html| Answer::Rendered { html })
                .ok_or_else(|| "this worker was built without Markdown".to_owned()),
        };
        let mut answer = answer.unwrap_or_else(|reason| Answer::Failed { reason });
        if let Answer::Loaded { milliseconds, .. } | Answer::Found(crate::Found { milliseconds, .. }) = &mut answer {
            *milliseconds = (self.clock)() - started;
        }
        Reply { id, answer }
    }

    /// A feed that cannot be read leaves nothing loaded, so that no answer comes from the one before.
    fn load(&mut self, feed: Option<Vec<u8>>) -> Result<u32, String> {
        self.library = None;
        let feed = feed.ok_or("no feed came with the request")?;
        let bundle = tidings_bundle::decode(&feed).map_err(|error| error.to_string())?;
        drop(feed);
        Ok(self.library.insert(Library::new(bundle)).articles())
    }
}

/// Messages in, messages out, both as JSON.
pub struct Inbox {
    engine: Engine,
    waiting: Option<(Request, Option<Vec<u8>>)>,
}

/// What is to be done after a message.
#[derive(Debug, PartialEq)]
pub enum Next {
    Post(Post),
    /// Call [`Inbox::answer_waiting`] when the messages that are already there have been received.
    Wait,
}

impl Inbox {
    pub fn new(engine: Engine) -> Self {
        Self { engine, waiting: None }
    }

    /// The first message of a worker's life.
    pub fn greeting() -> Post {
        wire::post(0, Answer::Hello { protocol: PROTOCOL })
    }

    pub fn receive(&mut self, json: &str, beside: Option<Vec<u8>>) -> Next {
        match wire::read(json) {
            Ok(request) if matches!(request.ask, Ask::Search { .. }) => {
                self.waiting = Some((request, beside));
                Next::Wait
            }
            Ok(request) => {
                let Reply { id, answer } = self.engine.answer(request, beside);
                Next::Post(wire::post(id, answer))
            }
            Err(id) => Next::Post(wire::failed(id, wire::UNKNOWN)),
        }
    }

    /// The answer to the newest search; `None` if an earlier call has given it.
    pub fn answer_waiting(&mut self) -> Option<Post> {
        let (request, beside) = self.waiting.take()?;
        let Reply { id, answer } = self.engine.answer(request, beside);
        Some(wire::post(id, answer))
    }
}
