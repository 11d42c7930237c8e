//! An address that leads nowhere in this publication.

use tidings_bundle::Filter;

use super::{heading, page};
use crate::platform::document;
use crate::platform::view::{View, link, tag};
use crate::route::Route;
use crate::state::App;

pub fn show(app: App) -> View {
    let title = app.label("missing.title");
    document::set_title(title);
    app.tell_host_page("error", &[("kind", "missing")]);
    let search = Route::Search { text: String::new(), filter: Filter::default() };
    let front =
        link(&app.href(&Route::Front)).class("button").attr("data-kind", "primary").text(app.label("front.title"));
    let search = link(&app.href(&search)).class("button").text(app.label("search.title"));
    let problem = tag("section")
        .class("problem")
        .attr("data-kind", "missing")
        .child(tag("p").class("problem-kicker").text(app.label("missing.kicker")))
        .child(heading("problem-title").text(title))
        .child(tag("p").class("problem-what").text(app.label("missing.what")))
        .child(tag("p").class("problem-actions").child(front).text(" ").child(search));
    page("problem").child(problem).into()
}
