//! The list of bad input: each entry has a stated outcome.

use std::time::{Duration, Instant};

use tidings_bundle::limits::{MAX_ENTRIES, MAX_FEED_BYTES, MAX_ITEM_BYTES};
use tidings_bundle::{Bundle, Content, DecodeError, MAX_PROBLEMS, SPEC, decode, encode};

use crate::fixtures::{bundle, feed, of_items, problems, refused};

/// Each of these takes some seconds in a debug build, and up to ten times that on a busy machine; with a quadratic loop over
/// 100,000 entries it would take ten minutes.
const SOON: Duration = Duration::from_secs(120);

fn ids(bundle: &Bundle) -> Vec<&str> {
    bundle.articles.iter().map(|article| article.id.as_str()).collect()
}

#[test]
fn an_empty_feed_says_so() {
    assert_eq!(refused("empty"), DecodeError::Empty);
    assert_eq!(decode("\u{feff} \n".as_bytes()), Err(DecodeError::Empty));
}

#[test]
fn a_web_page_in_place_of_a_feed_is_recognised() {
    assert_eq!(refused("html-for-json"), DecodeError::LooksLikeHtml);
    let rss = decode(b"<?xml version='1.0'?>\n<rss version='2.0'><channel/></rss>").unwrap_err();
    assert!(rss.to_string().contains("RSS or Atom"), "{rss}");
}

#[test]
fn a_truncated_feed_names_line_and_column() {
    let error = refused("truncated");
    let DecodeError::Syntax { line, column, truncated, .. } = &error else { panic!("{error}") };
    assert_eq!((*line, *column, *truncated), (26, 35, true));
    assert!(error.to_string().contains("breaks off at line 26, column 35"), "{error}");

    let error = decode(b"{\n \"version\": nonsense}").unwrap_err();
    let DecodeError::Syntax { line: 2, truncated: false, .. } = error else { panic!("{error}") };
}

#[test]
fn a_feed_beyond_the_limit_is_refused_before_it_is_read() {
    let bytes = vec![0; MAX_FEED_BYTES + 1];
    assert_eq!(decode(&bytes), Err(DecodeError::TooLarge { bytes: MAX_FEED_BYTES + 1, limit: MAX_FEED_BYTES }));
}

#[test]
fn other_json_is_no_feed() {
    for (text, found) in [("[]", "a list"), ("3", "a number"), ("null", "null"), ("{}", "without version")] {
        let error = decode(text.as_bytes()).unwrap_err();
        assert!(error.to_string().contains(found), "{text}: {error}");
    }
    let bytes = [b"{\"a\": \"".as_slice(), &[0xFF, b'"', b'}']].concat();
    assert_eq!(decode(&bytes), Err(DecodeError::NotUtf8 { offset: 7 }));
}

#[test]
fn another_version_and_a_newer_spec_are_told_apart() {
    assert_eq!(
        refused("wrong-version"),
        DecodeError::WrongVersion { found: "\"https://jsonfeed.org/version/2\"".into() }
    );
    let error = refused("newer-spec");
    assert_eq!(error, DecodeError::NewerSpec { found: 99, supported: SPEC });
    assert_eq!(error.to_string(), "bundle spec 99 is newer than this viewer (1): reload, or ask the publisher");
    for version in ["1", "42", "\"jsonfeed\"", "[]"] {
        let text = feed("").replace("\"https://jsonfeed.org/version/1.1\"", version);
        assert!(matches!(decode(text.as_bytes()), Err(DecodeError::WrongVersion { .. })), "{version}");
    }
    let later = feed("").replace("version/1.1", "version/1.7");
    assert_eq!(problems(&decode(later.as_bytes()).unwrap()).len(), 1);
}

#[test]
fn an_item_without_id_or_content_costs_that_item() {
    let bundle = bundle("items-without-id");
    assert_eq!(ids(&bundle), ["5", "1", "6"]);
    let lost = "the article is left out";
    assert_eq!(
        problems(&bundle),
        [
            format!("items[1]: an item without id ({lost})"),
            format!("items[2]: an item without id ({lost})"),
            format!("items[3]: an item without content ({lost})"),
            format!("items[4]: expected an object, found a text ({lost})"),
            format!("items[5]: expected an object, found null ({lost})"),
            "items[7].content_text: expected text, found a list (left out)".to_owned(),
        ]
    );
}

#[test]
fn the_second_of_a_pair_gets_a_number() {
    let bundle = bundle("duplicates");
    let slugs: Vec<(&str, &str)> =
        bundle.articles.iter().map(|article| (article.id.as_str(), article.slug.as_str())).collect();
    assert_eq!(
        slugs,
        [("4", "same"), ("4-2", "same-id-as-the-first"), ("3", "same-3"), ("2", "same-2"), ("1", "Same-4")]
    );
    assert_eq!(bundle.by_slug("OLD"), bundle.by_id("2"), "the first alias counts");
    assert_eq!(bundle.by_slug("older"), bundle.by_id("1"));
    assert_eq!(problems(&bundle).len(), 5, "{:#?}", problems(&bundle));
}

#[test]
fn a_tree_that_is_none_becomes_one() {
    let bundle = bundle("category-cycle");
    let tree = &bundle.categories;
    let paths: Vec<String> = (0..tree.nodes().len()).map(|index| tree.path(index)).collect();
    assert_eq!(paths, ["egg", "egg/hen", "orphan", "narcissus", "egg/hen-2"]);
    assert_eq!(tree.get(0).unwrap().name("fa"), "تخم‌مرغ");
    assert_eq!(tree.counts(&bundle.articles), [1, 1, 1, 1, 0]);
    let all = problems(&bundle);
    for part in
        ["below itself", "parent does not exist", "occurs twice", "without id", "same slug", "no category \"nobody\""]
    {
        assert!(all.iter().any(|problem| problem.contains(part)), "{part}: {all:#?}");
    }
}

#[test]
fn a_date_that_is_none_costs_the_date() {
    let bundle = bundle("bad-dates");
    assert_eq!(bundle.articles.len(), 13);
    let dated: Vec<&str> = bundle
        .articles
        .iter()
        .filter(|article| article.published.is_some())
        .map(|article| article.id.as_str())
        .collect();
    assert_eq!(dated, ["good"]);
    assert_eq!(bundle.articles[0].published.unwrap().to_rfc3339(), "2024-05-01T10:00:00Z");
    assert_eq!(problems(&bundle).len(), 10, "blank and null are no dates, and no problems: {:#?}", problems(&bundle));
    assert!(bundle.problems[0].place == "items[0].date_published" && bundle.problems[0].cost == "shown without it");
}

#[test]
fn an_address_nobody_should_follow_is_dropped() {
    let bundle = bundle("bad-urls");
    let text = encode(&bundle).to_ascii_lowercase();
    for scheme in ["javascript:", "vbscript:", "evil.example", "text/html", "svg+xml", "file:", "blob:"] {
        assert!(!text.contains(scheme), "{scheme}");
    }
    assert_eq!(bundle.articles.len(), 5);
    let good = bundle.article(bundle.by_id("5").unwrap()).unwrap();
    assert_eq!(
        (good.url.as_deref(), good.external_url.as_deref()),
        (Some("https://good.example/5"), Some("pages/5.html"))
    );
    assert!(good.lead.is_some());
    assert_eq!(bundle.article(bundle.by_id("3").unwrap()).unwrap().attachments.len(), 1);
    let refused =
        problems(&bundle).iter().filter(|problem| problem.contains("not an address this program follows")).count();
    assert_eq!(refused, 16, "{:#?}", problems(&bundle));
}

#[test]
fn an_article_of_ten_megabytes_opens() {
    let body = "<p>Sea and sky.</p>".repeat(10 << 20 >> 4);
    let started = Instant::now();
    let bundle =
        of_items(&format!(r#"{{"id": "long", "content_html": "{body}"}}, {{"id": "b", "content_text": "short"}}"#));
    assert!(started.elapsed() < SOON, "{:?}", started.elapsed());
    assert_eq!(problems(&bundle), [""; 0]);
    assert!(matches!(&bundle.articles[0].content, Content::Html(html) if html.len() == body.len()));
}

#[test]
fn an_article_beyond_the_limit_costs_itself() {
    let body = "x".repeat(MAX_ITEM_BYTES);
    let bundle = of_items(&format!(r#"{{"id": "a", "content_text": "{body}"}}, {{"id": "b", "content_text": ""}}"#));
    assert_eq!(ids(&bundle), ["b"]);
    assert_eq!(bundle.problems[0].place, "items[0]");
}

#[test]
fn a_hundred_thousand_tags_on_one_article_are_cut_at_a_thousand() {
    let tags: Vec<String> = (0..100_000).map(|n| format!("\"tag {n}\"")).collect();
    let started = Instant::now();
    let bundle = of_items(&format!(r#"{{"id": "a", "content_text": "", "tags": [{}]}}"#, tags.join(",")));
    assert!(started.elapsed() < SOON, "{:?}", started.elapsed());
    assert_eq!(bundle.articles[0].tags.len(), MAX_ENTRIES);
    assert_eq!(problems(&bundle), ["items[0].tags: more than 1000 tags (the rest is left out)"]);
}

#[test]
fn a_hundred_thousand_different_tags_are_counted_quickly() {
    let item = |n: usize| {
        let tags: Vec<String> = (0..100).map(|tag| format!("\"tag {}\"", n * 100 + tag)).collect();
        format!(r#"{{"id": "{n}", "content_text": "", "tags": ["Common", {}]}}"#, tags.join(","))
    };
    let started = Instant::now();
    let bundle = of_items(&(0..1_000).map(item).collect::<Vec<_>>().join(","));
    let everything: Vec<_> = bundle.ordinals().collect();
    let facets = tidings_bundle::Facets::count(&bundle, &everything, &tidings_bundle::Filter::default());
    assert_eq!(facets.tags.len(), 100_001);
    assert_eq!(facets.tags[0], ("Common".to_owned(), 1_000));
    for ordinal in &everything {
        assert_eq!(bundle.related(*ordinal, 4).len(), 4);
    }
    assert!(started.elapsed() < SOON, "{:?}", started.elapsed());
}

#[test]
fn a_hundred_thousand_equal_slugs_and_ids_are_numbered_quickly() {
    let items = vec![r#"{"id": "x", "title": "X", "content_text": ""}"#; 100_000];
    let started = Instant::now();
    let bundle = of_items(&items.join(","));
    assert!(started.elapsed() < SOON, "{:?}", started.elapsed());
    assert_eq!(bundle.articles[99_999].id, "x-100000");
    assert_eq!(bundle.by_slug("x-77777").unwrap().0, 77_776);
    assert_eq!(bundle.problems.len(), MAX_PROBLEMS + 1, "counted, not listed");
}

/// Deeper than any parser's stack: costs the member, wherever it stands.
#[test]
fn nesting_of_ten_thousand_levels_costs_that_member() {
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    let deep_object = format!("{}1{}", "{\"a\":".repeat(10_000), "}".repeat(10_000));
    let bundle = of_items(&format!(
        r#"{{"id": "a", "content_text": "A", "_deep": {deep}}}, {{"id": "b", "content_text": {deep_object}}},
           {{"id": "c", "content_text": "C", "_tidings": {deep_object}}}, {deep}, {{"id": "e", "content_text": "E"}}"#
    ));
    assert_eq!(ids(&bundle), ["a", "c", "e"]);
    assert_eq!(problems(&bundle).len(), 5, "{:#?}", problems(&bundle));

    let in_feed = feed("{\"id\": \"a\", \"content_text\": \"A\"}").replacen('{', &format!("{{\"_deep\": {deep}, "), 1);
    let in_feed = decode(in_feed.as_bytes()).unwrap();
    assert_eq!((ids(&in_feed), in_feed.problems.len()), (vec!["a"], 1));

    let unclosed = decode(feed(&"[".repeat(1_000_000)).as_bytes()).unwrap_err();
    assert!(matches!(unclosed, DecodeError::Syntax { .. }), "{unclosed}");
}

#[test]
fn a_member_of_the_wrong_kind_costs_that_member() {
    let bundle = of_items(
        r#"{"id": "a", "title": {"no": "text"}, "content_text": "A", "tags": "single", "authors": "Mina", "attachments": 3,
            "language": "no language!", "image": false, "_tidings": {"pinned": "yes", "words": -1, "kind": "poem", "dir": "up",
            "series": [], "lead": {"media": 3}, "aliases": ["/x/y", 7], "sensitive": {}}}"#,
    );
    let article = &bundle.articles[0];
    assert_eq!((article.tags.as_slice(), article.authors[0].name.as_str()), (["single".to_owned()].as_slice(), "Mina"));
    assert_eq!(article.aliases.iter().map(|alias| alias.as_str()).collect::<Vec<_>>(), ["x-y", "7"]);
    assert!(article.sensitive.is_some());
    assert_eq!(problems(&bundle).len(), 11, "{:#?}", problems(&bundle));
}

#[test]
fn floods_of_any_kind_stay_linear() {
    let started = Instant::now();
    let zeros = vec!["0"; 2_000_000].join(",");
    assert_eq!(of_items(&zeros).problems.len(), MAX_PROBLEMS + 1);
    let members: Vec<String> = (0..200_000).map(|n| format!("\"m{n}\": 1")).collect();
    let bundle = decode(feed("").replacen('{', &format!("{{{}, ", members.join(",")), 1).as_bytes());
    assert!(bundle.is_err() || bundle.is_ok_and(|bundle| !bundle.problems.is_empty()));
    let categories: Vec<String> = (0..20_000)
        .map(|n| format!(r#"{{"id": "{n}", "content_text": "", "category": "+{}"}}"#, "+".repeat(n % 50)))
        .collect();
    assert_eq!(of_items(&categories.join(",")).categories.nodes().len(), 50);
    assert!(started.elapsed() < SOON, "{:?}", started.elapsed());
}

#[test]
fn a_bad_rendition_costs_itself() {
    let renditions = r#"[{"src": "a.webp", "width": 480}, {"src": "javascript:x()", "width": 1}, {"src": "b.webp"},
        {"src": "c.webp", "width": 0}, {"src": "d.webp", "width": 99999}, 7]"#;
    let text = format!(
        r#"{{"version": "https://jsonfeed.org/version/1.1", "title": "Generated", "items": [], "_tidings": {{"spec": 1, "media":
            [{{"id": "a", "src": "a.png", "preview": "data:image/svg+xml,x", "renditions": {renditions}}}]}}}}"#
    );
    let bundle = decode(text.as_bytes()).unwrap();
    let media = bundle.media_at("a.png").unwrap();
    assert_eq!((media.renditions.len(), media.preview.as_deref()), (1, None));
    let told = problems(&bundle).join("\n");
    for place in ["preview", "renditions[1]", "renditions[2]", "renditions[3]", "renditions[4].width", "renditions[5]"]
    {
        assert!(told.contains(&format!("_tidings.media[0].{place}")), "{place}: {told}");
    }
}
