//! An archive in parts, so that opening it costs the same with a hundred articles and with a hundred thousand (docs/bundle-format.md).
//!
//! 1. [`shards`]: the articles, cut into files of some 100 KB along their order; a file is named by what is in it.
//! 2. [`lists`]: list pages, for the whole publication and for each category, numbered from the oldest article on; and `feed.json`,
//!    which holds what the front page shows. All of them are JSON Feeds whose entries say where the article itself is.
//! 3. [`lookup`]: from a slug to its shard, for links that come from elsewhere.
//! 4. The catalogue: what filters need of every article ([`Bundle::catalogue`]).
//! 5. [`search`]: the index in parts, and what a list of results shows, so that a search fetches no more than its words need.
//! 6. [`manifest`]: every file of these with its size, and its hash where the name is not the hash, and what each category needs of them
//!    ([`sections`]); the entry names its hash.
//! 7. [`delta`]: what changed since the revision before, for copies that readers keep.
//!
//! What does not depend on later articles does not change when they come: shards end where their own articles say so, pages and
//! numbers count from the oldest.

pub(crate) mod delta;
mod excerpt;
mod lists;
mod lookup;
pub mod manifest;
mod search;
pub(crate) mod sections;
mod shards;

use std::str::FromStr;

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use tidings_bundle::{Article, Bundle, Content, Ordinal, Packed};

use crate::error::PackError;
use crate::memory::BundlePrints;
use crate::site::{SiteFile, Take};

/// How large the parts become. `cargo xtask bench sizes` compares others (docs/measurements.md).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sizes {
    /// Bytes of a shard before it may end; at four times that it has to.
    pub shard: usize,
    /// Articles on a list page.
    pub page: u32,
    /// Slugs that one look-up file should hold, about.
    pub slugs: usize,
}

impl Default for Sizes {
    fn default() -> Self {
        Sizes { shard: 32 << 10, page: 50, slugs: 50 }
    }
}

impl FromStr for Sizes {
    type Err = &'static str;

    /// `32,50,50`: kilobytes of a shard, articles of a page, slugs of a look-up file.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let numbers: Vec<u32> = text.split(',').map_while(|number| number.parse().ok()).collect();
        match numbers.as_slice() {
            &[shard, page, slugs] if (1..=65_536).contains(&shard) && page > 0 && slugs > 0 => {
                Ok(Sizes { shard: (shard as usize) << 10, page, slugs: slugs as usize })
            }
            _ => Err("wanted are three numbers, as in 32,50,50"),
        }
    }
}

/// Bytes up to which a feed stays whole unless somebody asks for parts: 60 KB on the wire, about what two round trips of 150 ms cost at
/// 1.6 Mbit/s; parts cost an article one or two of those.
pub const SMALLEST: usize = 256 << 10;

/// Bytes of all bodies.
pub(crate) fn content_bytes(bundle: &Bundle) -> usize {
    let body = |article: &Article| match &article.content {
        Content::Html(text) | Content::Markdown(text) | Content::Text(text) => text.len(),
    };
    bundle.articles.iter().map(body).sum()
}

/// Parts that are written, of which nobody knows until there is an entry.
pub(crate) struct Parts<'a> {
    archive: Archive<'a>,
    packed: Packed,
    /// The shard of each article.
    pub(crate) places: Places,
}

impl Parts<'_> {
    /// `feed.json`, which must become visible last; `manifest` is the hash of that file, where there is one.
    pub(crate) fn entry(self, manifest: Option<String>) -> Vec<u8> {
        lists::entry(&self.archive, Packed { manifest, ..self.packed }, &self.places).into_bytes()
    }
}

/// Writes the parts of `bundle` that are not there already.
///
/// # Errors
/// The first that `take` answers.
pub(crate) fn write<'a>(
    bundle: &'a Bundle,
    prints: &'a BundlePrints,
    sizes: Sizes,
    take: Take<'_>,
) -> Result<Parts<'a>, PackError> {
    let archive = Archive { bundle, prints, counts: bundle.category_counts(), sizes };
    let places = shards::write(&archive, take)?;
    let mut packed = Packed {
        articles: bundle.articles.len() as u32,
        page_size: sizes.page,
        buckets: bundle.articles.len().div_ceil(sizes.slugs).next_power_of_two() as u32,
        ..Packed::default()
    };
    let catalogue = hashed("bundle/catalogue", bundle.catalogue().into_bytes());
    packed.catalogue.clone_from(&catalogue.name);
    take.take(catalogue)?;
    packed.search = Some(search::write(&archive, take)?);
    lookup::write(&archive, &packed, &places, take)?;
    lists::write(&archive, &packed, &places, take)?;
    Ok(Parts { archive, packed, places })
}

/// The whole publication, and what is asked of it again and again.
struct Archive<'a> {
    bundle: &'a Bundle,
    prints: &'a BundlePrints,
    counts: Vec<u32>,
    sizes: Sizes,
}

/// By ordinal: the file with the whole article.
pub(crate) type Places = Vec<String>;

fn place(places: &Places, ordinal: Ordinal) -> Option<String> {
    places.get(ordinal.0 as usize).cloned()
}

/// A file that is named by its content: its whole SHA-256, in Base64 for addresses (RFC 4648, section 5). Browsers check by themselves
/// whether what they fetch is that (Subresource Integrity), which costs the viewer nothing.
fn hashed(folder: &str, bytes: Vec<u8>) -> SiteFile {
    SiteFile { name: format!("{folder}/{}.json", hash(&bytes)), bytes }
}

/// The SHA-256 of these bytes in Base64 for addresses.
pub(crate) fn hash(bytes: &[u8]) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(bytes))
}

#[cfg(test)]
pub(crate) mod tests;
