//! The viewer, through Trunk: `index.html` names what it is made of, `Trunk.toml` how.
//!
//! Trunk has it compiled and puts the page together around it. What it makes of the wasm is one file; [`super::split`] makes two of it,
//! which take its place.

use super::split::split;
use crate::progress::Outcome;
use crate::project::{Project, write_bytes};
use crate::stamp::{Stamp, files_below};
use miette::Result;
use std::path::PathBuf;

/// Whatever decides how the viewer comes out.
const INPUTS: [&str; 15] = [
    "Cargo.lock",
    "Cargo.toml",
    "Trunk.toml",
    "build.rs",
    "index.html",
    "src",
    "style",
    "crates/bundle",
    "crates/engine",
    "crates/markup",
    "crates/xtask/src/style.rs",
    "crates/xtask/src/build/glue.rs",
    "crates/xtask/src/build/links.rs",
    "crates/xtask/src/build/split.rs",
    "crates/xtask/src/build/viewer.rs",
];

/// The second wasm file, until its content gives it a name.
const SECOND: &str = "lazy-_bg.wasm";

/// Which viewer is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Flavour {
    /// The one that is published.
    Published,
    /// Takes content as it comes: what the tests of hostile content are shown to fail with.
    WithoutSanitiser,
}

impl Flavour {
    fn name(self) -> &'static str {
        match self {
            Flavour::Published => "viewer",
            Flavour::WithoutSanitiser => "viewer-without-sanitiser",
        }
    }

    fn features(self) -> &'static str {
        match self {
            Flavour::Published => "split",
            Flavour::WithoutSanitiser => "split,unsafe-no-sanitiser",
        }
    }
}

/// Where Trunk leaves its part of `dist/`.
pub(super) fn folder(project: &Project, flavour: Flavour) -> PathBuf {
    project.workshop(flavour.name())
}

pub(super) fn build(project: &Project, flavour: Flavour) -> Result<Outcome> {
    let folder = folder(project, flavour);
    let stamp = Stamp::of(project, flavour.name(), &INPUTS, &[])?;
    if stamp.is_current(&folder.join("index.html")) {
        return Ok(Outcome::Skipped("up to date"));
    }
    project
        .publishing_job("trunk")
        // Not `--release`, or it would shrink what is not yet split.
        .args(["build", "--cargo-profile", "wasm", "--locked", "--offline", "--skip-version-check"])
        .args(["--features", flavour.features(), "--dist"])
        .arg(&folder)
        // Trunk reads this variable as a boolean and stops at the `1` that others are content with.
        .env("NO_COLOR", "true")
        .minutes(30)
        .remedy("the message above says what to change; if a tool is missing, `cargo xtask setup`")
        .run()?;
    let workshop = project.workshop(&format!("{}-split", flavour.name()));
    let halves = split(project, &project.path("target/wasm32-unknown-unknown/wasm/viewer.wasm"), &workshop)?;
    let glue = super::glue::with_our_start(&halves.glue, SECOND)?;
    let (first, second, glue) = super::links::shorten_both(&halves.first, &halves.second, &glue)?;
    write_bytes(&folder.join(SECOND), &second)?;
    for path in files_below(&folder)? {
        match path.extension().and_then(|extension| extension.to_str()) {
            Some("js") => {
                write_bytes(&path, glue.as_bytes())?;
                super::shorten(project, &path, &["--module"])?;
            }
            Some("wasm") if !path.ends_with(SECOND) => write_bytes(&path, &first)?,
            _ => {}
        }
    }
    stamp.record()?;
    Ok(Outcome::Done)
}
