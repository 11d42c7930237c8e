//! How a publication wants to look, and a page that embeds it.

use serde_json::{Value, json};
use tidings_tests::pages::{ArticlePage, FrontPage, HostPage};
use tidings_tests::run::{Promise, Test};
use tidings_tests::site::{Pages, Shape, Site, feed_of, item};
use tidings_tests::words::Words;
use tidings_tests::{Outcome, ensure, ensure_equal, promises};

use crate::saltmarsh::*;

pub(crate) fn promises() -> Vec<Promise> {
    promises![
        a_publication_looks_as_it_wants_where_the_reader_wants_nothing_else and on disk,
        a_host_page_has_the_viewer_look_as_it_wants once because "the element is the same on every site",
    ]
}

/// A publication in green, with a value that is none.
fn green() -> Value {
    let mut feed = feed_of("The Meadow", vec![item("clover", CLOVER, "<p>Nobody counted the leaves.</p>")]);
    feed["_tidings"]["theme"] = json!({
        "paper": "#f0fff0", "paper_dark": "#001a00", "link": "#005500", "radius": "9px", "font_text": "\"Courier New\", monospace",
        "ink": "url(https://evil.invalid/x)",
    });
    feed
}

const CLOVER: &str = "Clover as far as the dike";

async fn background(test: &Test, theme: &str) -> Outcome<String> {
    let words = Words::of("en")?;
    let front = FrontPage::shown(&test.browser).await?;
    front.masthead().choose_theme(words.text(&format!("theme.{theme}"))?).await?;
    let chosen = format!("return document.documentElement.dataset.theme === '{theme}'");
    test.browser.wait_for_script(theme, &chosen).await?;
    test.browser.style("html", "background-color").await
}

async fn a_publication_looks_as_it_wants_where_the_reader_wants_nothing_else(test: &Test) -> Outcome {
    let site = Site::of(test.shape(), "green", &green(), Pages::Written)?;
    FrontPage::open(&test.browser, &site).await?;
    ensure_equal!(background(test, "light").await?, "rgb(240, 255, 240)", "its paper");
    ensure_equal!(background(test, "dark").await?, "rgb(0, 26, 0)", "its paper in the dark");
    ensure_equal!(background(test, "sepia").await?, "rgb(246, 236, 216)", "the paper of a reader who wants sepia");
    ensure!(
        !background(test, "contrast").await?.contains("240, 255, 240"),
        "high contrast has the publication's paper"
    );
    background(test, "light").await?;
    test.browser.goto(&site.url("a/clover")).await?;
    ArticlePage::shown(&test.browser, CLOVER).await?;
    let font = test.browser.style(".prose > p", "font-family").await?;
    ensure!(font.contains("Courier New"), "the text is set in {font}");
    // A value that is none is left out, and the rest of the palette stands.
    ensure_equal!(test.browser.style(".prose > p", "color").await?, "rgb(27, 26, 23)", "the ink");
    if test.shape() == Shape::Packed {
        let page = site.written("a/clover/")?;
        ensure!(page.contains(":root{--own-paper:#f0fff0;"), "the written page has the theme for its first paint");
        let html = String::from_utf8_lossy(&site.file("index.html")?).into_owned();
        let around = "content=\"#f0fff0\" media=\"(prefers-color-scheme: light)\"";
        ensure!(html.contains(around), "the front page does not say what colour is around it");
    }
    Ok(())
}

async fn a_host_page_has_the_viewer_look_as_it_wants(test: &Test) -> Outcome {
    let site = Site::saltmarsh(Shape::Plain)?;
    let host = HostPage::open(&test.browser, &site, "talk.html").await?;
    let browser = &test.browser;
    host.hear("talk", "ready").await?;
    let change = "window.heard = []; const viewer = document.getElementById('talk');
        viewer.setAttribute('theme', 'light'); viewer.setAttribute('tokens', 'paper: #fff0f0; ink: url(https://evil.invalid/x); radius: 9px');";
    browser.execute(change, vec![]).await?;
    host.hear("talk", "ready").await?;
    host.enter_viewer("talk").await?;
    ArticlePage::shown(browser, LANTERNS).await?;
    ensure_equal!(
        browser.style("html", "background-color").await?,
        "rgb(255, 240, 240)",
        "the paper that the host wants"
    );
    ensure_equal!(browser.style(".prose > p", "color").await?, "rgb(27, 26, 23)", "the ink");
    test.listen().await?;
    browser.leave_frame().await?;
    // In a window of its own no address changes how a publication looks.
    browser.goto(&site.url_with("tokens=paper:%23fff0f0", "a/tide-mill")).await?;
    ArticlePage::shown(browser, MILL).await?;
    let paper = browser.style("html", "background-color").await?;
    ensure!(!paper.contains("255, 240, 240"), "an address has changed the paper to {paper}");
    Ok(())
}
