//! What a publisher does besides packing, and what a site holds for the rest of the web.

use serde_json::Value;

use super::{name, text, tidings};
use crate::support::{files, fixture, packed, write};

#[test]
fn a_new_publication_packs_without_a_single_finding() {
    let folder = tempfile::tempdir().unwrap();
    let (source, site) = (folder.path().join("my-news"), folder.path().join("site"));
    let output = tidings(&["new", name(&source)]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert_eq!(text(&output.stdout).lines().count(), 4);
    let output = tidings(&["check", name(&source)]);
    assert_eq!((text(&output.stdout).as_str(), output.status.code()), ("", Some(0)));
    assert_eq!(text(&output.stderr), "2 articles: no problems\n");
    let output = tidings(&["pack", name(&source), "-o", name(&site), "--feed-only"]);
    let said = text(&output.stdout);
    assert!(output.status.success() && output.stderr.is_empty(), "{}", text(&output.stderr));
    assert!(said.contains("2 articles, 1 picture"), "{said}");
    let bundle = tidings_bundle::decode(&std::fs::read(site.join("feed.json")).unwrap()).unwrap();
    assert_eq!((bundle.title.as_str(), bundle.home.featured.len()), ("My news", 1));
    assert!(bundle.by_id(&bundle.home.featured[0]).is_some(), "the featured article is there");
}

#[test]
fn a_second_beginning_in_the_same_folder_is_refused_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    write(&folder.path().join("thesis.doc"), "x");
    assert!(tidings(&["new", name(folder.path()), "--title", "Mine", "--language", "fa"]).status.success());
    write(&folder.path().join("tidings.toml"), "title = \"Changed\"\n");
    let before = files(folder.path());
    let output = tidings(&["new", name(folder.path())]);
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(1));
    assert!(said.contains("tidings.toml is there already") && said.contains("help:"), "{said}");
    assert_eq!(files(folder.path()), before);
    let output = tidings(&["new", name(&folder.path().join("x")), "--language", "<fa>"]);
    assert!(!output.status.success() && !folder.path().join("x").exists());
}

#[test]
fn inspect_tells_people_and_programs_the_same() {
    let site = packed(&fixture("estuary"));
    let output = tidings(&["inspect", name(&site.path), "--largest", "3"]);
    let said = text(&output.stdout);
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert!(said.starts_with("The Estuary\n6 articles, "), "{said}");
    for expected in ["languages: en 5, fa 1", "river/locks (Locks & Weirs)", "pictures", "largest files"] {
        assert!(said.contains(expected), "{expected}: {said}");
    }
    let output = tidings(&["inspect", name(&site.path), "--json", "--largest", "3"]);
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    let on_disk = files(&site.path);
    let bytes: usize = on_disk.iter().map(|(_, bytes)| bytes.len()).sum();
    assert_eq!(answer["files"].as_u64(), Some(on_disk.len() as u64));
    assert_eq!(answer["bytes"].as_u64(), Some(bytes as u64));
    assert_eq!((answer["articles"].as_u64(), answer["largest"].as_array().map(Vec::len)), (Some(6), Some(3)));
    for kinds in [&answer["groups"], &answer["types"]] {
        let sum: u64 = kinds.as_array().unwrap().iter().map(|kind| kind["bytes"].as_u64().unwrap()).sum();
        assert_eq!(sum, bytes as u64, "every byte is in one kind: {kinds}");
    }
    let output = tidings(&["inspect", name(&fixture("estuary"))]);
    assert!(!output.status.success() && text(&output.stderr).contains("feed.json"), "a source is no site");
}

#[test]
fn a_site_has_its_files_for_the_rest_of_the_web() {
    let site = packed(&fixture("estuary"));
    for file in ["feed.xml", "sitemap.xml", "robots.txt", "404.html", "manifest.webmanifest", "_headers", ".htaccess"] {
        assert!(site.exists(file), "{file}");
    }
    let atom = std::fs::read_to_string(site.path.join("feed.xml")).unwrap();
    let document = roxmltree::Document::parse(&atom).unwrap();
    assert_eq!(
        document.descendants().filter(|node| node.has_tag_name(("http://www.w3.org/2005/Atom", "entry"))).count(),
        6
    );
    let relative = ["src=\"media/", "href=\"media/", "href=\"#"].map(|sign| sign.replace('"', "&quot;"));
    for sign in relative.iter().map(String::as_str).chain(["src=\"media/", "href=\"#"]) {
        assert!(!atom.contains(sign), "an address without its host: {sign}");
    }
    let plain = packed(&fixture("feed/feed.json"));
    assert_eq!(plain.exists("feed.xml"), plain.bundle.home_page_url.is_some());
}

#[test]
fn shells_complete_every_command() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let output = tidings(&["completions", shell]);
        let script = text(&output.stdout);
        assert!(output.status.success(), "{shell}");
        for command in ["new", "pack", "serve", "check", "inspect"] {
            assert!(script.contains(command), "{shell}: {command}");
        }
    }
    assert!(!tidings(&["completions", "teletype"]).status.success());
}

#[test]
fn the_manual_has_a_page_for_every_command() {
    let output = tidings(&["man"]);
    let page = text(&output.stdout);
    assert!(output.status.success() && page.contains(".TH tidings 1") && page.contains("inspect"), "{page}");
    let page = text(&tidings(&["man", "pack"]).stdout);
    assert!(page.contains("feed\\-only") && page.contains("Examples"), "{page}");
    let output = tidings(&["man", "bake"]);
    assert!(!output.status.success() && text(&output.stderr).contains("help:"));
    let folder = tempfile::tempdir().unwrap();
    assert!(tidings(&["man", "-o", name(&folder.path().join("man1"))]).status.success());
    let names: Vec<String> = files(&folder.path().join("man1")).into_iter().map(|(name, _)| name).collect();
    let expected =
        ["check", "completions", "inspect", "man", "new", "pack", "serve"].map(|name| format!("tidings-{name}.1"));
    assert!(expected.iter().all(|name| names.contains(name)) && names.contains(&"tidings.1".to_owned()), "{names:?}");
}

#[test]
fn check_says_what_an_editor_would_and_fails_for_errors_only() {
    let folder = tempfile::tempdir().unwrap();
    write(&folder.path().join("one.md"), "---\ntitle: One\ndate: 1970-01-01\n---\nText ![](a.png) [x](#nowhere)\n");
    std::fs::copy(fixture("estuary/pictures/gates.png"), folder.path().join("a.png")).unwrap();
    let output = tidings(&["check", name(folder.path())]);
    let said = text(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{said}");
    let places: Vec<&str> = said.lines().map(|line| line.split(": warning").next().unwrap()).collect();
    assert_eq!(places, ["one.md:3", "one.md:5", "one.md:5"], "{said}");
}

#[test]
fn help_has_examples_for_every_command() {
    for command in ["new", "inspect", "completions", "man"] {
        let said = text(&tidings(&[command, "--help"]).stdout);
        assert!(said.contains("Examples:"), "{command}: {said}");
    }
}
