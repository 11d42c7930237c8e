//! What is printed: all of it for each publication, and a table to keep.

use std::collections::BTreeSet;

use super::update::{Update, Weight};
use crate::spread::Spread;
use crate::watch::Seen;

/// One program with one publication.
pub(super) struct Line {
    name: String,
    program: String,
    /// Of Markdown.
    text: u64,
    pub(super) articles: usize,
    pub(super) files: u64,
    pub(super) written: u64,
    /// Into an empty folder.
    pub(super) first: Vec<Seen>,
    /// After one edit.
    pub(super) again: Vec<Seen>,
    /// What readers fetch after it; none of the peer's.
    pub(super) updates: Vec<Update>,
}

impl Line {
    pub(super) fn new(name: String, program: String, text: u64) -> Line {
        let (first, again, updates) = (Vec::new(), Vec::new(), Vec::new());
        Line { name, program, text, articles: 0, files: 0, written: 0, first, again, updates }
    }

    fn time(runs: &[Seen]) -> Spread {
        Spread::of(runs.iter().map(|seen| seen.seconds))
    }

    fn speed(&self) -> f64 {
        self.text as f64 / 1e6 / Line::time(&self.first).median
    }

    /// The largest of all first runs.
    fn memory(&self) -> String {
        let most = self.first.iter().filter_map(|seen| seen.memory).max();
        most.map_or("–".to_owned(), |bytes| megabytes(bytes as f64))
    }

    fn updates(&self, weight: fn(&Update) -> u64) -> Option<Spread> {
        let weights = self.updates.iter().map(|update| weight(update) as f64);
        (!self.updates.is_empty()).then(|| Spread::of(weights))
    }
}

/// Everything that was seen of one publication, the peer's ratio last.
pub(super) fn detailed(lines: &[Line]) -> String {
    let mut text = String::new();
    for line in lines {
        text.push_str(&format!(
            "{} with {}: {} articles, {} of Markdown\n",
            line.name,
            line.program,
            line.articles,
            megabytes(line.text as f64)
        ));
        let mut row = |name: &str, value: String| text.push_str(&format!("  {name:<24}{value}\n"));
        row("packed in", Line::time(&line.first).print(seconds));
        row("text a second", format!("{:.1} MB", line.speed()));
        row("memory at most", line.memory());
        row("written", format!("{}, {} files", megabytes(line.written as f64), line.files));
        row("again after one edit", Line::time(&line.again).print(seconds));
        if let Some(sent) = line.updates(|update| update.whole().sent) {
            row("a reader's update", format!("{} with brotli 9", sent.print(kilobytes)));
            row(
                "  the entry of it",
                kilobytes(line.updates(|update| update.entry.sent).map_or(0.0, |entry| entry.median)),
            );
        }
        if let Some(sent) = line.updates(|update| update.by_files().sent) {
            row("without a delta", sent.print(kilobytes));
        }
        let groups: BTreeSet<&str> =
            line.updates.iter().flat_map(|update| update.groups.keys().map(String::as_str)).collect();
        for group in groups {
            let of = |pick: fn(Weight) -> u64| {
                Spread::of(
                    line.updates
                        .iter()
                        .map(|update| pick(update.groups.get(group).copied().unwrap_or_default()) as f64),
                )
            };
            let files = of(|weight| weight.files).median;
            let (sent, bytes) = (of(|weight| weight.sent).median, of(|weight| weight.bytes).median);
            row(&format!("  {group}"), format!("{files} files, {} ({} plain)", kilobytes(sent), kilobytes(bytes)));
        }
    }
    if let [ours, theirs, ..] = lines {
        let ratio = |runs: fn(&Line) -> &[Seen]| Line::time(runs(ours)).median / Line::time(runs(theirs)).median;
        text.push_str(&format!(
            "time against {}: {:.2}, after one edit {:.2}\n",
            theirs.program,
            ratio(|line| &line.first),
            ratio(|line| &line.again)
        ));
    }
    text
}

/// One row of Markdown for each.
pub(super) fn compact(lines: &[Line]) -> String {
    let mut table =
        "| publication | with | articles | text | seconds | MB/s | memory | site | files | after one edit | update |\n\
                     |---|---|---|---|---|---|---|---|---|---|---|\n"
            .to_owned();
    for line in lines {
        let update = line.updates(|update| update.whole().sent);
        table.push_str(&format!(
            "| {} | {} | {} | {} | {:.2} | {:.1} | {} | {} | {} | {:.2} s | {} |\n",
            line.name,
            line.program,
            line.articles,
            megabytes(line.text as f64),
            Line::time(&line.first).median,
            line.speed(),
            line.memory(),
            megabytes(line.written as f64),
            line.files,
            Line::time(&line.again).median,
            update.map_or("–".to_owned(), |sent| kilobytes(sent.median)),
        ));
    }
    table
}

fn seconds(seconds: f64) -> String {
    format!("{seconds:.2} s")
}

fn megabytes(bytes: f64) -> String {
    format!("{:.1} MB", bytes / 1e6)
}

fn kilobytes(bytes: f64) -> String {
    format!("{:.1} KB", bytes / 1e3)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(program: &str, times: [f64; 3]) -> Line {
        let mut line = Line::new("blog".to_owned(), program.to_owned(), 10_000_000);
        line.first = times.map(|seconds| Seen { seconds, memory: Some(150_000_000) }).to_vec();
        line.again = vec![Seen { seconds: 0.5, memory: None }];
        line
    }

    fn row(text: &str, name: &str) -> String {
        let row = text.lines().find(|line| line.trim_start().starts_with(name)).unwrap_or_default();
        row.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_table_has_medians_spread_groups_and_the_ratio() {
        let mut ours = line("tidings", [2.0, 4.0, 3.0]);
        for sent in [1_000, 3_000, 2_000] {
            let mut update = Update::default();
            update.groups.insert("articles".to_owned(), Weight { files: 2, bytes: 9_000, sent });
            update.groups.insert("manifest".to_owned(), Weight { files: 1, bytes: 1_000, sent: 500 });
            ours.updates.push(update);
        }
        let lines = [ours, line("hugo", [6.0, 6.0, 6.0])];
        let text = detailed(&lines);
        assert_eq!(row(&text, "packed in"), "packed in 3.00 s (2.00 s–4.00 s)");
        assert_eq!(row(&text, "text a second"), "text a second 3.3 MB");
        assert_eq!(row(&text, "memory"), "memory at most 150.0 MB");
        assert_eq!(row(&text, "a reader's"), "a reader's update 2.5 KB (1.5 KB–3.5 KB) with brotli 9");
        assert_eq!(row(&text, "articles"), "articles 2 files, 2.0 KB (9.0 KB plain)");
        assert_eq!(row(&text, "time against"), "time against hugo: 0.50, after one edit 1.00");
        let table = compact(&lines);
        assert!(table.contains("| blog | tidings | 0 | 10.0 MB | 3.00 | 3.3 | 150.0 MB |"), "{table}");
        assert!(
            table.lines().last().is_some_and(|row| row.starts_with("| blog | hugo |") && row.ends_with("| – |")),
            "{table}"
        );
    }
}
