//! What nobody needs to see a front page, a list or an article; it lies in a second wasm file, which is fetched later.
//!
//! 1. [`Lazy`] holds the ways in, plain functions. What is reached through them and no other way goes into the second file; the build
//!    finds out what that is (`crates/xtask/src/build/split.rs`).
//! 2. [`App::lazy`] has the file fetched, after the first paint or when a reader asks for something in it sooner, and says as of any part of a
//!    publication that it is coming, or why it is not ([`Absent`]): a page that needs it waits, and fails with a way to try again.
//! 3. `shell::lazy_region` is a region of a page that is filled once they are here.
//!
//! Without the feature `split` (tests, `trunk build` alone, the command that writes pages) there is one file, and it is always here.

use std::rc::Rc;
use std::sync::Arc;

use tidings_bundle::{Bundle, Filter, Ordinal};
use tidings_engine::Segment;

use crate::archive::{Absent, Failed};
use crate::live::Live;
use crate::load::{self, LoadError, Loaded};
use crate::platform::keyboard::Press;
use crate::platform::view::{Tag, View};
use crate::platform::{second_file, task};
use crate::shell::sheet::Sheet;
use crate::state::App;

/// Whether there is a second file.
const ARE_APART: bool = cfg!(all(feature = "split", target_arch = "wasm32"));

/// The ways in. Whoever calls one does not name what is behind it, or that would stay in the first file.
pub struct Lazy {
    /// The search page.
    pub search: fn(App, &Arc<Bundle>) -> View,
    /// The page about what was wrong with the feed.
    pub problems: fn(App, &Bundle) -> View,
    /// The photos of an article, one at a time.
    pub photos: fn(App, &Arc<Bundle>, Ordinal) -> View,
    /// What a list can be narrowed by.
    pub filters: fn(App, &Arc<Bundle>, Live<Filter>) -> View,
    /// What it is narrowed by.
    pub chips: fn(App, &Arc<Bundle>, Live<Filter>) -> View,
    /// What stands in the settings menu.
    pub settings: fn(App) -> View,
    /// What stands in the menu of an article's headings.
    pub contents: fn(App) -> View,
    /// The page of what the reader saved.
    pub saved: fn(App) -> View,
    /// Opens a feed from the device.
    pub remedy: fn(App) -> View,
    /// Saves an article, or takes it out.
    pub save: fn(App, &Arc<Bundle>, Ordinal),
    /// Remembers what happens to the article on show.
    pub tracking: fn(App, &Arc<Bundle>, Ordinal) -> View,
    /// A sheet over the page.
    pub sheet: fn(App, Sheet) -> View,
    /// A key was pressed that does something by itself.
    pub key: fn(App, &Press),
    /// What is started after the first paint: the engine of a plain feed, and the service worker.
    pub services: fn(App, &Loaded),
    /// Marks in a text the passage by which it was found, and goes there.
    pub passage: fn(&Tag, &[Segment]),
    /// Has the engine make HTML of Markdown; false while there is none to ask.
    pub render: fn(App, &str, Rendered) -> bool,
}

/// Takes the HTML of a Markdown text, or nothing if the engine cannot be had.
pub type Rendered = Box<dyn FnOnce(Option<String>)>;

/// Has the second file fetched, once; `Copy`, as [`App`] is.
#[derive(Clone, Copy)]
pub struct LazyLoader {
    enter: fn() -> &'static Lazy,
    is_asked: Live<bool>,
    found: Live<Result<&'static Lazy, Absent>>,
}

impl LazyLoader {
    /// `enter` is called once the second file is here.
    pub fn new(enter: fn() -> &'static Lazy) -> LazyLoader {
        let found = if ARE_APART { Err(Absent::Coming) } else { Ok(enter()) };
        LazyLoader { enter, is_asked: Live::new(!ARE_APART), found: Live::new(found) }
    }

    /// Forgets that the file could not be had, so that it is asked for again.
    pub fn forget_failure(self) {
        if self.found.with_untracked(|found| matches!(found, Err(Absent::Failed(_)))) {
            self.is_asked.set(false);
            self.found.set(Err(Absent::Coming));
        }
    }

    async fn open(self) -> Result<&'static Lazy, LoadError> {
        let address = second_file::address();
        let bytes = load::fetch_part(&address).await?;
        if !second_file::join(&bytes).await {
            return Err(LoadError::Damaged { address });
        }
        Ok((self.enter)())
    }
}

impl App {
    /// What the second file holds, which is fetched if nobody has asked for it yet.
    ///
    /// # Errors
    /// While they are coming, and when they could not be had; whoever reads this follows it.
    pub fn lazy(self) -> Result<&'static Lazy, Absent> {
        let lazy_loader = self.lazy_loader;
        if !lazy_loader.is_asked.get_untracked() {
            lazy_loader.is_asked.set(true);
            task::spawn(Box::pin(async move {
                lazy_loader.found.set(lazy_loader.open().await.map_err(|error| Absent::Failed(Failed(Rc::new(error)))));
            }));
        }
        self.lazy_here()
    }

    /// What the second file holds, if somebody has asked for it.
    ///
    /// # Errors
    /// As [`Self::lazy`].
    pub fn lazy_here(self) -> Result<&'static Lazy, Absent> {
        self.lazy_loader.found.get()
    }
}
