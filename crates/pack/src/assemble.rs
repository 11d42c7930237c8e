//! From a [`Publication`] to the [`Bundle`] that is written: the stage where everything is known and everything fits together.
//!
//! 1. Every article gets its slug ([`identity`]) and its categories ([`Categories`]).
//! 2. [`standing`]: references by slug become references by id (related, original); files that share a name but for the language become
//!    translations of each other; ids and former slugs are given out.
//! 3. All cores render the bodies ([`render`]), look up the pictures of leads, galleries and embeds and complete the authors. What an
//!    earlier pack made under the same conditions is taken from there ([`crate::memory`]).
//! 4. The finished articles are read as the viewer will read them; [`Bundle::settle`] sorts. Nothing in the result depends on the number
//!    of cores, nor on what was remembered.

mod again;
mod standing;

use std::collections::{HashMap, HashSet};
use std::path::Path;

use rayon::prelude::*;
use tidings_bundle::{Article, Attachment, Author, Bundle, CategoryTree, Content, Direction, Picture, Slug};

use crate::categories::Categories;
use crate::home;
use crate::identity;
use crate::import::settings::FILE_NAME;
use crate::import::{Body, Publication, Reader, SourceArticle};
use crate::media::MediaStore;
use crate::memory::{ArticlePrints, Made, Memory, Print, Printer, Prints, Used};
use crate::progress::Step;
use crate::render::{self, Found, Rendered, Site, Taken};
use crate::report::{Finding, Report};
use crate::resolve::{AddressBook, Link, PictureFile};
use standing::Standing;

/// A publication, ready to be written.
#[derive(Debug, Default)]
pub struct Assembled {
    pub bundle: Bundle,
    pub media: MediaStore,
    /// Empty where nothing is remembered.
    pub prints: ArticlePrints,
}

impl Assembled {
    /// Makes smaller pictures and hints for what was taken in; whoever only checks goes without.
    pub fn add_companions(&mut self, root: &Path, report: &mut Report) {
        for (path, why) in self.media.make_companions() {
            let file = crate::import::walk::relative(root, &path);
            let finding = Finding::warning(&file, None, format!("the picture {why}: it is published in one size only"));
            report.add(finding.remedy("save it anew, or smaller"));
        }
        for media in &mut self.bundle.media {
            self.media.complete(media);
        }
    }
}

/// Puts a publication together; `media` is where its pictures go.
pub fn assemble(publication: Publication, media: MediaStore, report: &mut Report) -> Assembled {
    assemble_with(publication, media, &Memory::default(), report)
}

/// [`assemble`], but for what the publication brings along from an earlier pack; what is new goes into `memory`.
pub fn assemble_with(publication: Publication, media: MediaStore, memory: &Memory, report: &mut Report) -> Assembled {
    let Publication { root, mut bundle, categories, described, mut articles, reader, mut made, read, .. } = publication;
    let bodies: Vec<Body> = articles.iter_mut().map(|article| std::mem::take(&mut article.body)).collect();
    let slugs = identity::slugs(&articles, report);
    let categories = Categories::new(categories, described, bundle.language.as_deref().unwrap_or("en"));
    let category_ids = plant(&mut bundle, categories, &articles, report);
    find_home(&mut bundle, &articles, report);
    let book = AddressBook::new(&root, &articles, bundle.home_page_url.as_deref());
    take_own_pictures(&mut bundle, &book, &media, report);
    let standings = standing::of(&bundle, &articles, &slugs, &category_ids);
    check_home(&mut bundle, &standings, report);
    let conditions = match memory.is_kept() {
        true => conditions(&bundle, &articles, &slugs, &book, reader.as_ref()),
        false => Print::default(),
    };
    let key = |index: usize| -> Option<Print> {
        let (article, standing) = articles.get(index).zip(standings.get(index))?;
        let file = read.get(&article.origin.file)?;
        let printer = Printer::default().print(conditions).print(Print::of_value(standing));
        Some(printer.print(Print::of_value(&(&article.origin.file, file.stamp))).finish())
    };
    let recalled: Vec<Option<Made>> = articles.iter().map(|article| made.remove(&article.origin.file)).collect();
    let shop =
        Shop { articles: &articles, standings: &standings, slugs: &slugs, book: &book, media: &media, bundle: &bundle };
    let counting = memory.progress().begin(Step::Articles, Some(articles.len()));
    let jobs = bodies.into_par_iter().zip(recalled).enumerate();
    let finished: Vec<Finished> = jobs
        .filter_map(|(index, (body, recalled))| {
            let key = key(index);
            counting.one();
            match recalled.filter(|made| key.is_some_and(|key| made.is_valid(key, &media))) {
                Some(made) => Some(Finished { index, is_known: true, key, made }),
                None => {
                    shop.finish(index, body, reader.as_ref()).map(|made| Finished { index, is_known: false, key, made })
                }
            }
        })
        .collect();
    drop(counting);
    bundle.media = media.files().iter().map(|stored| stored.to_media()).collect();
    let finished = again::read_again(&bundle, finished);
    again::keep(memory, &articles, &read, &finished);
    let mut prints = ArticlePrints::default();
    if memory.is_kept() {
        let head = Bundle { media: Vec::new(), ..Bundle::clone(&bundle) };
        prints.head = Printer::default().text(&tidings_bundle::encode_compact(&head)).finish();
    }
    for Finished { made, .. } in finished {
        report.extend(made.findings);
        if memory.is_kept() {
            prints.by_id.insert(made.article.id.clone(), made.prints);
        }
        bundle.articles.push(made.article);
    }
    bundle.settle();
    Assembled { bundle, media, prints }
}

/// An article with what was found out about it.
struct Finished {
    /// Among the sources.
    index: usize,
    is_known: bool,
    key: Option<Print>,
    made: Made,
}

/// Everything beside an article itself that decides on what is made of it.
fn conditions(
    bundle: &Bundle,
    articles: &[SourceArticle],
    slugs: &[Slug],
    book: &AddressBook,
    reader: Option<&Reader>,
) -> Print {
    let places: Vec<_> = articles
        .iter()
        .zip(slugs)
        .map(|(article, slug)| (&article.origin.file, &article.path, &article.former, &article.article.url, slug))
        .collect();
    let beside = Printer::default().text(&tidings_bundle::encode_compact(bundle)).print(Print::of_value(&places));
    beside.print(Print::of_value(&book.base())).print(reader.map(Reader::print).unwrap_or_default()).finish()
}

/// Grows the category tree, unless the source was a feed that has one. Returns the category ids of each article.
fn plant(
    bundle: &mut Bundle,
    mut categories: Categories,
    articles: &[SourceArticle],
    report: &mut Report,
) -> Vec<Vec<String>> {
    if !bundle.categories.nodes().is_empty() {
        return vec![Vec::new(); articles.len()];
    }
    let mut ids = Vec::with_capacity(articles.len());
    for article in articles {
        let mut of_article: Vec<String> = Vec::new();
        for id in article.categories.iter().filter_map(|path| categories.resolve(path)) {
            if !of_article.contains(&id) {
                of_article.push(id);
            }
        }
        ids.push(of_article);
    }
    let (tree, problems) = CategoryTree::build(categories.into_drafts());
    bundle.categories = tree;
    for problem in problems {
        let what = format!("{}: {}", problem.place, problem.what);
        report.add(Finding::error(FILE_NAME, None, what).remedy(problem.cost));
    }
    ids
}

/// A blog that links to itself says where it lives; its settings may say it better.
fn find_home(bundle: &mut Bundle, articles: &[SourceArticle], report: &mut Report) {
    if bundle.home_page_url.is_some() {
        return;
    }
    if let Some(home) = home::guess(articles) {
        let what = format!("no `home_page_url`; articles link to each other at {home}, so that is taken for it");
        report.add(Finding::note(FILE_NAME, None, what).remedy("write it down to be sure"));
        bundle.home_page_url = Some(home);
    }
}

/// Icons and portraits that the settings name.
fn take_own_pictures(bundle: &mut Bundle, book: &AddressBook, media: &MediaStore, report: &mut Report) {
    let portraits = bundle.known_authors.iter_mut().chain(&mut bundle.authors).map(|author| &mut author.avatar);
    for address in [&mut bundle.icon, &mut bundle.favicon].into_iter().chain(portraits) {
        let Some(src) = address.clone() else {
            continue;
        };
        let stored = match book.root_picture(&src) {
            PictureFile::File(path) => media.add_picture(&path),
            PictureFile::Missing => Err("is missing".to_owned()),
            PictureFile::Foreign | PictureFile::Keep => continue,
        };
        match stored {
            Ok(stored) => *address = Some(stored.name.clone()),
            Err(why) => {
                let finding = Finding::error(FILE_NAME, None, format!("the picture \"{src}\" {why}"));
                report.add(finding.remedy("correct the path, which begins at the root of the source"));
                *address = None;
            }
        }
    }
}

/// Everything that articles are made with.
#[derive(Clone, Copy)]
struct Shop<'a> {
    articles: &'a [SourceArticle],
    standings: &'a [Standing],
    slugs: &'a [Slug],
    book: &'a AddressBook,
    media: &'a MediaStore,
    bundle: &'a Bundle,
}

impl Shop<'_> {
    /// Renders an article and gives it everything that belongs to it.
    fn finish(self, index: usize, body: Body, reader: Option<&Reader>) -> Option<Made> {
        let (source, standing) = self.articles.get(index).zip(self.standings.get(index))?;
        let mut source = SourceArticle { body, ..source.clone() };
        let mut findings = reader.map(|reader| reader.prepare(&mut source)).unwrap_or_default();
        let bundle = self.bundle;
        let taken = Taken::from(self.media);
        let site = Site { slugs: self.slugs, book: self.book, store: &taken, categories: &bundle.categories };
        let Rendered { html, words, summary, findings: of_body } = render::render(site, index, &source);
        findings.extend(of_body);
        let mut article = source.article.clone();
        standing.give(&mut article);
        article.content = content(html, &article);
        article.words = Some(words).filter(|words| *words > 0);
        if let (None, Some(summary)) = (&article.summary, summary) {
            article.summary = Some(summary);
            article.tidings_extensions.insert("derived".to_owned(), serde_json::json!(["summary"]));
        }
        article.url = article.url.take().or_else(|| self.book.url(index));
        article.dir = source.dir.unwrap_or_else(|| direction(&article, bundle));
        for author in &mut article.authors {
            complete_author(author, &bundle.known_authors);
        }
        let mut pictures = Pictures { site, index, source: &source, findings: &mut findings };
        article.lead = article.lead.take().and_then(|lead| pictures.find(lead));
        for gallery in &mut article.galleries {
            gallery.items =
                std::mem::take(&mut gallery.items).into_iter().filter_map(|item| pictures.find(item)).collect();
        }
        article.galleries.retain(|gallery| !gallery.items.is_empty());
        for embed in &mut article.embeds {
            let poster = embed.poster.take().map(|src| Picture { src, ..Picture::default() });
            embed.poster = poster.and_then(|poster| pictures.find(poster)).map(|poster| poster.src);
        }
        let attachments = std::mem::take(&mut article.attachments);
        article.attachments =
            attachments.into_iter().filter_map(|file| attach(file, site, (index, &source), &mut findings)).collect();
        let paths = taken.into_paths();
        let used: Vec<Used> = paths.iter().filter_map(|path| Used::of(path, self.media)).collect();
        // A picture that could not be taken in may be mended without a change of its name.
        let is_lasting = used.len() == paths.len();
        Some(Made { key: Print::default(), article, prints: Prints::default(), findings, used, is_lasting })
    }
}

/// Sound, film and files beside a feed, copied with it.
fn attach(
    mut file: Attachment,
    site: Site<'_>,
    (index, source): (usize, &SourceArticle),
    findings: &mut Vec<Finding>,
) -> Option<Attachment> {
    let why = match site.book.link(index, &file.url) {
        Link::File(path) => match site.store.add_file(&path) {
            Ok(stored) => {
                file.url.clone_from(&stored.name);
                file.size = Some(stored.bytes);
                return Some(file);
            }
            Err(why) => why,
        },
        Link::Keep | Link::Place(_) | Link::Front if crate::address::is_web(&file.url) => return Some(file),
        _ => "is missing".to_owned(),
    };
    let origin = &source.origin;
    let finding = Finding::error(&origin.file, Some(origin.body_line), format!("the file \"{}\" {why}", file.url));
    findings.push(finding.remedy("put it there, or correct the address"));
    None
}

/// Every item needs content: one that is all pictures has its summary or its title.
fn content(html: String, article: &Article) -> Content {
    if !html.trim().is_empty() {
        return Content::Html(html);
    }
    Content::Text(article.summary.clone().unwrap_or_else(|| article.title.clone()))
}

/// The language's direction as the publication declares it, else as scripts have it, else that of the title.
fn direction(article: &Article, bundle: &Bundle) -> Direction {
    let language = article.language.as_deref().or(bundle.language.as_deref());
    let Some(language) = language else {
        return Direction::of_text(&article.title).unwrap_or_default();
    };
    let declared = bundle.languages.iter().find(|known| known.tag.eq_ignore_ascii_case(language));
    declared.map_or_else(|| Direction::of_language(language), |known| known.dir)
}

/// What the settings know about an author, found by id or name.
fn complete_author(author: &mut Author, known: &[Author]) {
    let is_meant = |candidate: &&Author| {
        candidate.id.as_deref() == Some(author.name.as_str()) || candidate.name.eq_ignore_ascii_case(&author.name)
    };
    if let Some(found) = known.iter().find(is_meant) {
        author.name.clone_from(&found.name);
        author.id = author.id.take().or_else(|| found.id.clone());
        author.url = author.url.take().or_else(|| found.url.clone());
        author.avatar = author.avatar.take().or_else(|| found.avatar.clone());
        author.bio = author.bio.take().or_else(|| found.bio.clone());
    }
}

/// Pictures outside of the body.
struct Pictures<'a, 'f> {
    site: Site<'a>,
    index: usize,
    source: &'a SourceArticle,
    findings: &'f mut Vec<Finding>,
}

impl Pictures<'_, '_> {
    /// The picture with its place in the site, or nothing if it is missing.
    fn find(&mut self, mut picture: Picture) -> Option<Picture> {
        let (found, findings) = render::find_picture(self.site, self.index, &picture.src, self.source, true);
        self.findings.extend(findings);
        match found {
            Found::Missing => None,
            Found::AsItIs => Some(picture),
            Found::Stored(stored) => {
                picture.src.clone_from(&stored.name);
                picture.media = Some(stored.id().to_owned());
                picture.width = stored.size.map(|(width, _)| width);
                picture.height = stored.size.map(|(_, height)| height);
                Some(picture)
            }
        }
    }
}

/// The front page's references, which people write as slugs and the bundle holds as ids.
fn check_home(bundle: &mut Bundle, standings: &[Standing], report: &mut Report) {
    let by_slug: HashMap<&str, &str> =
        standings.iter().map(|standing| (standing.slug.as_str(), standing.id.as_str())).collect();
    let known: HashSet<&str> = standings.iter().map(|standing| standing.id.as_str()).collect();
    for featured in &mut bundle.home.featured {
        if let Some(id) = by_slug.get(featured.as_str()) {
            *featured = (*id).to_owned();
        }
        if !known.contains(featured.as_str()) {
            report.add(settings_finding(&format!("the featured article \"{featured}\" is not published")));
        }
    }
    let missing = bundle.home.sections.iter().filter(|section| bundle.categories.by_id(section).is_none());
    report.extend(
        missing.map(|section| settings_finding(&format!("there is no category \"{section}\" for the front page"))),
    );
}

fn settings_finding(what: &str) -> Finding {
    Finding::warning(FILE_NAME, None, what).remedy("correct [home]")
}
