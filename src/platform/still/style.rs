//! Nothing: written pages carry no style of their own.

use super::view::Tag;

pub fn set(_tag: &Tag, _name: &str, _value: Option<&str>) {}
