//! Prints of a whole publication: what each page, list and shard of it is made of.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use rayon::prelude::*;
use tidings_bundle::{Bundle, Ordinal};

use super::{Print, Printer, Prints};

/// As many as the viewer shows (`src/article/foot.rs`).
const RELATED: usize = 3;

/// What assembling found out: of everything around the articles, and of each by its id.
#[derive(Clone, Debug, Default)]
pub struct ArticlePrints {
    pub head: Print,
    pub by_id: HashMap<String, Prints>,
}

/// By ordinal.
#[derive(Debug, Default)]
pub struct BundlePrints {
    head: Print,
    articles: Vec<Prints>,
    links: Vec<Links>,
}

/// What an article leads to.
#[derive(Clone, Debug, Default)]
pub struct Links {
    pub newer: Option<Ordinal>,
    pub older: Option<Ordinal>,
    pub translations: Vec<Ordinal>,
    pub related: Vec<Ordinal>,
    /// Parts of its series, itself among them.
    pub series: Vec<Ordinal>,
}

impl Links {
    pub fn all(&self) -> impl Iterator<Item = Ordinal> {
        let neighbours = self.newer.into_iter().chain(self.older);
        let others = [&self.translations, &self.related, &self.series];
        neighbours.chain(others.into_iter().flatten().copied())
    }
}

impl BundlePrints {
    /// Of a bundle that is not changed any more. Without prints of its articles only the links are known.
    pub fn new(bundle: &Arc<Bundle>, known: &ArticlePrints) -> BundlePrints {
        let links =
            (0..bundle.articles.len() as u32).into_par_iter().map(|number| links(bundle, Ordinal(number))).collect();
        if known.by_id.is_empty() {
            return BundlePrints { links, ..BundlePrints::default() };
        }
        let articles =
            bundle.articles.iter().map(|article| known.by_id.get(&article.id).copied().unwrap_or_default()).collect();
        let names: Vec<_> =
            bundle.articles.iter().map(|article| (&article.slug, &article.aliases, &article.url)).collect();
        let head = Printer::default()
            .print(known.head)
            .print(Print::of_value(&bundle.media))
            .print(Print::of_value(&bundle.category_counts()))
            .print(Print::of_value(&names));
        BundlePrints { head: head.finish(), articles, links }
    }

    pub fn links(&self, ordinal: Ordinal) -> Links {
        self.links.get(ordinal.0 as usize).cloned().unwrap_or_default()
    }

    /// Of everything that all articles have in common.
    pub fn begin(&self, what: &str) -> Printer {
        Printer::default().text(what).print(self.head)
    }

    pub fn whole(&self, ordinal: Ordinal) -> Print {
        self.articles.get(ordinal.0 as usize).map(|prints| prints.whole).unwrap_or_default()
    }

    pub fn listed(&self, ordinal: Ordinal) -> Print {
        self.articles.get(ordinal.0 as usize).map(|prints| prints.listed).unwrap_or_default()
    }

    /// Of each category: what lists show of all its articles.
    pub fn within(&self, bundle: &Bundle) -> Vec<Print> {
        if self.articles.is_empty() {
            return Vec::new();
        }
        let tree = &bundle.categories;
        let mut printers = vec![Printer::default(); tree.nodes().len()];
        for (ordinal, article) in (0..).map(Ordinal).zip(&bundle.articles) {
            let own = article.categories.iter().copied();
            let all: BTreeSet<usize> =
                own.flat_map(|category| tree.ancestors(category).into_iter().chain([category])).collect();
            for index in all {
                if let Some(printer) = printers.get_mut(index) {
                    *printer = std::mem::take(printer).print(self.listed(ordinal));
                }
            }
        }
        printers.into_iter().map(Printer::finish).collect()
    }

    /// Of an article with what it leads to.
    pub fn with_links(&self, ordinal: Ordinal) -> Print {
        let links = self.links(ordinal);
        let neighbours =
            [links.newer, links.older].map(|other| other.map(|other| self.listed(other)).unwrap_or_default());
        let listed = |others: &[Ordinal]| others.iter().map(|other| self.listed(*other)).collect::<Vec<_>>();
        Printer::default()
            .print(self.whole(ordinal))
            .prints(neighbours)
            .prints(listed(&links.translations))
            .prints(listed(&links.related))
            .prints(listed(&links.series))
            .finish()
    }
}

fn links(bundle: &Bundle, ordinal: Ordinal) -> Links {
    let (newer, older) = bundle.neighbours(ordinal);
    Links {
        newer,
        older,
        translations: bundle.translations(ordinal),
        related: bundle.related(ordinal, RELATED),
        series: bundle.series_parts(ordinal),
    }
}
