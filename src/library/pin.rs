//! What an article needs is kept for as long as it is saved, however much else is read (public/worker/saved.js).

use tidings_bundle::Article;

use crate::platform::keeper::{self, Request};
use crate::platform::task;
use crate::state::App;

/// Keeps the files of a saved article, its pictures among them.
pub(super) fn keep(app: App, article: &Article) {
    let Some(loaded) = app.loaded() else { return };
    let slug = article.slug.as_str();
    let packed = loaded.bundle.packed.as_ref();
    let look_up = packed.map(|packed| format!("\nbundle/lookup/{}.json", packed.bucket(slug))).unwrap_or_default();
    tell(&[slug, "\n", &article.id, "\n", &loaded.address, &look_up].concat());
}

/// Lets the files of an article go that is saved no more.
pub(super) fn release(slug: &str) {
    tell(slug);
}

fn tell(names: &str) {
    let kept = keeper::ask(Request { what: "save", names, ..Request::default() });
    task::spawn(Box::pin(async move { drop(kept.await) }));
}
