//! Fields, alternatives and exclusions against reading every article; in an index in parts too.

mod support;

use proptest::prelude::*;
use support::{asked, written};
use tidings_search::{Document, Index, IndexBuilder, Query};

#[derive(Clone, Debug)]
struct Article {
    words: Vec<String>,
    tags: Vec<String>,
    /// Year, month, day.
    date: Option<(u32, u32, u32)>,
}

/// One condition of a query, as it is written and as it is meant.
#[derive(Clone, Debug)]
enum Atom {
    Word(String),
    Tag(String),
    Before(u32, u32),
    After(u32),
}

impl Atom {
    fn written(&self) -> String {
        match self {
            Atom::Word(word) => format!("\"{word}\""),
            Atom::Tag(tag) => format!("tag:\"{tag}\""),
            Atom::Before(year, month) => format!("before:{year}-{month}"),
            Atom::After(year) => format!("after:{year}"),
        }
    }

    fn holds(&self, article: &Article) -> bool {
        match self {
            Atom::Word(word) => article.words.contains(word),
            Atom::Tag(tag) => article.tags.contains(tag),
            Atom::Before(year, month) => article.date.is_some_and(|(y, m, _)| (y, m) < (*year, *month)),
            Atom::After(year) => article.date.is_some_and(|(y, ..)| y >= *year),
        }
    }
}

fn index(articles: &[Article]) -> Index {
    let mut builder = IndexBuilder::new().with_positions();
    for article in articles {
        let tags = article.tags.iter().map(|tag| format!("tag:{tag}\n"));
        let date = article.date.iter().map(|(year, month, day)| format!("date:{year}-{month:02}-{day:02}\n"));
        let facts: String = tags.chain(date).collect();
        builder.add(Document { title: "", body: &article.words.join(" "), extra: "", facts: &facts });
    }
    builder.finish()
}

fn article() -> impl Strategy<Value = Article> {
    let words = prop::collection::vec("[abc]{2,3}", 0..6);
    let tags = prop::collection::vec("[ab]|a b|c\\+\\+", 0..3);
    let date = prop::option::of((2019..2022_u32, 1..13_u32, 1..29_u32));
    (words, tags, date).prop_map(|(words, tags, date)| Article { words, tags, date })
}

fn atom() -> impl Strategy<Value = Atom> {
    prop_oneof![
        "[abc]{2,3}".prop_map(Atom::Word),
        "[ab]|a b|c\\+\\+".prop_map(Atom::Tag),
        (2018..2023_u32, 1..13_u32).prop_map(|(year, month)| Atom::Before(year, month)),
        (2018..2023_u32).prop_map(Atom::After),
    ]
}

proptest! {
    #[test]
    fn filters_let_through_what_reading_lets_through(
        articles in prop::collection::vec(article(), 1..9),
        clauses in prop::collection::vec((prop::collection::vec(atom(), 1..3), any::<bool>()), 1..4),
    ) {
        // A `-` stands before one condition, never before alternatives.
        let is_not = |clause: &(Vec<Atom>, bool)| clause.1 && clause.0.len() == 1;
        let texts: Vec<String> = clauses.iter().map(|clause| {
            let atoms: Vec<String> = clause.0.iter().map(Atom::written).collect();
            format!("{}{}", if is_not(clause) { "-" } else { "" }, atoms.join(" OR "))
        }).collect();
        let query = Query::parse(&(texts.join(" ") + " ")).strict();
        let is_through = |article: &Article| {
            clauses.iter().all(|clause| clause.0.iter().any(|atom| atom.holds(article)) != is_not(clause))
        };
        let expected: Vec<u32> = (0..).zip(&articles).filter(|(_, article)| is_through(article)).map(|(at, _)| at).collect();
        let index = index(&articles);
        prop_assert_eq!(&index.matches(&query), &expected, "{:?}", texts);
        prop_assert_eq!(asked(&written(&index), &query).0, expected, "{:?}", texts);
    }

    #[test]
    fn facts_are_no_words(articles in prop::collection::vec(article(), 1..9), query in "\\PC{0,12}|[abc]{1,3}") {
        let without: Vec<Article> = articles.iter().cloned().map(|article| Article { tags: Vec::new(), date: None, ..article }).collect();
        prop_assume!(!query.contains(':'));
        let query = Query::parse(&query);
        prop_assert_eq!(index(&articles).score(&query), index(&without).score(&query));
    }
}

#[test]
fn a_value_grows_while_it_is_typed() {
    let tagged = |tag: &str| Article { words: vec!["one".to_owned()], tags: vec![tag.to_owned()], date: None };
    let index = index(&[tagged("tides"), tagged("tide mills"), tagged("mills")]);
    let found = |query: &str| index.matches(&Query::parse(query));
    assert_eq!(found("tag:tid"), [0, 1]);
    assert_eq!(found("tag:tid "), [0; 0]);
    assert_eq!(found("tag:\"Tide Mills\" "), [1]);
    assert_eq!(found("-tag:mills "), [0, 1]);
    assert_eq!(found("one tag:tides OR tag:mills "), [0, 2]);
    assert_eq!(found("two OR tag:tides"), [0]);
    assert_eq!(found("one two OR tag:tides"), [0]);
}

#[test]
fn alternatives_are_worth_as_much_as_the_word_itself() {
    let texts = ["ferry harbour", "ship harbour", "harbour alone", "ferry ship"];
    let mut builder = IndexBuilder::new();
    texts.iter().for_each(|body| builder.add(Document { body, ..Document::default() }));
    let index = builder.finish();
    let found = index.score(&Query::parse("ferry OR ship harbour "));
    let score = |at: usize| found.iter().find(|found| found.ordinal as usize == at).map_or(0.0, |found| found.score);
    assert!((score(0) - score(1)).abs() < 1e-6);
    assert!(score(0) > score(2) && score(0) > score(3));
}
