//! The numbers that ranking turns on: [`FieldWeights`] when an index is built, [`Weights`] when it is asked.
//!
//! # Source
//! `cargo xtask bench relevance` prints nDCG@10, MAP and recall@100 for the collections named in the table of [`crate`], also with one of these
//! numbers after the other left out; the defaults were chosen on them.

/// What an occurrence counts in which field; kept in the index with every posting.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FieldWeights {
    /// A word in the title counts as this many in the body. 1 is no boost.
    pub title: f32,
    /// The same for extra (standfirst, tags, authors).
    pub extra: f32,
    /// How much a long title, body or extra is held against its article: 0 not at all, 1 in full proportion.
    pub title_length: f32,
    pub body_length: f32,
    pub extra_length: f32,
}

impl Default for FieldWeights {
    fn default() -> Self {
        Self { title: 5.0, extra: 2.0, title_length: 0.5, body_length: 0.75, extra_length: 0.5 }
    }
}

/// Options of a search; [`Weights::default`] is what was measured to be good.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weights {
    /// How slowly more occurrences stop counting: 0 is "present or not", 3 nearly linear. Usual: 1.2 to 2.
    pub saturation: f32,
    /// Part of the score that depends on how many of the words are found, weighed by their rarity: 0 is a plain sum, 1 takes
    /// half of it away from an article with half of the words. For long queries, where every article lacks something.
    pub coverage: f32,
    /// The same for one word, shared out among more of them until [`Weights::coverage`] is greater. A short query means all of
    /// its words: 1.2 makes it 0.6 for two words, 0.4 for three.
    pub short_coverage: f32,
    /// What a relative of a word (`connected` for `connection`) counts in comparison with the word, as occurrences.
    pub relative: f32,
    /// What a word that only begins as asked counts in comparison with one that is as asked.
    pub beginning: f32,
    /// The same for a word with one mistake.
    pub typo: f32,
    /// What a function word (`the`, `what`) counts in comparison with another word.
    pub function: f32,
}

impl Default for Weights {
    fn default() -> Self {
        Self {
            saturation: 2.0,
            coverage: 0.5,
            short_coverage: 1.2,
            relative: 0.8,
            beginning: 0.6,
            typo: 0.6,
            function: 0.2,
        }
    }
}
