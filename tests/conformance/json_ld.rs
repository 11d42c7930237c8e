//! What an article page says in schema.org's words: <https://schema.org/NewsArticle>, and what search engines ask of it
//! (<https://developers.google.com/search/docs/appearance/structured-data/article>).

use std::path::Path;

use scraper::{Html, Selector};
use serde_json::{Value, json};

use super::{expect_none, files, is_moment, read, sample, sites};

/// The data of a page. A browser ends the block at `</script`, whatever stands around it: so the parser is a browser's.
fn data(html: &str) -> Result<Value, String> {
    let document = Html::parse_document(html);
    let blocks = Selector::parse("head > script[type=\"application/ld+json\"]").unwrap();
    let mut blocks = document.select(&blocks).map(|block| block.text().collect::<String>());
    match (blocks.next(), blocks.next()) {
        (Some(block), None) => serde_json::from_str(&block).map_err(|error| error.to_string()),
        (None, _) => Err("there is no data in the head".to_owned()),
        _ => Err("there is data twice".to_owned()),
    }
}

fn is_date(value: &Value) -> bool {
    value.as_str().is_some_and(|date| is_moment(date) || date.len() == 10 && date.parse::<jiff::civil::Date>().is_ok())
}

fn is_words(value: &Value) -> bool {
    value.as_str().is_some_and(|words| !words.trim().is_empty())
}

fn is_address(value: &Value) -> bool {
    value.as_str().is_some_and(|address| url::Url::parse(address).is_ok_and(|url| url.has_host()))
}

fn is_somebody(value: &Value) -> bool {
    (value["@type"] == "Person" || value["@type"] == "Organization") && is_words(&value["name"])
}

/// What is wrong with the data of an article, of which the feed says `item`; addresses are known where the site's is.
fn complaints(data: &Value, item: &Value, has_home: bool) -> Vec<String> {
    let mut complaints = Vec::new();
    let mut expect = |is_right: bool, member: &str| {
        if !is_right {
            complaints.push(format!("{member} is {}", data[member]));
        }
    };
    let types = ["NewsArticle", "ReportageNewsArticle", "OpinionNewsArticle", "Article"];
    expect(data["@context"] == "https://schema.org", "@context");
    expect(data["@type"].as_str().is_some_and(|name| types.contains(&name)), "@type");
    expect(is_words(&data["headline"]), "headline");
    expect(is_words(&data["inLanguage"]), "inLanguage");
    expect(is_date(&data["datePublished"]) || item["date_published"].is_null(), "datePublished");
    expect(is_date(&data["dateModified"]) || item["date_modified"].is_null(), "dateModified");
    expect(data["author"].as_array().is_some_and(|all| !all.is_empty() && all.iter().all(is_somebody)), "author");
    expect(is_somebody(&data["publisher"]), "publisher");
    expect(is_address(&data["mainEntityOfPage"]) || !has_home, "mainEntityOfPage");
    expect(is_address(&data["image"]) || !has_home || item["image"].is_null(), "image");
    let corrections = item["_tidings"]["corrections"].as_array().cloned().unwrap_or_default();
    let told = data["correction"].as_array().cloned().unwrap_or_default();
    expect(told.len() == corrections.len(), "correction");
    for (told, correction) in told.iter().zip(&corrections) {
        let has_date = is_date(&told["datePublished"]) || correction["date"].is_null();
        expect(told["@type"] == "CorrectionComment" && told["text"] == correction["text"] && has_date, "correction");
    }
    complaints
}

fn complaints_of(site: &Path, page: &str, item: &Value, has_home: bool) -> Vec<String> {
    let found = data(&read(site, page)).map_or_else(|error| vec![error], |data| complaints(&data, item, has_home));
    found.into_iter().map(|complaint| format!("{page}: {complaint}")).collect()
}

#[test]
fn every_article_page_says_what_news_need() {
    let [plain, parts, archive] = sites();
    // Of the sample the plain feed has every article whole; what the archive's need is in their entries.
    for (site, whole, has_home) in [(&plain, &plain, true), (&parts, &plain, true), (&archive, &archive, false)] {
        let feed: Value = serde_json::from_str(&read(whole, "feed.json")).unwrap();
        let items = feed["items"].as_array().unwrap();
        let pages = files(site, "/index.html").into_iter().filter(|name| name.starts_with("a/"));
        let mut checked = 0;
        for page in pages {
            let slug = page.trim_start_matches("a/").trim_end_matches("/index.html").to_owned();
            let Some(item) = items.iter().find(|item| item["_tidings"]["slug"] == slug.as_str()) else { continue };
            expect_none(&complaints_of(site, &page, item, has_home));
            checked += 1;
        }
        assert_eq!(checked, items.len());
    }
}

#[test]
fn the_sample_has_corrections_to_tell_of() {
    let feed: Value = serde_json::from_str(&read(&sample(), "feed.json")).unwrap();
    let corrected = feed["items"].as_array().unwrap().iter().filter(|item| item["_tidings"]["corrections"].is_array());
    assert!(corrected.count() > 0, "nothing would be checked");
}

#[test]
fn wrong_data_is_noticed() {
    let item = json!({
        "date_published": "2026-01-02T03:04:05Z",
        "_tidings": { "corrections": [{ "text": "It was Tuesday.", "date": "2026-01-03" }] },
    });
    let right = json!({
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": "A", "inLanguage": "en",
        "datePublished": "2026-01-02T03:04:05Z", "author": [{ "@type": "Person", "name": "Ada" }],
        "publisher": { "@type": "Organization", "name": "The Lantern" }, "mainEntityOfPage": "https://a.example/a/a/",
        "correction": [{ "@type": "CorrectionComment", "text": "It was Tuesday.", "datePublished": "2026-01-03" }],
    });
    assert_eq!(complaints(&right, &item, true), [""; 0]);
    for (member, value) in [
        ("@type", json!("BlogThing")),
        ("headline", json!(" ")),
        ("inLanguage", Value::Null),
        ("datePublished", json!("2 January 2026")),
        ("author", json!([])),
        ("author", json!([{ "@type": "Person" }])),
        ("publisher", Value::Null),
        ("mainEntityOfPage", json!("../a/")),
        ("correction", Value::Null),
        ("correction", json!([{ "@type": "CorrectionComment", "text": "It was Monday." }])),
    ] {
        let mut wrong = right.clone();
        wrong[member] = value.clone();
        assert!(!complaints(&wrong, &item, true).is_empty(), "{member}: {value}");
    }
    let page = |block: &str| format!("<html><head><script type=\"application/ld+json\">{block}</script></head></html>");
    assert!(data(&page("{\"headline\": \"\\u003c/script>\"}")).is_ok());
    for block in ["{\"headline\": \"</script>\"}", "{", "", "{}</script><script type=\"application/ld+json\">{}"] {
        assert!(data(&page(block)).is_err(), "{block}");
    }
}
