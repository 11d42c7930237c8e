//! Something that lives elsewhere: a card that says what and where, and asks nobody until it is clicked.

use tidings_bundle::Embed;

use super::paragraphs::paragraphs;
use crate::platform::document;
use crate::platform::view::{Tag, View, tag};
use crate::shell::footer::abroad;
use crate::shell::icon::icon;
use crate::state::App;

pub fn show(app: App, embed: &Embed) -> View {
    let host = embed.url.as_deref().and_then(document::host).or_else(|| embed.provider.clone()).unwrap_or_default();
    let title = embed.title.as_deref().unwrap_or(&host);
    let out = || embed.url.as_deref().map_or_else(|| tag("span"), abroad);
    let poster = embed.poster.as_deref().and_then(|poster| app.loadable(poster)).filter(|(_, is_ours)| *is_ours);
    let poster = poster.map(|(address, _)| {
        let picture = tag("img").attr("alt", "").attr("loading", "lazy").attr("src", &address);
        let play = tag("span").class("embed-play").child(icon("play"));
        // The line below is the same link with words; one stop is enough for keyboards and screen readers.
        out().class("embed-poster").attr("tabindex", "-1").attr("aria-hidden", "true").child(picture).child(play)
    });
    let transcript = embed.transcript.as_deref().map(|text| {
        tag("details")
            .class("embed-transcript")
            .child(tag("summary").text(app.label("embed.transcript")))
            .children(paragraphs(text))
    });
    let opens = out().text(&app.words().fill("embed.opens_at", &[("host", &host)])).child(icon("external"));
    let line = |class: &str, content: Tag| tag("p").class(class).child(content);
    let text = tag("figcaption")
        .class("embed-text")
        .child(tag("p").class("embed-provider").text(embed.provider.as_deref().unwrap_or(&host)))
        .child(tag("p").class("embed-title").text(title))
        .child(line("embed-note", opens))
        .child(transcript);
    tag("figure").class("embed").child(poster).child(text).into()
}
