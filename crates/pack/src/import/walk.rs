//! The files of a source folder, in a fixed order, whatever the disk and its links look like.
//!
//! 1. Folders are walked by sorted name. Links are not followed into folders, so that no loop can be entered; a linked file is
//!    read only if it lies inside the source.
//! 2. Left out: hidden files, `_drafts`, the site itself and any other that was packed, what `exclude` names, and what a generator keeps beside its articles
//!    ([`super::generator`]).
//! 3. A folder with an `index.md` and no other Markdown is a *page bundle* (Hugo, Zola): one article with its pictures; other
//!    text files in it are things the article links to.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::extension;
use super::generator::Layout;
use crate::report::{Finding, Report};

/// Folders nested deeper than this are not content.
const DEEPEST: usize = 64;
const NEVER: &[&str] = &["_drafts", "node_modules", "_site", "_includes", "_layouts", "_sass"];

/// A file that may hold an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    pub path: PathBuf,
    /// Below the root, with `/`.
    pub relative: String,
    pub is_text: bool,
    /// `index.md` of a page bundle: named after its folder.
    pub is_bundle: bool,
}

#[cfg(test)]
impl SourceFile {
    /// A file that is nothing but its name.
    pub(super) fn named(name: &str) -> SourceFile {
        SourceFile { path: PathBuf::from(name), relative: name.to_owned(), is_text: false, is_bundle: false }
    }
}

/// Finds the Markdown and text files below `root`.
pub fn files(root: &Path, output: Option<&Path>, exclude: &[Pattern], report: &mut Report) -> Vec<SourceFile> {
    let layout = Layout::of(root);
    let mut found: Vec<SourceFile> = Vec::new();
    let walk = WalkDir::new(root).sort_by_file_name().max_depth(DEEPEST).into_iter();
    for entry in walk.filter_entry(|entry| is_content(entry, root, output, exclude, layout)) {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                report.add(unreadable(root, &error));
                continue;
            }
        };
        if entry.file_type().is_symlink() && entry.path().is_dir() {
            report.add(linked_folder(root, entry.path()));
            continue;
        }
        let is_text = match extension(entry.path()).as_str() {
            "md" | "markdown" | "mdx" => false,
            "txt" => true,
            "json" | "yml" | "yaml" if is_label(entry.path()) => true,
            _ => continue,
        };
        let name = relative(root, entry.path());
        if entry.file_type().is_symlink()
            && let Some(finding) = strange_link(root, entry.path(), &name)
        {
            report.add(finding);
            continue;
        }
        if entry.path().is_file() {
            found.push(SourceFile { path: entry.into_path(), relative: name, is_text, is_bundle: false });
        }
    }
    mark_bundles(&mut found);
    found
}

/// `_category_.json`: what Docusaurus calls a folder.
pub fn is_label(path: &Path) -> bool {
    path.file_stem().is_some_and(|stem| stem == "_category_")
}

fn unreadable(root: &Path, error: &walkdir::Error) -> Finding {
    let file = error.path().map_or_else(|| ".".to_owned(), |path| relative(root, path));
    match error.io_error().map(std::io::Error::kind) {
        Some(std::io::ErrorKind::NotFound) => Finding::error(&file, None, "has vanished while the source was read")
            .remedy("pack again once nobody writes to the source"),
        Some(std::io::ErrorKind::PermissionDenied) => Finding::error(&file, None, "may not be read, nor what is in it")
            .remedy("give the one who packs the right to"),
        _ => Finding::error(&file, None, format!("cannot be read ({error})")).remedy("check the disk it is on"),
    }
}

fn linked_folder(root: &Path, path: &Path) -> Finding {
    let target = path.canonicalize().unwrap_or_default();
    let what = match path.starts_with(&target) {
        true => "is a link to a folder it lies in, a loop, and is not followed",
        false => "is a link to a folder, and links to folders are not followed",
    };
    Finding::note(&relative(root, path), None, what).remedy("put the folder itself there if its articles belong here")
}

/// What is wrong with a linked file, if anything.
fn strange_link(root: &Path, path: &Path, name: &str) -> Option<Finding> {
    match path.canonicalize() {
        Ok(target) if target.starts_with(root) => None,
        Ok(_) => Some(
            Finding::error(name, None, "is a link that leads out of the source")
                .remedy("copy the file into the source"),
        ),
        Err(_) => Some(
            Finding::error(name, None, "is a link that leads nowhere, or in a circle").remedy("remove it, or mend it"),
        ),
    }
}

fn is_content(entry: &DirEntry, root: &Path, output: Option<&Path>, exclude: &[Pattern], layout: Layout) -> bool {
    if entry.depth() == 0 {
        return true;
    }
    let name = entry.file_name().to_string_lossy();
    if entry.depth() == 1 && !layout.holds(&name) {
        return false;
    }
    let is_ours = output.is_some_and(|output| entry.path() == output);
    if name.starts_with('.') || is_ours {
        return false;
    }
    if entry.file_type().is_dir() && (NEVER.contains(&name.as_ref()) || is_site(entry.path())) {
        return false;
    }
    let relative = relative(root, entry.path());
    !exclude.iter().any(|pattern| pattern.matches(&relative))
}

/// Whether a folder is a packed site.
pub fn is_site(folder: &Path) -> bool {
    folder.join(crate::write::RECORD).is_file()
}

/// Finds the page bundles and drops the text files that belong to one.
fn mark_bundles(files: &mut Vec<SourceFile>) {
    let mut folders: BTreeMap<PathBuf, (bool, bool)> = BTreeMap::new();
    for file in files.iter().filter(|file| !file.is_text) {
        let (has_index, has_others) = folders.entry(folder(file)).or_default();
        if is_index(file) { *has_index = true } else { *has_others = true }
    }
    let is_bundle =
        |file: &SourceFile| folders.get(&folder(file)) == Some(&(true, false)) && file.relative.contains('/');
    files.retain(|file| !(file.is_text && is_bundle(file)));
    for file in files.iter_mut() {
        file.is_bundle = !file.is_text && is_bundle(file);
    }
}

fn folder(file: &SourceFile) -> PathBuf {
    file.path.parent().map(Path::to_owned).unwrap_or_default()
}

fn is_index(file: &SourceFile) -> bool {
    let name = file.path.file_name().unwrap_or_default().to_string_lossy();
    name.split('.').next() == Some("index")
}

/// `path` below `root` with `/` on every system.
pub fn relative(root: &Path, path: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<String> = below.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
    if parts.is_empty() { ".".to_owned() } else { parts.join("/") }
}

/// A glob over relative paths: `*` within a name, `**` across folders, `?` one letter. Without `/` it means the name anywhere;
/// a pattern that names a folder means everything in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern(String);

impl Pattern {
    pub fn new(text: &str) -> Pattern {
        Pattern(text.trim().trim_matches('/').to_owned())
    }

    pub fn matches(&self, relative: &str) -> bool {
        if self.0.contains('/') {
            return glob(self.0.as_bytes(), relative.as_bytes());
        }
        let name = relative.rsplit('/').next().unwrap_or(relative);
        glob(self.0.as_bytes(), name.as_bytes())
    }
}

/// Backtracks to the last star only: linear for one star, `pattern × text` at worst.
fn glob(pattern: &[u8], text: &[u8]) -> bool {
    let (mut at, mut place) = (0, 0);
    let mut last_star: Option<(usize, usize, bool)> = None;
    while place < text.len() {
        match (pattern.get(at), text.get(place)) {
            (Some(b'*'), _) => {
                let crosses = pattern.get(at + 1) == Some(&b'*');
                let after = if crosses { at + 2 } else { at + 1 };
                // `**/` also stands for no folder at all.
                let after = if crosses && pattern.get(after) == Some(&b'/') { after + 1 } else { after };
                last_star = Some((after, place, crosses));
                at = after;
            }
            (Some(b'?'), Some(byte)) if *byte != b'/' => (at, place) = (at + 1, place + 1),
            (Some(expected), Some(found)) if expected == found => (at, place) = (at + 1, place + 1),
            _ => match last_star {
                Some((after, from, crosses)) if crosses || text.get(from) != Some(&b'/') => {
                    last_star = Some((after, from + 1, crosses));
                    (at, place) = (after, from + 1);
                }
                _ => return false,
            },
        }
    }
    pattern.get(at..).is_some_and(|rest| rest.iter().all(|byte| *byte == b'*'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_mean_what_people_expect() {
        for (pattern, path, expected) in [
            ("README.md", "docs/README.md", true),
            ("*.txt", "a/b/notes.txt", true),
            ("*.txt", "a/b/notes.md", false),
            ("docs/*.md", "docs/a.md", true),
            ("docs/*.md", "docs/a/b.md", false),
            ("docs/**", "docs/a/b.md", true),
            ("**/private/*.md", "private/b.md", true),
            ("**/private/*.md", "a/private/b.md", true),
            ("?.md", "ab.md", false),
            ("/archive/", "archive", true),
        ] {
            assert_eq!(Pattern::new(pattern).matches(path), expected, "{pattern} on {path}");
        }
        let stars = "*a".repeat(40);
        assert!(!Pattern::new(&stars).matches(&"b".repeat(4_000)));
    }

    #[test]
    fn a_link_to_its_own_folder_is_no_endless_way() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("a")).unwrap();
        std::fs::write(folder.path().join("a/one.md"), "x").unwrap();
        #[cfg(unix)]
        std::os::unix::fs::symlink(folder.path(), folder.path().join("a/loop")).unwrap();
        let root = folder.path().canonicalize().unwrap();
        let mut report = Report::default();
        let found = files(&root, None, &[], &mut report);
        assert_eq!(found.iter().map(|file| file.relative.as_str()).collect::<Vec<_>>(), ["a/one.md"]);
        assert!(report.sorted()[0].to_string().starts_with("a/loop: note: is a link to a folder it lies in, a loop"));
    }

    #[test]
    #[cfg(unix)]
    fn files_that_link_to_each_other_are_no_endless_way_either() {
        let folder = tempfile::tempdir().unwrap();
        for (link, target) in [("a.md", "b.md"), ("b.md", "a.md"), ("c.md", "nowhere.md")] {
            std::os::unix::fs::symlink(folder.path().join(target), folder.path().join(link)).unwrap();
        }
        let mut report = Report::default();
        assert!(files(&folder.path().canonicalize().unwrap(), None, &[], &mut report).is_empty());
        let findings: Vec<String> = report.sorted().iter().map(ToString::to_string).collect();
        assert_eq!(findings.iter().filter(|finding| finding.contains("in a circle")).count(), 3, "{findings:?}");
    }

    #[test]
    fn a_folder_that_cannot_be_listed_is_told_and_costs_only_itself() {
        let mut report = Report::default();
        assert!(files(Path::new("/nowhere/at/all"), None, &[], &mut report).is_empty());
        assert!(report.sorted()[0].to_string().contains("has vanished"), "{report:?}");
    }

    /// Root may read everything, so where tests run as root there is no folder that cannot be read.
    #[test]
    #[cfg(unix)]
    fn a_folder_nobody_may_read_is_told_and_the_rest_is_found() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("closed")).unwrap();
        std::fs::write(folder.path().join("closed/a.md"), "x").unwrap();
        std::fs::write(folder.path().join("open.md"), "x").unwrap();
        let closed = std::fs::Permissions::from_mode(0o000);
        std::fs::set_permissions(folder.path().join("closed"), closed).unwrap();
        let is_root = std::fs::read_dir(folder.path().join("closed")).is_ok();
        let mut report = Report::default();
        let found = files(&folder.path().canonicalize().unwrap(), None, &[], &mut report);
        std::fs::set_permissions(folder.path().join("closed"), std::fs::Permissions::from_mode(0o700)).unwrap();
        assert!(found.iter().any(|file| file.relative == "open.md"));
        if !is_root {
            assert!(report.sorted()[0].to_string().starts_with("closed: error: may not be read"), "{report:?}");
        }
    }

    #[test]
    #[cfg(unix)]
    fn a_link_out_of_the_source_is_reported_and_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let outside = tempfile::tempdir().unwrap();
        std::fs::write(outside.path().join("secret.md"), "x").unwrap();
        std::os::unix::fs::symlink(outside.path().join("secret.md"), folder.path().join("here.md")).unwrap();
        let mut report = Report::default();
        assert!(files(&folder.path().canonicalize().unwrap(), None, &[], &mut report).is_empty());
        assert!(report.has_errors());
    }

    #[test]
    fn a_site_within_the_source_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join("old/site/bundle")).unwrap();
        for name in ["one.md", "old/two.md", "old/site/robots.txt", "old/site/bundle/files.json"] {
            std::fs::write(folder.path().join(name), "x").unwrap();
        }
        let found = files(&folder.path().canonicalize().unwrap(), None, &[], &mut Report::default());
        assert_eq!(found.iter().map(|file| file.relative.as_str()).collect::<Vec<_>>(), ["old/two.md", "one.md"]);
    }

    #[test]
    fn text_beside_the_index_of_a_page_bundle_belongs_to_it() {
        let folder = tempfile::tempdir().unwrap();
        for name in [
            "post/index.md",
            "post/data.txt",
            "docs/index.md",
            "docs/other.md",
            "docs/notes.txt",
            "_drafts/x.md",
            ".git/y.md",
        ] {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "x").unwrap();
        }
        let found = files(&folder.path().canonicalize().unwrap(), None, &[], &mut Report::default());
        let names: Vec<_> = found.iter().map(|file| (file.relative.as_str(), file.is_bundle)).collect();
        assert_eq!(
            names,
            [("docs/index.md", false), ("docs/notes.txt", false), ("docs/other.md", false), ("post/index.md", true)]
        );
    }
}
