//! Feeds from files and from words.

use std::path::PathBuf;

use tidings_bundle::{Bundle, DecodeError, decode};

/// The bytes of `tests/fixtures/feeds/<name>.json`.
pub(crate) fn bytes(name: &str) -> Vec<u8> {
    let path =
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/feeds").join(format!("{name}.json"));
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

pub(crate) fn bundle(name: &str) -> Bundle {
    decode(&bytes(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

pub(crate) fn refused(name: &str) -> DecodeError {
    decode(&bytes(name)).map(|bundle| bundle.title).unwrap_err()
}

/// A feed around the given items, written as JSON.
pub(crate) fn feed(items: &str) -> String {
    format!(r#"{{"version": "https://jsonfeed.org/version/1.1", "title": "Generated", "items": [{items}]}}"#)
}

pub(crate) fn of_items(items: &str) -> Bundle {
    decode(feed(items).as_bytes()).unwrap_or_else(|error| panic!("{error}"))
}

pub(crate) fn problems(bundle: &Bundle) -> Vec<String> {
    bundle.problems.iter().map(ToString::to_string).collect()
}

/// Problems are about the input, not about the bundle: without them two readings can be compared.
pub(crate) fn without_problems(mut bundle: Bundle) -> Bundle {
    bundle.problems.clear();
    bundle
}
