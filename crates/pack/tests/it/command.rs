mod publisher;
mod search;

use std::path::Path;
use std::process::{Command, Output};

use crate::support::{fixture, write};

pub(crate) fn tidings(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_tidings"))
        .args(arguments)
        .env("SOURCE_DATE_EPOCH", "1768478400")
        .env("NO_COLOR", "1")
        // What packs of this machine's people have kept is none of our business.
        .env("XDG_CACHE_HOME", env!("CARGO_TARGET_TMPDIR"))
        .output()
        .unwrap()
}

pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

pub(crate) fn name(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn pack_says_shortly_what_it_did() {
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().join("site");
    let output = tidings(&["pack", name(&fixture("estuary")), "-o", name(&site), "--feed-only"]);
    let (said, problems) = (text(&output.stdout), text(&output.stderr));
    assert!(output.status.success(), "{problems}");
    assert!(said.contains("6 articles, 5 pictures, ") && said.contains("4 kept back"), "{said}");
    assert!(problems.contains("broken/odd-date.md:3: error:") && problems.contains("5 errors"), "{problems}");
    assert!(site.join("feed.json").is_file() && !site.join("index.html").exists());
}

#[test]
fn check_lists_every_problem_and_fails_when_there_are_errors() {
    let output = tidings(&["check", name(&fixture("estuary"))]);
    assert_eq!(output.status.code(), Some(1));
    let said = text(&output.stdout);
    assert_eq!(said.lines().count(), 7, "{said}");
    assert!(said.lines().all(|line| line.split(':').count() >= 3), "{said}");
    let folder = tempfile::tempdir().unwrap();
    write(&folder.path().join("one.md"), "---\ntitle: One\n---\nText.\n");
    assert_eq!(tidings(&["check", name(folder.path())]).status.code(), Some(0));
}

#[test]
fn check_speaks_json_to_programs() {
    let output = tidings(&["check", name(&fixture("estuary")), "--json"]);
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((answer["articles"].as_u64(), answer["withheld"].as_u64()), (Some(6), Some(4)));
    let first = &answer["problems"][0];
    assert_eq!((first["file"].as_str(), first["line"].as_u64()), (Some("broken/front-matter.md"), Some(3)));
    assert_eq!(first["severity"].as_str(), Some("error"));
}

#[test]
fn what_makes_a_site_impossible_is_told_with_a_remedy() {
    let folder = tempfile::tempdir().unwrap();
    let site = name(&folder.path().join("site")).to_owned();
    write(&folder.path().join("html.json"), "<!doctype html><title>Not found</title>");
    write(&folder.path().join("bad/tidings.toml"), "title = \"x\"\nlanguage = en\n");
    write(&folder.path().join("bad/one.md"), "Text.\n");
    write(&folder.path().join("empty/picture.png"), "x");
    write(&folder.path().join("deck.pptx"), "x");
    for (source, expected) in [
        ("nowhere", "there is nothing at"),
        ("html.json", "HTML"),
        ("bad", "line 2"),
        ("empty", "no article that may be published"),
        ("deck.pptx", "a source cannot be a .pptx file"),
    ] {
        let output = tidings(&["pack", name(&folder.path().join(source)), "-o", &site]);
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{source}");
        assert!(said.contains(expected) && said.contains("help:"), "{source}: {said}");
        assert!(!Path::new(&site).exists(), "{source}: nothing is written");
    }
}

#[test]
fn a_viewer_from_a_folder_makes_the_site_whole() {
    let folder = tempfile::tempdir().unwrap();
    write(&folder.path().join("dist/index.html"), "<html lang=\"en\"><head><title>x</title></head></html>");
    write(&folder.path().join("dist/embed.js"), "//");
    let (dist, site) = (folder.path().join("dist"), folder.path().join("site"));
    let output = tidings(&["pack", name(&fixture("feed/feed.json")), "-o", name(&site), "--viewer", name(&dist)]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert!(site.join("embed.js").is_file());
    let page = std::fs::read_to_string(site.join("index.html")).unwrap();
    assert!(page.contains("<title>A Feed from Elsewhere</title>"), "{page}");
}

/// Killed as soon as one of its traces shows on the disk; whichever it was, the site is the old one or the new one, whole.
#[test]
#[cfg(unix)]
fn a_killed_pack_leaves_a_whole_site() {
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().join("site");
    let sources = [fixture("estuary"), fixture("feed/feed.json")];
    assert!(tidings(&["pack", name(&sources[0]), "-o", name(&site), "--feed-only"]).status.success());
    let traces = [".tidings-new", ".tidings-new/media", ".tidings-new/bundle", ".tidings-new/feed.json"];
    for (trace, source) in traces.iter().zip(sources.iter().rev().cycle()) {
        let mut child = Command::new(env!("CARGO_BIN_EXE_tidings"))
            .args(["pack", name(source), "-o", name(&site), "--feed-only"])
            .stderr(std::process::Stdio::null())
            .stdout(std::process::Stdio::null())
            .spawn()
            .unwrap();
        while !site.join(trace).exists() && child.try_wait().unwrap().is_none() {
            std::hint::spin_loop();
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let bundle = tidings_bundle::decode(&std::fs::read(site.join("feed.json")).unwrap()).unwrap();
        assert!(bundle.problems.is_empty() && !bundle.articles.is_empty(), "{trace}");
        for media in &bundle.media {
            let length = std::fs::metadata(site.join(&media.src)).unwrap().len();
            assert_eq!(Some(length), media.bytes, "{trace}: {}", media.src);
        }
    }
    assert!(tidings(&["pack", name(&sources[0]), "-o", name(&site), "--feed-only"]).status.success());
    assert!(!site.join(".tidings-new").exists());
}

/// Killed at twenty moments between the start and the end of a pack; a reader who came just then finds every article.
#[test]
#[cfg(unix)]
fn a_pack_killed_at_any_moment_leaves_a_whole_archive() {
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().join("site");
    let sources = [fixture("estuary"), fixture("feed/feed.json")];
    let pack = |source: &Path| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tidings"));
        command.args(["pack", name(source), "-o", name(&site), "--feed-only", "--packed"]);
        command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null());
        command
    };
    let started = std::time::Instant::now();
    assert!(pack(&sources[0]).status().unwrap().success());
    let longest = started.elapsed();
    // Numbers of a fixed beginning, so that a failure comes again (D. H. Lehmer's generator).
    let mut random = 20_261_124_u64;
    for (round, source) in (0..20).zip(sources.iter().rev().cycle()) {
        random = random * 48_271 % 0x7fff_ffff;
        let moment = longest.mul_f64(random as f64 / f64::from(0x7fff_ffff));
        let mut child = pack(source).spawn().unwrap();
        std::thread::sleep(moment);
        child.kill().unwrap();
        child.wait().unwrap();
        every_article_can_be_read(&site, &format!("round {round}, killed after {moment:?}"));
    }
    assert!(pack(&sources[0]).status().unwrap().success());
    every_article_can_be_read(&site, "at the end");
    assert!(!site.join(".tidings-new").exists());
}

/// As the viewer finds them: by the entry, by the look-up, and the pictures of each.
fn every_article_can_be_read(site: &Path, when: &str) {
    let read = |file: &str| {
        let bytes = std::fs::read(site.join(file)).unwrap_or_else(|error| panic!("{when}: {file}: {error}"));
        tidings_bundle::decode(&bytes).unwrap_or_else(|error| panic!("{when}: {file}: {error}"))
    };
    let entry = read("feed.json");
    let packed = entry.packed.as_ref().unwrap_or_else(|| panic!("{when}: feed.json is no entry"));
    assert_eq!(entry.articles.len(), packed.articles as usize, "{when}: these archives fit on their first page");
    for article in &entry.articles {
        let slug = article.slug.as_str();
        let bucket = std::fs::read(site.join(format!("bundle/lookup/{}.json", packed.bucket(slug)))).unwrap();
        let found = tidings_bundle::shard_of(&bucket, slug).flatten();
        let named = article.shard.as_ref().and_then(|shard| shard.file.clone());
        // The look-up may be newer than the entry, never older.
        let files: Vec<String> = named.into_iter().chain(found).filter(|file| site.join(file).exists()).collect();
        let whole = files.iter().map(|file| read(file)).find_map(|shard| {
            let article = shard.article(shard.by_slug(slug)?)?.clone();
            article.shard.is_none().then_some(article)
        });
        let whole = whole.unwrap_or_else(|| panic!("{when}: {slug} is nowhere"));
        for picture in whole.lead.iter().chain(whole.galleries.iter().flat_map(|gallery| &gallery.items)) {
            assert!(site.join(&picture.src).is_file(), "{when}: {slug} lacks {}", picture.src);
        }
    }
}

#[test]
fn help_has_examples() {
    for arguments in [&["--help"][..], &["pack", "--help"], &["serve", "--help"], &["check", "--help"]] {
        let said = text(&tidings(arguments).stdout);
        assert!(said.contains("Examples:"), "{arguments:?}: {said}");
    }
}

#[test]
#[cfg(unix)]
fn serve_prints_its_address_and_ends_on_a_signal() {
    use std::io::{BufRead, BufReader, Read};
    use std::process::Stdio;

    let site = crate::support::packed(&fixture("feed/feed.json"));
    let mut child = Command::new(env!("CARGO_BIN_EXE_tidings"))
        .args(["serve", name(&site.path), "--port", "0"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    output.read_line(&mut line).unwrap();
    let address = line.split("http://").nth(1).and_then(|rest| rest.split('/').next()).unwrap().to_owned();
    assert!(std::net::TcpStream::connect(&address).is_ok(), "{line}");
    let killed = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(killed.success());
    assert!(child.wait().unwrap().success());
    let mut rest = String::new();
    output.read_to_string(&mut rest).unwrap();
    assert_eq!(rest, "ended\n");
}
