use proptest::prelude::*;

use super::*;
use crate::{Document, IndexBuilder, Match, Query};

/// With positions.
fn whole(texts: &[String]) -> Index {
    let mut builder = IndexBuilder::new().with_positions();
    for text in texts {
        let (title, body) = text.split_at(text.char_indices().nth(9).map_or(text.len(), |(at, _)| at));
        builder.add(Document { title, body, extra: "", facts: "" });
    }
    builder.finish()
}

/// FNV-1a, 64 bits: no hash for the world, but no two parts of a test have the same.
fn name(bytes: &[u8]) -> Name {
    let hash = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    let hash = bytes.iter().fold(0xcbf2_9ce4_8422_2325, hash);
    let mut name = Name::default();
    name[..8].copy_from_slice(&hash.to_be_bytes());
    name
}

/// The answer, and how many rounds of fetching it took.
fn fetched(index: &mut Index, written: &Written, query: &Query) -> (Vec<Match>, usize) {
    for round in 0..99 {
        let wanted = match index.ask(query) {
            Ok(found) => return (found, round),
            Err(wanted) => wanted,
        };
        for part in wanted {
            let bytes = written.part(part).unwrap();
            assert!(!bytes.is_empty(), "{part:?}");
            assert_eq!(index.name(part), Some(name(bytes)), "{part:?}");
            index.give(part, bytes.clone()).unwrap();
        }
    }
    panic!("never answered");
}

fn texts() -> impl Strategy<Value = Vec<String>> {
    let text =
        prop::collection::vec("[abcdé]{1,4}|connect(ed|ing)?|[αβ]{2,3}", 0..16).prop_map(|words| words.join(" "));
    prop::collection::vec(text, 0..24)
}

fn queries() -> impl Strategy<Value = String> {
    prop::collection::vec("[abcdé]{1,4}|connect|conect|\"[ab] [ab]\"|-\"a b\"|-[ab]|[αβ]{2}", 0..4)
        .prop_map(|words| words.join(" "))
}

/// So small that lists of a dozen articles have parts of their own.
fn sizes() -> impl Strategy<Value = Sizes> {
    (1..30_usize, 1..20_usize).prop_map(|(lists, positions)| Sizes { dictionary: 40, lists, positions })
}

proptest! {
    #[test]
    fn an_index_in_parts_answers_like_the_whole(texts in texts(), query in queries(), sizes in sizes(), at_end: bool) {
        let query = Query::parse(&if at_end { query } else { query + " " });
        let index = whole(&texts);
        let written = index.write(sizes, &name);
        let mut parts = Index::open(&written.root).unwrap();
        prop_assert_eq!(parts.len(), index.len());
        let (found, _) = fetched(&mut parts, &written, &query);
        prop_assert_eq!(found, index.score(&query));
    }

    #[test]
    fn a_whole_word_takes_two_rounds(texts in texts(), word in "[abcd]{1,3}", sizes in sizes()) {
        let index = whole(&texts);
        let written = index.write(sizes, &name);
        let query = Query::parse(&format!("{word} ")).strict();
        let (_, rounds) = fetched(&mut Index::open(&written.root).unwrap(), &written, &query);
        prop_assert!(rounds <= 2, "{rounds}");
    }

    #[test]
    fn mutated_bytes_are_refused_or_answered(texts in texts(), query in queries(), sizes in sizes(), at: usize, to: u8, cut: bool) {
        let index = whole(&texts);
        let mut written = index.write(sizes, &name);
        let Written { root, dictionary, reversed_root, reversed, lists, positions } = &mut written;
        let count = 2 + dictionary.len() + reversed.len() + lists.len() + positions.len();
        let all = [root, reversed_root].into_iter().chain(dictionary).chain(reversed).chain(lists).chain(positions);
        if let Some(bytes) = all.into_iter().nth(at % count).filter(|bytes| !bytes.is_empty()) {
            let place = at / count % bytes.len();
            if cut { bytes.truncate(place) } else { bytes[place] = to }
        }
        let Ok(mut parts) = Index::open(&written.root) else { return Ok(()) };
        for (number, bytes) in (0..).zip(&written.dictionary) {
            let _ = parts.give(Part::Dictionary(number), bytes.clone());
        }
        let _ = parts.give(Part::ReversedRoot, written.reversed_root.clone());
        for (number, bytes) in (0..).zip(&written.reversed) {
            let _ = parts.give(Part::Reversed(number), bytes.clone());
        }
        for (number, bytes) in (0..).zip(&written.lists) {
            let _ = parts.give(Part::Lists(number), bytes.clone());
        }
        for (number, bytes) in (0..).zip(&written.positions) {
            let _ = parts.give(Part::Positions(number), bytes.clone());
        }
        if let Ok(found) = parts.ask(&Query::parse(&query)) {
            prop_assert!(found.iter().all(|found| found.ordinal < parts.len() && found.score.is_finite()));
        }
    }

    #[test]
    fn what_cannot_be_had_is_not_asked_for_again(texts in texts(), query in queries(), sizes in sizes(), lost: u64) {
        let index = whole(&texts);
        let written = index.write(sizes, &name);
        let mut parts = Index::open(&written.root).unwrap();
        let query = Query::parse(&query);
        let mut rounds = 0;
        while let Err(wanted) = parts.ask(&query) {
            rounds += 1;
            prop_assert!(rounds < 9);
            for part in wanted {
                let bytes = written.part(part).unwrap();
                if lost >> (bytes.len() % 64) & 1 == 1 {
                    parts.go_without(part);
                } else {
                    parts.give(part, bytes.clone()).unwrap();
                }
            }
        }
    }

    #[test]
    fn the_dictionary_in_one_piece_has_the_bytes_that_are_told(texts in texts()) {
        let mut builder = IndexBuilder::new();
        texts.iter().for_each(|text| builder.add(Document { body: text, ..Document::default() }));
        let index = builder.finish();
        let sizes = Sizes { dictionary: usize::MAX >> 8, lists: usize::MAX >> 8, positions: 1 };
        let written = index.write(sizes, &name);
        // Before the terms stand three numbers, and the name of the part that the lists are in, if any is.
        let heads = 3 * written.dictionary.len() + size_of::<Name>() * written.lists.len();
        prop_assert_eq!(index.dictionary_bytes(sizes.lists) + heads, written.dictionary.concat().len());
    }

    #[test]
    fn any_bytes_are_no_index(bytes: Vec<u8>, len in 0..9_u32, has_positions: bool, articles in 0..99_u32) {
        let _ = Index::open(&[MAGIC, &bytes].concat());
        let _ = read_piece(&bytes, len, has_positions, articles);
    }
}

#[test]
fn an_edit_changes_few_parts() {
    let words = |at: u32| (0..60).map(move |n| format!("w{}", (at * 7 + n * n * 13) % 900));
    let mut texts: Vec<String> = (0..400).map(|at| words(at).collect::<Vec<_>>().join(" ")).collect();
    let sizes = Sizes { dictionary: 400, lists: 400, positions: 400 };
    let before = whole(&texts).write(sizes, &name);
    let edited: Vec<String> = words(200).take(59).chain(["entirelynew".to_owned()]).collect();
    texts[200] = edited.join(" ");
    let after = whole(&texts).write(sizes, &name);
    let new = |before: &[Vec<u8>], after: &[Vec<u8>]| after.iter().filter(|part| !before.contains(part)).count();
    assert!(before.lists.len() > 30 && before.dictionary.len() > 9 && before.positions.len() > 30);
    // One word went, one came, both the last of the article, so that all others are where they were.
    let lists = (new(&before.lists, &after.lists), new(&before.positions, &after.positions));
    let changed = new(&before.dictionary, &after.dictionary);
    assert!(changed <= 3 && lists.0 <= 2 && lists.1 <= 2, "{changed} {lists:?}");
}

/// Articles of six paragraphs of some sixty words, of which some are frequent and most are rare.
fn articles() -> Vec<Vec<Vec<String>>> {
    let mut state = 1_u64;
    let mut random = move |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let mut word = move || {
        let most = 1 + random(3_000);
        format!("w{}", random(most))
    };
    let mut paragraph = || (0..61).map(|_| word()).collect::<Vec<_>>();
    (0..400).map(|_| (0..6).map(|_| paragraph()).collect()).collect()
}

#[test]
fn a_word_more_changes_the_positions_behind_it_in_its_paragraph() {
    let sizes = Sizes { dictionary: 400, lists: 1000, positions: 1000 };
    let written = |articles: &[Vec<Vec<String>>]| {
        let text = |paragraphs: &Vec<Vec<String>>| {
            paragraphs.iter().map(|words| words.join(" ")).collect::<Vec<_>>().join("\n")
        };
        whole(&articles.iter().map(text).collect::<Vec<_>>()).write(sizes, &name)
    };
    let mut articles = articles();
    let before = written(&articles);
    articles[200][2].insert(30, "entirelynew".to_owned());
    let after = written(&articles);
    let new = |before: &[Vec<u8>], after: &[Vec<u8>]| after.iter().filter(|part| !before.contains(part)).count();
    let changed = (new(&before.positions, &after.positions), new(&before.dictionary, &after.dictionary));
    let of = (before.positions.len(), before.dictionary.len());
    // Thirty words moved. Were all positions behind the new one to move, it would be 119 and 44.
    assert!(of.0 > 150 && of.1 > 40, "{of:?}");
    assert!(changed.0 <= 32 && changed.1 <= 30, "{changed:?} of {of:?}");
}

#[test]
fn a_root_cannot_ask_for_memory() {
    let mut root = MAGIC.to_vec();
    varint::write(u32::MAX, &mut root);
    root.extend([0; 15]);
    assert_eq!(Index::open(&root).err(), Some(Corrupt));
    let mut root = MAGIC.to_vec();
    root.extend([1, 0]);
    varint::write(u32::MAX, &mut root);
    root.extend([0; 14]);
    assert_eq!(Index::open(&root).err(), Some(Corrupt));
    let mut root = MAGIC.to_vec();
    root.extend([1, 0, 0]);
    varint::write(u32::MAX, &mut root);
    root.extend([0; 13]);
    assert_eq!(Index::open(&root).err(), Some(Corrupt));
    // With fewer it is one.
    let root = [MAGIC, &[1, 0, 0, 9], &Name::default(), &[0]].concat();
    assert!(Index::open(&root).is_ok_and(|index| index.has_positions()));
}

/// 4,000 articles of a word that all have, one that every sixteenth has, and one of its own.
fn alike() -> Vec<String> {
    let text = |at: u32| format!("headline every {} own{at}", if at.is_multiple_of(16) { "rare" } else { "other" });
    (0..4000).map(text).collect()
}

#[test]
fn an_edit_changes_one_part_of_a_long_list() {
    let mut texts = alike();
    let sizes = Sizes { dictionary: 400, lists: 100, positions: 100 };
    let before = whole(&texts).write(sizes, &name);
    texts[2000] = "headline every rare own2000 rare".to_owned();
    texts[3999] = "headline other own3999 every".to_owned();
    let after = whole(&texts).write(sizes, &name);
    let new = |before: &[Vec<u8>], after: &[Vec<u8>]| after.iter().filter(|part| !before.contains(part)).count();
    let changed = (new(&before.lists, &after.lists), new(&before.positions, &after.positions));
    // "rare" in one range, and the other two in the last range, where the order of the words counts nothing.
    assert!(before.lists.len() > 20 && before.positions.len() > 40);
    assert_eq!((before.lists.len(), before.positions.len()), (after.lists.len(), after.positions.len()));
    assert!(changed.0 <= 2 && changed.1 <= 4, "{changed:?}");
}

#[test]
fn a_phrase_fetches_positions_of_articles_that_may_have_it() {
    let written = whole(&alike()).write(Sizes { dictionary: 400, lists: 100, positions: 100 }, &name);
    for (query, expected) in [("\"every rare own2000\"", 1), ("\"own2000 every\"", 0), ("\"every rare\"", 250)] {
        let query = Query::parse(query);
        let mut index = Index::open(&written.root).unwrap();
        let mut positions = 0;
        let found = loop {
            match index.ask(&query) {
                Ok(found) => break found,
                Err(wanted) => {
                    positions += wanted.iter().filter(|part| matches!(part, Part::Positions(_))).count();
                    wanted.into_iter().for_each(|part| index.give(part, written.part(part).unwrap().clone()).unwrap());
                }
            }
        };
        assert_eq!(found.len(), expected);
        // One for each word, but all of them where every range has such an article.
        let all = written.positions.len();
        assert!(if expected < 9 { positions <= 3 } else { positions > 20 && positions < all }, "{positions} of {all}");
    }
}
