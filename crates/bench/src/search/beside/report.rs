//! What is printed and kept of each size, in Markdown; and the lines of the plot.

use super::Size;
use super::outcome::{Answer, Outcome};
use super::plot::Line;
use crate::spread::{kb, quantile};

/// What the file begins with.
pub(super) const PREFACE: &str = "\
All engines have the same titles and texts and answer the same queries in one run. Bytes are bodies as sent: what grows with the archive with brotli 9 \
(ours: DEFLATE, Pagefind: gzip, as they come), code with brotli 11; tantivy's lie on a disk and are not compressed. \"First visit\" is a browser \
that has nothing yet, up to its ten results, code included. MiniSearch and FlexSearch fetch their whole index before that, titles in it. Warm times \
are the least of three runs, of ours, MiniSearch, FlexSearch and tantivy without a browser, of Pagefind in Chromium with reading its results. Build is \
one thread of ours and of tantivy, two of Pagefind. Memory: building, ours is that of the whole pack; searching, ours is a whole index in memory, \
of which a browser has a part, and MiniSearch's and FlexSearch's is their JavaScript's heap. Written by `cargo xtask bench search`.\n";

/// The tables of one size.
pub(super) fn tables(size: &Size) -> String {
    let queries = size.kinds.iter().map(|(_, count)| count).max().copied().unwrap_or_default();
    let mut text = format!(
        "## {} articles, {} of text, {queries} queries of each kind\n\nPacking the whole site took {:.1} s.\n\n",
        size.articles,
        megabytes(size.text),
        size.packed.seconds
    );
    text.push_str(&weights(size));
    text.push('\n');
    for outcome in &size.outcomes {
        let structures: Vec<String> =
            outcome.index.iter().map(|(name, bytes)| format!("{name} {:.1}", kb(*bytes))).collect();
        text.push_str(&format!("- {}, KB: {}\n", outcome.engine, structures.join(", ")));
    }
    text.push_str("\nFirst visit: KB, median and largest twentieth; requests, median.\n\n");
    text.push_str(&by_kind(size, "all", cold));
    text.push_str("\nWarm: milliseconds, median and largest hundredth; mistyped words found on the first page.\n\n");
    text.push_str(&by_kind(size, "mistyped, found", warm));
    text
}

fn weights(size: &Size) -> String {
    let mut table =
        "| engine | setting | index | % of text | rows and texts | code | build, s | memory: building | searching |\n\
                     |---|---|---|---|---|---|---|---|---|\n"
            .to_owned();
    for outcome in &size.outcomes {
        let or = |bytes: Option<u64>, print: fn(u64) -> String| bytes.map_or("–".to_owned(), print);
        table.push_str(&format!(
            "| {} | {} | {:.1} KB | {:.1} | {} | {} | {:.2} | {} | {} |\n",
            outcome.engine,
            outcome.setting,
            kb(outcome.index_bytes()),
            outcome.index_bytes() as f64 * 100.0 / size.text.max(1) as f64,
            or(outcome.rows, kilobytes),
            or(outcome.code, kilobytes),
            outcome.build_seconds,
            or(outcome.build_memory, megabytes),
            or(outcome.memory, megabytes),
        ));
    }
    table
}

/// A table with a column for each kind of query and one for all; an engine whose last cell is empty is left out.
fn by_kind(size: &Size, last: &str, cell: fn(&Outcome, &[Answer], bool) -> Option<String>) -> String {
    let names: Vec<&str> = size.kinds.iter().map(|(name, _)| *name).collect();
    let mut table = format!("| engine | {} | {last} |\n|---|{}---|\n", names.join(" | "), "---|".repeat(names.len()));
    for outcome in &size.outcomes {
        let mut rest = outcome.answers.as_slice();
        let kinds = size.kinds.iter().map(|(_, count)| {
            let (these, others) = rest.split_at(rest.len().min(*count));
            rest = others;
            cell(outcome, these, false)
        });
        let cells: Option<Vec<String>> = kinds.collect();
        let (Some(cells), Some(all)) = (cells, cell(outcome, &outcome.answers, true)) else { continue };
        table.push_str(&format!("| {} | {} | {all} |\n", outcome.engine, cells.join(" | ")));
    }
    table
}

fn cold(_: &Outcome, answers: &[Answer], _: bool) -> Option<String> {
    let bytes = sorted(answers.iter().map(|answer| answer.cold.map(|(bytes, _)| kb(bytes))))?;
    let requests = sorted(answers.iter().map(|answer| answer.cold.map(|(_, requests)| f64::from(requests))))?;
    Some(format!("{:.1}, {:.1}; {:.0}", quantile(&bytes, 50)?, quantile(&bytes, 95)?, quantile(&requests, 50)?))
}

fn warm(outcome: &Outcome, answers: &[Answer], is_all: bool) -> Option<String> {
    let (found, of) = outcome.forgiven;
    if is_all {
        return Some(format!("{:.0} %", found as f64 * 100.0 / of.max(1) as f64));
    }
    let times = sorted(answers.iter().map(|answer| Some(answer.warm_ms)))?;
    Some(format!("{:.2}, {:.2}", quantile(&times, 50)?, quantile(&times, 99)?))
}

/// `None` if one is missing.
fn sorted(values: impl Iterator<Item = Option<f64>>) -> Option<Vec<f64>> {
    let mut values: Vec<f64> = values.collect::<Option<_>>()?;
    values.sort_by(f64::total_cmp);
    Some(values)
}

/// The median first visit of each engine that a browser runs, over the number of articles.
pub(super) fn lines(sizes: &[Size]) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for size in sizes {
        for outcome in &size.outcomes {
            let bytes = sorted(outcome.answers.iter().map(|answer| answer.cold.map(|(bytes, _)| kb(bytes))));
            let Some(median) = bytes.and_then(|bytes| quantile(&bytes, 50)) else { continue };
            let point = (size.articles as f64, median);
            match lines.iter_mut().find(|line| line.name == outcome.engine) {
                Some(line) => line.points.push(point),
                None => lines.push(Line { name: outcome.engine.clone(), points: vec![point] }),
            }
        }
    }
    lines
}

fn kilobytes(bytes: u64) -> String {
    format!("{:.1} KB", kb(bytes))
}

fn megabytes(bytes: u64) -> String {
    format!("{:.1} MB", bytes as f64 / 1e6)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::watch::Seen;

    fn outcome(engine: &str, cold: Option<(u64, u32)>) -> Outcome {
        let answer = |warm_ms| Answer { hits: vec![0], cold, warm_ms };
        Outcome {
            engine: engine.to_owned(),
            setting: "plain",
            code: cold.map(|_| 50_000),
            index: vec![("root".to_owned(), 1_000), ("lists".to_owned(), 99_000)],
            rows: None,
            build_seconds: 0.5,
            build_memory: None,
            memory: Some(2_000_000),
            answers: vec![answer(1.0), answer(2.0), answer(3.0)],
            forgiven: (1, 2),
        }
    }

    fn size() -> Size {
        Size {
            articles: 10,
            text: 1_000_000,
            packed: Seen { seconds: 2.0, memory: None },
            kinds: vec![("word", 1), ("mistyped", 2)],
            outcomes: vec![outcome("ours", Some((70_000, 15))), outcome("native", None)],
        }
    }

    #[test]
    fn the_tables_have_bytes_shares_visits_and_times() {
        let text = tables(&size());
        for row in [
            "| ours | plain | 100.0 KB | 10.0 | – | 50.0 KB | 0.50 | – | 2.0 MB |",
            "- ours, KB: root 1.0, lists 99.0",
            "| ours | 70.0, 70.0; 15 | 70.0, 70.0; 15 | 70.0, 70.0; 15 |",
            "| native | 1.00, 1.00 | 3.00, 3.00 | 50 % |",
        ] {
            assert!(text.contains(row), "{row}\n{text}");
        }
        assert!(!text.contains("| native | –, "), "{text}");
    }

    #[test]
    fn only_what_browsers_fetch_is_drawn() {
        let lines = lines(&[size(), Size { articles: 100, ..size() }]);
        assert_eq!(lines.len(), 1);
        assert_eq!(lines[0].points, [(10.0, 70.0), (100.0, 70.0)]);
    }
}
