//! A stage that nobody stands before.

pub use super::laid::Laid;
use super::view::Tag;

pub fn laid(_stage: &Tag, _selector: &str) -> Option<Laid> {
    None
}

pub fn natural_size(_stage: &Tag, _selector: &str) -> Option<(f64, f64)> {
    None
}

pub fn mark(_tag: &Tag, _name: &str, _value: Option<&str>) {}

pub fn sharpen(_stage: &Tag, _selector: &str, _stages: u32) {}

pub fn capture(_stage: &Tag, _pointer: i32) {}
