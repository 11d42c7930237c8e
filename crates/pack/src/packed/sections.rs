//! What one category needs of the files of the whole, for readers who keep no more than that on their device.

use std::collections::HashMap;

use rayon::prelude::*;
use serde::Serialize;
use tidings_bundle::{Article, Content, Ordinal};

use super::Parts;
use super::manifest::Listed;

/// A category and those of the manifest's files that its articles and those below it are in, are listed and looked up in, and show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Section {
    category: String,
    /// Positions in the list of files, each as its distance from the one before, the first from 0: a new file moves one number.
    files: Vec<u32>,
}

/// The sections of all categories that have articles, in the order of the tree; `files` are those of the manifest.
pub(crate) fn of(parts: &Parts<'_>, files: &[Listed]) -> Vec<Section> {
    let bundle = parts.archive.bundle;
    let positions: HashMap<&str, u32> = (0..).zip(files).map(|(at, file)| (file.path.as_str(), at)).collect();
    let of_articles: Vec<Vec<u32>> = (0..bundle.articles.len() as u32)
        .into_par_iter()
        .map(|ordinal| {
            let names = bundle.article(Ordinal(ordinal)).map(|article| names(parts, Ordinal(ordinal), article));
            names.into_iter().flatten().filter_map(|name| positions.get(name.as_str()).copied()).collect()
        })
        .collect();
    let tree = &bundle.categories;
    let mut of_categories = vec![Vec::new(); tree.nodes().len()];
    for (article, files) in bundle.articles.iter().zip(&of_articles) {
        let with_ancestors = |own: &usize| tree.ancestors(*own).into_iter().chain([*own]).collect::<Vec<usize>>();
        for category in article.categories.iter().flat_map(with_ancestors) {
            if let Some(all) = of_categories.get_mut(category) {
                all.extend(files);
            }
        }
    }
    let sections = of_categories.into_iter().enumerate().filter(|(_, files)| !files.is_empty());
    sections.map(|(index, files)| Section { category: tree.path(index), files: distances(files) }).collect()
}

/// The files of one article; of some there may be none of that name.
fn names(parts: &Parts<'_>, ordinal: Ordinal, article: &Article) -> Vec<String> {
    let packed = &parts.packed;
    let older = packed.articles.saturating_sub(1 + ordinal.0);
    let mut names = vec![format!("feed-{}.json", older / packed.page_size.max(1) + 1)];
    names.extend(parts.places.get(ordinal.0 as usize).cloned());
    let slugs = [&article.slug].into_iter().chain(&article.aliases);
    names.extend(slugs.map(|slug| format!("bundle/lookup/{}.json", packed.bucket(slug.as_str()))));
    let galleries = article.galleries.iter().flat_map(|gallery| &gallery.items);
    names.extend(article.lead.iter().chain(galleries).map(|picture| picture.src.clone()));
    names.extend(article.attachments.iter().map(|attachment| attachment.url.clone()));
    let text = if let Content::Html(text) = &article.content { text.as_str() } else { "" };
    // The packer wrote the text itself, and gave these files their names.
    let is_of_name = |letter: char| letter.is_ascii_alphanumeric() || letter == '.';
    let in_text = text.split("\"media/").skip(1).filter_map(|rest| rest.split(|letter| !is_of_name(letter)).next());
    names.extend(in_text.map(|name| format!("media/{name}")));
    names
}

fn distances(mut positions: Vec<u32>) -> Vec<u32> {
    positions.sort_unstable();
    positions.dedup();
    let before = [0].into_iter().chain(positions.iter().copied());
    positions.iter().zip(before).map(|(at, before)| at - before).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_are_told_once_each_by_the_way_from_the_one_before() {
        assert_eq!(distances(vec![7, 3, 3, 10, 0]), [0, 3, 4, 3]);
        assert_eq!(distances(Vec::new()), [0; 0]);
    }
}
