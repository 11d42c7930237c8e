//! How many articles each further choice would leave.

use serde::{Deserialize, Serialize};

use crate::{Bundle, Filter, Ordinal};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Facets {
    /// Index into the category tree, rolled up.
    pub categories: Vec<(usize, u32)>,
    pub tags: Vec<(String, u32)>,
    pub authors: Vec<(String, u32)>,
    pub languages: Vec<(String, u32)>,
    pub years: Vec<(i32, u32)>,
}

impl Facets {
    pub fn count(_bundle: &Bundle, _among: &[Ordinal], _filter: &Filter) -> Facets {
        Facets::default()
    }
}
