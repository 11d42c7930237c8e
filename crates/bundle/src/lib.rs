//! The bundle: a publication as values, JSON Feed in and out, category tree, filters, look-ups.

mod bundle;
mod category;
mod decode;
mod direction;
mod encode;
mod error;
mod facets;
mod filter;
mod kind;
pub mod limits;
mod lookup;
mod model;
mod names;
mod order;
mod problem;
mod references;
mod slug;
mod timestamp;
mod urls;

pub use category::{Category, CategoryDraft, CategoryTree, MAX_CATEGORIES, MAX_DEPTH};
pub use decode::decode;
pub use encode::encode;
pub use error::DecodeError;
pub use facets::Facets;
pub use filter::Filter;
pub use model::*;
pub use problem::{MAX_PROBLEMS, Problem};
pub use slug::{MAX_SLUG_BYTES, Slug};
pub use timestamp::Timestamp;

/// Version of the `_tidings` extension this crate reads and writes.
pub const SPEC: u64 = 1;

/// The JSON Schema of a feed with `_tidings`.
pub fn schema() -> &'static str {
    include_str!("../schema/tidings.schema.json")
}
