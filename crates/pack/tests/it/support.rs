//! Packs a fixture into a folder that goes away, and reads the result back the way the viewer would.

use std::path::{Path, PathBuf};

use tempfile::TempDir;
use tidings_bundle::{Article, Bundle, Content, Timestamp};
use tidings_pack::import::Request;
use tidings_pack::pipeline::{Packed, pack};
use tidings_pack::report::Report;
use tidings_pack::viewer_files::Viewer;
use tidings_pack::write::{Options, Shape};

/// A packed fixture.
pub(crate) struct Site {
    _folder: TempDir,
    pub(crate) path: PathBuf,
    pub(crate) bundle: Bundle,
    pub(crate) report: Report,
    pub(crate) packed: Packed,
}

pub(crate) fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

/// The day on which all fixtures are packed.
pub(crate) fn request(source: &Path) -> Request {
    let now = Timestamp::parse("2026-01-15T12:00:00Z").unwrap();
    Request { source: source.to_owned(), settings: None, output: None, now }
}

/// A viewer of four files.
pub(crate) fn viewer() -> Options {
    let folder = tempfile::tempdir().unwrap();
    let page = "<!doctype html><html lang=\"en\" dir=\"ltr\"><head><meta charset=\"utf-8\"><title>Tidings</title></head></html>";
    let files =
        [("index.html", page), ("viewer-0a1b2c3d4e5f6071.js", "//"), ("sw.js", "//"), ("icons/icon.svg", "<svg/>")];
    for (name, text) in files {
        write(&folder.path().join(name), text);
    }
    Options {
        viewer: Some(Viewer::from_folder(folder.path()).unwrap()),
        force: false,
        no_pages: false,
        renditions: true,
        // However large: these tests look into the one file. Parts have tests of their own (src/packed/tests.rs).
        shape: Shape::Plain,
        ..Options::default()
    }
}

pub(crate) fn packed(source: &Path) -> Site {
    packed_as(&request(source))
}

pub(crate) fn packed_as(request: &Request) -> Site {
    packed_with(request, &viewer())
}

pub(crate) fn packed_with(request: &Request, options: &Options) -> Site {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("site");
    let mut report = Report::default();
    let packed = pack(request, &path, options, &mut report).unwrap();
    let bundle = tidings_bundle::decode(&std::fs::read(path.join("feed.json")).unwrap()).unwrap();
    assert_eq!(bundle.problems, [], "what the packer writes, the viewer reads without complaint");
    Site { _folder: folder, path, bundle, report, packed }
}

pub(crate) fn write(path: &Path, text: impl AsRef<[u8]>) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

/// Every file below a folder: relative name and content, sorted.
pub(crate) fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(next) = waiting.pop() {
        for entry in std::fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
                files.push((name, std::fs::read(&path).unwrap()));
            }
        }
    }
    files.sort();
    files
}

impl Site {
    pub(crate) fn article(&self, slug: &str) -> &Article {
        let slugs: Vec<_> = self.bundle.articles.iter().map(|article| article.slug.to_string()).collect();
        let ordinal = self.bundle.by_slug(slug).unwrap_or_else(|| panic!("no {slug} among {slugs:?}"));
        self.bundle.article(ordinal).unwrap()
    }

    pub(crate) fn html(&self, slug: &str) -> &str {
        match &self.article(slug).content {
            Content::Html(html) => html,
            other => panic!("{slug}: {other:?}"),
        }
    }

    /// `file:line: what…` of all findings.
    pub(crate) fn findings(&self) -> Vec<String> {
        self.report.sorted().iter().map(ToString::to_string).collect()
    }

    pub(crate) fn exists(&self, name: &str) -> bool {
        self.path.join(name).is_file()
    }
}
