//! When there is no bundle: what happened, what the reader can do, and the details for whoever runs the site.

use leptos::prelude::*;

use crate::app::load_feed;
use crate::load::LoadError;
use crate::platform::document;
use crate::shell::icon::Icon;
use crate::state::App;

pub fn show(app: App, error: &LoadError) -> AnyView {
    let kind = error.kind();
    let words = |part: &str| app.label(&format!("error.{kind}.{part}"));
    document::set_title(&words("title"));
    let details = error.to_string();
    view! {
        <main class="page" id="main" tabindex="-1" data-page="problem">
            <section class="problem" data-kind=kind role="alert">
                <p class="problem-kicker">{words("kicker")}</p>
                <h1 class="problem-title" tabindex="-1">{words("title")}</h1>
                <p class="problem-what">{words("what")}</p>
                <p class="problem-remedy">{words("remedy")}</p>
                <p class="problem-actions">
                    <button class="button" type="button" data-kind="primary" on:click=move |_| load_feed(app, None)>
                        <Icon name="retry"/>
                        {app.label("error.retry")}
                    </button>
                </p>
                <details class="problem-details">
                    <summary>{app.label("error.details")}</summary>
                    <pre dir="ltr" lang="en" tabindex="0">{details}</pre>
                </details>
            </section>
        </main>
    }
    .into_any()
}
