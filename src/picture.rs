//! One picture with what is said about it. A picture on another host is not fetched: it stands as a link.
//!
//! The browser chooses among the sizes that the packer made ([`candidates`]), by how wide the picture will stand ([`Place`]). Where it
//! stands is painted with its hint until it is there, and one that cannot be had gives way to the original.

use tidings_bundle::{Bundle, Media, Picture};

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
    app.loadable(&picture.src).map(|(address, is_ours)| {
        if is_ours || address.starts_with("data:") { Source::Ours(address) } else { Source::Foreign(address) }
    })
}

/// Where a picture stands, which decides how wide it is and how soon it is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Over the front page's first story.
    Top,
    /// Beside or over another story.
    Card,
    /// At the end of a row.
    Row,
    /// Over an article's text.
    Lead,
    /// In the text.
    Body,
    /// In a gallery's rows.
    Cell,
    /// On the whole screen.
    Stage,
}

impl Place {
    /// About how wide pictures stand here (style/layout.css, style/tokens.css), for `sizes`. A little too wide costs nothing: the sizes
    /// that there are lie far apart.
    fn sizes(self) -> &'static str {
        match self {
            Place::Top => "(min-width: 85rem) 41rem, (min-width: 61rem) 50vw, 100vw",
            Place::Card => "(min-width: 44rem) 18rem, 30vw",
            Place::Row => "(min-width: 44rem) 14rem, 30vw",
            Place::Lead => "(min-width: 69rem) 63rem, 92vw",
            Place::Body => "(min-width: 49rem) 45rem, 92vw",
            Place::Cell => "(min-width: 44rem) 22rem, 50vw",
            Place::Stage => "100vw",
        }
    }

    /// What the page is about goes first; all else when the reader comes near.
    fn is_first(self) -> bool {
        matches!(self, Place::Top | Place::Lead | Place::Stage)
    }
}

/// Pixels across that are enough on any screen for what does not fill it; wider originals are left for [`Place::Stage`].
const ENOUGH: u32 = 1600;

/// What `srcset` says: the smaller pictures with their widths, and the original where it has more to show. `None` without smaller ones.
/// Only what `own` gives an address for is named.
fn candidates(media: &Media, place: Place, own: impl Fn(&str) -> Option<String>) -> Option<String> {
    let mut set = String::new();
    let mut widest = 0;
    let smaller = media.renditions.iter().map(|rendition| (&rendition.src, rendition.width));
    for (src, width) in smaller.chain(media.width.map(|width| (&media.src, width))) {
        let is_original = src == &media.src;
        // Narrow to wide; of one width the first.
        if width <= widest || (is_original && (widest == 0 || (widest >= ENOUGH && place != Place::Stage))) {
            continue;
        }
        if let Some(address) = own(src) {
            let comma = if set.is_empty() { "" } else { ", " };
            [comma, &address, " ", &width.to_string(), "w"].into_iter().for_each(|part| set.push_str(part));
            widest = width;
        }
    }
    (widest > 0).then_some(set)
}

/// Says of an image how to load it, given what the feed calls it; its address comes after, since an image begins to load when it gets
/// one.
pub fn prepare(app: App, bundle: &Bundle, image: Tag, src: &str, place: Place) -> Tag {
    let image = image.attr("decoding", "async");
    let image = if place.is_first() { image.attr("fetchpriority", "high") } else { image.attr("loading", "lazy") };
    let Some(media) = bundle.media_at(src) else { return image };
    let own = |src: &str| app.loadable(src).filter(|(_, is_ours)| *is_ours).map(|(address, _)| address);
    let set = candidates(media, place, own);
    let image = image.attr_some("sizes", set.as_ref().map(|_| place.sizes())).attr_some("srcset", set.as_deref());
    // A picture without smaller sizes may be smaller than its place on the stage, and its hint would look out beside it.
    let fills = place != Place::Stage || set.is_some();
    let hint = media.preview.as_deref().filter(|hint| fills && hint.starts_with("data:"));
    image.or_original().background(hint)
}

/// Credit and licence in one line.
pub fn credit(picture: &Picture) -> Option<String> {
    let parts: Vec<&str> = [&picture.credit, &picture.license].into_iter().flatten().map(String::as_str).collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

/// `width` is `column`, `wide` or `full`.
pub fn figure(app: App, bundle: &Bundle, picture: &Picture, width: &str) -> Option<View> {
    let image = match source(app, picture)? {
        Source::Ours(address) => image(app, bundle, picture, &address, Place::Lead),
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

/// The image itself, with its room kept.
pub fn image(app: App, bundle: &Bundle, picture: &Picture, address: &str, place: Place) -> Tag {
    let pixels = |value: Option<u32>| value.map(|value| value.to_string());
    let image = tag("img")
        .attr_some("width", pixels(picture.width).as_deref())
        .attr_some("height", pixels(picture.height).as_deref())
        .attr("alt", picture.alt.as_deref().unwrap_or_default());
    prepare(app, bundle, image, &picture.src, place).attr("src", address)
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

#[cfg(test)]
mod tests {
    use tidings_bundle::Rendition;

    use super::*;

    fn media(width: u32, smaller: &[(&str, u32)]) -> Media {
        let rendition =
            |(src, width): &(&str, u32)| Rendition { src: (*src).to_owned(), width: *width, ..Rendition::default() };
        Media {
            src: "media/a.jpg".to_owned(),
            width: Some(width),
            height: Some(width),
            renditions: smaller.iter().map(rendition).collect(),
            ..Media::default()
        }
    }

    fn set(media: &Media, place: Place) -> Option<String> {
        candidates(media, place, |src| (!src.starts_with("https:")).then(|| format!("/{src}")))
    }

    #[test]
    fn the_browser_chooses_among_smaller_pictures_and_an_original_that_has_more_to_show() {
        let picture = media(1200, &[("s.webp", 480), ("m.webp", 960)]);
        assert_eq!(set(&picture, Place::Body).unwrap(), "/s.webp 480w, /m.webp 960w, /media/a.jpg 1200w");
    }

    #[test]
    fn an_original_larger_than_any_page_needs_is_for_the_stage_alone() {
        let picture = media(6000, &[("s.webp", 480), ("l.webp", 1600), ("l.jpg", 1600)]);
        assert_eq!(set(&picture, Place::Lead).unwrap(), "/s.webp 480w, /l.webp 1600w");
        assert_eq!(set(&picture, Place::Stage).unwrap(), "/s.webp 480w, /l.webp 1600w, /media/a.jpg 6000w");
    }

    #[test]
    fn a_picture_without_smaller_ones_has_its_address_only() {
        assert_eq!(set(&media(1200, &[]), Place::Body), None);
    }

    #[test]
    fn no_other_host_is_named() {
        assert_eq!(set(&media(1200, &[("https://else.example/s.webp", 480)]), Place::Body), None);
        let mixed = media(1200, &[("https://else.example/s.webp", 480), ("m.webp", 960)]);
        assert_eq!(set(&mixed, Place::Body).unwrap(), "/m.webp 960w, /media/a.jpg 1200w");
    }
}
