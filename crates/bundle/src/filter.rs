//! Which articles a reader asked for.
//!
//! Two ways to the same answer: [`Filter::matches`] compares words and suits one article; [`Narrowed`] turns the filter into
//! numbers once and suits all of them. A test holds the two together.

use serde::{Deserialize, Serialize};

use crate::category::primary;
use crate::letters::folded;
use crate::lookup::{Dimension, Terms};
use crate::{Article, Bundle, Month, Ordinal};

/// What a category page or a search is narrowed to. Dimensions combine with AND, values within one with OR; an empty dimension
/// lets everything pass. A value that no article has matches none.
///
/// # Example
/// ```
/// use tidings_bundle::{Filter, decode};
/// let bundle = decode(br#"{"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [
///     {"id": "1", "content_text": "", "tags": ["Solar"], "date_published": "2024-05-01"},
///     {"id": "2", "content_text": "", "tags": ["solar", "sea"], "date_published": "2023-05-01"}]}"#).unwrap();
/// let mut filter = Filter { tags: vec!["SOLAR".into()], ..Filter::default() };
/// assert_eq!(filter.select(&bundle).len(), 2);
/// filter.years = vec![2023];
/// assert_eq!(filter.select(&bundle).len(), 1);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Filter {
    /// Slug path (`world/middle-east`) or id; takes in everything below it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// In any case: `solar` is `Solar`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// Names, in any case.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<String>,
    /// Full tags or primary subtags: `en` takes in `en-GB`, not the other way round.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<String>,
    /// Years of publication, in the publication's own time.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub years: Vec<i32>,
    /// Months of publication: one dimension with the years.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub months: Vec<Month>,
}

impl Filter {
    /// Whether everything passes.
    pub fn is_empty(&self) -> bool {
        *self == Filter::default()
    }

    /// Whether one article of the bundle passes.
    pub fn matches(&self, bundle: &Bundle, article: &Article) -> bool {
        let one_of = |wanted: &[String], value: &str| wanted.iter().any(|wanted| folded(wanted) == folded(value));
        let in_category = self.category.as_ref().is_none_or(|name| {
            let wanted = bundle.categories.find(name);
            wanted.is_some_and(|wanted| article.categories.iter().any(|own| bundle.categories.is_within(*own, wanted)))
        });
        let language = article.language.as_deref();
        in_category
            && (self.tags.is_empty() || article.tags.iter().any(|tag| one_of(&self.tags, tag)))
            && (self.authors.is_empty() || article.authors.iter().any(|author| one_of(&self.authors, &author.name)))
            && (self.languages.is_empty() || language.is_some_and(|language| speaks(&self.languages, language)))
            && is_in_time(&self.years, &self.months, article.published.map(Month::of))
    }

    /// All that pass, newest first.
    pub fn select(&self, bundle: &Bundle) -> Vec<Ordinal> {
        if self.is_empty() {
            return bundle.all_ordinals().collect();
        }
        let narrowed = Narrowed::new(self, bundle);
        bundle.all_ordinals().filter(|ordinal| narrowed.missed(*ordinal) == 0).collect()
    }

    /// The same as bits: one for each article from the newest on, the lowest of a byte first. `None` if everything passes.
    pub fn passing(&self, bundle: &Bundle) -> Option<Vec<u8>> {
        if self.is_empty() {
            return None;
        }
        let mut bits = vec![0; bundle.count().div_ceil(8)];
        for Ordinal(ordinal) in self.select(bundle) {
            if let Some(byte) = bits.get_mut(ordinal as usize / 8) {
                *byte |= 1 << (ordinal % 8);
            }
        }
        Some(bits)
    }
}

/// Whether a language tag is among the wanted ones.
fn speaks(wanted: &[String], language: &str) -> bool {
    wanted.iter().any(|wanted| wanted.eq_ignore_ascii_case(language) || wanted.eq_ignore_ascii_case(primary(language)))
}

/// Whether a month is one of those wanted, or in a year that is. What has no date is in no time, and passes only where any does.
fn is_in_time(years: &[i32], months: &[Month], month: Option<Month>) -> bool {
    let is_wanted = |month: Month| years.contains(&month.year()) || months.contains(&month);
    (years.is_empty() && months.is_empty()) || month.is_some_and(is_wanted)
}

pub(crate) const CATEGORY: u8 = 1;
pub(crate) const TAGS: u8 = 2;
pub(crate) const AUTHORS: u8 = 4;
pub(crate) const LANGUAGES: u8 = 8;
pub(crate) const TIME: u8 = 16;

/// A filter as numbers: per dimension a flag for each term, or nothing where everything passes.
pub(crate) struct Narrowed<'a> {
    terms: &'a Terms,
    categories: Option<Vec<bool>>,
    tags: Option<Vec<bool>>,
    authors: Option<Vec<bool>>,
    languages: Option<Vec<bool>>,
    years: &'a [i32],
    months: &'a [Month],
}

impl<'a> Narrowed<'a> {
    pub(crate) fn new(filter: &'a Filter, bundle: &'a Bundle) -> Self {
        let (terms, tree) = (bundle.terms(), &bundle.categories);
        let categories = filter.category.as_ref().map(|name| {
            let wanted = tree.find(name);
            let is_within = |node| wanted.is_some_and(|wanted| tree.is_within(node, wanted));
            (0..tree.nodes().len()).map(is_within).collect()
        });
        let languages = (!filter.languages.is_empty())
            .then(|| terms.languages.labels.iter().map(|language| speaks(&filter.languages, language)).collect());
        Narrowed {
            terms,
            categories,
            tags: flags(&filter.tags, &terms.tags),
            authors: flags(&filter.authors, &terms.authors),
            languages,
            years: &filter.years,
            months: &filter.months,
        }
    }

    /// The dimensions that an article does not pass, as a sum of their numbers: 0 for one that passes.
    pub(crate) fn missed(&self, ordinal: Ordinal) -> u8 {
        let index = ordinal.0 as usize;
        let Some(month) = self.terms.months.get(index) else {
            return u8::MAX;
        };
        let passes = |flags: &Option<Vec<bool>>, terms: &[u32]| {
            flags.as_ref().is_none_or(|flags| terms.iter().any(|term| flags.get(*term as usize) == Some(&true)))
        };
        let in_category = self.categories.as_ref().is_none_or(|flags| {
            self.terms.categories.of(index).iter().any(|own| flags.get(*own as usize) == Some(&true))
        });
        let mut missed = 0;
        let mut miss = |passes: bool, dimension: u8| missed |= if passes { 0 } else { dimension };
        miss(in_category, CATEGORY);
        miss(passes(&self.tags, self.terms.tags.of_article(index)), TAGS);
        miss(passes(&self.authors, self.terms.authors.of_article(index)), AUTHORS);
        miss(passes(&self.languages, self.terms.languages.of_article(index)), LANGUAGES);
        miss(is_in_time(self.years, self.months, *month), TIME);
        missed
    }
}

fn flags(wanted: &[String], dimension: &Dimension) -> Option<Vec<bool>> {
    if wanted.is_empty() {
        return None;
    }
    let mut flags = vec![false; dimension.labels.len()];
    for term in wanted.iter().filter_map(|name| dimension.term(&folded(name))) {
        if let Some(flag) = flags.get_mut(term) {
            *flag = true;
        }
    }
    Some(flags)
}
