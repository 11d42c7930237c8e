//! Galleries: [`strip`] shows one in its article, as a strip or a grid of links; [`lightbox`] shows one photo at a time over it.
//! Which photo is in the address, so every photo has a link and Back closes the lightbox. [`steps`] is the arithmetic of both.

pub mod lightbox;
pub mod steps;
pub mod strip;
