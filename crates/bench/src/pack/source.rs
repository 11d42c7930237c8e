//! What is packed: a folder of Markdown, and one article of it edited for a while.

use std::fs;
use std::path::{Path, PathBuf};

use miette::{IntoDiagnostic, Result, WrapErr, miette};

/// What an editor adds. Stands in no real page, so that it is not added again to what an interrupted run has left.
const SENTENCE: &str = "\n\nThis sentence was added by the measurement of one edit.\n";

/// A folder of Markdown.
pub(crate) struct Source {
    pub(crate) folder: PathBuf,
    /// Markdown files, sorted.
    pub(crate) files: Vec<PathBuf>,
    /// Of all of them.
    pub(crate) bytes: u64,
}

impl Source {
    pub(crate) fn read(folder: &Path) -> Result<Source> {
        let (mut files, mut bytes) = (Vec::new(), 0);
        for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
            let entry = entry.into_diagnostic()?;
            if entry.file_type().is_file() && entry.path().extension().is_some_and(|extension| extension == "md") {
                bytes += entry.metadata().into_diagnostic()?.len();
                files.push(entry.into_path());
            }
        }
        Ok(Source { folder: folder.to_owned(), files, bytes })
    }

    /// Adds a sentence to the text of one article, another one for each turn, all of them far from both ends of the list.
    pub(crate) fn edit(&self, turn: usize, turns: usize) -> Result<Edit> {
        let place = self.files.len() * (turn + 1) / (turns + 1);
        let path = self.files.get(place).ok_or_else(|| miette!("{} has no Markdown", self.folder.display()))?;
        let text = fs::read_to_string(path).into_diagnostic().wrap_err_with(|| path.display().to_string())?;
        let before = text.strip_suffix(SENTENCE).unwrap_or(&text).to_owned();
        fs::write(path, format!("{before}{SENTENCE}")).into_diagnostic()?;
        Ok(Edit { path: path.clone(), before })
    }
}

/// An edited article; it gets its text back with this value.
pub(crate) struct Edit {
    path: PathBuf,
    before: String,
}

impl Drop for Edit {
    fn drop(&mut self) {
        if let Err(error) = fs::write(&self.path, &self.before) {
            eprintln!("{} keeps a sentence that was added to it: {error}", self.path.display());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edit_changes_one_article_and_is_taken_back() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["a.md", "b.md", "c.md", "d.txt"] {
            fs::write(folder.path().join(name), "text").unwrap();
        }
        let source = Source::read(folder.path()).unwrap();
        assert_eq!((source.files.len(), source.bytes), (3, 12));
        let texts = || -> Vec<String> { source.files.iter().map(|path| fs::read_to_string(path).unwrap()).collect() };
        let edit = source.edit(0, 1).unwrap();
        assert_eq!(texts(), ["text".to_owned(), format!("text{SENTENCE}"), "text".to_owned()]);
        // What an interrupted run has left is not added to.
        std::mem::forget(edit);
        let edit = source.edit(0, 1).unwrap();
        assert_eq!(texts()[1], format!("text{SENTENCE}"));
        drop(edit);
        assert_eq!(texts(), ["text"; 3]);
    }
}
