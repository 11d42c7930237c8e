//! One photo with what is said about it.

use std::cmp::Ordering;

use leptos::prelude::untrack;
use tidings_bundle::{Article, Bundle, Picture};

use super::Lightbox;
use crate::live::Live;
use crate::locale::dir_name;
use crate::picture::{self, Place, Source};
use crate::platform::view::{Tag, tag};

impl Lightbox {
    /// A photo of the gallery that is on show, or one beside it, whose picture may come later.
    pub(super) fn slide(self, bundle: &Bundle, article: &Article, photo: &Picture, index: usize) -> Tag {
        let is_broken = Live::new(false);
        let place = move || self.shown().map(|at| index.cmp(&at.index));
        let is_first = untrack(place) == Some(Ordering::Equal);
        let alt = photo.alt.clone().filter(|alt| !alt.is_empty());
        let described = tag("p").class("lightbox-alt").text_live(move || match self.is_described.get() {
            true => alt.clone().unwrap_or_default(),
            false => String::new(),
        });
        let caption = tag("figcaption")
            .class("lightbox-caption")
            .attr_some("lang", article.language.as_deref())
            .attr("dir", dir_name(article.dir))
            .child(photo.caption.as_deref().map(|text| tag("p").class("lightbox-text").text(text)))
            .child(described)
            .child(picture::credit(photo).map(|text| tag("p").class("lightbox-credit").text(&text)));
        let words = self.app.words();
        let excuse = tag("p")
            .class("lightbox-broken")
            .attr("lang", words.tag())
            .attr("dir", dir_name(words.language().dir))
            .text(words.text("gallery.broken"));
        let frame =
            tag("div").class("lightbox-frame").child(self.picture(bundle, photo, is_first, is_broken)).child(excuse);
        tag("figure")
            .class("lightbox-slide")
            .attr_live("data-place", move || {
                let name = match place()? {
                    Ordering::Less => "previous",
                    Ordering::Equal => "current",
                    Ordering::Greater => "next",
                };
                Some(name.to_owned())
            })
            .attr_live("inert", move || (place() != Some(Ordering::Equal)).then(String::new))
            .attr_live("data-broken", move || is_broken.get().then(String::new))
            .child(frame)
            .child(caption)
    }

    fn picture(self, bundle: &Bundle, photo: &Picture, is_first: bool, is_broken: Live<bool>) -> Option<Tag> {
        Some(match picture::source(self.app, photo)? {
            Source::Ours(address) => picture::image(self.app, bundle, photo, &address, Place::Stage)
                .class("lightbox-picture")
                // Dragging is ours.
                .attr("draggable", "false")
                .attr("fetchpriority", if is_first { "high" } else { "low" })
                // One of the smaller sizes gives way to the original, which may come after all.
                .on("error", move |_| is_broken.set(true))
                .on("load", move |_| is_broken.set(false)),
            Source::Foreign(address) => picture::foreign(self.app, &address, photo.alt.as_deref()),
        })
    }
}
