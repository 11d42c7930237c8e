//! The worker: compiled, bound, shrunk and named by its content.
//!
//! It is a classic script, since Firefox and older WebKit start module workers late or not at all. The script is the generated
//! glue and one line that starts it; the line names the wasm file, so that nothing has to be asked first.
//!
//! There are three of it: `engine` searches plain feeds; `markdown` also turns Markdown into HTML, which nearly doubles it. Feeds that
//! `tidings` packs hold HTML, so most readers never fetch the second; a page with Markdown in its feed starts it in place of the first.
//! `archive` searches archives, whose index is there already; a script in front of its glue fetches the pieces.

use super::dist::Files;
use crate::progress::Outcome;
use crate::project::{Project, read_bytes, read_text, write_bytes};
use crate::stamp::{Stamp, short_hash};
use miette::Result;

const INPUTS: [&str; 7] = [
    "Cargo.lock",
    "Cargo.toml",
    "crates/bundle",
    "crates/engine",
    "crates/markup",
    "crates/search",
    "crates/xtask/src/build/engine.rs",
];

/// What follows the glue: it starts the wasm.
///
/// 1. A page sends its first questions at once. Until the wasm has set its own handler they are kept, then given to it.
/// 2. A worker's rejected promise reaches nobody; an exception reaches the page as an `error` event.
const START: &str = "\
const early = [];
onmessage = event => early.push(event.data);
wasm_bindgen({ module_or_path: \"{wasm}\" }).then(
  () => early.forEach(data => dispatchEvent(new MessageEvent(\"message\", { data }))),
  error => setTimeout(() => { throw error; }),
);
";

/// A name of the worker, and what it is built from.
pub(super) struct Variant {
    pub(super) name: &'static str,
    binary: &'static str,
    feature: &'static str,
    /// A script in front of the glue.
    script: Option<&'static str>,
}

pub(super) const VARIANTS: [Variant; 3] = [
    Variant { name: "engine", binary: "engine", feature: "search", script: None },
    Variant { name: "markdown", binary: "engine", feature: "worker", script: None },
    Variant {
        name: "archive",
        binary: "archive",
        feature: "archive",
        script: Some("crates/engine/src/archive/fetch.js"),
    },
];

/// One variant's part of `dist/`.
pub(super) struct EngineFiles {
    /// The name of the script that a page starts as a worker.
    pub(super) script: String,
    pub(super) files: Files,
}

pub(super) fn build(project: &Project, variant: &Variant) -> Result<Outcome> {
    let Variant { name, binary, feature, script } = variant;
    let shrunk = project.workshop(&format!("{name}/small.wasm"));
    let stamp = Stamp::of(project, name, &INPUTS, &[])?;
    if stamp.is_current(&shrunk) {
        return Ok(Outcome::Skipped("up to date"));
    }
    project
        .publishing_job("cargo")
        .args(["build", "--locked", "--package", "tidings-engine", "--bin", binary, "--features", feature])
        .args(["--target", "wasm32-unknown-unknown", "--profile", "wasm"])
        .minutes(30)
        .remedy("the compiler's message above says what to change")
        .run()?;
    project
        .job("wasm-bindgen")
        .args(["--target", "no-modules", "--no-typescript", "--omit-default-module-path", "--out-name", "engine"])
        .args(["--remove-name-section", "--remove-producers-section", "--out-dir"])
        .arg(project.workshop(name))
        .arg(project.path(&format!("target/wasm32-unknown-unknown/wasm/{binary}.wasm")))
        .minutes(5)
        .remedy("`cargo xtask setup` brings the version that Cargo.lock asks for")
        .run()?;
    let glue = project.workshop(&format!("{name}/engine.js"));
    if let Some(script) = script {
        let text = format!("{}\n{}", read_text(&project.path(script))?, read_text(&glue)?);
        write_bytes(&glue, text.as_bytes())?;
    }
    super::shorten(project, &glue, &[])?;
    project
        .job("wasm-opt")
        .arg("-Oz")
        .arg(project.workshop(&format!("{name}/engine_bg.wasm")))
        .arg("-o")
        .arg(&shrunk)
        .minutes(15)
        .remedy("`cargo xtask setup` brings the version that is known to work")
        .run()?;
    stamp.record()?;
    Ok(Outcome::Done)
}

/// Names the built files by their content.
pub(super) fn files(project: &Project, variant: &Variant) -> Result<EngineFiles> {
    let wasm = read_bytes(&project.workshop(&format!("{}/small.wasm", variant.name)))?;
    let glue = read_text(&project.workshop(&format!("{}/engine.js", variant.name)))?;
    let (wasm, glue) = super::links::shorten(&wasm, &glue)?;
    Ok(name(variant.name, wasm, &glue))
}

fn name(variant: &str, wasm: Vec<u8>, glue: &str) -> EngineFiles {
    let wasm_name = format!("{variant}-{}_bg.wasm", short_hash(&wasm));
    let script = format!("{}\n{}", glue.trim_end(), START.replace("{wasm}", &wasm_name));
    let script_name = format!("{variant}-{}.js", short_hash(script.as_bytes()));
    let files = Files::from([(wasm_name, wasm), (script_name.clone(), script.into_bytes())]);
    EngineFiles { script: script_name, files }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_wasm_changes_both_names_and_the_script_asks_for_it() {
        let [one, two] = [b"one".to_vec(), b"two".to_vec()].map(|wasm| name("engine", wasm, "let wasm_bindgen;\n"));
        assert_ne!(one.script, two.script);
        let script = one.files.text(&one.script).unwrap();
        let wasm = one.files.names().find(|name| name.ends_with("_bg.wasm")).unwrap();
        assert!(script.starts_with("let wasm_bindgen;\nconst early"), "{script}");
        assert!(script.contains(&format!("module_or_path: \"{wasm}\"")), "{script}");
    }
}
