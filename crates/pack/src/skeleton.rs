//! The beginning of a publication: a folder of a few files that packs as it is (`skeleton/`, where a person can open them).
//!
//! 1. The files are part of the command; title, language and date are put into them.
//! 2. Nothing is written if one of them is there already, and no file is ever opened that exists.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::Path;

use tidings_bundle::Timestamp;

use crate::error::PackError;
use crate::import::markdown::words_of;

const FILES: &[(&str, &str)] = &[
    ("tidings.toml", include_str!("../skeleton/tidings.toml")),
    ("harbour/the-tide-mill.md", include_str!("../skeleton/harbour/the-tide-mill.md")),
    ("harbour/tide-mill.svg", include_str!("../skeleton/harbour/tide-mill.svg")),
    ("notes/how-articles-look.md", include_str!("../skeleton/notes/how-articles-look.md")),
];

/// What is put into the files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beginning {
    pub title: String,
    /// A well-formed language tag.
    pub language: String,
    /// The day the articles are dated.
    pub today: Timestamp,
}

/// Writes the files; their names, in the order written.
///
/// # Errors
/// When one of them is there already (then nothing is written), or the folder cannot be written.
pub fn write(folder: &Path, beginning: &Beginning) -> Result<Vec<&'static str>, PackError> {
    let taken = |path: &Path| PackError::Taken { path: path.to_owned() };
    if let Some((name, _)) = FILES.iter().find(|(name, _)| fs::symlink_metadata(folder.join(name)).is_ok()) {
        return Err(taken(&folder.join(name)));
    }
    let mut names = Vec::with_capacity(FILES.len());
    for (name, text) in FILES {
        let path = folder.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(PackError::unwritable(parent))?;
        }
        let text = fill(text, beginning);
        // Asked for again by the system itself: somebody may have come between.
        let file = OpenOptions::new().write(true).create_new(true).open(&path);
        let written = file.and_then(|mut file| file.write_all(text.as_bytes()));
        written.map_err(|error| match error.kind() {
            ErrorKind::AlreadyExists => taken(&path),
            _ => PackError::unwritable(&path)(error),
        })?;
        names.push(*name);
    }
    Ok(names)
}

fn fill(text: &str, beginning: &Beginning) -> String {
    let (year, month, day) = beginning.today.date();
    let today = format!("{year:04}-{month:02}-{day:02}");
    text.replace("{{today}}", &today)
        .replace("{{language}}", &beginning.language)
        .replace("{{title}}", &quoted(&beginning.title))
}

/// A basic string of TOML. JSON's strings are that, but for one character.
fn quoted(text: &str) -> String {
    let text: String = text.chars().filter(|letter| *letter != '\u{7f}').collect();
    serde_json::Value::from(text).to_string()
}

/// A folder's name as a title: `my-news` → `My news`.
pub fn title_of(folder: &Path) -> String {
    let name = folder.file_name().map(|name| name.to_string_lossy().into_owned());
    // `.` and `..` have no name of their own.
    let name = name.or_else(|| Some(folder.canonicalize().ok()?.file_name()?.to_string_lossy().into_owned()));
    name.map(|name| words_of(&name)).filter(|title| !title.is_empty()).unwrap_or_else(|| "My articles".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::{self, Request};
    use crate::report::Report;

    fn beginning(title: &str) -> Beginning {
        let today = Timestamp::parse("2026-03-14T09:00:00Z").unwrap();
        Beginning { title: title.to_owned(), language: "en".to_owned(), today }
    }

    #[test]
    fn a_file_that_is_there_is_never_written_over() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("notes")).unwrap();
        fs::write(folder.path().join("notes/how-articles-look.md"), "mine").unwrap();
        let error = write(folder.path(), &beginning("x")).unwrap_err();
        assert!(error.to_string().contains("how-articles-look.md"), "{error}");
        assert_eq!(fs::read_to_string(folder.path().join("notes/how-articles-look.md")).unwrap(), "mine");
        assert!(!folder.path().join("tidings.toml").exists(), "nothing else is written either");
    }

    #[test]
    fn a_title_with_quotes_and_controls_is_still_a_title() {
        let folder = tempfile::tempdir().unwrap();
        let title = "The \"Estuary\" \\ آب\n\u{1}\u{7f}";
        write(folder.path(), &beginning(title)).unwrap();
        let request = Request {
            source: folder.path().to_owned(),
            settings: None,
            output: None,
            now: Timestamp::parse("2026-03-14T09:00:00Z").unwrap(),
        };
        let publication = import::read(&request, &mut Report::default()).unwrap();
        assert_eq!(publication.bundle.title, "The \"Estuary\" \\ آب\n\u{1}".trim());
        assert_eq!(publication.articles.len(), 2);
    }

    /// The list of settings is in the answer to one that does not exist.
    #[test]
    fn every_setting_has_a_word_in_the_file() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("tidings.toml"), "no_such_setting = 1\n").unwrap();
        fs::write(folder.path().join("one.md"), "Text.\n").unwrap();
        let request = Request {
            source: folder.path().to_owned(),
            settings: None,
            output: None,
            now: Timestamp::parse("2026-03-14T09:00:00Z").unwrap(),
        };
        let mut report = Report::default();
        import::read(&request, &mut report).unwrap();
        let told = report.sorted()[0].remedy.clone().unwrap();
        let names: Vec<&str> = told.strip_prefix("the settings are ").unwrap().split(", ").collect();
        assert!(names.len() > 10, "{names:?}");
        for name in names {
            let is_there = FILES[0].1.lines().any(|line| {
                let line = line.trim_start_matches(['#', ' ', '[']);
                line.strip_prefix(name).is_some_and(|rest| rest.starts_with([' ', ']', '.']))
            });
            assert!(is_there, "{name}");
        }
    }
}
