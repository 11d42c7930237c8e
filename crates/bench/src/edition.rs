//! Editions in one file: how large they are, and how soon one can be read from a disk.
//!
//! 1. A corpus of 1,000 articles and the real blog are exported, the blog with pictures as well.
//! 2. Each file is opened from the disk as often as asked, every time in a browser that has seen nothing. It is readable in the frame
//!    after a story's headline stands on the front page; the clock is the page's own, which begins when its address is gone to.
//!
//! Nothing is throttled: a disk has no line, and the wanted second is one of an ordinary computer.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use clap::Args;
use miette::{IntoDiagnostic, Result, miette};

use crate::browser::Driver;
use crate::corpus;
use crate::data::Data;
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
const WORKSHOP: &str = "target/bench/editions";
const PATIENCE: Duration = Duration::from_secs(60);

/// Notes when a story's headline has been painted.
const WITNESS: &str = "(() => {
    const look = () => document.querySelector('main[data-page=front] .story-headline a')
        ? requestAnimationFrame(() => { window.__readable = performance.now(); })
        : requestAnimationFrame(look);
    look();
})()";

pub(crate) fn run(choice: &Choice) -> Result<()> {
    let corpus = corpus::default_folder(ARTICLES);
    corpus::make(&choice.data, &corpus, ARTICLES, corpus::SEED)?;
    let blog = choice.data.unpacked("rustblog")?;
    std::fs::create_dir_all(WORKSHOP).into_diagnostic()?;
    let driver = Driver::start()?;
    println!("{:<34}{:>10}{:>12}{:>12}   readable", "", "articles", "pages", "file");
    for (name, source, more) in [
        ("1,000 articles", &corpus, &["--pictures", "none"] as &[&str]),
        ("1,000 articles, in parts", &corpus, &["--pictures", "none", "--packed"]),
        ("blog, words only", &blog, &["--pictures", "none"]),
        ("blog, pictures of medium size", &blog, &[]),
    ] {
        let file = Path::new(WORKSHOP).join(format!("{}.html", name.replace([' ', ','], "-")));
        let articles = export(choice, source, &file, more)?;
        let text = text_of(source)?;
        let bytes = std::fs::metadata(&file).into_diagnostic()?.len();
        let times: Vec<f64> = (0..choice.runs).map(|_| readable(&driver, &file)).collect::<Result<_>>()?;
        let times = Spread::of(times).print(|seconds| format!("{seconds:.2} s"));
        println!("{name:<34}{articles:>10}{:>9.2} MB{:>9.2} MB   {times}", megabytes(text), megabytes(bytes));
    }
    Ok(())
}

fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

/// Answers how many articles are in the file, as the command says it.
fn export(choice: &Choice, source: &Path, file: &Path, more: &[&str]) -> Result<String> {
    let output = Command::new(&choice.tidings)
        .arg("export")
        .arg(source)
        .args(["--single-file", "-o"])
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

/// Bytes of the pages of a source, with their front matter.
fn text_of(source: &Path) -> Result<u64> {
    let mut bytes = 0;
    let mut waiting = vec![source.to_owned()];
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(folder).into_diagnostic()? {
            let path = entry.into_diagnostic()?.path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|extension| extension == "md") {
                bytes += path.metadata().into_diagnostic()?.len();
            }
        }
    }
    Ok(bytes)
}

/// Seconds until the front page can be read.
fn readable(driver: &Driver, file: &Path) -> Result<f64> {
    let session = driver.session()?;
    session.before_each_page(WITNESS)?;
    let file = file.canonicalize().into_diagnostic()?;
    session.open(&format!("file://{}", file.display()))?;
    let started = Instant::now();
    loop {
        if let Some(milliseconds) = session.evaluate("return window.__readable ?? null")?.as_f64() {
            return Ok(milliseconds / 1000.0);
        }
        if started.elapsed() > PATIENCE {
            return Err(miette!("{} shows no story", file.display()));
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}
