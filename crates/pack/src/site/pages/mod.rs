//! A page of HTML behind every address of the site: the front page, articles, categories.
//!
//! 1. `tidings_viewer::still` writes the body with the viewer's own views, so the page says what the viewer will say.
//! 2. [`head`] tells search engines and other sites what the page is; [`json_ld`] says it once more in schema.org's words.
//! 3. [`shell`] puts both into the viewer's own page, whose scripts then start the viewer, and makes its addresses fit the depth;
//!    [`critical`] says what of the style sheet stands in the page itself.
//!
//! Addresses within the site are relative, so that it works in any folder of any host. Pages are made on all cores and handed on one
//! by one: a large archive does not fit into memory.

mod critical;
mod head;
mod json_ld;
mod shell;

use std::sync::Arc;

use rayon::prelude::*;
use tidings_bundle::{Bundle, Filter, Ordinal};
use tidings_viewer::route::Route;
use tidings_viewer::still::Writer;

use super::home::Home;
use super::{SiteFile, Take};
use crate::error::PackError;
use crate::memory::{BundlePrints, Print};
use shell::Shell;

/// Writes all pages that are not there already, made of the same `prints` with the same `viewer`; `index` is the viewer's own page,
/// `sheet` its style sheet, `words` the interface's words in a language (`locales/<tag>.properties`),
/// `places` the shards of an archive's articles.
///
/// # Errors
/// The first that `take` answers.
pub fn write(
    bundle: &Arc<Bundle>,
    index: &str,
    sheet: &str,
    words: impl FnOnce(&str) -> Option<String>,
    (prints, viewer): (&BundlePrints, Print),
    places: &[String],
    take: Take<'_>,
) -> Result<(), PackError> {
    let home = Home::of(bundle);
    let pages = Pages {
        bundle,
        home: home.as_ref(),
        shell: Shell::new(index, sheet),
        writer: Writer::new(Arc::clone(bundle), words),
        places,
    };
    take.take(pages.front())?;
    for name in ["search", "saved", "problems"] {
        take.take(SiteFile::new(format!("{name}/index.html"), pages.shell.empty(&bundle.title, "../")))?;
    }
    take.take(pages.category(None))?;
    let tree = &bundle.categories;
    let within = prints.within(bundle);
    (0..tree.nodes().len()).into_par_iter().try_for_each(|index| {
        // Filters count what all articles of a category have in common.
        let print = prints.begin("category").print(viewer).text(&tree.path(index));
        let print = print.print(within.get(index).copied().unwrap_or_default()).finish();
        take.made(print, &|| pages.category(Some(index))).map(drop)
    })?;
    (0..bundle.articles.len() as u32).map(Ordinal).collect::<Vec<_>>().into_par_iter().try_for_each(|ordinal| {
        let place = places.get(ordinal.0 as usize).map(String::as_str).unwrap_or_default();
        let print = prints.begin("article").print(viewer).text(place).print(prints.with_links(ordinal)).finish();
        take.made(print, &|| pages.article(ordinal)).map(drop)
    })
}

struct Pages<'a> {
    bundle: &'a Bundle,
    home: Option<&'a Home>,
    shell: Shell<'a>,
    writer: Writer,
    /// The shard of each article, of an archive.
    places: &'a [String],
}

impl Pages<'_> {
    fn front(&self) -> SiteFile {
        let written = self.writer.write(&Route::Front, "./");
        let head = head::of_front(self.bundle, self.home);
        SiteFile::new("index.html", self.shell.fill(&written, &head, "./"))
    }

    /// One category, or the whole publication.
    fn category(&self, index: Option<usize>) -> SiteFile {
        let path = index.map(|index| self.bundle.categories.path(index)).unwrap_or_default();
        let folder = if path.is_empty() { "c".to_owned() } else { format!("c/{path}") };
        let root = root(&folder);
        let written = self.writer.write(&Route::Category { path, filter: Filter::default() }, &root);
        let head = head::of_category(self.bundle, self.home, index, &folder, &written.title);
        SiteFile::new(format!("{folder}/index.html"), self.shell.fill(&written, &head, &root))
    }

    fn article(&self, ordinal: Ordinal) -> SiteFile {
        let Some(article) = self.bundle.article(ordinal) else { return self.front() };
        let folder = format!("a/{}", article.slug);
        let root = root(&folder);
        let written = self.writer.write(&Route::Article { slug: article.slug.to_string(), at: None }, &root);
        let mut head = head::of_article(self.bundle, self.home, ordinal, article);
        if let Some(place) = self.places.get(ordinal.0 as usize) {
            // The start script asks for it together with the viewer.
            head += &format!("<meta name=\"tidings-shard\" content=\"{root}{place}\">\n");
        }
        SiteFile::new(format!("{folder}/index.html"), self.shell.fill(&written, &head, &root))
    }
}

/// The way from a folder of the site to its root.
fn root(folder: &str) -> String {
    "../".repeat(folder.split('/').count())
}

#[cfg(test)]
mod tests;
