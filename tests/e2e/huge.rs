//! Inputs far larger than life: the tab answers in bounded time and stays answerable.

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tidings_tests::pages::{FrontPage, wait_for_heading, wait_for_page};
use tidings_tests::run::{Promise, Test};
use tidings_tests::site::{Pages, Site, feed_of, item};
use tidings_tests::{Outcome, ensure, promises};

pub(crate) fn promises() -> Vec<Promise> {
    promises![
        an_article_of_ten_megabytes_opens within 180,
        an_item_with_a_hundred_thousand_tags_opens within 180,
        content_nested_ten_thousand_deep_opens within 180,
        ten_thousand_articles_open within 180,
    ]
}

/// What a page may take on two busy cores. A desktop with nothing else to do needs a tenth of it.
const BOUND: Duration = Duration::from_secs(60);

/// After opening, a frame must come within this time: longer, and the tab feels dead.
const FRAME_BOUND_MS: f64 = 2000.0;

/// Opens a route of a feed, waits for its heading, and checks that the tab still draws and still leads back.
async fn opens_and_answers(
    test: &Test,
    name: &str,
    feed: &Value,
    route: &str,
    kind: &str,
    heading: Option<&str>,
) -> Outcome {
    // Tens of thousands of written pages would keep the packer busy, not the browser.
    let site = Site::of(test.shape(), name, feed, Pages::LeftOut)?;
    let begun = Instant::now();
    test.browser.goto_within(&site.url(route), BOUND).await?;
    let there = match heading {
        Some(heading) => format!("return document.querySelector('main h1')?.textContent.trim() === {}", json!(heading)),
        None => format!("return document.querySelector('main')?.dataset.page === '{kind}'"),
    };
    test.browser.wait_long(&format!("the {kind} page"), BOUND, &there).await?;
    wait_for_page(&test.browser, kind).await?;
    if let Some(heading) = heading {
        wait_for_heading(&test.browser, heading).await?;
    }
    ensure!(begun.elapsed() < BOUND, "took {:?}", begun.elapsed());
    // Once the body is laid out, one frame after another must come in time.
    test.browser
        .wait_long("the body to be laid out", BOUND, "return !document.querySelector('.prose[aria-busy=true]')")
        .await?;
    let frame = "const begun = performance.now();
        await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
        return performance.now() - begun";
    test.browser.execute_async(frame, vec![]).await?;
    let took = test.browser.execute_async(frame, vec![]).await?.as_f64().unwrap_or(f64::MAX);
    ensure!(took < FRAME_BOUND_MS, "two frames took {took} ms");
    test.browser.click(".masthead-name a").await?;
    FrontPage::shown(&test.browser).await.map(|_| ())
}

async fn an_article_of_ten_megabytes_opens(test: &Test) -> Outcome {
    let paragraph = "<p>The tide comes in, and the tide goes out, and the keeper writes down both of them in her book by the door.</p>";
    let body = paragraph.repeat(10_000_000 / paragraph.len());
    let feed = feed_of("Long", vec![item("long", "A very long read", &body)]);
    opens_and_answers(test, "huge-long", &feed, "a/long", "article", Some("A very long read")).await
}

async fn an_item_with_a_hundred_thousand_tags_opens(test: &Test) -> Outcome {
    let mut tagged = item("tagged", "Tagged to death", "<p>About everything.</p>");
    let tags: Vec<String> = (0..100_000).map(|number| format!("tag {number}")).collect();
    if let Some(members) = tagged.as_object_mut() {
        members.insert("tags".to_owned(), json!(tags));
    }
    let feed = feed_of("Tags", vec![tagged, item("plain", "Untagged", "<p>About nothing.</p>")]);
    opens_and_answers(test, "huge-tags", &feed, "a/tagged", "article", Some("Tagged to death")).await?;
    opens_and_answers(test, "huge-tags", &feed, "c/", "category", None).await
}

async fn content_nested_ten_thousand_deep_opens(test: &Test) -> Outcome {
    let deep = |open: &str, close: &str| {
        format!("<p>Before.</p>{}deep{}<p>After.</p>", open.repeat(10_000), close.repeat(10_000))
    };
    let nested = ["div", "blockquote", "b", "ul><li", "table><tr><td"].map(|name| {
        let close: String =
            name.split("><").collect::<Vec<_>>().iter().rev().map(|part| format!("</{part}>")).collect();
        deep(&format!("<{name}>"), &close)
    });
    let items = nested
        .iter()
        .enumerate()
        .map(|(number, body)| item(&format!("deep-{number}"), &format!("Deep {number}"), body));
    let feed = feed_of("Deep", items.collect());
    for number in 0..nested.len() {
        let heading = format!("Deep {number}");
        let opened =
            opens_and_answers(test, "huge-deep", &feed, &format!("a/deep-{number}"), "article", Some(&heading)).await;
        opened.map_err(|failure| failure.while_doing(&heading))?;
    }
    let markdown = json!({ "id": "quotes", "title": "Quotes", "content_text": "x",
        "_tidings": { "content_markdown": format!("{} deep", ">".repeat(10_000)) } });
    let feed = feed_of("Deep", vec![markdown]);
    opens_and_answers(test, "huge-quotes", &feed, "a/quotes", "article", Some("Quotes")).await
}

async fn ten_thousand_articles_open(test: &Test) -> Outcome {
    let items = (0..10_000).map(|number| {
        item(&format!("n{number}"), &format!("Story {number}"), "<p>A few words about the tide and the mill.</p>")
    });
    let feed = feed_of("Many", items.collect());
    opens_and_answers(test, "huge-many", &feed, "", "front", None).await?;
    opens_and_answers(test, "huge-many", &feed, "c/", "category", None).await
}
