//! What the parts of the page of saved articles have in common.

use crate::platform::view::{Tag, tag};

/// A part with its title, by which it is called.
pub(super) fn part(class: &str, title: &str) -> Tag {
    let id = [class, "-title"].concat();
    tag("section")
        .class(class)
        .attr("aria-labelledby", &id)
        .child(tag("h2").class("strip-title").attr("id", &id).text(title))
}
