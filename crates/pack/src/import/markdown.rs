//! One Markdown file into a [`SourceArticle`], or into the reason why it is none.
//!
//! 1. [`super::front_matter`] splits it; [`super::visibility`] decides whether anybody may see it.
//! 2. Some files are not articles: `_index.md` describes a folder, a redirect leads elsewhere, a page made by a template has no
//!    text of its own.
//! 3. What the header leaves open is taken from elsewhere: the title from the first heading or the name, the date from the
//!    name (`2024-05-31-water.md`) or the path (Zola's `path = "2024/05/31/water"`), the language from the name
//!    (`water.fa.md`), the category from the folder.

use std::collections::HashSet;
use std::path::Path;

use tidings_bundle::{Article, Content, Slug, Timestamp};

use super::article_fields::{self, Header};
use super::dialect::mdx;
use super::fields::Fields;
use super::node::Table;
use super::walk::SourceFile;
use super::{Body, CategoryPath, Origin, SourceArticle, dates, front_matter, inline, language, numbered, visibility};
use crate::report::Finding;

/// What a file turned out to be.
#[derive(Debug)]
pub enum Outcome {
    Article(Box<SourceArticle>),
    /// A description of the folder it is in.
    Section(Section),
    /// Must not be published, and everything in `folder` with it.
    Withheld {
        folder: Option<Folder>,
    },
    /// Something else, or broken; the findings say which.
    Nothing,
}

/// A folder that is kept back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folder {
    /// Below the root, as on disk.
    pub path: String,
    /// What to tell about it, if its author may not have meant the whole folder.
    pub finding: Option<Finding>,
}

/// `_index.md`: how a folder is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The file, as in findings.
    pub file: String,
    /// Folder below the root, empty for the root.
    pub folder: String,
    pub language: Option<String>,
    pub title: Option<String>,
    pub description: Option<String>,
    pub order: Option<i64>,
}

/// What all files of a source share.
#[derive(Clone, Debug)]
pub struct Context {
    pub now: Timestamp,
    /// Languages the settings declare.
    pub languages: Vec<String>,
    /// Files and folders whose number is not part of their name ([`numbered`]).
    pub numbered: HashSet<String>,
    /// Folder of a generator's content, such as `content`: no category.
    pub content: Option<String>,
}

/// Reads the text of one file.
pub fn read(file: &SourceFile, text: &str, context: &Context) -> (Outcome, Vec<Finding>) {
    let split = match front_matter::split(text) {
        Ok(split) => split,
        Err(error) => {
            let finding = Finding::error(&file.relative, Some(error.line), format!("front matter: {}", error.message))
                .remedy("correct it; the file is left out until then");
            return (Outcome::Nothing, vec![finding]);
        }
    };
    let empty = Table::default();
    let table = split.header.as_ref().unwrap_or(&empty);
    let fields = Fields::new(&file.relative, table);
    let outcome = sort(file, &fields, split.body, split.body_line, context);
    let mut findings = fields.into_findings();
    match outcome {
        Ok(Outcome::Article(article)) => (Outcome::Article(article), findings),
        // A file that is not published does not need its other fields mended.
        Ok(other) => (other, Vec::new()),
        Err(finding) => {
            findings.push(finding);
            (Outcome::Nothing, findings)
        }
    }
}

fn sort(
    file: &SourceFile,
    fields: &Fields<'_>,
    body: &str,
    body_line: u32,
    context: &Context,
) -> Result<Outcome, Finding> {
    if let Some(withheld) = visibility::withheld(fields, context.now) {
        if withheld.is_deliberate {
            return Ok(Outcome::Withheld { folder: folder_of_index(file, fields, withheld.line, context) });
        }
        return Err(Finding::error(&file.relative, Some(withheld.line), withheld.why)
            .remedy("the article is left out until then"));
    }
    let name = Name::of(file, context);
    if name.stem == "_index" {
        if let Some(withheld) = visibility::withheld_folder(fields, context.now) {
            let what = format!("the folder is kept back: {}", withheld.why);
            let finding = (!withheld.is_deliberate)
                .then(|| Finding::error(&file.relative, Some(withheld.line), what).remedy("correct it"));
            return Ok(Outcome::Withheld { folder: Some(Folder { path: parent(&file.relative).to_owned(), finding }) });
        }
        return Ok(Outcome::Section(Section {
            file: file.relative.clone(),
            folder: name.folders.join("/"),
            language: name.language.clone(),
            title: fields.text(&["title"]).map(|title| inline::plain(&title)).or_else(|| Some(first_heading(body)?.0)),
            description: fields.text(&["description", "summary"]).map(|text| inline::plain(&text)),
            order: fields.integer(&["order", "weight"]),
        }));
    }
    if name.stem.starts_with('_') {
        return Err(Finding::note(
            &file.relative,
            None,
            "a part of other pages (its name begins with `_`), not an article",
        ));
    }
    if let Some(node) = fields.find(&["redirect_to", "redirect", "redirect_url"]) {
        return Err(Finding::note(&file.relative, Some(node.line), "a redirect, not an article"));
    }
    let header = article_fields::read(fields, Article::new("", Slug::from_text("x"), Content::Text(String::new())));
    if is_hollow(&header, body) {
        let template = fields.find(&["template", "layout"]);
        return Err(match template.and_then(|node| Some((node.line, node.text()?))) {
            Some((line, template)) => Finding::note(
                &file.relative,
                Some(line),
                format!("a page that {template} makes, without text of its own, not an article"),
            ),
            None => Finding::warning(&file.relative, None, "has no text").remedy("write some, or delete the file"),
        });
    }
    let statements_gone = (super::extension(&file.path) == "mdx").then(|| mdx::without_statements(body));
    let article = complete(file, header, name, statements_gone.as_deref().unwrap_or(body), body_line);
    match article.article.published {
        Some(date) if date > context.now => Ok(Outcome::Withheld { folder: None }),
        _ => Ok(Outcome::Article(Box::new(article))),
    }
}

fn parent(relative: &str) -> &str {
    relative.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// What else goes when a file is kept back. In Hugo a folder's `index.md` is the article and all else in the folder is part of
/// it, so nothing of the folder may appear without it; `_index.md` decides for its folder as [`visibility`] says.
fn folder_of_index(file: &SourceFile, fields: &Fields<'_>, line: u32, context: &Context) -> Option<Folder> {
    let name = file.relative.rsplit('/').next().unwrap_or(&file.relative);
    let folder = parent(&file.relative);
    let stem = name.split('.').next().unwrap_or(name);
    match stem {
        "_index" => {
            visibility::withheld_folder(fields, context.now).map(|_| Folder { path: folder.to_owned(), finding: None })
        }
        "index" if !folder.is_empty() && context.content.as_deref() != Some(folder) && name.split('.').count() == 2 => {
            let what = "is kept back, and all that lies in its folder with it";
            let finding = (!file.is_bundle).then(|| {
                Finding::warning(&file.relative, Some(line), what)
                    .remedy("move articles of their own into another folder")
            });
            Some(Folder { path: folder.to_owned(), finding })
        }
        _ => None,
    }
}

/// Nothing to read and nothing to look at.
fn is_hollow(header: &Header, body: &str) -> bool {
    let article = &header.article;
    body.trim().is_empty()
        && article.summary.is_none()
        && article.lead.is_none()
        && article.galleries.is_empty()
        && article.embeds.is_empty()
}

/// What a file's place says.
struct Name {
    /// Folders that name categories.
    folders: Vec<String>,
    /// Without extension, language and date; the folder's name for an `index`.
    stem: String,
    language: Option<String>,
    date: Option<Timestamp>,
    /// Folder and name without language and extension.
    shared: String,
}

impl Name {
    fn of(file: &SourceFile, context: &Context) -> Name {
        let mut folders = folder_names(&file.relative, context);
        let name = file.relative.rsplit('/').next().unwrap_or_default().to_owned();
        let stem = Path::new(&name).file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let (stem, language) = language::split_suffix(&stem, &context.languages);
        let shared = format!("{}/{stem}", parent(&file.relative));
        let is_numbered = context.numbered.contains(&file.relative);
        let mut stem = numbered::split(stem).filter(|_| is_numbered).unwrap_or(stem).to_owned();
        let language = language.map(str::to_owned);
        if (stem == "index" || stem.eq_ignore_ascii_case("readme"))
            && let Some(folder) = folders.last().cloned()
        {
            stem = folder;
            if file.is_bundle {
                folders.pop();
            }
        }
        let (date, stem) = match dates::split_prefix(&stem) {
            Some((date, rest)) => (Some(date), rest.to_owned()),
            None => (None, stem),
        };
        folders.retain(|folder| is_category(folder));
        Name { folders, stem, language, date, shared }
    }
}

/// The folder of a file as its category is called.
pub(super) fn folder_of(relative: &str, context: &Context) -> String {
    let mut names = folder_names(relative, context);
    names.retain(|name| is_category(name));
    names.join("/")
}

/// The folders of a file, without numbers and without the generator's own.
fn folder_names(relative: &str, context: &Context) -> Vec<String> {
    let mut names = Vec::new();
    let ends = relative.match_indices('/').map(|(at, _)| at);
    for end in ends {
        let path = relative.get(..end).unwrap_or_default();
        if names.is_empty() && context.content.as_deref() == Some(path) {
            continue;
        }
        let name = path.rsplit('/').next().unwrap_or(path);
        let bare = numbered::split(name).filter(|_| context.numbered.contains(path));
        names.push(bare.unwrap_or(name).to_owned());
    }
    names
}

/// Not the folders of generators (`_posts`), and not years and months.
fn is_category(folder: &str) -> bool {
    !folder.starts_with('_') && !folder.bytes().all(|byte| byte.is_ascii_digit())
}

fn complete(file: &SourceFile, header: Header, name: Name, body: &str, body_line: u32) -> SourceArticle {
    let mut article = header.article;
    article.title = inline::plain(&article.title);
    article.summary = article.summary.map(|summary| inline::plain(&summary));
    let heading = first_heading(body);
    let mut body = body.to_owned();
    match heading {
        Some((text, lines)) if article.title.is_empty() || is_same(&text, &article.title) => {
            if article.title.is_empty() {
                article.title = text;
            }
            body = blank_lines(&body, lines);
        }
        _ => {}
    }
    if article.title.is_empty() {
        article.title = header.label.unwrap_or_else(|| words_of(&name.stem));
    }
    let in_path = header.path.as_deref().and_then(dates::in_path);
    article.published = article.published.or(name.date).or(in_path);
    article.language = article.language.or_else(|| name.language.clone());
    let hint = header.path.as_deref().and_then(last_segment).map_or_else(
        || match &name.language {
            Some(language) => format!("{}-{language}", name.stem),
            None => name.stem.clone(),
        },
        str::to_owned,
    );
    let mut categories = header.categories;
    if categories.is_empty() && !name.folders.is_empty() {
        categories.push(CategoryPath(name.folders));
    }
    SourceArticle {
        origin: Origin {
            file: file.relative.clone(),
            folder: file.path.parent().map(Path::to_owned).unwrap_or_default(),
            body_line,
            lines: header.lines,
            body_lines: Vec::new(),
        },
        body: Body::Markdown(body),
        article,
        id: header.id,
        slug: header.slug,
        slug_hint: hint,
        path: header.path,
        former: header.former,
        categories,
        dir: header.dir,
        stem: name.shared,
        traces: crate::import::Traces::default(),
    }
}

/// `2025/09/18/Rust-1.90.0/` → `Rust-1.90.0`; also without `index.html` and `.html`.
fn last_segment(path: &str) -> Option<&str> {
    let path = path.split(['?', '#']).next()?.trim_end_matches('/');
    let path = path.strip_suffix("/index.html").unwrap_or(path);
    let last = path.rsplit('/').next()?;
    Some(last.strip_suffix(".html").unwrap_or(last)).filter(|last| !last.is_empty())
}

/// A file name as words: `dam-and-lock` → `Dam and lock`.
pub fn words_of(name: &str) -> String {
    let spaced = name.replace(['-', '_'], " ");
    let mut letters = spaced.trim().chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => name.to_owned(),
    }
}

/// The text of a level-one heading at the very start, and how many lines it takes with those before it.
fn first_heading(body: &str) -> Option<(String, usize)> {
    let mut lines = body.lines().enumerate().skip_while(|(_, line)| line.trim().is_empty());
    let (at, line) = lines.next()?;
    if let Some(rest) = line.strip_prefix('#') {
        let is_heading = rest.starts_with([' ', '\t']);
        let text = rest.trim().trim_end_matches('#').trim();
        return (is_heading && !text.is_empty()).then(|| (heading_words(text), at + 1));
    }
    let (_, under) = lines.next()?;
    let is_setext = under.len() >= 3 && under.trim_end().bytes().all(|byte| byte == b'=');
    is_setext.then(|| (heading_words(line.trim()), at + 2))
}

/// A heading's words; an attribute block `{#id}` at the end goes.
fn heading_words(text: &str) -> String {
    let text = match text.rfind("{#") {
        Some(at) if text.ends_with('}') => text.get(..at).unwrap_or(text).trim_end(),
        _ => text,
    };
    inline::plain(text)
}

fn is_same(one: &str, other: &str) -> bool {
    let folded = |text: &str| -> String {
        text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    folded(one) == folded(other)
}

/// Empties the first lines, so that all others keep their numbers.
fn blank_lines(body: &str, count: usize) -> String {
    let mut rest = body;
    for _ in 0..count {
        rest = rest.split_once('\n').map_or("", |(_, rest)| rest);
    }
    "\n".repeat(count) + rest
}

#[cfg(test)]
#[path = "markdown_tests.rs"]
mod tests;
