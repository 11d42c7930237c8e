//! Reading records whole, and changing them.

use std::sync::Arc;

use tidings_bundle::{Article, Bundle, Direction, Ordinal};

use super::record::Record;
use super::{pin, shelf};
use crate::platform::{intl, storage};
use crate::state::App;

/// What is remembered of an article.
pub fn record(app: App, slug: &str) -> Record {
    shelf::line(app, slug).map(|line| Record::read_from(&line)).unwrap_or_default()
}

/// Saves an article, or takes it out.
pub fn save(app: App, bundle: &Arc<Bundle>, ordinal: Ordinal) {
    if let Some(article) = bundle.article(ordinal) {
        let mut is_saved = false;
        change(app, article, |record| {
            record.saved = record.saved.is_none().then(intl::now);
            is_saved = record.saved.is_some();
        });
        match is_saved {
            true => pin::keep(app, article),
            false => pin::release(article.slug.as_str()),
        }
    }
}

/// Takes an article that is not at hand out of what is saved.
pub fn remove(app: App, slug: &str) {
    by_slug(app, slug, |record| record.saved = None);
    pin::release(slug);
}

/// Changes what is remembered of an article, from nothing if need be.
pub fn change(app: App, article: &Article, change: impl FnOnce(&mut Record)) {
    let key = shelf::prefix(app) + article.slug.as_str();
    let before = storage::read(&key).map(|line| Record::read_from(&line)).unwrap_or_default();
    let mut record = Record {
        headline: article.headline().to_owned(),
        language: article.language.clone(),
        is_right_to_left: article.dir == Direction::RightToLeft,
        ..before
    };
    change(&mut record);
    storage::write(&key, record.write().as_deref());
    app.remembered.set(());
}

/// The same for an article that is not at hand: only what is remembered can be changed.
pub fn by_slug(app: App, slug: &str, change: impl FnOnce(&mut Record)) {
    let key = shelf::prefix(app) + slug;
    if let Some(line) = storage::read(&key) {
        let mut record = Record::read_from(&line);
        change(&mut record);
        storage::write(&key, record.write().as_deref());
        app.remembered.set(());
    }
}

/// Adds records from elsewhere to what is remembered. Answers how many there were.
pub fn add(app: App, records: impl IntoIterator<Item = (String, Record)>) -> usize {
    let prefix = shelf::prefix(app);
    let mut count = 0;
    for (slug, record) in records {
        let key = [prefix.as_str(), &slug].concat();
        let record = match storage::read(&key) {
            Some(line) => Record::read_from(&line).joined(record),
            None => record,
        };
        storage::write(&key, record.write().as_deref());
        count += 1;
    }
    app.remembered.set(());
    count
}

/// All records of this publication with the slugs of their articles, in no particular order. Whoever reads this follows it.
pub fn all(app: App) -> Vec<(String, Record)> {
    app.remembered.track();
    let prefix = shelf::prefix(app);
    let names = storage::names(&prefix);
    let records = names.into_iter().filter_map(|name| {
        let line = storage::read(&name)?;
        Some((name.strip_prefix(&prefix)?.to_owned(), Record::read_from(&line)))
    });
    records.collect()
}
