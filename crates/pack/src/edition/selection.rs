//! Which articles of a publication an edition holds.

use std::collections::BTreeSet;

use tidings_bundle::{Bundle, Filter, Ordinal, Timestamp};

use crate::error::PackError;

/// What was asked for. Categories are alternatives; all else narrows.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// Paths (`world/gulf`) or ids, each with everything below it; none stands for all.
    pub categories: Vec<String>,
    /// The first moment that is in.
    pub since: Option<Timestamp>,
    /// The first moment that is not in.
    pub before: Option<Timestamp>,
    pub languages: Vec<String>,
}

impl Selection {
    /// Leaves in `bundle` what was asked for. What leads to other articles stays as it is: the viewer says of such a link that it leads out
    /// of the edition.
    ///
    /// # Errors
    /// When a category is unknown, or nothing is left.
    pub fn narrow(&self, bundle: &mut Bundle) -> Result<(), PackError> {
        let mut wanted: BTreeSet<Ordinal> = BTreeSet::new();
        let languages = Filter { languages: self.languages.clone(), ..Filter::default() };
        if self.categories.is_empty() {
            wanted.extend(languages.select(bundle));
        }
        for category in &self.categories {
            if bundle.categories.find(category).is_none() {
                let paths = (0..bundle.categories.nodes().len()).map(|index| bundle.categories.path(index));
                let mut known: Vec<String> = paths.collect();
                known.sort();
                return Err(PackError::UnknownCategory { wanted: category.clone(), known });
            }
            let filter = Filter { category: Some(category.clone()), ..languages.clone() };
            wanted.extend(filter.select(bundle));
        }
        let mut ordinal = 0;
        bundle.articles.retain(|article| {
            let is_wanted = wanted.contains(&Ordinal(ordinal));
            ordinal += 1;
            let moment = article.published.map(Timestamp::milliseconds);
            let is_since = self.since.is_none_or(|since| moment.is_some_and(|moment| moment >= since.milliseconds()));
            let is_before =
                self.before.is_none_or(|before| moment.is_some_and(|moment| moment < before.milliseconds()));
            is_wanted && is_since && is_before
        });
        if bundle.articles.is_empty() {
            return Err(PackError::NothingSelected);
        }
        // Look-ups know the articles that were there.
        bundle.settle();
        Ok(())
    }
}
