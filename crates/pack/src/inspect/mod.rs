//! What is in a site and where its bytes are, found out by looking at the folder as a stranger would.
//!
//! 1. [`content`] reads `feed.json` and the pages it leads on to, and counts what readers find there.
//! 2. [`files`] lists what lies in the folder; [`group`] says what each file is for.
//! 3. [`weigh`] adds up bytes by group and by type, and estimates what they come to on the wire.
//!
//! Nothing is trusted: a feed that cannot be read is a problem in the answer, and the files are weighed all the same.

mod content;
mod group;
mod weigh;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::error::PackError;
use crate::import::walk::relative;

/// Folders nested deeper than this are no site of ours.
const DEEPEST: usize = 64;

/// The answer; serialised as it stands for `--json`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Inspection {
    pub title: String,
    pub articles: usize,
    pub pictures: usize,
    /// Articles by language tag; `und` for those that do not say.
    pub languages: BTreeMap<String, usize>,
    /// In the order of the tree.
    pub categories: Vec<CategoryCount>,
    pub files: usize,
    pub bytes: u64,
    /// By what the files are for, the heaviest first.
    pub groups: Vec<Weight>,
    /// By ending, the heaviest first.
    pub types: Vec<Weight>,
    pub largest: Vec<Large>,
    /// What could not be read.
    pub problems: Vec<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct CategoryCount {
    pub path: String,
    pub name: String,
    /// Those below it included, each once.
    pub articles: usize,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Weight {
    pub name: String,
    pub files: usize,
    pub bytes: u64,
    /// Estimated, with brotli; what is compressed already counts as it is.
    pub wire_bytes: u64,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Large {
    pub file: String,
    pub bytes: u64,
}

/// A file of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
struct File {
    path: PathBuf,
    /// Below the site, with `/`.
    name: String,
    bytes: u64,
}

/// Looks at a site.
///
/// # Errors
/// When there is no folder, or no feed in it.
pub fn inspect(site: &Path, largest: usize) -> Result<Inspection, PackError> {
    let feed = site.join("feed.json");
    if let Err(error) = std::fs::metadata(&feed) {
        let missing = if site.is_dir() { &feed } else { site };
        return Err(PackError::source(missing, &error));
    }
    let mut inspection = Inspection::default();
    content::read(site, &mut inspection);
    let mut files = files(site, &mut inspection.problems);
    inspection.files = files.len();
    inspection.bytes = files.iter().map(|file| file.bytes).sum();
    inspection.groups = weigh::by(&files, |file| group::of(&file.name).to_owned());
    inspection.types = weigh::by(&files, |file| group::ending(&file.name));
    inspection.pictures = files.iter().filter(|file| group::is_picture(&file.name)).count();
    files.sort_by(|one, other| (other.bytes, &one.name).cmp(&(one.bytes, &other.name)));
    files.truncate(largest);
    inspection.largest = files.into_iter().map(|file| Large { file: file.name, bytes: file.bytes }).collect();
    Ok(inspection)
}

/// Everything in the folder by name, but what version control keeps there.
fn files(site: &Path, problems: &mut Vec<String>) -> Vec<File> {
    let walk = walkdir::WalkDir::new(site).sort_by_file_name().max_depth(DEEPEST).into_iter();
    let mut files = Vec::new();
    for entry in walk.filter_entry(|entry| entry.file_name() != ".git") {
        let found = entry.and_then(|entry| Ok((entry.metadata()?, entry)));
        match found {
            Ok((data, entry)) if data.is_file() => {
                files.push(File { name: relative(site, entry.path()), path: entry.into_path(), bytes: data.len() })
            }
            Ok(_) => {}
            Err(error) => problems.push(error.to_string()),
        }
    }
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        folder
    }

    fn feed(items: &str, next: &str) -> String {
        format!(
            r#"{{"version":"https://jsonfeed.org/version/1.1","title":"The Estuary","language":"en",{next}
            "_tidings":{{"spec":1,"categories":[{{"id":"river","slug":"river","names":[{{"lang":"en","text":"River"}}]}}]}},
            "items":[{items}]}}"#
        )
    }

    fn item(id: &str, language: &str) -> String {
        format!(
            r#"{{"id":"{id}","content_text":"x","language":"{language}","_tidings":{{"slug":"{id}","categories":["river"]}}}}"#
        )
    }

    #[test]
    fn pages_of_a_feed_are_followed_and_counted_together() {
        let folder = site(&[
            ("feed.json", &feed(&format!("{},{}", item("a", "en"), item("b", "fa")), r#""next_url":"feed-2.json","#)),
            ("feed-2.json", &feed(&item("c", "en"), r#""next_url":"feed.json","#)),
            ("media/0123456789abcdef.png", "0123456789"),
        ]);
        let found = inspect(folder.path(), 2).unwrap();
        assert_eq!((found.articles, found.pictures, found.files), (3, 1, 3), "a circle of pages ends: {found:?}");
        assert_eq!(found.languages, BTreeMap::from([("en".to_owned(), 2), ("fa".to_owned(), 1)]));
        let category = &found.categories[0];
        assert_eq!((category.path.as_str(), category.name.as_str(), category.articles), ("river", "River", 3));
        assert_eq!(found.largest.len(), 2);
        assert_eq!(found.largest[0].file, "feed.json");
        assert_eq!(found.groups.iter().map(|group| group.bytes).sum::<u64>(), found.bytes);
        assert_eq!(found.types.iter().map(|kind| kind.files).sum::<usize>(), found.files);
        assert_eq!(found.problems, Vec::<String>::new());
    }

    #[test]
    fn a_page_outside_of_the_site_is_not_read() {
        for next in ["../secret.json", "/etc/passwd", "https://else.example/feed.json"] {
            let folder = site(&[("feed.json", &feed(&item("a", "en"), &format!(r#""next_url":"{next}","#)))]);
            let found = inspect(folder.path(), 1).unwrap();
            assert_eq!((found.articles, found.problems.len()), (1, 1), "{next}: {:?}", found.problems);
        }
    }

    #[test]
    fn a_feed_that_cannot_be_read_is_told_and_the_files_are_weighed() {
        let folder = site(&[("feed.json", "<html>"), ("index.html", "<p>")]);
        let found = inspect(folder.path(), 1).unwrap();
        assert_eq!((found.files, found.articles, found.problems.len()), (2, 0, 1));
        let empty = site(&[]);
        assert!(inspect(empty.path(), 1).is_err());
        assert!(inspect(&empty.path().join("nowhere"), 1).is_err());
    }
}
