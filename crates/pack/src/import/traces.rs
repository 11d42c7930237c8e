//! What bodies say about the publication as a whole: kept of every article, since bodies are not.
//!
//! 1. Files to be included ([`super::dialect::Fragments`]).
//! 2. Links that begin at the root of a site, and links to dated pages of the web: from these [`crate::home`] finds out where the
//!    publication lives when nobody says.

use serde::{Deserialize, Serialize};

use super::dialect::includes;
use super::{SourceArticle, dates};
use crate::address;

/// Links of one article that are looked at.
const MOST_LINKS: usize = 200;

/// Of one article.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Traces {
    /// Files below the root.
    pub includes: Vec<String>,
    /// Links from the root of a site, without what follows the path.
    pub roots: Vec<String>,
    /// Origin and path of links to pages with a date in their path.
    pub dated: Vec<(String, String)>,
}

impl Traces {
    /// Those of an article whose body is there.
    pub fn of(article: &SourceArticle) -> Traces {
        let body = article.body.as_str();
        let dated = web_addresses(body).filter(|(_, path)| dates::in_path(address::parts(path).path).is_some());
        Traces {
            includes: includes::targets(body, &article.origin.file),
            roots: root_links(body).take(MOST_LINKS).map(str::to_owned).collect(),
            dated: dated.map(|(origin, path)| (origin.to_lowercase(), path.to_owned())).collect(),
        }
    }
}

/// Links of a Markdown text that begin at the root of a site, without what follows the path.
fn root_links(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices("](/").filter_map(move |(at, _)| {
        let rest = text.get(at + "](".len()..)?;
        let end = rest.find(|letter: char| letter.is_whitespace() || matches!(letter, ')' | '#' | '?'))?;
        rest.get(..end).filter(|link| !link.starts_with("//") && link.len() < 300)
    })
}

/// Web addresses in a text: origin and path.
fn web_addresses(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let is_end = |letter: char| letter.is_whitespace() || matches!(letter, '"' | '\'' | ')' | '>' | '<' | ']');
    text.match_indices("://").filter_map(move |(at, _)| {
        let before = text.get(..at)?;
        let scheme = ["https", "http"].into_iter().find(|scheme| before.ends_with(scheme))?;
        let rest = text.get(at + "://".len()..)?;
        let rest = rest.get(..rest.find(is_end).unwrap_or(rest.len()))?;
        let slash = rest.find('/')?;
        let origin = text.get(at - scheme.len()..at + "://".len() + slash)?;
        Some((origin, rest.get(slash..)?))
    })
}
