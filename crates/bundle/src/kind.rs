//! The kinds of article by name.

use crate::Kind;

const KINDS: [(Kind, &str); 5] = [
    (Kind::News, "news"),
    (Kind::Report, "report"),
    (Kind::Opinion, "opinion"),
    (Kind::Gallery, "gallery"),
    (Kind::Page, "page"),
];

impl Kind {
    /// The name in the feed.
    pub fn as_str(self) -> &'static str {
        KINDS.iter().find(|(kind, _)| *kind == self).map_or("news", |(_, name)| name)
    }

    pub fn parse(name: &str) -> Option<Kind> {
        KINDS.iter().find(|(_, known)| known.eq_ignore_ascii_case(name)).map(|(kind, _)| *kind)
    }
}
