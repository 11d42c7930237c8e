//! Filters and the lists they leave: shared by category pages and the search.
//!
//! Every option is a link whose address holds the whole filter, so filters can be bookmarked, shared, opened in another tab and
//! undone with Back. [`facets`] is the panel, [`chips`] what is in force, [`toggle`] the arithmetic;
//! [`list`] is both for a list page.

pub mod chips;
pub mod facets;
pub mod list;
pub mod toggle;
