//! The pages that the command writes: they say what the viewer shows, before there is a viewer.

use serde_json::{Value, json};
use tidings_tests::html::text_of;
use tidings_tests::pages::ArticlePage;
use tidings_tests::run::{Promise, Test};
use tidings_tests::server::Answer;
use tidings_tests::site::{Site, viewer_folder};
use tidings_tests::{Failure, Outcome, ensure, ensure_equal, promises};

pub(crate) fn promises() -> Vec<Promise> {
    promises![
        a_written_page_says_what_the_viewer_shows within 180,
        a_written_page_can_be_read_before_the_viewer_comes,
        links_of_a_written_page_lead_on_and_back,
        a_written_page_reads_without_the_feed,
    ]
}

async fn wait_for_viewer(test: &Test) -> Outcome {
    test.browser.wait_for_script("the viewer to take over", "return !document.querySelector('#start')").await
}

/// Articles of the sample as paths: `a/<slug>/`.
fn articles(site: &Site) -> Vec<String> {
    let slugs = site.articles().iter().filter_map(|article| article.pointer("/_tidings/slug").and_then(Value::as_str));
    slugs.map(|slug| format!("a/{slug}/")).collect()
}

async fn a_written_page_says_what_the_viewer_shows(test: &Test) -> Outcome {
    let site = Site::sample(test.shape())?;
    // Dates are written anew for the reader's own calendar and zone.
    let shown = "const copy = document.querySelector('main').cloneNode(true);
        copy.querySelectorAll('time').forEach((time) => time.remove());
        return copy.textContent.replace(/\\s+/g, ' ').trim()";
    let articles = articles(&site);
    ensure!(articles.len() > 20, "only {} articles", articles.len());
    let lists = ["", "c/", "c/city/", "c/culture/"].map(str::to_owned);
    for page in lists.into_iter().chain(articles) {
        test.browser.goto(&site.server.url(&format!("/{page}"))).await?;
        wait_for_viewer(test).await?;
        let written = text_of(&site.written(&page)?, "#start main", "time");
        ensure!(written.len() > 50, "/{page} says only {written:?}");
        ensure_equal!(test.browser.read(shown).await?, written, "what /{page} says");
    }
    Ok(())
}

async fn a_written_page_can_be_read_before_the_viewer_comes(test: &Test) -> Outcome {
    let site = Site::sample(test.shape())?;
    let page = articles(&site).into_iter().max_by_key(|page| site.written(page).map_or(0, |html| html.len()));
    let page = page.ok_or_else(|| Failure::new("the sample has no article"))?;
    let html = site.written(&page)?;
    let name = html
        .split_once("data-wasm=\"../../")
        .and_then(|(_, rest)| rest.split_once('"'))
        .map(|(name, _)| name.to_owned())
        .ok_or_else(|| Failure::new("the page names no wasm"))?;
    let wasm = std::fs::read(viewer_folder()?.join(&name))?;
    let (answer, gate) = Answer::new("application/wasm", wasm).held();
    site.server.answer(&format!("/{name}"), answer);

    test.browser.goto(&site.server.url(&format!("/{page}"))).await?;
    ensure!(test.browser.shows("#start main h1").await?, "the headline is not to be seen");
    let place = "return [scrollY, document.querySelector('main .prose p:nth-of-type(3)').getBoundingClientRect().top]";
    test.browser.execute("window.scrollTo({ top: arguments[0], behavior: 'instant' })", vec![json!(600)]).await?;
    let before = test.browser.execute(place, vec![]).await?;
    ensure!(before.get(0).and_then(Value::as_f64).is_some_and(|offset| offset > 300.0), "the page is short: {before}");
    gate.open();
    wait_for_viewer(test).await?;
    // Frames pass until whatever would move has moved.
    let frames = "for (let count = 0; count < 5; count += 1) await new Promise((done) => requestAnimationFrame(done));";
    test.browser.execute_async(frames, vec![]).await?;
    let after = test.browser.execute(place, vec![]).await?;
    for (index, what) in ["the page's place", "the third paragraph"].into_iter().enumerate() {
        let [before, after] = [&before, &after].map(|list| list.get(index).and_then(Value::as_f64).unwrap_or(f64::NAN));
        ensure!((before - after).abs() <= 2.0, "{what} moved from {before} to {after} when the viewer took over");
    }
    Ok(())
}

async fn links_of_a_written_page_lead_on_and_back(test: &Test) -> Outcome {
    let site = Site::sample(test.shape())?;
    test.browser.goto(&site.server.url("/c/city/")).await?;
    wait_for_viewer(test).await?;
    let headline = test.browser.text(".story-list .story-headline a").await?;
    test.browser.click(".story-list .story-headline a").await?;
    ArticlePage::shown(&test.browser, &headline).await?;
    let address = test.browser.address().await?;
    ensure!(address.contains("/a/") && !address.contains('#'), "the article's address is {address}");
    test.browser.reload().await?;
    wait_for_viewer(test).await?;
    ArticlePage::shown(&test.browser, &headline).await?;
    test.browser.back().await?;
    test.browser
        .wait_for_script("the category", "return document.querySelector('main')?.dataset.page === 'category'")
        .await
}

async fn a_written_page_reads_without_the_feed(test: &Test) -> Outcome {
    let site = Site::sample(test.shape())?;
    site.server.answer("/feed.json", Answer::html("gone").status(404));
    // Told to whoever runs the site; some engines add a line for the answer itself.
    // The first page is left as soon as it can be read, while its icon may still be on its way.
    for remark in ["feed.json", "404", "the following icon from the Manifest"] {
        test.allow_remark(remark);
    }
    test.browser.goto(&site.server.url("/c/city/")).await?;
    let told = || async {
        let is_told = test.browser.remarks().await?.iter().any(|remark| remark.to_string().contains("does not exist"));
        Ok(if is_told { Ok(()) } else { Err("nothing".to_owned()) })
    };
    test.browser.wait_for("the console to tell of the feed", told).await?;
    let headline = test.browser.text("#start .story-list .story-headline a").await?;
    test.browser.click("#start .story-list .story-headline a").await?;
    let is_there = format!("return document.querySelector('#start .article h1')?.textContent.trim() === {headline:?}");
    test.browser.wait_for_script("the article's own page", &is_there).await
}
