//! The bundle: a publication as values, and everything that can be asked of it without a browser, a disk or a clock.
//!
//! 1. [`decode()`] turns a JSON Feed 1.0 or 1.1, with or without `_tidings`, into a [`Bundle`]; what is broken costs itself and is
//!    listed as a [`Problem`]. The [`limits`] say how much of a feed is taken;
//! 2. the model ([`Article`], [`Picture`], [`Category`]…) is right by construction: ids and [`Slug`]s are unique, addresses harmless,
//!    [`Timestamp`]s real, references resolved, the newest article first;
//! 3. a bundle finds articles ([`Bundle::by_slug`], [`Bundle::related`]…), a [`CategoryTree`] finds sections and counts them;
//! 4. a [`Filter`] selects articles, [`Facets`] tell how many each further choice would leave;
//! 5. `encode` writes the feed again; members that this version does not know are kept on every level (feature `lossless`, on by
//!    default; the viewer, which never writes, goes without).
//!
//! Viewer, worker and packer decode the same bytes to the same [`Ordinal`]s. What is not done here: HTML is neither parsed nor
//! sanitised (crate `tidings-markup`), text is not searched (crate `tidings-search`), pictures are not opened.
//!
//! The code is written for size, since readers download it: one map ([`names`]), one sort ([`order`]), JSON read in place ([`json`]),
//! letters by ranges ([`letters`]), fields by hand.

mod bundle;
mod category;
mod decode;
mod direction;
#[cfg(feature = "lossless")]
mod encode;
mod error;
mod facets;
mod filter;
pub mod json;
mod kind;
mod letters;
pub mod limits;
mod lookup;
mod model;
mod month;
mod names;
pub mod order;
mod packed;
mod problem;
mod references;
mod slug;
pub mod theme;
mod timestamp;
mod urls;

pub use category::{Category, CategoryDraft, CategoryTree, MAX_CATEGORIES, MAX_DEPTH};
pub use decode::decode;
#[cfg(feature = "lossless")]
pub use encode::{encode, encode_compact};
pub use error::DecodeError;
pub use facets::Facets;
pub use filter::Filter;
pub use letters::folded;
pub use model::*;
pub use month::Month;
pub use packed::{bucket_of, shard_of};
pub use problem::{MAX_PROBLEMS, Problem};
pub use slug::{MAX_SLUG_BYTES, Slug};
pub use theme::ThemeTokens;
pub use timestamp::Timestamp;

/// Version of the `_tidings` extension this crate reads and writes.
pub const SPEC: u64 = 1;

/// The JSON Schema of a feed with `_tidings`.
pub fn schema() -> &'static str {
    include_str!("../schema/tidings.schema.json")
}
