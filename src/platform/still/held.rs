//! A page of a packed site holds none of the site's files.

/// The address, as it is.
pub fn loadable(absolute: String) -> Option<String> {
    Some(absolute)
}

pub fn is_edition() -> bool {
    false
}

pub(super) fn is_held(_absolute: &str) -> bool {
    false
}
