//! What is kept stays when the browser is closed and the host is gone, and follows the host when both are back.

use serde_json::json;
use tidings_tests::pages::{ArticlePage, FrontPage};
use tidings_tests::run::{Lasting, Promise, Test};
use tidings_tests::site::{Shape, Site, item};
use tidings_tests::words::Words;
use tidings_tests::{Outcome, ensure, ensure_equal, promises};

use crate::deltas::wait_for_revision_in;
use crate::offline::{all_can_be_read, keep_all};
use crate::saltmarsh::MILL;
use crate::updates::{NOTICE, wait_for_offer};

pub(crate) fn promises() -> Vec<Promise> {
    promises![what_is_kept_outlives_the_browser_and_follows_the_host within 120 once because "an archive has deltas"]
}

const NEWEST: &str = "A seal on the slipway";
const LATER: &str = "The tide mill stands still";

/// Saltmarsh with another headline and one article more.
fn next_revision(site: &Site) -> Outcome<serde_json::Value> {
    let mut feed: serde_json::Value = serde_json::from_str(&site.feed().to_string().replace(MILL, LATER))?;
    let mut newest = item("seal", NEWEST, "<p>It looked at everybody in turn and went back in.</p>");
    newest["date_published"] = json!("2029-03-01T12:00:00Z");
    if let Some(items) = feed.pointer_mut("/items").and_then(serde_json::Value::as_array_mut) {
        items.insert(0, newest);
    }
    Ok(feed)
}

/// A page from the device: no server has sent its witness.
fn allow_absence(test: &Test) {
    test.allow_unwatched();
    test.allow_remark("ERR_CONNECTION_REFUSED");
}

async fn what_is_kept_outlives_the_browser_and_follows_the_host(test: &Test) -> Outcome {
    let words = Words::of("en")?;
    let site = Site::saltmarsh(Shape::Packed)?;
    let reader = Lasting::new(test)?;
    reader.open(test, async |test| keep_all(test, &site).await).await?;
    site.server.stop();
    reader
        .open(test, async |test| {
            allow_absence(test);
            test.browser.goto(&site.url_behind_hash("")).await?;
            FrontPage::shown(&test.browser).await?.open_lead(MILL).await?;
            all_can_be_read(test, &site).await
        })
        .await?;
    reader
        .open(test, async |test| {
            allow_absence(test);
            test.browser.goto(&site.url_behind_hash("")).await?;
            FrontPage::shown(&test.browser).await?;
            let folder = site.revise_saltmarsh("saltmarsh-next", &next_revision(&site)?)?;
            let asked = site.server.requests().len();
            site.server.start_again()?;
            wait_for_offer(test, &words.fill("news.one", &[("n", "1")])?).await?;
            test.browser.click_text(&format!("{NOTICE} .button"), words.text("news.show")?).await?;
            let shown = format!("return [...document.querySelectorAll('.story-headline')].some(({{ textContent }}) => textContent.trim() === {NEWEST:?})");
            test.browser.wait_for_script("the new article to be shown", &shown).await?;
            wait_for_revision_in(test, &site, &folder).await?;
            let asked: Vec<String> =
                site.server.requests().split_off(asked).into_iter().filter(|path| path.contains("/bundle/")).collect();
            ensure_equal!(asked.len(), 1, "parts that were asked for: {asked:?}");
            ensure!(asked.iter().all(|path| path.contains("/bundle/delta/")), "{asked:?}");
            site.server.stop();
            test.browser.goto(&site.url_behind_hash("a/seal")).await?;
            ArticlePage::shown(&test.browser, NEWEST).await?;
            test.browser.goto(&site.url_behind_hash("a/tide-mill")).await?;
            ArticlePage::shown(&test.browser, LATER).await.map(drop)
        })
        .await
}
