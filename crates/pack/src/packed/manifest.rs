//! `bundle/manifest.json`: the files of a publication with their hashes, for those who keep it elsewhere: offline copies, mirrors.
//!
//! Pages of HTML and lists for the rest of the web are not in it: they say what the bundle says, and nobody reads them from a copy.

use std::collections::BTreeMap;

use serde::Serialize;
use tidings_bundle::{Bundle, SPEC};

/// Where it stands in the site.
pub const NAME: &str = "bundle/manifest.json";

/// What is known of a file while the site is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Listed {
    pub(crate) path: String,
    pub(crate) sha256: String,
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
    files: &'a [Listed],
}

/// `shell`, `lists`, `articles`, `lookup`, `catalogue`, `text`, `media`; none for what a copy does not need.
pub(crate) fn group(path: &str) -> Option<&'static str> {
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    match folder {
        "bundle/articles" => Some("articles"),
        "bundle/lookup" => Some("lookup"),
        "bundle/catalogue" => Some("catalogue"),
        "bundle/text" => Some("text"),
        "media" => Some("media"),
        _ if (folder.is_empty() || folder.starts_with("c/")) && file.starts_with("feed") && file.ends_with(".json") => {
            Some("lists")
        }
        "icons" | "locales" => Some("shell"),
        "" if file == "index.html" || file == "sw.js" || crate::viewer_files::is_hashed(file) => Some("shell"),
        _ => None,
    }
}

/// The manifest of files that come sorted by path.
pub(crate) fn write(bundle: &Bundle, files: &[Listed]) -> Vec<u8> {
    let mut groups = BTreeMap::new();
    for file in files {
        *groups.entry(file.group).or_default() += file.bytes;
    }
    let manifest = Manifest { spec: SPEC, bundle_id: bundle.id.as_deref(), revision: bundle.revision, groups, files };
    // A line for each file: differences between two manifests can be read.
    let mut text = serde_json::to_vec(&manifest).unwrap_or_default();
    text.push(b'\n');
    text
}
