//! How well we rank, by the judgments of people: nDCG@10, MAP and recall@100, tantivy and lunr beside us.
//!
//! 1. A [`collection`] is documents, questions and which documents answer them; nine of them, of which six are the same passages and
//!    questions in six languages (known-item retrieval).
//! 2. [`ours`] ranks as readers search, then with one thing after the other left out. [`tantivy`] ranks with its plain analyser and with those
//!    it has for the language, [`lunr`] as it comes and with lunr-languages.
//! 3. [`measures`] are taken of every ranking; with `--mistyped` also of the questions with one word of each mistyped, where a collection has
//!    them.
//! 4. [`report`] prints a table for each collection, with the ratio of ours to the best of the peers in each measure, and one of all, and writes
//!    them to `target/bench/relevance.md`.
//!
//! Not here: time and bytes ([`crate::search`]).

mod collection;
mod measures;
mod ours;
mod report;

use std::fs;
use std::path::Path;

use clap::Args;
use miette::{IntoDiagnostic, Result, WrapErr, miette};

use crate::data::Data;
use crate::peers::{lunr, tantivy};
use collection::{Collection, Question};
use ours::Ours;
use report::{Engine, Row, Table};

/// Ranks that are looked at, as by `trec_eval` unless told otherwise.
const DEPTH: usize = 1000;

/// What a match in the title counts in tantivy where the title is a field of its own.
const TITLE: f32 = 2.0;

/// Archive, folder in it, language.
const COLLECTIONS: [(&str, &str, &str); 9] = [
    ("cranfield", "", "en"),
    ("med", "", "en"),
    ("cisi", "", "en"),
    ("xquad", "en", "en"),
    ("xquad", "de", "de"),
    ("xquad", "ru", "ru"),
    ("xquad", "ar", "ar"),
    ("xquad", "zh", "zh"),
    ("xquad", "th", "th"),
];

const WRITTEN: &str = "target/bench/relevance.md";

#[derive(Args)]
pub(crate) struct Choice {
    #[command(flatten)]
    data: Data,
    /// A collection, such as med or xquad/de; give it again for a second one [default: all]
    #[arg(long, value_name = "NAME")]
    only: Vec<String>,
    /// Ask the questions with one word of each mistyped as well
    #[arg(long)]
    mistyped: bool,
    /// Only ours: no peers
    #[arg(long)]
    alone: bool,
}

pub(crate) fn run(choice: &Choice) -> Result<()> {
    let name =
        |archive: &str, part: &str| if part.is_empty() { archive.to_owned() } else { format!("{archive}/{part}") };
    let known: Vec<String> = COLLECTIONS.iter().map(|(archive, part, _)| name(archive, part)).collect();
    if let Some(unknown) = choice.only.iter().find(|only| !known.contains(only)) {
        return Err(miette!(help = known.join(", "), "there is no collection {unknown}"));
    }
    let mut tables = Vec::new();
    for (archive, part, language) in COLLECTIONS {
        let name = name(archive, part);
        if choice.only.is_empty() || choice.only.contains(&name) {
            let folder = choice.data.unpacked(archive)?;
            let folder = if part.is_empty() { folder } else { folder.join(part) };
            let table = measure(choice, name, &Collection::read(&folder)?, language)?;
            println!("\n{table}");
            tables.push(table);
        }
    }
    let summary = report::summary(&tables);
    println!("\n{summary}");
    let detailed: String = tables.iter().map(|table| format!("\n{table}")).collect();
    let text = format!("# Relevance\n\n{}\n{summary}{detailed}", report::PREFACE);
    fs::create_dir_all("target/bench").into_diagnostic().wrap_err("target/bench")?;
    fs::write(WRITTEN, text).into_diagnostic().wrap_err(WRITTEN)?;
    println!("\nwritten to {WRITTEN}");
    Ok(())
}

fn measure(choice: &Choice, name: String, collection: &Collection, language: &str) -> Result<Table> {
    let mistyped: &[Question] = if choice.mistyped { &collection.mistyped } else { &[] };
    let mut rows = Vec::new();
    let mut add = |engine: Engine, setting: String, rankings: [Vec<collection::Ranking>; 2]| {
        let [plain, wrong] = &rankings;
        let measures = collection.measure(&collection.questions, plain);
        let mistyped = (!mistyped.is_empty()).then(|| collection.measure(mistyped, wrong));
        rows.push(Row { engine, setting, measures, mistyped });
    };
    let files = [&collection.questions[..], mistyped];
    for setting in &ours::SETTINGS {
        let engine = Ours::build(collection, language, setting);
        add(Engine::Tidings, setting.name.to_owned(), files.map(|questions| engine.rank(questions)));
    }
    if !choice.alone {
        for analyser in tantivy::analysers(language) {
            for title in [None, Some(TITLE)] {
                // Without titles the two are the same.
                if title.is_some() && collection.documents.iter().all(|document| document.title.is_empty()) {
                    continue;
                }
                let texts = collection.documents.iter().map(|it| (it.title.as_str(), it.text.as_str()));
                let engine = tantivy::Tantivy::build(texts, analyser, title, None)?;
                let rank = |questions: &[Question]| -> Result<Vec<_>> {
                    questions.iter().map(|question| engine.rank(&question.text, DEPTH)).collect()
                };
                let layout = if title.is_some() { "title × 2" } else { "one field" };
                let [plain, wrong] = files.map(rank);
                add(Engine::Tantivy, format!("{}, {layout}", analyser.name()), [plain?, wrong?]);
            }
        }
        let path = |file: &str| collection.folder.join(file);
        let (plain, wrong) = (path("queries.jsonl"), path("queries_typo.jsonl"));
        let mut questions: Vec<&Path> = vec![&plain];
        questions.extend((!mistyped.is_empty()).then_some(wrong.as_path()));
        for answers in lunr::rank(&path("docs.jsonl"), &questions, language, DEPTH)? {
            let mut rankings = answers.rankings.into_iter();
            let mut next = || rankings.next().unwrap_or_default();
            add(Engine::Lunr, answers.setting, [next(), next()]);
        }
    }
    Ok(Table { name, documents: collection.documents.len(), questions: collection.questions.len(), rows })
}
