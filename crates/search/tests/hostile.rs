//! Input that is meant to hurt costs what its length costs and no more.

use std::time::{Duration, Instant};

use tidings_search::{Document, Index, IndexBuilder, Query, highlight, snippet};

fn index(body: &str) -> Index {
    let mut builder = IndexBuilder::new();
    builder.add(Document { body, ..Document::default() });
    builder.finish()
}

fn finds(index: &Index, query: &str) -> bool {
    !index.search(&Query::parse(query), &|_| true, 1).is_empty()
}

#[test]
fn a_word_of_ten_megabytes_is_found_by_its_beginning() {
    let index = index(&("start".to_owned() + &"x".repeat(10_000_000)));
    assert!(finds(&index, "startx") && index.size() < 1_000);
}

#[test]
fn a_hundred_thousand_different_words_are_all_found() {
    let words: Vec<String> = (0..100_000).map(|at| format!("w{at}q")).collect();
    let index = index(&words.join(" "));
    for at in [0, 1, 777, 50_000, 99_999] {
        assert!(finds(&index, &format!("w{at}q ")));
    }
    assert!(!finds(&index, "w100000q "));
}

#[test]
fn floods_of_marks_joints_and_capitals_end() {
    for text in [
        "e\u{301}".repeat(200_000),
        "\u{301}".repeat(600_000),
        "a-".repeat(400_000),
        "a.".repeat(400_000),
        "1,".repeat(400_000),
        "1.".repeat(400_000),
        "aB".repeat(400_000),
        "م\u{200c}".repeat(200_000),
        "\u{200c}".repeat(400_000),
        "字".repeat(200_000),
        "ก".repeat(200_000),
        "か\u{3099}".repeat(100_000),
        "\u{fffd}".repeat(400_000),
        "\0".repeat(800_000),
        "👨\u{200d}".repeat(100_000),
        "\u{1100}\u{1161}\u{11a8}".repeat(60_000),
    ] {
        let index = index(&text);
        finds(&index, &text[..text.floor_char_boundary(100)]);
        let query = Query::parse(&text);
        highlight(&text[..text.floor_char_boundary(100_000)], &query);
        snippet(&text, &query, 200);
    }
}

#[test]
fn one_letter_over_a_large_dictionary_is_still_a_quick_query() {
    let words: Vec<String> = (0..200_000).map(|at| format!("a{at:x}")).collect();
    let index = index(&words.join(" "));
    let started = Instant::now();
    assert!(finds(&index, "a"));
    assert!(started.elapsed() < Duration::from_secs(2));
}

#[test]
fn broken_surrogates_and_nul_are_no_words() {
    assert!(!finds(&index("\u{fffd}\u{fffd} \0"), "\u{fffd}"));
    assert!(finds(&index("a\u{fffd}b"), "b"));
}

/// 750 articles of 10 KB, as many as the blog that the demo shows. Only an optimised build is held to the time.
#[test]
fn seven_hundred_and_fifty_articles_are_indexed_within_a_second() {
    let mut seed = 7_u32;
    let mut word = || {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        format!("word{:x} ", (seed >> 16) % 30_000)
    };
    let bodies: Vec<String> = (0..750).map(|_| (0..1_200).map(|_| word()).collect()).collect();
    let started = Instant::now();
    let mut builder = IndexBuilder::new();
    for body in &bodies {
        builder.add(Document { title: "Title", body, extra: "", facts: "" });
    }
    assert_eq!(builder.finish().len(), 750);
    if cfg!(not(debug_assertions)) {
        assert!(started.elapsed() < Duration::from_secs(1), "{:?}", started.elapsed());
    }
}
