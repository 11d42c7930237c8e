//! search
mod builder;
mod dictionary;
mod expand;
mod family;
mod fold;
mod index;
mod lengths;
mod postings;
mod query;
mod rank;
mod script;
mod snippet;
mod stem;
mod tokenize;
mod typo;
mod varint;
mod weights;

pub use builder::{Document, IndexBuilder};
pub use fold::fold;
pub use index::{Index, Match, best};
pub use query::Query;
pub use snippet::{Segment, highlight, snippet};
pub use tokenize::{Token, tokens};
pub use weights::Weights;
