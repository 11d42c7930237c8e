//! Icons are drawn by the style sheet: no file of their own, no markup to build, mirrored by its rules where they point.

use crate::platform::view::{Tag, tag};

/// One of the icons of style/parts/icon.css; decoration, since its control carries the words.
pub fn icon(name: &str) -> Tag {
    tag("span").class(&format!("icon icon-{name}")).attr("aria-hidden", "true")
}
