//! What a search of an archive fetches in place of the whole: some 100 KB for the first query, whatever the archive holds.
//!
//! 1. [`rows`]: what a list of results shows, two articles to a file.
//! 2. [`texts`]: the plain text of each article, for the passage that is shown of it.
//! 3. [`index`]: the index in parts, of the same fields that the engine indexes of a plain feed ([`tidings_engine::worker::fields`]).
//!
//! Articles have numbers, from 0 for the oldest, as on list pages: a new one leaves the files of all others as they are.

mod index;
mod rows;
#[cfg(test)]
mod tests;
mod texts;

use rayon::prelude::*;
use tidings_bundle::{Article, Ordinal};
use tidings_engine::worker::{Fields, fields};
use tidings_search::IndexBuilder;

use super::Archive;
use crate::error::PackError;
use crate::memory::{Print, Printer};
use crate::site::Take;

/// Articles whose texts are in memory at once, twice: a few megabytes, and work enough for all cores.
const BATCH: usize = 256;

/// An article with its number.
struct Numbered<'a> {
    number: u32,
    ordinal: Ordinal,
    article: &'a Article,
}

/// Writes everything that is not there already; answers the address of the index's root.
pub(super) fn write(archive: &Archive<'_>, take: Take<'_>) -> Result<String, PackError> {
    let articles = oldest_first(&archive.bundle.articles);
    rows::write(archive, &articles, take)?;
    let print = print(archive, &articles);
    if let Some(root) = take.again(print) {
        articles.par_iter().try_for_each(|article| texts::write(archive, article, None, take))?;
        return Ok(root);
    }
    let files = index::files(&build(archive, &articles, take)?.finish());
    let root = files.first().map(|file| file.name.clone()).unwrap_or_default();
    take.together(print, files)?;
    Ok(root)
}

fn oldest_first(articles: &[Article]) -> Vec<Numbered<'_>> {
    let count = articles.len() as u32;
    let numbered = |(number, article)| Numbered { number, ordinal: Ordinal(count - 1 - number), article };
    (0..count).zip(articles.iter().rev()).map(numbered).collect()
}

/// Of everything that is indexed: the articles, and what their categories are called.
fn print(archive: &Archive<'_>, articles: &[Numbered<'_>]) -> Print {
    let names = archive.bundle.categories.nodes().iter().flat_map(|category| &category.names);
    let printer = Printer::default().text("search index");
    let printer = names.fold(printer, |printer, (language, name)| printer.text(language).text(name));
    printer.prints(articles.iter().map(|article| archive.prints.whole(article.ordinal))).finish()
}

/// The index of all articles; their texts are written on the way, since they are made for it.
///
/// While one batch is indexed, which has to be done in order, the texts of the next are made of its HTML.
fn build(archive: &Archive<'_>, articles: &[Numbered<'_>], take: Take<'_>) -> Result<IndexBuilder, PackError> {
    let read = |batch: Option<&[Numbered<'_>]>| -> Result<Vec<Fields>, PackError> {
        let read = |article: &Numbered<'_>| {
            let fields = fields(archive.bundle, article.article);
            texts::write(archive, article, Some(&fields.body), take)?;
            Ok(fields)
        };
        batch.unwrap_or_default().par_iter().map(read).collect()
    };
    let mut builder = IndexBuilder::new().with_positions();
    let mut batches = articles.chunks(BATCH);
    let mut ready = read(batches.next())?;
    while !ready.is_empty() {
        let batch = batches.next();
        let (next, ()) = rayon::join(|| read(batch), || index::add(&mut builder, &ready));
        ready = next?;
    }
    Ok(builder)
}
