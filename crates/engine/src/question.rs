//! What every search has in common: a question, and which of the matches it shows.

use tidings_search::{Match, best};

use crate::message::MAX_LIMIT;

/// What is asked.
#[derive(Clone, Debug, Default)]
pub struct Question {
    /// As typed. Without a word in it: all articles, newest first.
    pub text: String,
    /// The articles that pass the filter, as [`crate::Ask::Search`] has them. `None`: all pass.
    pub passing: Option<Vec<u8>>,
    pub offset: u32,
    /// At most [`MAX_LIMIT`] are given.
    pub limit: u32,
}

/// What a question leaves of the matches.
pub(crate) struct Chosen {
    /// Ordinals of all, rising.
    pub(crate) matches: Vec<u32>,
    /// How many pass the filter.
    pub(crate) total: u32,
    /// Best first.
    pub(crate) page: Vec<Match>,
}

impl Question {
    /// `found` comes in rising order of its ordinals.
    pub(crate) fn choose(&self, mut found: Vec<Match>) -> Chosen {
        let matches = found.iter().map(|found| found.ordinal).collect();
        if let Some(passing) = &self.passing {
            let byte = |ordinal: u32| passing.get(ordinal as usize / 8).copied().unwrap_or_default();
            found.retain(|found| byte(found.ordinal) >> (found.ordinal % 8) & 1 == 1);
        }
        let total = u32::try_from(found.len()).unwrap_or(u32::MAX);
        let (offset, limit) = (self.offset as usize, self.limit.min(MAX_LIMIT) as usize);
        let page = best(found, offset.saturating_add(limit)).into_iter().skip(offset).collect();
        Chosen { matches, total, page }
    }
}
