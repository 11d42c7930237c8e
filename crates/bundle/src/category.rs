//! The category tree.

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
    /// Index of the parent in [`CategoryTree::nodes`].
    pub parent: Option<usize>,
    /// Indices, ordered by `order`, then as written.
    pub children: Vec<usize>,
    /// 0 for a root.
    pub depth: usize,
    pub extensions: Extensions,
}

/// What the tree is built from: a category that still names its parent by id.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CategoryDraft {
    pub id: String,
    /// Id of the parent.
    pub parent: Option<String>,
    /// Default: made from the last part of the id.
    pub slug: Option<Slug>,
    pub names: Vec<(String, String)>,
    pub description: Option<String>,
    pub order: Option<i64>,
    pub extensions: Extensions,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct CategoryTree {
    nodes: Vec<Category>,
    roots: Vec<usize>,
}

impl Category {
    pub fn name(&self, _language: &str) -> &str {
        &self.id
    }
}

impl CategoryTree {
    pub fn build(_drafts: Vec<CategoryDraft>) -> (CategoryTree, Vec<crate::Problem>) {
        Default::default()
    }
    pub fn nodes(&self) -> &[Category] {
        &self.nodes
    }
    pub fn get(&self, index: usize) -> Option<&Category> {
        self.nodes.get(index)
    }
    pub fn by_id(&self, _id: &str) -> Option<usize> {
        None
    }
    pub fn by_path(&self, _path: &str) -> Option<usize> {
        None
    }
    pub fn roots(&self) -> &[usize] {
        &self.roots
    }
    pub fn ancestors(&self, _index: usize) -> Vec<usize> {
        Vec::new()
    }
    pub fn path(&self, _index: usize) -> String {
        String::new()
    }
    pub fn is_within(&self, index: usize, ancestor: usize) -> bool {
        index == ancestor
    }
    pub fn counts(&self, _articles: &[Article]) -> Vec<u32> {
        vec![0; self.nodes.len()]
    }
}
