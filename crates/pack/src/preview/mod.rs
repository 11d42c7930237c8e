//! A source, shown while it is being written: packed whenever it changes, into a folder of its own.
//!
//! 1. [`is_source`] tells a source from a site that is packed already.
//! 2. [`Preview::new`] takes a folder within the cache ([`place`]), so that the site and all that is remembered of it are there the
//!    next time; two previews of one source take two.
//! 3. [`watch`] tells of changes that may matter, and waits until the last of a row of them.
//! 4. [`Preview::pack`] does what `tidings pack` does. A pack that fails leaves the site that was there.
//!
//! Nothing is published that a pack would not publish: drafts stay out here, too.

mod place;
pub mod watch;

use std::path::Path;

use tidings_bundle::Timestamp;

use crate::error::PackError;
use crate::import::{self, Request, settings};
use crate::media::workshop::Workshop;
use crate::pipeline::{self, Packed};
use crate::progress::Progress;
use crate::report::Report;
use crate::write::{self, Options};
pub(crate) use place::FOLDER;
use place::Place;

/// A source and the site that is made of it.
#[derive(Debug)]
pub struct Preview {
    request: Request,
    options: Options,
    place: Place,
}

/// Whether a path is to be packed before it can be shown: a file, or a folder with settings or articles that is no site.
pub fn is_source(path: &Path) -> bool {
    if path.is_file() || path.join(settings::FILE_NAME).is_file() {
        return true;
    }
    let is_site = [write::RECORD, "index.html", "feed.json"].iter().any(|name| path.join(name).is_file());
    !is_site && path.is_dir() && {
        let root = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        !import::walk::files(&root, None, &[], &mut Report::default()).is_empty()
    }
}

impl Preview {
    /// A preview in `cache`, where its site has a folder of its own. What `request` says of the time and the output is not used.
    ///
    /// # Errors
    /// When the cache cannot be written.
    pub fn new(request: Request, options: Options, cache: &Path) -> Result<Preview, PackError> {
        let place = Place::new(cache, &request.source)?;
        // The folder is ours, whatever an interrupted pack has left in it.
        Ok(Preview { request, options: Options { force: true, ..options }, place })
    }

    /// Where the site is, or will be.
    pub fn site(&self) -> &Path {
        self.place.site()
    }

    /// What may change, and what of it does not count.
    pub fn scope(&self) -> watch::Scope {
        watch::Scope::new(&self.request, self.place.cache())
    }

    /// Packs the source as it is now.
    ///
    /// # Errors
    /// As [`pipeline::pack_watched`]; the site that was there is then untouched.
    pub fn pack(&self, now: Timestamp, progress: &Progress, report: &mut Report) -> Result<Packed, PackError> {
        // A cache within the source is no part of it.
        let request = Request { now, output: Some(self.place.cache().to_owned()), ..self.request.clone() };
        let workshop = Workshop::in_folder(self.place.cache());
        pipeline::pack_watched(&request, self.site(), &self.options, workshop, progress, report)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_is_told_from_a_site() {
        for (files, expected) in [
            (&["tidings.toml"][..], true),
            (&["one.md"], true),
            (&["deep/down/one.markdown", "index.css"], true),
            (&["tidings.toml", "index.html"], true),
            (&["index.html", "one.md"], false),
            (&["feed.json", "media/a.png"], false),
            (&["bundle/files.json", "robots.txt"], false),
            (&["a.png"], false),
            (&[], false),
        ] {
            let folder = tempfile::tempdir().unwrap();
            for name in files {
                let path = folder.path().join(name);
                std::fs::create_dir_all(path.parent().unwrap()).unwrap();
                std::fs::write(path, "x").unwrap();
            }
            assert_eq!(is_source(folder.path()), expected, "{files:?}");
        }
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("one.md");
        std::fs::write(&file, "x").unwrap();
        assert!(is_source(&file) && !is_source(&folder.path().join("nothing")));
    }
}
