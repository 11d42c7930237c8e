//! The sample publication, as the command packs it: every article of it opens, in silence.

use serde_json::Value;
use tidings_tests::pages::{ArticlePage, FrontPage, SearchPage, wait_for_pictures};
use tidings_tests::run::{Promise, Test};
use tidings_tests::site::{Shape, Site};
use tidings_tests::{Failure, Outcome, ensure, ensure_equal, promises};

pub(crate) fn promises() -> Vec<Promise> {
    promises![
        every_article_of_the_sample_opens and on disk within 180,
        the_sample_is_searched_by_its_headlines and on disk within 120,
        the_command_serves_the_sample,
    ]
}

fn text<'a>(article: &'a Value, member: &str) -> &'a str {
    article.get(member).and_then(Value::as_str).unwrap_or_default()
}

fn slug(article: &Value) -> Outcome<&str> {
    let slug = article.get("_tidings").and_then(|ours| ours.get("slug")).and_then(Value::as_str);
    slug.ok_or_else(|| Failure::new(format!("{} has no slug", text(article, "id"))))
}

async fn every_article_of_the_sample_opens(test: &Test) -> Outcome {
    let site = Site::sample(test.shape())?;
    ensure!(site.articles().len() >= 24, "the sample has only {} articles", site.articles().len());
    FrontPage::open(&test.browser, &site).await?;
    for article in site.articles() {
        let opened = async {
            test.browser.goto(&site.url(&format!("a/{}", slug(article)?))).await?;
            let page = ArticlePage::shown(&test.browser, text(article, "title")).await?;
            ensure!(page.body().await?.len() > 100, "its body is all but empty");
            wait_for_pictures(&test.browser).await
        };
        opened.await.map_err(|failure| failure.while_doing(text(article, "title")))?;
    }
    Ok(())
}

async fn the_sample_is_searched_by_its_headlines(test: &Test) -> Outcome {
    let site = Site::sample(test.shape())?;
    let search = SearchPage::open(&test.browser, &site, "").await?;
    // On a disk WebKit takes twice as long for each letter.
    let some = if test.shape() == Shape::Disk { 4 } else { 12 };
    for article in site.articles().iter().take(some) {
        search.type_text(text(article, "title")).await?;
        search.wait_for_first(text(article, "title")).await?;
    }
    Ok(())
}

async fn the_command_serves_the_sample(test: &Test) -> Outcome {
    let site = Site::sample(test.shape())?;
    let server = tidings_pack::serve::serve(site.disk()?, "127.0.0.1:0".parse()?)?;
    test.browser.goto(&server.url()).await?;
    let front = FrontPage::shown(&test.browser).await?;
    ensure_equal!(front.masthead().name().await?, text(site.feed(), "title"), "the masthead");
    let headline = front.lead_headline().await?;
    front.open_lead(&headline).await?;
    test.browser.reload().await?;
    ArticlePage::shown(&test.browser, &headline).await?;
    test.listen().await.or_else(|_| {
        test.allow_unwatched();
        Ok::<(), Failure>(())
    })?;
    // The browser leaves before its server does, so that nothing fails for want of it.
    test.browser.goto("about:blank").await?;
    server.stop();
    Ok(())
}
