//! Editions in one file: what is in them, what is not, and that nothing in them can pose as part of the page. That they open is promised in
//! three engines (`tests/e2e`, `and on disk`).

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::Path;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use image::{ImageFormat, Rgb, RgbImage};
use sha2::{Digest, Sha256};
use tidings_bundle::{Bundle, Timestamp};
use tidings_pack::edition::{Exported, Form, Options, Pictures, Selection, export};
use tidings_pack::error::PackError;
use tidings_pack::media::workshop::Workshop;
use tidings_pack::progress::Progress;
use tidings_pack::report::Report;
use tidings_pack::viewer_files::Viewer;
use tidings_pack::write::RECORD;

use crate::support::{files, fixture, request, write};

const INDEX: &str = "<!doctype html>
<html lang=\"en\" dir=\"ltr\">
<head>
<meta charset=\"utf-8\">
<link rel=\"preload\" href=\"./viewer-1_bg.wasm\" as=\"fetch\" crossorigin>
<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'self'\">
<title>Tidings</title>
<meta name=\"tidings-engine\" content=\"engine-1.js\">
<meta name=\"tidings-archive\" content=\"archive-1.js\">
<meta name=\"tidings-viewer\" content=\"./viewer-1.js\" data-wasm=\"./viewer-1_bg.wasm\">
<script>(()=>{const n={};import(n.content).then(start)})();</script>
<link rel=\"stylesheet\" href=\"./tidings-1.css\">
<link rel=\"manifest\" href=\"manifest.webmanifest\">
<link rel=\"icon\" href=\"icons/icon.svg\">
</head>
<body><main id=\"start\"></main></body>
</html>
";

fn viewer_with(index: &str) -> Viewer {
    let folder = tempfile::tempdir().unwrap();
    let files = [
        ("index.html", index),
        ("viewer-1.js", "const second = \"lazy-1_bg.wasm\"; export default async () => second;"),
        ("viewer-1_bg.wasm", "viewer"),
        ("lazy-1_bg.wasm", "lazy"),
        ("engine-1.js", "start(\"engine-1_bg.wasm\")"),
        ("engine-1_bg.wasm", "engine"),
        ("archive-1.js", "start(\"archive-1_bg.wasm\")"),
        ("archive-1_bg.wasm", "archive"),
        ("tidings-1.css", "main { color: red }"),
        ("locales/fa.properties", "a = b"),
        ("icons/icon.svg", "<svg/>"),
        ("sw.js", "//"),
        ("edition.js", "make()"),
    ];
    for (name, text) in files {
        write(&folder.path().join(name), text);
    }
    Viewer::from_folder(folder.path()).unwrap()
}

fn exported_to(file: &Path, source: &Path, options: &Options) -> Result<Exported, PackError> {
    let work = (Workshop::default(), &Progress::default());
    export(&request(source), file, Some(&viewer_with(INDEX)), options, work, &mut Report::default())
}

/// An edition as a browser reads it.
struct Edition {
    page: String,
    held: BTreeMap<String, Vec<u8>>,
    exported: Exported,
}

impl Edition {
    fn of(source: &Path, options: &Options) -> Edition {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("edition.html");
        let exported = exported_to(&file, source, options).unwrap();
        let page = std::fs::read_to_string(file).unwrap();
        assert_eq!(exported.bytes, page.len() as u64);
        let held = held_in(&page).map(|(name, bytes)| (name.to_owned(), bytes)).collect();
        Edition { page, held, exported }
    }

    fn bundle(&self) -> Bundle {
        tidings_bundle::decode(&self.held["feed.json"]).unwrap()
    }

    fn media(&self) -> Vec<&String> {
        self.held.keys().filter(|name| name.starts_with("media/")).collect()
    }
}

/// The files that a page holds: name and content.
fn held_in(page: &str) -> impl Iterator<Item = (&str, Vec<u8>)> {
    page.split("<script type=\"text/plain\" id=\"held:").skip(1).map(|element| {
        let (tag, rest) = element.split_once('>').unwrap();
        let bytes = BASE64_STANDARD.decode(rest.split_once("</script>").unwrap().0).unwrap();
        let name = tag.split('"').next().unwrap();
        if !tag.ends_with(" data-packed") {
            return (name, bytes);
        }
        let mut whole = Vec::new();
        flate2::read::GzDecoder::new(bytes.as_slice()).read_to_end(&mut whole).unwrap();
        (name, whole)
    })
}

/// A publication of three articles in two categories, one of them with a picture 2000 pixels across.
fn photographs() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let noisy = |x: u32, y: u32| Rgb([(x * 7 + y * 13) as u8, (x * y) as u8, (x ^ y) as u8]);
    let picture = RgbImage::from_fn(2000, 40, noisy);
    picture.save_with_format(folder.path().join("quay.png"), ImageFormat::Png).unwrap();
    for (name, date, category, text) in [
        ("quay.md", "2024-05-01", "Coast", "![The quay](quay.png)"),
        ("hill.md", "2025-05-01", "Hills", "No picture."),
        ("later.md", "2030-01-01", "Hills", "A day that has not come."),
    ] {
        let text = format!("---\ntitle: \"About {name}\"\ndate: {date}\ncategories: [{category}]\n---\n{text}\n");
        write(&folder.path().join(name), text);
    }
    folder
}

fn options(pictures: Pictures) -> Options {
    Options { pictures: Some(pictures), ..Options::default() }
}

#[test]
fn everything_is_in_one_file_and_the_policy_allows_no_more() {
    let source = photographs();
    let edition = Edition::of(source.path(), &Options::default());
    let shell = ["engine-1.js", "engine-1_bg.wasm", "lazy-1_bg.wasm", "locales/fa.properties", "viewer-1_bg.wasm"];
    for name in shell {
        assert!(edition.held.contains_key(name), "{name}");
    }
    assert_eq!(edition.held["viewer-1_bg.wasm"], b"viewer");
    // What only a host has, what another kind of publication needs, and what stands in the page.
    for name in ["sw.js", "archive-1.js", "viewer-1.js", "tidings-1.css", "index.html"] {
        assert!(!edition.held.contains_key(name), "{name}");
    }
    assert!(!edition.page.contains(" href=\"./") && !edition.page.contains("rel=\"manifest\""));
    assert!(edition.page.contains("tidingsGlue.then(start)"));

    let policy = edition.page.split("content=\"default-src").nth(1).unwrap().split('"').next().unwrap();
    let running = edition.page.split("<script").skip(1).filter(|script| !script.starts_with(" type=\"text/plain\""));
    let scripts: Vec<&str> =
        running.map(|script| script.split_once('>').unwrap().1.split("</script>").next().unwrap()).collect();
    let style = edition.page.split("<style>").nth(1).unwrap().split("</style>").next().unwrap();
    assert_eq!(scripts.len(), 4);
    for text in scripts.into_iter().chain([style]) {
        let hash = BASE64_STANDARD.encode(Sha256::digest(text));
        assert!(policy.contains(&format!("'sha256-{hash}'")), "{text}");
    }
    assert!(!policy.contains("'self'") && !policy.contains("http"), "{policy}");
}

#[test]
fn the_articles_are_those_of_a_pack() {
    let source = photographs();
    let bundle = Edition::of(source.path(), &Options::default()).bundle();
    let titles: Vec<&str> = bundle.articles.iter().map(|article| article.headline()).collect();
    // What is scheduled stays out.
    assert_eq!(titles, ["About hill.md", "About quay.md"]);
    assert_eq!(bundle.problems, []);
    let estuary = Edition::of(&fixture("estuary"), &Options::default());
    let all: String = estuary.held.values().map(|bytes| String::from_utf8_lossy(bytes).into_owned()).collect();
    assert!(!all.contains("haubentaucher"), "a word that only drafts of this fixture have");
}

#[test]
fn pictures_go_in_as_large_as_was_asked_under_their_own_name() {
    let source = photographs();
    let widths = [Pictures::Small, Pictures::Medium, Pictures::Large, Pictures::Original].map(|size| {
        let edition = Edition::of(source.path(), &options(size));
        let [name] = edition.media()[..] else { panic!("{:?}", edition.media()) };
        let bundle = edition.bundle();
        assert_eq!(bundle.media.len(), 1);
        assert_eq!((&bundle.media[0].src, bundle.media[0].renditions.len()), (name, 0));
        assert_eq!((bundle.media[0].width, edition.exported.pictures), (Some(2000), 1));
        image::load_from_memory(&edition.held[name]).unwrap().width()
    });
    assert_eq!(widths, [480, 1080, 1600, 2000]);
    let without = Edition::of(source.path(), &options(Pictures::None));
    assert!(without.media().is_empty() && without.exported.pictures == 0);
}

#[test]
fn a_part_of_a_publication_holds_its_own_pictures_only() {
    let source = photographs();
    let selection = Selection { categories: vec!["hills".to_owned()], ..Selection::default() };
    let hills = Edition::of(source.path(), &Options { selection, ..Options::default() });
    assert_eq!(hills.bundle().articles.len(), 1);
    assert!(hills.media().is_empty() && hills.bundle().media.is_empty());
    let since = Timestamp::from_date(2024, 5, 1);
    let before = Timestamp::from_date(2025, 5, 1);
    let selection = Selection { since, before, ..Selection::default() };
    let year = Edition::of(source.path(), &Options { selection, ..Options::default() });
    assert_eq!((year.bundle().articles.len(), year.media().len()), (1, 1));
}

#[test]
fn a_file_that_cannot_be_made_leaves_the_old_one() {
    let source = photographs();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("edition.html");
    write(&file, "the old one");
    let unknown = Selection { categories: vec!["sea".to_owned()], ..Selection::default() };
    let error = exported_to(&file, source.path(), &Options { selection: unknown, ..Options::default() }).unwrap_err();
    assert!(matches!(&error, PackError::UnknownCategory { known, .. } if *known == ["coast", "hills"]), "{error:?}");
    let never = Selection { before: Timestamp::from_date(1900, 1, 1), ..Selection::default() };
    let error = exported_to(&file, source.path(), &Options { selection: never, ..Options::default() }).unwrap_err();
    assert!(matches!(error, PackError::NothingSelected), "{error:?}");
    let error = exported_to(&file, source.path(), &Options { largest: Some(100), ..Options::default() }).unwrap_err();
    assert!(matches!(error, PackError::EditionTooLarge { largest: 100, .. }), "{error:?}");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "the old one");
    let feed = source.path().join("quay.md");
    let before = std::fs::read(&feed).unwrap();
    let error = exported_to(&feed, &feed, &Options::default()).unwrap_err();
    assert!(matches!(error, PackError::OutputIsSource { .. }), "{error:?}");
    assert_eq!(std::fs::read(&feed).unwrap(), before);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
}

#[test]
fn pictures_become_smaller_until_the_file_fits() {
    let source = photographs();
    let small = Edition::of(source.path(), &options(Pictures::Small)).exported.bytes;
    let bounded = |largest| Options { largest: Some(largest), ..options(Pictures::Original) };
    let fitted = Edition::of(source.path(), &bounded(small));
    assert_eq!((fitted.exported.size, fitted.exported.bytes), (Pictures::Small, small));
    let words = Edition::of(source.path(), &bounded(small - 1));
    assert_eq!((words.exported.size, words.exported.pictures), (Pictures::None, 0));
}

#[test]
fn the_same_source_gives_the_same_bytes_and_parts_are_read_one_by_one() {
    let source = photographs();
    let in_parts = Options { parts_above: 0, ..Options::default() };
    let [one, other] = [(); 2].map(|()| Edition::of(source.path(), &in_parts));
    assert!(one.page == other.page, "two exports of one source differ");
    assert!(one.bundle().packed.is_some());
    // The plain engine is for what a reader takes out of it.
    for name in
        ["archive-1.js", "archive-1_bg.wasm", "engine-1.js", "engine-1_bg.wasm", "feed-1.json", "bundle/lookup/0.json"]
    {
        assert!(one.held.contains_key(name), "{name} of {:?}", one.held.keys());
    }
    assert!(!one.held.keys().any(|name| name.starts_with("c/")));
}

#[test]
fn the_page_names_the_files_of_the_viewer_and_a_site_has_the_same_page_without_any() {
    let source = photographs();
    let edition = Edition::of(source.path(), &Options::default());
    let shell = "<meta name=\"tidings-shell\" content=\"";
    let names = edition.page.split(shell).nth(1).unwrap().split('"').next().unwrap();
    let held: Vec<&str> = edition.held.keys().map(String::as_str).filter(|name| !is_of_the_publication(name)).collect();
    let mut named: Vec<&str> = names.split(' ').collect();
    named.sort_unstable();
    assert_eq!(named, held);

    let site = tempfile::tempdir().unwrap();
    let options =
        tidings_pack::write::Options { viewer: Some(viewer_with(INDEX)), ..tidings_pack::write::Options::default() };
    tidings_pack::pipeline::pack(&request(source.path()), site.path(), &options, &mut Report::default()).unwrap();
    let read = |name: &str| std::fs::read_to_string(site.path().join(name)).unwrap();
    let template = read("edition.html");
    assert!(template.contains(names) && !template.contains("id=\"held:"), "{template}");
    for page in ["index.html", "saved/index.html"] {
        assert!(read(page).contains("<meta name=\"tidings-edition\""), "{page}");
    }
}

/// Articles and pictures, and not files of the viewer.
fn is_of_the_publication(name: &str) -> bool {
    name == "feed.json" || name.starts_with("media/")
}

#[test]
fn a_hostile_title_stays_a_title() {
    let folder = tempfile::tempdir().unwrap();
    let hostile = "</script><script>alert(1)</script>";
    write(
        &folder.path().join("tidings.toml"),
        format!("title = '{hostile}'\ndescription = '\"><script>alert(2)</script>'\n"),
    );
    write(&folder.path().join("one.md"), format!("---\ntitle: '{hostile}'\n---\n{hostile}\n"));
    let edition = Edition::of(folder.path(), &Options::default());
    assert!(!edition.page.contains("alert(1)</script>") && !edition.page.contains("<script>alert"));
    assert_eq!(edition.bundle().title, hostile);
}

#[test]
fn a_viewer_of_another_kind_is_refused() {
    let source = photographs();
    let folder = tempfile::tempdir().unwrap();
    let changes = [("import(n.content)", "load(n)"), ("name=\"tidings-engine\"", "name=\"other\""), ("</body>", "")];
    for (known, other) in changes {
        let viewer = viewer_with(&INDEX.replace(known, other));
        let work = (Workshop::default(), &Progress::default());
        let file = folder.path().join("edition.html");
        let error =
            export(&request(source.path()), &file, Some(&viewer), &Options::default(), work, &mut Report::default());
        assert!(matches!(error, Err(PackError::StrangeViewer { .. })), "{known}: {error:?}");
        assert!(!file.exists());
    }
}

#[test]
fn a_folder_holds_scripts_and_pictures_and_replaces_what_an_export_left() {
    let source = photographs();
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("stick");
    let options = Options { form: Form::Folder, ..Options::default() };
    let exported = exported_to(&output, source.path(), &options).unwrap();
    let all = files(&output);
    let names = |all: &[(String, Vec<u8>)]| all.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    let bytes: usize = all.iter().filter(|(name, _)| name != RECORD).map(|(_, bytes)| bytes.len()).sum();
    assert_eq!(exported.bytes, bytes as u64);

    let page = String::from_utf8(all.iter().find(|(name, _)| name == "index.html").unwrap().1.clone()).unwrap();
    let meta = page.split("<meta name=\"tidings-buckets\" content=\"").nth(1).unwrap();
    let number: usize = meta.split('"').next().unwrap().parse().unwrap();
    let edition = meta.split("data-edition=\"").nth(1).unwrap().split('"').next().unwrap();
    let scripts: String = (0..number)
        .map(|number| {
            let name = format!("files/{edition}-{number}.js");
            let text = &all.iter().find(|(other, _)| *other == name).unwrap_or_else(|| panic!("no {name}")).1;
            let text = std::str::from_utf8(text).unwrap();
            assert!(text.starts_with(&format!("tidingsBucket({number},{{")) && text.ends_with("});\n"), "{text}");
            text.to_owned()
        })
        .collect();
    for part in ["\"feed-1.json\":[\"application/json\",true,\"", "\"bundle/lookup/0.json\":["] {
        assert!(scripts.contains(part), "{part}");
    }
    // The picture as it is, in five sizes that a browser chooses from, and one for programs that read no WebP; the page holds what the front page shows, and no article.
    assert_eq!(names(&all).iter().filter(|name| name.starts_with("media/")).count(), 7, "{:?}", names(&all));
    let held: Vec<&str> = held_in(&page).map(|(name, _)| name).collect();
    assert!(held.contains(&"feed.json") && !held.iter().any(|name| name.starts_with("bundle/")), "{held:?}");

    write(&output.join("mine.txt"), "mine");
    let words = Options { pictures: Some(Pictures::None), ..options.clone() };
    exported_to(&output, source.path(), &words).unwrap();
    let later = names(&files(&output));
    assert!(
        later.contains(&"mine.txt".to_owned()) && !later.iter().any(|name| name.starts_with("media/")),
        "{later:?}"
    );

    let others = folder.path().join("others");
    write(&others.join("thesis.txt"), "not ours");
    let refused = exported_to(&others, source.path(), &options);
    assert!(matches!(refused, Err(PackError::NotOurs { .. })), "{refused:?}");
    assert_eq!(names(&files(&others)), ["thesis.txt"]);
}
