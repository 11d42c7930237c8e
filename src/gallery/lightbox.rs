//! One photo at a time, over its article.
//!
//! 1. The route says which photo; an effect opens or closes the native `<dialog>` to match, and the browser keeps the focus
//!    inside and gives it back afterwards.
//! 2. Next and previous replace the address, so that Back always closes.
//! 3. Closing goes back to the article's entry if the reader came from there, and replaces the address if the photo's link was
//!    opened directly.

use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::untrack;
use tidings_bundle::{Article, Bundle, Direction, Ordinal, Picture};

use super::steps::Step;
use crate::live::Live;
use crate::locale::dir_name;
use crate::picture::{self, Place, Source};
use crate::platform::view::{Tag, View, button, follow, tag};
use crate::platform::{clock, dialog};
use crate::route::Route;
use crate::shell::icon::icon;
use crate::state::App;

/// The lightbox of an article; `Copy`, so that every handler can have it.
#[derive(Clone, Copy)]
struct Lightbox {
    app: App,
    bundle: Live<Arc<Bundle>>,
    ordinal: Ordinal,
}

/// The photo on show: which gallery of the article, and the index of the photo in it.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Shown {
    gallery: usize,
    index: usize,
}

pub fn show(app: App, bundle: &Arc<Bundle>, ordinal: Ordinal) -> View {
    let lightbox = Lightbox { app, bundle: Live::new(Arc::clone(bundle)), ordinal };
    let words = app.words();
    let is_right_to_left = words.language().dir == Direction::RightToLeft;
    let came_from_article = Rc::new(Cell::new(false));
    let leave = {
        let came_from_article = Rc::clone(&came_from_article);
        move || lightbox.leave(came_from_article.get())
    };
    let pressed = Cell::new(None::<(i32, i32)>);
    let pressed = Rc::new(pressed);
    let released = Rc::clone(&pressed);
    let (leave_by_key, leave_by_browser) = (leave.clone(), leave.clone());
    let close = button("lightbox-button", leave)
        .attr("data-to", "close")
        // Not before it opens: a browser looks for this in whatever comes into the page.
        .attr_live("autofocus", move || lightbox.shown().map(|_| String::new()))
        .attr("aria-label", words.text("gallery.close"));
    let element = tag("dialog")
        .class("lightbox")
        .attr("lang", words.tag())
        .attr("dir", dir_name(words.language().dir))
        .attr_live("aria-label", move || Some(lightbox.title()))
        .live(move || lightbox.stage())
        .child(tag("div").class("lightbox-tools").child(close.child(icon("close"))))
        .child(lightbox.step_button("previous", words.text("gallery.previous"), Step::Previous))
        .child(lightbox.step_button("next", words.text("gallery.next"), Step::Next))
        .on("keydown", move |event| {
            if let Some(step) = Step::of_key(&event.key(), is_right_to_left) {
                event.prevent_default();
                lightbox.go(step);
            }
        })
        .on("pointerdown", move |event| pressed.set(event.touch()))
        .on("pointerup", move |event| {
            if let Some(((x, y), (from_x, from_y))) = event.touch().zip(released.take()) {
                Step::of_swipe(x - from_x, y - from_y, is_right_to_left).into_iter().for_each(|step| lightbox.go(step));
            }
        })
        // Escape, and the back gesture of phones.
        .on("cancel", move |event| {
            event.prevent_default();
            leave_by_key();
        })
        // A browser may close a dialog without asking.
        .on("close", move |_| leave_by_browser());
    let opened = element.clone();
    let was_open = Cell::new(None::<bool>);
    follow(Box::new(move || {
        let is_open = lightbox.shown().is_some();
        let before = was_open.replace(Some(is_open));
        if is_open {
            if before == Some(false) {
                came_from_article.set(true);
            }
            let opened = opened.clone();
            // The first time the dialog is not in the page yet.
            if before.is_none() { clock::before_paint(move || dialog::open(&opened)) } else { dialog::open(&opened) }
        } else {
            came_from_article.set(false);
            dialog::close(&opened);
        }
    }));
    element.into()
}

impl Lightbox {
    /// With the article.
    fn bundle(self) -> Arc<Bundle> {
        self.bundle.get_untracked()
    }

    fn shown(self) -> Option<Shown> {
        self.app.route.with(|route| shown_by(route, self.bundle().article(self.ordinal)?))
    }

    fn count(self, at: Shown) -> usize {
        let bundle = self.bundle();
        let gallery = bundle.article(self.ordinal).and_then(|article| article.galleries.get(at.gallery));
        gallery.map_or(0, |gallery| gallery.items.len())
    }

    fn title(self) -> String {
        let titled = || self.bundle().article(self.ordinal)?.galleries.get(self.shown()?.gallery)?.title.clone();
        titled().unwrap_or_else(|| self.app.label("gallery.title").to_owned())
    }

    fn go(self, step: Step) {
        if let Some(route) = self.route_after(step) {
            self.app.replace(route);
        }
    }

    fn route_after(self, step: Step) -> Option<Route> {
        let at = untrack(|| self.shown())?;
        let bundle = self.bundle();
        let article = bundle.article(self.ordinal)?;
        let gallery = article.galleries.get(at.gallery)?;
        let number = step.from(at.index + 1, gallery.items.len())?;
        Some(Route::Photo { slug: article.slug.to_string(), gallery: gallery.id.clone(), number })
    }

    fn leave(self, came_from_article: bool) {
        // A dialog that an effect has closed says so too; then there is nothing left to leave.
        if untrack(|| self.shown()).is_none() {
            return;
        }
        if came_from_article {
            self.app.back();
        } else if let Some(article) = self.bundle().article(self.ordinal) {
            self.app.replace(Route::Article { slug: article.slug.to_string(), at: None });
        }
    }

    /// `aria-disabled` at the ends rather than `disabled`, which would drop the focus of someone who steps through by keyboard.
    fn step_button(self, to: &str, label: &str, step: Step) -> Tag {
        let leads_nowhere = move || self.shown().is_none_or(|at| step.from(at.index + 1, self.count(at)).is_none());
        button("lightbox-button", move || self.go(step))
            .attr("data-to", to)
            .attr("aria-label", label)
            .attr_live("aria-disabled", move || leads_nowhere().then(|| "true".to_owned()))
            .child(icon(to))
    }

    fn stage(self) -> View {
        self.photo().into()
    }

    fn photo(self) -> Option<View> {
        let at = self.shown()?;
        let bundle = self.bundle();
        let article = bundle.article(self.ordinal)?;
        let gallery = article.galleries.get(at.gallery)?;
        let photo = gallery.items.get(at.index)?;
        let words = self.app.words();
        let places = [("n", words.number(at.index + 1)), ("count", words.number(gallery.items.len()))];
        let places = places.each_ref().map(|(name, value)| (*name, value.as_str()));
        let caption = tag("figcaption")
            .class("lightbox-caption")
            .attr_some("lang", article.language.as_deref())
            .attr("dir", dir_name(article.dir))
            .child(photo.caption.as_deref().map(|text| tag("p").class("lightbox-text").text(text)))
            .child(picture::credit(photo).map(|text| tag("p").class("lightbox-credit").text(&text)));
        let stage = tag("figure").class("lightbox-stage").child(self.picture(&bundle, photo)).child(caption);
        let counter =
            tag("p").class("lightbox-counter").attr("role", "status").text(&words.fill("gallery.counter", &places));
        Some(View::Many(vec![stage.into(), counter.into()]))
    }

    fn picture(self, bundle: &Bundle, photo: &Picture) -> Option<Tag> {
        Some(match picture::source(self.app, photo)? {
            Source::Ours(address) => {
                picture::image(self.app, bundle, photo, &address, Place::Stage).class("lightbox-picture")
            }
            Source::Foreign(address) => picture::foreign(self.app, &address, photo.alt.as_deref()),
        })
    }
}

fn shown_by(route: &Route, article: &Article) -> Option<Shown> {
    let Route::Photo { slug, gallery, number } = route else { return None };
    if *slug != article.slug.as_str() {
        return None;
    }
    let position = article.galleries.iter().position(|candidate| candidate.id == *gallery)?;
    let count = article.galleries.get(position)?.items.len();
    // A link to a photo that is no longer there shows the last one rather than nothing.
    Some(Shown { gallery: position, index: (*number).min(count).checked_sub(1)? })
}
