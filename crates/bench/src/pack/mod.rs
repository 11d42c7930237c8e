//! Packing: how long, how much memory, how many bytes; and the same again after one article was edited.
//!
//! 1. Three publications: a blog with its pictures, a handbook of 14,384 pages, and a [`corpus`] of any size.
//! 2. Each turn packs into an empty folder with an empty cache; then one article is edited ([`source`]) and the same command runs
//!    again over what is there, as a publisher's would.
//! 3. [`update`] compares the two manifests: what a reader fetches who has everything in his offline copy.
//! 4. With the handbook [`hugo`] takes turns, if it is on this machine.
//! 5. [`report`] prints all of it, then one line for each publication, as the documentation has them.
//!
//! The command is the released `tidings` with its viewer inside; every run is a process of its own ([`crate::watch`]).

mod hugo;
mod report;
pub(crate) mod source;
pub(crate) mod update;

use std::fs;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use miette::{IntoDiagnostic, Result, WrapErr, miette};
use serde_json::Value;

use crate::corpus;
use crate::data::Data;
use crate::watch::{self, Seen};
use hugo::Peer;
use report::Line;
pub(crate) use source::Source;
use update::{Manifest, Update};

#[derive(Args)]
pub(crate) struct Choice {
    #[command(flatten)]
    data: Data,
    /// Only this one; give it again for a second one
    #[arg(long, value_name = "NAME")]
    only: Vec<Publication>,
    /// Articles of the corpus
    #[arg(long, default_value_t = 100_000)]
    articles: usize,
    /// How often each is packed; the median of an odd number is a run that happened
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u8).range(1..=99))]
    runs: u8,
    /// The command that packs
    #[arg(long, value_name = "PROGRAM", default_value = "target/release/tidings")]
    tidings: PathBuf,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Publication {
    Rustblog,
    Msdocs,
    Corpus,
}

/// Where sites and caches are written.
const WORKSHOP: &str = "target/bench/pack";

pub(crate) fn run(choice: &Choice) -> Result<()> {
    let tidings = choice.tidings.to_string_lossy().into_owned();
    if !choice.tidings.is_file() {
        return Err(miette!(help = "`cargo xtask bench pack` builds it", "there is no {tidings}"));
    }
    fs::create_dir_all(WORKSHOP).into_diagnostic().wrap_err(WORKSHOP)?;
    let mut lines = Vec::new();
    for publication in [Publication::Rustblog, Publication::Msdocs, Publication::Corpus] {
        if choice.only.is_empty() || choice.only.contains(&publication) {
            let found = measure(publication, choice, &tidings)?;
            print!("\n{}", report::detailed(&found));
            lines.extend(found);
        }
    }
    print!("\n{}", report::compact(&lines));
    Ok(())
}

/// Measures ours, and the peer in turn where there is one.
fn measure(publication: Publication, choice: &Choice, tidings: &str) -> Result<Vec<Line>> {
    let (name, folder) = match publication {
        Publication::Rustblog => ("rustblog".to_owned(), choice.data.unpacked("rustblog")?),
        Publication::Msdocs => ("msdocs".to_owned(), choice.data.unpacked("msdocs")?),
        Publication::Corpus => {
            let folder = corpus::default_folder(choice.articles);
            corpus::make(&choice.data, &folder, choice.articles, 1)?;
            (format!("corpus, {}", choice.articles), folder)
        }
    };
    let source = Source::read(&folder)?;
    let workshop = Path::new(WORKSHOP);
    let peer = if publication == Publication::Msdocs { Peer::prepare(&source, workshop)? } else { None };
    if publication == Publication::Msdocs && peer.is_none() {
        println!("there is no hugo on this machine, so nothing to compare with: on Debian `apt-get install hugo`");
    }
    let site = workshop.join("site");
    let command = command(tidings, &source, &site, publication)?;
    let mut ours = Line::new(name.clone(), "tidings".to_owned(), source.bytes);
    let mut theirs = peer.as_ref().map(|peer| Line::new(name.clone(), peer.version.clone(), source.bytes));
    let runs = usize::from(choice.runs);
    for turn in 0..runs {
        println!("{name}: run {} of {runs}", turn + 1);
        empty(&site)?;
        empty(&workshop.join("cache"))?;
        ours.first.push(timed(&command, workshop)?);
        let before = Manifest::read(&site)?;
        if turn == 0 {
            (ours.articles, (ours.files, ours.written)) = (articles(&site)?, weigh(&site)?);
        }
        {
            let _edit = source.edit(turn, runs)?;
            ours.again.push(timed(&command, workshop)?);
        }
        ours.updates.push(Update::since(&before, &site)?);
        if let (Some(peer), Some(line)) = (&peer, &mut theirs) {
            empty(&peer.output)?;
            line.first.push(timed(&peer.command(), workshop)?);
            if turn == 0 {
                (line.articles, (line.files, line.written)) = (source.files.len(), weigh(&peer.output)?);
            }
            let _edit = peer.source()?.edit(turn, runs)?;
            line.again.push(timed(&peer.command(), workshop)?);
        }
    }
    // Gigabytes nobody looks at.
    empty(&site)?;
    if let Some(peer) = &peer {
        empty(&peer.output)?;
    }
    Ok(std::iter::once(ours).chain(theirs).collect())
}

/// `tidings pack`, with an address for the collections that have no settings of their own: so they too get Atom and a sitemap.
fn command(tidings: &str, source: &Source, site: &Path, publication: Publication) -> Result<Vec<String>> {
    let text = |path: &Path| path.to_string_lossy().into_owned();
    let cache = Path::new(WORKSHOP).join("cache");
    let mut command = vec![tidings.to_owned(), "pack".to_owned(), text(&source.folder)];
    command.extend(["--output".to_owned(), text(site), "--cache".to_owned(), text(&cache)]);
    if publication != Publication::Corpus {
        let settings = Path::new(WORKSHOP).join("settings.toml");
        let address = "title = \"Documentation\"\nhome_page_url = \"https://docs.example/\"\n";
        fs::write(&settings, address).into_diagnostic()?;
        command.extend(["--settings".to_owned(), text(&settings)]);
    }
    Ok(command)
}

pub(crate) fn timed(command: &[String], workshop: &Path) -> Result<Seen> {
    let command: Vec<&str> = command.iter().map(String::as_str).collect();
    watch::run(&command, &workshop.join("last.log"))
}

pub(crate) fn empty(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).into_diagnostic().wrap_err_with(|| folder.display().to_string())
        }
        _ => Ok(()),
    }
}

/// Files below a folder, and their bytes.
pub(crate) fn weigh(folder: &Path) -> Result<(u64, u64)> {
    let (mut files, mut bytes) = (0, 0);
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry.into_diagnostic()?;
        if entry.file_type().is_file() {
            files += 1;
            bytes += entry.metadata().into_diagnostic()?.len();
        }
    }
    Ok((files, bytes))
}

/// The articles of a site, by its own count.
fn articles(site: &Path) -> Result<usize> {
    let bytes = fs::read(site.join("feed.json")).into_diagnostic().wrap_err("feed.json")?;
    let feed: Value = serde_json::from_slice(&bytes).into_diagnostic().wrap_err("feed.json")?;
    let packed = feed.pointer("/_tidings/packed/articles").and_then(Value::as_u64);
    let listed = || feed.get("items").and_then(Value::as_array).map(Vec::len);
    let count = packed.and_then(|count| usize::try_from(count).ok()).or_else(listed);
    count.ok_or_else(|| miette!("feed.json of {} has no items", site.display()))
}
