//! `tidings search`: the same hits for a source, a plain site and a site in parts.

use std::path::Path;

use serde_json::Value;

use super::{name, text, tidings};
use crate::support::{fixture, write};

/// Ids, best first.
fn found(arguments: &[&str]) -> Vec<String> {
    let output = tidings(&[&["search"], arguments, &["--json"]].concat());
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", text(&output.stderr)));
    let hits = answer["hits"].as_array().unwrap().iter();
    hits.map(|hit| hit["id"].as_str().unwrap().to_owned()).collect()
}

fn pack(to: &Path, options: &[&str]) {
    let output = tidings(&[&["pack", name(&fixture("estuary")), "-o", name(to), "--no-renditions"], options].concat());
    assert!(output.status.success(), "{}", text(&output.stderr));
}

/// The entry of a site in parts, and the address of the root of its index.
fn entry_and_root(site: &Path) -> (Value, String) {
    let entry: Value = serde_json::from_slice(&std::fs::read(site.join("feed.json")).unwrap()).unwrap();
    let root = entry["_tidings"]["packed"]["search"].as_str().unwrap().to_owned();
    (entry, root)
}

#[test]
fn a_source_and_its_sites_are_searched_alike() {
    let folder = tempfile::tempdir().unwrap();
    let [plain, parts] = ["plain", "parts"].map(|site| folder.path().join(site));
    pack(&plain, &["--plain"]);
    pack(&parts, &["--packed"]);
    let source = fixture("estuary");
    let all = found(&[name(&source), "--year", "2026", "--year", "2025", "--year", "2024", "--limit", "100"]);
    assert!(all.len() > 1, "{all:?}");
    for query in [
        &["the"][..],
        &["river"],
        &["rivr"],
        &["the", "--limit", "1"],
        &["the", "--lang", "en"],
        &["river OR after:2025 -has:audio"],
        &["no-such-word"],
    ] {
        let expected = found(&[&[name(&source)], query].concat());
        assert_eq!(expected.is_empty(), query[0] == "no-such-word", "{query:?}");
        for site in [&plain, &plain.join("feed.json"), &parts] {
            assert_eq!(found(&[&[name(site)], query].concat()), expected, "{query:?} in {}", site.display());
        }
    }
}

#[test]
fn a_mistyped_word_is_told_what_it_was_taken_for() {
    let output = tidings(&["search", name(&fixture("estuary")), "rivr ", "--json"]);
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(answer["meant"], "river ");
    let output = tidings(&["search", name(&fixture("estuary")), "river", "--json"]);
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(answer.get("meant").is_none(), "{answer}");
}

#[test]
fn each_line_of_a_file_of_queries_is_answered_by_a_line() {
    let folder = tempfile::tempdir().unwrap();
    let queries = folder.path().join("queries.tsv");
    write(&queries, "q7\tthe river\nriver\nempty\t\n\"\t\"unclosed -\n");
    let output = tidings(&["search", name(&fixture("estuary")), "--queries", name(&queries), "--limit", "2"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let answers: Vec<Value> = text(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let ids: Vec<_> = answers.iter().map(|answer| answer["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["q7", "2", "empty", "\""]);
    for answer in &answers {
        assert!(answer["hits"].as_array().unwrap().len() <= 2, "{answer}");
        assert!(
            answer["took_us"].is_u64() && answer["bytes"].as_u64() > Some(100) && answer["requests"] == 1,
            "{answer}"
        );
    }
    let scores: Vec<f64> =
        answers[0]["hits"].as_array().unwrap().iter().map(|hit| hit["score"].as_f64().unwrap()).collect();
    assert!(!scores.is_empty() && scores.is_sorted_by(|a, b| a >= b), "{scores:?}");
}

#[test]
fn what_cannot_be_searched_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let feed = folder.path().join("feed.json");
    write(&feed, "<html>");
    for (path, word) in [(feed.as_path(), "feed.json"), (&folder.path().join("nowhere"), "nowhere")] {
        let output = tidings(&["search", name(path), "x"]);
        assert_eq!(output.status.code(), Some(1));
        assert!(text(&output.stderr).contains(word), "{}", text(&output.stderr));
    }
    let output = tidings(&["search", name(&fixture("estuary")), "no-such-word"]);
    assert_eq!((output.status.code(), text(&output.stdout).as_str()), (Some(1), "0 articles\n"));
}

#[test]
fn a_feed_names_no_file_outside_of_its_folder() {
    let folder = tempfile::tempdir().unwrap();
    let outside = folder.path().join("outside");
    pack(&outside, &["--packed"]);
    let (entry, root) = entry_and_root(&outside);
    let site = folder.path().join("site");
    for prefix in ["../outside/", "./../outside/", "..\\outside/", &format!("{}/", outside.display())] {
        let mut feed = entry.clone();
        feed["_tidings"]["packed"]["search"] = format!("{prefix}{root}").into();
        write(&site.join("feed.json"), feed.to_string());
        let output = tidings(&["search", name(&site), "river"]);
        assert_eq!((output.status.code(), text(&output.stdout).as_str()), (Some(1), ""), "{prefix}");
        assert!(text(&output.stderr).contains("cannot search"), "{}", text(&output.stderr));
    }
}

#[test]
fn a_broken_piece_is_told_and_costs_what_it_knows() {
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().join("site");
    pack(&site, &["--packed"]);
    let root = site.join(entry_and_root(&site).1);
    assert!(!found(&[name(&site), "river"]).is_empty());
    let pieces = std::fs::read_dir(site.join("bundle/search")).unwrap().map(|entry| entry.unwrap().path());
    for piece in pieces.filter(|path| path.is_file() && *path != root) {
        write(&piece, "broken");
    }
    let output = tidings(&["search", name(&site), "river"]);
    assert_eq!((output.status.code(), text(&output.stdout).as_str()), (Some(1), "0 articles\n"));
    assert!(text(&output.stderr).contains(".bin: cannot be read"), "{}", text(&output.stderr));
}
