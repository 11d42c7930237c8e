//! Finds out where a publication lives from its own links, when its settings do not say.
//!
//! Blogs link to themselves with full addresses. If articles of the source are linked to at one host under exactly their own
//! dated paths (`https://blog.example/2015/02/13/final/`), that host is their home: such a path is no coincidence, and three
//! different articles are no mirror somebody quoted once.

use std::collections::{BTreeMap, BTreeSet};

use crate::address;
use crate::import::{SourceArticle, dates};

/// Different articles a host must be linked for.
const PROOF: usize = 3;

/// `https://blog.example/`, or nothing that is certain enough.
pub fn guess(articles: &[SourceArticle]) -> Option<String> {
    let places: BTreeMap<String, usize> = articles
        .iter()
        .enumerate()
        .filter_map(|(index, article)| {
            let path = article.path.as_deref()?;
            dates::in_path(path)?;
            Some((address::place(path), index))
        })
        .collect();
    if places.len() < PROOF {
        return None;
    }
    let mut hosts: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for article in articles {
        for (origin, path) in &article.traces.dated {
            if let Some(index) = places.get(&address::place(address::parts(path).path)) {
                hosts.entry(origin.clone()).or_default().insert(*index);
            }
        }
    }
    let (origin, linked) = hosts.into_iter().max_by_key(|(_, linked)| linked.len())?;
    (linked.len() >= PROOF).then(|| format!("{origin}/"))
}

/// Leading folders of a site that may be the source's own.
const DEEPEST_BASE: usize = 4;

/// Under which path of its site a source lives, found out from links that begin at the root (`/docs/guides/water`): the path after
/// which the rest of such links is a file of the source (`guides/water`), for three different files, and for more than any other path.
pub fn guess_base(articles: &[SourceArticle], is_file: impl Fn(&str) -> bool) -> Option<String> {
    let mut bases: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for article in articles {
        for link in &article.traces.roots {
            let path = link.trim_start_matches('/');
            for (at, _) in path.match_indices('/').take(DEEPEST_BASE) {
                let (base, rest) = (path.get(..at).unwrap_or_default(), path.get(at + 1..).unwrap_or_default());
                // One name alone may be anything.
                if rest.contains('/')
                    && !bases.get(base).is_some_and(|known| known.len() >= PROOF || known.contains(rest))
                    && is_file(rest)
                {
                    bases.entry(base).or_default().insert(rest);
                }
            }
        }
    }
    let proven = bases.into_iter().filter(|(_, files)| files.len() >= PROOF);
    proven.map(|(base, _)| base.to_owned()).max_by_key(|base| std::cmp::Reverse(base.len()))
}

#[cfg(test)]
mod tests {
    use tidings_bundle::{Article, Content, Slug};

    use super::*;
    use crate::import::{Body, Origin, Traces};

    fn article(path: &str, body: &str) -> SourceArticle {
        let mut article = SourceArticle {
            origin: Origin::default(),
            body: Body::Markdown(body.to_owned()),
            article: Article::new("x", Slug::from_text("x"), Content::Text(String::new())),
            id: None,
            slug: None,
            slug_hint: "x".to_owned(),
            path: Some(path.to_owned()),
            former: Vec::new(),
            categories: Vec::new(),
            dir: None,
            stem: path.to_owned(),
            traces: Traces::default(),
        };
        article.traces = Traces::of(&article);
        article
    }

    fn blog(links: &str) -> Vec<SourceArticle> {
        let paths = ["2015/02/13/final", "2015/03/01/next", "2016/01/01/year", "2016/02/02/more"];
        paths.iter().map(|path| article(path, links)).collect()
    }

    #[test]
    fn a_host_with_our_own_dated_paths_is_home() {
        let links = "See [a](https://blog.example/2015/02/13/final/), <https://blog.example/2015/03/01/next.html#x> and \
                     [c]: HTTPS://Blog.example/2016/01/01/year";
        assert_eq!(guess(&blog(&links.replace("HTTPS", "https"))).as_deref(), Some("https://blog.example/"));
    }

    #[test]
    fn a_path_under_which_our_own_files_are_linked_is_our_base() {
        let is_file = |path: &str| matches!(path.trim_end_matches('/'), "net/a" | "net/b" | "disk/c");
        let links = "[a](/corp/docs/net/a) [b](/corp/docs/net/b#x) [c](/corp/docs/disk/c \"t\") [d](/corp/other/net/z)";
        assert_eq!(guess_base(&[article("x", links)], is_file).as_deref(), Some("corp/docs"));
        assert_eq!(guess_base(&[article("x", "[a](/corp/docs/net/a) [a](/corp/docs/net/a?x)")], is_file), None);
    }

    #[test]
    fn two_articles_or_other_paths_prove_nothing() {
        assert_eq!(guess(&blog("https://blog.example/2015/02/13/final/ https://blog.example/2015/03/01/next")), None);
        assert_eq!(guess(&blog("https://other.example/a https://other.example/b https://other.example/c ://")), None);
    }
}
