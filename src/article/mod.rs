//! Articles, in lists and whole.
//!
//! [`story`] is an article in a list; [`head`], [`body`], [`embed`] and [`foot`] are its page; [`reading`] estimates its length.

pub mod body;
pub mod embed;
pub mod foot;
pub mod head;
pub mod paragraphs;
pub mod reading;
pub mod story;
