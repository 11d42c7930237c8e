//! What a first search of a packed site costs: the files that a browser fetches for it, as they are sent, and the time of the engine.
//!
//! Queries are drawn from what the site itself shows of its articles. `tidings search` answers them, each as if the site had never been
//! visited, with the code that the viewer's worker is made of; the engine itself is weighed by `cargo xtask size`.

use std::fs;
use std::path::Path;
use std::process::Command;

use miette::{IntoDiagnostic, Result, WrapErr, miette};
use serde_json::Value;

use super::Article;
use super::queries::{Kind, queries};
use crate::spread::{kb, quantile};

pub(super) fn measure(site: &Path, tidings: &Path, count: usize) -> Result<()> {
    let articles = articles(site)?;
    let kinds = queries(&articles, count);
    let answers = answers(site, tidings, &kinds)?;
    println!("\n{}: {} articles, {} answers", site.display(), articles.len(), answers.len());
    println!(
        "\n| | KB: median, largest twentieth | files: median, largest twentieth | engine, ms: median, largest hundredth |"
    );
    println!("|---|---|---|---|");
    for Kind { name, .. } in &kinds {
        println!("{}", row(name, answers.iter().filter(|answer| answer.get("id").is_some_and(|id| id == name))));
    }
    println!("{}", row("all", answers.iter()));
    Ok(())
}

/// What the command answers, a line of JSON for each query in their order; its `id` is the name of the kind.
pub(super) fn answers(site: &Path, tidings: &Path, kinds: &[Kind]) -> Result<Vec<Value>> {
    let file = tempfile::NamedTempFile::new().into_diagnostic()?;
    let lines =
        kinds.iter().flat_map(|kind| kind.queries.iter().map(|query| format!("{}\t{}\n", kind.name, query.text)));
    fs::write(file.path(), lines.collect::<String>()).into_diagnostic()?;
    let output = Command::new(tidings).arg("search").arg(site).arg("--queries").arg(file.path()).output();
    let output = output.into_diagnostic().wrap_err_with(|| tidings.display().to_string())?;
    if !output.status.success() {
        return Err(miette!("{}", String::from_utf8_lossy(&output.stderr)));
    }
    let lines = String::from_utf8_lossy(&output.stdout);
    lines.lines().map(|line| serde_json::from_str(line).into_diagnostic().wrap_err_with(|| line.to_owned())).collect()
}

/// Titles and texts, the oldest article first.
pub(super) fn articles(site: &Path) -> Result<Vec<Article>> {
    let folder = site.join("bundle/search");
    let mut articles = Vec::new();
    for file in 0.. {
        let Ok(rows) = fs::read(folder.join(format!("rows/{file}.json"))) else { break };
        let rows: Vec<Value> = serde_json::from_slice(&rows).into_diagnostic()?;
        for row in rows {
            let path = folder.join(format!("text/{}.txt", articles.len()));
            let text = fs::read_to_string(&path).into_diagnostic().wrap_err_with(|| path.display().to_string())?;
            let field = |name: &str| row.get(name).and_then(Value::as_str);
            // A row says its id only where that is not its slug.
            let id = field("id").or(field("slug")).unwrap_or_default().to_owned();
            articles.push(Article { id, title: field("headline").unwrap_or_default().to_owned(), text });
        }
    }
    match articles.len() {
        0 => Err(miette!("{} has no search index: pack it with --packed", site.display())),
        _ => Ok(articles),
    }
}

fn row<'a>(kind: &str, answers: impl Iterator<Item = &'a Value> + Clone) -> String {
    let sorted = |name: &str, unit: fn(u64) -> f64| {
        let mut values: Vec<f64> =
            answers.clone().filter_map(|answer| Some(unit(answer.get(name)?.as_u64()?))).collect();
        values.sort_by(f64::total_cmp);
        values
    };
    let (bytes, requests, took) =
        (sorted("bytes", kb), sorted("requests", |count| count as f64), sorted("took_us", |us| us as f64 / 1000.0));
    let at = |values: &[f64], part: usize| quantile(values, part).unwrap_or_default();
    format!(
        "| {kind} | {:.1}, {:.1} | {:.0}, {:.0} | {:.2}, {:.2} |",
        at(&bytes, 50),
        at(&bytes, 95),
        at(&requests, 50),
        at(&requests, 95),
        at(&took, 50),
        at(&took, 99)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_tells_the_middle_and_the_largest() {
        let answers: Vec<Value> =
            (1..=100).map(|at| serde_json::json!({"bytes": at * 1000, "requests": at, "took_us": at * 10})).collect();
        assert_eq!(row("word", answers.iter()), "| word | 51.0, 96.0 | 51, 96 | 0.51, 1.00 |");
    }
}
