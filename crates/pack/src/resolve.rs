//! Where the addresses in articles lead: to other articles, to files beside them, elsewhere, or nowhere.
//!
//! 1. [`AddressBook::new`] notes every place an article can be meant by: its file, its place on the old site (`path`, `url`),
//!    and its former places.
//! 2. [`AddressBook::link`] looks a link up in the order people mean it: the file beside, the place on the old site relative to
//!    the article's own, the file that is no article. Names that generators change (`01-intro.md`, `2024-05-31-water.md`) are
//!    found by both ([`loose`]), and so are names written in another case or normal form.
//! 3. [`AddressBook::picture`] does the same for pictures. No path leads out of the source, not even through a link on disk.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use crate::address;
use crate::home;
use crate::import::names::composed;
use crate::import::{SourceArticle, loose};
use crate::media;

/// Folders in which generators look for articles and for files that a path from the root means.
const CONTENT: &[&str] = &["content", "docs", "src", "source", "blog"];
const FILES: &[&str] = &["static", "assets", "public", "content", "docs", "src", "source"];
/// Stands before a name that is looked up anywhere (`{{< ref >}}`, `{% post_url %}`).
const ANYWHERE: &str = "@ref/";

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Link {
    /// As it is: another site, a mail address, a place in the same article.
    Keep,
    /// Another article (or the same), by its index, at a place in it.
    Article(usize, Option<String>),
    /// The front page of the publication.
    Front,
    /// A place that is no article: maybe a section's page.
    Place(String),
    /// A file of the source, to be copied.
    File(PathBuf),
    Dead,
}

/// Where a picture lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PictureFile {
    /// Inline data.
    Keep,
    /// On another host: cannot be packed.
    Foreign,
    File(PathBuf),
    /// [`AddressBook::remedy`] says what to do.
    Missing,
}

/// All places of all articles.
#[derive(Debug, Default)]
pub struct AddressBook {
    root: PathBuf,
    /// Files below the root, and folders that are an article.
    files: HashMap<String, usize>,
    /// The same without what generators leave out of names; nothing where two articles share one.
    loose: HashMap<String, Option<usize>>,
    /// Names without their folders, in the same way.
    names: HashMap<String, Option<usize>>,
    /// Places on the site the articles come from.
    places: HashMap<String, usize>,
    /// The same, for readers who mix up cases.
    folded: HashMap<String, usize>,
    /// Own place of each article.
    own: Vec<Option<String>>,
    /// The same as written.
    paths: Vec<Option<String>>,
    folders: Vec<PathBuf>,
    /// `https://blog.example` and the path below it.
    home: Option<(String, String)>,
    /// Path of the source on its site: links that begin with it lead to articles.
    base: Option<String>,
}

impl AddressBook {
    pub fn new(root: &Path, articles: &[SourceArticle], home: Option<&str>) -> AddressBook {
        let mut book = AddressBook { root: root.to_owned(), home: home.and_then(split_home), ..AddressBook::default() };
        for (index, article) in articles.iter().enumerate() {
            let file = &article.origin.file;
            book.files.entry(composed(file).into_owned()).or_insert(index);
            if let Some((folder, name)) = file.rsplit_once('/')
                && (name.starts_with("index.") || name.eq_ignore_ascii_case("readme.md"))
            {
                book.files.entry(composed(folder).into_owned()).or_insert(index);
            }
            book.register_loosely(index, article);
            let url = article.article.url.as_deref().and_then(|url| book.below_home(url));
            let own = article.path.as_deref().map(address::place).or(url);
            book.own.push(own.clone());
            book.paths.push(article.path.clone());
            book.folders.push(article.origin.folder.clone());
            for place in own.into_iter().chain(article.former.iter().map(|former| address::place(former))) {
                book.folded.entry(place.to_lowercase()).or_insert(index);
                book.places.entry(place).or_insert(index);
            }
        }
        book.base = match &book.home {
            Some((_, base)) => Some(base.clone()).filter(|base| !base.is_empty()),
            None => home::guess_base(articles, |path| book.by_file(path).is_some()),
        };
        book
    }

    fn register_loosely(&mut self, index: usize, article: &SourceArticle) {
        let mut keys = vec![loose::key(&article.origin.file)];
        if let Some((first, rest)) = article.origin.file.split_once('/')
            && CONTENT.contains(&first)
        {
            keys.push(loose::key(rest));
        }
        keys.extend(loose::dated(&article.origin.file));
        if let Some(slug) = &article.slug {
            let folder = article.origin.file.rsplit_once('/').map_or("", |(folder, _)| folder);
            keys.push(loose::key(&format!("{folder}/{slug}")));
        }
        keys.sort();
        keys.dedup();
        for key in keys {
            self.loose
                .entry(key)
                .and_modify(|known| *known = known.filter(|known| *known == index))
                .or_insert(Some(index));
        }
        let name = loose::name(&article.origin.file);
        self.names.entry(name).and_modify(|known| *known = None).or_insert(Some(index));
    }

    /// The path of the source on its site, as it was found out.
    pub fn base(&self) -> Option<&str> {
        self.base.as_deref()
    }

    /// Whether somebody said where the site is, so that a path from its root leads somewhere.
    pub fn has_home(&self) -> bool {
        self.home.is_some()
    }

    /// Looks a link of article `index` up.
    pub fn link(&self, index: usize, href: &str) -> Link {
        let href = href.trim();
        if href.starts_with('#') {
            return Link::Keep;
        }
        if address::scheme(href).is_some() || href.starts_with("//") {
            return self.absolute(href);
        }
        let parts = address::parts(href);
        let fragment = parts.fragment.map(str::to_owned);
        let path = address::decode(parts.path);
        if path.is_empty() {
            return Link::Dead;
        }
        if let Some(found) = self.file_link(index, &path) {
            return Link::Article(found, fragment);
        }
        for place in [self.place_of(index, parts.path), self.place_beside(index, parts.path)].into_iter().flatten() {
            if place.is_empty() {
                return Link::Front;
            }
            if let Some(found) = self.by_place(&place) {
                return Link::Article(found, fragment);
            }
        }
        // Names decide first: asking the disk about each dead link of 14,000 pages took a twentieth of the pack.
        let may_be_linked = |path: &Path| media::may_be_linked(&crate::import::extension(path));
        let file = may_be_linked(Path::new(path.as_ref())).then(|| self.file(index, &path)).flatten();
        if let Some(file) = file.filter(|file| may_be_linked(file)) {
            return Link::File(file);
        }
        self.place_of(index, parts.path).map_or(Link::Dead, Link::Place)
    }

    /// The address on the publication's own site of a page that is no article here, such as `/policies/`. A relative link that
    /// found nothing would be as dead there.
    pub fn at_origin(&self, href: &str) -> Option<String> {
        let (origin, _) = self.home.as_ref()?;
        href.starts_with('/').then(|| format!("{origin}{href}"))
    }

    /// The canonical address of an article that has a place on the publication's own site.
    pub fn url(&self, index: usize) -> Option<String> {
        let (origin, base) = self.home.as_ref()?;
        let path = self.paths.get(index)?.as_deref()?;
        let ending = if path.ends_with(".html") || path.ends_with('/') { "" } else { "/" };
        Some(format!("{origin}{}{ending}", join_home(base, path.trim_start_matches('/'))))
    }

    /// Looks a picture of article `index` up.
    pub fn picture(&self, index: usize, src: &str) -> PictureFile {
        let src = src.trim();
        if address::is_web(src) {
            let parts = address::parts(src);
            return match self.below_home(parts.path).and_then(|place| self.beside_place(&place)) {
                Some(file) => PictureFile::File(file),
                None => PictureFile::Foreign,
            };
        }
        if src.starts_with("//") || address::scheme(src).is_some_and(|scheme| !scheme.eq_ignore_ascii_case("data")) {
            return PictureFile::Missing;
        }
        if address::scheme(src).is_some() {
            return PictureFile::Keep;
        }
        let parts = address::parts(src);
        let path = address::decode(parts.path);
        let beside = self.file(index, &path);
        match beside.or_else(|| self.place_of(index, parts.path).and_then(|place| self.beside_place(&place))) {
            Some(file) => PictureFile::File(file),
            None => PictureFile::Missing,
        }
    }

    /// A picture that the publication itself names: below the root.
    pub fn root_picture(&self, src: &str) -> PictureFile {
        if address::is_web(src) {
            return PictureFile::Foreign;
        }
        if address::scheme(src).is_some() || src.starts_with("//") {
            return PictureFile::Missing;
        }
        let path = address::decode(address::parts(src).path);
        self.below(&self.root, path.trim_start_matches('/')).map_or(PictureFile::Missing, PictureFile::File)
    }

    fn absolute(&self, href: &str) -> Link {
        let parts = address::parts(href);
        match self.below_home(parts.path) {
            Some(place) if place.is_empty() => Link::Front,
            Some(place) => match self.by_place(&place) {
                Some(found) => Link::Article(found, parts.fragment.map(str::to_owned)),
                None => Link::Place(place),
            },
            None => Link::Keep,
        }
    }

    /// `other.md`, `@/folder/other.md` (Zola), `../folder/` and `other` for a file that is an article.
    fn file_link(&self, index: usize, path: &str) -> Option<usize> {
        if let Some(name) = path.strip_prefix(ANYWHERE) {
            return self.by_name(index, name);
        }
        if let Some(path) = path.strip_prefix("@/").or_else(|| path.strip_prefix('/')) {
            return self.rooted(path);
        }
        self.by_file(&address::join(&self.folder_name(index)?, path)?)
    }

    /// A path from the root of the source, of its content, or of its site.
    fn rooted(&self, path: &str) -> Option<usize> {
        let wanted = address::join("", path)?;
        let below_base = || {
            let rest = wanted.strip_prefix(self.base.as_deref()?)?;
            self.by_file(rest.strip_prefix('/')?)
        };
        let in_content = || CONTENT.iter().find_map(|folder| self.by_file(&format!("{folder}/{wanted}")));
        self.by_file(&wanted).or_else(below_base).or_else(in_content)
    }

    /// What Hugo's `ref` does: the file beside, the path from the root, the only file of that name.
    fn by_name(&self, index: usize, name: &str) -> Option<usize> {
        let beside = || self.by_file(&address::join(&self.folder_name(index)?, name)?);
        let anywhere = || self.names.get(&loose::name(name)).copied().flatten();
        (!name.starts_with('/')).then(beside).flatten().or_else(|| self.rooted(name)).or_else(anywhere)
    }

    fn by_file(&self, wanted: &str) -> Option<usize> {
        let wanted = composed(wanted);
        let exact = self.files.get(wanted.as_ref()).or_else(|| self.files.get(&format!("{wanted}.md")));
        exact.copied().or_else(|| self.loose.get(&loose::key(&wanted)).copied().flatten())
    }

    fn folder_name(&self, index: usize) -> Option<String> {
        Some(crate::import::walk::relative(&self.root, self.folders.get(index)?)).map(|name| match name.as_str() {
            "." => String::new(),
            _ => name,
        })
    }

    /// The place on the old site that `path` means in article `index`, whose own place is a folder there.
    fn place_of(&self, index: usize, path: &str) -> Option<String> {
        let own = self.own.get(index)?.as_deref();
        if path.starts_with('/') {
            let place = address::place(path);
            let below =
                self.base.as_deref().and_then(|base| place.strip_prefix(base)).and_then(|rest| rest.strip_prefix('/'));
            return Some(below.map(str::to_owned).unwrap_or(place));
        }
        Some(address::place(&address::join_clamped(own?, path)))
    }

    /// The same for sites whose articles are files (`…/water.html`), not folders.
    fn place_beside(&self, index: usize, path: &str) -> Option<String> {
        let own = self.own.get(index)?.as_deref()?;
        let (folder, _) = own.rsplit_once('/')?;
        (!path.starts_with('/')).then(|| address::place(&address::join_clamped(folder, path)))
    }

    fn by_place(&self, place: &str) -> Option<usize> {
        self.places.get(place).or_else(|| self.folded.get(&place.to_lowercase())).copied()
    }

    /// A file beside an article, by the article's place and the file's name.
    fn beside_place(&self, place: &str) -> Option<PathBuf> {
        let (folder, name) = place.rsplit_once('/')?;
        let article = self.by_place(folder)?;
        self.file(article, name)
    }

    /// A file below the root: relative to the article's folder, or to the root if the path begins with `/` or `@/`; there also
    /// where generators keep such files.
    fn file(&self, index: usize, path: &str) -> Option<PathBuf> {
        let Some(path) = path.strip_prefix("@/").or_else(|| path.strip_prefix('/')) else {
            return self.below(self.folders.get(index)?, path);
        };
        let path = path.trim_start_matches('/');
        let elsewhere = || FILES.iter().find_map(|folder| self.below(&self.root.join(folder), path));
        self.below(&self.root, path).or_else(elsewhere)
    }

    fn below(&self, folder: &Path, path: &str) -> Option<PathBuf> {
        let wanted = folder.join(path);
        let found = wanted.canonicalize().ok().or_else(|| composed_alike(&wanted)?.canonicalize().ok())?;
        (found.starts_with(&self.root) && found.is_file()).then_some(found)
    }

    /// What to do about a missing picture: most often its name differs in case only, or it lies elsewhere.
    pub fn remedy(&self, index: usize, src: &str) -> String {
        if address::scheme(src).is_some() || src.starts_with("//") {
            return "write a path below the source".to_owned();
        }
        let path = address::decode(address::parts(src).path);
        let path = path.as_ref();
        let name = path.rsplit('/').next().unwrap_or(path).to_lowercase();
        let folder = self.folders.get(index).cloned().unwrap_or_default();
        let entries = std::fs::read_dir(folder.join(path).parent().unwrap_or(&folder)).ok();
        let similar =
            entries.into_iter().flatten().flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
        match similar.filter(|other| other.to_lowercase() == name).min() {
            Some(similar) => format!("there is a \"{similar}\""),
            None if address::join("x", path).is_none() || path.starts_with("..") => {
                "put the picture below the source".to_owned()
            }
            None => "put the file there, or correct the path".to_owned(),
        }
    }

    /// The place an address has on the publication's own site.
    fn below_home(&self, url: &str) -> Option<String> {
        let (origin, base) = self.home.as_ref()?;
        let rest = strip_prefix_ignoring_case(url, origin)?;
        if !(rest.is_empty() || rest.starts_with(['/', '?', '#'])) {
            return None;
        }
        let place = address::place(rest);
        if base.is_empty() {
            return Some(place);
        }
        let below = place.strip_prefix(base.as_str())?;
        (below.is_empty() || below.starts_with('/')).then(|| below.trim_start_matches('/').to_owned())
    }
}

/// The file whose name is the same letters in another normal form: one system writes `é` as two, the other as one.
fn composed_alike(wanted: &Path) -> Option<PathBuf> {
    let name = wanted.file_name()?.to_str().filter(|name| !name.is_ascii())?;
    let name = composed(name);
    let mut entries = std::fs::read_dir(wanted.parent()?).ok()?.flatten();
    let found = entries.find(|entry| composed(&entry.file_name().to_string_lossy()) == name)?;
    Some(found.path())
}

fn strip_prefix_ignoring_case<'t>(text: &'t str, prefix: &str) -> Option<&'t str> {
    let (head, rest) = text.split_at_checked(prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then_some(rest)
}

/// `https://example.org/blog/` → (`https://example.org`, `blog`).
fn split_home(home: &str) -> Option<(String, String)> {
    if !address::is_web(home) {
        return None;
    }
    let (scheme, rest) = home.split_once("://")?;
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    (!host.is_empty()).then(|| (format!("{scheme}://{host}"), address::place(path)))
}

fn join_home(base: &str, place: &str) -> String {
    if base.is_empty() { format!("/{place}") } else { format!("/{base}/{place}") }
}

#[cfg(test)]
#[path = "resolve_tests.rs"]
mod tests;
