//! JSON Feed 1.1 out, in the form that [`crate::decode()`] reads back to the same bundle.
//!
//! 1. [`feed`] writes what stands around the items, with `_tidings`;
//! 2. [`item`] writes each article, with [`parts`] for what it consists of;
//! 3. members come sorted by name and indented, so the same bundle gives the same bytes.
//!
//! What the feed says for all articles (language, authors, direction) is not repeated in each. For readers that know nothing of
//! `_tidings`, tags also hold the names of categories, `image` the lead picture, and every item has content.

mod feed;
mod item;
mod object;
mod parts;

use crate::Bundle;

/// Encodes a bundle as a JSON Feed 1.1 with `_tidings`.
///
/// # Example
/// ```
/// use tidings_bundle::{Article, Bundle, Content, Slug, decode, encode};
/// let mut bundle = Bundle { title: "Harbour News".into(), ..Bundle::default() };
/// bundle.articles.push(Article::new("1", Slug::from_text("Ferry"), Content::Text("It runs again.".into())));
/// assert_eq!(decode(encode(&bundle).as_bytes()).unwrap(), bundle);
/// ```
pub fn encode(bundle: &Bundle) -> String {
    // Only maps with keys that are no text can fail here, and a `Value` has none.
    serde_json::to_string_pretty(&feed::feed(bundle)).unwrap_or_default()
}

/// [`encode`] without a line for each member: for files that programs read.
pub fn encode_compact(bundle: &Bundle) -> String {
    serde_json::to_string(&feed::feed(bundle)).unwrap_or_default()
}
