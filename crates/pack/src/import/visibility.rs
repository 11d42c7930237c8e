//! Who may see an article: the one place that decides what never reaches a bundle.
//!
//! Drafts, private, password-protected, scheduled and expired articles stay out. What cannot be understood stays out too: a
//! `draft: perhaps` or a `publishDate: soon` is reported as an error, since publishing too little can be mended.
//!
//! | written | kept out when |
//! |---|---|
//! | `draft`, `private`, `hidden`, `headless` | yes (Hugo, Zola, Docusaurus `unlisted`) |
//! | `published`, `render` | no (Jekyll, Zola) |
//! | `status` | `draft`, `private`, `pending`, `future`, `trash` (WordPress) |
//! | `visibility` | `private`, `password` |
//! | `password` | there is one |
//! | `date`, `publishDate` | after now |
//! | `expires`, `expiryDate` | not after now |

use tidings_bundle::Timestamp;

use super::dates;
use super::fields::Fields;
use super::node::Node;

const YES_HIDES: &[&str] = &["draft", "private", "hidden", "headless", "unlisted"];
const NO_HIDES: &[&str] = &["published", "render"];
const WITHHELD_STATUS: &[&str] =
    &["draft", "private", "pending", "future", "scheduled", "auto-draft", "trash", "password"];

/// Why an article stays out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withheld {
    pub line: u32,
    pub why: String,
    /// The publisher meant it. Otherwise it is an error to report: nobody knows what was meant.
    pub is_deliberate: bool,
}

fn deliberate(node: &Node, why: &str) -> Withheld {
    Withheld { line: node.line, why: why.to_owned(), is_deliberate: true }
}

/// Decides for one header; `None`: publish.
///
/// `now` is given, not asked for, so that a pack of the same input at the same time says the same.
pub fn withheld(fields: &Fields<'_>, now: Timestamp) -> Option<Withheld> {
    for name in YES_HIDES {
        if let Some(node) = fields.find(&[name]) {
            match node.flag() {
                Some(false) => {}
                Some(true) => return Some(deliberate(node, name)),
                None => return Some(unclear(node, name, "write true or false")),
            }
        }
    }
    for name in NO_HIDES {
        if let Some(node) = fields.find(&[name]) {
            // A date here is Jekyll's and WordPress's other use of the word.
            match (node.flag(), node.text().and_then(dates::parse)) {
                (Some(true), _) => {}
                (Some(false), _) => return Some(deliberate(node, &format!("{name} = false"))),
                (None, Some(date)) if date <= now => {}
                (None, Some(_)) => return Some(deliberate(node, "scheduled")),
                (None, None) => return Some(unclear(node, name, "write true or false")),
            }
        }
    }
    for name in ["status", "visibility"] {
        if let Some(node) = fields.find(&[name]) {
            let status = node.text().unwrap_or_default().trim().to_ascii_lowercase();
            if WITHHELD_STATUS.contains(&status.as_str()) {
                return Some(deliberate(node, &status));
            }
        }
    }
    if let Some(node) = fields.find(&["password"]) {
        return Some(deliberate(node, "password-protected"));
    }
    for name in ["publishDate", "publish_date", "date"] {
        if let Some(node) = fields.find(&[name]) {
            match node.text().and_then(dates::parse) {
                Some(date) if date <= now => {}
                Some(_) => return Some(deliberate(node, "scheduled")),
                None => return Some(unclear(node, name, dates::EXAMPLES)),
            }
        }
    }
    if let Some(node) = fields.find(&["expires", "expiryDate", "expiry_date", "unpublishDate"]) {
        match node.text().and_then(dates::parse) {
            Some(date) if date > now => {}
            Some(_) => return Some(deliberate(node, "expired")),
            None => return Some(unclear(node, "expires", dates::EXAMPLES)),
        }
    }
    None
}

fn unclear(node: &Node, name: &str, remedy: &str) -> Withheld {
    Withheld {
        line: node.line,
        why: format!("`{name}: {}` cannot be understood, {remedy}", node.text().unwrap_or("…")),
        is_deliberate: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::yaml;

    fn verdict(header: &str) -> Option<Withheld> {
        let table = yaml::read(header, 1).unwrap();
        withheld(&Fields::new("x.md", &table), Timestamp::parse("2026-01-15T12:00:00Z").unwrap())
    }

    #[test]
    fn whatever_says_not_yet_or_not_you_stays_out() {
        for header in [
            "draft: true",
            "Draft: yes",
            "extra: {draft: true}",
            "params:\n  draft: true",
            "private: true",
            "published: false",
            "render: false",
            "status: draft",
            "status: Private",
            "status: publish\nvisibility: password",
            "password: secret",
            "date: 2026-01-16",
            "date: 2026-01-15T12:00:01Z",
            "date: 2020-01-01\npublishDate: 2027-01-01",
            "expires: 2026-01-15T12:00:00Z",
            "expiryDate: 2025-12-31",
        ] {
            assert!(verdict(header).is_some_and(|withheld| withheld.is_deliberate), "{header}");
        }
    }

    #[test]
    fn what_cannot_be_understood_stays_out_and_is_an_error() {
        for header in ["draft: perhaps", "draft: [true]", "publishDate: soon", "date: 2026-13-45", "expires: never"] {
            assert!(verdict(header).is_some_and(|withheld| !withheld.is_deliberate), "{header}");
        }
    }

    #[test]
    fn whatever_is_public_is_published() {
        for header in [
            "title: x",
            "draft: false",
            "draft:",
            "published: true",
            "published: 2020-05-05",
            "status: publish",
            "date: 2026-01-15",
            "date: 2026-01-15T12:00:00Z",
            "expires: 2026-01-16",
            "publishDate: 2020-01-01",
        ] {
            assert_eq!(verdict(header), None, "{header}");
        }
    }
}
