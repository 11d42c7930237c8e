//! The pages that the command writes: they say what the viewer shows, before there is a viewer.

use serde_json::{Value, json};
use tidings_tests::browser::strings;
use tidings_tests::html::text_of;
use tidings_tests::pages::ArticlePage;
use tidings_tests::run::{Promise, Test};
use tidings_tests::server::{Answer, Gate};
use tidings_tests::site::{Site, viewer_folder};
use tidings_tests::{Failure, Outcome, ensure, ensure_equal, promises};

pub(crate) fn promises() -> Vec<Promise> {
    promises![
        a_written_page_says_what_the_viewer_shows within 180,
        a_written_page_can_be_read_before_the_viewer_comes,
        a_written_page_stands_the_same_before_and_after_its_sheet within 180,
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
    // Dates are written anew for the reader's own calendar and zone, and a closed dialog says nothing.
    let shown = "const copy = document.querySelector('main').cloneNode(true);
        copy.querySelectorAll('time, dialog:not([open])').forEach((element) => element.remove());
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
    let (wasm, answer, gate) = held_viewer(&site.written(&page)?)?;
    site.server.answer(&wasm, answer);

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

/// The address of the viewer's wasm, an answer that does not come, and what lets it come.
fn held_viewer(html: &str) -> Outcome<(String, Answer, Gate)> {
    let name = named(html, "data-wasm=\"")?;
    let wasm = std::fs::read(viewer_folder()?.join(&name))?;
    let (answer, gate) = Answer::new("application/wasm", wasm).held();
    Ok((format!("/{name}"), answer, gate))
}

/// The file that a page names behind `before`, without the way to the site's root.
fn named(html: &str, before: &str) -> Outcome<String> {
    let name = html.split_once(before).and_then(|(_, rest)| rest.split_once('"'));
    let name = name.map(|(name, _)| name.trim_start_matches("./").replace("../", ""));
    name.ok_or_else(|| Failure::new(format!("the page has no {before}")))
}

/// What is to be seen of a page and where: each element with its box, colours and font, as far down as the tallest screen shows.
const LOOKS: &str = "const isFolded = (element) => !!element.closest('.menu:not([open]) > :not(summary)');
    return [...document.querySelectorAll('#start *')].filter((element) => !isFolded(element)).map((element) => {
        const box = element.getBoundingClientRect(), style = getComputedStyle(element);
        const place = [box.left, box.top, box.width, Math.min(box.bottom, 3840)].map((value) => Math.round(value));
        const look = [style.color, style.backgroundColor, style.fontFamily, style.fontWeight, style.textDecorationLine, style.opacity];
        return { top: box.top, text: `${element.localName}.${element.className} ${place} ${look}` };
    }).filter(({ top }) => top < 3840).map(({ text }) => text)";

async fn looks(test: &Test, site: &Site, page: &str, width: u32) -> Outcome<Vec<String>> {
    test.browser.resize(width, 900).await?;
    test.browser.goto(&site.server.url(&format!("/{page}"))).await?;
    Ok(strings(&test.browser.execute(LOOKS, vec![]).await?))
}

async fn a_written_page_stands_the_same_before_and_after_its_sheet(test: &Test) -> Outcome {
    let site = Site::sample(test.shape())?;
    let front = site.written("")?;
    let (wasm, answer, gate) = held_viewer(&front)?;
    site.server.answer(&wasm, answer);
    let sheet = format!("/{}", named(&front, "<link rel=\"stylesheet\" href=\"")?);
    // The last four are about the viewer, which has not come when a page is left.
    let of_viewer = format!("resource: LINK {}", site.server.url(&wasm));
    for remark in [".css", "404", "MIME", "NetworkError when attempting", "AbortError", "Load failed", &of_viewer] {
        test.allow_remark(remark);
    }
    // First all pages without the sheet: an engine may keep one that it has had.
    site.server.answer(&sheet, Answer::html("gone").status(404));
    let has_sheet = "return [...document.styleSheets].some((sheet) => sheet.href && sheet.cssRules.length > 0)";
    let pages = ["", "c/", "c/city/"].map(str::to_owned).into_iter().chain(articles(&site));
    let mut all = Vec::new();
    for (number, page) in pages.enumerate() {
        // Narrow and wide take turns.
        let width = if number % 2 == 0 { 1280 } else { 500 };
        let before = looks(test, &site, &page, width).await?;
        ensure!(before.len() > 20, "/{page} has only {} elements", before.len());
        ensure!(!test.browser.is_true(has_sheet).await?, "/{page} has its sheet already");
        all.push((page, width, before));
    }
    site.server.forget(&sheet);
    for (page, width, before) in all {
        let after = looks(test, &site, &page, width).await?;
        ensure!(test.browser.is_true(has_sheet).await?, "the sheet of /{page} has not come");
        for (before, after) in before.iter().zip(&after) {
            ensure_equal!(before, after, "what stands on /{page} at {width} pixels, before and after its sheet came");
        }
        ensure_equal!(before.len(), after.len(), "elements of /{page} on the screen");
    }
    leave(test, &site).await?;
    drop(gate);
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
    wait_for_word_of_the_feed(test, "/c/city/").await?;
    let headline = test.browser.text("#start .story-list .story-headline a").await?;
    test.browser.click("#start .story-list .story-headline a").await?;
    let is_there = format!("return document.querySelector('#start .article h1')?.textContent.trim() === {headline:?}");
    test.browser.wait_for_script("the article's own page", &is_there).await?;
    // Left any sooner, it would be told of fetches that were broken off.
    wait_for_word_of_the_feed(test, "/a/").await?;
    leave(test, &site).await
}

/// Waits until the viewer of a page below `folder` has told the console that there is no feed.
async fn wait_for_word_of_the_feed(test: &Test, folder: &str) -> Outcome {
    let told = || async {
        let remarks = test.browser.remarks().await?;
        let mut remarks = remarks.iter().map(ToString::to_string);
        let is_told = remarks.any(|remark| remark.contains("does not exist") && remark.contains(folder));
        Ok(if is_told { Ok(()) } else { Err("nothing".to_owned()) })
    };
    test.browser.wait_for("the console to tell of the feed", told).await
}

/// The last page is left before its server ends: what it still fetches would fail, and say so.
async fn leave(test: &Test, site: &Site) -> Outcome {
    let end = "<!doctype html><html><head><title>The end</title><link rel=\"icon\" href=\"data:,\"></head><body></body></html>";
    site.server.answer("/end", Answer::html(end));
    test.browser.goto(&site.server.url("/end")).await
}
