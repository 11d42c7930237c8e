//! The parts of an archive: fetched when a page needs one, checked, and kept while they are of use.
//!
//! 1. [`App::content`] says what a page is made of, or what it is waiting for, and sets about getting that;
//! 2. [`App::place`] says where an article is: in a plain feed, in the feed itself; in an archive, in the shard that the entry of a list
//!    or the look-up names;
//! 3. [`App::row`] says where the entry of an article is: on a list page.
//!
//! Where the parts are, docs/bundle-format.md tells. A part that cannot be had costs the page that needs it, nothing else.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use tidings_bundle::{Bundle, Ordinal};

use crate::live::Live;
use crate::load::{self, LoadError};
use crate::platform::{document, task};
use crate::route::{Page, Route};
use crate::state::App;

/// Parts kept: an article's, those of the lists that a reader goes through, and the catalogue. The oldest go first; what is on
/// show is held by whoever shows it.
const MOST_KEPT: usize = 24;

/// Entries that a list shows at first, and adds with each "more".
pub const AT_ONCE: usize = 20;

/// A bundle, and an article or the entry of one in it; for pages of more than one article, the bundle alone.
#[derive(Clone, Debug)]
pub struct Place {
    pub bundle: Arc<Bundle>,
    pub ordinal: Ordinal,
}

impl PartialEq for Place {
    fn eq(&self, other: &Place) -> bool {
        Arc::ptr_eq(&self.bundle, &other.bundle) && self.ordinal == other.ordinal
    }
}

/// Why there is no place.
#[derive(Clone, Debug, PartialEq)]
pub enum Absent {
    /// A part is on its way.
    Coming,
    Failed(Failed),
    /// There is no such article.
    Unknown,
}

/// One failure, the same only as itself.
#[derive(Clone, Debug)]
pub struct Failed(pub Rc<LoadError>);

impl PartialEq for Failed {
    fn eq(&self, other: &Failed) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

#[derive(Clone)]
enum Part {
    Coming,
    Here(Arc<Bundle>),
    /// The answer of the look-up; without a file there is no such article.
    At(Option<String>),
    Failed(Failed),
}

/// What has been asked for, the oldest first. A part is named by its address in the site; what the look-up says about a slug, by the
/// look-up's address, `#` and the slug.
#[derive(Clone)]
pub struct Parts {
    kept: Rc<RefCell<Vec<(String, Part)>>>,
    /// Told whenever one has come.
    arrived: Live<()>,
}

impl Default for Parts {
    fn default() -> Self {
        Parts { kept: Rc::default(), arrived: Live::new(()) }
    }
}

impl Parts {
    /// What is known of a part, which becomes the last to go.
    fn get(&self, name: &str) -> Option<Part> {
        self.arrived.track();
        let mut kept = self.kept.borrow_mut();
        let at = kept.iter().position(|(known, _)| known == name)?;
        kept.get_mut(at..)?.rotate_left(1);
        kept.last().map(|(_, part)| part.clone())
    }

    fn put(&self, name: String, part: Part) {
        let mut kept = self.kept.borrow_mut();
        kept.retain(|(known, _)| *known != name);
        kept.push((name, part));
        let oldest = kept.iter().position(|(_, part)| !matches!(part, Part::Coming));
        if let Some(oldest) = oldest.filter(|_| kept.len() > MOST_KEPT) {
            kept.remove(oldest);
        }
    }

    /// Forgets what failed, so that it is asked for again.
    pub fn forget_failures(&self) {
        self.kept.borrow_mut().retain(|(_, part)| !matches!(part, Part::Failed(_)));
        self.arrived.set(());
    }
}

impl App {
    /// What a page is made of.
    ///
    /// # Errors
    /// What is missing, and on its way; once it is there, this says something else.
    pub fn content(self, page: &Page) -> Result<Place, Absent> {
        self.load.track();
        let bundle = self.bundle();
        match page {
            Page::Article(slug) => {
                // An article can be read without what shows its photos one at a time; only a photo that was asked for cannot be seen.
                if self.route.with(|route| matches!(route, Route::Photo { .. }))
                    && let Err(failed @ Absent::Failed(_)) = self.lazy()
                {
                    return Err(failed);
                }
                self.place(slug)
            }
            Page::Category(_) => {
                // A list can be read without its filters, unless they are on show already: in the address, or in a written page.
                let is_narrowed = |route: &Route| matches!(route, Route::Category { filter, .. } if !filter.is_empty());
                let is_bare = !self.route.with_untracked(is_narrowed) && !document::is_written();
                if !is_bare && matches!(self.lazy(), Err(Absent::Coming)) {
                    return Err(Absent::Coming);
                }
                self.list(bundle)
            }
            Page::Search | Page::Saved | Page::Problems => self.lazy().map(|_| Place { bundle, ordinal: Ordinal(0) }),
            _ => Ok(Place { bundle, ordinal: Ordinal(0) }),
        }
    }

    /// The articles of a category: of an archive, once the catalogue is here and the entries that the list shows at first, so that it
    /// appears as a whole.
    fn list(self, bundle: Arc<Bundle>) -> Result<Place, Absent> {
        self.catalogue(&bundle)?;
        if bundle.packed.is_some() {
            let selected = self.route.with_untracked(Route::filter).select(&bundle);
            let is_coming = |ordinal: &Ordinal| matches!(self.row(*ordinal), Err(Absent::Coming));
            if selected.iter().take(AT_ONCE).any(is_coming) {
                return Err(Absent::Coming);
            }
        }
        Ok(Place { bundle, ordinal: Ordinal(0) })
    }

    /// Whether filters know every article: in an archive they need the catalogue.
    pub fn catalogue(self, bundle: &Bundle) -> Result<(), Absent> {
        bundle.packed.as_ref().map_or(Ok(()), |packed| self.feed(&packed.catalogue, Ordinal(0)).map(drop))
    }

    /// The article with this slug.
    fn place(self, slug: &str) -> Result<Place, Absent> {
        let bundle = self.bundle();
        let here = bundle.by_slug(slug);
        if bundle.packed.is_none() {
            return here.map(|ordinal| Place { bundle, ordinal }).ok_or(Absent::Unknown);
        }
        let entry = here.and_then(|ordinal| bundle.article(ordinal)?.shard.as_ref()?.file.as_deref());
        match entry.map(|file| self.whole(file, slug)) {
            // The list may be older than the site: what it named is gone.
            None | Some(Err(Absent::Unknown)) => {}
            Some(Err(Absent::Failed(Failed(error)))) if matches!(*error, LoadError::NotFound { .. }) => {}
            Some(place) => return place,
        }
        let bucket = bundle.packed.as_ref().map_or(0, |packed| packed.bucket(slug));
        match self.part(&format!("bundle/lookup/{bucket}.json#{slug}"))? {
            Part::At(Some(file)) => self.whole(&file, slug),
            _ => Err(Absent::Unknown),
        }
    }

    /// An article in its shard.
    fn whole(self, file: &str, slug: &str) -> Result<Place, Absent> {
        let Place { bundle, .. } = self.feed(file, Ordinal(0))?;
        // An entry in somebody else's shard is not the article.
        let found =
            bundle.by_slug(slug).filter(|ordinal| bundle.article(*ordinal).is_some_and(|it| it.shard.is_none()));
        found.map(|ordinal| Place { bundle, ordinal }).ok_or(Absent::Unknown)
    }

    /// The entry of an article.
    ///
    /// # Errors
    /// As [`Self::content`].
    pub fn row(self, ordinal: Ordinal) -> Result<Place, Absent> {
        let bundle = self.bundle();
        let Some(packed) = &bundle.packed else { return Ok(Place { bundle, ordinal }) };
        let (page, ordinal) = packed.page_of(ordinal).ok_or(Absent::Unknown)?;
        self.feed(&format!("feed-{page}.json"), ordinal)
    }

    fn feed(self, file: &str, ordinal: Ordinal) -> Result<Place, Absent> {
        match self.part(file)? {
            Part::Here(bundle) => Ok(Place { bundle, ordinal }),
            _ => Err(Absent::Unknown),
        }
    }

    /// A part that is here, or was looked up.
    fn part(self, name: &str) -> Result<Part, Absent> {
        let parts = self.parts.get_untracked();
        match parts.get(name) {
            Some(Part::Coming) => Err(Absent::Coming),
            Some(Part::Failed(failed)) => Err(Absent::Failed(failed)),
            Some(part) => Ok(part),
            None => {
                let name = name.to_owned();
                parts.put(name.clone(), Part::Coming);
                task::spawn(Box::pin(async move {
                    let part = self.read(&name).await.unwrap_or_else(|error| Part::Failed(Failed(Rc::new(error))));
                    parts.put(name, part);
                    parts.arrived.set(());
                }));
                Err(Absent::Coming)
            }
        }
    }

    async fn read(self, name: &str) -> Result<Part, LoadError> {
        let (file, slug) = name.split_once('#').unwrap_or((name, ""));
        // A part lies beside its feed: a bundle that names another host has no business there.
        let address = match self.file(file) {
            Some((address, true)) => address,
            _ => return Err(LoadError::Damaged { address: file.to_owned() }),
        };
        let bytes = load::fetch_part(&address).await?;
        let entry = self.bundle();
        let catalogue = entry.packed.as_ref().map(|packed| packed.catalogue.as_str());
        let part = if !slug.is_empty() {
            tidings_bundle::shard_of(&bytes, slug).map(Part::At)
        } else if catalogue == Some(file) {
            entry.take_catalogue(&bytes).then_some(Part::Here(entry))
        } else {
            Some(Part::Here(Arc::new(load::decode(&address, &bytes)?)))
        };
        part.ok_or(LoadError::Damaged { address })
    }
}
