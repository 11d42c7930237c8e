//! tantivy, in this process: BM25 over one field, or over title and text apart.

use std::path::Path;

use miette::{IntoDiagnostic, Result, WrapErr, miette};
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, BoostQuery, FuzzyTermQuery, Occur, PhraseQuery, Query, TermQuery};
use tantivy::schema::{FAST, Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{
    Language, LowerCaser, NgramTokenizer, RemoveLongFilter, SimpleTokenizer, Stemmer, StopWordFilter, TextAnalyzer,
};
use tantivy::{Index, IndexReader, IndexWriter, ReloadPolicy, TantivyDocument, Term};

/// As in `Cargo.lock`; a test compares the two.
pub(crate) const VERSION: &str = "0.27.0";

/// Bytes of the writer's memory before it begins a new segment; large enough for one segment in most collections.
const BUDGET: usize = 200_000_000;

/// Longer tokens are left out, as by tantivy's own `default` analyser.
const LONGEST: usize = 40;

/// How text becomes terms.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Analyser {
    /// tantivy's `default`: runs of letters and digits, in lower case.
    Words,
    /// The same through the language's Snowball stemmer.
    Stems(Language),
    /// The same without the stop words that tantivy lists for the language.
    StemsWithoutStopWords(Language),
    /// Runs of so many characters, for scripts without spaces.
    Grams(usize),
}

impl Analyser {
    pub(crate) fn name(self) -> String {
        match self {
            Analyser::Words => "default analyser".to_owned(),
            Analyser::Stems(language) => format!("{language:?} stemmer"),
            Analyser::StemsWithoutStopWords(language) => format!("{language:?} stemmer and stop words"),
            Analyser::Grams(letters) => format!("grams of {letters}"),
        }
    }

    fn build(self) -> Result<TextAnalyzer> {
        let words = || {
            TextAnalyzer::builder(SimpleTokenizer::default())
                .filter(RemoveLongFilter::limit(LONGEST))
                .filter(LowerCaser)
        };
        Ok(match self {
            Analyser::Words => words().build(),
            Analyser::Stems(language) => words().filter(Stemmer::new(language)).build(),
            Analyser::StemsWithoutStopWords(language) => {
                let stop = StopWordFilter::new(language);
                let stop = stop.ok_or_else(|| miette!("tantivy lists no stop words for {language:?}"))?;
                words().filter(stop).filter(Stemmer::new(language)).build()
            }
            Analyser::Grams(letters) => {
                let grams = NgramTokenizer::new(letters, letters, false).into_diagnostic()?;
                TextAnalyzer::builder(grams).filter(LowerCaser).build()
            }
        })
    }
}

/// The analysers that tantivy has for a language, by its tag; the plain one first.
pub(crate) fn analysers(language: &str) -> Vec<Analyser> {
    let stemmed = match language {
        "ar" => Some(Language::Arabic),
        "de" => Some(Language::German),
        "en" => Some(Language::English),
        "ru" => Some(Language::Russian),
        _ => None,
    };
    let grams = match language {
        "zh" => Some(2),
        "th" => Some(3),
        _ => None,
    };
    let stopped = stemmed.filter(|language| StopWordFilter::new(*language).is_some());
    std::iter::once(Analyser::Words)
        .chain(stemmed.map(Analyser::Stems))
        .chain(stopped.map(Analyser::StemsWithoutStopWords))
        .chain(grams.map(Analyser::Grams))
        .collect()
}

/// What to look for; tantivy has to be told.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Asking {
    /// Any of the words.
    Words,
    /// Words that begin so.
    Beginning,
    /// Words with one letter wrong, missing, added or swapped with its neighbour.
    Mistaken,
    /// The words in a row.
    Phrase,
}

/// An index that can be asked.
pub(crate) struct Tantivy {
    reader: IndexReader,
    analyser: TextAnalyzer,
    /// The fields, and what a match in each counts.
    fields: Vec<(Field, f32)>,
}

impl Tantivy {
    /// Indexes titles and texts, in memory or in an empty folder. `title` is what the title's own field counts; without it both are one field.
    pub(crate) fn build<'t>(
        texts: impl Iterator<Item = (&'t str, &'t str)>,
        analyser: Analyser,
        title: Option<f32>,
        folder: Option<&Path>,
    ) -> Result<Tantivy> {
        let mut schema = Schema::builder();
        let indexing = TextFieldIndexing::default()
            .set_tokenizer("ours")
            .set_index_option(IndexRecordOption::WithFreqsAndPositions);
        let options = TextOptions::default().set_indexing_options(indexing);
        let text_field = schema.add_text_field("text", options.clone());
        let title_field = title.map(|boost| (schema.add_text_field("title", options), boost));
        // Which article it is; a stored field would be read for each hit.
        let place_field = schema.add_u64_field("place", FAST);
        let schema = schema.build();
        let index = match folder {
            Some(folder) => Index::create_in_dir(folder, schema).into_diagnostic()?,
            None => Index::create_in_ram(schema),
        };
        let analyser = analyser.build()?;
        index.tokenizers().register("ours", analyser.clone());
        // One thread, as ours: the same documents give the same segments.
        let mut writer: IndexWriter = index.writer_with_num_threads(1, BUDGET).into_diagnostic()?;
        for (place, (title, text)) in (0_u64..).zip(texts) {
            let mut document = TantivyDocument::default();
            document.add_u64(place_field, place);
            if let Some((field, _)) = title_field {
                document.add_text(field, title);
                document.add_text(text_field, text);
            } else {
                document.add_text(text_field, format!("{title}\n{text}"));
            }
            writer.add_document(document).into_diagnostic()?;
        }
        writer.commit().into_diagnostic().wrap_err("tantivy cannot write its index")?;
        writer.wait_merging_threads().into_diagnostic()?;
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into().into_diagnostic()?;
        Ok(Tantivy { reader, analyser, fields: std::iter::once((text_field, 1.0)).chain(title_field).collect() })
    }

    /// The places of the best documents for any of the words in `text`, best first.
    pub(crate) fn rank(&self, text: &str, limit: usize) -> Result<Vec<usize>> {
        let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        for term in self.terms(text) {
            for (field, boost) in &self.fields {
                let term = Term::from_field_text(*field, &term);
                let query = TermQuery::new(term, IndexRecordOption::WithFreqs);
                clauses.push((Occur::Should, Box::new(BoostQuery::new(Box::new(query), *boost))));
            }
        }
        self.places(&BooleanQuery::new(clauses), limit)
    }

    /// The places of the best documents of an index with one field.
    pub(crate) fn ask(&self, asking: Asking, text: &str, limit: usize) -> Result<Vec<usize>> {
        let terms: Vec<Term> = self
            .fields
            .first()
            .into_iter()
            .flat_map(|(field, _)| self.terms(text).into_iter().map(|term| Term::from_field_text(*field, &term)))
            .collect();
        let each = |query: fn(Term) -> Box<dyn Query>| BooleanQuery::union(terms.iter().cloned().map(query).collect());
        match asking {
            Asking::Beginning => self.places(&each(|term| Box::new(FuzzyTermQuery::new_prefix(term, 0, true))), limit),
            Asking::Mistaken => self.places(&each(|term| Box::new(FuzzyTermQuery::new(term, 1, true))), limit),
            Asking::Phrase if terms.len() > 1 => self.places(&PhraseQuery::new(terms), limit),
            Asking::Words | Asking::Phrase => self.rank(text, limit),
        }
    }

    /// What the index's analyser makes of a text.
    fn terms(&self, text: &str) -> Vec<String> {
        let mut analyser = self.analyser.clone();
        let mut stream = analyser.token_stream(text);
        let mut terms = Vec::new();
        stream.process(&mut |token| terms.push(token.text.clone()));
        terms
    }

    fn places(&self, query: &dyn Query, limit: usize) -> Result<Vec<usize>> {
        let searcher = self.reader.searcher();
        let found = searcher.search(query, &TopDocs::with_limit(limit).order_by_score()).into_diagnostic()?;
        let place = |address: tantivy::DocAddress| {
            let column = searcher.segment_reader(address.segment_ord).fast_fields().u64("place").into_diagnostic()?;
            let place = column.first(address.doc_id).ok_or_else(|| miette!("tantivy lost a document"))?;
            usize::try_from(place).into_diagnostic()
        };
        found.into_iter().map(|(_, address)| place(address)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXTS: [(&str, &str); 3] =
        [("Harbours", "The connected boats."), ("Boat", "A connection."), ("", "Der Hafen am 京都 Meer")];

    fn rank(analyser: Analyser, title: Option<f32>, query: &str) -> Vec<usize> {
        Tantivy::build(TEXTS.into_iter(), analyser, title, None).unwrap().rank(query, 10).unwrap()
    }

    #[test]
    fn analysers_decide_what_is_found() {
        let english = Analyser::StemsWithoutStopWords(Language::English);
        assert_eq!(rank(Analyser::Words, None, "connected"), [0]);
        assert_eq!(rank(Analyser::Stems(Language::English), None, "connected"), [1, 0]);
        assert_eq!(rank(Analyser::Words, None, "the"), [0]);
        assert!(rank(english, None, "the").is_empty());
        assert_eq!(rank(Analyser::Grams(2), None, "京都"), [2]);
    }

    #[test]
    fn it_finds_what_it_is_told_to_look_for() {
        let index = Tantivy::build(TEXTS.into_iter(), Analyser::Words, None, None).unwrap();
        let ask = |asking, text| index.ask(asking, text, 10).unwrap();
        assert_eq!(ask(Asking::Words, "boats hafen").len(), 2);
        assert_eq!(ask(Asking::Beginning, "conn").len(), 2);
        assert_eq!(ask(Asking::Mistaken, "bosts "), [0]);
        assert_eq!(ask(Asking::Phrase, "\"connected boats\""), [0]);
        assert!(ask(Asking::Phrase, "\"boats connected\"").is_empty());
    }

    #[test]
    fn a_title_of_its_own_counts_more() {
        assert_eq!(rank(Analyser::Stems(Language::English), Some(9.0), "boat"), [1, 0]);
        assert_eq!(rank(Analyser::Stems(Language::English), Some(9.0), "harbour"), [0]);
    }

    #[test]
    fn a_language_has_the_analysers_that_tantivy_has_for_it() {
        assert_eq!(analysers("th"), [Analyser::Words, Analyser::Grams(3)]);
        assert_eq!(analysers("ar"), [Analyser::Words, Analyser::Stems(Language::Arabic)]);
        assert_eq!(analysers("en").len(), 3);
    }

    #[test]
    fn the_version_is_the_one_in_use() {
        let lock = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../Cargo.lock")).unwrap();
        assert!(lock.contains(&format!("name = \"tantivy\"\nversion = \"{VERSION}\"")));
    }
}
