//! The tools that come as Node packages, kept in `.tools/node`.

use crate::progress::Outcome;
use crate::project::{Project, read_text};
use miette::{IntoDiagnostic, Result};

/// Its `wasm-opt` runs wherever Node does.
const BINARYEN: &str = "132.0.0";

/// Shortens wasm-bindgen's glue, 66 to 30 KB for the viewer's (brotli 8.8 to 7.0); Trunk's own minifier cannot parse it.
const TERSER: &str = "5.51.2";

/// The accessibility rules the browser tests apply.
const AXE: &str = "4.14.1";

/// The rules of the HTML standard that written pages are held against; the last major version for Node 20.
const HTML_VALIDATE: &str = "10.9.0";

pub(super) fn wasm_opt(project: &Project) -> Result<Outcome> {
    install(project, "binaryen", BINARYEN)
}

pub(super) fn terser(project: &Project) -> Result<Outcome> {
    install(project, "terser", TERSER)
}

pub(super) fn axe(project: &Project) -> Result<Outcome> {
    install(project, "axe-core", AXE)
}

pub(super) fn html_validate(project: &Project) -> Result<Outcome> {
    install(project, "html-validate", HTML_VALIDATE)
}

fn install(project: &Project, package: &str, version: &str) -> Result<Outcome> {
    if installed_version(project, package).as_deref() == Some(version) {
        return Ok(Outcome::Skipped("already there"));
    }
    project
        .job("npm")
        .args(["install", "--prefix", ".tools/node", "--save-exact", "--no-audit", "--no-fund", "--loglevel=error"])
        .arg(format!("{package}@{version}"))
        .minutes(10)
        .remedy(
            "install Node 20 or newer with npm (on Debian `apt-get install npm`), check the network, and run it again",
        )
        .run()?;
    Ok(Outcome::Noted(format!("installed {version} into .tools/node/")))
}

fn installed_version(project: &Project, package: &str) -> Option<String> {
    let manifest = read_text(&project.path(&format!(".tools/node/node_modules/{package}/package.json"))).ok()?;
    let manifest: serde_json::Value = serde_json::from_str(&manifest).into_diagnostic().ok()?;
    manifest.get("version")?.as_str().map(str::to_owned)
}
