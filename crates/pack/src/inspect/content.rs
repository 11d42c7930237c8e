//! What readers find in a site: the feed, and the pages it leads on to.

use std::collections::{BTreeSet, HashSet};
use std::path::Path;

use tidings_bundle::Bundle;

use super::{CategoryCount, Inspection};
use crate::address;

/// Pages of one feed. 100,000 articles have some hundreds.
const MOST_PAGES: usize = 20_000;
/// Bytes of one page; a plain feed of 15,000 long articles has 150 MB.
const LARGEST_PAGE: u64 = 1 << 30;

/// Follows `next_url` from `feed.json` on, inside the site only, each page once.
pub(super) fn read(site: &Path, inspection: &mut Inspection) {
    let mut seen = BTreeSet::new();
    let mut ids = HashSet::new();
    let mut next = Some("feed.json".to_owned());
    // The entry of an archive tells the counts of the whole; its pages repeat some articles.
    let mut is_counted = false;
    while let Some(name) = next.take().filter(|name| seen.len() < MOST_PAGES && seen.insert(name.clone())) {
        match page(&site.join(&name)) {
            Err(why) => inspection.problems.push(format!("{name}: {why}")),
            Ok(bundle) => {
                add(&bundle, seen.len() == 1, is_counted, &mut ids, inspection);
                is_counted |= bundle.packed.is_some();
                let problems =
                    bundle.problems.iter().map(|problem| format!("{name}: {}: {}", problem.place, problem.what));
                inspection.problems.extend(problems);
                next = bundle.next_url.as_deref().and_then(|url| match address::inside(&name, url) {
                    Some(page) => Some(page),
                    None => {
                        inspection.problems.push(format!("{name}: the next page, {url}, is not in the site"));
                        None
                    }
                });
            }
        }
    }
    inspection.articles = ids.len();
}

fn page(path: &Path) -> Result<Bundle, String> {
    let length = std::fs::metadata(path).map_err(|error| error.to_string())?.len();
    if length > LARGEST_PAGE {
        return Err(format!("has {} MB, more than {} MB", length >> 20, LARGEST_PAGE >> 20));
    }
    let bytes = std::fs::read(path).map_err(|error| error.to_string())?;
    tidings_bundle::decode(&bytes).map_err(|error| error.to_string())
}

fn add(bundle: &Bundle, is_first: bool, is_counted: bool, ids: &mut HashSet<String>, inspection: &mut Inspection) {
    if is_first {
        inspection.title.clone_from(&bundle.title);
        let language = bundle.language.as_deref().unwrap_or("en");
        let nodes = bundle.categories.nodes().iter().enumerate();
        inspection.categories = nodes
            .map(|(index, category)| CategoryCount {
                path: bundle.categories.path(index),
                name: category.name(language).to_owned(),
                articles: 0,
            })
            .collect();
    }
    for (index, more) in bundle.category_counts().into_iter().enumerate().filter(|_| !is_counted) {
        let path = bundle.categories.path(index);
        if let Some(known) = inspection.categories.iter_mut().find(|known| known.path == path) {
            known.articles += more as usize;
        }
    }
    for article in &bundle.articles {
        if ids.insert(article.id.clone()) {
            let language = article.language.as_deref().or(bundle.language.as_deref()).unwrap_or("und");
            *inspection.languages.entry(language.to_owned()).or_default() += 1;
        }
    }
}
