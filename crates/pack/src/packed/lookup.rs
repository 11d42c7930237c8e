//! From a slug to the file with its article: `bundle/lookup/<n>.json`, an object with slugs, current and former, in lower case.

use std::collections::BTreeMap;

use rayon::prelude::*;
use tidings_bundle::{Ordinal, Packed};

use super::{Archive, Places, place};
use crate::error::PackError;
use crate::site::{SiteFile, Take};

pub(super) fn write(archive: &Archive<'_>, packed: &Packed, places: &Places, take: Take<'_>) -> Result<(), PackError> {
    let mut buckets: Vec<BTreeMap<String, String>> = vec![BTreeMap::new(); packed.buckets as usize];
    let articles = (0..).map(Ordinal).zip(&archive.bundle.articles);
    for (ordinal, article) in articles {
        for slug in [&article.slug].into_iter().chain(&article.aliases) {
            let bucket = buckets.get_mut(packed.bucket(slug.as_str()) as usize);
            if let (Some(bucket), Some(file)) = (bucket, place(places, ordinal)) {
                bucket.entry(slug.as_str().to_lowercase()).or_insert(file);
            }
        }
    }
    buckets.into_par_iter().enumerate().try_for_each(|(number, bucket)| {
        let bytes = serde_json::to_vec(&bucket).unwrap_or_default();
        take.take(SiteFile { name: format!("bundle/lookup/{number}.json"), bytes })
    })
}
