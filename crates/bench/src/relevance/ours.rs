//! Our engine, as readers search and with one thing after the other left out.

use tidings_search::{Document, FieldWeights, Index, IndexBuilder, Query, Weights, best};

use super::DEPTH;
use super::collection::{Collection, Question, Ranking};

/// What is asked, and with which numbers.
pub(super) struct Setting {
    pub(super) name: &'static str,
    is_strict: bool,
    weights: fn(&mut Weights),
    fields: fn(&mut FieldWeights),
}

/// As readers search.
const DEFAULT: Setting = Setting { name: "as readers search", is_strict: false, weights: |_| (), fields: |_| () };

/// The first is what counts.
pub(super) const SETTINGS: [Setting; 5] = [
    DEFAULT,
    Setting { name: "without tolerance for typos", is_strict: true, ..DEFAULT },
    Setting {
        name: "words as typed: no typos, no relatives",
        is_strict: true,
        weights: |it| it.relative = 0.0,
        ..DEFAULT
    },
    Setting {
        name: "without coverage: a plain sum",
        weights: |it| (it.coverage, it.short_coverage) = (0.0, 0.0),
        ..DEFAULT
    },
    Setting { name: "a title counts as the text", fields: |it| it.title = 1.0, ..DEFAULT },
];

/// The collection indexed for one setting.
pub(super) struct Ours<'s> {
    setting: &'s Setting,
    index: Index,
}

impl<'s> Ours<'s> {
    pub(super) fn build(collection: &Collection, language: &str, setting: &'s Setting) -> Ours<'s> {
        let mut fields = FieldWeights::default();
        (setting.fields)(&mut fields);
        let mut builder = IndexBuilder::with_weights(fields);
        let facts = format!("lang:{language}");
        for document in &collection.documents {
            builder.add(Document { title: &document.title, body: &document.text, extra: "", facts: &facts });
        }
        Ours { setting, index: builder.finish() }
    }

    pub(super) fn rank(&self, questions: &[Question]) -> Vec<Ranking> {
        let mut weights = Weights::default();
        (self.setting.weights)(&mut weights);
        let rank = |question: &Question| {
            let query = parse(&question.text);
            let query = if self.setting.is_strict { query.strict() } else { query };
            let found = best(self.index.score_with(&query, &weights), DEPTH);
            found.into_iter().map(|found| found.ordinal as usize).collect()
        };
        questions.iter().map(rank).collect()
    }
}

/// A question as plain words: nobody meant syntax by its dashes and quotation marks. The space at the end says that it is complete, its last
/// word no beginning.
fn parse(text: &str) -> Query {
    Query::parse(&format!("{} ", text.replace('"', " ").replace(" -", " ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_read_without_syntax() {
        assert!(!parse("what is \"lift\" -drag").has_phrases());
        assert_eq!(format!("{:?}", parse("a \"b\" -c")), format!("{:?}", Query::parse("a b c ")));
    }
}
