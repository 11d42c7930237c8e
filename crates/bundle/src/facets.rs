//! How many articles each further choice would leave.

use serde::{Deserialize, Serialize};

use crate::category::Tally;
use crate::filter::{AUTHORS, CATEGORY, LANGUAGES, Narrowed, TAGS, TIME};
use crate::lookup::Dimension;
use crate::{Bundle, Filter, Month, Ordinal, order};

/// Choices with their counts; only those with at least one article. Most articles first, then by name in any case; years and months newest
/// first; categories in the order of the tree's nodes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facets {
    /// Index into the category tree; an article counts once for each category above it.
    pub categories: Vec<(usize, u32)>,
    /// In the spelling met first.
    pub tags: Vec<(String, u32)>,
    pub authors: Vec<(String, u32)>,
    pub languages: Vec<(String, u32)>,
    pub years: Vec<(i32, u32)>,
    pub months: Vec<(Month, u32)>,
}

impl Facets {
    /// Counts over the articles in `among` (all of them, or the hits of a search) that pass `filter`; each dimension ignores
    /// what the filter says of itself, so that its other values keep their counts and can be chosen as well.
    ///
    /// One pass: an article that misses no dimension counts for all, one that misses a single dimension counts for that one.
    pub fn count(bundle: &Bundle, among: &[Ordinal], filter: &Filter) -> Facets {
        let narrowed = Narrowed::new(filter, bundle);
        let terms = bundle.terms();
        let mut categories = Tally::new(&bundle.categories);
        let mut tags = Counter::new(&terms.tags);
        let mut authors = Counter::new(&terms.authors);
        let mut languages = Counter::new(&terms.languages);
        let mut months = Months::new();
        for ordinal in among {
            let index = ordinal.0 as usize;
            let Some(month) = terms.months.get(index).copied() else { continue };
            let missed = narrowed.missed(*ordinal);
            let counts_for = |dimension: u8| missed & !dimension == 0;
            if counts_for(CATEGORY) {
                categories.add(terms.categories.of(index).iter().map(|category| *category as usize));
            }
            if counts_for(TAGS) {
                tags.add(*ordinal);
            }
            if counts_for(AUTHORS) {
                authors.add(*ordinal);
            }
            if counts_for(LANGUAGES) {
                languages.add(*ordinal);
            }
            if let Some(month) = month.filter(|_| counts_for(TIME)) {
                months.add(month);
            }
        }
        let months = months.list();
        Facets {
            categories: categories.counts.into_iter().enumerate().filter(|(_, count)| *count > 0).collect(),
            tags: tags.list(),
            authors: authors.list(),
            languages: languages.list(),
            years: years_of(&months),
            months,
        }
    }
}

/// In the years 1 to 9999, and in the year before.
const MONTHS: u32 = 12 * 10_000;

/// A count for each month there can be: 480 KB for a moment, and a time that no dates can stretch.
struct Months(Vec<u32>);

impl Months {
    fn new() -> Months {
        Months(vec![0; MONTHS as usize])
    }

    fn add(&mut self, month: Month) {
        if let Some(count) = self.0.get_mut(month.year() as usize * 12 + month.month() as usize - 1) {
            *count += 1;
        }
    }

    /// The newest first.
    fn list(self) -> Vec<(Month, u32)> {
        let there = (0..MONTHS).zip(self.0).rev().filter(|(_, count)| *count > 0);
        there
            .filter_map(|(place, count)| Some((Month::from_number(place / 12 * 100 + place % 12 + 1)?, count)))
            .collect()
    }
}

fn years_of(months: &[(Month, u32)]) -> Vec<(i32, u32)> {
    let mut years: Vec<(i32, u32)> = Vec::new();
    for (month, count) in months {
        match years.last_mut() {
            Some((year, all)) if *year == month.year() => *all += count,
            _ => years.push((month.year(), *count)),
        }
    }
    years
}

struct Counter<'a> {
    dimension: &'a Dimension,
    counts: Vec<u32>,
}

impl<'a> Counter<'a> {
    fn new(dimension: &'a Dimension) -> Self {
        Counter { dimension, counts: vec![0; dimension.labels.len()] }
    }

    fn add(&mut self, ordinal: Ordinal) {
        for term in self.dimension.of_article(ordinal.0 as usize) {
            if let Some(count) = self.counts.get_mut(*term as usize) {
                *count += 1;
            }
        }
    }

    fn list(self) -> Vec<(String, u32)> {
        let count = |term: usize| self.counts.get(term).copied().unwrap_or_default();
        let terms: Vec<usize> = self.dimension.in_order().filter(|term| count(*term) > 0).collect();
        let ranked = order::by_number(&mut terms.iter().map(|term| Some(-i64::from(count(*term)))));
        let labels = ranked.into_iter().filter_map(|position| {
            let term = *terms.get(position)?;
            Some((self.dimension.labels.get(term)?.clone(), count(term)))
        });
        labels.collect()
    }
}
