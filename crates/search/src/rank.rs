//! BM25F with coverage: every article that holds any of the words gets a score.
//!
//! 1. Each word becomes groups of terms ([`crate::expand`]): exact, beginnings, typing mistakes.
//! 2. In a group, the occurrences of all its terms in one article are added up. The index has them added up over the fields already,
//!    each divided by that field's relative length and multiplied by its boost, and rounded ([`crate::impact`]):
//!    `tf = Σ weight · boost_f · count_f / (1 − b_f + b_f · length_f / average_f)`.
//! 3. The group gives `idf · tf · (k + 1) / (k + tf)`, its idf counted from the articles that hold any of its terms. So one
//!    saturation serves all fields (adding up boosted field scores lost 0.03 to 0.09 nDCG), and a rare misspelling is not
//!    worth more than the word.
//! 4. A word gives the best of its groups, in which beginnings and mistakes count less.
//! 5. The sum over the words is scaled by the share of the words that were found, weighed by idf. Never a strict AND.
//!    Words with `OR` between them count as one: the best of them.
//!    Where the newest are wanted first, having all the words (but those that only help) is the whole score; equals stand newest first.
//! 6. Articles that the filters do not let through are left out ([`mod@admitted`]).
//!
//! # Source
//! S. Robertson, H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), sections 3.2 and 3.4.

mod admitted;

use crate::expand::{Alternative, Class, expand};
use crate::impact;
use crate::index::{InText, Index, Match};
use crate::postings::Posting;
use crate::query::{Query, Word};
use crate::weights::Weights;
use admitted::{admitted, together};

pub(crate) fn score(index: &Index, query: &Query, weights: &Weights, in_text: Option<InText<'_>>) -> Vec<Match> {
    let mut query = query.clone();
    query.speak(&index.languages);
    let query = &query;
    let admitted = admitted(index, query, in_text);
    let mut board = Board::new(index, weights, query.is_by_date);
    // Helpers come last: they raise what the other words have found, and find nothing themselves.
    let is_helper = |word: &&Word| query.is_helper(word);
    let others = query.words.iter().filter(|word| !is_helper(word));
    let words: Vec<&Word> = others.chain(query.words.iter().filter(is_helper)).collect();
    for choice in words.chunk_by(|one, other| one.choice == other.choice) {
        for group in choice.iter().flat_map(|word| expand(index, query, word, weights.relative)) {
            for alternative in &group.alternatives {
                board.count(alternative);
            }
            board.close_group(match group.class {
                Class::Exact => 1.0,
                Class::Beginning => weights.beginning,
                Class::Typo => weights.typo,
            });
        }
        let Some(word) = choice.first() else { continue };
        let count = if word.is_function { weights.function } else { word.count };
        board.close_word(count, query.is_helper(word));
    }
    let found = board.found(weights, !query.is_empty() && !query.needs_words);
    found.filter(|found| admitted.has(found.ordinal)).collect()
}

/// Scores under way; all vectors have one place an article.
struct Board<'i> {
    index: &'i Index,
    /// What each level of a posting stands for.
    levels: [f32; 1 << impact::BITS],
    saturation: f32,
    is_by_date: bool,
    /// Of the open group: weighted occurrences, and the articles that have any.
    occurrences: Vec<f32>,
    touched: Vec<u32>,
    /// Of the open word: the best group so far, the articles that have any, the rarity of its best class.
    word: Vec<f32>,
    word_touched: Vec<u32>,
    word_rarity: Option<f32>,
    total: Vec<f32>,
    covered: Vec<f32>,
    /// Over all words that anything was found for: their number, and the sum of their rarities.
    words: u32,
    rarity: f32,
}

impl<'i> Board<'i> {
    fn new(index: &'i Index, weights: &Weights, is_by_date: bool) -> Self {
        let blank = || vec![0.0; index.articles as usize];
        Self {
            index,
            levels: impact::table(),
            saturation: weights.saturation,
            is_by_date,
            occurrences: blank(),
            touched: Vec::new(),
            word: blank(),
            word_touched: Vec::new(),
            word_rarity: None,
            total: blank(),
            covered: blank(),
            words: 0,
            rarity: 0.0,
        }
    }

    /// Adds the occurrences of one alternative.
    fn count(&mut self, alternative: &Alternative) {
        let [id] = alternative.terms.as_slice() else { return self.count_together(alternative) };
        for posting in self.index.postings(*id, false) {
            self.add(posting, alternative.weight);
        }
    }

    /// Several terms that must stand in one article count as often as the rarest of them.
    fn count_together(&mut self, alternative: &Alternative) {
        for posting in together(self.index, &alternative.terms, false) {
            self.add(posting, alternative.weight);
        }
    }

    fn add(&mut self, Posting { ordinal, level }: Posting, weight: f32) {
        let Some(sum) = self.occurrences.get_mut(ordinal as usize) else { return };
        if *sum == 0.0 {
            self.touched.push(ordinal);
        }
        *sum += weight * self.levels.get(usize::from(level)).unwrap_or(&0.0);
    }

    fn close_group(&mut self, class_weight: f32) {
        let rarity = self.rarity_of(self.touched.len());
        for ordinal in self.touched.drain(..) {
            let at = ordinal as usize;
            let (Some(sum), Some(word)) = (self.occurrences.get_mut(at), self.word.get_mut(at)) else { continue };
            let score = class_weight * rarity * *sum * (self.saturation + 1.0) / (self.saturation + *sum);
            *sum = 0.0;
            if *word == 0.0 {
                self.word_touched.push(ordinal);
            }
            *word = word.max(score);
        }
        self.word_rarity.get_or_insert(rarity);
    }

    fn close_word(&mut self, count: f32, is_helper: bool) {
        let Some(rarity) = self.word_rarity.take() else { return };
        let covers = if is_helper && self.is_by_date { 0.0 } else { count * rarity };
        self.words += 1;
        self.rarity += covers;
        for ordinal in self.word_touched.drain(..) {
            let at = ordinal as usize;
            if let (Some(word), Some(total), Some(covered)) =
                (self.word.get_mut(at), self.total.get_mut(at), self.covered.get_mut(at))
            {
                let score = count * std::mem::take(word);
                if !is_helper || *total > 0.0 {
                    *total += score;
                    *covered += covers;
                }
            }
        }
    }

    /// Inverse document frequency; never 0, so that a word in every article still finds them.
    fn rarity_of(&self, articles: usize) -> f32 {
        let (all, with) = (self.index.articles as f32, articles as f32);
        (1.0 + (all - with + 0.5) / (with + 0.5)).ln()
    }

    /// The articles in which any word was found, or, if words are not needed, all.
    fn found(&self, weights: &Weights, has_all: bool) -> impl Iterator<Item = Match> {
        let rarity = self.rarity.max(f32::MIN_POSITIVE);
        let coverage = (weights.short_coverage / (self.words as f32).max(2.0)).max(weights.coverage);
        (0..).zip(self.total.iter().zip(&self.covered)).filter(move |(_, (total, _))| has_all || **total > 0.0).map(
            move |(ordinal, (total, covered))| {
                let score = match self.is_by_date {
                    // The same sums in the same order.
                    true => f32::from(u8::from(*covered >= rarity)),
                    false => total * (1.0 - coverage + coverage * covered / rarity),
                };
                Match { ordinal, score }
            },
        )
    }
}
