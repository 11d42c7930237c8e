//! `bundle/manifest.json`: the files of a publication with their hashes, for those who keep it elsewhere: offline copies, mirrors.
//!
//! Pages of HTML and lists for the rest of the web are not in it: they say what the bundle says, and nobody reads them from a copy.
//! Rows and texts of the search, a file an article, are counted instead, with one short hash for a stretch of them: whoever has a stretch asks
//! again for what has changed in it alone.

use std::collections::BTreeMap;

use serde::Serialize;
use tidings_bundle::SPEC;

use super::sections::{self, Section};
use super::{Parts, hash};
use crate::write::Ledger;

/// Where it stands in the site. `feed.json` is not in it: that is the entry, which names this file by its hash.
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
    numbered: Vec<Numbered>,
    sections: Vec<Section>,
    files: Vec<Entry<'a>>,
}

/// Files that are called by numbers, as the manifest calls them: what stands before the number and behind it.
pub(crate) const NUMBERED: [(&str, &str); 2] = [("bundle/search/rows/", ".json"), ("bundle/search/text/", ".txt")];
/// Files in a stretch.
const EACH: usize = 64;
/// Letters of a stretch's hash, of six bits each: two revisions of one stretch are not taken for one another.
const LETTERS: usize = 8;

#[derive(Serialize)]
struct Numbered {
    path: String,
    count: usize,
    each: usize,
    /// The beginnings of the hashes of all stretches, one behind the other.
    hashes: String,
}

impl Numbered {
    fn of((before, behind): (&str, &str), hashes: &[String]) -> Numbered {
        let stretches = hashes.chunks(EACH).map(|stretch| hash(stretch.concat().as_bytes()));
        Numbered {
            path: format!("{before}{{}}{behind}"),
            count: hashes.len(),
            each: EACH,
            hashes: stretches.map(|hash| hash.chars().take(LETTERS).collect::<String>()).collect(),
        }
    }
}

/// Of a file that is called by a number: which of [`NUMBERED`], and the number.
pub(crate) fn number(path: &str) -> Option<(usize, usize)> {
    let numbered = |(before, behind): &(&str, &str)| path.strip_prefix(before)?.strip_suffix(behind)?.parse().ok();
    NUMBERED.iter().enumerate().find_map(|(kind, names)| Some((kind, numbered(names)?)))
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
        "" if matches!(file, "index.html" | "sw.js" | "edition.js" | "edition.html" | "open.js")
            || crate::viewer_files::is_hashed(file) =>
        {
            Some("shell")
        }
        _ => None,
    }
}

/// The manifest of what has been written so far.
pub(crate) fn write(parts: &Parts<'_>, ledger: &Ledger) -> Vec<u8> {
    let bundle = parts.archive.bundle;
    let files = ledger.listed();
    let mut groups = BTreeMap::new();
    for file in &files {
        *groups.entry(file.group).or_default() += file.bytes;
    }
    let renditions = bundle.media.iter().flat_map(|media| media.renditions.iter().map(move |smaller| (media, smaller)));
    let smaller: BTreeMap<&str, (&str, u32)> =
        renditions.map(|(media, smaller)| (smaller.src.as_str(), (media.src.as_str(), smaller.width))).collect();
    let manifest = Manifest {
        spec: SPEC,
        bundle_id: bundle.id.as_deref(),
        revision: bundle.revision,
        groups,
        numbered: NUMBERED.iter().enumerate().map(|(kind, names)| Numbered::of(*names, &ledger.hashes(kind))).collect(),
        sections: sections::of(parts, &files),
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
