//! From what people already have to a site: the library behind the command `tidings`.
//!
//! The way of a publication:
//!
//! 1. [`import`] reads the source, Markdown, plain text or a JSON Feed, into articles as their authors wrote them. Whatever must
//!    not be published is left out there and then ([`import::visibility`]).
//! 2. [`assemble`] names the articles ([`identity`], [`categories`]), renders their bodies ([`render`], [`sanitise`]), follows
//!    their addresses ([`resolve`]) and takes in the pictures they use ([`media`]).
//! 3. [`mod@write`] puts the feed, whole or in parts ([`packed`]), the pictures and the viewer ([`viewer_files`]) into a folder, entry
//!    files last. Beside them lie pages and lists for the rest of the web ([`site`]).
//! 4. [`serve`] shows that folder to a browser on this machine, as a static host would; [`inspect`] tells what is in it. [`preview`]
//!    does all four again whenever the source changes; [`search`] asks it as readers do.
//!
//! A publisher begins with [`skeleton`], and hears from [`advice`] what packing does not mind and readers will.
//!
//! What is wrong on the way is collected in a [`report`], with file and line, and told all at once; only what makes a site
//! impossible is an [`error`]. [`pipeline`] runs the whole and tells its [`progress`]; what one pack leaves for the next lies in a
//! [`cache`]. The command itself ([`cli`], [`cmd`]) is a thin layer over it.
//!
//! Not here yet: an index for the search of archives. It comes between 2 and 3.

pub mod address;
pub mod advice;
pub mod assemble;
pub mod cache;
pub mod categories;
pub mod cli;
pub mod cmd;
pub mod complexity;
pub mod edition;
pub mod error;
pub mod home;
pub mod icons;
pub mod identity;
pub mod import;
pub mod inspect;
pub mod media;
pub mod memory;
pub mod packed;
pub mod pipeline;
pub mod preview;
pub mod progress;
pub mod render;
pub mod report;
pub mod resolve;
pub mod sanitise;
pub mod search;
pub mod serve;
pub mod site;
pub mod skeleton;
pub mod svg;
pub mod tags;
pub mod viewer_files;
mod wire;
mod words;
pub mod write;
