//! One file per page: what it shows, put together from features.

pub mod article;
pub mod category;
pub mod failed;
pub mod front;
pub mod loading;
pub mod missing;
pub mod problems;
pub mod saved;
pub mod search;

use crate::platform::view::{Tag, tag};

/// The one `<main>`, where the skip link leads.
fn page(name: &str) -> Tag {
    tag("main").class("page").attr("id", "main").attr("tabindex", "-1").attr("data-page", name)
}

/// A heading that takes the focus when its page is come to.
fn heading(class: &str) -> Tag {
    tag("h1").class(class).attr("tabindex", "-1")
}
