//! What each package may depend on.

use crate::{expect_none, root};
use std::fs;
use toml::Table;

/// Every package: its folder, its name, and the packages of ours that it may name.
const ARROWS: [(&str, &str, &[&str]); 9] = [
    (".", "tidings", &["tidings-bundle", "tidings-markup", "tidings-engine"]),
    ("crates/bundle", "tidings-bundle", &[]),
    ("crates/markup", "tidings-markup", &[]),
    ("crates/search", "tidings-search", &[]),
    ("crates/engine", "tidings-engine", &["tidings-bundle", "tidings-markup", "tidings-search"]),
    (
        "crates/pack",
        "tidings-pack",
        &["tidings-viewer", "tidings-bundle", "tidings-markup", "tidings-search", "tidings-engine"],
    ),
    ("crates/bench", "tidings-bench", &["tidings-bundle", "tidings-markup", "tidings-search", "tidings-pack"]),
    ("crates/xtask", "tidings-xtask", &["tidings-pack"]),
    ("tests", "tidings-tests", &["tidings-bundle", "tidings-markup", "tidings-search", "tidings-pack"]),
];

/// The pure crates: same input, same output, on every machine.
pub(crate) const PURE: [&str; 3] = ["crates/bundle", "crates/markup", "crates/search"];

/// What brings the browser, the network, a clock or chance with it.
const IMPURE: [&str; 15] = [
    "web-sys",
    "js-sys",
    "wasm-bindgen",
    "wasm-bindgen-futures",
    "gloo-net",
    "gloo-timers",
    "tokio",
    "axum",
    "reqwest",
    "jiff",
    "chrono",
    "time",
    "rand",
    "getrandom",
    "instant",
];

/// The names in all dependency tables, those for one target included; tests' own (`dev-dependencies`) only on request.
fn dependencies(manifest: &Table, with_dev: bool) -> Vec<&str> {
    let kinds = ["dependencies", "build-dependencies", "dev-dependencies"];
    let kinds = if with_dev { &kinds[..] } else { &kinds[..2] };
    let targets = manifest.get("target").and_then(|targets| targets.as_table());
    let owners =
        std::iter::once(manifest).chain(targets.into_iter().flat_map(Table::values).filter_map(|t| t.as_table()));
    owners
        .flat_map(|owner| kinds.iter().filter_map(|kind| owner.get(*kind)?.as_table()))
        .flat_map(|table| table.keys().map(String::as_str))
        .collect()
}

fn complaints(folder: &str, manifest: &Table, allowed: &[&str]) -> Vec<String> {
    let ours = dependencies(manifest, true).into_iter().filter(|name| name.starts_with("tidings"));
    let mut complaints: Vec<String> = ours
        .filter(|name| !allowed.contains(name))
        .map(|name| format!("{folder}/Cargo.toml: may not depend on {name}, only on {allowed:?}"))
        .collect();
    for name in dependencies(manifest, false) {
        if PURE.contains(&folder) && IMPURE.contains(&name) {
            complaints.push(format!("{folder}/Cargo.toml: a pure crate may not depend on {name}"));
        }
        if folder != "." && name.starts_with("leptos") {
            complaints.push(format!("{folder}/Cargo.toml: {name} lives only in the viewer"));
        }
    }
    complaints
}

#[test]
fn every_manifest_keeps_to_the_arrows() {
    let manifest = |folder: &str| -> Table {
        fs::read_to_string(root().join(folder).join("Cargo.toml")).unwrap().parse().unwrap()
    };
    expect_none(
        ARROWS.iter().flat_map(|(folder, _, allowed)| complaints(folder, &manifest(folder), allowed)).collect(),
    );
    for (folder, name, _) in ARROWS {
        assert_eq!(manifest(folder)["package"]["name"].as_str(), Some(name), "{folder}");
    }
}

#[test]
fn every_crate_has_its_arrows_named() {
    for entry in fs::read_dir(root().join("crates")).unwrap() {
        let folder = format!("crates/{}", entry.unwrap().file_name().to_string_lossy());
        assert!(ARROWS.iter().any(|(known, ..)| *known == folder), "{folder} is new: draw its arrows in {}", file!());
    }
}

#[test]
fn a_wrong_arrow_is_found_in_every_kind_of_table() {
    for table in ["dependencies", "dev-dependencies", "build-dependencies", "target.'cfg(unix)'.dependencies"] {
        let manifest: Table = format!("[{table}]\ntidings-search.workspace = true\n").parse().unwrap();
        assert_eq!(complaints("crates/markup", &manifest, &[]).len(), 1, "{table}");
        assert_eq!(complaints("crates/pack", &manifest, &["tidings-search"]).len(), 0, "{table}");
    }
    let manifest: Table = "[dependencies]\njiff = \"0.2\"\nleptos = \"0.8\"\n".parse().unwrap();
    assert_eq!(complaints("crates/bundle", &manifest, &[]).len(), 2);
    assert_eq!(complaints("crates/pack", &manifest, &[]).len(), 1);
}
