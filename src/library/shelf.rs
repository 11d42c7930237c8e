//! What is remembered of an article, as far as lists and buttons need it.

use crate::platform::{document, storage};
use crate::state::App;

/// Version of the records: a later one with another meaning takes another number, and reads this one.
const VERSION: &str = "1";

/// What keys of this publication begin with: several may lie on one host.
pub fn prefix(app: App) -> String {
    let root = app.config.with_untracked(|config| document::path(&config.root)).unwrap_or_default();
    [VERSION, ".", &root, "#"].concat()
}

/// The record of an article as it is kept. Whoever reads this follows it.
pub fn line(app: App, slug: &str) -> Option<String> {
    app.remembered.track();
    storage::read(&(prefix(app) + slug))
}

pub fn is_saved(app: App, slug: &str) -> bool {
    line(app, slug).is_some_and(|line| tells(&line, "saved="))
}

pub fn is_read(app: App, slug: &str) -> bool {
    line(app, slug).is_some_and(|line| tells(&line, "read="))
}

/// Whether a record has a field. Enough for a list; to read all of it takes code that the first wasm file can do without.
fn tells(line: &str, field: &str) -> bool {
    line.split('&').any(|pair| pair.starts_with(field))
}

#[cfg(test)]
mod tests {
    use super::super::record::Record;
    use super::tells;

    #[test]
    fn what_a_record_tells_is_seen_without_reading_it() {
        let headline = "To read= & saved=1".to_owned();
        let line = Record { headline, opened: Some(1), read: Some(2), ..Record::default() }.write().unwrap();
        assert!(tells(&line, "read=") && !tells(&line, "saved="));
    }
}
