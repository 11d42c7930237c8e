//! A folder of Markdown and text files, or a single one, into a [`Publication`].
//!
//! 1. [`super::settings`] is read first: it says what to exclude and which languages there are.
//! 2. [`super::walk`] lists the files; all cores read and sort them ([`super::markdown`], [`super::plain_text`]).
//! 3. What lies in a folder that is kept back goes; files that only other files include become [`Fragments`].
//! 4. `_index.md` files name the publication and the categories the settings do not name.
//! 5. All cores put the articles' Markdown into the one dialect that is rendered ([`super::dialect`]).

use std::collections::BTreeSet;
use std::path::Path;

use rayon::prelude::*;
use tidings_bundle::{Article, CategoryDraft, Content, Slug};

use super::decode::read_text;
use super::dialect::{self, Fragments};
use super::generator::Layout;
use super::markdown::{self, Context, Outcome, Section};
use super::walk::{self, SourceFile};
use super::{
    Body, CategoryPath, Origin, Publication, Request, SourceArticle, label, language, names, numbered, plain_text,
    settings,
};
use crate::error::PackError;
use crate::report::{Finding, Report};

/// Reads a folder.
///
/// # Errors
/// When the folder or its settings cannot be read.
pub fn read(request: &Request, report: &mut Report) -> Result<Publication, PackError> {
    let root = canonical(&request.source)?;
    let output = request.output.as_deref().and_then(|output| output.canonicalize().ok());
    let settings_path = request.settings.clone().unwrap_or_else(|| root.join(settings::FILE_NAME));
    let settings = settings::read(&settings_path, report)?;
    let files = walk::files(&root, output.as_deref(), &settings.exclude, report);
    Ok(gather(request, &root, settings, &files, report))
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
    let mut publication = gather(request, &root, settings, &[file], report);
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
    files: &[SourceFile],
    report: &mut Report,
) -> Publication {
    let context = Context {
        now: request.now,
        languages: settings.language_tags(),
        numbered: numbered::find(files),
        content: Layout::of(root).nameless(),
    };
    report.extend(names::collisions(files));
    let outcomes: Vec<(Outcome, Vec<Finding>)> = files.par_iter().map(|file| read_file(file, &context)).collect();
    let mut publication = Publication {
        root: root.to_owned(),
        bundle: settings.bundle,
        categories: settings.categories,
        ..Publication::default()
    };
    let mut sections = Vec::new();
    let mut withheld = Vec::new();
    for (outcome, findings) in outcomes {
        report.extend(findings);
        match outcome {
            Outcome::Article(article) => publication.articles.push(*article),
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
    let fragments = Fragments::take(&mut publication.articles);
    name_publication(&mut publication, &sections, root);
    describe_categories(&mut publication, sections);
    let told: Vec<Finding> = publication
        .articles
        .par_iter_mut()
        .flat_map_iter(|article| dialect::translate(article, root, &fragments))
        .collect();
    report.extend(told);
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

fn read_file(file: &SourceFile, context: &Context) -> (Outcome, Vec<Finding>) {
    match read_text(&file.path, &file.relative) {
        Err(finding) => (Outcome::Nothing, vec![finding]),
        Ok(text) if walk::is_label(&file.path) => label::read(&file.relative, &text, context),
        Ok(text) if file.is_text => read_plain(file, &text, context),
        Ok(text) => markdown::read(file, &text, context),
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
    };
    (Outcome::Article(Box::new(article)), Vec::new())
}
