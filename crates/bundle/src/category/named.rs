//! Sections of a feed that declares none: its articles just name them.

use super::{Category, CategoryTree, MAX_CATEGORIES};
use crate::letters::folded;
use crate::names::Register;
use crate::{Extensions, Slug};

/// Adds categories at the top, for feeds whose articles name categories that no list declares.
#[derive(Default)]
pub(crate) struct NamedRoots {
    /// Slugs at the top; filled on first use.
    slugs: Option<Register>,
}

impl NamedRoots {
    /// The new category's index; `None` once [`MAX_CATEGORIES`] are reached.
    pub(crate) fn add(&mut self, tree: &mut CategoryTree, name: &str, language: &str) -> Option<usize> {
        let index = tree.nodes.len();
        if index >= MAX_CATEGORIES {
            return None;
        }
        let slugs = self.slugs.get_or_insert_with(|| {
            let mut slugs = Register::ignoring_case();
            tree.paths.names().filter(|path| !path.contains('/')).for_each(|slug| {
                slugs.claim(slug);
            });
            slugs
        });
        let mut slug = Slug::from_text(name);
        if !slugs.claim(slug.as_str()) {
            slug = slugs.claim_numbered(slug.as_str(), |number| slug.numbered(number));
        }
        tree.ids.insert(name.to_owned(), index as u32);
        tree.paths.insert(folded(slug.as_str()), index as u32);
        tree.roots.push(index);
        tree.nodes.push(Category {
            id: name.to_owned(),
            slug,
            names: vec![(language.to_owned(), name.to_owned())],
            description: None,
            order: None,
            count: None,
            parent: None,
            children: Vec::new(),
            depth: 0,
            extensions: Extensions::default(),
        });
        Some(index)
    }
}
