//! The index against the stupidest thing that could work: reading every article for every query.

use proptest::prelude::*;
use tidings_search::{
    Document, FieldWeights, IndexBuilder, Query, Weights, rounded, rounded_factor, rounded_mean, tokens,
};

type Fields = [String; 3];

fn words(text: &str) -> Vec<String> {
    tokens(text).map(|token| token.text).collect()
}

/// BM25F as the module `rank` tells it, over plain lists of words; without relatives, beginnings and mistakes.
fn naive(articles: &[Fields], query: &str, fields: &FieldWeights, weights: &Weights) -> Vec<(u32, f32)> {
    let articles: Vec<[Vec<String>; 3]> =
        articles.iter().map(|fields| [words(&fields[0]), words(&fields[1]), words(&fields[2])]).collect();
    let boosts = [fields.title, 1.0, fields.extra];
    let lengths = [fields.title_length, fields.body_length, fields.extra_length];
    let mean = |field: usize| {
        rounded_mean(articles.iter().map(|article| article[field].len() as u64).sum(), articles.len() as u32)
    };
    let averages = [mean(0), mean(1), mean(2)];
    let mut asked: Vec<(String, f32)> = Vec::new();
    for word in words(query) {
        match asked.iter_mut().find(|(known, _)| *known == word) {
            Some((_, count)) => *count += 1.0,
            None => asked.push((word, 1.0)),
        }
    }
    let holds = |article: &[Vec<String>; 3], word: &str| article.iter().flatten().any(|known| known == word);
    asked.retain(|(word, _)| articles.iter().any(|article| holds(article, word)));
    let rarity = |word: &str| {
        let with = articles.iter().filter(|article| holds(article, word)).count() as f32;
        (1.0 + (articles.len() as f32 - with + 0.5) / (with + 0.5)).ln()
    };
    let all: f32 = asked.iter().map(|(word, count)| count * rarity(word)).sum();
    let coverage = (weights.short_coverage / (asked.len() as f32).max(2.0)).max(weights.coverage);
    let mut found = Vec::new();
    for (ordinal, article) in (0..).zip(&articles) {
        let (mut total, mut covered) = (0.0, 0.0);
        for (word, count) in asked.iter().filter(|(word, _)| holds(article, word)) {
            let occurrences: f32 = (0..3)
                .map(|field| {
                    let frequency = article[field].iter().filter(|known| *known == word).count().min(if field == 1 {
                        9999
                    } else {
                        3
                    });
                    let relative = article[field].len() as f32 / averages[field].max(f32::MIN_POSITIVE);
                    boosts[field] * frequency as f32 / rounded_factor(1.0 - lengths[field] + lengths[field] * relative)
                })
                .sum();
            let occurrences = rounded(occurrences);
            total +=
                count * rarity(word) * occurrences * (weights.saturation + 1.0) / (weights.saturation + occurrences);
            covered += count * rarity(word);
        }
        if total > 0.0 {
            found.push((ordinal, total * (1.0 - coverage + coverage * covered / all)));
        }
    }
    found
}

fn articles() -> impl Strategy<Value = Vec<Fields>> {
    // Greek, because it has no stemmer here.
    let text = || prop::collection::vec("[αβγ]{1,3}", 0..15).prop_map(|words| words.join(" "));
    prop::collection::vec([text(), text(), text()], 1..12)
}

proptest! {
    #[test]
    fn scores_are_those_of_reading_every_article(articles in articles(), query in prop::collection::vec("[αβγ]{1,3}", 1..6)) {
        let query = query.join(" ") + " ";
        let mut builder = IndexBuilder::new();
        for [title, body, extra] in &articles {
            builder.add(Document { title, body, extra, facts: "" });
        }
        let found = builder.finish().score(&Query::parse(&query).strict());
        let expected = naive(&articles, &query, &FieldWeights::default(), &Weights::default());
        prop_assert_eq!(found.iter().map(|found| found.ordinal).collect::<Vec<_>>(), expected.iter().map(|(ordinal, _)| *ordinal).collect::<Vec<_>>());
        for (found, (_, score)) in found.iter().zip(&expected) {
            prop_assert!((found.score - score).abs() <= score * 1e-4, "{} {}", found.score, score);
        }
    }

    #[test]
    fn a_beginning_finds_every_word_that_begins_so(articles in articles(), query in "[αβγ]{1,3}") {
        let mut builder = IndexBuilder::new();
        for [title, body, extra] in &articles {
            builder.add(Document { title, body, extra, facts: "" });
        }
        let found = builder.finish().matches(&Query::parse(&query).strict());
        let begins = |fields: &Fields| fields.iter().flat_map(|text| words(text)).any(|word| word.starts_with(&query));
        let expected: Vec<u32> = (0..).zip(&articles).filter(|(_, fields)| begins(fields)).map(|(at, _)| at).collect();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn any_query_over_any_text_is_answered(texts in prop::collection::vec("\\PC{0,60}", 0..6), query in "\\PC{0,30}") {
        let mut builder = IndexBuilder::new();
        for text in &texts {
            builder.add(Document { title: text, body: text, extra: "", facts: "" });
        }
        let query = Query::parse(&query);
        for found in builder.finish().score_by(&query, &|ordinal, phrase| phrase.stands_in(&texts[ordinal as usize])) {
            prop_assert!((found.ordinal as usize) < texts.len() && found.score.is_finite());
        }
    }
}
