//! What lies over the picture: where one is, and buttons for all that gestures and keys do.

use std::cell::RefCell;
use std::rc::Rc;

use super::stage::Stage;
use super::{Lightbox, Shown};
use crate::gallery::steps::Step;
use crate::live::Live;
use crate::platform::clock::Timer;
use crate::platform::full_screen;
use crate::platform::view::{Tag, button, follow, tag};
use crate::shell::icon::icon;

/// How long a photo stays in a slide show: reading a caption of two lines, twice.
const STAY_MS: i32 = 6000;

impl Lightbox {
    /// "3 of 7". Silent while photos come by themselves.
    pub(super) fn counter(self) -> Tag {
        let text = move |at: Shown| {
            let words = self.app.words();
            let (n, count) = (words.number(at.index + 1), words.number(self.count(at)));
            words.fill("gallery.counter", &[("n", &n), ("count", &count)])
        };
        tag("p")
            .class("lightbox-counter")
            .attr("role", "status")
            .attr_live("aria-live", move || self.is_playing.get().then(|| "off".to_owned()))
            .text_live(move || self.shown().map(text).unwrap_or_default())
    }

    pub(super) fn tools(self, stage: &Rc<Stage>, leave: impl Fn() + 'static) -> Tag {
        let words = self.app.words();
        let is_full = Live::new(false);
        full_screen::follow(move || is_full.set(full_screen::is_on()));
        let (zoomed, is_enlarged) = (Rc::clone(stage), stage.is_enlarged);
        let describe = button("lightbox-button lightbox-describe", move || {
            self.is_described.set(!self.is_described.get_untracked());
        });
        let describe = describe
            .attr("data-to", "describe")
            .attr_live("hidden", move || (!self.has_description()).then(String::new))
            .attr_live("aria-pressed", move || Some(self.is_described.get().to_string()))
            .child(icon("describe"))
            .child(tag("span").class("lightbox-word").text(words.text("gallery.alt")));
        let zoom = self.switch_button("zoom", is_enlarged, ["gallery.smaller", "gallery.larger"], move || {
            zoomed.switch_by_button(self.width())
        });
        let play = self.switch_button("play", self.is_playing, ["gallery.pause", "gallery.play"], move || {
            self.is_playing.set(!self.is_playing.get_untracked());
        });
        let play =
            play.attr_live("hidden", move || self.shown().is_some_and(|at| self.count(at) < 2).then(String::new));
        let full = self.switch_button("full", is_full, ["gallery.window", "gallery.full"], || {
            full_screen::toggle(".lightbox-room")
        });
        let close = button("lightbox-button", leave)
            .attr("data-to", "close")
            // Not before it opens: a browser looks for this in whatever comes into the page.
            .attr_live("autofocus", move || self.shown().map(|_| String::new()))
            .attr("aria-label", words.text("gallery.close"))
            .child(icon("close"));
        let tools = tag("div").class("lightbox-tools").child(describe).child(zoom).child(play);
        tools.child(full_screen::is_possible().then_some(full)).child(close)
    }

    /// A button with one label for what is and another for what is not; the label's name, after its dot, is also the icon's.
    fn switch_button(
        self,
        to: &str,
        is_on: Live<bool>,
        [on, off]: [&'static str; 2],
        then: impl Fn() + 'static,
    ) -> Tag {
        let label = move || if is_on.get() { on } else { off };
        button("lightbox-button", then)
            .attr("data-to", to)
            .attr_live("aria-label", move || Some(self.app.label(label()).to_owned()))
            .live(move || icon(label().split('.').next_back().unwrap_or_default()).into())
    }

    /// `aria-disabled` at the ends rather than `disabled`, which would drop the focus of someone who steps through by keyboard.
    pub(super) fn step_button(self, to: &str, label: &str, step: Step) -> Tag {
        let then = move || {
            self.is_playing.set(false);
            self.go(step);
        };
        button("lightbox-button", then)
            .attr("data-to", to)
            .attr("aria-label", label)
            .attr_live("aria-disabled", move || (!self.leads(step)).then(|| "true".to_owned()))
            .child(icon(to))
    }

    /// Whether somebody has described the photo on show.
    fn has_description(self) -> bool {
        self.of_photo(|photo| photo.alt.as_ref().map(|alt| !alt.is_empty())).unwrap_or_default()
    }

    /// Brings the next photo after a while, as long as the reader wants it.
    pub(super) fn play_on(self) {
        let timer = RefCell::new(None);
        follow(Box::new(move || {
            let is_on = self.is_playing.get() && self.shown().is_some();
            let next = move || if self.leads(Step::Next) { self.go(Step::Next) } else { self.is_playing.set(false) };
            timer.replace(is_on.then(|| Timer::after(STAY_MS, next)).flatten());
        }));
    }
}
