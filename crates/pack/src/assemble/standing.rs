//! What an article is among the others: everything about it that another article, or the category tree, has a say in. Known before any
//! body is rendered; whoever has kept its standing and its file is what it was.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::Serialize;
use tidings_bundle::{Article, Bundle, Slug, Translation};

use crate::identity;
use crate::import::{SourceArticle, names};

/// Of one article.
#[derive(Debug, Serialize)]
pub(super) struct Standing {
    pub(super) id: String,
    pub(super) slug: Slug,
    aliases: Vec<Slug>,
    categories: Vec<usize>,
    primary_category: Option<usize>,
    /// Ids.
    related: Vec<String>,
    translation: Option<Translation>,
}

impl Standing {
    pub(super) fn give(&self, article: &mut Article) {
        article.id.clone_from(&self.id);
        article.slug.clone_from(&self.slug);
        article.aliases.clone_from(&self.aliases);
        article.categories.clone_from(&self.categories);
        article.primary_category = self.primary_category;
        article.related.clone_from(&self.related);
        article.translation.clone_from(&self.translation);
    }
}

/// Of all, in the order of the sources.
pub(super) fn of(
    bundle: &Bundle,
    sources: &[SourceArticle],
    slugs: &[Slug],
    category_ids: &[Vec<String>],
) -> Vec<Standing> {
    let ids = ids(sources, slugs);
    let by_slug: HashMap<&str, &str> = slugs.iter().map(Slug::as_str).zip(ids.iter().map(String::as_str)).collect();
    let id_of = |name: &str| by_slug.get(name).map_or_else(|| name.to_owned(), |id| (*id).to_owned());
    let groups = translation_groups(sources);
    let mut aliases = aliases(sources, slugs).into_iter();
    let mut standings = Vec::with_capacity(sources.len());
    for ((index, source), (slug, id)) in sources.iter().enumerate().zip(slugs.iter().zip(&ids)) {
        let article = &source.article;
        let categories = match category_ids.get(index) {
            Some(ids) if bundle.categories.nodes().is_empty() || !ids.is_empty() => {
                ids.iter().filter_map(|id| bundle.categories.by_id(id)).collect()
            }
            _ => article.categories.clone(),
        };
        let mut translation = article.translation.clone();
        if let Some(translation) = &mut translation {
            translation.original = translation.original.take().map(|original| id_of(&original));
        }
        standings.push(Standing {
            primary_category: article.primary_category.or(categories.first().copied()),
            categories,
            related: article.related.iter().map(|related| id_of(related)).collect(),
            translation: translation.or_else(|| groups.get(&index).cloned()),
            id: id.clone(),
            slug: slug.clone(),
            aliases: aliases.next().unwrap_or_default(),
        });
    }
    standings
}

/// The ids the sources give, else the slugs. Of two articles with one id the second gets a number.
fn ids(sources: &[SourceArticle], slugs: &[Slug]) -> Vec<String> {
    let written = |(source, slug): (&SourceArticle, &Slug)| source.id.clone().unwrap_or_else(|| slug.to_string());
    let mut ids: Vec<String> = sources.iter().zip(slugs).map(written).collect();
    let mut taken: HashSet<String> = HashSet::new();
    let doubles: Vec<bool> = ids.iter().map(|id| !taken.insert(id.clone())).collect();
    for (id, _) in ids.iter_mut().zip(doubles).filter(|(_, is_double)| *is_double) {
        let free = (2u32..).map(|number| format!("{id}-{number}")).find(|numbered| !taken.contains(numbered));
        *id = free.unwrap_or_default();
        taken.insert(id.clone());
    }
    ids
}

/// Former slugs, each of the first article that claims it and of none whose slug it is.
fn aliases(sources: &[SourceArticle], slugs: &[Slug]) -> Vec<Vec<Slug>> {
    let key = |slug: &Slug| names::folded(slug.as_str());
    let mut taken: HashSet<String> = slugs.iter().map(key).collect();
    let claim = |source: &SourceArticle| {
        let former = source.former.iter().filter_map(|former| identity::alias(former));
        let all = source.article.aliases.iter().cloned().chain(former);
        all.filter(|alias| taken.insert(key(alias))).collect()
    };
    sources.iter().map(claim).collect()
}

/// `water.md` and `water.fa.md` say the same thing.
fn translation_groups(sources: &[SourceArticle]) -> HashMap<usize, Translation> {
    let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, source) in sources.iter().enumerate() {
        groups.entry(source.stem.as_str()).or_default().push(index);
    }
    let shared = groups.into_iter().filter(|(_, members)| members.len() > 1);
    let translation =
        |stem: &str| Translation { group: stem.trim_start_matches('/').to_owned(), ..Translation::default() };
    shared.flat_map(|(stem, members)| members.into_iter().map(move |member| (member, translation(stem)))).collect()
}
