//! One photo at a time, over its article.
//!
//! 1. The route says which photo; an effect opens or closes the native `<dialog>` to match, and the browser keeps the focus
//!    inside and gives it back afterwards.
//! 2. Next and previous replace the address, so that Back always closes.
//! 3. Closing goes back to the article's entry if the reader came from there, and replaces the address if the photo's link was
//!    opened directly.
//! 4. The photo stands between its neighbours ([`slide`]), which are fetched ahead and come in as it goes; where fingers, wheel and keys have
//!    put it is the [`stage`]'s business.

mod slide;
mod stage;
mod tools;

use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::untrack;
use tidings_bundle::{Article, Bundle, Direction, Gallery, Ordinal, Picture};

use super::steps::Step;
use crate::live::{Live, derive};
use crate::locale::dir_name;
use crate::platform::event::Event;
use crate::platform::view::{Tag, View, follow, tag};
use crate::platform::{clock, dialog, document, full_screen};
use crate::route::Route;
use crate::state::App;
use stage::{KEY, Stage, Wish};

/// The lightbox of an article; `Copy`, so that every handler can have it.
#[derive(Clone, Copy)]
struct Lightbox {
    app: App,
    bundle: Live<Arc<Bundle>>,
    ordinal: Ordinal,
    /// Whether the alternative text is shown as well.
    is_described: Live<bool>,
    /// Whether the next photo comes by itself.
    is_playing: Live<bool>,
    /// Whether nothing lies over the picture.
    is_bare: Live<bool>,
}

/// The photo on show: which gallery of the article, and the index of the photo in it.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Shown {
    gallery: usize,
    index: usize,
}

/// How much of the stage a key moves an enlarged picture by.
const PAN: f64 = 0.25;

pub fn show(app: App, bundle: &Arc<Bundle>, ordinal: Ordinal) -> View {
    // Nothing in it is of use before a script runs.
    if !document::has_reader() {
        return View::Nothing;
    }
    let lightbox = Lightbox {
        app,
        bundle: Live::new(Arc::clone(bundle)),
        ordinal,
        is_described: Live::new(false),
        is_playing: Live::new(false),
        is_bare: Live::new(false),
    };
    let words = app.words();
    let came_from_article = Rc::new(Cell::new(false));
    let leave = {
        let came_from_article = Rc::clone(&came_from_article);
        move || lightbox.leave(came_from_article.get())
    };
    let stage = lightbox.stage(leave.clone());
    let (pressed, leave_by_key, leave_by_browser) = (Rc::clone(&stage), leave.clone(), leave.clone());
    let is_enlarged = stage.is_enlarged;
    // A dialog itself may not have the whole screen; what is in it may.
    let room = tag("div")
        .class("lightbox-room")
        .attr_live("data-enlarged", move || is_enlarged.get().then(String::new))
        .attr_live("data-bare", move || lightbox.is_bare.get().then(String::new))
        .child(stage.tag())
        .child(lightbox.counter())
        .child(lightbox.tools(&stage, leave))
        .child(lightbox.step_button("previous", words.text("gallery.previous"), Step::Previous))
        .child(lightbox.step_button("next", words.text("gallery.next"), Step::Next));
    let element = tag("dialog")
        .class("lightbox")
        .attr("lang", words.tag())
        .attr("dir", dir_name(words.language().dir))
        .attr_live("aria-label", move || Some(lightbox.title()))
        .child(room)
        .on("keydown", move |event| lightbox.key(&pressed, &event))
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
            lightbox.is_playing.set(false);
            lightbox.is_bare.set(false);
            full_screen::leave();
            dialog::close(&opened);
        }
    }));
    lightbox.play_on();
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

    /// What is read of a gallery of the article.
    fn of_gallery<T>(self, index: usize, read: impl FnOnce(&Article, &Gallery) -> Option<T>) -> Option<T> {
        let bundle = self.bundle();
        let article = bundle.article(self.ordinal)?;
        read(article, article.galleries.get(index)?)
    }

    /// What is read of the photo on show.
    fn of_photo<T>(self, read: impl FnOnce(&Picture) -> Option<T>) -> Option<T> {
        let at = self.shown()?;
        self.of_gallery(at.gallery, |_, gallery| read(gallery.items.get(at.index)?))
    }

    fn count(self, at: Shown) -> usize {
        self.of_gallery(at.gallery, |_, gallery| Some(gallery.items.len())).unwrap_or_default()
    }

    fn title(self) -> String {
        let titled = || self.of_gallery(self.shown()?.gallery, |_, gallery| gallery.title.clone());
        titled().unwrap_or_else(|| self.app.label("gallery.title").to_owned())
    }

    fn go(self, step: Step) {
        if let Some(route) = self.route_after(step) {
            self.app.replace(route);
        }
    }

    fn route_after(self, step: Step) -> Option<Route> {
        let at = untrack(|| self.shown())?;
        self.of_gallery(at.gallery, |article, gallery| {
            let number = step.from(at.index + 1, gallery.items.len())?;
            Some(Route::Photo { slug: article.slug.to_string(), gallery: gallery.id.clone(), number })
        })
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

    /// Where the photos stand, the one on show between its neighbours.
    fn stage(self, leave: impl Fn() + Clone + 'static) -> Rc<Stage> {
        let slides = tag("div")
            .class("lightbox-stage")
            .keyed(move || self.keys(), move |key| self.slide_of(key).unwrap_or_else(|| tag("figure")));
        let stage = Stage::new(slides.clone(), Box::new(move |from_left| self.leads(self.step_from(from_left))));
        let [down, moved, up, cancelled, turned, wheel, rested] = std::array::from_fn(|_| Rc::clone(&stage));
        slides
            .on("pointerdown", move |event| {
                self.is_playing.set(false);
                down.down(&event);
            })
            .on("pointermove", move |event| moved.moved(&event, self.width()))
            .on("pointerup", move |event| match up.up(&event, self.width()) {
                Some(Wish::Turn { from_left }) => self.go(self.step_from(from_left)),
                Some(Wish::Close) => leave(),
                Some(Wish::Bare) => turned.after_tap(move || self.is_bare.set(!self.is_bare.get_untracked())),
                None => {}
            })
            .on("pointercancel", move |_| cancelled.cancel(self.width()))
            .on("wheel", move |event| wheel.wheel(&event, self.width()));
        let shown = derive(move || self.shown());
        follow(Box::new(move || {
            shown.track();
            rested.rest();
        }));
        stage
    }

    fn key(self, stage: &Stage, event: &Event) {
        if event.is_command() {
            return;
        }
        let key = event.key();
        let width = self.width();
        let is_enlarged = stage.is_enlarged.get_untracked();
        match key.as_str() {
            "+" | "=" => stage.zoom_by_key(width, KEY),
            "-" => stage.zoom_by_key(width, 1.0 / KEY),
            "0" => stage.rest(),
            "ArrowLeft" if is_enlarged => stage.pan(width, -PAN, 0.0),
            "ArrowRight" if is_enlarged => stage.pan(width, PAN, 0.0),
            "ArrowUp" if is_enlarged => stage.pan(width, 0.0, -PAN),
            "ArrowDown" if is_enlarged => stage.pan(width, 0.0, PAN),
            key => match Step::of_key(key, self.is_right_to_left()) {
                Some(step) => {
                    self.is_playing.set(false);
                    self.go(step);
                }
                None => return,
            },
        }
        event.prevent_default();
    }

    fn is_right_to_left(self) -> bool {
        self.app.words().language().dir == Direction::RightToLeft
    }

    /// What brings in the photo from beyond an edge of the stage.
    fn step_from(self, from_left: bool) -> Step {
        if from_left == self.is_right_to_left() { Step::Next } else { Step::Previous }
    }

    /// Whether there is a photo further on, as long as one is shown.
    fn leads(self, step: Step) -> bool {
        self.shown().is_some_and(|at| step.from(at.index + 1, self.count(at)).is_some())
    }

    /// The width of the photo on show in pixels, 1 if nobody has told.
    fn width(self) -> f64 {
        untrack(|| self.of_photo(|photo| photo.width)).unwrap_or(1).into()
    }

    /// The photos that are there: the one on show and those beside it, each as its gallery and its index.
    fn keys(self) -> Vec<String> {
        let Some(at) = self.shown() else { return Vec::new() };
        let last = (at.index + 1).min(self.count(at).saturating_sub(1));
        let indices = at.index.saturating_sub(1)..=last;
        indices.map(|index| [at.gallery.to_string(), index.to_string()].join(":")).collect()
    }

    fn slide_of(self, key: &str) -> Option<Tag> {
        let (gallery, index) = key.split_once(':')?;
        let index = index.parse().ok()?;
        self.of_gallery(gallery.parse().ok()?, |article, gallery| {
            Some(self.slide(&self.bundle(), article, gallery.items.get(index)?, index))
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
