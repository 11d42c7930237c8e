//! Searching what was packed, or a source as it is, with the engine that readers have in their browsers.
//!
//! 1. [`corpus`] brings a site, a feed or a source into one plain feed, as the viewer hands it to its worker.
//! 2. [`Searcher`] is that worker without a browser: the same index, the same order, the same passages.
//!
//! Here is only what a command needs around it: which articles the hits are, and pages longer than a browser's.

mod corpus;

use std::path::Path;
use std::sync::LazyLock;
use std::time::Instant;

use tidings_bundle::{Bundle, Content, Filter, Timestamp};
use tidings_engine::worker::Engine;
use tidings_engine::{Answer, Ask, Found, Request};

use crate::error::PackError;

/// What a browser asks for at once, and the engine answers at most.
const PAGE: u32 = tidings_engine::message::MAX_LIMIT;

/// An engine with a publication in it.
pub struct Searcher {
    engine: Engine,
    /// What the hits are called; without their contents.
    bundle: Bundle,
    /// Of the site, what a browser fetches for its first answer: bytes as they lie on the disk.
    pub bytes: u64,
    /// The same: files.
    pub requests: u32,
    /// What could not be read, and is not searched.
    pub problems: Vec<String>,
}

/// One answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Answered<'a> {
    /// Articles that answer, shown or not.
    pub total: u32,
    /// Best first; of equals the newest.
    pub hits: Vec<Hit<'a>>,
    /// Microseconds of the engine.
    pub took_us: u64,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Hit<'a> {
    pub id: &'a str,
    pub slug: &'a str,
    pub published: Option<&'a Timestamp>,
    pub language: Option<&'a str>,
    pub headline: Vec<Stretch>,
    pub snippet: Vec<Stretch>,
    /// Comparable within one answer only.
    pub score: f32,
}

/// A stretch of text, and whether it was asked for.
pub type Stretch = tidings_engine::Segment;

impl Searcher {
    /// Reads and indexes what lies at `path`: a site, a feed, or a source.
    ///
    /// # Errors
    /// When there is nothing, or nothing that can be read.
    pub fn open(path: &Path, now: Timestamp) -> Result<Searcher, PackError> {
        let corpus = corpus::read(path, now)?;
        let unreadable = |error| PackError::Feed { path: path.to_owned(), error };
        let mut bundle = tidings_bundle::decode(&corpus.feed).map_err(unreadable)?;
        for article in &mut bundle.articles {
            // An article without a title is called by its first words.
            article.title = article.headline().to_owned();
            article.content = Content::Text(String::new());
        }
        let mut engine = Engine::new(milliseconds);
        match engine.answer(Request { id: 0, ask: Ask::Load }, Some(corpus.feed)).answer {
            Answer::Failed { reason } => Err(PackError::Unsearchable { path: path.to_owned(), reason }),
            _ => {
                let corpus::Corpus { bytes, requests, problems, .. } = corpus;
                Ok(Searcher { engine, bundle, bytes, requests, problems })
            }
        }
    }

    /// How many articles there are.
    pub fn articles(&self) -> usize {
        self.bundle.articles.len()
    }

    /// The best `limit` of the articles that hold any of the words and pass the filter. Without a word: all that pass, newest first.
    pub fn answer(&mut self, text: &str, filter: &Filter, limit: u32) -> Answered<'_> {
        let started = Instant::now();
        let mut found = self.page(text, filter, 0, limit);
        while let Some(offset) = u32::try_from(found.hits.len()).ok().filter(|have| *have < limit.min(found.total)) {
            let more = self.page(text, filter, offset, limit - offset).hits;
            if more.is_empty() {
                break;
            }
            found.hits.extend(more);
        }
        let took_us = u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX);
        let hits = found.hits.into_iter().filter_map(|hit| self.named(hit)).collect();
        Answered { total: found.total, hits, took_us }
    }

    fn page(&mut self, text: &str, filter: &Filter, offset: u32, limit: u32) -> Found {
        let (text, filter, limit) = (text.to_owned(), filter.clone(), limit.min(PAGE));
        let request = Request { id: 0, ask: Ask::Search { text, filter, offset, limit } };
        match self.engine.answer(request, None).answer {
            Answer::Found(found) => found,
            _ => unreachable!("a search on a loaded feed is always answered"),
        }
    }

    fn named(&self, hit: tidings_engine::Hit) -> Option<Hit<'_>> {
        let article = self.bundle.articles.get(hit.ordinal as usize)?;
        Some(Hit {
            id: &article.id,
            slug: article.slug.as_str(),
            published: article.published.as_ref(),
            language: article.language.as_deref(),
            headline: hit.headline,
            snippet: hit.snippet,
            score: hit.score,
        })
    }
}

/// The engine's clock; where it begins is of no account.
fn milliseconds() -> f64 {
    static BEGIN: LazyLock<Instant> = LazyLock::new(Instant::now);
    BEGIN.elapsed().as_secs_f64() * 1000.0
}
