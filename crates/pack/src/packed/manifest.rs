//! `bundle/manifest.json`: the files of a publication with their hashes, for those who keep it elsewhere: offline copies, mirrors.
//!
//! Pages of HTML and lists for the rest of the web are not in it: they say what the bundle says, and nobody reads them from a copy.
//! Rows and texts of the search, a file an article, are counted instead: shards say the same, and their hashes alone would weigh more than all
//! else here.

use std::collections::BTreeMap;

use serde::Serialize;
use tidings_bundle::{Bundle, SPEC};
use tidings_engine::archive::ROWS;

/// Where it stands in the site.
pub const NAME: &str = "bundle/manifest.json";

/// What is known of a file while the site is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Listed {
    pub(crate) path: String,
    /// Hexadecimal. Left out where the path says it, or enough of it to check the file: hashes do not compress, and a reader's update
    /// begins with all of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) sha256: Option<String>,
    pub(crate) bytes: u64,
    pub(crate) group: &'static str,
}

#[derive(Serialize)]
struct Manifest<'a> {
    spec: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    bundle_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    revision: Option<u64>,
    /// Bytes by group.
    groups: BTreeMap<&'static str, u64>,
    /// Files that are called by numbers from 0 on: `{}` stands for them.
    numbered: [Numbered; 2],
    files: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Numbered {
    path: &'static str,
    count: usize,
}

#[derive(Serialize)]
struct Entry<'a> {
    #[serde(flatten)]
    listed: &'a Listed,
    /// Of a smaller picture: which one it shows, and how many pixels it is across.
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    width: Option<u32>,
}

/// Whether a file's name is its whole SHA-256 ([`super::hashed`]), or the beginning of that of what is packed in it
/// ([`super::search`]).
pub(crate) fn is_named_by_hash(path: &str) -> bool {
    matches!(group(path), Some("articles" | "catalogue" | "search"))
}

/// `shell`, `lists`, `articles`, `lookup`, `catalogue`, `search`, `media`; none for what a copy does not need.
pub(crate) fn group(path: &str) -> Option<&'static str> {
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    match folder {
        "bundle/articles" => Some("articles"),
        "bundle/lookup" => Some("lookup"),
        "bundle/catalogue" => Some("catalogue"),
        "bundle/search" => Some("search"),
        "media" => Some("media"),
        _ if (folder.is_empty() || folder.starts_with("c/")) && file.starts_with("feed") && file.ends_with(".json") => {
            Some("lists")
        }
        "icons" | "locales" => Some("shell"),
        "" if matches!(file, "index.html" | "sw.js" | "edition.js" | "edition.html")
            || crate::viewer_files::is_hashed(file) =>
        {
            Some("shell")
        }
        _ => None,
    }
}

/// The manifest of files that come sorted by path.
pub(crate) fn write(bundle: &Bundle, files: &[Listed]) -> Vec<u8> {
    let mut groups = BTreeMap::new();
    for file in files {
        *groups.entry(file.group).or_default() += file.bytes;
    }
    let renditions = bundle.media.iter().flat_map(|media| media.renditions.iter().map(move |smaller| (media, smaller)));
    let smaller: BTreeMap<&str, (&str, u32)> =
        renditions.map(|(media, smaller)| (smaller.src.as_str(), (media.src.as_str(), smaller.width))).collect();
    let articles = bundle.articles.len();
    let manifest = Manifest {
        spec: SPEC,
        bundle_id: bundle.id.as_deref(),
        revision: bundle.revision,
        groups,
        numbered: [
            Numbered { path: "bundle/search/rows/{}.json", count: articles.div_ceil(ROWS as usize) },
            Numbered { path: "bundle/search/text/{}.txt", count: articles },
        ],
        files: files
            .iter()
            .map(|listed| {
                let (of, width) = smaller.get(listed.path.as_str()).copied().unzip();
                Entry { listed, of, width }
            })
            .collect(),
    };
    // A line for each file: differences between two manifests can be read.
    let mut text = serde_json::to_vec(&manifest).unwrap_or_default();
    text.push(b'\n');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_left_out_only_where_the_name_says_it() {
        for path in ["bundle/articles/x.json", "bundle/catalogue/x.json", "bundle/search/x.bin"] {
            assert!(is_named_by_hash(path), "{path}");
        }
        for path in ["bundle/search/rows/0.json", "bundle/search/text/0.txt"] {
            assert_eq!(group(path), None, "{path}");
        }
        for path in
            ["bundle/lookup/0.json", "feed.json", "c/city/feed-1.json", "media/0123.webp", "index.html", "sw.js"]
        {
            assert!(group(path).is_some() && !is_named_by_hash(path), "{path}");
        }
    }
}
