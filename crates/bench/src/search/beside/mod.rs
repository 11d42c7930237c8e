//! Our search beside others, on the same articles, with the same queries, in the same run.
//!
//! 1. A [`corpus`] of each size is packed, and titles and texts of its articles are taken from the site: every engine gets these.
//! 2. [`ours`]: the packed site, as `tidings search` tells what a browser fetches. [`pagefind`]: its own index of pages with these texts, in
//!    Chromium, from a server that counts. [`whole`]: MiniSearch and FlexSearch in Node, of which a browser fetches the whole index before a first
//!    answer. [`native`]: tantivy in this process, which no browser runs; it stands for what speed costs.
//! 3. [`outcome`] is what is known of each, [`report`] the tables, [`plot`] the first visit's bytes over the number of articles. Both are
//!    written below `target/bench/`.
//!
//! Counted are bodies as sent: brotli 9 for what grows with the archive, 11 for code, and what is packed already as it is.

mod native;
mod ours;
mod outcome;
mod pagefind;
mod plot;
mod report;
mod whole;

use std::fs;
use std::path::{Path, PathBuf};

use miette::{IntoDiagnostic, Result, WrapErr, miette};

use super::queries::{Kind, queries};
use super::{Article, site};
use crate::corpus;
use crate::data::Data;
use crate::pack::{empty, timed};
use crate::watch::Seen;
use outcome::Outcome;

const WORKSHOP: &str = "target/bench/search";
const TABLES: &str = "target/bench/search.md";
const PLOT: &str = "target/bench/search.svg";

/// Results of a page.
const PAGE: usize = 10;

/// One archive, and what is asked of it.
struct Archive {
    site: PathBuf,
    articles: Vec<Article>,
    kinds: Vec<Kind>,
    /// Bytes of titles and texts.
    text: u64,
    /// The run that packed it.
    packed: Seen,
}

/// What all engines did with one archive.
struct Size {
    articles: usize,
    text: u64,
    packed: Seen,
    /// Names of the kinds of queries, and how many of each.
    kinds: Vec<(&'static str, usize)>,
    outcomes: Vec<Outcome>,
}

pub(super) fn run(data: &Data, tidings: &Path, sizes: &[usize], count: usize) -> Result<()> {
    if !tidings.is_file() {
        return Err(miette!(help = "`cargo xtask bench search` builds it", "there is no {}", tidings.display()));
    }
    fs::create_dir_all(WORKSHOP).into_diagnostic().wrap_err(WORKSHOP)?;
    let mut measured = Vec::new();
    for articles in sizes {
        let archive = pack(data, tidings, *articles, count)?;
        let size = measure(&archive, tidings)?;
        println!("\n{}", report::tables(&size));
        measured.push(size);
        // Gigabytes nobody looks at.
        empty(&archive.site)?;
    }
    let tables: String = measured.iter().map(|size| format!("\n{}", report::tables(size))).collect();
    fs::write(TABLES, format!("# Search beside others\n\n{}{tables}", report::PREFACE))
        .into_diagnostic()
        .wrap_err(TABLES)?;
    fs::write(PLOT, plot::svg(&report::lines(&measured))).into_diagnostic().wrap_err(PLOT)?;
    println!("written to {TABLES} and {PLOT}");
    Ok(())
}

fn pack(data: &Data, tidings: &Path, articles: usize, count: usize) -> Result<Archive> {
    let source = corpus::default_folder(articles);
    corpus::make(data, &source, articles, corpus::SEED)?;
    let site = Path::new(WORKSHOP).join(format!("site-{articles}"));
    empty(&site)?;
    println!("packing {articles} articles");
    let [program, from, to] = [tidings, &source, &site].map(|path| path.to_string_lossy().into_owned());
    let options = ["--packed", "--no-cache"].map(str::to_owned);
    let command: Vec<String> =
        [program, "pack".to_owned(), from, "-o".to_owned(), to].into_iter().chain(options).collect();
    let packed = timed(&command, Path::new(WORKSHOP))?;
    let articles = site::articles(&site)?;
    let kinds = queries(&articles, count);
    let text = articles.iter().map(|article| (article.title.len() + article.text.len()) as u64).sum();
    Ok(Archive { site, articles, kinds, text, packed })
}

type Measure<'m> = &'m dyn Fn() -> Result<Vec<Outcome>>;

fn measure(archive: &Archive, tidings: &Path) -> Result<Size> {
    let peers: [(&str, Measure<'_>); 3] = [
        ("pagefind", &|| pagefind::measure(archive).map(|one| vec![one])),
        ("the engines with a whole index", &|| whole::measure(archive)),
        ("tantivy", &|| native::measure(archive).map(|one| vec![one])),
    ];
    println!("searching with tidings");
    let mut outcomes = vec![ours::measure(archive, tidings)?];
    for (name, measure) in peers {
        println!("searching with {name}");
        match measure() {
            Ok(more) => outcomes.extend(more),
            // The others are measured all the same; the table lacks it visibly.
            Err(report) => println!("{name} could not be measured: {report:?}"),
        }
    }
    Ok(Size {
        articles: archive.articles.len(),
        text: archive.text,
        packed: archive.packed,
        kinds: archive.kinds.iter().map(|kind| (kind.name, kind.queries.len())).collect(),
        outcomes,
    })
}

/// Bytes of code as a good host sends it.
fn brotli_11(bytes: &[u8]) -> Result<u64> {
    let mut packed = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, ..Default::default() };
    brotli::BrotliCompress(&mut &*bytes, &mut packed, &parameters).into_diagnostic()?;
    Ok(packed.len() as u64)
}
