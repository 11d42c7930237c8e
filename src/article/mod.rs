//! Articles, in lists and whole.
//!
//! [`story`] is an article in a list; [`head`], [`body`], [`embed`], [`foot`] and [`series`] are its page; [`reading`] estimates its
//! length.
//! [`contents`], [`cite`] and [`embed_code`] lie in the second wasm file.

pub mod body;
pub mod cite;
pub mod contents;
pub mod embed;
pub mod embed_code;
pub mod foot;
pub mod head;
pub mod paragraphs;
pub mod reading;
pub mod series;
pub mod story;
