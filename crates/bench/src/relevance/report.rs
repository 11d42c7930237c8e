//! The tables, in Markdown: one for each collection, and one of all.

use std::fmt;

use super::measures::Measures;
use crate::peers::{lunr, tantivy};

/// What the file begins with.
pub(super) const PREFACE: &str = "\
Means over all questions, from 0 to 1; in brackets the ratio to the best that any setting of a peer reached in that measure, so 1 or more is \
no worse than all of them. Written by `cargo xtask bench relevance`.\n";

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Engine {
    Tidings,
    Tantivy,
    Lunr,
}

impl Engine {
    fn title(self) -> String {
        match self {
            Engine::Tidings => "tidings".to_owned(),
            Engine::Tantivy => format!("tantivy {}", tantivy::VERSION),
            Engine::Lunr => lunr::PACKAGE.title(),
        }
    }
}

/// One engine in one setting.
pub(super) struct Row {
    pub(super) engine: Engine,
    pub(super) setting: String,
    pub(super) measures: Measures,
    /// Of the questions with a mistyped word.
    pub(super) mistyped: Option<Measures>,
}

/// One collection.
pub(super) struct Table {
    pub(super) name: String,
    pub(super) documents: usize,
    pub(super) questions: usize,
    /// Ours as readers search comes first.
    pub(super) rows: Vec<Row>,
}

type Measure = fn(&Measures) -> f64;

const MEASURES: [(&str, Measure); 3] =
    [("nDCG@10", |it| it.ndcg), ("MAP", |it| it.precision), ("recall@100", |it| it.recall)];

impl Table {
    /// The peer that is best in a measure.
    fn best(&self, measure: Measure) -> Option<&Row> {
        let peers = self.rows.iter().filter(|row| row.engine != Engine::Tidings);
        peers.max_by(|one, other| measure(&one.measures).total_cmp(&measure(&other.measures)))
    }

    /// `0.456 (1.05)`: the value, and for one of ours its ratio to the best of the peers.
    fn cell(&self, row: &Row, measure: Measure) -> String {
        let value = measure(&row.measures);
        let best = self.best(measure).map(|best| measure(&best.measures)).filter(|best| *best > 0.0);
        match best.filter(|_| row.engine == Engine::Tidings) {
            Some(best) => format!("{value:.3} ({:.3})", value / best),
            None => format!("{value:.3}"),
        }
    }
}

impl fmt::Display for Table {
    fn fmt(&self, text: &mut fmt::Formatter<'_>) -> fmt::Result {
        let has_mistyped = self.rows.iter().any(|row| row.mistyped.is_some());
        let more = |yes: &'static str| if has_mistyped { yes } else { "" };
        writeln!(text, "## {}: {} documents, {} questions\n", self.name, self.documents, self.questions)?;
        writeln!(text, "| engine | setting | nDCG@10 | MAP | recall@100 |{}", more(" mistyped: nDCG@10, kept |"))?;
        writeln!(text, "|---|---|---|---|---|{}", more("---|"))?;
        for row in &self.rows {
            write!(text, "| {} | {} |", row.engine.title(), row.setting)?;
            for (_, measure) in MEASURES {
                write!(text, " {} |", self.cell(row, measure))?;
            }
            if let Some(mistyped) = row.mistyped {
                let kept = mistyped.ndcg / row.measures.ndcg.max(f64::MIN_POSITIVE);
                write!(text, " {:.3}, {:.0} % |", mistyped.ndcg, kept * 100.0)?;
            }
            writeln!(text)?;
        }
        Ok(())
    }
}

/// Ours as readers search beside the best of the peers, collection by collection.
pub(super) fn summary(tables: &[Table]) -> String {
    let mut text =
        String::from("## All collections: tidings as readers search, in brackets the best of the peers\n\n| |");
    MEASURES.iter().for_each(|(name, _)| text.push_str(&format!(" {name} | ratio |")));
    text.push_str(" best nDCG@10 of a peer |\n|---|");
    MEASURES.iter().for_each(|_| text.push_str("---|---|"));
    text.push_str("---|\n");
    for table in tables {
        let Some(ours) = table.rows.first() else { continue };
        text.push_str(&format!("| {} |", table.name));
        for (_, measure) in MEASURES {
            let value = measure(&ours.measures);
            match table.best(measure).map(|best| measure(&best.measures)) {
                Some(best) => text.push_str(&format!(" {value:.3} ({best:.3}) | {:.3} |", value / best)),
                None => text.push_str(&format!(" {value:.3} | |")),
            }
        }
        let best = table.best(|it| it.ndcg).map(|row| format!("{}, {}", row.engine.title(), row.setting));
        text.push_str(&format!(" {} |\n", best.unwrap_or_default()));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let row = |engine, ndcg, precision| Row {
            engine,
            setting: "plain".to_owned(),
            measures: Measures { ndcg, precision, recall: 0.5 },
            mistyped: (engine == Engine::Tidings).then_some(Measures { ndcg: ndcg / 2.0, precision, recall: 0.5 }),
        };
        let rows = vec![row(Engine::Tidings, 0.6, 0.3), row(Engine::Tantivy, 0.5, 0.2), row(Engine::Lunr, 0.4, 0.4)];
        Table { name: "med".to_owned(), documents: 2, questions: 1, rows }
    }

    #[test]
    fn ours_are_compared_with_the_best_peer_in_each_measure() {
        let text = table().to_string();
        assert!(
            text.contains("| tidings | plain | 0.600 (1.200) | 0.300 (0.750) | 0.500 (1.000) | 0.300, 50 % |"),
            "{text}"
        );
        assert!(text.contains("| lunr 2.3.9 | plain | 0.400 | 0.400 | 0.500 |"), "{text}");
    }

    #[test]
    fn the_summary_names_the_best_peer() {
        let text = summary(&[table()]);
        let row =
            "| med | 0.600 (0.500) | 1.200 | 0.300 (0.400) | 0.750 | 0.500 (0.500) | 1.000 | tantivy 0.27.0, plain |";
        assert!(text.contains(row), "{text}");
    }
}
