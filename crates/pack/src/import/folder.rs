//! A folder of Markdown and text files, or a single one, into a [`Publication`].
//!
//! 1. [`super::settings`] is read first: it says what to exclude and which languages there are.
//! 2. [`super::walk`] lists the files; all cores read and sort them ([`super::markdown`], [`super::plain_text`]).
//! 3. What lies in a folder that is kept back goes; files that only other files include become [`Fragments`].
//! 4. `_index.md` files name the publication and the categories the settings do not name.
//! 5. All cores put the articles' Markdown into the one dialect that is rendered ([`super::dialect`]).

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use tidings_bundle::{Article, CategoryDraft, Content, Slug};

use super::decode::read_text;
use super::dialect::{self, Fragments};
use super::generator::Layout;
use super::markdown::{self, Context, Outcome, Section};
use super::walk::{self, SourceFile};
use super::{
    Body, CategoryPath, Origin, Publication, Request, SourceArticle, Traces, label, language, names, numbered,
    plain_text, settings,
};
use crate::error::PackError;
use crate::memory::{Made, Memory, Print, Printer, Remembered, Stamp, listing};
use crate::progress::Step;
use crate::report::{Finding, Report};

/// Reads a folder.
///
/// # Errors
/// When the folder or its settings cannot be read.
pub fn read(request: &Request, memory: &mut Memory, report: &mut Report) -> Result<Publication, PackError> {
    let root = canonical(&request.source)?;
    let output = request.output.as_deref().and_then(|output| output.canonicalize().ok());
    let settings_path = request.settings.clone().unwrap_or_else(|| root.join(settings::FILE_NAME));
    let settings = settings::read(&settings_path, report)?;
    let files = walk::files(&root, output.as_deref(), &settings.exclude, report);
    let names = if memory.is_kept() { listing::print(&root, output.as_deref()) } else { Print::default() };
    Ok(gather(request, &root, settings, files, (memory, names), report))
}

/// Reads one file as a publication of one article.
///
/// # Errors
/// When its folder cannot be read.
pub fn read_single(request: &Request, report: &mut Report) -> Result<Publication, PackError> {
    let path = canonical(&request.source)?;
    let root = path.parent().unwrap_or(Path::new("/")).to_owned();
    let settings = match &request.settings {
        Some(path) => settings::read(path, report)?,
        None => settings::Settings::default(),
    };
    let is_text = super::extension(&path) == "txt";
    let file = SourceFile { relative: walk::relative(&root, &path), path, is_text, is_bundle: false };
    let mut publication =
        gather(request, &root, settings, vec![file], (&mut Memory::default(), Print::default()), report);
    if let [article] = publication.articles.as_slice()
        && request.settings.is_none()
    {
        publication.bundle.title = article.article.title.clone();
    }
    Ok(publication)
}

fn canonical(path: &Path) -> Result<std::path::PathBuf, PackError> {
    path.canonicalize().map_err(|error| PackError::source(path, &error))
}

fn gather(
    request: &Request,
    root: &Path,
    settings: settings::Settings,
    files: Vec<SourceFile>,
    (memory, names): (&mut Memory, Print),
    report: &mut Report,
) -> Publication {
    let context = Context {
        now: request.now,
        languages: settings.language_tags(),
        numbered: numbered::find(&files),
        content: Layout::of(root).nameless(),
    };
    report.extend(names::collisions(&files));
    let conditions = conditions(&context, &files);
    let reads = read_all(&files, &context, conditions, memory);
    let mut publication = Publication {
        root: root.to_owned(),
        bundle: settings.bundle,
        categories: settings.categories,
        ..Publication::default()
    };
    let mut sections = Vec::new();
    let mut withheld = Vec::new();
    for (file, read) in files.iter().zip(reads) {
        report.extend(read.findings.iter().cloned());
        match read.outcome {
            Outcome::Article(article) => {
                publication.articles.push(*article);
                if let Some(stamp) = read.stamp {
                    let known = ReadFile { stamp, conditions, findings: read.findings, is_known: read.is_known };
                    publication.read.insert(file.relative.clone(), known);
                }
                publication.made.extend(read.made.map(|made| (file.relative.clone(), made)));
            }
            Outcome::Section(section) => sections.push(section),
            Outcome::Withheld { folder } => {
                publication.withheld += 1;
                withheld.extend(folder);
            }
            Outcome::Nothing => {}
        }
    }
    report.extend(withheld.iter().filter_map(|folder| folder.finding.clone()));
    let withheld: BTreeSet<String> = withheld.into_iter().map(|folder| folder.path).collect();
    let before = publication.articles.len();
    publication.articles.retain(|article| !is_within(&article.origin.file, &withheld));
    publication.withheld += before - publication.articles.len();
    sections.retain(|section| !is_within(&section.file, &withheld));
    let mut reader =
        Reader { root: root.to_owned(), files: BTreeMap::new(), context, fragments: Fragments::default(), names };
    reader.files = files.into_iter().map(|file| (file.relative.clone(), file)).collect();
    reader.fragments = Fragments::take(&mut publication.articles, |article| reader.body(article));
    name_publication(&mut publication, &sections, root);
    describe_categories(&mut publication, sections);
    publication.reader = Some(reader);
    publication
}

/// Whether a file lies in one of these folders, however deep.
fn is_within(file: &str, folders: &BTreeSet<String>) -> bool {
    if folders.is_empty() {
        return false;
    }
    folders.contains("")
        || file.match_indices('/').any(|(at, _)| file.get(..at).is_some_and(|path| folders.contains(path)))
}

fn name_publication(publication: &mut Publication, sections: &[Section], root: &Path) {
    let front = sections.iter().find(|section| section.folder.is_empty());
    let bundle = &mut publication.bundle;
    if bundle.title.is_empty() {
        let of_folder = || root.file_name().map(|name| markdown::words_of(&name.to_string_lossy()));
        bundle.title =
            front.and_then(|front| front.title.clone()).or_else(of_folder).unwrap_or_else(|| "Articles".to_owned());
    }
    bundle.description = bundle.description.take().or_else(|| front.and_then(|front| front.description.clone()));
}

/// A section describes the category that its folder makes; sections in several languages are one.
fn describe_categories(publication: &mut Publication, sections: Vec<Section>) {
    let default_language = publication.bundle.language.clone().unwrap_or_else(|| "en".to_owned());
    for section in sections.into_iter().filter(|section| !section.folder.is_empty()) {
        let Some(title) = section.title else {
            continue;
        };
        let name = (section.language.unwrap_or_else(|| default_language.clone()), title);
        match publication.described.iter_mut().find(|category| category.id == section.folder) {
            Some(category) => category.names.push(name),
            None => publication.described.push(CategoryDraft {
                id: section.folder,
                names: vec![name],
                description: section.description,
                order: section.order,
                ..CategoryDraft::default()
            }),
        }
    }
}

/// A file of a folder, for the next pack.
#[derive(Clone, Debug)]
pub struct ReadFile {
    pub stamp: Stamp,
    /// Under which it was read.
    pub conditions: Print,
    pub findings: Vec<Finding>,
    /// It was not read this time.
    pub is_known: bool,
}

/// A file and what is in it.
struct Read {
    outcome: Outcome,
    findings: Vec<Finding>,
    /// None of a file that must be read each time.
    stamp: Option<Stamp>,
    is_known: bool,
    made: Option<Made>,
}

/// Everything beside a file that decides on what is read from it, but for the time.
fn conditions(context: &Context, files: &[SourceFile]) -> Print {
    let mut numbered: Vec<&String> = context.numbered.iter().collect();
    numbered.sort();
    let bundles: Vec<&str> = files.iter().filter(|file| file.is_bundle).map(|file| file.relative.as_str()).collect();
    Print::of_value(&(&context.languages, numbered, &context.content, bundles))
}

/// Reads, on all cores, what is not remembered.
fn read_all(files: &[SourceFile], context: &Context, conditions: Print, memory: &mut Memory) -> Vec<Read> {
    let stamps: Vec<Option<Stamp>> = match memory.is_kept() {
        true => files.par_iter().map(|file| Stamp::of(&file.path)).collect(),
        false => vec![None; files.len()],
    };
    let mut recall = |file: &SourceFile, stamp: Option<Stamp>| memory.take_file(&file.relative, stamp?, conditions);
    let known: Vec<(Option<Stamp>, Option<Remembered>)> =
        files.iter().zip(stamps).map(|(file, stamp)| (stamp, recall(file, stamp))).collect();
    let counting = memory.progress().begin(Step::Reading, Some(files.len()));
    let read = |(file, (stamp, known)): (&SourceFile, (Option<Stamp>, Option<Remembered>))| {
        let read = match known {
            Some(Remembered { source, findings, made, .. }) => {
                Read { outcome: Outcome::Article(Box::new(source)), findings, stamp, is_known: true, made }
            }
            None => read_one(file, context, stamp),
        };
        counting.one();
        read
    };
    files.par_iter().zip(known).map(read).collect()
}

fn read_one(file: &SourceFile, context: &Context, stamp: Option<Stamp>) -> Read {
    let (text, (mut outcome, findings)) = match read_text(&file.path, &file.relative) {
        Err(finding) => (String::new(), (Outcome::Nothing, vec![finding])),
        Ok(text) => {
            let read = read_file(file, &text, context);
            (text, read)
        }
    };
    let mut is_lasting = false;
    if let Outcome::Article(article) = &mut outcome {
        article.traces = Traces::of(article);
        is_lasting = !may_expire(&text, article.origin.body_line);
    }
    // A file that was written while it was read is read again by the next pack.
    let stamp = stamp.filter(|stamp| is_lasting && Stamp::of(&file.path) == Some(*stamp));
    Read { outcome, findings, stamp, is_known: false, made: None }
}

/// Whether the header speaks of a day on which the article goes; one that came stays.
fn may_expire(text: &str, body_line: u32) -> bool {
    let header = text.lines().take(body_line as usize);
    header.map(str::to_lowercase).any(|line| line.contains("expir") || line.contains("unpublish"))
}

fn read_file(file: &SourceFile, text: &str, context: &Context) -> (Outcome, Vec<Finding>) {
    if walk::is_label(&file.path) {
        label::read(&file.relative, text, context)
    } else if file.is_text {
        read_plain(file, text, context)
    } else {
        markdown::read(file, text, context)
    }
}

/// Reads bodies again that were not needed at first, and puts them into the dialect that is rendered.
#[derive(Debug)]
pub struct Reader {
    root: PathBuf,
    files: BTreeMap<String, SourceFile>,
    context: Context,
    fragments: Fragments,
    /// Of all names below the root.
    names: Print,
}

impl Reader {
    /// Makes an article ready to be rendered: its body read, in the one dialect, with the galleries and embeds it names. One whose file
    /// has gone meanwhile stays as it is, without words.
    pub fn prepare(&self, article: &mut SourceArticle) -> Vec<Finding> {
        if article.body == Body::Unread {
            article.body = self.open(article).unwrap_or_default();
        }
        dialect::translate(article, &self.root, &self.fragments)
    }

    fn open(&self, article: &SourceArticle) -> Option<Body> {
        let file = self.files.get(&article.origin.file)?;
        let text = read_text(&file.path, &file.relative).ok()?;
        match read_file(file, &text, &self.context).0 {
            Outcome::Article(read) => Some(read.body),
            _ => None,
        }
    }

    fn body(&self, article: &SourceArticle) -> String {
        match &article.body {
            Body::Unread => self.open(article).unwrap_or_default().as_str().to_owned(),
            body => body.as_str().to_owned(),
        }
    }

    /// Everything beside a file that decides on what is made of it by [`Reader::prepare`], and on the files it may use.
    pub fn print(&self) -> Print {
        Printer::default().print(self.names).print(self.fragments.print()).finish()
    }
}

fn read_plain(file: &SourceFile, text: &str, context: &Context) -> (Outcome, Vec<Finding>) {
    let page = plain_text::read(text);
    if page.title.is_empty() {
        let finding = Finding::warning(&file.relative, None, "has no text").remedy("write some, or delete the file");
        return (Outcome::Nothing, vec![finding]);
    }
    let stem = file.path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let (stem, language) = language::split_suffix(&stem, &context.languages);
    let folders: Vec<String> = file.relative.split('/').map(str::to_owned).collect();
    let folders = folders.split_last().map(|(_, folders)| folders.to_vec()).unwrap_or_default();
    let path = if page.breadcrumb.is_empty() { folders.clone() } else { page.breadcrumb };
    // Content that is only a title would be no article.
    let html =
        if page.html.is_empty() { format!("<p>{}</p>\n", tidings_markup::escape(&page.title)) } else { page.html };
    let mut article = Article::new("", Slug::from_text("x"), Content::Text(String::new()));
    article.title = page.title;
    article.language = language.map(str::to_owned);
    let article = SourceArticle {
        origin: Origin {
            file: file.relative.clone(),
            folder: file.path.parent().map(Path::to_owned).unwrap_or_default(),
            body_line: 1,
            ..Origin::default()
        },
        slug_hint: article.title.clone(),
        body: Body::Html(html),
        article,
        id: None,
        slug: None,
        path: None,
        former: Vec::new(),
        categories: if path.is_empty() { Vec::new() } else { vec![CategoryPath(path)] },
        dir: None,
        stem: format!("{}/{stem}", folders.join("/")),
        traces: crate::import::Traces::default(),
    };
    (Outcome::Article(Box::new(article)), Vec::new())
}
