//! Pictures in the sizes that the packer made: a small screen loads small ones, and one that is missing costs itself.

use std::collections::BTreeMap;

use serde_json::Value;
use tidings_tests::pages::{ArticlePage, SearchPage, wait_for_pictures};
use tidings_tests::run::{Promise, Test};
use tidings_tests::server::{Answer, Gate};
use tidings_tests::site::Site;
use tidings_tests::{Failure, Outcome, ensure, ensure_equal, promises};

pub(crate) fn promises() -> Vec<Promise> {
    promises![
        a_telephone_loads_small_pictures once because "pictures are the same in both",
        a_picture_whose_smaller_sizes_are_missing_is_shown_all_the_same once because "pictures are the same in both",
        the_place_of_a_picture_shows_a_hint_of_it_and_stays_as_large once because "pictures are the same in both",
    ]
}

const ARTICLE: (&str, &str) = ("quay", "Along the quay");
const LEAD: &str = ".article > .picture > img";

/// The pictures that have smaller sizes: their addresses, and those of the smaller ones.
fn sizes(site: &Site) -> BTreeMap<String, Vec<String>> {
    let text = |value: &Value, name: &str| value.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let media = site.feed().pointer("/_tidings/media").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let smaller = |media: &Value| -> Vec<String> {
        let all = media.get("renditions").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        all.iter().map(|rendition| format!("/{}", text(rendition, "src"))).collect()
    };
    let sizes = media.iter().map(|media| (format!("/{}", text(media, "src")), smaller(media)));
    sizes.filter(|(_, smaller)| !smaller.is_empty()).collect()
}

/// All files of the picture in the text, which stands on no other page.
fn in_text(site: &Site) -> Outcome<Vec<String>> {
    let html = site.articles().first().and_then(|article| article.get("content_html")?.as_str()).unwrap_or_default();
    let src = html.split(" src=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default();
    let original = format!("/{src}");
    let smaller = sizes(site).remove(&original).ok_or_else(|| Failure::new(format!("{src:?} has no smaller sizes")))?;
    Ok([vec![original], smaller].concat())
}

async fn a_telephone_loads_small_pictures(test: &Test) -> Outcome {
    let site = Site::pictures()?;
    let sizes = sizes(&site);
    ensure_equal!(sizes.len(), 4, "pictures with smaller sizes");
    test.browser.resize(400, 800).await?;
    for page in ["".to_owned(), format!("a/{}/", ARTICLE.0)] {
        test.browser.goto(&site.server.url(&format!("/{page}"))).await?;
        test.browser.wait_for_script("the viewer to take over", "return !document.querySelector('#start')").await?;
        wait_for_pictures(&test.browser).await?;
    }
    let asked = site.server.requests();
    let originals: Vec<&String> = asked.iter().filter(|path| sizes.contains_key(*path)).collect();
    ensure!(originals.is_empty(), "originals were fetched: {originals:?}");
    for (original, smaller) in &sizes {
        ensure!(smaller.iter().any(|smaller| asked.contains(smaller)), "no size of {original} was fetched");
    }
    Ok(())
}

async fn a_picture_whose_smaller_sizes_are_missing_is_shown_all_the_same(test: &Test) -> Outcome {
    let site = Site::pictures()?;
    for path in sizes(&site).into_values().flatten() {
        site.server.answer(&path, Answer::new("text/plain", "gone").status(404));
    }
    test.allow_remark("resource: IMG");
    // The first one is asked for in the head already.
    test.allow_remark("resource: LINK ../../media/");
    test.allow_remark("the server responded with a status of 404");
    test.browser.goto(&site.url(&format!("a/{}", ARTICLE.0))).await?;
    ArticlePage::shown(&test.browser, ARTICLE.1).await?;
    let shown = format!(
        "const lead = document.querySelector({LEAD:?});
         return lead.complete && lead.naturalWidth > 0 && lead.currentSrc === lead.src"
    );
    test.browser.wait_for_script("the original", &shown).await
}

async fn the_place_of_a_picture_shows_a_hint_of_it_and_stays_as_large(test: &Test) -> Outcome {
    let site = Site::pictures()?;
    // By way of another page: a driver waits for all that a page begins with.
    SearchPage::open(&test.browser, &site, "").await?;
    let mut gates = Vec::new();
    for path in in_text(&site)? {
        let bytes = site.file(path.trim_start_matches('/'))?;
        let mime = if path.ends_with(".webp") { "image/webp" } else { "image/jpeg" };
        let (answer, gate) = Answer::new(mime, bytes).held();
        site.server.answer(&path, answer);
        gates.push(gate);
    }
    test.browser.execute(&format!("location.hash = '#/a/{}'", ARTICLE.0), vec![]).await?;
    ArticlePage::shown(&test.browser, ARTICLE.1).await?;
    test.browser
        .execute("document.querySelector('.prose img').scrollIntoView({ behavior: 'instant' })", vec![])
        .await?;
    let hint = "const picture = document.querySelector('.prose img');
        return !picture.complete && getComputedStyle(picture).backgroundImage.startsWith('url(\"data:image/webp')";
    test.browser.wait_for_script("the hint", hint).await?;
    let size = "const { width, height } = document.querySelector('.prose img').getBoundingClientRect();
        window.before ??= { width, height };
        return width > 300 && Math.abs(width - window.before.width) < 1 && Math.abs(height - window.before.height) < 1";
    ensure!(test.browser.is_true(size).await?, "the picture has no room");
    gates.iter().for_each(Gate::open);
    let here =
        "const picture = document.querySelector('.prose img'); return picture.complete && picture.naturalWidth > 0";
    test.browser.wait_for_script("the picture", here).await?;
    // A smaller size has whole pixels, so its sides are not to each other exactly as the original's are.
    ensure!(test.browser.is_true(size).await?, "the picture takes another room than was kept for it");
    Ok(())
}
