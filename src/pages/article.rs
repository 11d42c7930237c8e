//! One article.

use std::sync::Arc;

use tidings_bundle::{Bundle, Kind, Ordinal};

use super::{missing, page};
use crate::article::{body, foot, head, series};
use crate::lazy::Lazy;
use crate::locale::dir_name;
use crate::platform::document;
use crate::platform::view::{View, tag};
use crate::shell::lazy_region::quiet_region;
use crate::state::App;

pub fn show(app: App, bundle: &Arc<Bundle>, ordinal: Ordinal) -> View {
    let Some(article) = bundle.article(ordinal) else { return missing::show(app) };
    document::set_title(&format!("{} · {}", article.headline(), bundle.title));
    let is_embedded = app.config.with_untracked(|config| config.is_embedded);
    let whole = tag("article")
        .class("article")
        .attr("data-kind", kind_name(article.kind))
        .attr_some("lang", article.language.as_deref())
        .attr("dir", dir_name(article.dir))
        .child(head::show(app, bundle, article))
        .child(head::lead(app, bundle, article))
        .child(body::show(app, bundle, ordinal, article))
        .child(foot::show(app, bundle, ordinal, article))
        .child((!is_embedded).then(|| series::show(app, bundle, ordinal, article)));
    let of_photos = Arc::clone(bundle);
    let photos = move |lazy: &'static Lazy| (lazy.photos)(app, &of_photos, ordinal);
    let of_tracking = Arc::clone(bundle);
    let tracking = move |lazy: &'static Lazy| (lazy.tracking)(app, &of_tracking, ordinal);
    page("article")
        .child(head::breadcrumb(app, bundle, article.main_category(), false))
        .child(whole)
        .child((!is_embedded).then(|| foot::related(app, bundle, ordinal)))
        .child((!is_embedded).then(|| foot::neighbours(app, bundle, ordinal)))
        .child((!is_embedded).then(|| quiet_region(app, tracking)))
        .child((!article.galleries.is_empty()).then(|| quiet_region(app, photos)))
        .into()
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
