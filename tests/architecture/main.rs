//! Fails on an arrow that ARCHITECTURE.md does not draw.
//!
//! 1. [`packages`]: what each manifest may depend on.
//! 2. [`purity`]: what the source of the pure crates may not name: clocks, files, the network, the browser, the machine.
//! 3. [`layers`]: which part of the viewer may name which.
//!
//! Each rule is a function from text to complaints, tried on wrong samples too: a check that cannot fail is a defect.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod layers;
mod packages;
mod purity;
mod source;

use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Panics with every complaint, so that one run shows them all.
fn expect_none(complaints: Vec<String>) {
    assert!(complaints.is_empty(), "\n{}\n(the arrows and their reasons: ARCHITECTURE.md)", complaints.join("\n"));
}
