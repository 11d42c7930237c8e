//! Answers "which article is this?" and "which ones go with it?" without searching the whole bundle.
//!
//! 1. [`Lookup`] sits in the bundle and stays empty until somebody asks: the engine never looks up a slug, the front page never
//!    counts a tag;
//! 2. the first question by name builds [`NameTables`], the first one about tags, authors, languages or translations builds
//!    [`terms::Terms`], which filters and facets use too;
//! 3. [`Bundle::settle`] empties it. Whoever changes articles by hand calls that before asking again; answers from outdated
//!    tables may be wrong, never out of range.

mod catalogue;
mod related;
mod terms;

use std::fmt;
use std::sync::OnceLock;

use crate::letters::folded;
use crate::names::Names;
use crate::{Bundle, Media, Ordinal};

pub(crate) use terms::{Dimension, Terms};

#[derive(Default)]
pub struct Lookup {
    names: OnceLock<NameTables>,
    terms: OnceLock<Terms>,
    counts: OnceLock<Vec<u32>>,
}

struct NameTables {
    /// Slugs and aliases, folded.
    slugs: Names,
    ids: Names,
    /// Addresses.
    media: Names,
}

impl NameTables {
    fn new(bundle: &Bundle) -> NameTables {
        let mut slugs = Names::of(&mut bundle.articles.iter().map(|article| folded(article.slug.as_str())));
        for (article, ordinal) in bundle.articles.iter().zip(0..) {
            for alias in &article.aliases {
                slugs.insert_first(folded(alias.as_str()), ordinal);
            }
        }
        NameTables {
            slugs,
            ids: Names::of(&mut bundle.articles.iter().map(|article| article.id.clone())),
            media: Names::of(&mut bundle.media.iter().map(|media| media.src.clone())),
        }
    }
}

impl Bundle {
    /// By slug or by a former slug; upper and lower case are one.
    pub fn by_slug(&self, slug: &str) -> Option<Ordinal> {
        self.names().slugs.get(&folded(slug)).map(Ordinal)
    }

    pub fn by_id(&self, id: &str) -> Option<Ordinal> {
        self.names().ids.get(id).map(Ordinal)
    }

    /// The entry of `_tidings.media` for a file of the feed, as every use of it has it.
    pub fn media_at(&self, src: &str) -> Option<&Media> {
        self.media.get(self.names().media.get(src)? as usize)
    }

    fn names(&self) -> &NameTables {
        self.lookup.names.get_or_init(|| NameTables::new(self))
    }

    pub(crate) fn counts(&self) -> &[u32] {
        self.lookup.counts.get_or_init(|| self.categories.counts(&self.articles))
    }

    pub(crate) fn terms(&self) -> &Terms {
        self.lookup.terms.get_or_init(|| Terms::new(self))
    }
}

/// A copy builds its own tables when asked: it may be about to change.
impl Clone for Lookup {
    fn clone(&self) -> Self {
        Lookup::default()
    }
}

impl PartialEq for Lookup {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl fmt::Debug for Lookup {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Lookup")
    }
}
