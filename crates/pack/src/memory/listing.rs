//! The names of everything below a folder: what of a source decides where addresses lead, whatever stands in the files.

use std::path::Path;

use walkdir::WalkDir;

use super::{Print, Printer};

/// The print of all names below `root`, without what is below `output` and hidden folders. Links are not followed.
pub fn print(root: &Path, output: Option<&Path>) -> Print {
    let is_listed = |entry: &walkdir::DirEntry| {
        let is_hidden = entry.depth() > 0 && entry.file_name().as_encoded_bytes().starts_with(b".");
        !is_hidden && output.is_none_or(|output| entry.path() != output)
    };
    let mut names = Vec::with_capacity(1 << 16);
    for entry in WalkDir::new(root).sort_by_file_name().into_iter().filter_entry(is_listed).flatten() {
        names.push(entry.depth() as u8);
        names.push(u8::from(entry.file_type().is_dir()) | u8::from(entry.file_type().is_symlink()) << 1);
        names.extend_from_slice(entry.file_name().as_encoded_bytes());
        names.push(0);
    }
    Printer::default().text(&root.to_string_lossy()).bytes(&names).finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_count_and_contents_do_not() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        std::fs::create_dir(path("a")).unwrap();
        std::fs::write(path("a/b.md"), "one").unwrap();
        let before = print(folder.path(), None);
        std::fs::write(path("a/b.md"), "two").unwrap();
        std::fs::create_dir(path(".git")).unwrap();
        assert_eq!(print(folder.path(), None), before);
        std::fs::create_dir(path("site")).unwrap();
        assert_eq!(print(folder.path(), Some(&path("site"))), before);
        std::fs::rename(path("a/b.md"), path("b.md")).unwrap();
        assert_ne!(print(folder.path(), Some(&path("site"))), before, "the same names elsewhere");
    }
}
