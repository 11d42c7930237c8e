//! The policy's decisions on everything the hostile snippets carry.
//!
//! Appliers have tests with real parsers. Here the attributes of a snippet are found by a reader that errs on the side of
//! finding too many, and each is tried on every element that stays.

#![allow(clippy::expect_used, reason = "a test without its fixture has nothing to say")]

use std::collections::HashSet;
use std::time::{Duration, Instant};

use serde::Deserialize;
use tidings_markup::policy::{AttributeRule, attribute, check_attribute, elements};
use tidings_markup::{Options, markdown_to_html, plain_text, text_to_html};

#[derive(Deserialize)]
struct Snippet {
    name: String,
    html: String,
    note: String,
}

fn snippets() -> Vec<Snippet> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures/hostile/snippets.json");
    serde_json::from_str(&std::fs::read_to_string(path).expect("the fixture is there")).expect("the fixture is JSON")
}

/// Every `name=value` in the text, quoted or not: the value as written, and with its character references decoded.
fn attributes(html: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (at, _) in html.match_indices('=') {
        let (before, after) = (&html[..at], &html[at + 1..]);
        let is_name = |letter: char| letter.is_ascii_alphanumeric() || "-:_@".contains(letter);
        let name: String = before.chars().rev().take_while(|letter| is_name(*letter)).collect();
        let name: String = name.chars().rev().collect::<String>().to_ascii_lowercase();
        let value = match after.chars().next() {
            Some(quote @ ('"' | '\'')) => after[1..].split(quote).next().unwrap_or_default(),
            _ => after.split([' ', '>', '\n', '\t']).next().unwrap_or_default(),
        };
        found.push((name.clone(), value.to_owned()));
        found.push((name, plain_text(value)));
    }
    found
}

#[test]
fn the_corpus_is_what_its_readme_says() {
    let snippets = snippets();
    assert!(snippets.len() >= 120, "{}", snippets.len());
    let names: HashSet<&str> = snippets.iter().map(|snippet| snippet.name.as_str()).collect();
    assert_eq!(names.len(), snippets.len(), "names are unique");
    for Snippet { name, html, note } in &snippets {
        assert!(!note.is_empty(), "{name} has no note");
        let is_plain = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
        assert!(name.chars().all(is_plain), "{name}");
        // A payload that names another snippet would blame the wrong one.
        for mark in ["__pwned='", "foreign.invalid/"] {
            for (at, _) in html.match_indices(mark) {
                assert!(html[at + mark.len()..].starts_with(name.as_str()), "{name}");
            }
        }
    }
}

#[test]
fn no_attribute_of_any_snippet_keeps_its_payload() {
    for Snippet { name, html, .. } in snippets() {
        for (attribute, value) in attributes(&html) {
            for element in elements() {
                let Some(kept) = check_attribute(element, &attribute, &value) else { continue };
                let place = format!("{name}: {element} {attribute}={kept:?}");
                match &*attribute {
                    "href" | "src" => {
                        let starts = ["http://", "https://", "mailto:", "tel:", "data:image/", "#"];
                        let is_safe = starts.iter().any(|start| kept.to_ascii_lowercase().starts_with(start));
                        let has_scheme = kept.split(['/', '?', '#']).next().is_some_and(|start| start.contains(':'));
                        let names_host = kept.starts_with(['/', '\\']) && kept[1..].starts_with(['/', '\\']);
                        assert!(is_safe || !has_scheme && !names_host, "{place}");
                    }
                    // Words may say anything; the applier writes them as text.
                    "alt" | "title" | "abbr" | "datetime" => assert!(kept.len() <= 4_096, "{place}"),
                    _ => assert!(!kept.contains(['<', '"', '\'', '(', '=']), "{place}"),
                }
            }
        }
    }
}

#[test]
fn no_handler_in_the_snippets_has_a_rule() {
    let mut handlers = HashSet::new();
    for Snippet { html, .. } in snippets() {
        handlers.extend(attributes(&html).into_iter().map(|(name, _)| name).filter(|name| name.starts_with("on")));
    }
    assert!(handlers.len() > 30, "{}", handlers.len());
    for handler in &handlers {
        assert!(elements().all(|name| attribute(name, handler) == AttributeRule::No), "{handler}");
    }
}

#[test]
fn text_of_snippets_is_text_in_every_reader() {
    for Snippet { name, html, .. } in snippets() {
        let started = Instant::now();
        for tag in text_to_html(&html).split('<').skip(1) {
            let ours = ["p>", "/p>", "br>", "a href=\"http://", "a href=\"https://", "/a>"];
            assert!(ours.iter().any(|own| tag.starts_with(own)), "{name}: <{tag}");
        }
        plain_text(&html);
        markdown_to_html(&html, &Options::default());
        assert!(started.elapsed() < Duration::from_secs(30), "{name}: {:?}", started.elapsed());
    }
}
