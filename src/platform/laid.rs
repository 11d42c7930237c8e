//! What `stage` has with a browser and without one.

/// Where an element is laid out in its parent, in CSS pixels: transforms do not count.
#[derive(Clone, Copy, Debug)]
pub struct Laid {
    pub left: f64,
    pub top: f64,
    pub width: f64,
    pub height: f64,
}
