//! When there is no bundle, or a part of it is wanting: what happened, what the reader can do, and the details for whoever runs the site.

use super::{heading, page};
use crate::load::LoadError;
use crate::platform::view::{View, button, tag};
use crate::platform::{clock, document};
use crate::shell::icon::icon;
use crate::shell::lazy_region::quiet_region;
use crate::state::App;

pub fn show(app: App, error: &LoadError) -> View {
    let kind = error.kind();
    let about = if app.loaded().is_some() { error.kind_of_part() } else { kind };
    let words = |part: &str| app.label(&format!("error.{about}.{part}"));
    document::set_title(words("title"));
    app.tell_host_page("error", &[("kind", kind)]);
    let retry = button("button", move || app.try_again())
        .attr("data-kind", "primary")
        .child(icon("retry"))
        .text(app.label("error.retry"));
    let details = tag("details")
        .class("problem-details")
        .child(tag("summary").text(app.label("error.details")))
        .child(tag("pre").attr("dir", "ltr").attr("lang", "en").attr("tabindex", "0").text(&error.to_string()));
    let problem = tag("section")
        .class("problem")
        .attr("data-kind", kind)
        .attr("role", "alert")
        .child(tag("p").class("problem-kicker").text(words("kicker")))
        .child(heading("problem-title").text(words("title")))
        .child(tag("p").class("problem-what").text(words("what")))
        .child(tag("p").class("problem-remedy").text(words("remedy")))
        .child(tag("p").class("problem-actions").child(retry))
        .child(details);
    let is_ours = !app.config.with_untracked(|config| config.is_embedded);
    let remedy = is_ours.then(|| {
        clock::after_paint(move || drop(app.lazy()));
        quiet_region(app, move |lazy| (lazy.remedy)(app))
    });
    page("problem").child(problem).child(remedy).into()
}
