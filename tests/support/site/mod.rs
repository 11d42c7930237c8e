//! What a browser is given to open: the viewer as it was built, beside a publication.
//!
//! A publication has one of two shapes ([`Shape`]), and promises hold for both:
//! - [`Site::saltmarsh`]: ten short articles in four languages whose every word the tests know (fixtures/sites/saltmarsh).
//! - [`Site::of`]: any feed that can be read.
//! - [`Site::sample`]: the sample publication as the command packs it.
//!
//! Promises that hold on a disk as well are given these three as [`Shape::Disk`], the last in parts.
//!
//! In one shape only: [`Site::of_feed`], bytes that claim to be a feed, and [`Site::archive`], some hundred articles in parts.
//!
//! [`packing`] writes sites to the disk. The viewer is taken from `dist/`, or from the folder that the environment variable `TIDINGS_DIST`
//! names: that is how the tests of hostile content are shown to fail with a viewer whose sanitiser is switched off.

mod archive;
mod packing;
mod whole;

use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use tidings_pack::write;

use crate::server::{Answer, Server};
use crate::{Failure, Outcome, project_root};

pub use archive::{ARCHIVE_ARTICLES, archive_keeper, archive_title};
pub use packing::{Pages, address_of, exported, made_by_reader, packed_archive, packed_sample, packed_sample_in_parts};

/// How a publication lies on its host.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// One feed beside the viewer's bare page.
    Plain,
    /// In parts, with a page behind every address (docs/bundle-format.md).
    Packed,
    /// On no host: one file, opened from the disk (docs/editions.md).
    Disk,
}

impl Shape {
    /// The shapes of a site on a host.
    pub const BOTH: [Shape; 2] = [Shape::Plain, Shape::Packed];

    pub fn name(self) -> &'static str {
        match self {
            Shape::Plain => "plain",
            Shape::Packed => "packed",
            Shape::Disk => "disk",
        }
    }
}

/// A running site. Its server can be told to misbehave.
pub struct Site {
    pub server: Server,
    folder: String,
    feed: Value,
    /// Where a packed site lies.
    disk: Option<PathBuf>,
    /// The address of an edition in one file.
    edition: Option<String>,
}

/// The folder that the build left the viewer in.
///
/// # Errors
/// There is no viewer in it.
pub fn viewer_folder() -> Outcome<PathBuf> {
    let folder = std::env::var_os("TIDINGS_DIST").map_or_else(|| project_root().join("dist"), PathBuf::from);
    if folder.join("index.html").is_file() {
        return Ok(folder);
    }
    Err(Failure::new(format!("there is no viewer in {}: run cargo xtask build", folder.display())))
}

/// A folder of `tests/`.
pub fn fixtures(path: &str) -> PathBuf {
    project_root().join("tests/fixtures").join(path)
}

impl Site {
    /// The publication that the tests know by heart.
    pub fn saltmarsh(shape: Shape) -> Outcome<Site> {
        Site::saltmarsh_in("/", shape)
    }

    /// The same below another path, which begins and ends with a slash.
    pub fn saltmarsh_in(folder: &str, shape: Shape) -> Outcome<Site> {
        let publication = fixtures("sites/saltmarsh");
        if shape == Shape::Disk {
            return Site::edition("saltmarsh", &publication.join("feed.json"), false);
        }
        if shape == Shape::Packed {
            return Site::packed(
                folder,
                packing::pack(
                    "saltmarsh",
                    &publication.join("feed.json"),
                    write::Shape::Packed,
                    packing::Sizes::LeftOut,
                )?,
            );
        }
        let feed = serde_json::from_slice(&std::fs::read(publication.join("feed.json"))?)?;
        let folders = vec![(folder.to_owned(), viewer_folder()?), (folder.to_owned(), publication)];
        Ok(Site { server: Server::start(folders)?, folder: folder.to_owned(), feed, disk: None, edition: None })
    }

    /// A feed as it stands. In parts the name says which it is among all that a run makes, and `pages` whether it has them.
    pub fn of(shape: Shape, name: &str, feed: &Value, pages: Pages) -> Outcome<Site> {
        match shape {
            Shape::Plain => Site::of_feed(feed.to_string()),
            Shape::Packed => Site::packed("/", packing::cut(name, feed.to_string().as_bytes(), pages)?),
            Shape::Disk => Site::edition(name, &packing::source(name, feed.to_string().as_bytes())?, false),
        }
    }

    /// The viewer beside a feed of these bytes.
    pub fn of_feed(feed: impl Into<Vec<u8>>) -> Outcome<Site> {
        let server = Server::start(vec![("/".to_owned(), viewer_folder()?)])?;
        server.answer("/feed.json", Answer::json(feed));
        Ok(Site { server, folder: "/".to_owned(), feed: Value::Null, disk: None, edition: None })
    }

    /// The sample publication, packed with the viewer under test by the command's own library; its pages are written in both shapes.
    pub fn sample(shape: Shape) -> Outcome<Site> {
        let disk = match shape {
            Shape::Disk => return Site::edition("sample", &project_root().join("sample"), true),
            Shape::Plain => packing::packed_sample()?,
            Shape::Packed => packing::packed_sample_in_parts()?,
        };
        Site::packed("/", disk)
    }

    /// [`ARCHIVE_ARTICLES`] articles in parts, one after the other, called as [`archive_title`] says, with the slugs `story-<number>` and, as
    /// former ones, `former-<number>`. Every fortieth has the tag `Rare`; only the seventh speaks of a lighthouse keeper.
    pub fn archive() -> Outcome<Site> {
        Site::packed("/", packing::packed_archive()?)
    }

    /// Puts a later revision in the place of [`Site::saltmarsh`] in parts, with the delta that leads to it and the same pictures. Answers where
    /// it lies.
    pub fn revise_saltmarsh(&self, name: &str, feed: &Value) -> Outcome<PathBuf> {
        let folder = packing::revised_saltmarsh(name, feed)?;
        self.publish_folder(folder.clone());
        Ok(folder)
    }

    /// Puts a later revision in the place of [`Site::archive`], with the deltas that lead to it. In each only the article 7 has changed, which says
    /// what [`archive_keeper`] does. Answers where it lies.
    pub fn revise_archive(&self, revision: u32) -> Outcome<PathBuf> {
        let folder = packing::revised_archive(revision)?;
        self.publish_folder(folder.clone());
        Ok(folder)
    }

    /// The article `quay` ("Along the quay"): photographs of the sample as its lead, in its text and in a gallery, in the sizes that the
    /// command makes.
    pub fn pictures() -> Outcome<Site> {
        Site::packed("/", packing::packed_pictures()?)
    }

    /// One file, made of a folder or a feed as the command makes it. It has a server, which has nothing to say.
    fn edition(name: &str, source: &Path, in_parts: bool) -> Outcome<Site> {
        let (feed, address) = packing::edition(name, source, in_parts)?;
        let server = Server::start(Vec::new())?;
        Ok(Site { server, folder: "/".to_owned(), feed, disk: None, edition: Some(address) })
    }

    fn packed(folder: &str, disk: PathBuf) -> Outcome<Site> {
        let entry: Value = serde_json::from_slice(&std::fs::read(disk.join("feed.json"))?)?;
        let feed = match entry.pointer("/_tidings/packed") {
            Some(_) => whole::gathered(&disk, entry)?,
            None => entry,
        };
        let server = Server::start(vec![(folder.to_owned(), disk.clone())])?;
        Ok(Site { server, folder: folder.to_owned(), feed, disk: Some(disk), edition: None })
    }

    /// Puts another publication in the place of this one, as its publisher would: the next request finds it. `name` as in [`Site::of`].
    pub fn publish(&self, name: &str, feed: &Value) -> Outcome {
        if self.disk.is_none() {
            self.server.answer(&format!("{}feed.json", self.folder), Answer::json(feed.to_string()));
            return Ok(());
        }
        self.publish_folder(Site::cut(name, feed)?);
        Ok(())
    }

    /// A feed in parts on the disk; `name` as in [`Site::of`].
    pub fn cut(name: &str, feed: &Value) -> Outcome<PathBuf> {
        packing::cut(name, feed.to_string().as_bytes(), Pages::Written)
    }

    /// Puts what lies in a folder in the place of this site.
    pub fn publish_folder(&self, folder: PathBuf) {
        self.server.put_in_front(&self.folder, folder);
    }

    /// The address of a place in the viewer: `""` is the front page, `a/<slug>` an article.
    pub fn url(&self, route: &str) -> String {
        if let Some(edition) = &self.edition {
            return format!("{edition}#/{route}");
        }
        self.server.url(&self.path(route))
    }

    /// As [`Site::url`], without the host: the page that was written for the place, where there is one. Of an edition, what follows the
    /// name of the file.
    pub fn path(&self, route: &str) -> String {
        if self.edition.is_some() {
            return format!("#/{route}");
        }
        self.page(route).unwrap_or_else(|| format!("{}#/{route}", self.folder))
    }

    /// The address of a place behind `#`, as good on a site with a page behind every address.
    pub fn url_behind_hash(&self, route: &str) -> String {
        match &self.edition {
            Some(_) => self.url(route),
            None => self.server.url(&format!("{}#/{route}", self.folder)),
        }
    }

    fn page(&self, route: &str) -> Option<String> {
        let (path, query) = route.split_once('?').unwrap_or((route, ""));
        // A photo is shown over its article.
        let (path, query) = match path.split_once("/photo/") {
            Some((article, photo)) => (article, format!("photo={}", photo.replace('/', "%2F"))),
            None => (path, query.to_owned()),
        };
        let path = if path.is_empty() || path.ends_with('/') { path.to_owned() } else { format!("{path}/") };
        let written = std::fs::read_to_string(self.disk.as_ref()?.join(&path).join("index.html")).ok()?;
        let query = if query.is_empty() { query } else { format!("?{query}") };
        written.contains("name=\"tidings-root\"").then(|| format!("{}{path}{query}", self.folder))
    }

    /// As [`Site::url_behind_hash`], with settings in the query: `theme=dark&lang=fa`.
    pub fn url_with(&self, settings: &str, route: &str) -> String {
        match &self.edition {
            Some(edition) => format!("{edition}?{settings}#/{route}"),
            None => self.server.url(&format!("{}?{settings}#/{route}", self.folder)),
        }
    }

    /// The page that the command wrote for a path of a packed site, such as `a/<slug>/`.
    pub fn written(&self, page: &str) -> Outcome<String> {
        Ok(String::from_utf8_lossy(&self.file(&format!("{page}index.html"))?).into_owned())
    }

    /// A file of a packed site.
    pub fn file(&self, name: &str) -> Outcome<Vec<u8>> {
        Ok(std::fs::read(self.disk()?.join(name))?)
    }

    /// Where a packed site lies.
    pub fn disk(&self) -> Outcome<&PathBuf> {
        self.disk.as_ref().ok_or_else(|| Failure::new("the site was not packed"))
    }

    /// What `feed.json` holds: of a site in parts, the entry.
    pub fn entry(&self) -> Outcome<Vec<u8>> {
        if self.disk.is_some() { self.file("feed.json") } else { Ok(self.feed.to_string().into_bytes()) }
    }

    /// The whole publication as a feed; `null` for a feed that is none.
    pub fn feed(&self) -> &Value {
        &self.feed
    }

    /// The path of an article's lead picture.
    ///
    /// # Errors
    /// The fixture's article has none.
    pub fn lead_picture(&self, id: &str) -> Outcome<String> {
        let picture = self.article(id)?.pointer("/_tidings/lead/media");
        let media = self.feed.pointer("/_tidings/media").and_then(Value::as_array).into_iter().flatten();
        let mut found = media.filter(|entry| entry.get("id") == picture);
        let source = found.next().and_then(|entry| entry.get("src")?.as_str());
        source
            .map(|source| format!("{}{source}", self.folder))
            .ok_or_else(|| Failure::new(format!("the article {id} has no picture")))
    }

    /// The name of the file that filters are answered from, of a site in parts.
    pub fn catalogue(&self) -> Outcome<String> {
        let entry: Value = serde_json::from_slice(&self.entry()?)?;
        let name = entry.pointer("/_tidings/packed/catalogue").and_then(Value::as_str);
        name.map(str::to_owned).ok_or_else(|| Failure::new("the site is not in parts"))
    }

    /// The name of the root of the search index, of a site in parts.
    pub fn index(&self) -> Outcome<String> {
        let entry: Value = serde_json::from_slice(&self.entry()?)?;
        let name = entry.pointer("/_tidings/packed/search").and_then(Value::as_str);
        name.map(str::to_owned).ok_or_else(|| Failure::new("the site has no index"))
    }

    /// All articles of the feed, in its order.
    pub fn articles(&self) -> &[Value] {
        self.feed.get("items").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
    }

    /// An article of the feed.
    ///
    /// # Errors
    /// The fixture has no such article: the test and the fixture disagree.
    pub fn article(&self, id: &str) -> Outcome<&Value> {
        let found = self.articles().iter().find(|item| item.get("id").and_then(Value::as_str) == Some(id));
        found.ok_or_else(|| Failure::new(format!("the fixture has no article {id}")))
    }

    /// A text of an article, such as `title`.
    pub fn words_of(&self, id: &str, member: &str) -> Outcome<String> {
        let text = self.article(id)?.get(member).and_then(Value::as_str);
        text.map(str::to_owned).ok_or_else(|| Failure::new(format!("the article {id} has no {member}")))
    }
}

/// A feed of these items, with what every feed needs.
pub fn feed_of(title: &str, items: Vec<Value>) -> Value {
    json!({ "version": "https://jsonfeed.org/version/1.1", "title": title, "language": "en", "items": items })
}

/// A plain article, found under its id.
pub fn item(id: &str, title: &str, content_html: &str) -> Value {
    let ours = json!({ "slug": id });
    json!({ "id": id, "title": title, "content_html": content_html, "date_published": "2026-01-02T03:04:05Z", "_tidings": ours })
}
