//! The foot of every page: whose publication this is, its rights, and what was wrong with its feed.

use leptos::prelude::*;

use super::icon::Icon;
use crate::platform::document;
use crate::route::Route;
use crate::state::{App, app};

#[component]
pub fn Footer() -> impl IntoView {
    let app = app();
    move || {
        app.load.track();
        let is_embedded = app.config.with_value(|config| config.is_embedded);
        if is_embedded { origin(app) } else { colophon(app) }
    }
}

fn colophon(app: App) -> AnyView {
    let Some(loaded) = app.loaded() else { return ().into_any() };
    let bundle = loaded.bundle;
    let rights = bundle.rights.clone().and_then(|rights| rights.notice.or(rights.license));
    let home = bundle.home_page_url.clone().and_then(|url| Some((document::host(&url)?, url)));
    let problems = bundle.problems.len();
    view! {
        <footer class="colophon">
            <p class="colophon-name"><a href=app.href(&Route::Front)>{bundle.title.clone()}</a></p>
            {bundle.description.clone().map(|text| view! { <p class="colophon-about" dir="auto">{text}</p> })}
            <ul class="colophon-links">
                <li><a href=app.href_category("")>{app.words().count("footer.articles", bundle.articles.len())}</a></li>
                {rights.map(|text| view! { <li dir="auto">{text}</li> })}
                {home.map(|(host, url)| view! { <li><a href=url rel="noopener external" target="_blank"><bdi>{host}</bdi></a></li> })}
                {(problems > 0).then(|| {
                    view! { <li><a href=app.href(&Route::Problems)>{app.words().count("footer.problems", problems)}</a></li> }
                })}
                <li>{app.label("footer.shown_by")}</li>
            </ul>
        </footer>
    }
    .into_any()
}

/// In somebody else's page one line says where this comes from.
fn origin(app: App) -> AnyView {
    let Some(loaded) = app.loaded() else { return ().into_any() };
    let title = loaded.bundle.title.clone();
    let here = move || document::address_outside_frame(&app.route.with(|route| app.href(route)));
    view! {
        <footer class="origin">
            <p class="origin-text">{title}</p>
            <p class="origin-link">
                <a href=here target="_blank" rel="noopener">{app.label("embed.open")}<Icon name="external"/></a>
            </p>
        </footer>
    }
    .into_any()
}
