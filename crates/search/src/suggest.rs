//! What a mistyped query may have meant, said in words of the index.

use crate::expand::{Class, expand};
use crate::index::Index;
use crate::query::Query;
use crate::tokenize::visit;

impl Index {
    /// The text of a query with every word that no article has replaced by the nearest one that some have, the most frequent of equally near; as
    /// the index has it, so in small letters without marks. `None` if all words are there, or nothing is near.
    ///
    /// What was found was found with these words already: this is for saying so. On an index in parts, after [`Index::ask`].
    pub fn suggest(&self, text: &str, query: &Query) -> Option<String> {
        let meant: Vec<(&str, String)> =
            query.words.iter().filter_map(|word| Some((word.whole.as_str(), self.meant(query, word)?))).collect();
        if meant.is_empty() {
            return None;
        }
        let mut suggested = String::with_capacity(text.len());
        let mut behind = 0;
        visit(text, &mut |unit| {
            let Some((_, word)) = meant.iter().find(|(typed, _)| *typed == unit.whole) else { return };
            suggested.push_str(text.get(behind..unit.range.start).unwrap_or_default());
            suggested.push_str(word);
            behind = unit.range.end;
        });
        suggested.push_str(text.get(behind..)?);
        Some(suggested)
    }

    fn meant(&self, query: &Query, word: &crate::query::Word) -> Option<String> {
        let group = expand(self, query, word, 0.0).into_iter().next().filter(|group| group.class == Class::Typo)?;
        let count = |terms: &[u32]| terms.iter().map(|id| self.count(*id)).min();
        let best = group
            .alternatives
            .iter()
            .map(|alternative| &alternative.terms)
            .reduce(|best, next| if count(next) > count(best) { next } else { best })?;
        Some(best.iter().map(|id| self.dictionary.term(*id)).collect::<Vec<_>>().join(" "))
    }
}

#[cfg(test)]
mod tests {
    use crate::{Document, IndexBuilder, Query};

    fn suggested(texts: &[&str], text: &str) -> Option<String> {
        let mut builder = IndexBuilder::new();
        texts.iter().for_each(|body| builder.add(Document { body, facts: "tag:tidy", ..Document::default() }));
        builder.finish().suggest(text, &Query::parse(text))
    }

    #[test]
    fn words_that_are_nowhere_are_replaced_by_the_most_frequent_near_one() {
        let texts = ["the harbour sleeps", "harbour lights", "a harbous of typists", "the tide mill"];
        assert_eq!(suggested(&texts, "Harboor lights "), Some("harbour lights ".to_owned()));
        assert_eq!(
            suggested(&texts, "the  “harboor” -night tag:tidy"),
            Some("the  “harbour” -night tag:tidy".to_owned())
        );
        assert_eq!(suggested(&texts, "tidemill "), Some("tide mill ".to_owned()));
        for text in ["harbour ", "harbous ", "zzzzzz ", "", "harb"] {
            assert_eq!(suggested(&texts, text), None, "{text}");
        }
    }
}
