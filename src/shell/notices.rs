//! What the viewer has to say beside the page: that there is no network, or that there are new articles.

use super::icon::icon;
use crate::live::Live;
use crate::platform::view::{Tag, View, button, tag};
use crate::state::App;

pub fn notices(app: App) -> View {
    let is_dismissed = Live::new(false);
    tag("div")
        .class("notices")
        .attr("role", "status")
        .live(move || (!app.is_online.get() && !is_dismissed.get()).then(|| offline(app, is_dismissed)).into())
        .live(move || {
            let count = app.news.with(|news| news.count);
            (count > 0).then(|| news(app, count)).into()
        })
        .into()
}

fn offline(app: App, is_dismissed: Live<bool>) -> View {
    notice(app, ("offline", "offline"), app.label("notice.offline"), None, move || is_dismissed.set(true))
}

fn news(app: App, count: usize) -> View {
    let show = button("button", move || app.show_news()).text(app.label("news.show"));
    notice(app, ("news", "retry"), &app.words().count("news", count), Some(show), move || app.decline_news())
}

fn notice(app: App, (kind, image): (&str, &str), text: &str, act: Option<Tag>, dismiss: impl Fn() + 'static) -> View {
    let close = button("notice-close", dismiss).attr("aria-label", app.label("notice.dismiss")).child(icon("close"));
    tag("div")
        .class("notice")
        .attr("data-kind", kind)
        .child(icon(image))
        .child(tag("p").class("notice-text").text(text))
        .child(act)
        .child(close)
        .into()
}
