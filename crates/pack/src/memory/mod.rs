//! What an earlier pack of the same source found out, so that the next one only does what is new.
//!
//! 1. [`Memory::open`] reads, on all cores, what lies in the cache for a source and its site: for each file the article it held and
//!    the article that was made of it, and what each file of the site was made of ([`site`]).
//! 2. A file whose [`Stamp`] is the same is not read again; an article made under the same conditions ([`Print`]) is not made again.
//! 3. What was new goes back into the cache, in [`segments`], of which only those that changed are written.
//!
//! Memory decides how long a pack takes, never what it writes: a test packs sources that change with and without it and compares
//! every byte. Whatever cannot be read, or was written by another version, is forgotten.

mod bundle;
pub mod listing;
mod print;
mod segments;
pub mod site;
mod stamp;

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use tidings_bundle::Article;

pub use bundle::{ArticlePrints, BundlePrints, Links};
pub use print::{Print, Printer};
pub use stamp::Stamp;

use crate::import::SourceArticle;
use crate::media::{MediaStore, Stored};
use crate::progress::Progress;
use crate::report::Finding;

/// Raised whenever the same source makes another site, or what is remembered has another form.
pub(crate) const VERSION: &str = concat!("memory-3-", env!("CARGO_PKG_VERSION"));

/// What is known of a source and its site.
#[derive(Debug, Default)]
pub struct Memory {
    /// Nothing is kept without one.
    folder: Option<PathBuf>,
    /// By file, below the root of the source.
    files: HashMap<String, Remembered>,
    progress: Progress,
}

/// A file of the source.
#[derive(Debug, Serialize, Deserialize)]
pub struct Remembered {
    pub stamp: Stamp,
    /// Under which conditions it was read.
    pub context: Print,
    /// What it holds, without the body.
    pub source: SourceArticle,
    pub findings: Vec<Finding>,
    pub made: Option<Made>,
}

/// The article that was made of a file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Made {
    /// What it was made of.
    pub key: Print,
    pub article: Article,
    pub prints: Prints,
    pub findings: Vec<Finding>,
    pub used: Vec<Used>,
    /// Made again only when something it is made of changes.
    pub is_lasting: bool,
}

/// What tells one article from another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prints {
    pub whole: Print,
    /// Without its text: what lists show.
    pub listed: Print,
}

/// A picture or another file that an article uses.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Used {
    path: PathBuf,
    stamp: Stamp,
    stored: Stored,
}

impl Prints {
    /// Of a finished article.
    pub fn of(article: &mut Article) -> Prints {
        let whole = Print::of_value(article);
        // Lists call an untitled article by its first words.
        let headline = article.headline().to_owned();
        let content = std::mem::replace(&mut article.content, tidings_bundle::Content::Text(String::new()));
        let listed = Printer::default().print(Print::of_value(article)).text(&headline).finish();
        article.content = content;
        Prints { whole, listed }
    }
}

impl Used {
    /// What a store knows of a file; `None` if that cannot be relied on later.
    pub fn of(path: &Path, store: &MediaStore) -> Option<Used> {
        Some(Used { path: path.to_owned(), stamp: Stamp::of(path)?, stored: store.known(path)? })
    }

    /// Puts it into a store again, if it has not changed and its bytes can still be had.
    fn restore(&self, store: &MediaStore) -> bool {
        Stamp::of(&self.path) == Some(self.stamp) && store.restore(&self.path, &self.stored)
    }
}

impl Memory {
    /// What `cache` knows of a source that is packed into a site.
    pub fn open(cache: &Path, source: &Path, site: &Path) -> Memory {
        let absolute = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let paths = [source, site].map(absolute);
        let name = Print::of_value(&paths.map(|path| path.to_string_lossy().into_owned()));
        let folder = cache.join(VERSION).join(name.to_string());
        let files = segments::read(&folder);
        Memory { folder: Some(folder), files, ..Memory::default() }
    }

    /// The same; whoever works with it tells how far it has come.
    #[must_use]
    pub fn telling(mut self, progress: Progress) -> Memory {
        self.progress = progress;
        self
    }

    pub fn progress(&self) -> &Progress {
        &self.progress
    }

    /// Whether anything of this run will be asked for again.
    pub fn is_kept(&self) -> bool {
        self.folder.is_some()
    }

    /// What a file held, if it has not changed and was read under the same conditions.
    pub fn take_file(&mut self, relative: &str, stamp: Stamp, context: Print) -> Option<Remembered> {
        let known = self.files.remove(relative)?;
        (known.stamp == stamp && known.context == context).then_some(known)
    }

    /// Keeps what is known now. A cache that cannot be written only costs time.
    pub fn keep(&self, files: &[Kept<'_>]) {
        if let Some(folder) = &self.folder {
            segments::write(folder, files);
        }
    }

    /// Where what is known of the site is kept.
    pub fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }
}

impl Made {
    /// Whether it is still what would be made: the same conditions, and all its pictures are there.
    pub fn is_valid(&self, key: Print, store: &MediaStore) -> bool {
        self.key == key && self.used.iter().all(|used| used.restore(store))
    }
}

/// What is to be kept of a file; as [`Remembered`], borrowed.
#[derive(Debug, Serialize)]
pub struct Kept<'a> {
    pub stamp: Stamp,
    pub context: Print,
    pub source: &'a SourceArticle,
    pub findings: &'a [Finding],
    pub made: Option<KeptMade<'a>>,
    /// It stands like this in the cache already.
    #[serde(skip)]
    pub is_known: bool,
}

/// As [`Made`], borrowed.
#[derive(Debug, Serialize)]
pub struct KeptMade<'a> {
    pub key: Print,
    pub article: &'a Article,
    pub prints: Prints,
    pub findings: &'a [Finding],
    pub used: &'a [Used],
    pub is_lasting: bool,
}
