//! Engines whose index a browser fetches as a whole before it can answer anything: MiniSearch and FlexSearch, in Node.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use miette::{IntoDiagnostic, Result, WrapErr};
use serde::Deserialize;
use serde_json::json;

use super::outcome::{Answer, Outcome, forgiven};
use super::{Archive, PAGE, WORKSHOP};
use crate::npm::Package;
use crate::peers::node::Script;
use crate::search::queries::PHRASE;

struct Engine {
    package: Package,
    setting: &'static str,
}

const ENGINES: [Engine; 2] = [
    Engine { package: Package { name: "minisearch", version: "7.2.0" }, setting: "title × 2, fuzzy 0.2, beginnings" },
    Engine { package: Package { name: "flexsearch", version: "0.8.212" }, setting: "forward, suggestions" },
];

/// Megabytes that Node may hold; as much as an archive of 100,000 articles takes.
const MEMORY: &str = "--max-old-space-size=12000";

/// What the script tells.
#[derive(Deserialize)]
struct Told {
    code: u64,
    /// With brotli 9.
    index: u64,
    build_seconds: f64,
    build_memory: u64,
    heap: u64,
    answers: Vec<ToldAnswer>,
}

#[derive(Deserialize)]
struct ToldAnswer {
    hits: Vec<usize>,
    ms: f64,
}

pub(super) fn measure(archive: &Archive) -> Result<Vec<Outcome>> {
    let packages = ENGINES.map(|engine| engine.package);
    let script = Script::install("whole.mjs", include_str!("../../../peers/whole.mjs"), &packages)?;
    let articles = archive.articles.iter().map(|article| json!({ "title": article.title, "text": article.text }));
    let documents = put("articles.jsonl", articles)?;
    // None of the two knows phrases: their words are asked for.
    let asked = archive.kinds.iter().flat_map(|kind| kind.queries.iter().map(move |asked| (kind.name, asked)));
    let asked = asked.map(|(kind, asked)| match kind {
        PHRASE => json!(asked.text.replace('"', "")),
        _ => json!(asked.text.trim_end()),
    });
    let queries = put("queries.jsonl", asked)?;
    let one = |engine: &Engine| {
        let [documents, queries] = [&documents, &queries].map(|path| path.to_string_lossy());
        let page = PAGE.to_string();
        let arguments = [engine.package.name, &*documents, &*queries, &page];
        let told: Vec<Told> = script.run(&["--expose-gc", MEMORY], &arguments)?;
        Ok(told.into_iter().map(|told| outcome(archive, engine, told)).collect::<Vec<_>>())
    };
    Ok(ENGINES.iter().map(one).collect::<Result<Vec<_>>>()?.into_iter().flatten().collect())
}

fn outcome(archive: &Archive, engine: &Engine, told: Told) -> Outcome {
    // A script and an index.
    let cold = Some((told.code + told.index, 2));
    let answers: Vec<Answer> =
        told.answers.into_iter().map(|answer| Answer { hits: answer.hits, cold, warm_ms: answer.ms }).collect();
    Outcome {
        engine: engine.package.title(),
        setting: engine.setting,
        code: Some(told.code),
        index: vec![("index with titles".to_owned(), told.index)],
        rows: None,
        build_seconds: told.build_seconds,
        build_memory: Some(told.build_memory),
        memory: Some(told.heap),
        forgiven: forgiven(archive, &answers),
        answers,
    }
}

/// Absolute, since the script may stand elsewhere.
fn put(name: &str, rows: impl Iterator<Item = serde_json::Value>) -> Result<PathBuf> {
    let path = std::path::absolute(Path::new(WORKSHOP).join(name)).into_diagnostic()?;
    let file = File::create(&path).into_diagnostic().wrap_err_with(|| path.display().to_string())?;
    let mut file = BufWriter::new(file);
    for row in rows {
        writeln!(file, "{row}").into_diagnostic()?;
    }
    file.flush().into_diagnostic()?;
    Ok(path)
}
