//! What happens while an article is read: it counts as opened, where its reader is gets remembered, its end counts as read, and who comes
//! back is offered to go on where they stopped.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use tidings_bundle::{Bundle, Ordinal};

use super::record::{Place, Record, fingerprint};
use super::{change, pin};
use crate::live::Live;
use crate::platform::clock::{self, Timer};
use crate::platform::listener::Listener;
use crate::platform::view::{View, button, keep, live, tag};
use crate::platform::{document, intl, outline};
use crate::route::Route;
use crate::shell::icon::icon;
use crate::state::App;

/// Milliseconds after scrolling until the place is remembered.
const PAUSE: i32 = 400;
/// Milliseconds that the end of a text is on show until it counts as read.
const END: i32 = 2500;
/// Thousandths of a text: who stopped before the first is at the beginning, who stopped behind the second is at the end.
const WORTH: std::ops::Range<u32> = 60..920;

/// One article on show. Clones are the same.
#[derive(Clone)]
struct Tracking {
    app: App,
    bundle: Arc<Bundle>,
    ordinal: Ordinal,
    /// Where the reader stopped before, while that is on offer.
    offered: Live<Option<Place>>,
    pause: Rc<RefCell<Option<Timer>>>,
    end: Rc<RefCell<Option<Timer>>>,
    is_read: Rc<Cell<bool>>,
}

/// Remembers what happens to the article on show, and offers the way to where its reader stopped.
pub fn follow(app: App, bundle: &Arc<Bundle>, ordinal: Ordinal) -> View {
    let Some(article) = bundle.article(ordinal).filter(|_| document::has_reader()) else { return View::Nothing };
    let before = change::record(app, article.slug.as_str());
    let goes_elsewhere = app.route.with_untracked(|route| !matches!(route, Route::Article { at: None, .. }));
    let before_place = before.place.filter(|place| WORTH.contains(&place.part) && !goes_elsewhere);
    let tracking = Tracking {
        app,
        bundle: Arc::clone(bundle),
        ordinal,
        offered: Live::new(None),
        pause: Rc::default(),
        end: Rc::default(),
        is_read: Rc::new(Cell::new(before.read.is_some())),
    };
    tracking.change(|record| record.opened = Some(intl::now()));
    // It may have changed since, or have been saved on another device.
    if before.saved.is_some() {
        pin::keep(app, article);
    }
    tracking.watch_end();
    if let Some(place) = before_place {
        let offered = tracking.offered;
        // By then the page is where it was come to: at its beginning, or where the reader left it a moment ago.
        clock::after_paint(move || {
            if outline::is_at_top() {
                offered.set(Some(place));
            }
        });
    }
    let on_scroll = tracking.clone();
    keep(Box::new(Listener::on_window("scroll", move |_| {
        let tracking = on_scroll.clone();
        let note = move || {
            tracking.note_place();
            tracking.watch_end();
        };
        *on_scroll.pause.borrow_mut() = Timer::after(PAUSE, note);
    })));
    keep(Box::new(Timers { pause: Rc::clone(&tracking.pause), end: Rc::clone(&tracking.end) }));
    live(Box::new(move || tracking.offered.get().map(|place| tracking.offer(place)).into()))
}

/// Stops what is waited for when the article goes; the timers themselves hold on to what they are for.
struct Timers {
    pause: Rc<RefCell<Option<Timer>>>,
    end: Rc<RefCell<Option<Timer>>>,
}

impl Drop for Timers {
    fn drop(&mut self) {
        self.pause.take();
        self.end.take();
    }
}

impl Tracking {
    fn change(&self, then: impl FnOnce(&mut Record)) {
        if let Some(article) = self.bundle.article(self.ordinal) {
            change::change(self.app, article, then);
        }
    }

    fn note_place(&self) {
        let part = (outline::progress() * 1000.0) as u32;
        let offered = self.offered.with_untracked(|offered| offered.as_ref().map(|place| place.part));
        // What is on offer is not lost by looking at the beginning.
        if offered.is_some_and(|offered| part < offered) {
            return;
        }
        self.offered.set(None);
        let place = outline::paragraph_on_show().map(|(id, text)| Place { id, fingerprint: fingerprint(&text), part });
        self.change(|record| record.place = place.filter(|_| WORTH.contains(&part)));
    }

    /// Counts the article as read if its end stays on show.
    fn watch_end(&self) {
        if self.is_read.get() || !outline::is_end_on_show() {
            *self.end.borrow_mut() = None;
            return;
        }
        let tracking = self.clone();
        *self.end.borrow_mut() = Timer::after(END, move || {
            if outline::is_end_on_show() && !tracking.is_read.replace(true) {
                tracking.change(|record| {
                    record.read = Some(intl::now());
                    record.place = None;
                });
            }
        });
    }

    fn offer(&self, place: Place) -> View {
        let words = self.app.words();
        let (offered, dismissed) = (self.offered, self.offered);
        let go = move || {
            offered.set(None);
            outline::go_to_paragraph(&place.id, |text| fingerprint(text) == place.fingerprint);
        };
        let close = button("notice-close", move || dismissed.set(None))
            .attr("aria-label", words.text("notice.dismiss"))
            .child(icon("close"));
        tag("aside")
            .class("resume")
            .attr("aria-label", words.text("library.resume"))
            .child(button("button", go).child(icon("resume")).text(words.text("library.resume")))
            .child(close)
            .into()
    }
}
