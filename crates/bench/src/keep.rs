//! What a browser fetches that keeps a whole archive, when one article of it is edited: by the requests that reach the host.
//!
//! 1. The archive is packed and served; Chromium opens it and keeps all of it, as a reader asks for it on the page of saved articles.
//! 2. One article is edited and the archive packed again, in the same place.
//! 3. The reader comes back. Once what is kept is of the new revision, the requests are told: the page itself, the check for another viewer,
//!    the entry, and what the update fetches. The host sends everything whole, also what has not changed, and lets nothing be cached.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use clap::Args;
use miette::{IntoDiagnostic, Result, miette};
use serde_json::Value;

use crate::browser::{Driver, Session};
use crate::corpus;
use crate::data::Data;
use crate::pack::{Source, empty, timed};
use crate::server::{Server, Site};

#[derive(Args)]
pub(crate) struct Choice {
    #[command(flatten)]
    data: Data,
    /// How many articles the archive has
    #[arg(long, default_value_t = 10_000)]
    articles: usize,
    /// How often an article is edited
    #[arg(long, default_value_t = 3)]
    runs: usize,
    /// The command
    #[arg(long, default_value = "target/release/tidings")]
    tidings: PathBuf,
}

const WORKSHOP: &str = "target/bench/keep";
/// For one stretch of keeping, and for an update.
const PATIENCE: Duration = Duration::from_secs(120);

/// Asks the service worker for one stretch after the other until all is kept, or it cannot be.
const KEEP: &str = "(async () => {
    const { active } = await navigator.serviceWorker.ready;
    const ask = () => new Promise((done) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = ({ data }) => done(data);
        active.postMessage({ type: 'hold', images: true, names: '' }, [port2]);
    });
    do window.__kept = await ask(); while (window.__kept.state === 'part' && !window.__kept.reason);
})()";

/// Which revision is kept whole; `?` after its name while another is on its way.
const REVISION: &str = "(async () => {
    const names = (await caches.keys()).filter((name) => / (kept |change$)/.test(name));
    const plans = await Promise.all(names.map(async (name) => (await (await caches.open(name)).match(new URL('.kept', location.origin + '/')))?.json()));
    window.__revision = plans.map((plan) => plan?.isWhole ? plan.manifest : '?').join(' ');
})()";

pub(crate) fn run(choice: &Choice) -> Result<()> {
    let folder = corpus::default_folder(choice.articles);
    corpus::make(&choice.data, &folder, choice.articles, corpus::SEED)?;
    let source = Source::read(&folder)?;
    let workshop = Path::new(WORKSHOP);
    std::fs::create_dir_all(workshop).into_diagnostic()?;
    let site = workshop.join("site");
    let text = |path: &Path| path.to_string_lossy().into_owned();
    let tidings = text(&choice.tidings);
    let cache = text(&workshop.join("cache"));
    let command = [
        tidings,
        "pack".to_owned(),
        text(&source.folder),
        "--output".to_owned(),
        text(&site),
        "--cache".to_owned(),
        cache,
    ];
    empty(&site)?;
    timed(&command, workshop)?;

    let driver = Driver::start()?;
    let session = driver.session()?;
    let server = Server::start(Site::uncached(site.clone()))?;
    session.open(&format!("{}/", server.origin))?;
    wait(&session, "return navigator.serviceWorker?.controller ? true : null", PATIENCE)?;
    server.take_log();
    session.evaluate(KEEP)?;
    let kept = wait_until(&session, "return window.__kept ?? null", PATIENCE * 10, |kept| {
        kept.get("state").and_then(Value::as_str) != Some("part")
    })?;
    if kept.get("state").and_then(Value::as_str) != Some("kept") {
        return Err(miette!("the archive is not kept: {kept}"));
    }
    let log = server.take_log();
    println!("{} articles, kept: {} requests, {:.1} MB", choice.articles, log.len(), sum(&log) as f64 / 1e6);
    for turn in 0..choice.runs {
        let _edit = source.edit(turn, choice.runs)?;
        timed(&command, workshop)?;
        server.read_anew();
        let wanted = revision(&site)?;
        server.take_log();
        session.open(&format!("{}/", server.origin))?;
        wait(&session, "return document.querySelector('main[data-page=front]') ? true : null", PATIENCE)?;
        let started = Instant::now();
        loop {
            session.evaluate(REVISION)?;
            let now = wait(&session, "return window.__revision ?? null", PATIENCE)?;
            if now == wanted.as_str() {
                break;
            }
            if started.elapsed() > PATIENCE {
                return Err(miette!("what is kept is of revision {now}, the host has {wanted}"));
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        let log = server.take_log();
        println!("after edit {}: {} requests, {:.1} KB", turn + 1, log.len(), sum(&log) as f64 / 1e3);
        for (path, bytes) in log {
            println!("  {bytes:>8}  {path}");
        }
    }
    Ok(())
}

fn sum(log: &[(String, u64)]) -> u64 {
    log.iter().map(|(_, bytes)| bytes).sum()
}

/// The hash of the manifest that the site's entry names.
fn revision(site: &Path) -> Result<String> {
    let entry: Value =
        serde_json::from_slice(&std::fs::read(site.join("feed.json")).into_diagnostic()?).into_diagnostic()?;
    let named = entry.pointer("/_tidings/packed/manifest").and_then(Value::as_str);
    named.map(str::to_owned).ok_or_else(|| miette!("{} is no archive", site.display()))
}

fn wait(session: &Session<'_>, script: &str, patience: Duration) -> Result<Value> {
    wait_until(session, script, patience, |value| !value.is_null())
}

fn wait_until(
    session: &Session<'_>,
    script: &str,
    patience: Duration,
    is_it: impl Fn(&Value) -> bool,
) -> Result<Value> {
    let started = Instant::now();
    loop {
        let value = session.evaluate(script)?;
        if !value.is_null() && is_it(&value) {
            return Ok(value);
        }
        if started.elapsed() > patience {
            return Err(miette!("waited in vain for {script}: {value}"));
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}
