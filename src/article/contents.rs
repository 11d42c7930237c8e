//! What stands in the menu of an article's headings: where the reader is, what is left, and the way to each.

use tidings_bundle::Article;

use super::reading;
use crate::locale::dir_name;
use crate::platform::outline::{self, Heading};
use crate::platform::view::{View, link, tag};
use crate::route::{Page, Route};
use crate::state::App;

/// The list, as of now.
pub fn panel(app: App) -> View {
    let page = app.route.with_untracked(Route::page);
    let Page::Article(slug) = &page else { return View::Nothing };
    let headings = outline::headings();
    let here = headings.iter().rposition(|heading| heading.is_passed);
    let items = headings.iter().enumerate().map(|(index, heading)| {
        let Heading { text, id, level, .. } = heading;
        let open = link(&app.href(&Route::Article { slug: slug.clone(), at: Some(id.clone()) }))
            .attr("data-level", &level.to_string())
            .attr_some("aria-current", (Some(index) == here).then_some("location"));
        tag("li").child(open.text(text))
    });
    let place = app.content(&page).ok();
    let article = place.as_ref().and_then(|place| place.bundle.article(place.ordinal));
    let left = article.and_then(|article| left(app, article, outline::progress()));
    let list = tag("ol")
        .attr_some("lang", article.and_then(|article| article.language.as_deref()))
        .attr_some("dir", article.map(|article| dir_name(article.dir)))
        .children(items);
    let nav = tag("nav").class("contents").attr("aria-label", app.label("contents.title")).child(list);
    View::Many(vec![left.map(|left| tag("p").class("menu-label").text(&left)).into(), nav.into()])
}

/// What is left of the time that the whole takes.
fn left(app: App, article: &Article, progress: f64) -> Option<String> {
    let minutes = minutes_left(reading::minutes(article)?, progress);
    Some(match minutes {
        0 => app.label("contents.finished").to_owned(),
        minutes => app.words().count("contents.left", minutes),
    })
}

/// Whole minutes for what follows, begun ones included; `progress` goes from 0 to 1.
fn minutes_left(minutes: usize, progress: f64) -> usize {
    (minutes as f64 * (1.0 - progress)).ceil() as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn begun_minutes_count() {
        assert_eq!([0.0, 0.3, 0.99, 1.0].map(|progress| minutes_left(10, progress)), [10, 7, 1, 0]);
    }
}
