//! Articles, in lists and whole.
//!
//! [`story`] is an article in a list; [`head`], [`body`], [`embed`] and [`foot`] are its page; [`reading`] estimates its length;
//! [`picture`] shows one picture with its caption and credit.

pub mod body;
pub mod embed;
pub mod foot;
pub mod head;
pub mod picture;
pub mod reading;
pub mod story;
