//! The search: [`field`] is what the reader types into, [`recent`] what was typed before, [`results`] what the engine found, [`passage`] where
//! that stands in an article.

pub mod field;
pub mod passage;
pub mod recent;
pub mod results;
