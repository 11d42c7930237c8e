//! The search: [`field`] is what the reader types into, [`recent`] what was typed before, [`results`] what the engine found, [`order`] in
//! what order, [`passage`] where that stands in an article.

pub mod field;
pub mod order;
pub mod passage;
pub mod recent;
pub mod results;
