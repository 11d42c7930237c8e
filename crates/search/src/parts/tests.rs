use proptest::prelude::*;

use super::*;
use crate::{Document, IndexBuilder, Match, Query};

fn whole(texts: &[String]) -> Index {
    let mut builder = IndexBuilder::new();
    for text in texts {
        let (title, body) = text.split_at(text.char_indices().nth(9).map_or(text.len(), |(at, _)| at));
        builder.add(Document { title, body, extra: "" });
    }
    builder.finish()
}

/// The answer, and how many rounds of fetching it took.
fn fetched(index: &mut Index, written: &Written, query: &Query) -> (Vec<Match>, usize) {
    for round in 0..99 {
        let wanted = match index.ask(query) {
            Ok(found) => return (found, round),
            Err(wanted) => wanted,
        };
        for part in wanted {
            let bytes = match part {
                Part::Dictionary(number) => &written.dictionary[number as usize],
                Part::Reversed(number) => &written.reversed[number as usize],
                Part::Lists(number) => &written.lists[number as usize],
            };
            index.give(part, bytes.clone()).unwrap();
        }
    }
    panic!("never answered");
}

fn texts() -> impl Strategy<Value = Vec<String>> {
    let text =
        prop::collection::vec("[abcdé]{1,4}|connect(ed|ing)?|[αβ]{2,3}", 0..16).prop_map(|words| words.join(" "));
    prop::collection::vec(text, 0..16)
}

fn queries() -> impl Strategy<Value = String> {
    prop::collection::vec("[abcdé]{1,4}|connect|conect|\"a b\"|-[ab]|[αβ]{2}", 0..4).prop_map(|words| words.join(" "))
}

const SMALL: Sizes = Sizes { dictionary: 40, lists: 30 };

proptest! {
    #[test]
    fn an_index_in_parts_answers_like_the_whole(texts in texts(), query in queries(), at_end: bool) {
        let query = Query::parse(&if at_end { query } else { query + " " });
        let index = whole(&texts);
        let written = index.write(SMALL);
        let mut parts = Index::open(&written.root).unwrap();
        prop_assert_eq!(parts.len(), index.len());
        let (found, _) = fetched(&mut parts, &written, &query);
        prop_assert_eq!(found, index.score(&query));
    }

    #[test]
    fn a_whole_word_takes_two_rounds(texts in texts(), word in "[abcd]{1,3}") {
        let index = whole(&texts);
        let written = index.write(SMALL);
        let query = Query::parse(&format!("{word} ")).strict();
        let (_, rounds) = fetched(&mut Index::open(&written.root).unwrap(), &written, &query);
        prop_assert!(rounds <= 2, "{rounds}");
    }

    #[test]
    fn mutated_bytes_are_refused_or_answered(texts in texts(), query in queries(), at: usize, to: u8, cut: bool) {
        let index = whole(&texts);
        let mut written = index.write(SMALL);
        let count = 1 + written.dictionary.len() + written.reversed.len() + written.lists.len();
        let dictionaries = written.dictionary.iter_mut().chain(&mut written.reversed);
        let all = std::iter::once(&mut written.root).chain(dictionaries).chain(&mut written.lists);
        if let Some(bytes) = all.into_iter().nth(at % count).filter(|bytes| !bytes.is_empty()) {
            let place = at / count % bytes.len();
            if cut { bytes.truncate(place) } else { bytes[place] = to }
        }
        let Ok(mut parts) = Index::open(&written.root) else { return Ok(()) };
        for (number, bytes) in (0..).zip(&written.dictionary) {
            let _ = parts.give(Part::Dictionary(number), bytes.clone());
        }
        for (number, bytes) in (0..).zip(&written.reversed) {
            let _ = parts.give(Part::Reversed(number), bytes.clone());
        }
        for (number, bytes) in (0..).zip(&written.lists) {
            let _ = parts.give(Part::Lists(number), bytes.clone());
        }
        if let Ok(found) = parts.ask(&Query::parse(&query)) {
            prop_assert!(found.iter().all(|found| found.ordinal < parts.len() && found.score.is_finite()));
        }
    }

    #[test]
    fn any_bytes_are_no_index(bytes: Vec<u8>, len in 0..9_u32) {
        let _ = Index::open(&[MAGIC, &bytes].concat());
        let _ = read_piece(&bytes, len);
    }
}

#[test]
fn an_edit_changes_few_parts() {
    let words = |at: u32| (0..60).map(move |n| format!("w{}", (at * 7 + n * n * 13) % 900));
    let mut texts: Vec<String> = (0..400).map(|at| words(at).collect::<Vec<_>>().join(" ")).collect();
    let sizes = Sizes { dictionary: 400, lists: 400 };
    let before = whole(&texts).write(sizes);
    let edited: Vec<String> = words(200).take(59).chain(["entirelynew".to_owned()]).collect();
    texts[200] = edited.join(" ");
    let after = whole(&texts).write(sizes);
    let new = |before: &[Vec<u8>], after: &[Vec<u8>]| after.iter().filter(|part| !before.contains(part)).count();
    assert!(before.lists.len() > 30 && before.dictionary.len() > 9);
    // One word went, one came.
    let changed = (new(&before.dictionary, &after.dictionary), new(&before.lists, &after.lists));
    assert!(changed.0 <= 3 && changed.1 <= 2, "{changed:?}");
}

#[test]
fn a_root_cannot_ask_for_memory() {
    let mut root = MAGIC.to_vec();
    varint::write(u32::MAX, &mut root);
    root.extend([0, 0, 0]);
    assert_eq!(Index::open(&root).err(), Some(Corrupt));
    let mut root = MAGIC.to_vec();
    root.push(1);
    varint::write(u32::MAX, &mut root);
    root.extend([0, 0]);
    assert_eq!(Index::open(&root).err(), Some(Corrupt));
}
