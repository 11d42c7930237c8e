//! Back, forward and reload.

use serde_json::json;
use tidings_tests::pages::{ArticlePage, FrontPage};
use tidings_tests::run::{Promise, Test};
use tidings_tests::site::Site;
use tidings_tests::{Outcome, ensure, promises};

use crate::saltmarsh::*;

pub(crate) fn promises() -> Vec<Promise> {
    promises![
        back_and_forward_restore_page_and_scroll,
        a_link_to_the_page_on_show_keeps_its_place_for_back,
        a_new_page_begins_at_the_top,
        a_reload_shows_the_same_page_at_the_same_place,
    ]
}

/// Scrolls a page of its own accord, as a reader's wheel would, and returns where that led.
async fn scroll_to(test: &Test, offset: f64) -> Outcome<f64> {
    test.browser.execute("window.scrollTo({ top: arguments[0], behavior: 'instant' })", vec![json!(offset)]).await?;
    // The viewer books positions on scroll events, which come with the next frame.
    test.browser
        .execute_async("await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))", vec![])
        .await?;
    scrolled(test).await
}

async fn scrolled(test: &Test) -> Outcome<f64> {
    Ok(test.browser.execute("return window.scrollY", vec![]).await?.as_f64().unwrap_or(-1.0))
}

async fn wait_for_scroll(test: &Test, expected: f64) -> Outcome {
    test.browser
        .wait_for(&format!("the page to be scrolled to {expected}"), || async {
            let found = scrolled(test).await?;
            // Fractions of a pixel are lost where positions are kept.
            Ok(if (found - expected).abs() <= 2.0 { Ok(()) } else { Err(found.to_string()) })
        })
        .await
}

async fn back_and_forward_restore_page_and_scroll(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    FrontPage::open(&test.browser, &site).await?;
    // Links are really clicked, where they are: engines skip entries on Back that a script made, and bringing a link into view
    // would move the page.
    let on_front = scroll_to(test, 300.0).await?;
    ensure!(on_front > 100.0, "the front page is too short to test scrolling: {on_front}");
    test.browser.click_in_view("main .story-headline a").await?;
    ArticlePage::shown(&test.browser, MILL).await?;
    wait_for_scroll(test, 0.0).await?;
    let on_article = scroll_to(test, 100_000.0).await?;
    ensure!(on_article > 500.0, "the article is too short to test scrolling: {on_article}");
    test.browser.click_in_view(".neighbour[data-to=next]").await?;
    ArticlePage::shown(&test.browser, LANTERNS).await?;
    wait_for_scroll(test, 0.0).await?;

    test.browser.back().await?;
    ArticlePage::shown(&test.browser, MILL).await?;
    wait_for_scroll(test, on_article).await?;
    test.browser.back().await?;
    FrontPage::shown(&test.browser).await?;
    wait_for_scroll(test, on_front).await?;
    test.browser.forward().await?;
    ArticlePage::shown(&test.browser, MILL).await?;
    wait_for_scroll(test, on_article).await
}

async fn a_link_to_the_page_on_show_keeps_its_place_for_back(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    // An address behind `#` is as good on a site in parts, whose own addresses would load the page again.
    let same = site.url_behind_hash("a/tide-mill");
    test.browser.goto(&same).await?;
    ArticlePage::shown(&test.browser, MILL).await?;
    // The browser puts a new entry in place of the old one, and with it takes away what the viewer knew the old one by.
    test.browser.execute("location.href = arguments[0]", vec![json!(same)]).await?;
    let place = scroll_to(test, 100_000.0).await?;
    test.browser.click_in_view(".neighbour[data-to=next]").await?;
    ArticlePage::shown(&test.browser, LANTERNS).await?;
    wait_for_scroll(test, 0.0).await?;
    test.browser.back().await?;
    ArticlePage::shown(&test.browser, MILL).await?;
    wait_for_scroll(test, place).await
}

async fn a_new_page_begins_at_the_top(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    ArticlePage::open(&test.browser, &site, "tide-mill").await?;
    scroll_to(test, 100_000.0).await?;
    test.browser.click_in_view(".neighbour[data-to=next]").await?;
    ArticlePage::shown(&test.browser, LANTERNS).await?;
    wait_for_scroll(test, 0.0).await
}

async fn a_reload_shows_the_same_page_at_the_same_place(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    let front = FrontPage::open(&test.browser, &site).await?;
    front.open_lead(MILL).await?;
    let place = scroll_to(test, 700.0).await?;
    test.browser.reload().await?;
    ArticlePage::shown(&test.browser, MILL).await?;
    wait_for_scroll(test, place).await?;
    test.browser.back().await?;
    FrontPage::shown(&test.browser).await.map(|_| ())
}
