//! What a browser is given to open: the viewer as it was built, beside a publication.
//!
//! - [`Site::saltmarsh`]: ten short articles in four languages whose every word the tests know (fixtures/sites/saltmarsh).
//! - [`Site::of_feed`]: any feed, such as a broken one.
//! - [`Site::sample`]: the sample publication as the command packs it; [`Site::sample_in_parts`], with its feed cut into parts.
//! - [`Site::archive`]: some hundred articles in parts.
//! - [`Site::pictures`]: one article with pictures in several sizes.
//!
//! The viewer is taken from `dist/`, or from the folder that the environment variable `TIDINGS_DIST` names: that is how the tests
//! of hostile content are shown to fail with a viewer whose sanitiser is switched off.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use serde_json::{Value, json};
use tidings_bundle::Timestamp;
use tidings_pack::import::Request;
use tidings_pack::pipeline;
use tidings_pack::report::Report;
use tidings_pack::viewer_files::Viewer;
use tidings_pack::write::{Options, Shape};

use crate::server::{Answer, Server};
use crate::{Failure, Outcome, project_root};

/// A running site. Its server can be told to misbehave.
pub struct Site {
    pub server: Server,
    folder: String,
    feed: Value,
    /// Where a packed site lies.
    disk: Option<PathBuf>,
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
    pub fn saltmarsh() -> Outcome<Site> {
        Site::saltmarsh_in("/")
    }

    /// The same below another path, which begins and ends with a slash.
    pub fn saltmarsh_in(folder: &str) -> Outcome<Site> {
        let publication = fixtures("sites/saltmarsh");
        let feed = serde_json::from_slice(&std::fs::read(publication.join("feed.json"))?)?;
        let folders = vec![(folder.to_owned(), viewer_folder()?), (folder.to_owned(), publication)];
        Ok(Site { server: Server::start(folders)?, folder: folder.to_owned(), feed, disk: None })
    }

    /// The viewer beside a feed of these bytes.
    pub fn of_feed(feed: impl Into<Vec<u8>>) -> Outcome<Site> {
        let server = Server::start(vec![("/".to_owned(), viewer_folder()?)])?;
        server.answer("/feed.json", Answer::json(feed));
        Ok(Site { server, folder: "/".to_owned(), feed: Value::Null, disk: None })
    }

    /// The sample publication, packed with the viewer under test by the command's own library, once per run.
    pub fn sample() -> Outcome<Site> {
        Site::packed(packed_sample()?)
    }

    /// The same, as an archive; [`Site::feed`] is the whole all the same.
    pub fn sample_in_parts() -> Outcome<Site> {
        Ok(Site { feed: Site::sample()?.feed, ..Site::packed(packed_sample_in_parts()?)? })
    }

    /// [`ARCHIVE_ARTICLES`] articles in parts, one after the other, called as [`archive_title`] says, with the slugs `story-<number>` and, as
    /// former ones, `former-<number>`. Every fortieth has the tag `Rare`; only the seventh speaks of a lighthouse keeper.
    pub fn archive() -> Outcome<Site> {
        Site::packed(packed_archive()?)
    }

    /// The article `quay` ("Along the quay"): photographs of the sample as its lead, in its text and in a gallery, in the sizes that the
    /// command makes.
    pub fn pictures() -> Outcome<Site> {
        static PACKED: OnceLock<Result<PathBuf, String>> = OnceLock::new();
        Site::packed(once(&PACKED, || {
            let source = project_root().join("target/e2e/pictures-source");
            std::fs::create_dir_all(&source)?;
            for picture in QUAY_PICTURES {
                let picture = format!("{picture}.jpg");
                std::fs::copy(project_root().join("sample/pictures").join(&picture), source.join(&picture))?;
            }
            std::fs::write(source.join("quay.md"), QUAY)?;
            pack("pictures", &source, Shape::Plain, true)
        })?)
    }

    fn packed(folder: PathBuf) -> Outcome<Site> {
        let feed = serde_json::from_slice(&std::fs::read(folder.join("feed.json"))?)?;
        Ok(Site {
            server: Server::start(vec![("/".to_owned(), folder.clone())])?,
            folder: "/".to_owned(),
            feed,
            disk: Some(folder),
        })
    }

    /// The address of a place in the viewer: `""` is the front page, `a/<slug>` an article.
    pub fn url(&self, route: &str) -> String {
        self.server.url(&format!("{}#/{route}", self.folder))
    }

    /// As [`Site::url`], with settings in the query: `theme=dark&lang=fa`.
    pub fn url_with(&self, settings: &str, route: &str) -> String {
        self.server.url(&format!("{}?{settings}#/{route}", self.folder))
    }

    /// The page that the command wrote for a path of a packed site, such as `a/<slug>/`.
    pub fn written(&self, page: &str) -> Outcome<String> {
        Ok(String::from_utf8_lossy(&self.file(&format!("{page}index.html"))?).into_owned())
    }

    /// A file of a packed site.
    pub fn file(&self, name: &str) -> Outcome<Vec<u8>> {
        let folder = self.disk.as_ref().ok_or_else(|| Failure::new("the site was not packed"))?;
        Ok(std::fs::read(folder.join(name))?)
    }

    /// The feed as JSON; `null` for a feed that is none.
    pub fn feed(&self) -> &Value {
        &self.feed
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

/// Packs the sample publication into a folder of its own, once however many tests ask.
pub fn packed_sample() -> Outcome<PathBuf> {
    static PACKED: OnceLock<Result<PathBuf, String>> = OnceLock::new();
    once(&PACKED, || pack("sample", &project_root().join("sample"), Shape::Plain, false))
}

/// The same cut into parts.
pub fn packed_sample_in_parts() -> Outcome<PathBuf> {
    static PACKED: OnceLock<Result<PathBuf, String>> = OnceLock::new();
    once(&PACKED, || pack("sample-in-parts", &project_root().join("sample"), Shape::Packed, false))
}

/// The folder of [`Site::archive`].
pub fn packed_archive() -> Outcome<PathBuf> {
    static PACKED: OnceLock<Result<PathBuf, String>> = OnceLock::new();
    once(&PACKED, || {
        let source = project_root().join("target/e2e/archive.json");
        std::fs::create_dir_all(project_root().join("target/e2e"))?;
        std::fs::write(&source, archive().to_string())?;
        pack("archive", &source, Shape::Packed, false)
    })
}

fn once(made: &OnceLock<Result<PathBuf, String>>, make: impl FnOnce() -> Outcome<PathBuf>) -> Outcome<PathBuf> {
    let made = made.get_or_init(|| make().map_err(|failure| failure.message().to_owned()));
    made.clone().map_err(Failure::new)
}

fn pack(name: &str, source: &Path, shape: Shape, renditions: bool) -> Outcome<PathBuf> {
    let site = project_root().join("target/e2e").join(name);
    let _ = std::fs::remove_dir_all(&site);
    // A fixed day, so that the same source gives the same site; later than any of its articles.
    let now = Timestamp::from_date(2030, 1, 1).ok_or_else(|| Failure::new("2030 is no year"))?;
    let request = Request { source: source.to_owned(), settings: None, output: None, now };
    let viewer = Some(Viewer::from_folder(&viewer_folder()?)?);
    let options = Options { viewer, force: true, shape, renditions, ..Options::default() };
    let mut report = Report::default();
    pipeline::pack(&request, &site, &options, &mut report)?;
    Ok(site)
}

const QUAY_PICTURES: [&str; 4] = ["harbour-at-dawn", "boats-at-low-tide", "bench-on-the-quay", "bridge-in-fog"];

const QUAY: &str = "---
title: Along the quay
date: 2026-01-02
lead: { src: harbour-at-dawn.jpg, alt: The harbour }
galleries:
  - id: walk
    items:
      - { src: bench-on-the-quay.jpg, alt: A bench }
      - { src: bridge-in-fog.jpg, alt: A bridge }
---
The tide was out.

![Boats on their sides](boats-at-low-tide.jpg)
";

pub const ARCHIVE_ARTICLES: usize = 230;

/// What an article of [`Site::archive`] is called; 0 is the oldest.
pub fn archive_title(number: usize) -> String {
    format!("Story {number} of the archive")
}

fn archive() -> Value {
    let items = (0..ARCHIVE_ARTICLES).map(|number| {
        // Months of 28 days: any will do, as long as one story follows the other.
        let date = format!("{}-{:02}-{:02}T12:00:00Z", 2020 + number / 336, number / 28 % 12 + 1, number % 28 + 1);
        let paragraphs: String = (1..=number % 30 + 3)
            .map(|paragraph| format!("<p>Paragraph {paragraph} of story {number}. The tide comes in and the tide goes out.</p>"))
            .collect();
        let keeper = if number == 7 { "<p>The lighthouse keeper of station seven.</p>" } else { "" };
        let tags = if number % 40 == 0 { json!(["Rare", "Tide"]) } else { json!(["Tide"]) };
        let category = ["harbour/boats", "harbour", "hills"].get(number % 3).copied().unwrap_or_default();
        let ours = json!({ "slug": format!("story-{number}"), "aliases": [format!("former-{number}")], "categories": [category] });
        json!({
            "id": format!("story-{number}"), "title": archive_title(number), "date_published": date,
            "content_html": format!("{paragraphs}{keeper}"), "tags": tags, "_tidings": ours,
            "authors": [{ "name": if number % 2 == 0 { "Ada Marsh" } else { "Ben Quay" } }],
        })
    });
    let mut feed = feed_of("The Archive", items.collect());
    let category = |id: &str, parent: Option<&str>, name: &str| json!({ "id": id, "parent": parent, "slug": name.to_lowercase(), "names": [{ "lang": "en", "text": name }] });
    let categories = [
        category("harbour", None, "Harbour"),
        category("harbour/boats", Some("harbour"), "Boats"),
        category("hills", None, "Hills"),
    ];
    if let Some(feed) = feed.as_object_mut() {
        feed.insert("_tidings".to_owned(), json!({ "spec": 1, "categories": categories }));
    }
    feed
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
