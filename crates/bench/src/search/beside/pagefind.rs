//! Pagefind: pages with the same texts, indexed by its command and searched by its script in Chromium.
//!
//! Each query is the first on its page, of a server that forbids keeping anything, so all its bytes are counted: script, wasm, its catalogue of
//! pages, pieces of the index, and a fragment for each result of the first page, which is what ours fetches rows for.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use miette::{IntoDiagnostic, Result, WrapErr, miette};
use serde_json::Value;
use tidings_markup::escape;

use super::outcome::{Answer, Outcome, forgiven};
use super::{Archive, PAGE, WORKSHOP, brotli_11};
use crate::browser::{Driver, Session};
use crate::npm::{self, Package};
use crate::pack::{empty, timed};
use crate::peers::node::FOLDER;
use crate::search::Article;
use crate::server::{Server, Site};

const PACKAGE: Package = Package { name: "pagefind", version: "1.6.0" };
/// Where the command puts its index, below the pages.
const BUNDLE: &str = "pagefind";
/// Pages of a folder.
const PER_FOLDER: usize = 1_000;
/// For one page on this machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// Starts the engine and leaves behind how to ask it.
const OPEN: &str = "return (async () => {
  const pagefind = await import('/pagefind/pagefind.js');
  await pagefind.init();
  window.__ask = async (query, page) => {
    const found = await pagefind.search(query);
    const shown = await Promise.all(found.results.slice(0, page).map((result) => result.data()));
    return shown.map((result) => result.url);
  };
  return true;
})()";

pub(super) fn measure(archive: &Archive) -> Result<Outcome> {
    npm::install(Path::new(FOLDER), &[PACKAGE])?;
    let pages = Path::new(WORKSHOP).join("pagefind-pages");
    write(&archive.articles, &pages)?;
    let command = Path::new(FOLDER).join("node_modules/pagefind/lib/runner/bin.cjs");
    let command =
        ["node", &*command.to_string_lossy(), "--site", &*pages.to_string_lossy(), "--silent"].map(str::to_owned);
    let built = timed(&command, Path::new(WORKSHOP))?;
    let (weights, code) = (weights(&pages.join(BUNDLE))?, code(&pages.join(BUNDLE))?);
    let of = |ending: &str| weights.get(ending).copied().unwrap_or_default();

    let driver = Driver::start()?;
    let server = Server::start(Site::uncached(pages.clone()))?;
    let session = driver.session()?;
    let mut answers = Vec::new();
    for asked in archive.kinds.iter().flat_map(|kind| &kind.queries) {
        answers.push(ask(&session, &server, answers.len(), asked.text.trim_end())?);
    }
    empty(&pages)?;
    Ok(Outcome {
        engine: PACKAGE.title(),
        setting: "as it comes",
        code: Some(code),
        index: vec![("catalogue of pages".to_owned(), of("pf_meta")), ("index".to_owned(), of("pf_index"))],
        rows: Some(of("pf_fragment")),
        build_seconds: built.seconds,
        build_memory: built.memory,
        // It works in a worker, whose memory the browser does not tell.
        memory: None,
        forgiven: forgiven(archive, &answers),
        answers,
    })
}

/// A page for each article, and an empty one to search from.
fn write(articles: &[Article], pages: &Path) -> Result<()> {
    empty(pages)?;
    let put = |path: PathBuf, text: &str| {
        fs::write(&path, text).into_diagnostic().wrap_err_with(|| path.display().to_string())
    };
    for (place, article) in articles.iter().enumerate() {
        let folder = pages.join((place / PER_FOLDER).to_string());
        if place % PER_FOLDER == 0 {
            fs::create_dir_all(&folder).into_diagnostic().wrap_err_with(|| folder.display().to_string())?;
        }
        put(folder.join(format!("{place}.html")), &page(article))?;
    }
    // No icon, which a browser would ask for; no body for Pagefind, which indexes only what is marked once anything is.
    put(pages.join("blank.html"), "<!DOCTYPE html><link rel=icon href=data:,><title>blank</title>")
}

fn page(article: &Article) -> String {
    let title = escape(&article.title);
    let paragraphs: String = article.text.split('\n').filter(|line| !line.trim().is_empty()).map(paragraph).collect();
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title}</title></head>\n\
         <body><main data-pagefind-body><h1>{title}</h1>\n{paragraphs}</main></body></html>\n"
    )
}

fn paragraph(line: &str) -> String {
    format!("<p>{}</p>\n", escape(line))
}

/// Bytes of the bundle's files by their endings; they are compressed already.
fn weights(bundle: &Path) -> Result<BTreeMap<String, u64>> {
    let mut weights = BTreeMap::new();
    for entry in walkdir::WalkDir::new(bundle) {
        let entry = entry.into_diagnostic()?;
        if entry.file_type().is_file() {
            let ending = entry.path().extension().unwrap_or_default().to_string_lossy().into_owned();
            *weights.entry(ending).or_insert(0) += entry.metadata().into_diagnostic()?.len();
        }
    }
    Ok(weights)
}

/// Bytes of script, worker and wasm, which is compressed already.
fn code(bundle: &Path) -> Result<u64> {
    let read = |name: &str| {
        let path = bundle.join(name);
        fs::read(&path).into_diagnostic().wrap_err_with(|| path.display().to_string())
    };
    let scripts = brotli_11(&read("pagefind.js")?)? + brotli_11(&read("pagefind-worker.js")?)?;
    Ok(scripts + read("wasm.en.pagefind")?.len() as u64)
}

/// One query on a page of its own.
fn ask(session: &Session<'_>, server: &Server, number: usize, query: &str) -> Result<Answer> {
    session.open(&format!("{}/blank.html?{number}", server.origin))?;
    let is_there = format!("return location.search === '?{number}' && document.readyState === 'complete'");
    let started = Instant::now();
    while session.evaluate(&is_there)? != Value::Bool(true) {
        if started.elapsed() > PATIENCE {
            return Err(miette!("the page for Pagefind does not open"));
        }
    }
    server.take_counts();
    session.evaluate(OPEN)?;
    let query = Value::from(query);
    let shown = session.evaluate(&format!("return window.__ask({query}, {PAGE})"))?;
    let counts = server.take_counts();
    let hits = shown.as_array().ok_or_else(|| miette!("Pagefind answers {shown}"))?;
    let hits = hits.iter().filter_map(|url| place(url.as_str()?)).collect();
    let warm = session.evaluate(&format!(
        "return (async () => {{ let least = Infinity; for (let run = 0; run < 3; run++) {{ const began = performance.now(); \
         await window.__ask({query}, {PAGE}); least = Math.min(least, performance.now() - began); }} return least; }})()"
    ))?;
    let warm_ms = warm.as_f64().unwrap_or(f64::NAN);
    Ok(Answer { hits, cold: Some((counts.bodies, counts.answers)), warm_ms })
}

/// The article of `/0/12.html`.
fn place(url: &str) -> Option<usize> {
    url.rsplit('/').next()?.strip_suffix(".html")?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_leads_back_to_its_article() {
        let folder = tempfile::tempdir().unwrap();
        let article =
            || Article { id: String::new(), title: "A <b>".to_owned(), text: "one\n\ntwo & three".to_owned() };
        let articles: Vec<Article> = (0..=PER_FOLDER).map(|_| article()).collect();
        write(&articles, folder.path()).unwrap();
        let text = fs::read_to_string(folder.path().join("1/1000.html")).unwrap();
        assert!(text.contains("<h1>A &lt;b&gt;</h1>\n<p>one</p>\n<p>two &amp; three</p>"), "{text}");
        assert_eq!((place("/1/1000.html"), place("/blank.html")), (Some(1000), None));
    }
}
