//! The engines that ours is measured beside.
//!
//! 1. [`tantivy`] is a crate and runs in this process.
//! 2. The others come from npm ([`crate::npm`]); each has a script in `crates/bench/peers`, which [`node`] runs.

pub(crate) mod lunr;
pub(crate) mod node;
pub(crate) mod tantivy;
