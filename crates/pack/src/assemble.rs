//! From a [`Publication`] to the [`Bundle`] that is written: the stage where everything is known and everything fits together.
//!
//! 1. Every article gets its slug ([`identity`]) and its categories ([`Categories`]).
//! 2. All cores render the bodies ([`render`]) and look up the pictures of leads, galleries and embeds.
//! 3. References by slug become references by id (related, featured, original); files that share a name but for the language
//!    become translations of each other; authors named in the settings are completed.
//! 4. [`Bundle::settle`] sorts and makes unique; nothing in the result depends on the number of cores.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use rayon::prelude::*;
use tidings_bundle::{
    Article, Attachment, Author, Bundle, CategoryTree, Content, Direction, Picture, Slug, Translation,
};

use crate::categories::Categories;
use crate::home;
use crate::identity;
use crate::import::settings::FILE_NAME;
use crate::import::{Publication, SourceArticle};
use crate::media::MediaStore;
use crate::render::{self, Found, Rendered, Site};
use crate::report::{Finding, Report};
use crate::resolve::{AddressBook, Link, PictureFile};

/// A publication, ready to be written.
#[derive(Debug, Default)]
pub struct Assembled {
    pub bundle: Bundle,
    pub media: MediaStore,
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
    let Publication { root, mut bundle, categories, described, articles, .. } = publication;
    let slugs = identity::slugs(&articles, report);
    let categories = Categories::new(categories, described, bundle.language.as_deref().unwrap_or("en"));
    let category_ids = plant(&mut bundle, categories, &articles, report);
    find_home(&mut bundle, &articles, report);
    let book = AddressBook::new(&root, &articles, bundle.home_page_url.as_deref());
    take_own_pictures(&mut bundle, &book, &media, report);
    let site = Site { articles: &articles, slugs: &slugs, book: &book, store: &media, categories: &bundle.categories };
    let finished: Vec<(Article, Vec<Finding>)> =
        (0..articles.len()).into_par_iter().filter_map(|index| finish(site, index, &bundle)).collect();
    let mut ids: HashMap<String, String> = HashMap::new();
    for ((mut article, findings), index) in finished.into_iter().zip(0..) {
        report.extend(findings);
        article.categories = match category_ids.get(index) {
            Some(ids) if bundle.categories.nodes().is_empty() || !ids.is_empty() => {
                ids.iter().filter_map(|id| bundle.categories.by_id(id)).collect()
            }
            _ => article.categories,
        };
        article.primary_category = article.primary_category.or(article.categories.first().copied());
        ids.insert(article.slug.to_string(), article.id.clone());
        bundle.articles.push(article);
    }
    relate(&mut bundle, &articles, &ids, report);
    bundle.media = media.files().iter().map(|stored| stored.to_media()).collect();
    bundle.settle();
    Assembled { bundle, media }
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

/// Renders an article and gives it everything that is not a reference to another one.
fn finish(site: Site<'_>, index: usize, bundle: &Bundle) -> Option<(Article, Vec<Finding>)> {
    let source = site.articles.get(index)?;
    let slug = site.slugs.get(index)?.clone();
    let Rendered { html, words, summary, mut findings } = render::render(site, index);
    let mut article = source.article.clone();
    article.id = source.id.clone().unwrap_or_else(|| slug.to_string());
    let former = source.former.iter().filter_map(|former| identity::alias(former));
    article.aliases.extend(former.filter(|alias| *alias != slug).collect::<Vec<Slug>>());
    article.aliases.dedup();
    article.slug = slug;
    article.content = content(html, &article);
    article.words = Some(words).filter(|words| *words > 0);
    if let (None, Some(summary)) = (&article.summary, summary) {
        article.summary = Some(summary);
        article.tidings_extensions.insert("derived".to_owned(), serde_json::json!(["summary"]));
    }
    article.url = article.url.take().or_else(|| site.book.url(index));
    article.dir = source.dir.unwrap_or_else(|| direction(&article, bundle));
    for author in &mut article.authors {
        complete_author(author, &bundle.known_authors);
    }
    let mut pictures = Pictures { site, index, source, findings: &mut findings };
    article.lead = article.lead.take().and_then(|lead| pictures.find(lead));
    for gallery in &mut article.galleries {
        gallery.items = std::mem::take(&mut gallery.items).into_iter().filter_map(|item| pictures.find(item)).collect();
    }
    article.galleries.retain(|gallery| !gallery.items.is_empty());
    for embed in &mut article.embeds {
        let poster = embed.poster.take().map(|src| Picture { src, ..Picture::default() });
        embed.poster = poster.and_then(|poster| pictures.find(poster)).map(|poster| poster.src);
    }
    let attachments = std::mem::take(&mut article.attachments);
    article.attachments = attachments.into_iter().filter_map(|file| attach(file, site, index, &mut findings)).collect();
    Some((article, findings))
}

/// Sound, film and files beside a feed, copied with it.
fn attach(mut file: Attachment, site: Site<'_>, index: usize, findings: &mut Vec<Finding>) -> Option<Attachment> {
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
    let origin = &site.articles.get(index)?.origin;
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

/// References between articles, which people write as slugs and the bundle holds as ids.
fn relate(bundle: &mut Bundle, sources: &[SourceArticle], ids: &HashMap<String, String>, report: &mut Report) {
    let id_of = |name: &str| ids.get(name).cloned().unwrap_or_else(|| name.to_owned());
    for article in &mut bundle.articles {
        for related in &mut article.related {
            *related = id_of(related);
        }
        if let Some(translation) = &mut article.translation {
            translation.original = translation.original.take().map(|original| id_of(&original));
        }
    }
    group_translations(bundle, sources);
    let known: std::collections::HashSet<String> = bundle.articles.iter().map(|article| article.id.clone()).collect();
    for featured in &mut bundle.home.featured {
        *featured = id_of(featured);
        if !known.contains(featured) {
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

/// `water.md` and `water.fa.md` say the same thing; articles are still in the order of their sources here.
fn group_translations(bundle: &mut Bundle, sources: &[SourceArticle]) {
    let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, source) in sources.iter().enumerate() {
        groups.entry(source.stem.as_str()).or_default().push(index);
    }
    for (stem, members) in groups.into_iter().filter(|(_, members)| members.len() > 1) {
        for member in members {
            if let Some(article) = bundle.articles.get_mut(member)
                && article.translation.is_none()
            {
                let group = stem.trim_start_matches('/').to_owned();
                article.translation = Some(Translation { group, ..Translation::default() });
            }
        }
    }
}
