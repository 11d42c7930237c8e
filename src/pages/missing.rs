//! An address that leads nowhere in this publication.

use leptos::prelude::*;
use tidings_bundle::Filter;

use crate::platform::document;
use crate::route::Route;
use crate::state::App;

pub fn show(app: App) -> AnyView {
    document::set_title(&app.label("missing.title"));
    let search = Route::Search { text: String::new(), filter: Filter::default() };
    view! {
        <main class="page" id="main" tabindex="-1" data-page="problem">
            <section class="problem" data-kind="missing">
                <p class="problem-kicker">{app.label("missing.kicker")}</p>
                <h1 class="problem-title" tabindex="-1">{app.label("missing.title")}</h1>
                <p class="problem-what">{app.label("missing.what")}</p>
                <p class="problem-actions">
                    <a class="button" data-kind="primary" href=app.href(&Route::Front)>{app.label("front.title")}</a>
                    <a class="button" href=app.href(&search)>{app.label("search.title")}</a>
                </p>
            </section>
        </main>
    }
    .into_any()
}
