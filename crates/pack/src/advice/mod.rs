//! What a careful editor looks for before a publication goes out, and packing itself does not mind.
//!
//! 1. [`of_sources`] reads every article as its author wrote it: pictures without words ([`pictures`]), links to places that an
//!    article does not have ([`places`]), dates nobody meant ([`dates`]), references to articles that are not there and slugs
//!    that got a number ([`names`]).
//! 2. [`of_categories`] looks at the finished tree ([`categories`]).
//!
//! Nothing here is lost or left out, so nothing is an error. What packing reports by itself (missing pictures, dead links, slugs
//! that two articles chose, unknown settings) is not said again.

mod categories;
mod dates;
mod header;
mod names;
mod pictures;
mod places;

use rayon::prelude::*;
use tidings_bundle::Timestamp;
use tidings_markup::{Options, markdown_to_html, text_to_html};

pub use categories::of_categories;

use crate::import::{Body, Publication, SourceArticle};
use crate::report::{Finding, Report};
use crate::resolve::{AddressBook, PictureFile};
use crate::{complexity, identity, sanitise};

/// Findings of one kind in one article that are listed; each costs a search for its line, and nobody reads the next.
const MOST_FINDINGS: usize = 20;

/// Everything about the articles.
pub fn of_sources(publication: &Publication, now: Timestamp, report: &mut Report) {
    let articles = &publication.articles;
    let book = AddressBook::new(&publication.root, articles, publication.bundle.home_page_url.as_deref());
    let read: Vec<(places::Places, Vec<Finding>)> = articles
        .par_iter()
        .enumerate()
        .map(|(index, article)| {
            let mut prepared = article.clone();
            if let Some(reader) = &publication.reader {
                // What it has to say is said when the article is packed.
                reader.prepare(&mut prepared);
            }
            let html = html(&prepared);
            let mut findings = dates::look(&publication.root, &prepared, now);
            findings.extend(pictures::look(&publication.root, &prepared, &html, |src| {
                book.picture(index, src) != PictureFile::Missing
            }));
            (places::read(&book, index, &html), findings)
        })
        .collect();
    let (places, findings): (Vec<_>, Vec<_>) = read.into_iter().unzip();
    report.extend(findings.into_iter().flatten());
    report.extend(places::look(articles, &places));
    // What is wrong with the slugs themselves is reported when they are given out.
    let slugs = identity::slugs(articles, &mut Report::default());
    report.extend(names::look(&publication.root, articles, &slugs));
}

/// The body under the policy, with addresses as written; nothing if no parser should see it.
fn html(article: &SourceArticle) -> String {
    let html = match &article.body {
        Body::Markdown(markdown) => markdown_to_html(markdown, &Options::default()).html,
        Body::Text(text) => text_to_html(text),
        Body::Html(html) => html.clone(),
        Body::Unread => String::new(),
    };
    match complexity::check(&html) {
        Ok(()) => sanitise::clean(&html).html,
        Err(_) => String::new(),
    }
}

/// At most [`MOST_FINDINGS`], and a word about the rest.
fn shortened(file: &str, mut found: impl Iterator<Item = Finding>, kind: &str) -> Vec<Finding> {
    let mut findings: Vec<Finding> = found.by_ref().take(MOST_FINDINGS).collect();
    let more = found.count();
    if more > 0 {
        findings.push(Finding::warning(file, None, format!("{more} more {kind}")));
    }
    findings
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
