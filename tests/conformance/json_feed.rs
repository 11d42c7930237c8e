//! JSON Feed 1.1 (<https://www.jsonfeed.org/version/1.1/>), rule by rule.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::{Map, Value, json};

use super::{expect_none, files, is_moment, read, sites};

type Object = Map<String, Value>;

/// What a value has to be.
#[derive(Clone, Copy)]
enum Kind {
    Text,
    Flag,
    Number,
    Moment,
    Texts,
    Authors,
    Hubs,
    Attachments,
    Items,
}

const FEED: &[(&str, Kind)] = &[
    ("version", Kind::Text),
    ("title", Kind::Text),
    ("home_page_url", Kind::Text),
    ("feed_url", Kind::Text),
    ("description", Kind::Text),
    ("user_comment", Kind::Text),
    ("next_url", Kind::Text),
    ("icon", Kind::Text),
    ("favicon", Kind::Text),
    ("authors", Kind::Authors),
    ("language", Kind::Text),
    ("expired", Kind::Flag),
    ("hubs", Kind::Hubs),
    ("items", Kind::Items),
];
const ITEM: &[(&str, Kind)] = &[
    ("id", Kind::Text),
    ("url", Kind::Text),
    ("external_url", Kind::Text),
    ("title", Kind::Text),
    ("content_html", Kind::Text),
    ("content_text", Kind::Text),
    ("summary", Kind::Text),
    ("image", Kind::Text),
    ("banner_image", Kind::Text),
    ("date_published", Kind::Moment),
    ("date_modified", Kind::Moment),
    ("authors", Kind::Authors),
    ("tags", Kind::Texts),
    ("language", Kind::Text),
    ("attachments", Kind::Attachments),
];
const AUTHOR: &[(&str, Kind)] = &[("name", Kind::Text), ("url", Kind::Text), ("avatar", Kind::Text)];
const HUB: &[(&str, Kind)] = &[("type", Kind::Text), ("url", Kind::Text)];
const ATTACHMENT: &[(&str, Kind)] = &[
    ("url", Kind::Text),
    ("mime_type", Kind::Text),
    ("title", Kind::Text),
    ("size_in_bytes", Kind::Number),
    ("duration_in_seconds", Kind::Number),
];

/// Everything that is wrong with a feed by itself.
fn complaints(feed: &Value) -> Vec<String> {
    let mut complaints = Vec::new();
    let Some(members) = feed.as_object() else { return vec!["a feed is an object".to_owned()] };
    object("feed", members, FEED, &["version", "title", "items"], &mut complaints);
    if members.get("version").is_some_and(|version| version != "https://jsonfeed.org/version/1.1") {
        complaints.push(format!("feed: version is {}", members["version"]));
    }
    if members.contains_key("next_url") && members.get("next_url") == members.get("feed_url") {
        complaints.push("feed: next_url is feed_url".to_owned());
    }
    let mut ids = BTreeSet::new();
    for item in members.get("items").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_object) {
        let id = item.get("id").and_then(Value::as_str).unwrap_or_default();
        let place = format!("item {id}");
        object(&place, item, ITEM, &["id"], &mut complaints);
        if !(item.contains_key("content_html") || item.contains_key("content_text")) {
            complaints.push(format!("{place}: no content"));
        }
        if id.is_empty() || !ids.insert(id) {
            complaints.push(format!("{place}: the id is empty or stands here twice"));
        }
    }
    complaints
}

fn object(place: &str, members: &Object, known: &[(&str, Kind)], needed: &[&str], complaints: &mut Vec<String>) {
    for name in needed.iter().filter(|name| !members.contains_key(**name)) {
        complaints.push(format!("{place}: no {name}"));
    }
    for (name, value) in members {
        match known.iter().find(|(known, _)| known == name) {
            Some((_, kind)) => member(place, name, value, *kind, complaints),
            None if !is_extension_name(name) => {
                complaints.push(format!("{place}: {name} is neither the format's nor an extension"));
            }
            None => extension(&format!("{place}, {name}"), value, complaints),
        }
    }
}

/// `_` and a letter.
fn is_extension_name(name: &str) -> bool {
    name.strip_prefix('_').is_some_and(|rest| rest.starts_with(|first: char| first.is_ascii_alphabetic()))
}

/// An extension is an object, and no name in it holds a full stop.
fn extension(place: &str, value: &Value, complaints: &mut Vec<String>) {
    if !value.is_object() {
        complaints.push(format!("{place}: an extension is an object"));
    }
    let mut open = vec![value];
    while let Some(value) = open.pop() {
        if let Some(members) = value.as_object() {
            let wrong = members.keys().filter(|name| name.contains('.'));
            complaints.extend(wrong.map(|name| format!("{place}: {name} holds a full stop")));
            open.extend(members.values());
        }
        open.extend(value.as_array().into_iter().flatten());
    }
}

fn member(place: &str, name: &str, value: &Value, kind: Kind, complaints: &mut Vec<String>) {
    let list = |known, needed: &[&str], complaints: &mut Vec<String>| {
        let Some(entries) = value.as_array() else { return false };
        for entry in entries {
            match entry.as_object() {
                Some(members) => object(&format!("{place}, {name}"), members, known, needed, complaints),
                None => complaints.push(format!("{place}: {name} holds {entry}")),
            }
        }
        true
    };
    let is_right = match kind {
        Kind::Text => value.as_str().is_some_and(|text| !text.is_empty()),
        Kind::Flag => value.is_boolean(),
        Kind::Number => value.as_f64().is_some_and(|number| number >= 0.0),
        Kind::Moment => value.as_str().is_some_and(is_moment),
        Kind::Texts => value.as_array().is_some_and(|texts| texts.iter().all(Value::is_string)),
        Kind::Authors => {
            let says_something = |author: &Value| AUTHOR.iter().any(|(name, _)| author.get(name).is_some());
            list(AUTHOR, &[], complaints) && value.as_array().is_some_and(|authors| authors.iter().all(says_something))
        }
        Kind::Hubs => list(HUB, &["type", "url"], complaints),
        Kind::Attachments => list(ATTACHMENT, &["url", "mime_type"], complaints),
        // Their members come one by one.
        Kind::Items => value.as_array().is_some_and(|items| items.iter().all(Value::is_object)),
    };
    if !is_right {
        complaints.push(format!("{place}: {name} is {}", value.to_string().chars().take(60).collect::<String>()));
    }
}

/// What every part of a site is that has to be a feed.
fn is_feed(name: &str) -> bool {
    let by_itself = [
        "bundle/lookup/",
        "bundle/catalogue/",
        "bundle/search/",
        "bundle/manifest.json",
        "bundle/files.json",
        "locales/",
    ];
    let is_settings_of_a_host = name == "vercel.json";
    !is_settings_of_a_host && !by_itself.iter().any(|other| name.starts_with(other))
}

fn feed(site: &Path, name: &str) -> Value {
    serde_json::from_str(&read(site, name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The ids on the pages of a chain, in their order; the pages are named.
fn follow(site: &Path, first: &str) -> (Vec<String>, Vec<String>) {
    let (mut ids, mut pages) = (Vec::new(), vec![first.to_owned()]);
    loop {
        let page = pages.last().unwrap().clone();
        let found = feed(site, &page);
        let items = found["items"].as_array().unwrap();
        ids.extend(items.iter().map(|item| item["id"].as_str().unwrap().to_owned()));
        let Some(next) = found["next_url"].as_str() else { return (ids, pages) };
        let here = url::Url::parse("https://site.example/").unwrap().join(&page).unwrap();
        let next = here.join(next).unwrap().path().trim_start_matches('/').to_owned();
        assert!(!pages.contains(&next), "{first}: {next} comes twice, the chain never ends");
        pages.push(next);
    }
}

#[test]
fn every_part_of_a_site_is_a_json_feed() {
    for site in sites() {
        let names: Vec<String> = files(&site, ".json").into_iter().filter(|name| is_feed(name)).collect();
        assert!(names.contains(&"feed.json".to_owned()), "{names:?}");
        for name in names {
            let complaints = complaints(&feed(&site, &name));
            expect_none(&complaints.iter().map(|complaint| format!("{name}: {complaint}")).collect::<Vec<_>>());
        }
    }
}

#[test]
fn every_chain_of_pages_ends_and_leads_to_every_article() {
    let [_, sample, archive] = sites();
    for (site, articles) in [(sample, None), (archive, Some(tidings_tests::site::ARCHIVE_ARTICLES))] {
        let (ids, pages) = follow(&site, "feed.json");
        let all: BTreeSet<&str> = ids.iter().map(String::as_str).collect();
        let count =
            usize::try_from(feed(&site, "feed.json")["_tidings"]["packed"]["articles"].as_u64().unwrap()).unwrap();
        assert_eq!(all.len(), count, "{pages:?}");
        assert!(pages.len() > 1 && articles.is_none_or(|articles| articles == count), "{pages:?}");
        for list in files(&site, "/feed.json") {
            let (ids, pages) = follow(&site, &list);
            assert!(!ids.is_empty() && ids.iter().all(|id| all.contains(id.as_str())), "{pages:?}");
        }
    }
}

#[test]
fn wrong_feeds_are_noticed() {
    let item =
        json!({ "id": "1", "content_text": "a", "date_published": "2026-01-02T03:04:05+01:00", "_ours": { "a": 1 } });
    let right = json!({ "version": "https://jsonfeed.org/version/1.1", "title": "A", "items": [item] });
    assert_eq!(complaints(&right), [""; 0]);
    let wrong_feed: [(&str, Value); 11] = [
        ("version", json!("https://jsonfeed.org/version/1")),
        ("title", json!("")),
        ("title", Value::Null),
        ("items", json!({})),
        ("expired", json!("no")),
        ("authors", json!([{}])),
        ("authors", json!([{ "name": 7 }])),
        ("hubs", json!([{ "type": "WebSub" }])),
        ("category", json!("news")),
        ("_7", json!({})),
        ("_ours", json!({ "a": [{ "https://a.example": 1 }] })),
    ];
    for (name, value) in wrong_feed {
        let mut feed = right.clone();
        feed[name] = value.clone();
        assert!(!complaints(&feed).is_empty(), "{name}: {value}");
    }
    let wrong_item: [(&str, Value); 10] = [
        ("id", json!(1)),
        ("id", json!("")),
        ("content_text", Value::Null),
        ("date_published", json!("2026-01-02")),
        ("date_modified", json!("2026-01-02T03:04:05")),
        ("tags", json!("one")),
        ("tags", json!([1])),
        ("attachments", json!([{ "url": "a.mp3" }])),
        ("attachments", json!([{ "url": "a.mp3", "mime_type": "audio/mpeg", "size_in_bytes": "7" }])),
        ("subtitle", json!("ours, without an underscore")),
    ];
    for (name, value) in wrong_item {
        let mut feed = right.clone();
        feed["items"][0][name] = value.clone();
        assert!(!complaints(&feed).is_empty(), "{name}: {value}");
    }
    for (name, of) in
        [("version", "feed"), ("title", "feed"), ("items", "feed"), ("id", "item"), ("content_text", "item")]
    {
        let mut feed = right.clone();
        let members = if of == "feed" { &mut feed } else { &mut feed["items"][0] };
        members.as_object_mut().unwrap().remove(name);
        assert!(!complaints(&feed).is_empty(), "without {name}");
    }
    let mut twice = right.clone();
    twice["items"] = json!([item, item]);
    assert_eq!(complaints(&twice).len(), 1);
}

#[test]
#[should_panic(expected = "the chain never ends")]
fn a_chain_in_a_circle_is_noticed() {
    let site = tempfile::tempdir().unwrap();
    for (name, next) in [("feed.json", "feed-1.json"), ("feed-1.json", "feed.json")] {
        std::fs::write(site.path().join(name), json!({ "items": [], "next_url": next }).to_string()).unwrap();
    }
    follow(site.path(), "feed.json");
}
