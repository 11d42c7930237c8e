//! What was wrong with the feed, for whoever publishes it.

use leptos::prelude::*;
use tidings_bundle::Bundle;

use crate::platform::document;
use crate::state::App;

/// More than this is the same mistake over and over.
const SHOWN: usize = 200;

pub fn show(app: App, bundle: &Bundle) -> AnyView {
    let title = app.words().count("footer.problems", bundle.problems.len());
    document::set_title(&title);
    let rows: Vec<_> = bundle.problems.iter().take(SHOWN).map(|problem| view! { <li>{problem.to_string()}</li> }).collect();
    view! {
        <main class="page" id="main" tabindex="-1" data-page="problems">
            <header class="page-head">
                <h1 class="page-title" tabindex="-1">{title}</h1>
                <p class="page-standfirst">{app.label("problems.about")}</p>
            </header>
            // The decoder speaks to publishers, in English, as the specification does.
            <ol class="problem-list" lang="en" dir="ltr">{rows}</ol>
        </main>
    }
    .into_any()
}
