//! In somebody else's page: what that page is told, and what it may ask for. docs/embedding.md lists both.

use super::{App, has_markdown};
use crate::platform::history::Arrival;
use crate::platform::view::{self, follow};
use crate::platform::{document, embed};
use crate::route::{Page, Route};

impl App {
    /// Tells the page around this one, if there is one, what has happened.
    pub fn tell_host_page(self, what: &str, details: &[(&str, &str)]) {
        if document::has_reader() && self.config.with_untracked(|config| config.is_embedded) {
            embed::tell(what, details);
        }
    }

    /// The first page is on show. The page around is told so, and of each article from now on; it may send the reader elsewhere.
    pub(super) fn serve_host_page(self) {
        let bundle = self.bundle();
        if has_markdown(&bundle) {
            self.want_engine();
        }
        // An address that leads nowhere has been told as an error; a viewer that shows nothing is not ready.
        let is_ready = move || self.content(&self.route.with(Route::page)).is_ok();
        let ready = move || self.tell_host_page("ready", &[("title", &bundle.title)]);
        view::once(Box::new(is_ready), Box::new(ready));
        follow(Box::new(move || self.tell_article()));
        embed::watch_sight();
        let Some(host) = self.config.with_untracked(|config| config.host_origin.clone()) else { return };
        embed::obey(host, move |address| {
            let route = Route::parse(address);
            // The host's Back button stays the host's.
            self.history.with_untracked(|history| history.replace(&route));
            self.arrive(route, Arrival::New);
        });
    }

    fn tell_article(self) {
        let page = self.route.with(Route::page);
        let (Page::Article(slug), Ok(place)) = (&page, self.content(&page)) else { return };
        let Some(article) = place.bundle.article(place.ordinal) else { return };
        let address = document::address_outside_frame(&self.href_article(slug));
        self.tell_host_page("open", &[("item", slug), ("title", article.headline()), ("address", &address)]);
    }
}
