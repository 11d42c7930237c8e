//! What comes first, and why.

use tidings_search::{Document, Index, IndexBuilder, Query};

fn index(bodies: &[&str]) -> Index {
    documents(&bodies.iter().map(|body| Document { body, ..Document::default() }).collect::<Vec<_>>())
}

fn documents(documents: &[Document<'_>]) -> Index {
    let mut builder = IndexBuilder::new();
    documents.iter().for_each(|document| builder.add(*document));
    builder.finish()
}

fn order(index: &Index, query: &str) -> Vec<u32> {
    index.search(&Query::parse(query), &|_| true, 100).into_iter().map(|found| found.ordinal).collect()
}

#[test]
fn the_word_as_typed_comes_before_words_that_begin_with_it() {
    let index = index(&["a rusty gate", "a rust stain", "nothing here"]);
    assert_eq!(order(&index, "rust"), [1, 0]);
    assert_eq!(order(&index, "rust "), [1]);
}

#[test]
fn a_mistake_is_forgiven_only_where_nothing_matches() {
    let index = index(&["the program runs", "the pogrom of 1905", "a borrow checker"]);
    assert_eq!(order(&index, "progarm "), [0]);
    assert_eq!(order(&index, "chekcer"), [2]);
    assert_eq!(order(&index, "program "), [0]);
    assert_eq!(order(&index, "1906 "), [0; 0]);
    assert_eq!(index.search(&Query::parse("progarm ").strict(), &|_| true, 9), []);
}

#[test]
fn a_missing_space_is_forgiven() {
    assert_eq!(order(&index(&["hello world", "hello", "world"]), "helloworld "), [0]);
}

#[test]
fn a_mistyped_beginning_is_forgiven_while_typing() {
    assert_eq!(order(&index(&["programming in the small", "gardening"]), "porgr"), [0]);
}

#[test]
fn a_word_in_the_title_counts_more_than_one_in_the_body() {
    let body = Document { title: "Gardens", body: "All about rust and gates", extra: "", facts: "" };
    let extra = Document { title: "Gardens", body: "All about gates", extra: "rust", facts: "" };
    let title = Document { title: "Rust", body: "All about gates", extra: "", facts: "" };
    assert_eq!(order(&documents(&[body, extra, title]), "rust "), [2, 1, 0]);
}

#[test]
fn articles_with_all_words_come_before_articles_with_many_of_one() {
    let index =
        index(&["rust rust rust rust rust", "async async async", "some async words on rust in passing", "none of it"]);
    assert_eq!(order(&index, "async rust ")[0], 2);
    assert_eq!(order(&index, "async rust ").len(), 3);
}

#[test]
fn a_short_article_comes_before_a_long_one_with_the_same_word() {
    let long = format!("rust {}", "other words ".repeat(200));
    assert_eq!(order(&index(&[&long, "rust in short"]), "rust "), [1, 0]);
}

#[test]
fn of_equals_the_first_added_comes_first() {
    assert_eq!(order(&index(&["rust", "rust", "rust"]), "rust "), [0, 1, 2]);
}

#[test]
fn newest_first_keeps_articles_with_all_words_before_those_with_some() {
    let index = index(&[
        "async words in passing",
        "the tide of async and the rust of gates",
        "async async async rust rust rust",
        "rust",
        "nothing",
    ]);
    assert_eq!(order(&index, "async rust "), [2, 1, 3, 0]);
    for query in ["sort:newest async rust ", "async rust sort:newest", "sort:newest the async of rust "] {
        assert_eq!(order(&index, query), [1, 2, 0, 3], "{query}");
    }
    assert_eq!(order(&index, "asyn sort:newest"), [0, 1, 2]);
    assert_eq!(order(&index, "sort:best async rust "), [2, 1, 3, 0]);
    assert_eq!(order(&index, "-sort:newest async rust "), [2, 1, 3, 0]);
}

#[test]
fn a_sentence_is_a_query_and_its_small_words_do_not_drown_it() {
    let index = index(&["what is the matter with the the the the what is", "a tokamak confines plasma", "is the what"]);
    assert_eq!(order(&index, "What is the tokamak?"), [1]);
    assert_eq!(order(&index, "what is "), [2, 0]);
}

#[test]
fn relatives_are_found_after_the_word_itself() {
    let index = index(&["they connected", "one connection", "conifers"]);
    assert_eq!(order(&index, "connection "), [1, 0]);
}

#[test]
fn a_filter_loses_nothing_however_many_better_articles_it_refuses() {
    let mut bodies = vec!["rust rust rust"; 500];
    bodies.push("a little rust among many other words that make this article the worst of all");
    let index = index(&bodies);
    let found = index.search(&Query::parse("rust "), &|ordinal| ordinal == 500, 10);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].ordinal, 500);
}

#[test]
fn matches_are_all_articles_with_any_of_the_words() {
    let index = index(&["one", "two", "three", "one two"]);
    assert_eq!(index.matches(&Query::parse("two one ")), [0, 1, 3]);
    assert_eq!(index.matches(&Query::parse("")), [0; 0]);
}

#[test]
fn excluded_words_and_phrases_narrow_the_answer() {
    let texts = ["the borrow checker", "a checker to borrow", "borrow nothing", "checker"];
    let index = index(&texts);
    assert_eq!(index.matches(&Query::parse("borrow -checker")), [2]);
    assert_eq!(index.matches(&Query::parse("-checker")), [2]);
    let query = Query::parse("\"borrow checker\"");
    let candidates = index.matches(&query);
    assert_eq!(candidates, [0, 1]);
    let exact = |query: &str| {
        let found = index.score_by(&Query::parse(query), &|ordinal, phrase| phrase.stands_in(texts[ordinal as usize]));
        found.into_iter().map(|found| found.ordinal).collect::<Vec<_>>()
    };
    assert_eq!(exact("\"borrow checker\""), [0]);
    assert_eq!(exact("borrow -\"borrow checker\""), [1, 2]);
    // Nobody has looked.
    assert_eq!(index.matches(&Query::parse("borrow -\"borrow checker\"")), [0, 1, 2]);
}

#[test]
fn an_empty_index_answers_nothing() {
    let empty = IndexBuilder::new().finish();
    assert!(empty.is_empty() && order(&empty, "a \"b c\" -d").is_empty() && order(&empty, "-d").is_empty());
}
