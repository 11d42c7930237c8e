//! How good a ranking is, by the judgments of people.
//!
//! # Source
//! C. D. Manning, P. Raghavan, H. Schütze, "Introduction to Information Retrieval" (2008), chapter 8; nDCG as K. Järvelin and
//! J. Kekäläinen, "Cumulated gain-based evaluation of IR techniques" (2002), with the discount log2(rank + 1) and linear gains.

use std::collections::HashMap;

/// The grade of each judged document, by id; above 0 is relevant.
pub(crate) type Grades = HashMap<String, f64>;

/// Ranks that nDCG looks at: a page of results.
const PAGE: usize = 10;
/// Ranks that recall looks at.
const FAR: usize = 100;

/// One ranking, or the mean of many; all from 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Measures {
    /// nDCG@10.
    pub(crate) ndcg: f64,
    /// Average precision; of many rankings their mean (MAP).
    pub(crate) precision: f64,
    /// Recall@100.
    pub(crate) recall: f64,
}

impl Measures {
    /// Of one ranking, best first. `None` where nothing is relevant, so that no ranking could be good.
    pub(crate) fn of(ranked: &[&str], grades: &Grades) -> Option<Measures> {
        let mut ideal: Vec<f64> = grades.values().copied().filter(|grade| *grade > 0.0).collect();
        if ideal.is_empty() {
            return None;
        }
        ideal.sort_by(|a, b| b.total_cmp(a));
        let gains: Vec<f64> = ranked.iter().map(|id| grades.get(*id).copied().unwrap_or_default().max(0.0)).collect();
        Some(Measures {
            ndcg: discounted(&gains) / discounted(&ideal),
            precision: average_precision(&gains, ideal.len()),
            recall: relevant(gains.iter().take(FAR)) / ideal.len() as f64,
        })
    }

    /// The mean over all questions; zeros where there are none.
    pub(crate) fn mean(of: &[Measures]) -> Measures {
        let mean = |pick: fn(&Measures) -> f64| of.iter().map(pick).sum::<f64>() / of.len().max(1) as f64;
        Measures { ndcg: mean(|one| one.ndcg), precision: mean(|one| one.precision), recall: mean(|one| one.recall) }
    }
}

/// What a reader gains from the first page, each rank counting less than the one before.
fn discounted(gains: &[f64]) -> f64 {
    (2_u32..).zip(gains.iter().take(PAGE)).map(|(rank, gain)| gain / f64::from(rank).log2()).sum()
}

/// The mean, over all relevant documents, of the share of relevant ones down to each; 0 for one that was not found.
fn average_precision(gains: &[f64], relevant: usize) -> f64 {
    let (mut found, mut sum) = (0.0, 0.0);
    for (rank, gain) in (1_u32..).zip(gains) {
        if *gain > 0.0 {
            found += 1.0;
            sum += found / f64::from(rank);
        }
    }
    sum / relevant as f64
}

fn relevant<'g>(gains: impl Iterator<Item = &'g f64>) -> f64 {
    gains.filter(|gain| **gain > 0.0).count() as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grades(pairs: &[(&str, f64)]) -> Grades {
        pairs.iter().map(|(id, grade)| ((*id).to_owned(), *grade)).collect()
    }

    fn close(left: f64, right: f64) {
        assert!((left - right).abs() < 1e-9, "{left} is not {right}");
    }

    #[test]
    fn a_ranking_is_measured_as_by_hand() {
        // Relevant: a (3), b (2), c (1), of which a comes first, b third, c never.
        let found = Measures::of(&["a", "x", "b"], &grades(&[("a", 3.0), ("b", 2.0), ("c", 1.0), ("x", 0.0)])).unwrap();
        // (3/log2 2 + 2/log2 4) / (3/log2 2 + 2/log2 3 + 1/log2 4)
        close(found.ndcg, (3.0 + 2.0 / 2.0) / (3.0 + 2.0 / 3.0_f64.log2() + 1.0 / 2.0));
        // (1/1 + 2/3 + 0) / 3
        close(found.precision, 5.0 / 9.0);
        close(found.recall, 2.0 / 3.0);
    }

    #[test]
    fn the_best_ranking_is_1_and_one_that_finds_nothing_0() {
        let grades = grades(&[("a", 2.0), ("b", 1.0)]);
        let all = |value| Measures { ndcg: value, precision: value, recall: value };
        assert_eq!(Measures::of(&["a", "b"], &grades), Some(all(1.0)));
        assert_eq!(Measures::of(&["x"], &grades), Some(all(0.0)));
        assert_eq!(Measures::of(&[], &grades), Some(all(0.0)));
    }

    #[test]
    fn ranks_past_the_page_help_precision_and_ranks_past_a_hundred_precision_alone() {
        let names: Vec<String> = (1..=101).map(|rank| rank.to_string()).collect();
        let ranked: Vec<&str> = names.iter().map(String::as_str).collect();
        let found = Measures::of(&ranked, &grades(&[("11", 1.0), ("101", 1.0)])).unwrap();
        assert_eq!((found.ndcg, found.recall), (0.0, 0.5));
        close(found.precision, (1.0 / 11.0 + 2.0 / 101.0) / 2.0);
    }

    #[test]
    fn more_relevant_documents_than_a_page_holds_do_not_spoil_a_full_page() {
        let names: Vec<String> = (0..20).map(|id| id.to_string()).collect();
        let ranked: Vec<&str> = names.iter().take(10).map(String::as_str).collect();
        let grades = names.iter().map(|id| (id.clone(), 1.0)).collect();
        let found = Measures::of(&ranked, &grades).unwrap();
        close(found.ndcg, 1.0);
        close(found.recall, 0.5);
    }

    #[test]
    fn a_question_without_an_answer_is_not_measured() {
        assert_eq!(Measures::of(&["a"], &grades(&[("a", 0.0)])), None);
        assert_eq!(Measures::mean(&[]), Measures::default());
    }
}
