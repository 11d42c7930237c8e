//! The search: [`field`] is what the reader types into, [`results`] what the engine found.

pub mod field;
pub mod results;
