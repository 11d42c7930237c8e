//! What the bundle promises, one file per subject. Feeds come from `tests/fixtures/feeds/` at the root of the repository, which the
//! tests in browsers serve as well, or from generators where a file would be too large to look at.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

mod bad_input;
mod fixtures;
mod generated;
mod lookups;
mod round_trip;
mod schema;
mod time_and_slugs;
