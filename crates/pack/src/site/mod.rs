//! What a site holds beyond the feed, its pictures and the viewer's own files: pages and lists for the rest of the web.
//!
//! Everything here is computed from the [`Bundle`] alone, so the same publication gives the same bytes. [`mod@crate::write`] puts the
//! files into the folder; one that carries the name of a viewer's file takes its place.

use tidings_bundle::Bundle;

/// A file of the site, whole in memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteFile {
    /// Relative to the site, with `/` between folders.
    pub name: String,
    pub bytes: Vec<u8>,
}

/// All files for the rest of the web.
pub fn files(_bundle: &Bundle) -> Vec<SiteFile> {
    Vec::new()
}
