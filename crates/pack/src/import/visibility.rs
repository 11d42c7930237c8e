//! Who may see an article: the one place that decides what never reaches a bundle.
//!
//! Drafts, private, password-protected, scheduled and expired articles stay out. What cannot be understood stays out too: a
//! `draft: perhaps` or a `publishDate: soon` is reported as an error, since publishing too little can be mended.
//!
//! | written | kept out when |
//! |---|---|
//! | `draft`, `private`, `hidden`, `headless`, `unlisted`, `isDraft` | yes (Hugo, Zola, Docusaurus, Jekyll's paginator) |
//! | `published`, `render`, `publish` | no (Jekyll, Hexo, Zola, Obsidian) |
//! | `build.render`, `build.list` | `never` or no (Hugo): what must not be in lists cannot be in a feed |
//! | `permalink`, `eleventyExcludeFromCollections` | no, yes (Eleventy) |
//! | `status` | `draft`, `private`, `pending`, `future`, `trash`, `hidden`, `skip` (WordPress, Pelican) |
//! | `visibility` | `private`, `password`, `members`, `paid` (WordPress, Ghost) |
//! | `password` | there is one |
//! | `date`, `publishDate`, `pubDate`, `published` | after now |
//! | `expires`, `expiryDate`, `unpublishDate` | not after now |
//!
//! A folder is kept out with everything below it when its `_index.md` is a draft (Zola) or its `cascade` (Hugo) says any of
//! the above: [`withheld_folder`].

use tidings_bundle::Timestamp;

use super::dates;
use super::fields::Fields;
use super::node::Node;

const YES_HIDES: &[&str] =
    &["draft", "isDraft", "is_draft", "private", "hidden", "headless", "unlisted", "eleventyExcludeFromCollections"];
const NO_HIDES: &[&str] = &["published", "render", "publish"];
const WITHHELD_STATUS: &[&str] = &[
    "draft",
    "private",
    "pending",
    "future",
    "scheduled",
    "auto-draft",
    "trash",
    "password",
    "hidden",
    "skip",
    "unlisted",
    "unpublished",
    "members",
    "paid",
    "tiers",
];
/// What a section's own header may say about everything in its folder; its date and `render` are only about its own page.
const FOLDER_HIDES: &[&str] = &["draft", "isDraft", "is_draft", "private", "hidden"];

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
    if let Some(withheld) = hidden_by(fields, YES_HIDES).or_else(|| unbuilt(fields)) {
        return Some(withheld);
    }
    for name in NO_HIDES {
        if let Some(node) = fields.find(&[name]) {
            // A date here is Jekyll's and WordPress's other use of the word.
            match (node.flag(), node.moment().and_then(dates::parse)) {
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
    for name in ["publishDate", "publish_date", "pubDate", "date"] {
        if let Some(node) = fields.find(&[name]).filter(|node| !is_computed(node)) {
            match node.moment().and_then(dates::parse) {
                Some(date) if date <= now => {}
                Some(_) => return Some(deliberate(node, "scheduled")),
                None => return Some(unclear(node, name, dates::EXAMPLES)),
            }
        }
    }
    for name in ["expires", "expiryDate", "expiry_date", "unpublishDate", "expired"] {
        if let Some(node) = fields.find(&[name]) {
            match (node.flag(), node.text().and_then(dates::parse)) {
                (Some(true), _) => return Some(deliberate(node, "expired")),
                (Some(false), _) => {}
                (None, Some(date)) if date > now => {}
                (None, Some(_)) => return Some(deliberate(node, "expired")),
                (None, None) => return Some(unclear(node, name, dates::EXAMPLES)),
            }
        }
    }
    None
}

/// Decides for the folder whose `_index.md` has this header.
pub fn withheld_folder(fields: &Fields<'_>, now: Timestamp) -> Option<Withheld> {
    if let Some(withheld) = hidden_by(fields, FOLDER_HIDES) {
        return Some(withheld);
    }
    // One set of values, or several for parts of the folder. Which parts is not worked out: rather too little than too much.
    let cascades = fields.find(&["cascade"]).map(Node::items).unwrap_or_default();
    cascades.iter().filter_map(Node::table).find_map(|table| fields.inner(table, |inner| withheld(inner, now)))
}

fn hidden_by(fields: &Fields<'_>, names: &[&str]) -> Option<Withheld> {
    for name in names {
        if let Some(node) = fields.find(&[name]) {
            match node.flag() {
                Some(false) => {}
                Some(true) => return Some(deliberate(node, name)),
                None => return Some(unclear(node, name, "write true or false")),
            }
        }
    }
    None
}

/// Hugo's `build` (formerly `_build`) and Eleventy's `permalink: false`: no page of its own, or in no list.
fn unbuilt(fields: &Fields<'_>) -> Option<Withheld> {
    let build = fields.find(&["build", "_build"]).and_then(Node::table);
    for name in ["render", "list"] {
        if let Some(node) = build.and_then(|build| build.find(&[name])) {
            let is_never = node.text().is_some_and(|text| text.trim().eq_ignore_ascii_case("never"));
            if is_never || node.flag() == Some(false) {
                return Some(deliberate(node, &format!("build.{name} = never")));
            }
        }
    }
    let permalink = fields.find(&["permalink"])?;
    (permalink.flag() == Some(false)).then(|| deliberate(permalink, "permalink = false"))
}

/// Eleventy's words for "ask the disk": no date at all.
fn is_computed(node: &Node) -> bool {
    const WORDS: &[&str] = &["last modified", "created", "git last modified", "git created"];
    node.text().is_some_and(|text| WORDS.contains(&text.trim().to_ascii_lowercase().as_str()))
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
            "hidden: true",
            "headless: true",
            "unlisted: true",
            "isDraft: true",
            "publish: false",
            "permalink: false",
            "eleventyExcludeFromCollections: true",
            "build:\n  render: never",
            "_build:\n  list: false",
            "build:\n  list: never",
            "status: hidden",
            "Status: skip",
            "visibility: members",
            "date:\n  created: 2026-02-01",
            "pubDate: Feb 1 2026",
            "pubdate: 2026-02-01",
            "published: 2026-02-01",
            "expired: true",
            "unpublishdate: 2026-01-01",
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
    fn a_folder_goes_with_its_draft_section_and_by_its_cascade() {
        let folder = |header: &str| {
            let table = yaml::read(header, 1).unwrap();
            withheld_folder(&Fields::new("a/_index.md", &table), Timestamp::parse("2026-01-15T12:00:00Z").unwrap())
        };
        for header in [
            "draft: true",
            "cascade:\n  draft: true",
            "cascade:\n  - title: x\n  - _target:\n      path: /a/**\n    build:\n      render: never",
            "cascade:\n  params:\n    private: true",
        ] {
            assert!(folder(header).is_some_and(|withheld| withheld.is_deliberate), "{header}");
        }
        assert!(folder("cascade:\n  draft: perhaps").is_some_and(|withheld| !withheld.is_deliberate));
        for header in ["title: x", "date: 2030-01-01", "render: false", "cascade:\n  type: docs"] {
            assert_eq!(folder(header), None, "{header}");
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
            "build:\n  render: always\n  list: local",
            "permalink: /a/b/",
            "date: Last Modified",
            "date:\n  created: 2020-01-01",
            "expired: false",
        ] {
            assert_eq!(verdict(header), None, "{header}");
        }
    }
}
