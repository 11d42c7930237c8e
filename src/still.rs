//! The pages of a packed site, written with the viewer's own views: what a page says before the viewer runs is what the viewer shows
//! when it does.
//!
//! The command `tidings` calls [`write()`] for every article and category and for the front page; the browser never does. There is no
//! window here: `platform::still` stands for what views need of one.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use leptos::prelude::Owner;
use tidings_bundle::{Bundle, Ordinal, Timestamp};

use crate::app::lazy_entry::enter;
use crate::app::viewer;
use crate::config::Config;
use crate::load::Loaded;
use crate::locale::{Language, Locale, dir_name};
use crate::platform::document;
use crate::platform::history::History;
use crate::platform::intl::{self, DateStyle};
use crate::route::{AddressStyle, Route};
use crate::shell::theme::Theme;
use crate::state::{App, Load};

/// The articles that the front page shows, in no particular order.
pub fn front_page(bundle: &Bundle) -> Vec<Ordinal> {
    crate::pages::front::shown(bundle)
}

/// What the interface calls its pages for searching and for saved articles, in the language of the publication; `words` as in [`Writer::new`].
pub fn titles(bundle: &Bundle, words: impl FnOnce(&str) -> Option<String>) -> [&'static str; 2] {
    let locale = locale_of(bundle, words);
    [locale.text("search.title"), locale.text("library.title")]
}

/// The interface in the language of the publication.
fn locale_of(bundle: &Bundle, words: impl FnOnce(&str) -> Option<String>) -> Locale {
    // Kept for the life of the program, each language once.
    static KEPT: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());
    let language = Language::choose(bundle.language.as_deref());
    let words = words(language.tag).map(|words| {
        let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
        kept.get(words.as_str()).copied().unwrap_or_else(|| {
            let words: &'static str = words.leak();
            kept.insert(words);
            words
        })
    });
    Locale::of(language, words)
}

/// A day in words, as the interface of that language writes it.
pub fn date(moment: Timestamp, language: &str) -> String {
    intl::date(moment.milliseconds(), language, DateStyle::Day)
}

/// Names as a sentence of that language lists them.
pub fn list(names: &[&str], language: &str) -> String {
    intl::list(names, language)
}

/// A page without its head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// What the page calls itself.
    pub title: String,
    /// Language and direction of the interface.
    pub language: &'static str,
    pub dir: &'static str,
    /// The whole body.
    pub html: String,
}

/// What all pages of a site share.
pub struct Writer {
    loaded: Loaded,
    locale: Locale,
}

impl Writer {
    /// Pages of `bundle` in the interface language of the publication. `words` are the lines of that language's file
    /// (`locales/<tag>.properties`), if it is not English.
    pub fn new(bundle: Arc<Bundle>, words: impl FnOnce(&str) -> Option<String>) -> Writer {
        let locale = locale_of(&bundle, words);
        let address = format!("{}feed.json", document::SITE).into();
        Writer { loaded: Loaded { bundle, bytes: Arc::default(), address }, locale }
    }

    /// Writes the page for a route. `root` leads from the page to the site's root: `./`, `../../`…
    pub fn write(&self, route: &Route, root: &str) -> Written {
        document::begin_page(root);
        let owner = Owner::new();
        let html = owner.with(|| {
            let config = Config::still(root);
            let history = History::still(AddressStyle::Path { base: root.to_owned() });
            let app = App::new(config, history, route.clone(), self.locale, Theme::default(), enter);
            app.load.set(Load::Ready(self.loaded.clone()));
            viewer(app).to_html()
        });
        owner.cleanup();
        let language = self.locale.language();
        Written { title: document::title(), language: language.tag, dir: dir_name(language.dir), html }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FEED: &str = r#"{"version":"https://jsonfeed.org/version/1.1","title":"The Paper","items":[
        {"id":"1","title":"Tide & mill","content_html":"<p>Water <script>alert(1)</script>turns <a href=\"b.html\">it</a>.</p>",
         "date_published":"2026-01-02T03:04:05Z","image":"media/a.png"}]}"#;

    fn writer() -> Writer {
        Writer::new(Arc::new(tidings_bundle::decode(FEED.as_bytes()).unwrap()), |_| None)
    }

    #[test]
    fn an_article_is_written_with_its_text_and_relative_addresses_and_without_its_script() {
        let route = Route::Article { slug: "tide-mill".into(), at: None };
        let page = writer().write(&route, "../../");
        assert_eq!(page.title, "Tide & mill · The Paper");
        assert!(
            page.html.contains("<h1 class=\"article-headline\" tabindex=\"-1\">Tide &amp; mill</h1>"),
            "{}",
            page.html
        );
        assert!(page.html.contains("src=\"../../media/a.png\"") && page.html.contains("Water turns "), "{}", page.html);
        assert!(!page.html.contains("<script") && !page.html.contains("site.invalid"), "{}", page.html);
    }

    #[test]
    fn the_front_page_leads_to_its_articles() {
        let page = writer().write(&Route::Front, "./");
        assert!(page.html.contains("href=\"./a/tide-mill/\""), "{}", page.html);
    }
}
