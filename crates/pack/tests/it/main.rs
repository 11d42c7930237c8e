//! The promises of the packer, kept on folders a person can open (`tests/fixtures/`):
//!
//! - [`folder`]: Markdown in, every field, picture and link where it belongs;
//! - [`generators`]: projects of Hugo, Jekyll, Zola, Docusaurus and DocFX;
//! - [`leaks`]: what must not be published is nowhere in the site;
//! - [`feed`], [`scraped`]: the other sources;
//! - [`memory`]: a pack that remembers the last one writes the same bytes;
//! - [`progress`]: how far a pack has come, for those who ask;
//! - [`site`]: what lies on the disk, before, during and after a pack;
//! - [`serving`]: what a browser is answered; [`live`]: while the source is being written;
//! - [`edition`]: a publication in one file;
//! - [`command`]: what a person types and reads;
//! - [`real`]: real content, skipped by name where it is missing.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod book;
mod command;
mod edition;
mod feed;
mod folder;
mod generators;
mod leaks;
mod live;
mod memory;
mod pictures;
mod progress;
mod real;
mod scraped;
mod serving;
mod site;
mod support;
