//! The loop, natively: what a viewer sends and what it gets back. `cargo test -p tidings-engine --features worker`

use serde_json::{Value, json};
use tidings_engine::worker::{Engine, Inbox, Next};
use tidings_engine::{Answer, Ask, Found, Reply, Request, Segment};

fn engine() -> Engine {
    Engine::new(|| 0.0)
}

fn answer(engine: &mut Engine, ask: Ask, feed: Option<&Value>) -> Answer {
    engine.answer(Request { id: 7, ask }, feed.map(|feed| feed.to_string().into_bytes())).answer
}

fn feed(items: Value) -> Value {
    json!({"version": "https://jsonfeed.org/version/1.1", "title": "Test", "items": items})
}

fn loaded(items: Value) -> Engine {
    loaded_with(items, json!({}))
}

/// With the extension of the feed itself.
fn loaded_with(items: Value, tidings: Value) -> Engine {
    let mut feed = feed(items);
    feed["_tidings"] = tidings;
    let mut engine = engine();
    let answer = answer(&mut engine, Ask::Load, Some(&feed));
    assert!(matches!(answer, Answer::Loaded { .. }), "{answer:?}");
    engine
}

fn search_page(engine: &mut Engine, text: &str, passing: Option<Vec<u8>>, offset: u32, limit: u32) -> Found {
    let ask = Ask::Search { text: text.to_owned(), offset, limit };
    let answer = engine.answer(Request { id: 7, ask }, passing).answer;
    let Answer::Found(found) = answer else { unreachable!("{answer:?}") };
    found
}

fn search(engine: &mut Engine, text: &str) -> Found {
    search_page(engine, text, None, 0, 20)
}

fn ordinals(found: &Found) -> Vec<u32> {
    found.hits.iter().map(|hit| hit.ordinal).collect()
}

fn shown(segments: &[Segment]) -> String {
    segments.iter().map(|part| if part.marked { format!("[{}]", part.text) } else { part.text.clone() }).collect()
}

/// Newest first: 0 is the tide, 1 the wind, 2 the sun.
fn three() -> Value {
    json!([
        {"id": "sun", "title": "Solar roofs", "content_text": "Panels on every roof.", "tags": ["energy"], "date_published": "2022-01-01T00:00:00Z"},
        {"id": "tide", "title": "The tide", "content_html": "<p>Tidal <b>energy</b> by night.</p>", "tags": ["sea"], "date_published": "2024-01-01T00:00:00Z"},
        {"id": "wind", "title": "Wind", "content_html": "<p>Wind energy and solar energy.</p>", "tags": ["energy", "sea"], "date_published": "2023-01-01T00:00:00Z"},
    ])
}

#[test]
fn a_word_that_is_there_is_not_taken_for_a_mistake() {
    let mut engine = loaded(json!([
        {"id": "1", "title": "What time is it", "content_text": "The tide knows."},
        {"id": "2", "title": "Time", "content_text": "Only time."},
    ]));
    assert_eq!(shown(&search(&mut engine, "tide").hits[0].headline), "What time is it");
    assert_eq!(shown(&search(&mut engine, "tide ").hits[0].snippet), "The [tide] knows.");
    let mistyped = search(&mut engine, "tmie ");
    assert_eq!(shown(&mistyped.hits[0].headline), "[Time]");
}

#[test]
fn a_hit_shows_headline_and_passage_with_the_words_marked() {
    let found = search(&mut loaded(three()), "tides nights ");
    assert_eq!((found.total, ordinals(&found)), (1, vec![0]));
    assert_eq!(shown(&found.hits[0].headline), "The [tide]");
    assert_eq!(shown(&found.hits[0].snippet), "Tidal energy by [night].");
}

#[test]
fn titles_bodies_standfirsts_tags_authors_and_captions_are_searched() {
    let mut engine = loaded(json!([{
        "id": "1", "title": "Titular", "content_text": "Corporal", "summary": "Summarily", "tags": ["Tagged"],
        "authors": [{"name": "Ada Authoress"}],
        "_tidings": {
            "subtitle": "Underline", "content_markdown": "Some *marked* down",
            "lead": {"src": "a.jpg", "alt": "Alternate", "caption": "Captioned"},
            "categories": [],
            "galleries": [{"id": "g", "items": [{"src": "b.jpg", "caption": "Gallerist"}]}],
        },
    }]));
    for word in ["titular", "marked", "summarily", "tagged", "authoress", "underline", "captioned", "gallerist"] {
        assert_eq!(search(&mut engine, word).total, 1, "{word}");
    }
    assert_eq!(shown(&search(&mut engine, "underline").hits[0].snippet), "[Underline]");
}

#[test]
fn fields_ask_for_what_is_so_of_an_article() {
    let mut engine = loaded_with(
        json!([
            {
                "id": "1", "title": "One", "tags": ["Tide mills", "c++"], "language": "pt-BR", "date_published": "2024-05-17T23:30:00-03:00",
                "authors": [{"name": "Ána  Lima"}], "content_text": "Moinhos",
                "_tidings": {
                    "categories": ["coast"],
                    "galleries": [{"id": "g", "items": [{"src": "b.jpg"}]}],
                    "corrections": [{"date": "2024-05-18T00:00:00Z", "text": "It was the other mill."}],
                },
            },
            {"id": "2", "title": "Two", "tags": ["tide"], "language": "pt", "date_published": "2024-05-16T00:00:00Z", "content_text": "Rodas", "_tidings": {"categories": ["world"]}},
            {"id": "3", "title": "Three", "attachments": [{"url": "a.mp3", "mime_type": "audio/mpeg"}], "content_text": "Nada"},
        ]),
        json!({"categories": [
            {"id": "world", "slug": "world", "names": [{"lang": "en", "text": "World"}, {"lang": "fa", "text": "جهان"}]},
            {"id": "coast", "slug": "coast", "names": [{"lang": "en", "text": "The Coast"}], "parent": "world"},
        ]}),
    );
    for (query, expected) in [
        ("category:world", vec![0, 1]),
        ("category:coast ", vec![0]),
        ("category:\"the coast\" ", vec![0]),
        ("category:جهان ", vec![0, 1]),
        ("tag:tide ", vec![1]),
        ("tag:tid", vec![0, 1]),
        ("tag:\"tide mills\"", vec![0]),
        ("tag:C++ ", vec![0]),
        ("author:lima ", vec![0]),
        ("author:\"ana lima\" ", vec![0]),
        ("lang:pt ", vec![0, 1]),
        ("lang:pt-br ", vec![0]),
        ("before:2024-05-17 ", vec![1]),
        ("after:2024-05-17 ", vec![0]),
        ("after:2024-05 before:2024-06 ", vec![0, 1]),
        ("after:2025 ", vec![]),
        ("has:gallery ", vec![0]),
        ("has:picture ", vec![0]),
        ("has:audio ", vec![2]),
        ("has:correction ", vec![0]),
        ("-category:world ", vec![2]),
        ("rodas OR has:audio ", vec![1, 2]),
        ("moinhos OR rodas -tag:tide ", vec![0]),
        ("rodas category:coast ", vec![]),
    ] {
        let found = search(&mut engine, query);
        assert_eq!(found.matches, expected, "{query}");
    }
}

#[test]
fn words_have_families_in_the_languages_of_the_articles() {
    let item = |language: &str| json!([{"id": "1", "title": "1", "language": language, "content_text": "Alte Häuser am Wasser"}]);
    let found = search(&mut loaded(item("de-AT")), "haus ");
    assert_eq!(found.total, 1);
    assert_eq!(shown(&found.hits[0].snippet), "Alte [Häuser] am Wasser");
    assert_eq!(search(&mut loaded(item("en")), "haus ").total, 0);
}

#[test]
fn a_filter_narrows_before_the_page_is_cut() {
    let items: Vec<Value> =
        (0..300).map(|at| json!({"id": at.to_string(), "title": "Rust", "content_text": "rust rust"})).collect();
    let mut engine = loaded(json!(items));
    let mut passing = vec![0; 38];
    passing[37] = 0b1000;
    let found = search_page(&mut engine, "rust", Some(passing), 0, 5);
    assert_eq!((found.total, ordinals(&found)), (1, vec![299]));
    assert_eq!(found.matches, (0..300).collect::<Vec<_>>(), "facets ignore the filter of their own dimension");
}

#[test]
fn no_text_lists_what_the_filter_lets_through_newest_first() {
    let mut engine = loaded(three());
    assert_eq!(ordinals(&search(&mut engine, " ")), [0, 1, 2]);
    let found = search_page(&mut engine, "", Some(vec![0b110]), 0, 10);
    assert_eq!((found.total, ordinals(&found)), (2, vec![1, 2]));
    assert_eq!(shown(&found.hits[1].snippet), "Panels on every roof.");
}

#[test]
fn pages_follow_each_other_without_gap_or_double() {
    let items: Vec<Value> = (0..57).map(|at| json!({"id": at.to_string(), "content_text": "word"})).collect();
    let mut engine = loaded(json!(items));
    let mut seen = Vec::new();
    for page in 0..7 {
        let found = search_page(&mut engine, "word", None, page * 10, 10);
        assert_eq!(found.total, 57);
        seen.extend(ordinals(&found));
    }
    assert_eq!(seen, (0..57).collect::<Vec<_>>());
    assert!(search_page(&mut engine, "word", None, u32::MAX, u32::MAX).hits.is_empty());
}

#[test]
fn a_phrase_stands_in_a_row_in_one_text() {
    let mut engine = loaded(three());
    assert_eq!(ordinals(&search(&mut engine, "\"solar energy\"")), [1]);
    assert_eq!(search(&mut engine, "energy -wind").total, 2);
    assert_eq!(search(&mut engine, "\"energy solar\"").total, 0);
}

#[test]
fn what_a_list_shows_of_a_hit_comes_with_it() {
    let found = search(&mut loaded(three()), "roof");
    assert_eq!(found.matches, [2]);
    let row = &found.hits[0].row;
    assert_eq!((row.id.as_str(), row.slug.as_str(), row.dir.as_deref()), ("sun", "solar-roofs", Some("ltr")));
    assert_eq!(row.published.as_deref(), Some("2022-01-01T00:00:00Z"));
}

#[test]
fn markup_is_no_text_and_entities_are() {
    for (html, query, is_found) in [
        ("<p>caf&eacute; &amp; bar</p>", "café & bar", true),
        ("<p>&lt;script&gt; tag</p>", "<script>", true),
        ("<script>hidden()</script><p class=\"visible\">a</p>", "hidden", false),
        ("<script>hidden()</script><p class=\"visible\">a</p>", "visible", false),
    ] {
        let mut engine = loaded(json!([{"id": "1", "title": "x", "content_html": html}]));
        assert_eq!(search(&mut engine, query).total == 1, is_found, "{html}");
    }
    let markdown =
        json!([{"id": "1", "content_text": "-", "_tidings": {"content_markdown": "```rust\nfn main() {}\n```"}}]);
    assert_eq!(search(&mut loaded(markdown), "main").total, 1);
}

#[test]
fn searching_before_loading_fails_with_a_remedy() {
    let ask = Ask::Search { text: "a".to_owned(), offset: 0, limit: 1 };
    assert!(matches!(answer(&mut engine(), ask, None), Answer::Failed { reason } if reason.contains("Load first")));
}

#[test]
fn a_feed_that_cannot_be_read_leaves_nothing_loaded() {
    let mut engine = loaded(three());
    let failed = engine.answer(Request { id: 8, ask: Ask::Load }, Some(b"<html>".to_vec()));
    assert!(matches!(failed, Reply { id: 8, answer: Answer::Failed { .. } }));
    let ask = Ask::Search { text: String::new(), offset: 0, limit: 1 };
    assert!(matches!(answer(&mut engine, ask, None), Answer::Failed { .. }));
    assert!(matches!(answer(&mut engine, Ask::Load, None), Answer::Failed { .. }));
}

#[test]
fn markdown_is_rendered() {
    let rendered = answer(&mut engine(), Ask::Render { markdown: "*a*".to_owned() }, None);
    assert!(matches!(rendered, Answer::Rendered { html } if html.contains("<em>a</em>")));
}

#[test]
fn of_several_waiting_searches_only_the_newest_is_answered() {
    let mut inbox = Inbox::new(loaded(three()));
    for (id, text) in [(1, "t"), (2, "ti"), (3, "tide")] {
        let ask = Ask::Search { text: text.to_owned(), offset: 0, limit: 5 };
        assert_eq!(inbox.receive(&serde_json::to_string(&Request { id, ask }).unwrap(), None), Next::Wait);
    }
    let reply: Reply = serde_json::from_str(&inbox.answer_waiting().unwrap().json).unwrap();
    assert!(matches!(reply, Reply { id: 3, answer: Answer::Found(_) }));
    assert_eq!(inbox.answer_waiting(), None);
}

#[test]
fn a_message_that_is_no_request_is_answered_and_nothing_breaks() {
    let mut inbox = Inbox::new(engine());
    for (json, id) in [
        ("", 0),
        ("[]", 0),
        ("{\"id\": 9, \"ask\": {\"Sing\": {}}}", 9),
        ("{\"id\": 9, \"ask\": {\"Search\": {\"text\": 5}}}", 9),
        ("{\"id\": -1, \"ask\": \"Hello\"}", 0),
        (&"[".repeat(100_000), 0),
    ] {
        let Next::Post(reply) = inbox.receive(json, None) else { unreachable!("{json}") };
        let reply: Reply = serde_json::from_str(&reply.json).unwrap();
        assert_eq!(reply.id, id);
        assert!(matches!(reply.answer, Answer::Failed { .. }));
    }
    assert!(
        matches!(inbox.receive("{\"id\": 1, \"ask\": \"Hello\"}", None), Next::Post(reply) if reply.json.contains("protocol"))
    );
}
