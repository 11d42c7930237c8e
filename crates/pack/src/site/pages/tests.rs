use std::sync::Mutex;

use super::super::testing::publication;
use super::*;

const INDEX: &str = "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Tidings</title>\
    <meta name=\"tidings-feed\" content=\"feed.json\"><meta name=\"tidings-viewer\" content=\"./v.js\" data-wasm=\"./v.wasm\">\
    <link rel=\"stylesheet\" href=\"./t.css\"></head><body><main id=\"start\"><p>Loading</p></main></body></html>";

fn pages(bundle: Bundle) -> Vec<(String, String)> {
    let taken = Mutex::new(Vec::new());
    let take = |file: SiteFile| {
        taken.lock().unwrap().push((file.name, String::from_utf8(file.bytes).unwrap()));
        Ok(())
    };
    write(&Arc::new(bundle), INDEX, |_| None, &take).unwrap();
    let mut taken = taken.into_inner().unwrap();
    taken.sort();
    taken
}

fn page(name: &str) -> String {
    let pages = pages(publication(3));
    let names: Vec<&String> = pages.iter().map(|(name, _)| name).collect();
    let found = pages.iter().find(|(candidate, _)| candidate == name);
    found.unwrap_or_else(|| panic!("no {name} among {names:?}")).1.clone()
}

#[test]
fn every_address_has_a_page_and_every_page_leads_to_its_files() {
    for (name, root) in [
        ("index.html", "./"),
        ("a/article-1/index.html", "../../"),
        ("c/index.html", "../"),
        ("c/river/locks/index.html", "../../../"),
        ("search/index.html", "../"),
    ] {
        let html = page(name);
        for expected in [
            format!("<link rel=\"stylesheet\" href=\"{root}t.css\">"),
            format!("content=\"{root}v.js\" data-wasm=\"{root}v.wasm\""),
            format!("name=\"tidings-root\" content=\"{root}\""),
        ] {
            assert!(html.contains(&expected), "{name} lacks {expected}:\n{html}");
        }
    }
}

#[test]
fn without_scripts_a_written_page_offers_nothing_that_needs_them() {
    for (name, root) in [("index.html", "./"), ("a/article-1/index.html", "../../"), ("c/index.html", "../")] {
        let sheet = format!("<noscript><link rel=\"stylesheet\" href=\"{root}unscripted.css\"></noscript>");
        assert!(page(name).contains(&sheet), "{name}");
    }
}

#[test]
fn an_article_says_what_it_is_to_people_and_to_programs() {
    let html = page("a/article-1/index.html");
    assert!(html.contains("<div id=\"start\" data-page=\"written\">") && !html.contains("Loading"), "{html}");
    assert!(html.contains("<link rel=\"canonical\" href=\"https://news.example/blog/a/article-1/\">"), "{html}");
    assert!(html.contains("<meta property=\"og:type\" content=\"article\">"), "{html}");
    let start = html.find("application/ld+json\">").unwrap() + "application/ld+json\">".len();
    let data = &html[start..start + html[start..].find("</script>").unwrap()];
    let data: serde_json::Value = serde_json::from_str(data).unwrap();
    assert_eq!(data["@type"], "NewsArticle");
    assert!(
        data["headline"].as_str().is_some_and(|headline| html.contains(&tidings_markup::escape(headline).to_string()))
    );
}

#[test]
fn a_hostile_headline_stays_words_in_every_part_of_the_page() {
    let mut bundle = publication(1);
    let hostile = "</title></script><script>alert(1)</script>\"><img src=x onerror=alert(1)>";
    bundle.articles[0].title = hostile.to_owned();
    bundle.articles[0].summary = Some(hostile.to_owned());
    for (name, html) in pages(bundle) {
        assert!(!html.contains("<script>alert") && !html.contains("<img src=x"), "{name}: {html}");
    }
}

#[test]
fn the_same_publication_gives_the_same_pages() {
    assert_eq!(pages(publication(8)), pages(publication(8)));
}
