//! Editions in one file: how large they are, and how soon one can be read from a disk.
//!
//! 1. A corpus of 1,000 articles and the real blog are exported, the blog with pictures as well; 10,000 articles as a folder.
//! 2. Each file is opened from the disk as often as asked, every time in a browser that has seen nothing. It is readable in the frame
//!    after a story's headline stands on the front page; the clock is the page's own, which begins when its address is gone to.
//!
//! Nothing is throttled: a disk has no line, and the wanted second is one of an ordinary computer.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use clap::Args;
use miette::{IntoDiagnostic, Result, miette};
use serde_json::Value;

use crate::browser::Driver;
use crate::corpus;
use crate::data::Data;
use crate::pack::weigh;
use crate::spread::Spread;

#[derive(Args)]
pub(crate) struct Choice {
    #[command(flatten)]
    data: Data,
    /// How often each file is opened
    #[arg(long, default_value_t = 5)]
    runs: usize,
    /// The command
    #[arg(long, default_value = "target/release/tidings")]
    tidings: PathBuf,
    /// Take the viewer from this folder
    #[arg(long, default_value = "dist")]
    viewer: PathBuf,
}

const ARTICLES: usize = 1000;
const ARCHIVE: usize = 10_000;
const WORKSHOP: &str = "target/bench/editions";
const PATIENCE: Duration = Duration::from_secs(60);

/// Notes when a story's headline has been painted.
const WITNESS: &str = "(() => {
    const look = () => document.querySelector('main[data-page=front] .story-headline a')
        ? requestAnimationFrame(() => {
            window.__readable = performance.now();
            window.__read = performance.getEntriesByType('resource').map((entry) => entry.name);
        })
        : requestAnimationFrame(look);
    look();
})()";

pub(crate) fn run(choice: &Choice) -> Result<()> {
    let corpus = corpus::default_folder(ARTICLES);
    corpus::make(&choice.data, &corpus, ARTICLES, corpus::SEED)?;
    let archive = corpus::default_folder(ARCHIVE);
    corpus::make(&choice.data, &archive, ARCHIVE, corpus::SEED)?;
    let blog = choice.data.unpacked("rustblog")?;
    std::fs::create_dir_all(WORKSHOP).into_diagnostic()?;
    let driver = Driver::start()?;
    println!("{:<34}{:>10}{:>12}{:>12}{:>12}   readable", "", "articles", "pages", "edition", "read");
    for (name, source, more) in [
        ("1,000 articles", &corpus, &["--single-file", "--pictures", "none"] as &[&str]),
        ("1,000 articles, in parts", &corpus, &["--single-file", "--pictures", "none", "--packed"]),
        ("blog, words only", &blog, &["--single-file", "--pictures", "none"]),
        ("blog, pictures of medium size", &blog, &["--single-file"]),
        ("10,000 articles, folder", &archive, &["--folder"]),
    ] {
        let output = Path::new(WORKSHOP).join(name.replace([' ', ','], "-"));
        let is_folder = more.contains(&"--folder");
        let output = if is_folder { output } else { output.with_extension("html") };
        let articles = export(choice, source, &output, more)?;
        let page = if is_folder { output.join("index.html") } else { output.clone() };
        let opened: Vec<Opened> = (0..choice.runs).map(|_| open(&driver, &page)).collect::<Result<_>>()?;
        let read = opened.iter().map(|opened| opened.bytes).max().unwrap_or_default();
        let times = Spread::of(opened.iter().map(|opened| opened.seconds));
        println!(
            "{name:<34}{articles:>10}{:>9.2} MB{:>9.2} MB{:>9.2} MB   {}",
            megabytes(pages_of(source)?),
            megabytes(if is_folder { weigh(&output)?.1 } else { std::fs::metadata(&page).into_diagnostic()?.len() }),
            megabytes(read),
            times.print(|seconds| format!("{seconds:.2} s"))
        );
    }
    Ok(())
}

fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

/// What opening a page from the disk came to.
struct Opened {
    /// Until the front page can be read.
    seconds: f64,
    /// Of the page and of the scripts and pictures beside it that it read until then.
    bytes: u64,
}

/// Answers how many articles are in the file, as the command says it.
fn export(choice: &Choice, source: &Path, file: &Path, more: &[&str]) -> Result<String> {
    let output = Command::new(&choice.tidings)
        .arg("export")
        .arg(source)
        .arg("-o")
        .arg(file)
        .arg("--viewer")
        .arg(&choice.viewer)
        .args(more)
        .output()
        .into_diagnostic()?;
    let said = String::from_utf8_lossy(&output.stdout);
    let articles = said.split(": ").nth(1).and_then(|said| said.split(' ').next());
    match articles.filter(|_| output.status.success()) {
        Some(articles) => Ok(articles.to_owned()),
        None => Err(miette!("{}", String::from_utf8_lossy(&output.stderr))),
    }
}

/// Bytes of the Markdown files of a source.
fn pages_of(source: &Path) -> Result<u64> {
    let mut bytes = 0;
    for entry in walkdir::WalkDir::new(source) {
        let entry = entry.into_diagnostic()?;
        if entry.path().extension().is_some_and(|extension| extension == "md") {
            bytes += entry.metadata().into_diagnostic()?.len();
        }
    }
    Ok(bytes)
}

fn open(driver: &Driver, page: &Path) -> Result<Opened> {
    let session = driver.session()?;
    session.before_each_page(WITNESS)?;
    let page = page.canonicalize().into_diagnostic()?;
    session.open(&format!("file://{}", page.display()))?;
    let started = Instant::now();
    loop {
        if let Some(milliseconds) = session.evaluate("return window.__readable ?? null")?.as_f64() {
            let names = session.evaluate("return window.__read")?;
            let names = names.as_array().into_iter().flatten().filter_map(Value::as_str);
            let files = names.filter_map(|name| name.strip_prefix("file://"));
            let beside: u64 = files.filter_map(|path| std::fs::metadata(path).ok()).map(|data| data.len()).sum();
            let bytes = page.metadata().into_diagnostic()?.len() + beside;
            return Ok(Opened { seconds: milliseconds / 1000.0, bytes });
        }
        if started.elapsed() > PATIENCE {
            return Err(miette!("{} shows no story", page.display()));
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}
