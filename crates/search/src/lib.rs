//! Full-text search without a server: fold, tokenize, index, query, rank, mark. No browser, no clock, no files.
//!
//! An article on its way in, a query on its way through:
//!
//! 1. `fold` turns spellings into forms: case, diacritics, Arabic-script variants, digits.
//! 2. `tokenize` finds the words of any script, and the parts of compounds, identifiers and runs without spaces.
//! 3. `builder` collects them into the [`Index`]: a sorted dictionary, lists of postings, of which each says what it counts (`impact`).
//!    `positions` says where they stand, paragraph by paragraph (`paragraphs`), if phrases need it. `parts` writes it
//!    for those who fetch only what a query needs, long lists by `ranges` of articles. `facts` are terms too: categories, authors, days.
//! 4. `query` reads what was typed with the same tokenizer.
//! 5. `expand` finds the terms that answer each word: itself, its family in the `languages` of the articles (`family`, `stem`), beginnings, one mistake (`typo`).
//! 6. `rank` scores by BM25F with coverage; [`Weights`] are its numbers.
//!    `suggest` says what a mistyped word was taken for.
//! 7. `snippet` and `marks` show the passage with the words marked, in the author's spelling.
//!
//! # Measured
//! nDCG@10, `cargo xtask bench relevance --mistyped`; the peers are the best of all settings of tantivy 0.27 and lunr 2.3.9, stemmers and
//! stop words of each language among them:
//!
//! | | ours | with one mistyped word a query | best of the peers |
//! |---|---|---|---|
//! | Cranfield | 0.455 | 0.449 | 0.439 |
//! | MED | 0.698 | 0.691 | 0.694 |
//! | CISI | 0.385 | 0.377 | 0.391 |
//! | XQuAD English / German / Russian | 0.971 / 0.940 / 0.952 | | 0.967 / 0.943 / 0.953 |
//! | XQuAD Arabic / Chinese / Thai | 0.944 / 0.964 / 0.966 | | 0.946 / 0.964 / 0.973 |
//!
//! Words of five and more letters with one random mistake, alone, bring an article with the meant word into the top ten in
//! 97.5 % (750 posts of the Rust blog) and 98.2 % (14,384 pages of msdocs) of 2,900 cases. Building takes 40 MB of Markdown a
//! second of one core, with positions 25 MB. In parts, with brotli, the index of the same two is 12.6 and 9.9 % of the text, with
//! positions 33.8 and 26.0 % (`cargo run --release -p tidings-bench -- search --sizes 8192,4096,16384`).
//!
//! # What it does not do
//! Positions, unless they are asked for ([`IndexBuilder::with_positions`]; without them phrases are checked on the text, [`Index::score_by`]),
//! words near each other in ranking, dictionaries for Chinese and Japanese words (京都 is found inside 東京都), stemming of languages that are not in
//! `stem`.
//!
//! # Example
//! ```
//! use tidings_search::{Document, IndexBuilder, Query};
//!
//! let mut builder = IndexBuilder::new();
//! builder.add(Document { title: "Borrowing", body: "Die Straße gehört allen.", extra: "law", facts: "" });
//! builder.add(Document { title: "Lending", body: "من می‌خواهم بروم", extra: "", facts: "" });
//! let index = builder.finish();
//! assert_eq!(index.search(&Query::parse("STRASSE"), &|_| true, 10)[0].ordinal, 0);
//! assert_eq!(index.search(&Query::parse("میخواهم"), &|_| true, 10)[0].ordinal, 1);
//! ```

mod builder;
mod dictionary;
mod expand;
mod facts;
mod family;
mod fold;
mod impact;
mod index;
mod languages;
mod lengths;
mod letters;
mod lists;
mod marks;
mod order;
mod paragraphs;
mod parts;
mod positions;
mod postings;
mod query;
mod ranges;
mod rank;
mod reversed;
mod script;
mod snippet;
mod stem;
mod suggest;
mod tokenize;
mod typo;
mod varint;
mod wanted;
mod weights;

pub use builder::{Document, IndexBuilder};
pub use fold::fold;
pub use impact::rounded;
pub use index::{InText, Index, Match, best};
pub use lengths::{rounded_factor, rounded_mean};
pub use parts::{Corrupt, Name, Part, Sizes, Written};
pub use query::{Phrase, Query};
pub use snippet::{Segment, highlight, snippet};
pub use tokenize::{Token, tokens};
pub use weights::{FieldWeights, Weights};
