//! Searching what was packed, or a source as it is, with the engines that readers have in their browsers.
//!
//! 1. [`corpus`] finds out what there is: one plain feed, or a site whose index lies in parts.
//! 2. [`Searcher`] is the viewer's worker without a browser: the same index, the same order, the same passages. For a site in parts
//!    ([`archive`]) it reads the files that a browser would fetch.
//!
//! Here is only what a command needs around it: pages longer than a browser's, and what an answer costs.

mod archive;
mod corpus;

use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::time::Instant;

use tidings_bundle::{Bundle, Content, Filter, Timestamp};
use tidings_engine::worker::Engine;
use tidings_engine::{Answer, Ask, Found, Hit, Request};

use crate::error::PackError;
use archive::{Cost, Site};
use corpus::Corpus;

/// What a browser asks for at once, and the engine answers at most.
const PAGE: u32 = tidings_engine::message::MAX_LIMIT;

/// An engine with a publication in it.
pub struct Searcher {
    held: Held,
    /// What could not be read, and is not searched.
    pub problems: Vec<String>,
}

enum Held {
    Feed(Box<Whole>),
    Site(Box<Site>),
}

struct Whole {
    engine: Engine,
    /// Says what passes a filter; without its contents.
    bundle: Bundle,
    bytes: u64,
}

/// One answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Answered {
    /// Articles that answer, shown or not.
    pub total: u32,
    /// Best first; of equals the newest.
    pub hits: Vec<Hit>,
    /// The query with the words that articles have in place of mistyped ones, if it was answered with such.
    pub meant: Option<String>,
    /// Microseconds of the engine, once all it needs is there.
    pub took_us: u64,
    /// What a browser that has the engine and nothing else fetches for its first ten hits, as it is sent: compressed texts, and pieces as they are.
    pub bytes: u64,
    /// The same: files.
    pub requests: u32,
    /// Files that could not be read; what they know is not in the answer.
    pub lost: Vec<PathBuf>,
}

/// A stretch of text, and whether it was asked for.
pub type Stretch = tidings_engine::Segment;

impl Searcher {
    /// Reads what lies at `path`: a site, a feed, or a source.
    ///
    /// # Errors
    /// When there is nothing, or nothing that can be read.
    pub fn open(path: &Path, now: Timestamp) -> Result<Searcher, PackError> {
        match corpus::read(path, now)? {
            Corpus::Site { folder, bundle, root } => {
                let site = Site::open(&folder, *bundle, &root)?;
                Ok(Searcher { held: Held::Site(Box::new(site)), problems: Vec::new() })
            }
            Corpus::Feed { feed, problems } => {
                let unreadable = |error| PackError::Feed { path: path.to_owned(), error };
                let mut bundle = tidings_bundle::decode(&feed).map_err(unreadable)?;
                for article in &mut bundle.articles {
                    article.content = Content::Text(String::new());
                }
                let bytes = archive::sent(&feed);
                let mut engine = Engine::new(milliseconds);
                match engine.answer(Request { id: 0, ask: Ask::Load }, Some(feed)).answer {
                    Answer::Failed { reason } => Err(PackError::Unsearchable { path: path.to_owned(), reason }),
                    _ => Ok(Searcher { held: Held::Feed(Box::new(Whole { engine, bundle, bytes })), problems }),
                }
            }
        }
    }

    /// How many articles there are.
    pub fn articles(&self) -> usize {
        match &self.held {
            Held::Feed(whole) => whole.bundle.count(),
            Held::Site(site) => site.articles(),
        }
    }

    /// The best `limit` of the articles that hold any of the words and pass the filter. Without a word: all that pass, newest first.
    ///
    /// # Errors
    /// When a site in parts cannot say which articles pass the filter.
    pub fn answer(&mut self, text: &str, filter: &Filter, limit: u32) -> Result<Answered, PackError> {
        let (Found { total, hits, meant, .. }, Cost { took_us, bytes, requests }, lost) = match &mut self.held {
            Held::Site(site) => site.answer(text, filter, limit)?,
            Held::Feed(whole) => {
                let started = Instant::now();
                let found = whole.answer(text, filter, limit);
                let took_us = u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX);
                (found, Cost { took_us, bytes: whole.bytes, requests: 1 }, Vec::new())
            }
        };
        Ok(Answered { total, hits, meant, took_us, bytes, requests, lost })
    }
}

impl Whole {
    /// Pages of a plain feed, up to `limit` hits.
    fn answer(&mut self, text: &str, filter: &Filter, limit: u32) -> Found {
        let passing = filter.passing(&self.bundle);
        let mut page = |offset: u32, limit: u32| {
            let ask = Ask::Search { text: text.to_owned(), offset, limit: limit.min(PAGE) };
            match self.engine.answer(Request { id: 0, ask }, passing.clone()).answer {
                Answer::Found(found) => found,
                _ => unreachable!("a search on a loaded feed is always answered"),
            }
        };
        let mut found = page(0, limit);
        while let Some(offset) = u32::try_from(found.hits.len()).ok().filter(|have| *have < limit.min(found.total)) {
            let more = page(offset, limit - offset).hits;
            if more.is_empty() {
                break;
            }
            found.hits.extend(more);
        }
        found
    }
}

/// The engine's clock; where it begins is of no account.
fn milliseconds() -> f64 {
    static BEGIN: LazyLock<Instant> = LazyLock::new(Instant::now);
    BEGIN.elapsed().as_secs_f64() * 1000.0
}
