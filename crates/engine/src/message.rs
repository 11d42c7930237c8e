//! What viewer and worker say to each other. Both sides are built from this file; [`PROTOCOL`] catches the case where a
//! cached page meets a newer worker.

use serde::{Deserialize, Serialize};
use tidings_bundle::{Facets, Filter};

/// Raised whenever a message changes its shape. The viewer compares it with [`Answer::Hello`] and reloads on a difference.
pub const PROTOCOL: u32 = 1;

/// One question to the worker.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Request {
    /// Chosen by the viewer, from 1 upwards; the reply carries it back. 0 is the worker's own greeting.
    pub id: u32,
    pub ask: Ask,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Ask {
    Hello,
    /// Decode and index the feed whose bytes travel beside this message; replaces what was loaded before.
    Load,
    /// When several searches wait, only the newest is answered; the others get no reply.
    Search {
        /// As typed. Empty (or without a word in it): every article that passes the filter, newest first.
        text: String,
        filter: Filter,
        offset: u32,
        /// Hits on this page; at most [`MAX_LIMIT`] are given.
        limit: u32,
    },
    /// Markdown to HTML, not yet sanitised: the viewer adopts it through the allow-list like any other body.
    Render {
        markdown: String,
    },
}

/// More hits than this are never put into one [`Found`].
pub const MAX_LIMIT: u32 = 200;

/// One answer from the worker.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Reply {
    pub id: u32,
    pub answer: Answer,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Answer {
    Hello { protocol: u32 },
    Loaded { articles: u32, milliseconds: f64 },
    Found(Found),
    Rendered { html: String },
    Failed { reason: String },
}

/// One page of hits.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Found {
    /// Articles that match text and filter, on all pages.
    pub total: u32,
    pub hits: Vec<Hit>,
    /// Counts among the articles that match the text.
    pub facets: Facets,
    /// Time the worker spent on the answer.
    pub milliseconds: f64,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Hit {
    /// Position in `Bundle::articles`; viewer and worker decode the same feed in the same way.
    pub ordinal: u32,
    pub headline: Vec<Segment>,
    /// The passage that answers best; for a listing without text, the article's beginning.
    pub snippet: Vec<Segment>,
    /// Comparable within one answer only; 0 in a listing without text.
    pub score: f32,
}

/// A stretch of text in its original spelling. Joined in order, the segments give the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Segment {
    pub text: String,
    /// The reader asked for these words.
    pub marked: bool,
}
