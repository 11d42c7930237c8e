//! One file per page: what it shows, put together from features.

pub mod article;
pub mod category;
pub mod failed;
pub mod front;
pub mod loading;
pub mod missing;
pub mod problems;
pub mod search;
