//! Where the addresses in articles lead: to other articles, to files beside them, elsewhere, or nowhere.
//!
//! 1. [`AddressBook::new`] notes every place an article can be meant by: its file, its place on the old site (`path`, `url`),
//!    and its former places.
//! 2. [`AddressBook::link`] looks a link up in the order people mean it: the file beside, the place on the old site relative to
//!    the article's own, the file that is no article.
//! 3. [`AddressBook::picture`] does the same for pictures. No path leads out of the source, not even through a link on disk.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use crate::address;
use crate::import::SourceArticle;
use crate::media;

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
}

impl AddressBook {
    pub fn new(root: &Path, articles: &[SourceArticle], home: Option<&str>) -> AddressBook {
        let mut book = AddressBook { root: root.to_owned(), home: home.and_then(split_home), ..AddressBook::default() };
        for (index, article) in articles.iter().enumerate() {
            let file = &article.origin.file;
            book.files.entry(file.clone()).or_insert(index);
            if let Some((folder, name)) = file.rsplit_once('/')
                && name.starts_with("index.")
            {
                book.files.entry(folder.to_owned()).or_insert(index);
            }
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
        book
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
        if let Some(file) = self.file(index, &path)
            && media::may_be_linked(&crate::import::extension(&file))
        {
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
        let (folder, path) = match path.strip_prefix("@/") {
            Some(path) => (String::new(), path),
            None => (self.folder_name(index)?, path),
        };
        let wanted = address::join(&folder, path)?;
        let spellings = [wanted.clone(), format!("{wanted}.md"), format!("{wanted}/index.md")];
        spellings.iter().find_map(|wanted| self.files.get(wanted)).copied()
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
            return Some(address::place(path));
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

    /// A file below the root: relative to the article's folder, or to the root if the path begins with `/`.
    fn file(&self, index: usize, path: &str) -> Option<PathBuf> {
        let folder = match path.starts_with('/') {
            true => self.root.as_path(),
            false => self.folders.get(index)?.as_path(),
        };
        self.below(folder, path.trim_start_matches('/'))
    }

    fn below(&self, folder: &Path, path: &str) -> Option<PathBuf> {
        let wanted = folder.join(path).canonicalize().ok()?;
        (wanted.starts_with(&self.root) && wanted.is_file()).then_some(wanted)
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
