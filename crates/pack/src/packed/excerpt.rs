//! A part of a publication as a publication of its own: some articles whole, some as entries of a list, and of the rest what these
//! speak of. Each part can be read without any other.

use std::collections::BTreeSet;

use tidings_bundle::{Article, Bundle, CategoryDraft, CategoryTree, Content, Media, Ordinal, Shard};

use super::Archive;

/// How an article appears in a part.
pub(super) enum Form {
    Whole,
    /// As an entry; the whole is in the file, or where the look-up says.
    Listed(Option<String>),
}

/// A part with these articles, in the order of the publication. `all_categories`: also those that none of them has, with their counts.
pub(super) fn excerpt(archive: &Archive<'_>, mut entries: Vec<(Ordinal, Form)>, all_categories: bool) -> Bundle {
    let whole = archive.bundle;
    entries.sort_by_key(|(ordinal, _)| *ordinal);
    let mut articles: Vec<Article> = entries
        .into_iter()
        .filter_map(|(ordinal, form)| {
            let article = whole.article(ordinal)?;
            Some(match form {
                Form::Whole => with_related(archive, ordinal, article),
                Form::Listed(file) => listed(article, file),
            })
        })
        .collect();
    let wanted = wanted_categories(&whole.categories, &articles, all_categories);
    let (categories, places) = subtree(archive, &wanted);
    for article in &mut articles {
        article.categories.iter_mut().chain(&mut article.primary_category).for_each(|category| {
            *category = places.get(*category).copied().flatten().unwrap_or(usize::MAX);
        });
    }
    let media: BTreeSet<&str> = articles.iter().flat_map(pictures).collect();
    let in_texts: BTreeSet<&str> = articles.iter().flat_map(pictures_in_text).collect();
    let is_wanted = |known: &&Media| {
        media.contains(known.id.as_str()) || (!known.renditions.is_empty() && in_texts.contains(known.src.as_str()))
    };
    let series: BTreeSet<&str> =
        articles.iter().filter_map(|article| Some(article.series.as_ref()?.id.as_str())).collect();
    let media = whole.media.iter().filter(is_wanted).map(for_readers).collect();
    let series = whole.series.iter().filter(|known| series.contains(known.id.as_str())).cloned().collect();
    Bundle {
        title: whole.title.clone(),
        language: whole.language.clone(),
        home_page_url: whole.home_page_url.clone(),
        authors: whole.authors.clone(),
        id: whole.id.clone(),
        languages: whole.languages.clone(),
        categories,
        articles,
        media,
        series,
        ..Bundle::default()
    }
}

/// What to read next is found in the whole publication, which the part is not.
fn with_related(archive: &Archive<'_>, ordinal: Ordinal, article: &Article) -> Article {
    let mut article = article.clone();
    let related = archive.prints.links(ordinal).related.into_iter();
    article.related = related.filter_map(|other| Some(archive.bundle.article(other)?.id.clone())).collect();
    article
}

/// What lists show of an article.
fn listed(article: &Article, file: Option<String>) -> Article {
    let summary = article.summary.clone();
    // Every item needs content; an untitled one is called by its first words, wherever it stands.
    let text = summary.clone().unwrap_or_else(|| article.headline().to_owned());
    let mut entry = Article::new(article.id.clone(), article.slug.clone(), Content::Text(text));
    entry.summary = summary.or_else(|| article.title.is_empty().then(|| article.headline().to_owned()));
    entry.shard = Some(Shard { file, ..Shard::default() });
    entry.words = article.words;
    entry.url.clone_from(&article.url);
    entry.title.clone_from(&article.title);
    entry.subtitle.clone_from(&article.subtitle);
    entry.kicker.clone_from(&article.kicker);
    entry.kind = article.kind;
    entry.language.clone_from(&article.language);
    entry.dir = article.dir;
    entry.published = article.published;
    entry.modified = article.modified;
    entry.authors.clone_from(&article.authors);
    entry.tags.clone_from(&article.tags);
    entry.categories.clone_from(&article.categories);
    entry.primary_category = article.primary_category;
    entry.lead.clone_from(&article.lead);
    entry.translation.clone_from(&article.translation);
    entry.series.clone_from(&article.series);
    entry.sensitive.clone_from(&article.sensitive);
    entry.pinned = article.pinned;
    entry
}

fn pictures(article: &Article) -> impl Iterator<Item = &str> {
    let galleries = article.galleries.iter().flat_map(|gallery| &gallery.items);
    article.lead.iter().chain(galleries).filter_map(|picture| picture.media.as_deref())
}

/// Addresses of the pictures in an article's text, which carry no id; the packer wrote the text itself.
fn pictures_in_text(article: &Article) -> impl Iterator<Item = &str> {
    let text = if let Content::Html(text) = &article.content { text.as_str() } else { "" };
    text.split(" src=\"").skip(1).filter_map(|rest| rest.split('"').next())
}

/// What a viewer asks of a picture. The hashes, which would weigh more than all else, stand in the manifest.
fn for_readers(media: &Media) -> Media {
    let mut media = media.clone();
    for rendition in &mut media.renditions {
        (rendition.mime, rendition.bytes, rendition.sha256) = (None, None, None);
    }
    media.extensions.remove("sha256");
    media
}

/// Indices of the categories that articles have, with those above.
fn wanted_categories(tree: &CategoryTree, articles: &[Article], all: bool) -> BTreeSet<usize> {
    if all {
        return (0..tree.nodes().len()).collect();
    }
    let named = articles.iter().flat_map(|article| &article.categories);
    named.flat_map(|category| tree.ancestors(*category).into_iter().chain([*category])).collect()
}

/// The tree of some categories, in the same order, and where each category of the whole is in it.
fn subtree(archive: &Archive<'_>, wanted: &BTreeSet<usize>) -> (CategoryTree, Vec<Option<usize>>) {
    let nodes = archive.bundle.categories.nodes();
    let mut places = vec![None; nodes.len()];
    let mut drafts = Vec::with_capacity(wanted.len());
    for (place, index) in wanted.iter().enumerate() {
        let Some(category) = nodes.get(*index) else { continue };
        if let Some(slot) = places.get_mut(*index) {
            *slot = Some(place);
        }
        drafts.push(CategoryDraft {
            id: category.id.clone(),
            parent: category.parent.and_then(|parent| nodes.get(parent)).map(|parent| parent.id.clone()),
            slug: Some(category.slug.clone()),
            names: category.names.clone(),
            description: category.description.clone(),
            order: category.order,
            count: archive.counts.get(*index).copied(),
            extensions: category.extensions.clone(),
        });
    }
    (CategoryTree::build(drafts).0, places)
}
