//! What a browser is given to open: the viewer as it was built, beside a publication.
//!
//! - [`Site::saltmarsh`]: ten short articles in four languages whose every word the tests know (fixtures/sites/saltmarsh).
//! - [`Site::of_feed`]: any feed, such as a broken one.
//! - [`Site::sample`]: the sample publication as the command packs it.
//!
//! The viewer is taken from `dist/`, or from the folder that the environment variable `TIDINGS_DIST` names: that is how the tests
//! of hostile content are shown to fail with a viewer whose sanitiser is switched off.

use std::path::PathBuf;
use std::sync::OnceLock;

use serde_json::{Value, json};
use tidings_bundle::Timestamp;
use tidings_pack::import::Request;
use tidings_pack::pipeline;
use tidings_pack::report::Report;
use tidings_pack::viewer_files::Viewer;
use tidings_pack::write::Options;

use crate::server::{Answer, Server};
use crate::{Failure, Outcome, project_root};

/// A running site. Its server can be told to misbehave.
pub struct Site {
    pub server: Server,
    folder: String,
    feed: Value,
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
        Ok(Site { server: Server::start(folders)?, folder: folder.to_owned(), feed })
    }

    /// The viewer beside a feed of these bytes.
    pub fn of_feed(feed: impl Into<Vec<u8>>) -> Outcome<Site> {
        let server = Server::start(vec![("/".to_owned(), viewer_folder()?)])?;
        server.answer("/feed.json", Answer::json(feed));
        Ok(Site { server, folder: "/".to_owned(), feed: Value::Null })
    }

    /// The sample publication, packed with the viewer under test by the command's own library, once per run.
    pub fn sample() -> Outcome<Site> {
        let folder = packed_sample()?;
        let feed = serde_json::from_slice(&std::fs::read(folder.join("feed.json"))?)?;
        Ok(Site { server: Server::start(vec![("/".to_owned(), folder)])?, folder: "/".to_owned(), feed })
    }

    /// The address of a place in the viewer: `""` is the front page, `a/<slug>` an article.
    pub fn url(&self, route: &str) -> String {
        self.server.url(&format!("{}#/{route}", self.folder))
    }

    /// As [`Site::url`], with settings in the query: `theme=dark&lang=fa`.
    pub fn url_with(&self, settings: &str, route: &str) -> String {
        self.server.url(&format!("{}?{settings}#/{route}", self.folder))
    }

    /// The page that the command wrote for a path of the sample, such as `a/<slug>/`.
    pub fn written(&self, page: &str) -> Outcome<String> {
        Ok(std::fs::read_to_string(packed_sample()?.join(page).join("index.html"))?)
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
    let packed = PACKED.get_or_init(|| pack_sample().map_err(|failure| failure.message().to_owned()));
    packed.clone().map_err(Failure::new)
}

fn pack_sample() -> Outcome<PathBuf> {
    let site = project_root().join("target/e2e/sample");
    let _ = std::fs::remove_dir_all(&site);
    // A fixed day, so that the same sample gives the same site; later than any of its articles.
    let now = Timestamp::from_date(2030, 1, 1).ok_or_else(|| Failure::new("2030 is no year"))?;
    let request = Request { source: project_root().join("sample"), settings: None, output: None, now };
    let options = Options {
        viewer: Some(Viewer::from_folder(&viewer_folder()?)?),
        force: true,
        no_pages: false,
        ..Options::default()
    };
    let mut report = Report::default();
    pipeline::pack(&request, &site, &options, &mut report)?;
    Ok(site)
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
