//! A publication of any size, made from real pages: the same seed gives the same bytes.
//!
//! 1. [`pieces`] takes the real pages apart: titles, sentences, paragraphs, lists, tables, code, the names of their folders.
//! 2. [`article`] puts one article together, out of numbers that depend on the seed and on the article's place in the row alone.
//!    So a smaller corpus is the beginning of a larger one, and the two differ in nothing but size.
//! 3. [`make`] writes them into a folder that `tidings pack` takes, with settings, and a note of what it was made with: a corpus
//!    that is there already is used again.
//!
//! The text is English whatever language an article claims; what depends on languages is the number of their lists.

mod article;
mod pieces;

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use miette::{IntoDiagnostic, Result, WrapErr, miette};

use crate::data::{self, Data};
pub(crate) use article::Maker;
pub(crate) use pieces::{Pieces, title_and_body};

/// Grows with every change of what is made, so that an older corpus is not taken for this one.
const FORM: u32 = 1;

/// The real pages it is made from.
const SOURCES: [&str; 2] = ["rustblog", "msdocs"];

/// What the folder says it was made with; hidden, so that no packer reads it.
const NOTE: &str = ".corpus";

/// Unless another is asked for.
pub(crate) const SEED: u64 = 1;

#[derive(Args)]
pub(crate) struct Choice {
    #[command(flatten)]
    data: Data,
    /// How many articles
    #[arg(long, default_value_t = 100_000)]
    articles: usize,
    /// Another seed gives another corpus
    #[arg(long, default_value_t = SEED)]
    seed: u64,
    /// Where to write it; default: target/data/corpus-<articles>
    #[arg(short, long, value_name = "FOLDER")]
    output: Option<PathBuf>,
}

/// Makes a corpus and tells where it is.
pub(crate) fn run(choice: &Choice) -> Result<()> {
    let folder = choice.output.clone().unwrap_or_else(|| default_folder(choice.articles));
    make(&choice.data, &folder, choice.articles, choice.seed)?;
    println!("{}", folder.display());
    Ok(())
}

/// Where a corpus of this size lies unless told otherwise.
pub(crate) fn default_folder(articles: usize) -> PathBuf {
    Path::new(data::FOLDER).join(format!("corpus-{articles}"))
}

/// Writes `articles` articles into `folder`, unless that very corpus is there.
///
/// # Errors
/// The real pages are not there; the folder cannot be written, or holds something else.
pub(crate) fn make(data: &Data, folder: &Path, articles: usize, seed: u64) -> Result<()> {
    let note = format!("form {FORM}, seed {seed}, {articles} articles\n");
    let place = folder.join(NOTE);
    let found = fs::read_to_string(&place).ok();
    if found.as_deref() == Some(note.as_str()) {
        return Ok(());
    }
    if folder.exists() {
        if found.is_none() && fs::read_dir(folder).into_diagnostic()?.next().is_some() {
            return Err(miette!(help = "remove it, or name another", "{} holds something else", folder.display()));
        }
        fs::remove_dir_all(folder).into_diagnostic()?;
    }
    let sources: Vec<PathBuf> = SOURCES.iter().map(|name| data.unpacked(name)).collect::<Result<_>>()?;
    println!("making {articles} articles in {}", folder.display());
    fs::create_dir_all(folder).into_diagnostic().wrap_err_with(|| folder.display().to_string())?;
    // Empty while the corpus is: what was interrupted is begun anew.
    fs::write(&place, "").into_diagnostic()?;
    let pieces = Pieces::read(&sources)?;
    let maker = Maker::new(&pieces, seed);
    fs::write(folder.join("tidings.toml"), settings(articles)).into_diagnostic()?;
    for category in maker.categories() {
        fs::create_dir_all(folder.join(category)).into_diagnostic()?;
    }
    for number in 0..articles {
        let article = maker.article(number);
        let path = folder.join(&article.path);
        fs::write(&path, article.text).into_diagnostic().wrap_err_with(|| path.display().to_string())?;
    }
    fs::write(&place, note).into_diagnostic()
}

fn settings(articles: usize) -> String {
    let mut settings = format!(
        "title = \"A corpus of {articles} articles\"\nid = \"corpus\"\nlanguage = \"en\"\n\
         home_page_url = \"https://corpus.example/\"\n"
    );
    for (tag, label) in [("en", "English"), ("de", "Deutsch"), ("fr", "Français"), ("es", "Español")] {
        settings.push_str(&format!("\n[[languages]]\ntag = \"{tag}\"\nlabel = \"{label}\"\n"));
    }
    settings
}
