//! The articles themselves, many to a file.
//!
//! Files are cut along the order of publication, from the oldest article on, and end where an article's own id says so. An article
//! that is added or edited therefore changes the file it is in, and with it at most the entries of it elsewhere.
//!
//! A shard also holds, as entries, what its articles lead to beyond it: neighbours, translations, what to read next.

use std::collections::BTreeSet;

use rayon::prelude::*;
use tidings_bundle::{Article, Content, Ordinal, encode_compact};

use super::excerpt::{Form, excerpt};
use super::{Archive, Places, hashed};
use crate::error::PackError;
use crate::site::Take;

/// A shard that is so many times as large as it has to be ends with whatever article comes.
const LARGEST: usize = 4;
/// One article in so many may end a shard.
const ENDS: u32 = 4;

/// Writes all shards; answers where each article went.
pub(super) fn write(archive: &Archive<'_>, take: Take<'_>) -> Result<Places, PackError> {
    let runs = runs(&archive.bundle.articles, archive.sizes.shard);
    let names: Result<Vec<(Vec<Ordinal>, String)>, PackError> = runs
        .into_par_iter()
        .map(|run| {
            let prints = run.iter().map(|ordinal| archive.prints.with_links(*ordinal));
            let print = archive.prints.begin("shard").prints(prints).finish();
            let name = take.made(print, &|| hashed("bundle/articles", text(archive, &run).into_bytes()))?;
            Ok((run, name))
        })
        .collect();
    let mut places = vec![String::new(); archive.bundle.articles.len()];
    for (run, name) in names? {
        for ordinal in run {
            if let Some(place) = places.get_mut(ordinal.0 as usize) {
                place.clone_from(&name);
            }
        }
    }
    Ok(places)
}

/// The articles of each shard, the oldest shard first.
fn runs(articles: &[Article], smallest: usize) -> Vec<Vec<Ordinal>> {
    let mut runs = Vec::new();
    let mut run = Vec::new();
    let mut bytes = 0;
    for (ordinal, article) in (0..articles.len() as u32).map(Ordinal).zip(articles).rev() {
        run.push(ordinal);
        bytes += weight(article);
        if bytes >= LARGEST * smallest || (bytes >= smallest && may_end(&article.id)) {
            runs.push(std::mem::take(&mut run));
            bytes = 0;
        }
    }
    if !run.is_empty() {
        runs.push(run);
    }
    runs
}

/// Bytes of an article in a shard, about.
fn weight(article: &Article) -> usize {
    let (Content::Html(text) | Content::Markdown(text) | Content::Text(text)) = &article.content;
    1_000 + text.len()
}

fn may_end(id: &str) -> bool {
    id.bytes().fold(0u32, |hash, byte| hash.wrapping_mul(31).wrapping_add(byte.into())) % ENDS == 0
}

fn text(archive: &Archive<'_>, run: &[Ordinal]) -> String {
    let own: BTreeSet<Ordinal> = run.iter().copied().collect();
    let mut others = BTreeSet::new();
    for ordinal in run {
        others.extend(archive.prints.links(*ordinal).all());
    }
    let whole = run.iter().map(|ordinal| (*ordinal, Form::Whole));
    let listed = others.difference(&own).map(|ordinal| (*ordinal, Form::Listed(None)));
    encode_compact(&excerpt(archive, whole.chain(listed).collect(), false))
}
