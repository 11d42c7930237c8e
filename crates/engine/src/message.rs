//! What viewer and worker say to each other. Both sides are built from this file; [`PROTOCOL`] catches the case where a
//! cached page meets a newer worker.

use serde::{Deserialize, Serialize};

/// Raised whenever a message changes its shape. The viewer compares it with [`Answer::Hello`] and reloads on a difference.
pub const PROTOCOL: u32 = 3;

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
    /// Search an archive whose index lies in parts: the root of the index is fetched, the rest as questions need it. For the worker that is built
    /// for archives; takes the place of `Load`.
    Open {
        /// Absolute address of the folder that the addresses of a bundle are relative to, with a `/` at the end.
        site: String,
        /// Address of the root in it.
        root: String,
    },
    /// What passes a filter travels beside the message: a bit for each article from the newest on, the lowest bit of a byte first; without it
    /// everything passes. When several searches wait, only the newest is answered; the others get no reply.
    Search {
        /// As typed. Empty (or without a word in it): every article that passes the filter, newest first.
        text: String,
        offset: u32,
        /// Hits on this page; at most [`MAX_LIMIT`] are given.
        limit: u32,
    },
    /// Markdown to HTML, not yet sanitised: the viewer adopts it through the allow-list like any other body.
    Render {
        markdown: String,
    },
}

/// Hits of an archive that are shown at first: each is fetched.
pub const FIRST_HITS: u32 = 10;

/// More hits than this are never put into one [`Found`].
pub const MAX_LIMIT: u32 = 200;

/// A message on its way to the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Post {
    /// A [`Reply`].
    pub json: String,
    /// [`Found::matches`], if it is one.
    pub matches: Vec<u32>,
}

/// One answer from the worker.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Reply {
    pub id: u32,
    pub answer: Answer,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Answer {
    Hello {
        protocol: u32,
    },
    Loaded {
        articles: u32,
        milliseconds: f64,
    },
    Found(Found),
    /// Better passages for hits of the answer with the same id, by ordinal.
    Passages(Vec<(u32, Vec<Segment>)>),
    Rendered {
        html: String,
    },
    Failed {
        reason: String,
    },
}

/// One page of hits.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Found {
    /// Articles that match text and filter, on all pages.
    pub total: u32,
    pub hits: Vec<Hit>,
    /// Ordinals of all articles that match the text, rising, whether they pass the filter or not: what facets are counted among. Travels beside
    /// the message as little-endian numbers of four bytes.
    #[serde(skip)]
    pub matches: Vec<u32>,
    /// The text with the words that the articles have in place of mistyped ones, if there are such: what was found was found with these.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meant: Option<String>,
    /// Parts of the index that could not be had: what they know is not in the answer.
    pub missing: u32,
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
    pub row: Row,
}

/// What a list of results shows of an article beside headline and snippet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    pub id: String,
    pub slug: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// `ltr` or `rtl`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dir: Option<String>,
    /// RFC 3339.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    /// Position in the feed's list of categories.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<u32>,
}

/// A stretch of text in its original spelling. Joined in order, the segments give the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Segment {
    pub text: String,
    /// The reader asked for these words.
    pub marked: bool,
}
