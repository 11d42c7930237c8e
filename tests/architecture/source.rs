//! Rust source as the rules read it: without comments and without test modules, line by line.

use std::fs;
use std::path::Path;
use walkdir::WalkDir;

/// A source file of a folder.
pub(crate) struct Source {
    /// With `/`, relative to the folder.
    pub(crate) path: String,
    pub(crate) text: String,
}

/// Reads the files that end up in the product. Files of tests (`tests.rs`, `*_tests.rs`, a folder `tests`) may do anything.
pub(crate) fn sources(folder: &Path) -> Vec<Source> {
    let mut sources = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.unwrap();
        let path = entry.path().strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
        let is_test = path.split('/').any(|part| part == "tests" || part == "tests.rs" || part.ends_with("_tests.rs"));
        if path.ends_with(".rs") && !is_test {
            sources.push(Source { path, text: fs::read_to_string(entry.path()).unwrap() });
        }
    }
    assert!(!sources.is_empty(), "{} holds no source", folder.display());
    sources
}

/// The numbered lines of code: no comment lines, no `#[cfg(test)]` modules.
pub(crate) fn code(text: &str) -> Vec<(usize, &str)> {
    let mut lines = text.lines().enumerate().map(|(index, line)| (index + 1, line)).peekable();
    let mut code = Vec::new();
    while let Some((number, line)) = lines.next() {
        if line == "#[cfg(test)]" {
            let opens_module =
                lines.by_ref().find(|(_, line)| !line.starts_with("#[")).is_some_and(|(_, line)| line.ends_with('{'));
            if opens_module {
                // rustfmt puts the module's end, and no other brace of it, at the line's start.
                lines.by_ref().find(|(_, line)| *line == "}");
            }
        } else if !line.trim_start().starts_with("//") {
            code.push((number, line));
        }
    }
    code
}

/// Whether the line names the word as a whole identifier or path (`Instant`, `std::fs`).
pub(crate) fn names(line: &str, word: &str) -> bool {
    let continues = |letter: char| letter.is_alphanumeric() || letter == '_';
    line.match_indices(word)
        .any(|(start, _)| !line[..start].ends_with(continues) && !line[start + word.len()..].starts_with(continues))
}

#[test]
fn comments_and_test_modules_are_not_code() {
    let text = "use a;\n    // use b;\n#[cfg(test)]\n#[path = \"x.rs\"]\nmod tests;\nuse c;\n#[cfg(test)]\nmod more {\n    use d;\n}\nuse e;\n";
    let lines: Vec<_> = code(text);
    assert_eq!(lines, [(1, "use a;"), (6, "use c;"), (11, "use e;")]);
}

#[test]
fn a_word_is_named_only_as_a_whole() {
    assert!(names("let now = Instant::now();", "Instant"));
    assert!(names("use std::fs;", "std::fs"));
    assert!(!names("struct Instantaneous;", "Instant"));
    assert!(!names("my_std::fs_like()", "std::fs"));
}
