//! Everything people already have, read into one shape: [`Publication`], a list of [`SourceArticle`]s.
//!
//! 1. [`read`] looks at the source: a folder ([`folder`]), a Markdown or text file, or a JSON Feed ([`json_feed`]).
//! 2. A Markdown file is split into header and body ([`front_matter`]), the header is read by [`yaml`], [`mod@toml`], [`json`] or
//!    [`multimarkdown`] into one tree that knows its lines ([`node`]), and [`visibility`] decides first whether anybody may see it.
//! 3. [`article_fields`] turns the header into the fields of an article; a text file goes through [`plain_text`].
//! 4. [`dialect`] turns what the generators added to Markdown (shortcodes, admonitions, includes) into what is rendered.
//! 5. What is wrong becomes a finding; the file it is in stays out only if its header cannot be understood.
//!
//! Bodies are not rendered here, pictures are not opened, links are not followed: [`crate::resolve`] and [`crate::render`] do.

pub mod article_fields;
pub mod dates;
pub mod decode;
pub mod dialect;
pub mod fields;
pub mod folder;
pub mod front_matter;
pub mod generator;
pub mod inline;
pub mod json;
pub mod json_feed;
pub mod json_place;
pub mod label;
pub mod language;
pub mod loose;
pub mod markdown;
pub mod multimarkdown;
pub mod names;
pub mod node;
pub mod numbered;
pub mod plain_text;
pub mod settings;
mod theme;
pub mod toml;
pub mod traces;
pub mod visibility;
pub mod walk;
pub mod yaml;

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use tidings_bundle::{Article, Bundle, CategoryDraft, Direction, Slug, Timestamp};

use crate::error::PackError;
use crate::memory::{Made, Memory};
use crate::report::Report;
pub use folder::{ReadFile, Reader};
pub use traces::Traces;

/// Bytes of one source file. The longest article of the 15,000 we measured with has 0.4 MB; a novel has 3 MB.
pub const LONGEST_FILE: u64 = 32 << 20;

/// What to read, and under which conditions.
#[derive(Clone, Debug)]
pub struct Request {
    pub source: PathBuf,
    /// A `tidings.toml` elsewhere than at the root of the source.
    pub settings: Option<PathBuf>,
    /// A folder inside the source that is not part of it: where the site goes.
    pub output: Option<PathBuf>,
    /// What is scheduled after this moment stays out.
    pub now: Timestamp,
}

/// A source, read.
#[derive(Debug, Default)]
pub struct Publication {
    /// Canonical folder that every picture must lie in.
    pub root: PathBuf,
    /// Title, languages, rights and so on. Its articles are not in it yet; its category tree only if the source was a feed.
    pub bundle: Bundle,
    /// Declared in the settings.
    pub categories: Vec<CategoryDraft>,
    /// Described by an `_index.md`; the id is the folder.
    pub described: Vec<CategoryDraft>,
    pub articles: Vec<SourceArticle>,
    /// Drafts, scheduled, expired and private articles that were left out.
    pub withheld: usize,
    /// Of a folder: makes its articles ready to be rendered.
    pub reader: Option<Reader>,
    /// What an earlier pack made of files, by file.
    pub made: HashMap<String, Made>,
    /// Files that need not be read again, by file.
    pub read: HashMap<String, ReadFile>,
}

/// An article as its author wrote it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SourceArticle {
    pub origin: Origin,
    #[serde(skip)]
    pub body: Body,
    /// What the body says about other files.
    pub traces: Traces,
    /// Fields that need nothing else; addresses of pictures are still as written. Id, slug, content and categories are set
    /// by [`crate::assemble`].
    pub article: Article,
    /// The id the source gives; default: the slug.
    pub id: Option<String>,
    /// The slug the author chose.
    pub slug: Option<Slug>,
    /// Where the slug comes from if the author chose none: path, file name, title.
    pub slug_hint: String,
    /// The article's place on the site it comes from, such as `2025/09/18/Rust-1.90.0`.
    pub path: Option<String>,
    /// Former places, as written.
    pub former: Vec<String>,
    pub categories: Vec<CategoryPath>,
    /// The direction the author gave; default: that of the language.
    pub dir: Option<Direction>,
    /// Folder and name without language: files that share it are translations of each other.
    pub stem: String,
}

/// Names of a category from the root down.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CategoryPath(pub Vec<String>);

/// Where an article comes from, for messages and for its relative addresses.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Origin {
    /// Path below the root with `/`, as in findings.
    pub file: String,
    /// Absolute folder of that file.
    pub folder: PathBuf,
    /// Line on which the body begins.
    pub body_line: u32,
    /// Lines of addresses in the header, as written.
    pub lines: Vec<(String, u32)>,
    /// Where each line of the body stands in the file, if lines were added or taken out since it was read.
    pub body_lines: Vec<u32>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Body {
    /// Still in its file, which has not changed since it was read: [`folder::Reader::open`] reads it again.
    #[default]
    Unread,
    Markdown(String),
    /// Anybody's HTML.
    Html(String),
    /// Paragraphs separated by blank lines.
    Text(String),
}

impl Body {
    pub fn as_str(&self) -> &str {
        match self {
            Body::Markdown(text) | Body::Html(text) | Body::Text(text) => text,
            Body::Unread => "",
        }
    }
}

impl Origin {
    /// The line on which `address` stands: in the header if it is known from there, else the first of `body` that has it.
    pub fn line_of(&self, address: &str, body: &str) -> Option<u32> {
        let header = self.lines.iter().find(|(written, _)| written == address).map(|(_, line)| *line);
        header.or_else(|| {
            let at = body.find(address)?;
            let before = body.as_bytes().get(..at)?.iter().filter(|byte| **byte == b'\n').count();
            Some(self.line(before))
        })
    }

    /// The line of the file on which the body's line stands, counted from 0.
    pub fn line(&self, body_line: usize) -> u32 {
        let added = || self.body_line.saturating_add(u32::try_from(body_line).unwrap_or(u32::MAX));
        self.body_lines.get(body_line).or(self.body_lines.last()).copied().unwrap_or_else(added)
    }
}

/// Reads a source of any kind.
///
/// # Errors
/// When there is nothing to read at all. What is wrong inside goes to `report`.
pub fn read(request: &Request, report: &mut Report) -> Result<Publication, PackError> {
    read_with(request, &mut Memory::default(), report)
}

/// [`read`], but for what is remembered.
///
/// # Errors
/// As [`read`].
pub fn read_with(request: &Request, memory: &mut Memory, report: &mut Report) -> Result<Publication, PackError> {
    let source = &request.source;
    let kind = std::fs::metadata(source).map_err(|error| PackError::source(source, &error))?;
    if kind.is_dir() {
        return folder::read(request, memory, report);
    }
    match extension(source).as_str() {
        "json" => json_feed::read(request, report),
        "md" | "markdown" | "mdx" | "txt" => folder::read_single(request, report),
        other => Err(PackError::UnknownSource { path: source.clone(), extension: other.to_owned() }),
    }
}

/// Lower-cased, empty if there is none.
pub fn extension(path: &Path) -> String {
    path.extension().map(|extension| extension.to_string_lossy().to_lowercase()).unwrap_or_default()
}
