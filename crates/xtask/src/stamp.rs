//! Skips work whose inputs are what they were when its outputs were made.
//!
//! 1. [`Stamp::of`] hashes the inputs' names and contents, and whatever else decides the result (versions, flags).
//! 2. [`Stamp::is_current`] asks whether the same hash stands in `target/xtask/<name>.stamp`.
//! 3. [`Stamp::record`] writes it, once the outputs are complete.

use crate::project::{Project, read_bytes, write_bytes};
use miette::{IntoDiagnostic, Result};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// The hash of everything that decides a result.
pub(crate) struct Stamp {
    file: PathBuf,
    hash: String,
}

impl Stamp {
    /// Hashes files and folders of the checkout (a missing one counts as empty) and other facts.
    pub(crate) fn of(project: &Project, name: &str, inputs: &[&str], facts: &[&str]) -> Result<Stamp> {
        let mut hasher = Sha256::new();
        let mut feed = |bytes: &[u8]| {
            hasher.update((bytes.len() as u64).to_le_bytes());
            hasher.update(bytes);
        };
        for input in inputs {
            for path in files_below(&project.path(input))? {
                feed(path.strip_prefix(&project.root).unwrap_or(&path).as_os_str().as_encoded_bytes());
                feed(&read_bytes(&path)?);
            }
        }
        facts.iter().for_each(|fact| feed(fact.as_bytes()));
        Ok(Stamp { file: project.workshop(&format!("{name}.stamp")), hash: hex(&hasher.finalize()) })
    }

    /// Whether the result was made from these inputs and is still there.
    pub(crate) fn is_current(&self, output: &Path) -> bool {
        output.exists() && fs::read_to_string(&self.file).is_ok_and(|recorded| recorded == self.hash)
    }

    /// Notes that the result is complete.
    pub(crate) fn record(&self) -> Result<()> {
        write_bytes(&self.file, self.hash.as_bytes())
    }
}

/// All files at or below a path, in a fixed order.
pub(crate) fn files_below(path: &Path) -> Result<Vec<PathBuf>> {
    if !path.exists() {
        return Ok(Vec::new());
    }
    let mut files = Vec::new();
    for entry in WalkDir::new(path).sort_by_file_name() {
        let entry = entry.into_diagnostic()?;
        if entry.file_type().is_file() {
            files.push(entry.into_path());
        }
    }
    Ok(files)
}

/// The first 16 hexadecimal digits of a content's SHA-256: enough for a name that changes with its content.
pub(crate) fn short_hash(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes)).chars().take(16).collect()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_a_moved_and_a_missing_file_each_make_a_result_stale() {
        let folder = tempfile::tempdir().unwrap();
        let project = Project { root: folder.path().to_path_buf() };
        let output = folder.path().join("out");
        let stamp = |facts: &[&str]| Stamp::of(&project, "demo", &["in"], facts).unwrap();
        write_bytes(&project.path("in/a.txt"), b"one").unwrap();
        write_bytes(&output, b"").unwrap();
        assert!(!stamp(&[]).is_current(&output), "nothing was recorded yet");

        stamp(&[]).record().unwrap();
        assert!(stamp(&[]).is_current(&output));
        assert!(!stamp(&["another version"]).is_current(&output));
        assert!(!stamp(&[]).is_current(&folder.path().join("gone")), "the result was deleted");

        fs::rename(project.path("in/a.txt"), project.path("in/b.txt")).unwrap();
        assert!(!stamp(&[]).is_current(&output));
        stamp(&[]).record().unwrap();
        write_bytes(&project.path("in/b.txt"), b"two").unwrap();
        assert!(!stamp(&[]).is_current(&output));
    }
}
