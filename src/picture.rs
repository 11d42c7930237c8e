//! One picture with what is said about it. A picture on another host is not fetched: it stands as a link.

use tidings_bundle::Picture;

use crate::locale::dir_name;
use crate::platform::document;
use crate::platform::view::{Tag, View, tag};
use crate::shell::footer::abroad;
use crate::shell::icon::icon;
use crate::state::App;

/// Where a picture comes from.
pub enum Source {
    /// Our own origin.
    Ours(String),
    /// Another host, which only a click may ask.
    Foreign(String),
}

pub fn source(app: App, picture: &Picture) -> Option<Source> {
    app.file(&picture.src).map(|(address, is_ours)| {
        if is_ours || address.starts_with("data:") { Source::Ours(address) } else { Source::Foreign(address) }
    })
}

/// Credit and licence in one line.
pub fn credit(picture: &Picture) -> Option<String> {
    let parts: Vec<&str> = [&picture.credit, &picture.license].into_iter().flatten().map(String::as_str).collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

/// `width` is `column`, `wide` or `full`.
pub fn figure(app: App, picture: &Picture, width: &str) -> Option<View> {
    let image = match source(app, picture)? {
        Source::Ours(address) => image(picture, &address, false),
        Source::Foreign(address) => foreign(app, &address, picture.alt.as_deref()),
    };
    let has_caption = picture.caption.is_some() || picture.credit.is_some();
    let caption = has_caption.then(|| {
        tag("figcaption")
            .class("picture-caption")
            .child(picture.caption.as_deref().map(|text| tag("span").class("picture-text").text(text)))
            .text(" ")
            .child(credit(picture).map(|text| tag("span").class("picture-credit").text(&text)))
    });
    Some(tag("figure").class("picture").attr("data-width", width).child(image).child(caption).into())
}

/// The image itself, with its room kept. One that is not lazy is what the page is about and goes first.
pub fn image(picture: &Picture, address: &str, is_lazy: bool) -> Tag {
    let pixels = |value: Option<u32>| value.map(|value| value.to_string());
    tag("img")
        .attr_some("width", pixels(picture.width).as_deref())
        .attr_some("height", pixels(picture.height).as_deref())
        .attr("alt", picture.alt.as_deref().unwrap_or_default())
        .attr("decoding", "async")
        // Before the address: an image begins to load when it gets one.
        .attr_some("loading", is_lazy.then_some("lazy"))
        .attr_some("fetchpriority", (!is_lazy).then_some("high"))
        .attr("src", address)
}

/// What stands for a picture that another host would have to be asked for: its text, and a link for those who want to ask.
pub fn foreign(app: App, address: &str, alt: Option<&str>) -> Tag {
    let host = document::host(address).unwrap_or_default();
    let words = app.words();
    let (language, dir) = (words.tag(), dir_name(words.language().dir));
    let note = tag("span").class("foreign-picture-note").attr("lang", language).attr("dir", dir).child(icon("picture"));
    let open = abroad(address).class("foreign-picture-link").attr("lang", language).attr("dir", dir);
    tag("span")
        .class("foreign-picture")
        .child(alt.filter(|text| !text.is_empty()).map(|text| tag("span").class("foreign-picture-alt").text(text)))
        .child(note.text(&words.fill("picture.foreign", &[("host", &host)])))
        .child(open.text(words.text("picture.open")).child(icon("external")))
}
