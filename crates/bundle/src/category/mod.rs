//! The category tree: sections, their paths, and how many articles stand below each.
//!
//! 1. [`CategoryTree::build`] takes [`CategoryDraft`]s, which name their parents by id, in any order;
//! 2. [`build`] merges doubles, gives orphans a place at the root, cuts cycles, orders children;
//! 3. [`named`] adds sections that articles name and no list declares;
//! 4. the rest of this file answers questions about the finished tree.
//!
//! Inside the tree a category is its index; an article holds indices. Nodes keep the order they were written in.

mod build;
mod named;
#[cfg(test)]
mod tests;

pub(crate) use build::MAX_NAMES;
pub use build::{CategoryDraft, MAX_CATEGORIES, MAX_DEPTH};
pub(crate) use named::NamedRoots;

use crate::letters::folded;
use crate::names::Names;
use crate::{Article, Extensions, Slug};

/// A section of the publication.
#[derive(Clone, Debug, PartialEq)]
pub struct Category {
    pub id: String,
    /// Unique among its siblings.
    pub slug: Slug,
    /// Language tag and name, in the order written.
    pub names: Vec<(String, String)>,
    pub description: Option<String>,
    pub order: Option<i64>,
    /// Articles of an archive in it and below, most of which are elsewhere. Where all articles are here they are counted.
    pub count: Option<u32>,
    /// Index of the parent in [`CategoryTree::nodes`].
    pub parent: Option<usize>,
    /// Indices, ordered by `order` (those without one last), then as written.
    pub children: Vec<usize>,
    /// 0 for a root; below [`MAX_DEPTH`].
    pub depth: usize,
    pub extensions: Extensions,
}

impl Category {
    /// The name in a language: the exact tag, else one of the same primary language, else the first, else the id.
    pub fn name(&self, language: &str) -> &str {
        let exact = self.names.iter().find(|(tag, _)| tag.eq_ignore_ascii_case(language));
        let related = || self.names.iter().find(|(tag, _)| primary(tag).eq_ignore_ascii_case(primary(language)));
        exact.or_else(related).or(self.names.first()).map_or(&self.id, |(_, name)| name)
    }
}

/// `pt` of `pt-BR`.
pub(crate) fn primary(tag: &str) -> &str {
    tag.split(['-', '_']).next().unwrap_or(tag)
}

/// Every path ends at a root, every index is in range, every path is unique.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CategoryTree {
    nodes: Vec<Category>,
    roots: Vec<usize>,
    ids: Names,
    paths: Names,
}

impl CategoryTree {
    pub fn nodes(&self) -> &[Category] {
        &self.nodes
    }

    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    pub fn get(&self, index: usize) -> Option<&Category> {
        self.nodes.get(index)
    }

    pub fn by_id(&self, id: &str) -> Option<usize> {
        self.ids.get(id).map(|index| index as usize)
    }

    /// By slugs from the root: `world/middle-east`. Slashes at the ends and upper case do not matter.
    pub fn by_path(&self, path: &str) -> Option<usize> {
        self.paths.get(&folded(path.trim_matches('/'))).map(|index| index as usize)
    }

    /// By path as an address has it, else by id.
    pub fn find(&self, path_or_id: &str) -> Option<usize> {
        self.by_path(path_or_id).or_else(|| self.by_id(path_or_id))
    }

    pub fn roots(&self) -> &[usize] {
        &self.roots
    }

    /// The way from the root to the category, without the category itself.
    pub fn ancestors(&self, index: usize) -> Vec<usize> {
        let mut way: Vec<usize> = self.upwards(index).skip(1).collect();
        way.reverse();
        way
    }

    /// Slugs from the root, with slashes between; empty for an index outside the tree.
    pub fn path(&self, index: usize) -> String {
        let mut path = String::new();
        for node in self.ancestors(index).into_iter().chain([index]).filter_map(|node| self.get(node)) {
            if !path.is_empty() {
                path.push('/');
            }
            path.push_str(node.slug.as_str());
        }
        path
    }

    /// Where articles can be counted, what somebody else has counted says nothing.
    pub(crate) fn forget_counts(&mut self) {
        self.nodes.iter_mut().for_each(|node| node.count = None);
    }

    /// Whether a category is `ancestor` or lies below it.
    pub fn is_within(&self, index: usize, ancestor: usize) -> bool {
        self.upwards(index).any(|node| node == ancestor)
    }

    /// Articles per node, in the order of [`Self::nodes`]: those of the node and of everything below it, each once.
    pub fn counts(&self, articles: &[Article]) -> Vec<u32> {
        let mut tally = Tally::new(self);
        for article in articles {
            tally.add(article.categories.iter().copied());
        }
        tally.counts
    }

    /// The category, its parent, and so on to the root: at most [`MAX_DEPTH`] steps.
    fn upwards(&self, index: usize) -> impl Iterator<Item = usize> + '_ {
        let start = (index < self.nodes.len()).then_some(index);
        std::iter::successors(start, |node| self.get(*node)?.parent)
    }
}

/// Counts articles up the tree, an article once per node.
pub(crate) struct Tally<'a> {
    tree: &'a CategoryTree,
    pub(crate) counts: Vec<u32>,
    /// Number of the article that reached a node last.
    reached_by: Vec<u32>,
    articles: u32,
}

impl<'a> Tally<'a> {
    pub(crate) fn new(tree: &'a CategoryTree) -> Self {
        let zeros = vec![0; tree.nodes.len()];
        Tally { tree, counts: zeros.clone(), reached_by: zeros, articles: 0 }
    }

    pub(crate) fn add(&mut self, categories: impl Iterator<Item = usize>) {
        self.articles += 1;
        for category in categories {
            for node in self.tree.upwards(category) {
                let (Some(last), Some(count)) = (self.reached_by.get_mut(node), self.counts.get_mut(node)) else {
                    break;
                };
                if *last == self.articles {
                    break;
                }
                *last = self.articles;
                *count += 1;
            }
        }
    }
}
