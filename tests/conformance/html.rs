//! Pages of HTML against html-validate's rules for what the standard demands.
//!
//! Of its rules none is switched off. One attribute that the standard calls obsolete is taken all the same (`html-validate.json`):
//! `align` in cells, the only way to a column's alignment that needs neither style nor our sheets, so that other feed readers show it;
//! the standard obliges browsers to follow it.

use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tidings_tests::project_root;

use super::{expect_none, files, sites};

/// What the checker says against these files; each line names file, place and rule.
fn complaints(names: &[String]) -> Vec<String> {
    let ours = project_root().join(".tools/node/node_modules/html-validate/bin/html-validate.mjs");
    assert!(ours.is_file(), "there is no {}: `cargo xtask setup` brings it", ours.display());
    let mut complaints = Vec::new();
    // Windows allows a command line of 32,767 letters.
    for names in names.chunks(100) {
        let mut node = Command::new("node");
        node.arg(&ours).arg("--config").arg(project_root().join("tests/conformance/html-validate.json"));
        let output = node.args(["--formatter", "json"]).args(names).output().expect("node starts");
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let results: Vec<Value> = serde_json::from_str(&said)
            .unwrap_or_else(|_| panic!("{said}\n{}", String::from_utf8_lossy(&output.stderr)));
        for result in &results {
            for message in result["messages"].as_array().unwrap() {
                let words =
                    ["ruleId", "message", "selector"].map(|member| message[member].as_str().unwrap_or_default());
                let file = result["filePath"].as_str().unwrap();
                complaints.push(format!("{file}:{}:{}: {}", message["line"], message["column"], words.join(", ")));
            }
        }
        assert_eq!(output.status.success(), results.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    complaints
}

fn pages(site: &Path) -> Vec<String> {
    files(site, ".html").iter().map(|name| site.join(name).to_string_lossy().into_owned()).collect()
}

#[test]
fn every_written_page_is_what_the_html_standard_demands() {
    for site in sites() {
        let pages = pages(&site);
        assert!(pages.len() > 40, "{pages:?}");
        expect_none(&complaints(&pages));
    }
}

#[test]
fn wrong_pages_are_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let page = |name: &str, body: &str| {
        let path = folder.path().join(name);
        let html = format!(
            "<!DOCTYPE html>\n<html lang=\"en\"><head><title>A page</title></head><body>{body}</body></html>\n"
        );
        std::fs::write(&path, html).unwrap();
        path.to_string_lossy().into_owned()
    };
    assert_eq!(
        complaints(&[page("right.html", "<p>Right</p><table><tr><td align=\"right\">1</td></tr></table>")]),
        [""; 0]
    );
    for (name, body, rule) in [
        ("nested", "<span><div>a block in a line</div></span>", "element-permitted-content"),
        ("twice", "<p id=\"a\">1</p><p id=\"a\">2</p>", "no-dup-id"),
        ("old", "<center>old</center>", "deprecated"),
        ("middle", "<table><tr><td align=\"middle\">1</td></tr></table>", "attribute-allowed-values"),
        ("open", "<section><p>never closed", "close-order"),
        ("label", "<ul><p>no item</p></ul>", "element-permitted-content"),
    ] {
        let complaints = complaints(&[page(&format!("{name}.html"), body)]);
        assert!(complaints.iter().any(|complaint| complaint.contains(rule)), "{name}: {complaints:?}");
    }
}
