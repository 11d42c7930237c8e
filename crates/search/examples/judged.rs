//! nDCG@10 on judged collections, with our weights, beside the figures of tantivy and lunr.
//!
//! `cargo run --release -p tidings-search --example judged -- target/data`, where the folder holds `cranfield`, `med`, `cisi` and
//! `xquad` as unpacked from the shared archives (`docs.jsonl`, `queries.jsonl`, `qrels.tsv` in each). Missing ones are named and
//! skipped. With typing mistakes means `queries_typo.jsonl`: the same questions, one word of each mistyped.
#![allow(clippy::print_stdout, reason = "the example's purpose is to print a table")]

use std::collections::HashMap;
use std::path::Path;

use serde_json::Value;
use tidings_search::{Document, Index, IndexBuilder, Query, best};

/// Folder, and what the best of tantivy and lunr reached (measured by the project on two cores; tantivy 0.27, lunr 2.3.9).
const COLLECTIONS: [(&str, Option<f64>); 9] = [
    ("cranfield", Some(0.436)),
    ("med", Some(0.694)),
    ("cisi", Some(0.379)),
    ("xquad/en", None),
    ("xquad/de", None),
    ("xquad/ru", None),
    ("xquad/ar", Some(0.92)),
    ("xquad/zh", Some(0.96)),
    ("xquad/th", Some(0.96)),
];

fn main() {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "target/data".to_owned());
    println!("{:<12} {:>8} {:>8} {:>8}", "nDCG@10", "ours", "mistyped", "to beat");
    for (name, target) in COLLECTIONS {
        let folder = Path::new(&folder).join(name);
        let Some(collection) = Collection::read(&folder) else {
            println!("{name:<12} skipped: nothing readable in {}", folder.display());
            continue;
        };
        let ours = collection.ndcg("queries.jsonl").map_or_else(|| "-".to_owned(), |value| format!("{value:.3}"));
        let typo = collection.ndcg("queries_typo.jsonl").map_or_else(|| "-".to_owned(), |value| format!("{value:.3}"));
        let target = target.map_or_else(|| "-".to_owned(), |value| format!("{value:.3}"));
        println!("{name:<12} {ours:>8} {typo:>8} {target:>8}");
    }
}

struct Collection<'f> {
    folder: &'f Path,
    index: Index,
    ids: Vec<String>,
    /// Grades by query and document.
    grades: HashMap<String, HashMap<String, f64>>,
}

impl<'f> Collection<'f> {
    fn read(folder: &'f Path) -> Option<Self> {
        let mut builder = IndexBuilder::new();
        let language = folder.file_name().and_then(|name| name.to_str()).filter(|name| name.len() == 2).unwrap_or("en");
        let facts = format!("lang:{language}");
        let mut ids = Vec::new();
        for row in rows(&folder.join("docs.jsonl"))? {
            builder.add(Document { title: text(&row, "title"), body: text(&row, "text"), extra: "", facts: &facts });
            ids.push(text(&row, "id").to_owned());
        }
        let mut grades: HashMap<String, HashMap<String, f64>> = HashMap::new();
        for line in std::fs::read_to_string(folder.join("qrels.tsv")).ok()?.lines() {
            let mut columns = line.split('\t');
            let (query, document, grade) = (columns.next()?, columns.next()?, columns.next()?.parse().ok()?);
            grades.entry(query.to_owned()).or_default().insert(document.to_owned(), grade);
        }
        Some(Self { folder, index: builder.finish(), ids, grades })
    }

    /// The mean over all queries with a relevant document, or `None` without the file.
    fn ndcg(&self, queries: &str) -> Option<f64> {
        let (mut sum, mut count) = (0.0, 0.0);
        for row in rows(&self.folder.join(queries))? {
            let Some(grades) = self.grades.get(text(&row, "id")) else { continue };
            // A space at the end: the question is complete, its last word is no beginning.
            let query = Query::parse(&format!("{} ", text(&row, "text").replace('"', " ").replace(" -", " ")));
            let found = best(self.index.score(&query), 10);
            let gains = found.iter().map(|found| {
                let id = self.ids.get(found.ordinal as usize).map_or("", String::as_str);
                grades.get(id).copied().unwrap_or(0.0)
            });
            let mut ideal: Vec<f64> = grades.values().copied().collect();
            ideal.sort_by(|a, b| b.total_cmp(a));
            sum += discounted(gains) / discounted(ideal.into_iter().take(10)).max(f64::MIN_POSITIVE);
            count += 1.0;
        }
        Some(sum / count)
    }
}

fn discounted(gains: impl Iterator<Item = f64>) -> f64 {
    (2_u32..).zip(gains).map(|(rank, gain)| gain / f64::from(rank).log2()).sum()
}

fn rows(file: &Path) -> Option<Vec<Value>> {
    let content = std::fs::read_to_string(file).ok()?;
    Some(content.lines().filter_map(|line| serde_json::from_str(line).ok()).collect())
}

fn text<'r>(row: &'r Value, field: &str) -> &'r str {
    row.get(field).and_then(Value::as_str).unwrap_or_default()
}
