//! An index with positions against one without and the texts.

mod support;

use proptest::prelude::*;
use support::{asked, written};
use tidings_search::{Document, Index, IndexBuilder, Part, Phrase, Query, Written};

type Fields = [String; 3];

fn index(articles: &[Fields], mut builder: IndexBuilder) -> Index {
    for [title, body, extra] in articles {
        builder.add(Document { title, body, extra, facts: "" });
    }
    builder.finish()
}

/// The articles whose texts hold what the query wants in a row.
fn naive(articles: &[Fields], query: &Query) -> Vec<u32> {
    let stands = |ordinal: u32, phrase: &Phrase| {
        let [title, body, extra] = &articles[ordinal as usize];
        [title.as_str(), body].into_iter().chain(extra.split('\n')).any(|text| phrase.stands_in(text))
    };
    index(articles, IndexBuilder::new()).score_by(query, &stands).iter().map(|found| found.ordinal).collect()
}

const WORD: &str = "[ab]|a-b|b_a|a’b|AbBa|aB|ab|1\\.5|c\\+\\+|Bä|[字言語]{1,4}|می\u{200c}خواهم|می|[กข]{2,4}|👍";

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec((WORD, "[ .]|, |\n|\r\n|\n\n|\n \n|-\n"), 0..9)
        .prop_map(|words| words.iter().map(|(word, behind)| word.clone() + behind).collect())
}

fn query() -> impl Strategy<Value = String> {
    let phrase = prop::collection::vec(WORD, 1..4).prop_map(|words| format!("\"{}\"", words.join(" ")));
    let piece = (phrase, WORD, 0..8_u8).prop_map(|(phrase, word, kind)| match kind {
        0..=3 => phrase,
        4..=5 => format!("-{phrase}"),
        6 => word,
        _ => format!("-{word}"),
    });
    prop::collection::vec(piece, 1..4).prop_map(|pieces| pieces.join(" "))
}

proptest! {
    #[test]
    fn positions_admit_what_the_texts_admit(articles in prop::collection::vec([text(), text(), text()], 1..9), query in query()) {
        let query = Query::parse(&query);
        let whole = index(&articles, IndexBuilder::new().with_positions());
        let expected = naive(&articles, &query);
        prop_assert_eq!(&whole.matches(&query), &expected);
        prop_assert_eq!(asked(&written(&whole), &query).0, expected);
    }

    #[test]
    fn positions_change_no_score(articles in prop::collection::vec([text(), text(), text()], 1..9), query in prop::collection::vec(WORD, 1..4)) {
        let query = Query::parse(&query.join(" "));
        let with = index(&articles, IndexBuilder::new().with_positions());
        prop_assert_eq!(with.score(&query), index(&articles, IndexBuilder::new()).score(&query));
    }

    #[test]
    fn a_query_without_a_phrase_of_two_words_wants_no_positions(
        articles in prop::collection::vec([text(), text(), text()], 1..9), word in "[ab]", words in prop::collection::vec(WORD, 1..4)
    ) {
        let written = written(&index(&articles, IndexBuilder::new().with_positions()));
        for query in [words.join(" "), format!("\"{word}\" {} ", words.join(" -")), format!("a -\"{word}\"")] {
            let (_, rounds) = asked(&written, &Query::parse(&query));
            prop_assert!(!rounds.iter().flatten().any(|part| matches!(part, Part::Positions(_))), "{query}: {rounds:?}");
        }
    }
}

fn article(title: &str, body: &str, extra: &str) -> Fields {
    [title, body, extra].map(str::to_owned)
}

#[test]
fn a_phrase_does_not_run_from_one_text_into_the_next() {
    let articles = [article("one two", "three four", "five\nsix seven")];
    let index = index(&articles, IndexBuilder::new().with_positions());
    let finds = |query| !index.matches(&Query::parse(query)).is_empty();
    assert!(finds("\"one two\"") && finds("\"three four\"") && finds("\"six seven\""));
    assert!(!finds("\"two three\"") && !finds("\"four five\"") && !finds("\"five six\""));
    assert!(!finds("-\"six seven\"") && finds("-\"five six\""));
}

#[test]
fn a_phrase_does_not_run_from_one_paragraph_into_the_next() {
    let articles = [
        article("", "one two\nthree four", ""),
        article("", "one two\nthree four\n\nfive six", ""),
        article("one\ntwo", "", ""),
    ];
    let index = index(&articles, IndexBuilder::new().with_positions());
    let found = |query| index.matches(&Query::parse(query));
    assert_eq!(found("\"one two\""), [0, 1]);
    assert_eq!(found("\"two three\""), [1]);
    assert!(found("\"four five\"").is_empty());
}

#[test]
fn positions_are_fetched_last_and_only_where_all_words_are() {
    let articles = [article("", "to read a line and write a file", ""), article("", "lines", "")];
    let written = written(&index(&articles, IndexBuilder::new().with_positions()));
    let positions = |rounds: &[Vec<Part>]| -> Vec<usize> {
        let is_one = |part: &&Part| matches!(part, Part::Positions(_));
        rounds.iter().map(|wanted| wanted.iter().filter(is_one).count()).collect()
    };
    let (found, rounds) = asked(&written, &Query::parse("\"write a file\""));
    assert_eq!(found, [0]);
    let (last, before) = positions(&rounds).split_last().map(|(last, before)| (*last, before.to_vec())).unwrap();
    assert!((1..=3).contains(&last) && before.iter().all(|count| *count == 0), "{rounds:?}");
    let (found, rounds) = asked(&written, &Query::parse("\"lines file\""));
    assert!(found.is_empty() && positions(&rounds).iter().all(|count| *count == 0), "{rounds:?}");
}

#[test]
fn a_phrase_whose_positions_cannot_be_had_is_not_there() {
    let written = written(&index(&[article("one two", "three", "")], IndexBuilder::new().with_positions()));
    let lost = Written { positions: Vec::new(), ..written };
    let mut index = Index::open(&lost.root).unwrap();
    let matches = |index: &mut Index, query: &str| loop {
        match index.ask(&Query::parse(query)) {
            Ok(found) => return found.len(),
            Err(wanted) => wanted.iter().for_each(|part| match *part {
                Part::Dictionary(number) => index.give(*part, lost.dictionary[number as usize].clone()).unwrap(),
                Part::Lists(number) => index.give(*part, lost.lists[number as usize].clone()).unwrap(),
                part => index.go_without(part),
            }),
        }
    };
    assert_eq!(matches(&mut index, "\"one two\""), 0);
    assert_eq!(matches(&mut index, "three -\"one two\""), 1);
    assert_eq!(matches(&mut index, "\"one\" two "), 1);
}

#[test]
fn an_index_without_positions_says_so() {
    let articles = [article("one", "two", "")];
    for (builder, expected) in [(IndexBuilder::new(), false), (IndexBuilder::new().with_positions(), true)] {
        let index = index(&articles, builder);
        let written = written(&index);
        assert_eq!(index.has_positions(), expected);
        assert_eq!(Index::open(&written.root).unwrap().has_positions(), expected);
        assert_eq!(written.positions.is_empty(), !expected);
    }
}
