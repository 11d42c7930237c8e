//! Which articles a reader asked for.

use serde::{Deserialize, Serialize};

use crate::{Article, Bundle, Ordinal};

/// What a category page or a search is narrowed to. Dimensions combine with AND, values within one with OR.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Filter {
    /// Slug path (`world/middle-east`) or id; takes in everything below it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<String>,
    /// Full tags or primary subtags: `en` takes in `en-GB`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub years: Vec<i32>,
}

impl Filter {
    pub fn is_empty(&self) -> bool {
        *self == Filter::default()
    }
    pub fn matches(&self, _bundle: &Bundle, _article: &Article) -> bool {
        true
    }
    pub fn select(&self, bundle: &Bundle) -> Vec<Ordinal> {
        bundle.ordinals().collect()
    }
}
