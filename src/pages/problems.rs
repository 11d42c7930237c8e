//! What was wrong with the feed, for whoever publishes it.

use tidings_bundle::Bundle;

use super::{heading, page};
use crate::platform::document;
use crate::platform::view::{View, tag};
use crate::state::App;

/// More than this is the same mistake over and over.
const SHOWN: usize = 200;

pub fn show(app: App, bundle: &Bundle) -> View {
    let title = app.words().count("footer.problems", bundle.problems.len());
    document::set_title(&title);
    let rows = bundle.problems.iter().take(SHOWN).map(|problem| tag("li").text(&problem.to_string()));
    let head = tag("header")
        .class("page-head")
        .child(heading("page-title").text(&title))
        .child(tag("p").class("page-standfirst").text(app.label("problems.about")));
    // The decoder speaks to publishers, in English, as the specification does.
    page("problems")
        .child(head)
        .child(tag("ol").class("problem-list").attr("lang", "en").attr("dir", "ltr").children(rows))
        .into()
}
