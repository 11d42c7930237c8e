//! Coming to a page: which route is on show, and to what place on its page a reader is taken.
//!
//! 1. [`App::arrive`] is told of every address. A page that is another waits until it has all it needs.
//! 2. [`settle`] goes to the place that the address names, to where the reader was before, or to the top.
//! 3. Whoever follows a result of a search then comes to its passage, as soon as the text is on the page ([`App::follow_into`]).

use tidings_engine::Segment;

use super::App;
use crate::platform::history::Arrival;
use crate::platform::view::Tag;
use crate::platform::{clock, document, scroll};
use crate::route::Route;

/// A result that a reader follows: the article, the passage that was shown of it, and the text of the article once that is on the page.
#[derive(Clone)]
pub struct Followed {
    pub slug: String,
    pub passage: Vec<Segment>,
    pub text: Option<Tag>,
}

impl App {
    /// Follows the history: called for every address the browser shows.
    pub fn arrive(&self, route: Route, arrival: Arrival) {
        let page = route.page();
        let is_same_page = self.route.with_untracked(|shown| shown.page() == page);
        let at = match &route {
            Route::Article { at, .. } => at.clone(),
            _ => None,
        };
        let is_followed = |followed: &Followed| matches!(&route, Route::Article { slug, .. } if *slug == followed.slug);
        if !self.followed.with_untracked(|followed| followed.as_ref().is_some_and(is_followed)) {
            self.followed.set(None);
        }
        self.sheet.set(None);
        // The line may be better by now.
        self.lazy_loader.forget_failure();
        let was_photo = self.route.with_untracked(|shown| matches!(shown, Route::Photo { .. }));
        self.route.set(route);
        if !is_same_page {
            let app = *self;
            self.is_settling.set(true);
            // There is a heading to go to once the page has all it needs; by then the reader may have gone on.
            app.once_here(Box::new(move || {
                if app.route.with_untracked(|route| route.page() == page) {
                    settle(arrival, at, true);
                    clock::before_paint(move || {
                        app.is_settling.set(false);
                        app.show_passage();
                    });
                }
            }));
        } else if !was_photo && at.is_some() {
            settle(arrival, at, false);
        }
    }

    /// The text of an article is on the page: goes to the passage by which it was found, if the reader comes from there.
    pub fn follow_into(self, slug: &str, text: &Tag) {
        let followed = self.followed.with_untracked(Clone::clone).filter(|followed| followed.slug == slug);
        let Some(followed) = followed else { return };
        self.followed.set(Some(Followed { text: Some(text.clone()), ..followed }));
        if !self.is_settling.get_untracked() {
            clock::before_paint(move || self.show_passage());
        }
    }

    fn show_passage(self) {
        if let (Some(Followed { passage, text: Some(text), .. }), Ok(lazy)) =
            (self.followed.with_untracked(Clone::clone), self.lazy_here())
        {
            self.followed.set(None);
            (lazy.passage)(&text, &passage);
        }
    }

    /// The first page keeps the focus where the browser put it; only a place within it is gone to.
    pub(super) fn settle_first(self, arrival: Option<Arrival>) {
        let at = self.route.with_untracked(|route| match route {
            Route::Article { at, .. } => at.clone(),
            _ => None,
        });
        match arrival {
            // The reader may have begun to read what the page held before, so nothing scrolls to the top.
            Some(Arrival::New) if at.is_none() => {}
            Some(arrival) => settle(arrival, at, false),
            None => {}
        }
    }
}

/// After a page was replaced: scroll to where the reader should be, and say to assistive technology where that is.
fn settle(arrival: Arrival, at: Option<String>, is_new_page: bool) {
    clock::before_paint(move || {
        if at.is_some_and(|id| scroll::to_element(&id)) {
            return;
        }
        match arrival {
            Arrival::New => scroll::to(0),
            Arrival::Again { scrolled } => scroll::back_to(scrolled),
        }
        if is_new_page {
            document::focus("main h1");
        }
    });
}
