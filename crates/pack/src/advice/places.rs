//! Links to a place inside an article (`#notes`, `water.md#notes`) that the article does not have.
//!
//! Readers still arrive, at the top of the right article, so this is about their time.

use std::collections::HashSet;

use tidings_markup::policy;

use super::shortened;
use crate::address;
use crate::import::SourceArticle;
use crate::report::Finding;
use crate::resolve::{AddressBook, Link};
use crate::tags;

/// What an article offers and what it asks for.
#[derive(Debug, Default)]
pub(super) struct Places {
    ids: HashSet<String>,
    links: Vec<Asked>,
}

#[derive(Debug)]
struct Asked {
    article: usize,
    id: String,
    href: String,
}

/// Reads the ids and links of article `index` in its cleaned HTML, where both carry the content's prefix.
pub(super) fn read(book: &AddressBook, index: usize, html: &str) -> Places {
    // One in the text of a code sample counts, too: an id too many is a finding too few, and no false one.
    let ids = html.match_indices(" id=\"").filter_map(|(at, start)| {
        let rest = html.get(at + start.len()..)?;
        Some(rest.split('"').next()?.to_owned())
    });
    let mut places = Places { ids: ids.collect(), links: Vec::new() };
    tags::rewrite(html, &["a"], |_, attributes| {
        let Some((_, href)) = attributes.iter().find(|(name, _)| name == "href") else {
            return;
        };
        let asked = match href.strip_prefix('#') {
            Some(id) => (!id.is_empty()).then(|| (index, address::decode(id).into_owned())),
            None => match book.link(index, href) {
                Link::Article(article, Some(fragment)) => {
                    policy::content_id(&address::decode(&fragment)).map(|id| (article, id))
                }
                _ => None,
            },
        };
        places.links.extend(asked.map(|(article, id)| Asked { article, id, href: href.clone() }));
    });
    places
}

/// Links whose place is nowhere.
pub(super) fn look(articles: &[SourceArticle], places: &[Places]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (source, own) in articles.iter().zip(places) {
        let dead = own
            .links
            .iter()
            .filter(|asked| places.get(asked.article).is_some_and(|target| !target.ids.contains(&asked.id)));
        let found = dead.map(|asked| finding(source, articles.get(asked.article), asked));
        findings.extend(shortened(&source.origin.file, found, "links to places that are not there"));
    }
    findings
}

fn finding(source: &SourceArticle, target: Option<&SourceArticle>, asked: &Asked) -> Finding {
    let file = &source.origin.file;
    // The prefix was put in front when the body was cleaned.
    let written = asked.href.strip_prefix("#c-").map_or_else(|| asked.href.clone(), |id| format!("#{id}"));
    let line = source.origin.line_of(&written, source.body.as_str());
    let place: String = written.chars().filter(|letter| !letter.is_control()).take(80).collect();
    let whose = match target {
        Some(target) if target.origin.file != *file => target.origin.file.as_str(),
        _ => "this article",
    };
    Finding::warning(file, line, format!("the link \"{place}\" leads to a place that {whose} does not have"))
        .remedy("correct what stands behind the #; headings have their own words there")
}
