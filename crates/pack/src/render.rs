//! An article's body into the HTML of the feed.
//!
//! 1. Markdown and text become HTML (`tidings_markup`); HTML stays.
//! 2. [`sanitise::clean`] applies the policy: from here on the HTML is harmless and written by a serialiser.
//! 3. [`tags::rewrite`] leads its addresses to where they lead in the site: pictures to `media/<hash>` with their size, links
//!    between articles to `#/a/<slug>`, the rest as [`AddressBook`] says. What leads nowhere loses its address, keeps its words
//!    and is reported with its line.

pub mod summary;

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tidings_bundle::CategoryTree;
use tidings_markup::{Options, markdown_to_html, plain_text, policy, text_to_html, word_count};

use crate::address;
use crate::complexity;
use crate::import::{Body, SourceArticle};
use crate::media::{MediaStore, Stored};
use crate::report::Finding;
use crate::resolve::{AddressBook, Link, PictureFile};
use crate::sanitise::{self, Cleaned};
use crate::tags::{self, Attributes};

/// Elements whose loss a publisher should hear about.
const NOTABLE: &[&str] = &["script", "iframe", "video", "audio", "object", "embed", "form", "svg", "style"];

/// Findings of one body that are listed; more are counted.
const MOST_FINDINGS: usize = 100;

/// A body, ready.
#[derive(Clone, Debug, Default)]
pub struct Rendered {
    pub html: String,
    pub words: u32,
    /// The first sentences, for an article whose author wrote no summary.
    pub summary: Option<String>,
    pub findings: Vec<Finding>,
}

/// Everything an article needs to be rendered.
#[derive(Clone, Copy)]
pub struct Site<'a> {
    pub slugs: &'a [tidings_bundle::Slug],
    pub book: &'a AddressBook,
    pub store: &'a Taken<'a>,
    pub categories: &'a CategoryTree,
}

/// The store, as one article sees it: what it takes is noted.
#[derive(Debug)]
pub struct Taken<'a> {
    store: &'a MediaStore,
    paths: RefCell<BTreeSet<PathBuf>>,
}

impl<'a> Taken<'a> {
    pub fn from(store: &'a MediaStore) -> Taken<'a> {
        Taken { store, paths: RefCell::default() }
    }

    /// As [`MediaStore::add_picture`].
    pub fn add_picture(&self, path: &Path) -> Result<Arc<Stored>, String> {
        self.paths.borrow_mut().insert(path.to_owned());
        self.store.add_picture(path)
    }

    /// As [`MediaStore::add_file`].
    pub fn add_file(&self, path: &Path) -> Result<Arc<Stored>, String> {
        self.paths.borrow_mut().insert(path.to_owned());
        self.store.add_file(path)
    }

    /// What was taken, or tried.
    pub fn into_paths(self) -> BTreeSet<PathBuf> {
        self.paths.into_inner()
    }
}

/// Renders the body of `article`, which is the one with this index.
pub fn render(site: Site<'_>, index: usize, article: &SourceArticle) -> Rendered {
    let html = match &article.body {
        Body::Markdown(markdown) => markdown_to_html(markdown, &Options::default()).html,
        Body::Text(text) => text_to_html(text),
        Body::Html(html) => html.clone(),
        Body::Unread => String::new(),
    };
    let mut page = Page { site, index, article, findings: Vec::new(), unlisted: 0, rootless: None };
    let cleaned = page.cleaned(&html);
    for refused in &cleaned.refused {
        let what = match refused.trim() {
            "" => "a link or a picture has no address".to_owned(),
            refused => format!("the address \"{}\" may not stand in an article", shorten(refused)),
        };
        page.warn(refused, what, "correct it; the words stay");
    }
    let html = tags::rewrite(&cleaned.html, &["a", "img"], |name, attributes| match name {
        "a" => page.rewrite_link(attributes),
        _ => page.rewrite_picture(attributes),
    });
    let words = word_count(&plain_text(&html));
    let summary = if article.article.summary.is_none() { summary::of(&html) } else { None };
    Rendered { html, words, summary, findings: page.into_findings() }
}

struct Page<'a> {
    site: Site<'a>,
    index: usize,
    article: &'a SourceArticle,
    findings: Vec<Finding>,
    /// Findings beyond [`MOST_FINDINGS`].
    unlisted: usize,
    /// Links that begin at the root of a site nobody has named: the first, and how many.
    rootless: Option<(String, usize)>,
}

impl Page<'_> {
    /// The HTML under the policy; its bare words if the parser cannot be trusted with it.
    fn cleaned(&mut self, html: &str) -> Cleaned {
        match complexity::check(html) {
            Ok(()) => {
                self.note_losses(html);
                self.note_schemes(html);
                sanitise::clean(html)
            }
            Err(what) => {
                let line = Some(self.article.origin.body_line);
                let finding = Finding::error(&self.article.origin.file, line, format!("the article has {what}"));
                self.findings.push(finding.remedy("its words are packed without the markup"));
                // Made from words alone, escaped: there is nothing in it to clean.
                Cleaned { html: text_to_html(&plain_text(html)), refused: Vec::new() }
            }
        }
    }

    fn into_findings(mut self) -> Vec<Finding> {
        if let Some((href, count)) = self.rootless.take() {
            let what = match count {
                1 => format!("the link \"{}\" begins at the root of a site that is not named", shorten(&href)),
                _ => format!(
                    "{count} links begin at the root of a site that is not named, the first is \"{}\"",
                    shorten(&href)
                ),
            };
            self.warn(
                &href,
                what,
                "say `home_page_url` in tidings.toml, and they lead there; until then the words stay",
            );
        }
        if self.unlisted > 0 {
            let what = format!("{} more problems of this kind", self.unlisted);
            self.findings.push(Finding::warning(&self.article.origin.file, None, what));
        }
        self.findings
    }

    /// Whether one more finding is worth its line: looking lines up costs, and nobody reads the hundred-and-first.
    fn has_room(&mut self) -> bool {
        let has_room = self.findings.len() < MOST_FINDINGS;
        self.unlisted += usize::from(!has_room);
        has_room
    }

    fn line_of(&self, address: &str) -> Option<u32> {
        if address.is_empty() {
            return None;
        }
        self.article.origin.line_of(address, self.article.body.as_str())
    }

    fn warn(&mut self, address: &str, what: String, remedy: &str) {
        if !self.has_room() {
            return;
        }
        let line = self.line_of(address);
        self.findings.push(Finding::warning(&self.article.origin.file, line, what).remedy(remedy));
    }

    /// Elements the policy drops with their content. Looked for in the HTML: in Markdown they may stand inside code.
    fn note_losses(&mut self, html: &str) {
        for name in NOTABLE {
            let start = format!("<{name}");
            let is_there = html.match_indices(&start).any(|(at, _)| {
                let next = html.as_bytes().get(at + start.len());
                next.is_some_and(|byte| byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/'))
            });
            if is_there {
                let what = format!("<{name}> is left out");
                let remedy = match *name {
                    "iframe" | "video" | "audio" | "object" | "embed" => "describe it under `embeds` instead",
                    "svg" => "put the drawing into a file and show it as a picture",
                    _ => "articles are text and pictures; nothing in them runs",
                };
                let line = self.line_of(&start);
                self.findings.push(Finding::warning(&self.article.origin.file, line, what).remedy(remedy));
            }
        }
    }

    /// Addresses that would run something; the sanitiser does not tell about them.
    fn note_schemes(&mut self, html: &str) {
        for scheme in ["javascript:", "vbscript:", "file:"] {
            if html.contains(&format!("=\"{scheme}")) {
                self.warn(scheme, format!("a {scheme} address may not stand in an article"), "remove it");
            }
        }
    }

    fn rewrite_link(&mut self, attributes: &mut Attributes) {
        let Some(at) = attributes.iter().position(|(name, _)| name == "href") else {
            return;
        };
        let href = attributes.get(at).map(|(_, value)| value.clone()).unwrap_or_default();
        let written = match self.site.book.link(self.index, &href) {
            Link::Keep => return,
            Link::Article(index, fragment) => {
                self.site.slugs.get(index).map(|slug| address::of_article(slug.as_str(), fragment.as_deref()))
            }
            Link::Front => Some("#/".to_owned()),
            Link::Place(place) => match self.link_place(&place, &href) {
                Some(written) => Some(written),
                None => self.dead_link(&href),
            },
            Link::File(path) => self.link_file(&path, &href),
            Link::Dead => self.dead_link(&href),
        };
        match (written, attributes.get_mut(at)) {
            (Some(written), Some((_, value))) => *value = written,
            _ => {
                attributes.remove(at);
            }
        }
    }

    /// A section's page is a category here; any other page stays on the publication's own site.
    fn link_place(&self, place: &str, href: &str) -> Option<String> {
        if self.site.categories.by_path(place).is_some() {
            return Some(address::of_category(place));
        }
        if address::is_web(href) {
            return Some(href.to_owned());
        }
        let url = self.site.book.at_origin(href)?;
        policy::link(&url).map(str::to_owned)
    }

    fn dead_link(&mut self, href: &str) -> Option<String> {
        if href.starts_with('/') && !href.starts_with("//") && !self.site.book.has_home() {
            let (_, count) = self.rootless.get_or_insert_with(|| (href.to_owned(), 0));
            *count += 1;
            return None;
        }
        // As its author wrote it, not as the import did.
        let written = href.trim_start_matches("@ref/").trim_start_matches("@/");
        let what = format!("the link \"{}\" leads nowhere", shorten(written));
        self.warn(href, what, "correct it; the words stay, the link is left out");
        None
    }

    fn link_file(&mut self, path: &Path, href: &str) -> Option<String> {
        match self.site.store.add_file(path) {
            Ok(stored) => {
                self.note_script(&stored, href);
                Some(stored.name.clone())
            }
            Err(why) => {
                self.warn(href, format!("the file \"{}\" {why}", shorten(href)), "correct the link");
                None
            }
        }
    }

    fn rewrite_picture(&mut self, attributes: &mut Attributes) {
        let Some(at) = attributes.iter().position(|(name, _)| name == "src") else {
            return;
        };
        let src = attributes.get(at).map(|(_, value)| value.clone()).unwrap_or_default();
        let stored = match self.picture(&src) {
            Found::Stored(stored) => stored,
            Found::AsItIs => return,
            Found::Missing => {
                // Its alt text stays, as it would for a reader who cannot see it.
                attributes.remove(at);
                return;
            }
        };
        if let Some((_, value)) = attributes.get_mut(at) {
            value.clone_from(&stored.name);
        }
        if let Some(size) = stored.size {
            complete_size(attributes, size);
        }
    }

    fn picture(&mut self, src: &str) -> Found {
        let has_room = self.findings.len() < MOST_FINDINGS;
        let (found, findings) = find_picture(self.site, self.index, src, self.article, has_room);
        if has_room {
            self.findings.extend(findings);
        } else {
            self.unlisted += findings.len();
        }
        found
    }

    fn note_script(&mut self, stored: &Stored, address: &str) {
        let line = self.line_of(address);
        self.findings.extend(script_finding(stored, &self.article.origin.file, line));
    }
}

/// Both sides of a picture, so that its place is held before it is loaded; one that the author gave decides over both.
fn complete_size(attributes: &mut Attributes, (width, height): (u32, u32)) {
    let written = |name: &str| -> Option<u32> {
        attributes.iter().find(|(known, _)| known == name).and_then(|(_, value)| value.parse().ok())
    };
    let scaled = |length: u32, one: u32, other: u32| {
        u32::try_from(u64::from(length) * u64::from(one) / u64::from(other.max(1))).unwrap_or(one).max(1)
    };
    let (width, height) = match (written("width"), written("height")) {
        (Some(_), Some(_)) => return,
        (Some(given), None) => (given, scaled(given, height, width)),
        (None, Some(given)) => (scaled(given, width, height), given),
        (None, None) => (width, height),
    };
    attributes.retain(|(name, _)| name != "width" && name != "height");
    attributes.push(("width".to_owned(), width.to_string()));
    attributes.push(("height".to_owned(), height.to_string()));
}

/// What became of a picture's address.
pub enum Found {
    Stored(Arc<Stored>),
    /// Inline data, or on another host.
    AsItIs,
    Missing,
}

/// Looks a picture up, takes it in, and says what is wrong with it; on which line and what to do only if
/// it `is_listed`, since that costs a search.
pub fn find_picture(
    site: Site<'_>,
    index: usize,
    src: &str,
    article: &SourceArticle,
    is_listed: bool,
) -> (Found, Vec<Finding>) {
    let file = &article.origin.file;
    let line = || is_listed.then(|| article.origin.line_of(src, article.body.as_str())).flatten();
    let shown = shorten(src);
    match site.book.picture(index, src) {
        PictureFile::Keep => (Found::AsItIs, Vec::new()),
        PictureFile::Foreign => {
            let finding = Finding::warning(file, line(), format!("the picture \"{shown}\" lies on another host"))
                .remedy("put a copy beside the article: readers offline, and readers who are watched, cannot load it");
            (Found::AsItIs, vec![finding])
        }
        PictureFile::Missing => {
            let finding = Finding::error(file, line(), format!("the picture \"{shown}\" is missing"));
            let finding = if is_listed { finding.remedy(site.book.remedy(index, src)) } else { finding };
            (Found::Missing, vec![finding])
        }
        PictureFile::File(path) => match site.store.add_picture(&path) {
            Ok(stored) => {
                let finding = script_finding(&stored, file, line());
                (Found::Stored(stored), finding.into_iter().collect())
            }
            Err(why) => {
                let finding = Finding::error(file, line(), format!("the picture \"{shown}\" {why}"))
                    .remedy("replace it; the article is packed without it");
                (Found::Missing, vec![finding])
            }
        },
    }
}

fn script_finding(stored: &Stored, file: &str, line: Option<u32>) -> Option<Finding> {
    stored.lost_script.then(|| {
        Finding::warning(file, line, "the drawing has a script in it, which is left out").remedy("export it without")
    })
}

fn shorten(address: &str) -> String {
    const LONGEST: usize = 80;
    let mut short: String =
        address.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).take(LONGEST).collect();
    if address.chars().nth(LONGEST).is_some() {
        short.push('…');
    }
    short
}
