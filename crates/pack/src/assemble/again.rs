//! Finished articles once more: as the viewer will read them, and for the next pack.

use std::collections::{BTreeSet, HashMap};

use rayon::prelude::*;
use tidings_bundle::{Article, Bundle};

use super::Finished;
use crate::import::{ReadFile, SourceArticle};
use crate::memory::{Kept, KeptMade, Memory, Prints};

/// Articles decoded at once. Each batch carries the publication's categories along.
const BATCH: usize = 128;

/// The articles as the viewer will read them: tags without the names of categories, languages told, texts cleaned. Pages are written
/// from these, so that they say what the viewer says.
pub(super) fn read_again(bundle: &Bundle, finished: Vec<Finished>) -> Vec<Finished> {
    let (known, mut fresh): (Vec<_>, Vec<_>) = finished.into_iter().partition(|article| article.is_known);
    fresh.par_chunks_mut(BATCH).for_each(|batch| {
        let mut part = Bundle { articles: Vec::new(), media: Vec::new(), ..Bundle::clone(bundle) };
        let mut wanted: BTreeSet<&str> = BTreeSet::new();
        for finished in batch.iter() {
            wanted.extend(pictures(&finished.made.article));
        }
        part.media = bundle.media.iter().filter(|media| wanted.contains(media.id.as_str())).cloned().collect();
        part.articles = batch.iter().map(|finished| finished.made.article.clone()).collect();
        let read = tidings_bundle::decode(tidings_bundle::encode_compact(&part).as_bytes()).unwrap_or_default();
        let mut read: HashMap<String, Article> =
            read.articles.into_iter().map(|article| (article.id.clone(), article)).collect();
        for finished in batch {
            if let Some(article) = read.remove(&finished.made.article.id) {
                // Who claims a name first is decided in the whole publication.
                let aliases = std::mem::take(&mut finished.made.article.aliases);
                finished.made.article = Article { aliases, ..article };
            }
            finished.made.prints = Prints::of(&mut finished.made.article);
        }
    });
    let mut all = known;
    all.append(&mut fresh);
    all.sort_by_key(|finished| finished.index);
    all
}

/// Ids of the pictures around a body.
fn pictures(article: &Article) -> impl Iterator<Item = &str> {
    let galleries = article.galleries.iter().flat_map(|gallery| &gallery.items);
    article.lead.iter().chain(galleries).filter_map(|picture| picture.media.as_deref())
}

/// Hands everything to the next pack.
pub(super) fn keep(
    memory: &Memory,
    articles: &[SourceArticle],
    read: &HashMap<String, ReadFile>,
    finished: &[Finished],
) {
    let kept: Vec<Kept<'_>> = finished
        .iter()
        .filter_map(|finished| {
            let source = articles.get(finished.index)?;
            let file = read.get(&source.origin.file)?;
            let made = &finished.made;
            let made = finished.key.filter(|_| made.is_lasting).map(|key| KeptMade {
                key,
                article: &made.article,
                prints: made.prints,
                findings: &made.findings,
                used: &made.used,
                is_lasting: true,
            });
            Some(Kept {
                stamp: file.stamp,
                context: file.conditions,
                source,
                findings: &file.findings,
                made,
                is_known: file.is_known && finished.is_known,
            })
        })
        .collect();
    memory.keep(&kept);
}
