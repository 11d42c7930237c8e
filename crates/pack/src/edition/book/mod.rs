//! A publication, or a part of it, as a book for reading devices: EPUB 3 (docs/editions.md, "Books").
//!
//! 1. The articles that were asked for, by category in the order of the tree, newest first: each a [`chapter`], whose text is [`xhtml`].
//! 2. Their pictures in one size. WebP becomes JPEG, or PNG where something shows through: readers of before 2023 know no WebP.
//! 3. `epub-builder` writes the package, the contents and the archive around them.
//!
//! The same articles give the same identifier and the same dates; nothing in the book needs a network.

mod chapter;
mod words;
mod xhtml;

use std::collections::BTreeMap;
use std::fs;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use epub_builder::{EpubBuilder, EpubContent, EpubVersion, PageDirection, ReferenceType, ZipLibrary};
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use tidings_bundle::{Article, Bundle, Slug, Timestamp};
use uuid::Uuid;

use super::{Exported, Options, pictures};
use crate::assemble::Assembled;
use crate::error::PackError;
use crate::media::{Stored, for_books};
use chapter::Shelf;
use words::Words;

const STYLE: &str = include_str!("style.css");

/// The book, and what went into it.
///
/// # Errors
/// When it cannot be as small as it should be, or a picture cannot be read.
pub(super) fn smaller_until_it_fits(assembled: Assembled, options: &Options) -> Result<(Vec<u8>, Exported), PackError> {
    let Assembled { bundle, media, .. } = assembled;
    let used = pictures::used(&bundle);
    let left_out = pictures::attachments(&media, &used).count();
    let mut size = options.size();
    loop {
        let mut bundle = bundle.clone();
        let chosen = pictures::in_one_size(&mut bundle, &media, &used, size);
        let book = write(&bundle, &chosen)?;
        let bytes = book.len() as u64;
        match options.largest.filter(|largest| bytes > *largest) {
            None => {
                let (articles, pictures) = (bundle.articles.len(), chosen.len());
                return Ok((book, Exported { articles, pictures, size, left_out, bytes }));
            }
            Some(largest) => size = size.smaller().ok_or(PackError::EditionTooLarge { bytes, largest })?,
        }
    }
}

/// A picture as the book has it.
struct Plate {
    /// Its name in the bundle, and in the book.
    name: String,
    file: String,
    mime: String,
    bytes: Vec<u8>,
}

fn write(bundle: &Bundle, pictures: &[Arc<Stored>]) -> Result<Vec<u8>, PackError> {
    let plates = pictures.par_iter().enumerate().map(|(number, stored)| plate(number, stored));
    let plates: Vec<Plate> = plates.collect::<Result<_, _>>()?;
    let files: BTreeMap<String, String> = plates.iter().map(|plate| (plate.name.clone(), plate.file.clone())).collect();
    let order = in_order(bundle);
    let numbered = order
        .iter()
        .enumerate()
        .map(|(number, (_, article))| (article.slug.clone(), format!("article-{}.xhtml", number + 1)));
    let chapters: BTreeMap<Slug, String> = numbered.collect();
    let language = bundle.language.as_deref().unwrap_or("en");
    let words = Words::of(language);
    let shelf = Shelf { bundle, chapters: &chapters, pictures: &files, words: &words };
    build(&shelf, &order, plates).map_err(|error| PackError::Book { reason: error.to_string() })
}

fn build(shelf: &Shelf<'_>, order: &[(Option<usize>, &Article)], plates: Vec<Plate>) -> epub_builder::Result<Vec<u8>> {
    let Shelf { bundle, chapters, words, .. } = shelf;
    let language = bundle.language.as_deref().unwrap_or("en");
    let dir = crate::site::direction(bundle, language);
    let mut book = EpubBuilder::new(ZipLibrary::new()?)?;
    book.epub_version(EpubVersion::V33);
    book.epub_direction(if dir.as_str() == "rtl" { PageDirection::Rtl } else { PageDirection::Ltr });
    book.set_title(bundle.title.clone());
    book.add_language(language);
    for author in &bundle.authors {
        book.add_author(author.name.clone());
    }
    if let Some(description) = &bundle.description {
        book.add_description(description.clone());
    }
    if let Some(notice) = bundle.rights.as_ref().and_then(|rights| rights.notice.as_ref().or(rights.license.as_ref())) {
        book.set_license(notice.clone());
    }
    book.set_generator(format!("tidings {}", env!("CARGO_PKG_VERSION")));
    book.set_toc_name(words.contents.clone());
    book.set_uuid(identifier(bundle));
    let newest = order.iter().filter_map(|(_, article)| article.modified.max(article.published)).max();
    let moment = newest.map_or(0, Timestamp::milliseconds);
    let moment: DateTime<Utc> = DateTime::from_timestamp_millis(moment).unwrap_or_default();
    book.set_modified_date(moment);
    book.set_publication_date(moment);
    book.stylesheet(STYLE.as_bytes())?;
    for Plate { file, mime, bytes, .. } in plates {
        book.add_resource(file, bytes.as_slice(), mime)?;
    }
    let title = title_page(bundle, language, dir.as_str());
    let title =
        EpubContent::new("title.xhtml", title.as_bytes()).title(bundle.title.clone()).reftype(ReferenceType::TitlePage);
    book.add_content(title)?;
    let mut section = None;
    for (category, article) in order {
        if *category != section {
            section = *category;
            if let Some(category) = section {
                let name =
                    bundle.categories.get(category).map_or_else(String::new, |node| node.name(language).to_owned());
                let page = chapter::document(
                    language,
                    dir.as_str(),
                    &name,
                    &format!("<h1 class=\"title-page\">{}</h1>", xhtml::text(&name)),
                );
                book.add_content(EpubContent::new(format!("section-{category}.xhtml"), page.as_bytes()).title(name))?;
            }
        }
        let Some(file) = chapters.get(&article.slug) else { continue };
        let page = chapter::of(shelf, article);
        let level = if section.is_some() { 2 } else { 1 };
        let content = EpubContent::new(file, page.as_bytes()).title(article.headline()).level(level);
        book.add_content(content.reftype(ReferenceType::Text))?;
    }
    let mut bytes = Vec::new();
    book.generate(&mut bytes)?;
    Ok(bytes)
}

/// All articles: those without a category first, then by the top category of each, in the order of the tree.
fn in_order(bundle: &Bundle) -> Vec<(Option<usize>, &Article)> {
    let top = |article: &Article| {
        article
            .primary_category
            .map(|category| bundle.categories.ancestors(category).first().copied().unwrap_or(category))
    };
    let mut order: Vec<(Option<usize>, &Article)> =
        bundle.articles.iter().map(|article| (top(article), article)).collect();
    // Articles come newest first, and stay so.
    order.sort_by_key(|(category, _)| *category);
    order
}

fn title_page(bundle: &Bundle, language: &str, dir: &str) -> String {
    let description = bundle.description.as_deref().unwrap_or_default();
    let body = format!(
        "<section class=\"title-page\">\n<h1>{}</h1>\n<p>{}</p>\n</section>",
        xhtml::text(&bundle.title),
        xhtml::text(description)
    );
    chapter::document(language, dir, &bundle.title, &body)
}

/// The same for the same articles of the same publication.
fn identifier(bundle: &Bundle) -> Uuid {
    let mut hash = Sha256::new();
    let of_bundle = [bundle.id.as_deref(), bundle.home_page_url.as_deref(), Some(bundle.title.as_str())];
    let articles = bundle.articles.iter().map(|article| article.id.as_str());
    for part in of_bundle.into_iter().flatten().chain(articles) {
        hash.update(part);
        hash.update([0]);
    }
    let hash = hash.finalize();
    let bytes = hash.first_chunk::<16>().copied().unwrap_or_default();
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

fn plate(number: usize, stored: &Stored) -> Result<Plate, PackError> {
    let bytes = fs::read(&stored.source).map_err(|error| PackError::source(&stored.source, &error))?;
    let (mime, bytes) = for_books(&stored.mime, bytes);
    let ending = match mime.as_str() {
        "image/jpeg" => "jpg",
        "image/svg+xml" => "svg",
        other => other.strip_prefix("image/").unwrap_or("bin"),
    };
    Ok(Plate { name: stored.name.clone(), file: format!("pictures/{}.{ending}", number + 1), mime, bytes })
}
