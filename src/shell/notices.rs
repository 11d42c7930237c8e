//! What the viewer has to say beside the page: that there is no network.

use super::icon::icon;
use crate::live::Live;
use crate::platform::view::{View, button, tag};
use crate::state::App;

pub fn notices(app: App) -> View {
    let is_dismissed = Live::new(false);
    tag("div")
        .class("notices")
        .attr("role", "status")
        .live(move || (!app.is_online.get() && !is_dismissed.get()).then(|| offline(app, is_dismissed)).into())
        .into()
}

fn offline(app: App, is_dismissed: Live<bool>) -> View {
    let close = button("notice-close", move || is_dismissed.set(true))
        .attr("aria-label", app.label("notice.dismiss"))
        .child(icon("close"));
    tag("div")
        .class("notice")
        .attr("data-kind", "offline")
        .child(icon("offline"))
        .child(tag("p").class("notice-text").text(app.label("notice.offline")))
        .child(close)
        .into()
}
