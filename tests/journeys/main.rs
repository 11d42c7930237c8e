//! What the README promises a publisher, natively: the commands as they are typed, and what comes out.
//!
//! 1. [`readme`]: every command in it exists, its example article can be packed.
//! 2. [`publish`]: the sample publication becomes a site, the same one each time, and a feed becomes one too.
//! 3. [`blog`]: a real blog of 750 posts, where its archive is at hand.
//!
//! No browser: what readers see is promised in `tests/e2e`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod blog;
mod publish;
mod readme;

use clap::Parser;
use std::path::Path;
use std::process::ExitCode;
use tidings_bundle::Bundle;
use tidings_pack::cli::{Cli, Command};
use tidings_pack::cmd;

/// Does what the words after `tidings` ask for.
fn tidings(words: &[&str]) -> miette::Result<ExitCode> {
    let cli = Cli::try_parse_from(std::iter::once("tidings").chain(words.iter().copied())).unwrap();
    match cli.command {
        Command::Pack(pack) => cmd::pack::run(&pack),
        Command::Check(check) => cmd::check::run(&check),
        Command::Serve(_) => unreachable!("a journey does not wait for a server"),
        other => unreachable!("no journey uses {other:?}"),
    }
}

/// Packs a source without the viewer, which need not be built for these tests.
fn pack(source: &Path, site: &Path) {
    let [source, site] = [source, site].map(|path| path.to_str().unwrap());
    tidings(&["pack", source, "-o", site, "--feed-only"]).unwrap();
}

/// Reads a site's feed as the viewer does.
fn feed(site: &Path) -> Bundle {
    tidings_bundle::decode(&std::fs::read(site.join("feed.json")).unwrap()).unwrap()
}
