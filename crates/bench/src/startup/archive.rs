//! Packed archives of different sizes: what opening one costs, and what the viewer holds of it in memory.
//!
//! 1. The front page is opened as often as every page ([`visit`]); memory is taken after the last time.
//! 2. There a section is gone to and one filter of its first group is chosen; memory again.
//! 3. The oldest article is opened by its address, in a browser that has seen nothing; memory again.
//!
//! Memory is what the page's JavaScript holds after its garbage was collected, with the memory of every wasm module in the page.
//! The search engine runs in a worker of its own and is started by a search only, which nobody makes here: a worker would fail the
//! measurement rather than be left out of it.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use miette::{Result, miette};
use serde_json::Value;

use super::report::{self, Column};
use super::sites::{beginning, first_article, read_bundle, read_feed};
use super::visit::{Page, Visit, visit, wait_for_quiet};
use crate::browser::{Driver, Session};
use crate::server::{Server, Site};

/// A list of an archive, through the throttled line.
const PATIENCE: Duration = Duration::from_secs(60);

const GO_TO_SECTION: &str = "document.querySelector('main a[href*=\"/c/\"], .sections a').click()";
const SECTION_IS_THERE: &str = "return !!document.querySelector('main[data-page=category] .story-list .story')";
const FILTER: &str = "document.querySelector('.facet-option:not([aria-current])').click()";
const FILTER_IS_THERE: &str =
    "return !!document.querySelector('.chips a, .chip') && !!document.querySelector('.story-list .story')";

/// What is measured of one archive.
struct Measured {
    front: Column,
    oldest: Column,
    /// What the filter fetched.
    filter_bytes: u64,
    /// MB after opening, after a filter, after opening the oldest article.
    memory: [f64; 3],
}

pub(super) fn run(archives: &[PathBuf], runs: usize, driver: &Driver) -> Result<()> {
    let mut measured = Vec::new();
    for folder in archives {
        measured.push(measure(folder, runs, driver)?);
    }
    let memories: Vec<_> =
        measured.iter().map(|archive| (archive.front.name.clone(), archive.filter_bytes, archive.memory)).collect();
    let (fronts, oldest): (Vec<_>, Vec<_>) =
        measured.into_iter().map(|archive| (archive.front, archive.oldest)).unzip();
    println!("{}", report::table("archive, front page", &fronts));
    println!("{}", report::table("… its oldest article", &oldest));
    println!(
        "{:<26}{:>16}{:>16}{:>16}{:>20}",
        "viewer memory, MB", "opened", "filtered", "oldest article", "filter fetched"
    );
    for (name, filter_bytes, [opened, filtered, oldest]) in memories {
        let fetched = format!("{} KB", filter_bytes / 1_000);
        println!("  {name:<24}{opened:>16.1}{filtered:>16.1}{oldest:>16.1}{fetched:>20}");
    }
    println!();
    Ok(())
}

fn measure(folder: &Path, runs: usize, driver: &Driver) -> Result<Measured> {
    let entry = read_bundle(folder)?;
    let packed = entry.packed.as_ref().ok_or_else(|| miette!("{} is no archive in parts", folder.display()))?;
    let name = format!("{} articles", packed.articles);
    let first = first_article(&entry).ok_or_else(|| miette!("{} is empty", folder.display()))?;
    let front = Page { path: "/".to_owned(), wanted: beginning(first.headline()), has_viewer: true };
    let oldest = read_feed(&folder.join("feed-1.json"))?;
    let oldest = oldest.articles.last().ok_or_else(|| miette!("feed-1.json is empty"))?;
    let old_page =
        Page { path: format!("/a/{}/", oldest.slug), wanted: beginning(oldest.headline()), has_viewer: true };

    let server = Server::start(Site::new(folder.to_owned()))?;
    let (front_visits, session) = open(driver, &server, &front, runs)?;
    let opened = memory(&session)?;
    server.take_counts();
    act(&session, &server, GO_TO_SECTION, SECTION_IS_THERE)?;
    act(&session, &server, FILTER, FILTER_IS_THERE)?;
    let filter_bytes = server.take_counts().bytes;
    let filtered = memory(&session)?;
    drop(session);
    let (old_visits, session) = open(driver, &server, &old_page, runs)?;
    let old = memory(&session)?;
    Ok(Measured {
        front: Column { name: name.clone(), visits: front_visits },
        oldest: Column { name, visits: old_visits },
        filter_bytes,
        memory: [opened, filtered, old],
    })
}

/// Opens a page once for the server, which compresses what it is asked for the first time, then as often as measured.
fn open<'d>(driver: &'d Driver, server: &Server, page: &Page, runs: usize) -> Result<(Vec<Visit>, Session<'d>)> {
    let (_, mut session) = visit(driver, server, page)?;
    let mut visits = Vec::new();
    for _ in 0..runs {
        let (measured, now) = visit(driver, server, page)?;
        visits.push(measured);
        session = now;
    }
    Ok((visits, session))
}

/// Does what a reader does and waits for what must come of it.
fn act(session: &Session<'_>, server: &Server, action: &str, is_there: &str) -> Result<()> {
    session.evaluate(action)?;
    let started = Instant::now();
    loop {
        wait_for_quiet(server, started);
        if session.evaluate(is_there)? == Value::Bool(true) {
            return Ok(());
        }
        if started.elapsed() > PATIENCE {
            let text = session.evaluate("return document.body.innerText.slice(0, 300)")?;
            return Err(miette!("nothing came of {action}; the page shows {text}"));
        }
    }
}

/// MB that the viewer holds.
fn memory(session: &Session<'_>) -> Result<f64> {
    let workers = session.workers()?;
    if workers > 0 {
        return Err(miette!("{workers} workers run beside the page, whose memory nothing here would count"));
    }
    let wasm =
        session.evaluate("return window.__memories.reduce((sum, memory) => sum + memory.buffer.byteLength, 0)")?;
    let wasm = wasm.as_f64().filter(|bytes| *bytes > 0.0).ok_or_else(|| miette!("the page has no wasm"))?;
    Ok((wasm + session.collected_heap()?) / 1e6)
}
