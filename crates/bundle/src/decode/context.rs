//! What items refer to, and the category tree, which may grow while they are read.

use crate::category::NamedRoots;
use crate::problem::{Place, Problems, quoted};
use crate::references::References;
use crate::{Author, Bundle, CategoryTree, Slug};

pub(super) struct Context<'a> {
    /// To the feed, without articles and categories.
    pub(super) references: References<'a>,
    pub(super) problems: &'a Problems,
    pub(super) tree: CategoryTree,
    roots: NamedRoots,
}

impl<'a> Context<'a> {
    pub(super) fn new(feed: &'a Bundle, tree: CategoryTree, problems: &'a Problems) -> Self {
        Context { references: References::new(feed), problems, tree, roots: NamedRoots::default() }
    }

    pub(super) fn feed(&self) -> &'a Bundle {
        self.references.feed
    }

    /// Adds what `_tidings.authors` says of a person and the article does not.
    pub(super) fn complete(&self, author: &mut Author) {
        let Some(known) = self.references.known_author(author) else {
            return;
        };
        let fill = |own: &mut Option<String>, known: &Option<String>| {
            if own.is_none() {
                own.clone_from(known);
            }
        };
        fill(&mut author.id, &known.id);
        fill(&mut author.url, &known.url);
        fill(&mut author.avatar, &known.avatar);
        fill(&mut author.bio, &known.bio);
    }

    /// A declared category, by id or path.
    pub(super) fn category(&self, name: &str, place: &Place<'_>) -> Option<usize> {
        let index = self.tree.by_id(name).or_else(|| self.tree.by_path(name));
        if index.is_none() {
            self.problems.add(place, format_args!("no category {}", quoted(name)), "the article is not listed there");
        }
        index
    }

    /// A category that an article just names: one that is declared, else a new one at the top.
    pub(super) fn named_category(&mut self, name: &str) -> Option<usize> {
        let declared = self.tree.by_id(name).or_else(|| self.tree.by_id(Slug::from_text(name).as_str()));
        let language = self.feed().language.as_deref().unwrap_or_default();
        declared.or_else(|| self.roots.add(&mut self.tree, name, language))
    }
}
