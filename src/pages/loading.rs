//! While the feed is on its way: the shape of what comes, and after a while a word and a way out.

use leptos::prelude::*;

use crate::platform::clock::Timer;
use crate::platform::document;
use crate::route::Page;
use crate::state::App;

/// A feed that takes longer than this is worth a word.
const SLOW_MS: i32 = 5000;

pub fn show(app: App) -> AnyView {
    let is_slow = RwSignal::new(false);
    let timer = StoredValue::new_local(Timer::after(SLOW_MS, move || is_slow.set(true)));
    on_cleanup(move || timer.set_value(None));
    let shape = match app.route.with_untracked(crate::route::Route::page) {
        Page::Article(_) => "article",
        _ => "front",
    };
    view! {
        <main class="page" id="main" tabindex="-1" data-page="loading">
            <p class="visually-hidden" role="status">{app.label("loading.text")}</p>
            {move || is_slow.get().then(|| slow(app))}
            <div class="skeleton" data-shape=shape aria-hidden="true">
                <div class="skeleton-lead">{lines(&["picture", "short", "headline", "headline", "long"])}</div>
                <div class="skeleton-side">{lines(&["picture", "headline", "long", "headline", "long"])}</div>
                <div class="skeleton-latest">{lines(&["short", "long", "long", "long", "long"])}</div>
            </div>
        </main>
    }
    .into_any()
}

fn lines(widths: &[&'static str]) -> Vec<AnyView> {
    let line = |width: &&'static str| match *width {
        "picture" => view! { <span class="skeleton-picture"></span> }.into_any(),
        width => view! { <span class="skeleton-line" data-width=width></span> }.into_any(),
    };
    widths.iter().map(line).collect()
}

fn slow(app: App) -> AnyView {
    view! {
        <section class="problem" data-size="small" role="status">
            <p class="problem-what">{app.label("loading.slow")}</p>
            <p class="problem-actions">
                <button class="button" type="button" on:click=|_| document::reload()>{app.label("loading.reload")}</button>
            </p>
        </section>
    }
    .into_any()
}
