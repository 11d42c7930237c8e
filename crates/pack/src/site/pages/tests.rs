use std::sync::Mutex;

use super::super::testing::publication;
use super::*;

const INDEX: &str = "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
    <meta http-equiv=\"Content-Security-Policy\" content=\"style-src 'self'\"><title>Tidings</title>\
    <meta name=\"tidings-feed\" content=\"feed.json\"><meta name=\"tidings-viewer\" content=\"./v.js\" data-wasm=\"./v.wasm\">\
    <link rel=\"stylesheet\" href=\"./t.css\"></head><body><main id=\"start\"><p>Loading</p></main></body></html>";

const SHEET: &str = ".article{display:grid}.front{display:grid}.lightbox{color:red}";

fn pages(bundle: Bundle) -> Vec<(String, String)> {
    let taken = Mutex::new(Vec::new());
    let take = |file: SiteFile| {
        taken.lock().unwrap().push((file.name, String::from_utf8(file.bytes).unwrap()));
        Ok(())
    };
    let bundle = Arc::new(bundle);
    let prints = BundlePrints::new(&bundle, &crate::memory::ArticlePrints::default());
    write(&bundle, INDEX, SHEET, |_| None, (&prints, Print::default()), &["bundle/articles/x.json".to_owned()], &take)
        .unwrap();
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
fn a_written_page_holds_what_it_needs_of_the_sheet_and_its_policy_allows_that_alone() {
    use base64::Engine;
    use sha2::Digest;

    let html = page("a/article-1/index.html");
    let style = html.split_once("<style>").unwrap().1.split_once("</style>").unwrap().0;
    assert_eq!(style, ".article{display:grid}", "what the article shows, nothing of the front page");
    let hash = base64::engine::general_purpose::STANDARD.encode(sha2::Sha256::digest(style));
    assert!(html.contains(&format!("style-src 'self' 'sha256-{hash}'\">")), "{html}");
    let (link, text) = (html.find("t.css\"").unwrap(), html.find("</article>").unwrap());
    assert!(link > text && html.matches("t.css\"").count() == 1, "the sheet holds up the text: {html}");
}

#[test]
fn a_page_that_only_the_viewer_fills_waits_for_the_whole_sheet() {
    let html = page("search/index.html");
    assert!(html.contains("<link rel=\"stylesheet\" href=\"../t.css\"></head>") && !html.contains("<style>"), "{html}");
}

#[test]
fn without_scripts_a_written_page_offers_nothing_that_needs_them() {
    for (name, root) in [("index.html", "./"), ("a/article-1/index.html", "../../"), ("c/index.html", "../")] {
        let sheet = format!("<noscript><link rel=\"stylesheet\" href=\"{root}unscripted.css\"></noscript>");
        assert!(page(name).contains(&sheet), "{name}");
    }
}

#[test]
fn nothing_is_painted_before_the_first_screen_is_there() {
    let wait = "<link rel=\"expect\" href=\"#first-screen\" blocking=\"render\">";
    for (name, first) in [
        ("index.html", "<div class=\"front-top\" id=\"first-screen\">"),
        ("a/article-1/index.html", "<header class=\"article-head\" id=\"first-screen\">"),
        ("c/index.html", "<header class=\"page-head\" id=\"first-screen\">"),
    ] {
        let html = page(name);
        let head = html.split("<body").next().unwrap();
        assert!(head.contains(wait) && html.matches(first).count() == 1, "{name}: {html}");
    }
}

#[test]
fn an_article_says_what_it_is_to_people_and_to_programs() {
    let html = page("a/article-1/index.html");
    let data = data(&html);
    assert!(html.contains("<div id=\"start\" data-page=\"written\">") && !html.contains("Loading"), "{html}");
    assert!(html.contains("<link rel=\"canonical\" href=\"https://news.example/blog/a/article-1/\">"), "{html}");
    assert!(html.contains("<meta property=\"og:type\" content=\"article\">"), "{html}");
    assert_eq!(data["@type"], "NewsArticle");
    assert!(
        data["headline"].as_str().is_some_and(|headline| html.contains(&tidings_markup::escape(headline).to_string()))
    );
}

/// The block of data in a page.
fn data(html: &str) -> serde_json::Value {
    let start = html.find("application/ld+json\">").unwrap() + "application/ld+json\">".len();
    let block = &html[start..start + html[start..].find("</script>").unwrap()];
    serde_json::from_str(block).unwrap()
}

#[test]
fn what_nobody_signed_is_the_publications_own() {
    let mut bundle = publication(2);
    bundle
        .articles
        .iter_mut()
        .filter(|article| article.slug.as_str() == "article-0")
        .for_each(|article| article.authors.clear());
    for (name, html) in pages(bundle).iter().filter(|(name, _)| name.starts_with("a/")) {
        let author = data(html)["author"][0].clone();
        let expected = if name == "a/article-0/index.html" { "The Estuary" } else { "Mina Rad" };
        assert_eq!(author["name"], expected, "{author}");
    }
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
