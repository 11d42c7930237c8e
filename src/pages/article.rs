//! One article.

use std::sync::Arc;

use leptos::prelude::*;
use tidings_bundle::{Bundle, Kind, Ordinal};

use super::missing;
use crate::article::{body, foot, head};
use crate::gallery::lightbox;
use crate::locale::dir_name;
use crate::platform::document;
use crate::state::App;

pub fn show(app: App, bundle: &Arc<Bundle>, ordinal: Ordinal) -> AnyView {
    let Some(article) = bundle.article(ordinal) else { return missing::show(app) };
    document::set_title(&format!("{} · {}", article.headline(), bundle.title));
    let is_embedded = app.config.with_value(|config| config.is_embedded);
    view! {
        <main class="page" id="main" tabindex="-1" data-page="article">
            {head::breadcrumb(app, bundle, article.main_category(), false)}
            <article class="article" data-kind=kind_name(article.kind) lang=article.language.clone() dir=dir_name(article.dir)>
                {head::show(app, bundle, article)}
                {head::lead(app, article)}
                {body::show(app, bundle, article)}
                {foot::show(app, bundle, ordinal, article)}
            </article>
            {(!is_embedded).then(|| foot::related(app, bundle, ordinal))}
            {(!is_embedded).then(|| foot::neighbours(app, bundle, ordinal))}
            {lightbox::show(app, article)}
        </main>
    }
    .into_any()
}

fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::News => "news",
        Kind::Report => "report",
        Kind::Opinion => "opinion",
        Kind::Gallery => "gallery",
        Kind::Page => "page",
    }
}
