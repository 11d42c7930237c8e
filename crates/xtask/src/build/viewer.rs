//! The viewer, through Trunk: `index.html` names what it is made of, `Trunk.toml` how.

use crate::progress::Outcome;
use crate::project::{Project, read_text, write_bytes};
use crate::stamp::{Stamp, files_below};
use miette::Result;
use std::path::PathBuf;

/// Whatever decides how the viewer comes out.
const INPUTS: [&str; 12] = [
    "Cargo.lock",
    "Cargo.toml",
    "Trunk.toml",
    "index.html",
    "src",
    "style",
    "crates/bundle",
    "crates/engine",
    "crates/markup",
    "crates/xtask/src/style.rs",
    "crates/xtask/src/build/glue.rs",
    "crates/xtask/src/build/viewer.rs",
];

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

    fn options(self) -> &'static [&'static str] {
        match self {
            Flavour::Published => &[],
            Flavour::WithoutSanitiser => &["--features", "unsafe-no-sanitiser"],
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
        .args(["build", "--release", "--locked", "--offline", "--skip-version-check", "--dist"])
        .arg(&folder)
        .args(flavour.options())
        // Trunk reads this variable as a boolean and stops at the `1` that others are content with.
        .env("NO_COLOR", "true")
        .minutes(30)
        .remedy("the message above says what to change; if a tool is missing, `cargo xtask setup`")
        .run()?;
    for path in files_below(&folder)? {
        if path.extension().is_some_and(|extension| extension == "js") {
            write_bytes(&path, super::glue::with_our_start(&read_text(&path)?)?.as_bytes())?;
            super::shorten(project, &path, &["--module"])?;
        }
    }
    stamp.record()?;
    Ok(Outcome::Done)
}
