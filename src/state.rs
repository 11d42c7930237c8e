//! What the whole viewer knows: a few signals, each with one writer.
//!
//! | signal | written by |
//! |---|---|
//! | `route` | [`App::arrive`] (history), [`App::replace`] (filters, photos, search text) |
//! | `load` | [`App::load_feed`] |
//! | `locale`, `theme` | `shell::settings` |
//! | `remembered` | `library::shelf` |
//! | `sheet` | whoever opens one; [`App::arrive`] and the sheet itself close it |
//! | `is_online` | `app::watch_network` |
//! | `news` | `state::news` |
//! | `engine_state`, `found`, `passages` | the engine client's callbacks |
//! | `followed` | `search::results`, until the article has it |

mod arrival;
mod embedded;
mod news;

use std::sync::Arc;

use tidings_bundle::theme::TOKENS;
use tidings_bundle::{Bundle, Content, Facets, Filter, Ordinal};
use tidings_engine::{Found, Segment};

use crate::archive::{Absent, Failed, Parts};
use crate::config::Config;
use crate::lazy::{Lazy, LazyLoader, Rendered};
use crate::live::Live;
use crate::load::{self, LoadError, Loaded};
use crate::locale::Locale;
use crate::platform::engine_client::{Corpus, EngineClient, EngineState, SearchAnswer};
use crate::platform::history::{Arrival, History};
use crate::platform::keeper::Keeping;
use crate::platform::{clock, document, fetch, held, service_worker, storage, task, view};
use crate::route::Route;
use crate::shell::sheet::Sheet;
use crate::shell::theme::Theme;
pub use arrival::Followed;
pub use news::News;

/// How far the feed is.
#[derive(Clone)]
pub enum Load {
    Waiting,
    Failed(LoadError),
    Ready(Loaded),
}

/// Handles to everything shared; `Copy`, so that closures can have it.
#[derive(Clone, Copy)]
pub struct App {
    pub config: Live<Config>,
    pub route: Live<Route>,
    pub load: Live<Load>,
    /// What else of an archive is here.
    pub parts: Live<Parts>,
    pub locale: Live<Locale>,
    pub theme: Live<Theme>,
    /// Told when something that the device remembers of articles has changed (`library::shelf`).
    pub remembered: Live<()>,
    /// How much of the publication is kept on the device for reading without a network.
    pub keeping: Live<Keeping>,
    /// The sheet over the page.
    pub sheet: Live<Option<Sheet>>,
    pub is_online: Live<bool>,
    /// What has appeared while the page was open.
    pub news: Live<News>,
    pub lazy_loader: LazyLoader,
    pub engine_state: Live<EngineState>,
    pub found: Live<Option<Found>>,
    /// The result that the reader follows.
    pub followed: Live<Option<Followed>>,
    /// A page has been asked for and has not been taken to its place yet.
    is_settling: Live<bool>,
    /// Better passages for the hits of `found`, by ordinal.
    pub passages: Live<Vec<(u32, Vec<Segment>)>>,
    engine: Live<Option<EngineClient>>,
    /// The engine of an archive was asked for.
    is_engine_wanted: Live<bool>,
    history: Live<History>,
}

impl App {
    /// `enter` leads to what the second file holds, once it is here.
    pub fn new(
        config: Config,
        history: History,
        route: Route,
        locale: Locale,
        theme: Theme,
        enter: fn() -> &'static Lazy,
    ) -> App {
        App {
            config: Live::new(config),
            route: Live::new(route),
            load: Live::new(Load::Waiting),
            parts: Live::new(Parts::default()),
            locale: Live::new(locale),
            theme: Live::new(theme),
            keeping: Live::new(Keeping::default()),
            sheet: Live::new(None),
            remembered: Live::new(()),
            is_online: Live::new(document::is_online()),
            news: Live::new(News::default()),
            lazy_loader: LazyLoader::new(enter),
            engine_state: Live::new(EngineState::Starting),
            found: Live::new(None),
            followed: Live::new(None),
            is_settling: Live::new(false),
            passages: Live::new(Vec::new()),
            engine: Live::new(None),
            is_engine_wanted: Live::new(false),
            history: Live::new(history),
        }
    }

    /// The `href` of a link to `route`.
    pub fn href(&self, route: &Route) -> String {
        self.history.with_untracked(|history| history.style().href(route))
    }

    pub fn href_article(&self, slug: &str) -> String {
        self.href(&Route::Article { slug: slug.to_owned(), at: None })
    }

    pub fn href_category(&self, path: &str) -> String {
        self.href(&Route::Category { path: path.to_owned(), filter: Filter::default() })
    }

    /// The interface language; components are made anew when it changes, so this does not subscribe.
    pub fn words(&self) -> Locale {
        self.locale.get_untracked()
    }

    pub fn label(&self, key: &str) -> &'static str {
        self.words().text(key)
    }

    /// Shows another state of the same page in place of this one.
    pub fn replace(&self, route: Route) {
        self.history.with_untracked(|history| history.replace(&route));
        self.route.set(route);
    }

    /// As if a link to `route` had been followed.
    pub fn go(&self, route: Route) {
        self.history.with_untracked(|history| history.push(&route));
        self.arrive(route, Arrival::New);
    }

    pub fn back(&self) {
        self.history.with_untracked(History::back);
    }

    /// Loads the feed, anew after a failure; `arrival` is given the first time, for the scroll position. `then` runs once it is here.
    pub fn load_feed(self, arrival: Option<Arrival>, then: Option<Box<dyn FnOnce()>>) {
        self.load.set(Load::Waiting);
        task::spawn(Box::pin(async move {
            let address = self.config.with_untracked(|config| config.feed.clone());
            let loaded = match address {
                Ok(address) => load::load(&address).await,
                Err(refused) => Err(LoadError::from(refused)),
            };
            match loaded {
                Ok(loaded) => {
                    self.dress(&loaded.bundle);
                    self.load.set(Load::Ready(loaded.clone()));
                    match then {
                        // The page that is to be taken over stays until all that it shows is here.
                        Some(then) => self.once_here(Box::new(move || {
                            if let Some(Failed(error)) = self.failure_of_written() {
                                return document::warn(&error.to_string());
                            }
                            then();
                            self.settled(arrival, loaded);
                        })),
                        None => self.settled(arrival, loaded),
                    }
                }
                Err(error) => {
                    // A page that holds its text already stays: it reads, and its links lead to pages that do as well.
                    if then.is_some() {
                        document::warn(&error.to_string());
                    }
                    self.load.set(Load::Failed(error));
                }
            }
        }));
    }

    /// Why the viewer cannot show what the page that was written for this address holds. That page is better than the words about it.
    fn failure_of_written(self) -> Option<Failed> {
        let page = self.route.with_untracked(|route| route.is_written().then(|| route.page()))?;
        match self.content(&page) {
            Err(Absent::Failed(failed)) if self.history.with_untracked(History::is_in_path) => Some(failed),
            _ => None,
        }
    }

    /// Calls `then` as soon as nothing that the page on show needs is on its way.
    fn once_here(self, then: Box<dyn FnOnce()>) {
        let is_coming = move || self.route.with(|route| matches!(self.content(&route.page()), Err(Absent::Coming)));
        view::once(Box::new(move || !is_coming()), then);
    }

    /// The page is on show: goes to its place, and starts what reading can wait for.
    fn settled(self, arrival: Option<Arrival>, loaded: Loaded) {
        self.settle_first(arrival);
        clock::after_paint(move || {
            let start = move || drop(self.lazy_here().map(|lazy| (lazy.services)(self, &loaded)));
            view::once(Box::new(move || self.lazy().is_ok()), Box::new(start));
        });
    }

    /// Starts what reading can do without.
    pub fn start_services(self, loaded: &Loaded) {
        let (is_embedded, root) = self.config.with_untracked(|config| (config.is_embedded, config.root.clone()));
        if is_embedded {
            return self.serve_host_page();
        }
        if loaded.bundle.packed.is_none() {
            self.start_engine(loaded);
        }
        task::spawn(Box::pin(service_worker::register(root)));
        self.watch_news();
        // A page in another tab may save an article that is listed here.
        storage::on_change(move || self.remembered.set(()));
    }

    /// After a failure: loads the feed, or what of it is missing.
    pub fn try_again(self) {
        fetch::distrust_cache();
        self.lazy_loader.forget_failure();
        match self.loaded() {
            Some(_) => self.parts.with_untracked(Parts::forget_failures),
            None => self.load_feed(None, None),
        }
    }

    /// Has everything look as the publication wants it, or the page around, which goes first.
    pub fn dress(&self, bundle: &Bundle) {
        self.config.with_untracked(|config| {
            for name in TOKENS {
                let mut tokens = config.tokens.tokens.iter().chain(&bundle.theme.tokens);
                let value = tokens.find(|(token, _)| *token == name).map(|(_, value)| value.as_str());
                document::set_root_property(&["--own-", name].concat(), value);
            }
        });
    }

    /// The bundle on show. Components that call this are shown only when there is one.
    pub fn loaded(&self) -> Option<Loaded> {
        self.load.with_untracked(|load| match load {
            Load::Ready(loaded) => Some(loaded.clone()),
            _ => None,
        })
    }

    pub fn bundle(&self) -> Arc<Bundle> {
        self.loaded().map(|loaded| loaded.bundle).unwrap_or_default()
    }

    /// The absolute address of a file that the feed names relative to itself, and whether it lies on this page's origin.
    pub fn file(&self, address: &str) -> Option<(String, bool)> {
        document::resolve_from(address, &self.loaded()?.address)
    }

    /// As [`Self::file`], for what the browser loads by its address; `None` also for what an edition in one file leaves out.
    pub fn loadable(&self, address: &str) -> Option<(String, bool)> {
        let (absolute, is_ours) = self.file(address)?;
        if is_ours { Some((held::loadable(absolute)?, true)) } else { Some((absolute, false)) }
    }

    /// Starts the engine on a freshly loaded feed, unless it runs or there is none.
    pub fn start_engine(&self, loaded: &Loaded) {
        let has_markdown = has_markdown(&loaded.bundle);
        let script = self.config.with_untracked(|config| match &config.markdown_engine {
            Some(script) if has_markdown => Some(script.clone()),
            _ => config.engine.clone(),
        });
        self.start(script, Corpus::Feed(&loaded.bytes));
    }

    fn start(self, script: Option<String>, corpus: Corpus<'_>) {
        let Some(script) = script else {
            let reason = "no engine".to_owned();
            return self.engine_state.set(EngineState::Failed { reason });
        };
        let _ = self.engine(EngineClient::stop);
        let client = EngineClient::start(
            &script,
            corpus,
            move |new| {
                if let EngineState::Failed { reason } = &new {
                    document::warn(reason);
                }
                self.engine_state.set(new);
            },
            move |told| match told {
                SearchAnswer::Found(found) => {
                    self.passages.set(Vec::new());
                    self.found.set(Some(found));
                }
                SearchAnswer::Passages(passages) => self.passages.set(passages),
            },
        );
        self.engine.set(Some(client));
    }

    /// Starts the engine of an archive, or in somebody else's page: only for those who search.
    pub fn want_engine(self) {
        if self.is_engine_wanted.get_untracked() {
            return;
        }
        self.is_engine_wanted.set(true);
        let bundle = self.bundle();
        let Some(packed) = bundle.packed.as_ref() else {
            // Elsewhere it has been started already (`start_services`).
            let loaded = self.config.with_untracked(|config| config.is_embedded).then(|| self.loaded()).flatten();
            return loaded.into_iter().for_each(|loaded| self.start_engine(&loaded));
        };
        // Parts lie beside their feed: the index of another host has no business here.
        match (&packed.search, self.file("./")) {
            (Some(root), Some((site, true))) => {
                let script = self.config.with_untracked(|config| config.archive_engine.clone());
                self.start(script, Corpus::Index { site, root: root.clone() });
            }
            _ => self.engine_state.set(EngineState::Failed { reason: "no index".to_owned() }),
        }
    }

    /// Asks for matches. In an archive a filter waits for the catalogue, and whoever calls this follows that.
    pub fn search(self, text: &str, filter: &Filter, limit: usize) {
        let bundle = self.bundle();
        let ready = if filter.is_empty() { Ok(()) } else { self.catalogue(&bundle) };
        match ready {
            Ok(()) => drop(self.engine(|engine| engine.search(text, filter.passing(&bundle), limit as u32))),
            Err(Absent::Coming) => {}
            Err(_) => {
                let reason = "no catalogue".to_owned();
                self.engine_state.set(EngineState::Failed { reason });
            }
        }
    }

    /// Counts among what was found; in an archive, once the catalogue is here.
    pub fn found_facets(self, filter: &Filter) -> Facets {
        let bundle = self.bundle();
        self.found.with(|found| match found {
            Some(found) if self.catalogue(&bundle).is_ok() => {
                let among: Vec<Ordinal> = found.matches.iter().copied().map(Ordinal).collect();
                Facets::count(&bundle, &among, filter)
            }
            _ => Facets::default(),
        })
    }

    /// Tries again after the engine gave up, or was never started.
    pub fn retry_engine(&self) {
        if self.engine(EngineClient::retry).is_none()
            && let Some(loaded) = self.loaded()
        {
            if loaded.bundle.packed.is_some() {
                self.engine_state.set(EngineState::Starting);
                self.is_engine_wanted.set(false);
                self.parts.with_untracked(Parts::forget_failures);
                return self.want_engine();
            }
            self.start_engine(&loaded);
        }
    }

    /// Asks for the HTML of a Markdown text. False if there is no engine to ask yet.
    pub fn render(self, markdown: &str, then: Rendered) -> bool {
        self.engine(|engine| engine.render(markdown, then)).is_some()
    }

    /// Runs `with` on the engine client, if it was started.
    fn engine<T>(&self, with: impl FnOnce(&EngineClient) -> T) -> Option<T> {
        self.engine.with_untracked(|engine| engine.as_ref().map(with))
    }
}

/// Whether the engine is needed for reading already.
fn has_markdown(bundle: &Bundle) -> bool {
    bundle.articles.iter().any(|article| matches!(article.content, Content::Markdown(_)))
}
