//! What ends a run: nothing to read, nowhere to write. Everything smaller is a [`crate::report::Finding`].

use std::io;
use std::path::{Path, PathBuf};

use miette::{Diagnostic, NamedSource, SourceSpan};
use thiserror::Error;

/// Why there is no site. The `help` of each says what to do.
#[derive(Debug, Error, Diagnostic)]
pub enum PackError {
    #[error("there is nothing at {}", path.display())]
    #[diagnostic(help("check the spelling; a source is a folder of Markdown, a .md or .txt file, or a JSON Feed"))]
    NoSource { path: PathBuf },

    #[error("cannot read {}: {error}", path.display())]
    #[diagnostic(help("check who may read it"))]
    Unreadable { path: PathBuf, error: io::Error },

    #[error("a source cannot be a .{extension} file ({})", path.display())]
    #[diagnostic(help("a source is a folder of Markdown, a .md or .txt file, or a JSON Feed (.json)"))]
    UnknownSource { path: PathBuf, extension: String },

    #[error("{message}")]
    #[diagnostic(help("correct the settings file; nothing was written"))]
    Settings {
        message: String,
        #[source_code]
        text: NamedSource<String>,
        #[label("here")]
        place: SourceSpan,
    },

    #[error("{}: {error}", path.display())]
    #[diagnostic(help("nothing was written"))]
    Feed { path: PathBuf, error: tidings_bundle::DecodeError },

    #[error("{} holds no article that may be published ({withheld} kept back, {left_out} left out for errors)", path.display())]
    #[diagnostic(help("an article is a .md or .txt file; `tidings check` lists what stands in the way"))]
    NoArticles { path: PathBuf, withheld: usize, left_out: usize },

    #[error("cannot write {}: {error}", path.display())]
    #[diagnostic(help("check the folder's permissions and the space left; the site that was there is untouched"))]
    Unwritable { path: PathBuf, error: io::Error },

    #[error("{} has files in it that tidings did not write ({found})", path.display())]
    #[diagnostic(help("choose an empty folder, or say --force to write beside and over them"))]
    NotOurs { path: PathBuf, found: String },

    #[error("{} is there already", path.display())]
    #[diagnostic(help("choose another folder, or move the file away; nothing was written over"))]
    Taken { path: PathBuf },

    #[error("the site cannot be written into its own source ({})", path.display())]
    #[diagnostic(help("name another folder with -o; one inside the source is fine"))]
    OutputIsSource { path: PathBuf },

    #[error("cannot search {}: {reason}", path.display())]
    #[diagnostic(help("`tidings inspect` tells what is in a site; `tidings pack` makes it anew"))]
    Unsearchable { path: PathBuf, reason: String },

    #[error("there is no category {wanted}")]
    #[diagnostic(help("there are: {}", known.join(", ")))]
    UnknownCategory { wanted: String, known: Vec<String> },

    #[error("no article is in this selection")]
    #[diagnostic(help("name other categories, languages or dates; nothing was written"))]
    NothingSelected,

    #[error("even without pictures the file would have {bytes} bytes, more than the {largest} allowed")]
    #[diagnostic(help("take fewer articles (--category, --since), or allow more; nothing was written"))]
    EditionTooLarge { bytes: u64, largest: u64 },

    #[error("the book could not be put together: {reason}")]
    #[diagnostic(help("nothing was written; other forms are --single-file and --folder"))]
    Book { reason: String },

    #[error("this viewer does not fit this command: {what}")]
    #[diagnostic(help("take a viewer of the same release; without --viewer it is the one in this command"))]
    StrangeViewer { what: String },

    #[error("there is no viewer in this command")]
    #[diagnostic(help("name one with --viewer FOLDER, or build the command with one: `cargo xtask build`"))]
    BuiltWithoutViewer,

    #[error("there is no viewer in {}", path.display())]
    #[diagnostic(help("a built viewer has an index.html; run `cargo xtask build`"))]
    NoViewer { path: PathBuf },
}

impl PackError {
    pub fn source(path: &Path, error: &io::Error) -> PackError {
        match error.kind() {
            io::ErrorKind::NotFound => PackError::NoSource { path: path.to_owned() },
            kind => PackError::Unreadable { path: path.to_owned(), error: io::Error::new(kind, error.to_string()) },
        }
    }

    pub fn unwritable(path: &Path) -> impl FnOnce(io::Error) -> PackError {
        let path = path.to_owned();
        move |error| PackError::Unwritable { path, error }
    }
}
