//! Nothing is lost on the way out and in again.

use serde_json::Value;
use tidings_bundle::{Content, Direction, Kind, decode, encode};

use crate::fixtures::{bundle, bytes, of_items, problems, without_problems};

const GOOD: [&str; 4] = ["plain-1.1", "plain-1.0", "full-tidings", "missing-picture"];
const REPAIRED: [&str; 5] = ["items-without-id", "duplicates", "category-cycle", "bad-dates", "bad-urls"];

#[test]
fn a_good_feed_has_no_problems() {
    for name in GOOD {
        assert_eq!(problems(&bundle(name)), [""; 0], "{name}");
    }
}

#[test]
fn encoding_then_decoding_gives_the_same_bundle() {
    for name in GOOD.iter().chain(&REPAIRED) {
        let first = bundle(name);
        let again = decode(encode(&first).as_bytes()).unwrap();
        assert_eq!(problems(&again), [""; 0], "{name}: what was repaired stays repaired");
        assert_eq!(again, without_problems(first), "{name}");
    }
}

#[test]
fn the_same_bundle_gives_the_same_bytes() {
    for name in GOOD {
        let text = encode(&bundle(name));
        assert_eq!(text, encode(&decode(text.as_bytes()).unwrap()), "{name}");
    }
}

/// Every member of the file, known or not, stands in the output with its value, but for those that are normalised.
#[test]
fn members_nobody_knows_survive_on_every_level() {
    let written: Value = serde_json::from_slice(&bytes("full-tidings")).unwrap();
    let encoded: Value = serde_json::from_str(&encode(&bundle("full-tidings"))).unwrap();
    let mut unknown = 0;
    compare("", &written, &encoded, &mut unknown);
    assert_eq!(unknown, 24, "levels of the fixture with an unknown member");
}

fn compare(path: &str, written: &Value, encoded: &Value, unknown: &mut usize) {
    match (written, encoded) {
        (Value::Object(written), Value::Object(encoded)) => {
            for (name, value) in written {
                let path = format!("{path}.{name}");
                let is_normalised = ["tags", "date", "date_published"].contains(&name.as_str())
                    || path.ends_with("[1].authors")
                    || path.ends_with(".items[2].content_text");
                if !is_normalised {
                    let other = encoded.get(name).unwrap_or_else(|| panic!("{path} is lost"));
                    *unknown += usize::from(["x_unknown", "_other"].contains(&name.as_str()));
                    compare(&path, value, other, unknown);
                }
            }
        }
        (Value::Array(written), Value::Array(encoded)) => {
            assert_eq!(written.len(), encoded.len(), "{path}");
            if path == "._tidings.items" || path == ".items" {
                let by_id = |id: &Value| encoded.iter().find(|item| item["id"] == *id).unwrap();
                for (index, item) in written.iter().enumerate() {
                    compare(&format!("{path}[{index}]"), item, by_id(&item["id"]), unknown);
                }
                return;
            }
            for (index, (value, other)) in written.iter().zip(encoded).enumerate() {
                compare(&format!("{path}[{index}]"), value, other, unknown);
            }
        }
        _ => assert_eq!(written, encoded, "{path}"),
    }
}

#[test]
fn every_member_of_the_format_is_read() {
    let bundle = bundle("full-tidings");
    let article = bundle.article(bundle.by_id("dredging").unwrap()).unwrap();
    assert_eq!(article.kind, Kind::Report);
    assert_eq!(article.tags, ["dredging", "archaeology"], "the category's name is no tag here");
    assert_eq!(bundle.categories.path(article.main_category().unwrap()), "world/coasts");
    assert_eq!(bundle.categories.counts(&bundle.articles), [2, 2, 1, 2]);

    let author = &article.authors[0];
    assert_eq!(author.bio.as_deref(), Some("Writes about boats and the people who mend them."));
    assert!(author.avatar.is_some(), "completed from _tidings.authors");

    let lead = article.lead.as_ref().unwrap();
    assert_eq!((lead.width, lead.height, lead.alt.as_deref()), (Some(48), Some(32), Some("The bay, flat and blue")));
    let bay = bundle.media.iter().find(|media| media.id == "bay").unwrap();
    assert!(bay.preview.as_deref().unwrap().starts_with("data:image/png;base64,"));
    let sizes: Vec<_> = bay.renditions.iter().map(|rendition| (rendition.width, rendition.bytes)).collect();
    assert_eq!(sizes, [(16, Some(40)), (32, None)]);
    let gallery = &article.galleries[0].items;
    assert_eq!(gallery.len(), 4);
    assert_eq!(gallery[1].alt.as_deref(), Some("Sand on deck"), "the use outranks the table");
    assert_eq!(gallery[2].alt.as_deref(), Some(""), "decoration is not the same as nothing");

    let persian = bundle.article(bundle.by_id("dredging-fa").unwrap()).unwrap();
    assert_eq!((persian.dir, persian.primary_language()), (Direction::RightToLeft, Some("fa")));
    assert_eq!(persian.authors[0].id.as_deref(), Some("mina"), "known by name");

    let markdown = bundle.article(bundle.by_id("knots-1").unwrap()).unwrap();
    assert_eq!(markdown.content, Content::Markdown("# The bowline\n\nA loop that **holds** and lets go.\n".into()));
    assert_eq!(bundle.articles[3].id, "imprint", "undated ones come last");
    assert_eq!(bundle.articles[3].dir, Direction::RightToLeft, "the item's own word counts");
}

#[test]
fn json_feed_1_0_and_the_habits_of_newsrooms_are_understood() {
    let bundle = bundle("plain-1.0");
    let (winter, first) = (&bundle.articles[0], &bundle.articles[1]);
    assert_eq!(winter.authors[0].name, "Tove Lindqvist", "the author of the feed");
    assert_eq!(first.authors[0].name, "A. Guest");
    let lead = first.lead.as_ref().unwrap();
    assert_eq!(lead.alt.as_deref(), Some("The bay at night"));
    assert_eq!(lead.credit.as_deref(), Some("T. Lindqvist"));
    assert_eq!(bundle.categories.path(first.categories[0]), "diary");
    assert_eq!(winter.slug.as_str(), "winter", "from the address");
}

#[test]
fn slugs_come_from_the_address_then_the_title_then_the_id() {
    let bundle = of_items(
        r#"{"id": "a", "content_text": "", "url": "https://a.example/2024/%D8%A8%D9%86%D8%AF%D8%B1.html?x#y", "title": "T"},
           {"id": "b", "content_text": "", "url": "https://a.example/?p=12", "title": "The Title"},
           {"id": "c", "content_text": "", "url": "https://a.example/2024/05/01/", "title": "Dated"},
           {"id": "d", "content_text": "", "url": "https://a.example/news/index.html"},
           {"id": "e/f", "content_text": ""},
           {"id": "g", "content_text": "", "url": "https://a.example/100%25-%zz-%ff"},
           {"id": "h", "content_text": "", "_tidings": {"slug": "Version-1.0"}},
           {"id": "i", "content_text": "", "_tidings": {"slug": "../../up"}}"#,
    );
    let slugs: Vec<&str> = bundle.articles.iter().map(|article| article.slug.as_str()).collect();
    assert_eq!(slugs, ["بندر", "the-title", "dated", "news", "e-f", "g", "Version-1.0", "up"]);
    assert_eq!(problems(&bundle), [r#"items[7]._tidings.slug: "../../up" cannot stand in an address (changed)"#]);
}

#[test]
fn an_untitled_article_has_a_headline() {
    let bundle = of_items(
        r##"{"id": "a", "content_html": "<style>p{}</style><p class=x> <b>Low tide</b> &amp; fog</p>"},
           {"id": "b", "content_text": "\n First line\nSecond"},
           {"id": "c", "content_html": "<img src=x>"},
           {"id": "d", "content_html": "plain &lt;"},
           {"id": "e", "content_text": "", "summary": "In short"},
           {"id": "f", "content_text": "", "_tidings": {"content_markdown": "# Heading\n\ntext"}},
           {"id": "g", "content_text": "word word word word word word word word word word word word word word word word word word word word"}"##,
    );
    let headlines: Vec<&str> = bundle.articles.iter().map(|article| article.headline()).collect();
    assert_eq!(&headlines[..6], ["Low tide", "First line", "c", "plain", "In short", "Heading"]);
    assert!(headlines[6].len() < 80 && headlines[6].ends_with("word"));
}
