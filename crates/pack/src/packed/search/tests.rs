use std::io::Read;

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use tidings_bundle::{Bundle, Content};
use tidings_engine::worker::Engine;
use tidings_engine::{Answer, Ask, Request};
use tidings_search::{Index, Query};

use crate::packed::tests::{Files, changed, own_word, packed, publication, read};

fn is_piece(name: &str) -> bool {
    name.starts_with("bundle/search/") && name.ends_with(".bin")
}

fn unpacked(bytes: &[u8]) -> Vec<u8> {
    let mut unpacked = Vec::new();
    flate2::read::DeflateDecoder::new(bytes).read_to_end(&mut unpacked).unwrap();
    unpacked
}

fn root(files: &Files) -> Index {
    let name = read(files, "feed.json").packed.unwrap().search.unwrap();
    Index::open(&unpacked(&files[&name])).unwrap()
}

/// Numbers of the articles that answer, by what a viewer fetches.
fn found(index: &mut Index, files: &Files, query: &Query) -> Vec<u32> {
    for _ in 0..9 {
        let wanted = match index.ask(query) {
            Ok(found) => return found.into_iter().map(|found| found.ordinal).collect(),
            Err(wanted) => wanted,
        };
        for part in wanted {
            let name = BASE64_URL_SAFE_NO_PAD.encode(index.name(part).unwrap());
            index.give(part, unpacked(&files[&format!("bundle/search/{name}.bin")])).unwrap();
        }
    }
    panic!("never answered");
}

#[test]
fn every_article_is_found_by_its_own_word_and_shown_as_itself() {
    let whole = publication(230);
    let files = packed(&whole);
    let mut index = root(&files);
    assert_eq!(index.len(), 230);
    for (number, article) in whole.articles.iter().rev().enumerate() {
        let word = own_word(number);
        assert_eq!(found(&mut index, &files, &Query::parse(&format!("{word} ")).strict()), [number as u32]);
        let rows: serde_json::Value =
            serde_json::from_slice(&files[&format!("bundle/search/rows/{}.json", number / 2)]).unwrap();
        let category =
            whole.categories.nodes().iter().position(|category| category.id == ["asia", "home", "world"][number % 3]);
        let expected = serde_json::json!({
            "id": article.id, "slug": article.slug.as_str(), "headline": article.title, "summary": article.summary,
            "language": article.language, "dir": if number % 3 == 0 { "rtl" } else { "ltr" },
            "published": article.published.unwrap().to_rfc3339(), "category": category,
        });
        assert_eq!(rows[number % 2], expected);
        let text = String::from_utf8(files[&format!("bundle/search/text/{number}.txt")].clone()).unwrap();
        assert!(text.starts_with("tide mill") && text.ends_with(&word), "{text}");
    }
    assert!(!files.contains_key("bundle/search/rows/115.json") && !files.contains_key("bundle/search/text/230.txt"));
}

#[test]
fn an_archive_finds_what_the_engine_finds_in_a_plain_feed() {
    let whole = publication(120);
    let files = packed(&whole);
    let mut engine = Engine::new(|| 0.0);
    engine.answer(Request { id: 0, ask: Ask::Load }, Some(tidings_bundle::encode(&whole).into_bytes()));
    for text in
        ["tide", "asia", "world", "author 7", "story 12", "\u{62a}", "rare 3", "of 11", "quayaba", "quayabx", "harbour"]
    {
        let ask = Ask::Search { text: text.to_owned(), offset: 0, limit: 100 };
        let Answer::Found(expected) = engine.answer(Request { id: 0, ask }, None).answer else { panic!("{text}") };
        let found = found(&mut root(&files), &files, &Query::parse(text));
        assert_eq!(found.len(), expected.total as usize, "{text}");
        assert!(expected.hits.iter().all(|hit| found.contains(&(119 - hit.ordinal))), "{text}");
    }
}

#[test]
fn pieces_are_named_by_what_is_packed_in_them_and_the_same_each_time() {
    let files = packed(&publication(300));
    assert!(files.keys().filter(|name| is_piece(name)).count() > 4);
    for (name, bytes) in files.iter().filter(|(name, _)| is_piece(name)) {
        let hash = BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(unpacked(bytes)));
        assert_eq!(*name, format!("bundle/search/{}.bin", &hash[..16]));
    }
    assert_eq!(files, packed(&publication(300)));
}

#[test]
fn a_new_article_leaves_the_rows_and_texts_of_the_others() {
    let [before, after] = [901, 902].map(|articles| packed(&publication(articles)));
    let names =
        changed(&before, &after).into_iter().filter(|name| name.starts_with("bundle/search/") && !is_piece(name));
    assert_eq!(names.collect::<Vec<_>>(), ["bundle/search/rows/450.json", "bundle/search/text/901.txt"]);
}

#[test]
fn an_edit_changes_few_pieces() {
    let paragraph = |number: u32, of: u32| {
        (of * 50..of * 50 + 50)
            .map(move |at| format!("w{}x", (number * 31 + at * at * 17) % 20_011))
            .collect::<Vec<_>>()
    };
    let paragraphs = |number: u32| (0..6).map(|of| paragraph(number, of)).collect::<Vec<_>>();
    let text = |paragraphs: &[Vec<String>]| {
        let html = paragraphs.iter().map(|words| format!("<p>{}</p>", words.join(" ")));
        Content::Html(html.collect())
    };
    let mut whole = Bundle::clone(&publication(600));
    for (number, article) in (0..).zip(&mut whole.articles) {
        article.content = text(&paragraphs(number));
    }
    let mut edited = whole.clone();
    let mut with_one_more = paragraphs(300);
    with_one_more[2].insert(25, "bargeman".to_owned());
    edited.articles[300].content = text(&with_one_more);
    let [before, after] = [whole, edited].map(|bundle| packed(&bundle.into()));
    let names = changed(&before, &after);
    let own: Vec<&String> = names.iter().filter(|name| name.starts_with("bundle/search/") && !is_piece(name)).collect();
    assert_eq!(own, ["bundle/search/text/299.txt"]);
    let (pieces, all) = [&names, &after.keys().cloned().collect()]
        .map(|names: &Vec<String>| names.iter().filter(|name| is_piece(name)).count())
        .into();
    // A part with positions and a piece of the dictionary for nearly each of the 25 words behind the new one in its paragraph.
    assert!(all > 60 && pieces <= 60, "{pieces} of {all} pieces");
}
