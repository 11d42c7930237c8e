//! References to articles that are not there, and slugs that got a number because others wanted the same.

use std::collections::{BTreeMap, HashSet};
use std::path::Path;

use tidings_bundle::Slug;

use super::{header, shortened};
use crate::import::SourceArticle;
use crate::report::Finding;

pub(super) fn look(root: &Path, articles: &[SourceArticle], slugs: &[Slug]) -> Vec<Finding> {
    let given = articles.iter().zip(slugs);
    let ids = given.clone().map(|(article, slug)| article.id.as_deref().unwrap_or(slug.as_str()));
    let known: HashSet<&str> = ids.chain(slugs.iter().map(Slug::as_str)).collect();
    let mut findings = numbered(articles, slugs);
    for article in articles {
        let file = &article.origin.file;
        let related = article.article.related.iter().filter(|name| !known.contains(name.as_str()));
        let found = related.map(|name| {
            let line = header::line_of(root, &article.origin, &["related"]);
            Finding::warning(file, line, format!("the related article \"{name}\" is not published"))
                .remedy("write the slug of one that is")
        });
        findings.extend(shortened(file, found, "related articles that are not published"));
        let original = article.article.translation.as_ref().and_then(|translation| translation.original.as_deref());
        if let Some(original) = original.filter(|original| !known.contains(original)) {
            let line = header::line_of(root, &article.origin, &["original", "translation"]);
            let what = format!("the original \"{original}\" of this translation is not published");
            findings.push(Finding::warning(file, line, what).remedy("write the slug of one that is"));
        }
    }
    findings
}

/// One note for all that wanted the same, beside the first that did not get it.
fn numbered(articles: &[SourceArticle], slugs: &[Slug]) -> Vec<Finding> {
    let mut wanted: BTreeMap<String, Vec<&SourceArticle>> = BTreeMap::new();
    for (article, slug) in articles.iter().zip(slugs).filter(|(article, _)| article.slug.is_none()) {
        let hint = Slug::new(&article.slug_hint).unwrap_or_else(|| Slug::from_text(&article.slug_hint));
        if hint != *slug {
            wanted.entry(hint.as_str().to_lowercase()).or_default().push(article);
        }
    }
    let notes = wanted.into_iter().filter_map(|(slug, losers)| {
        let first = losers.first()?;
        let more = losers.len() - 1;
        let who = if more == 0 { "this article".to_owned() } else { format!("this article and {more} more") };
        let what = format!("{who} would be called \"{slug}\" like an older one, and got a number behind it");
        Some(Finding::note(&first.origin.file, None, what).remedy("write a `slug` if the address should speak"))
    });
    notes.collect()
}
