//! Whose folder a source is: a generator keeps its articles in one folder of its project and much else beside it.
//!
//! Given the root of a Hugo, Zola, MkDocs or Docusaurus project, only its content is read: `archetypes`, `themes` and built
//! pages are no articles. Given the content folder itself, or any other folder, everything in it is read.

use std::path::Path;

/// Files that give a generator away, the folders its articles are in, and whether the folder's name says nothing.
const KNOWN: &[(&[&str], &[&str], bool)] = &[
    (
        &["hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json", "config.toml", "config.yaml", "zola.toml"],
        &["content"],
        true,
    ),
    (&["mkdocs.yml", "mkdocs.yaml"], &["docs"], true),
    (&["docusaurus.config.js", "docusaurus.config.ts", "docusaurus.config.mjs"], &["docs", "blog"], false),
    (&["book.toml"], &["src"], true),
];

/// Where a project keeps its articles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// Names at the root; empty: everywhere.
    pub folders: &'static [&'static str],
    /// Whether these folders are no category.
    pub is_nameless: bool,
}

impl Layout {
    /// Looks at the names in `root`.
    pub fn of(root: &Path) -> Layout {
        for (signs, folders, is_nameless) in KNOWN {
            let is_this = signs.iter().any(|sign| root.join(sign).is_file());
            if is_this && folders.iter().any(|folder| root.join(folder).is_dir()) {
                return Layout { folders, is_nameless: *is_nameless };
            }
        }
        Layout::default()
    }

    /// Whether what stands at the root under this name is content.
    pub fn holds(&self, name: &str) -> bool {
        self.folders.is_empty() || self.folders.contains(&name)
    }

    /// The folder that is no category.
    pub fn nameless(&self) -> Option<String> {
        self.folders.first().filter(|_| self.is_nameless).map(|folder| (*folder).to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_project_is_told_from_a_folder_of_articles() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(Layout::of(folder.path()), Layout::default());
        std::fs::write(folder.path().join("hugo.toml"), "").unwrap();
        assert!(Layout::of(folder.path()).holds("archetypes"), "a settings file alone is no project");
        std::fs::create_dir(folder.path().join("content")).unwrap();
        let layout = Layout::of(folder.path());
        assert!(layout.holds("content") && !layout.holds("archetypes"));
        assert_eq!(layout.nameless().as_deref(), Some("content"));
    }
}
