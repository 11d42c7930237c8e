//! From drafts, which anybody may have written, to a tree.
//!
//! 1. merge doubles: one id, one node, in the order of first mention;
//! 2. find parents by id; an unknown one leaves an orphan, which becomes a root;
//! 3. cut cycles, then whatever lies deeper than [`MAX_DEPTH`]: both become roots;
//! 4. order children;
//! 5. give siblings different slugs, and every node its path.
//!
//! No step recurses, and each is linear in the number of nodes but for a factor of [`MAX_DEPTH`] or a logarithm.

use std::fmt;

use super::{Category, CategoryTree};
use crate::letters::folded;
use crate::names::{Names, Register};
use crate::order;
use crate::problem::{Place, Problems};
use crate::{Extensions, Problem, Slug};

/// Levels of the tree. Print sections have two or three, library classifications under ten; a path of sixteen slugs still
/// fits an address.
pub const MAX_DEPTH: usize = 16;

/// Categories of a publication. Large newsrooms run hundreds; beyond this somebody stores tags in the tree, and every
/// category page and count pays for it.
pub const MAX_CATEGORIES: usize = 10_000;

/// Languages a category is named in. No publication speaks more, and doubles are looked for among them one by one.
pub(crate) const MAX_NAMES: usize = 200;

/// What the tree is built from: a category that still names its parent by id.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CategoryDraft {
    /// Not empty, or the draft is left out.
    pub id: String,
    /// Id of the parent.
    pub parent: Option<String>,
    /// Default: made from the last part of the id.
    pub slug: Option<Slug>,
    /// Language tag and name.
    pub names: Vec<(String, String)>,
    pub description: Option<String>,
    pub order: Option<i64>,
    /// Articles in it and below, as somebody counted them.
    pub count: Option<u32>,
    pub extensions: Extensions,
}

const BECOMES_ROOT: &str = "the category moves to the top level";

impl CategoryTree {
    /// Builds the tree and says what had to be repaired.
    pub fn build(drafts: Vec<CategoryDraft>) -> (CategoryTree, Vec<Problem>) {
        let problems = Problems::default();
        let tree = CategoryTree::from_drafts(drafts, &problems);
        (tree, problems.into_list())
    }

    pub(crate) fn from_drafts(drafts: Vec<CategoryDraft>, problems: &Problems) -> CategoryTree {
        let (drafts, ids) = merge(drafts, problems);
        let mut parents = find_parents(&drafts, &ids, problems);
        cut_cycles(&mut parents, &drafts, problems);
        let depths = cut_depths(&mut parents, &drafts, problems);

        let mut tree = CategoryTree { ids, ..CategoryTree::default() };
        for (index, draft) in drafts.into_iter().enumerate() {
            let slug = draft.slug.unwrap_or_else(|| Slug::from_text(last_part(&draft.id)));
            tree.nodes.push(Category {
                id: draft.id,
                slug,
                names: draft.names,
                description: draft.description,
                order: draft.order,
                count: draft.count,
                parent: parents.get(index).copied().flatten(),
                children: Vec::new(),
                depth: depths.get(index).copied().unwrap_or_default(),
                extensions: draft.extensions,
            });
        }
        tree.link_children();
        tree.name_paths(problems);
        tree
    }

    /// Parents come before children here, as a path is the parent's path and a slug more: level by level from the roots.
    fn name_paths(&mut self, problems: &Problems) {
        let mut register = Register::ignoring_case();
        let mut level = self.roots.clone();
        while !level.is_empty() {
            let mut below = Vec::new();
            for index in level {
                let path = self.name_path(index, &mut register, problems);
                self.paths.insert(folded(&path), index as u32);
                below.extend(self.nodes.get(index).into_iter().flat_map(|node| &node.children));
            }
            level = below;
        }
    }

    /// The path of a node, after a new slug if a sibling has this one.
    fn name_path(&mut self, index: usize, register: &mut Register, problems: &Problems) -> String {
        let path = self.path(index);
        let Some(node) = self.nodes.get_mut(index).filter(|_| !register.claim(&path)) else {
            return path;
        };
        add(problems, &node.id, format_args!("a sibling has the same slug"), "the slug gets a number");
        let above = path.strip_suffix(node.slug.as_str()).unwrap_or_default();
        let free = register.claim_numbered(&path, |number| Path::new(above, node.slug.numbered(number)));
        node.slug = free.slug;
        free.whole
    }

    fn link_children(&mut self) {
        for index in order::by_number(&mut self.nodes.iter().map(|node| node.order)) {
            match self.nodes.get(index).and_then(|node| node.parent) {
                None => self.roots.push(index),
                Some(parent) => {
                    if let Some(parent) = self.nodes.get_mut(parent) {
                        parent.children.push(index);
                    }
                }
            }
        }
    }
}

struct Path {
    whole: String,
    slug: Slug,
}

impl Path {
    fn new(above: &str, slug: Slug) -> Path {
        Path { whole: format!("{above}{slug}"), slug }
    }
}

impl AsRef<str> for Path {
    fn as_ref(&self) -> &str {
        &self.whole
    }
}

fn merge(drafts: Vec<CategoryDraft>, problems: &Problems) -> (Vec<CategoryDraft>, Names) {
    let mut kept: Vec<CategoryDraft> = Vec::new();
    let mut ids = Names::default();
    for draft in drafts {
        let double = ids.get(&draft.id).and_then(|index| kept.get_mut(index as usize));
        if draft.id.is_empty() {
            add(problems, "", format_args!("a category without id"), "the category is left out");
        } else if let Some(first) = double {
            add(problems, &draft.id, format_args!("this id occurs twice"), "the two are merged");
            for (tag, name) in draft.names {
                if first.names.len() < MAX_NAMES && !first.names.iter().any(|(known, _)| *known == tag) {
                    first.names.push((tag, name));
                }
            }
            first.parent = first.parent.take().or(draft.parent);
            first.slug = first.slug.take().or(draft.slug);
            first.description = first.description.take().or(draft.description);
            first.order = first.order.or(draft.order);
            #[cfg(feature = "lossless")]
            first.extensions.extend(draft.extensions);
        } else if kept.len() >= MAX_CATEGORIES {
            add(
                problems,
                &draft.id,
                format_args!("more categories than this program takes"),
                "the category is left out",
            );
        } else {
            ids.insert(draft.id.clone(), kept.len() as u32);
            kept.push(draft);
        }
    }
    (kept, ids)
}

fn find_parents(drafts: &[CategoryDraft], ids: &Names, problems: &Problems) -> Vec<Option<usize>> {
    let mut parents = Vec::with_capacity(drafts.len());
    for draft in drafts {
        let index = draft.parent.as_ref().and_then(|parent| ids.get(parent));
        if draft.parent.is_some() && index.is_none() {
            add(problems, &draft.id, format_args!("its parent does not exist"), BECOMES_ROOT);
        }
        parents.push(index.map(|index| index as usize));
    }
    parents
}

/// Walks up from every node; meeting the own trail again means a cycle, which is cut at the node met: of a cycle, the first
/// one written, for walks begin there.
fn cut_cycles(parents: &mut [Option<usize>], drafts: &[CategoryDraft], problems: &Problems) {
    // Number of the walk that came by, from 1.
    let mut walked: Vec<usize> = vec![0; parents.len()];
    for start in 0..parents.len() {
        let mut node = start;
        while let Some(mark) = walked.get_mut(node) {
            if *mark == start + 1 {
                if let (Some(parent), Some(draft)) = (parents.get_mut(node), drafts.get(node)) {
                    *parent = None;
                    add(problems, &draft.id, format_args!("it lies below itself"), BECOMES_ROOT);
                }
                break;
            }
            if *mark != 0 {
                break;
            }
            *mark = start + 1;
            match parents.get(node).copied().flatten() {
                Some(parent) => node = parent,
                None => break,
            }
        }
    }
}

/// Depth of every node; needs a forest. The trail up to a node of known depth is kept, then walked back down.
fn cut_depths(parents: &mut [Option<usize>], drafts: &[CategoryDraft], problems: &Problems) -> Vec<usize> {
    let mut depths: Vec<Option<usize>> = vec![None; parents.len()];
    let mut trail = Vec::new();
    for start in 0..parents.len() {
        let mut next = Some(start);
        while let Some(node) = next.filter(|node| depths.get(*node) == Some(&None)) {
            trail.push(node);
            next = parents.get(node).copied().flatten();
        }
        let mut above = next.and_then(|node| depths.get(node).copied().flatten());
        while let Some(node) = trail.pop() {
            let mut depth = above.map_or(0, |depth| depth + 1);
            if depth >= MAX_DEPTH {
                depth = 0;
                if let (Some(parent), Some(draft)) = (parents.get_mut(node), drafts.get(node)) {
                    *parent = None;
                    add(problems, &draft.id, format_args!("it lies deeper than {MAX_DEPTH} levels"), BECOMES_ROOT);
                }
            }
            if let Some(slot) = depths.get_mut(node) {
                *slot = Some(depth);
            }
            above = Some(depth);
        }
    }
    depths.into_iter().map(Option::unwrap_or_default).collect()
}

fn last_part(id: &str) -> &str {
    id.trim_end_matches('/').rsplit('/').next().unwrap_or(id)
}

fn add(problems: &Problems, id: &str, what: fmt::Arguments<'_>, cost: &str) {
    let place = format!("_tidings.categories (id {id})");
    problems.add(&Place::ROOT.member(&place), what, cost);
}
