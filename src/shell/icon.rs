//! Icons are drawn by the style sheet: an inline `<svg>` would go through `innerHTML`, which Trusted Types forbid.

use leptos::prelude::*;

/// One of the icons of style/parts/icon.css; decoration, since its control carries the words.
#[component]
pub fn Icon(name: &'static str) -> impl IntoView {
    view! { <span class=format!("icon icon-{name}") aria-hidden="true"></span> }
}
