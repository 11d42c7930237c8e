//! Galleries: [`strip`] shows one in its article, as a strip or a grid of links; [`lightbox`] shows one photo at a time over it.
//! Which photo is in the address, so every photo has a link and Back closes the lightbox.
//!
//! What can be thought through without a browser is: [`steps`] through a gallery, the [`geometry`] of a picture on the stage, and what a
//! [`gesture`] asks of it.

pub mod geometry;
#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod geometry_tests;
pub mod gesture;
#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod gesture_tests;
pub mod lightbox;
pub mod steps;
pub mod strip;
