//! Feeds that cannot be opened, and feeds that are only partly broken: the reader is told which, and can try again.

use std::time::Duration;

use tidings_tests::pages::{
    ArticlePage, FrontPage, Masthead, ProblemPage, SearchPage, wait_for_page, wait_for_pictures,
};
use tidings_tests::run::{Promise, Test};
use tidings_tests::server::Answer;
use tidings_tests::site::{Pages, Shape, Site, feed_of, fixtures};
use tidings_tests::words::Words;
use tidings_tests::{Outcome, ensure, ensure_equal, promises};

use crate::saltmarsh::*;

pub(crate) fn promises() -> Vec<Promise> {
    promises![
        an_unreadable_feed_is_explained_and_opens_once_it_is_repaired,
        a_feed_that_a_host_does_not_give_is_explained_and_opens_once_it_does,
        a_host_that_does_not_answer_is_explained,
        an_error_that_browsers_may_keep_goes_when_it_is_tried_again once because "a written front page stays where its feed is missing",
        a_viewer_that_its_engine_ends_says_so once because "nothing of the publication matters",
        a_feed_of_another_origin_is_refused,
        a_feed_that_takes_twenty_seconds_says_so_and_opens,
        a_feed_with_broken_items_opens_and_lists_its_problems once because "what a packer could not read is not in the parts it writes",
        an_empty_publication_has_a_front_page,
        a_missing_picture_leaves_the_article_readable,
    ]
}

fn saltmarsh_feed(site: &Site) -> Outcome<Answer> {
    Ok(Answer::json(site.entry()?))
}

/// The place at which a reader hears of a feed that cannot be opened. A page that was written stays and reads without its feed (`written`),
/// so on a site in parts it is the one page that holds nothing of its own.
fn waiting_page(test: &Test) -> &'static str {
    match test.shape() {
        Shape::Plain | Shape::Disk => "",
        Shape::Packed => "search",
    }
}

/// Waits until that place is on show, and goes on to the front page.
async fn opened(test: &Test) -> Outcome<FrontPage<'_>> {
    match test.shape() {
        Shape::Plain | Shape::Disk => FrontPage::shown(&test.browser).await,
        Shape::Packed => {
            SearchPage::shown(&test.browser).await?;
            Masthead::of(&test.browser).open_front().await
        }
    }
}

/// Opens a site while its feed is broken, checks what the reader is told, repairs the feed and tries again.
///
/// Each case is a site of its own, since a service worker that has kept a good feed would rightly show that; the site is handed
/// back because a page is still fetching its icon when the next one is opened.
async fn told_and_repaired(test: &Test, broken: Answer, kind: &str) -> Outcome<Site> {
    let site = Site::saltmarsh(test.shape())?;
    site.server.answer("/feed.json", broken);
    test.browser.goto(&site.url(waiting_page(test))).await?;
    let page = ProblemPage::of_kind(&test.browser, &Words::of("en")?, kind).await?;
    // Trying again with nothing repaired says the same again.
    page.retry().await?;
    let page = ProblemPage::of_kind(&test.browser, &Words::of("en")?, kind).await?;
    site.server.forget("/feed.json");
    page.retry().await?;
    opened(test).await?.open_lead(MILL).await?;
    test.listen().await?;
    Ok(site)
}

async fn an_unreadable_feed_is_explained_and_opens_once_it_is_repaired(test: &Test) -> Outcome {
    let mut cases = Vec::new();
    for (fixture, kind) in [
        ("empty.json", "broken"),
        ("truncated.json", "broken"),
        ("wrong-version.json", "broken"),
        ("newer-spec.json", "newer_spec"),
        ("html-for-json.json", "wrong_type"),
    ] {
        cases.push((fixture, Answer::json(std::fs::read(fixtures("feeds").join(fixture))?), kind));
    }
    let page = "<!doctype html><title>Welcome</title><p>You were looking for something else.";
    cases.push(("a web page", Answer::html(page), "wrong_type"));
    cases.push(("a picture", Answer::new("image/png", [0x89, b'P', b'N', b'G', 0, 1, 2, 3]), "wrong_type"));
    all_told_and_repaired(test, cases).await
}

async fn a_feed_that_a_host_does_not_give_is_explained_and_opens_once_it_does(test: &Test) -> Outcome {
    // Chromium writes a line for every refused request.
    test.allow_remark("the server responded with a status of");
    let answer = |status| Answer::html("<!doctype html><title>No</title>").status(status);
    let cases = vec![
        ("status 404", answer(404), "not_found"),
        ("status 410", answer(410), "not_found"),
        ("status 500", answer(500), "server"),
        ("status 503", answer(503), "server"),
    ];
    all_told_and_repaired(test, cases).await
}

async fn all_told_and_repaired(test: &Test, cases: Vec<(&str, Answer, &str)>) -> Outcome {
    let mut sites = Vec::new();
    for (name, broken, kind) in cases {
        sites.push(told_and_repaired(test, broken, kind).await.map_err(|failure| failure.while_doing(name))?);
    }
    Ok(())
}

async fn a_host_that_does_not_answer_is_explained(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    let (held, gate) = saltmarsh_feed(&site)?.held();
    site.server.answer("/feed.json", held);
    test.browser.goto(&site.url(waiting_page(test))).await?;
    wait_for_page(&test.browser, "loading").await?;
    // The connection breaks while the feed is awaited.
    site.server.stop();
    drop(gate);
    test.allow_remark("ERR_");
    test.allow_remark("when fetching the script");
    test.allow_remark("the engine stopped repeatedly");
    test.allow_remark("the following icon from the Manifest");
    ProblemPage::of_kind(&test.browser, &Words::of("en")?, "unreachable").await?;
    site.server.start_again()?;
    site.server.forget("/feed.json");
    ProblemPage::shown(&test.browser).await?.retry().await?;
    opened(test).await.map(|_| ())
}

async fn a_feed_of_another_origin_is_refused(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    let stranger = Site::saltmarsh(test.shape())?;
    let address = site.url(waiting_page(test));
    let (page, route) = address.split_at(address.find('#').unwrap_or(address.len()));
    test.browser.goto(&format!("{page}?feed={}{route}", stranger.server.url("/feed.json"))).await?;
    ProblemPage::of_kind(&test.browser, &Words::of("en")?, "refused").await?;
    ensure!(stranger.server.requests().is_empty(), "the stranger was asked: {:?}", stranger.server.requests());
    Ok(())
}

async fn a_feed_that_takes_twenty_seconds_says_so_and_opens(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    let (held, gate) = saltmarsh_feed(&site)?.after(Duration::from_secs(20)).held();
    site.server.answer("/feed.json", held);
    test.browser.goto(&site.url(waiting_page(test))).await?;
    wait_for_page(&test.browser, "loading").await?;
    test.browser.find(".skeleton").await?;
    let words = Words::of("en")?;
    ensure_equal!(test.browser.text(".problem-what").await?, words.text("loading.slow")?, "the word about waiting");
    gate.open();
    // Longer than the usual patience: the wait is what is tested.
    test.browser
        .wait_long(
            "the page after twenty seconds",
            Duration::from_secs(40),
            "return ['front', 'search'].includes(document.querySelector('main')?.dataset.page)",
        )
        .await?;
    opened(test).await?.open_lead(MILL).await.map(|_| ())
}

async fn a_feed_with_broken_items_opens_and_lists_its_problems(test: &Test) -> Outcome {
    for fixture in
        ["bad-dates.json", "bad-urls.json", "category-cycle.json", "duplicates.json", "items-without-id.json"]
    {
        let site = Site::of_feed(std::fs::read(fixtures("feeds").join(fixture))?)?;
        let checked = async {
            test.browser.goto("about:blank").await?;
            test.browser.goto(&site.url("")).await?;
            FrontPage::shown(&test.browser).await?;
            ensure!(test.browser.count("main a[href^='#/a/']").await? > 0, "no article is on the front page");
            test.browser.click(".colophon a[href='#/problems']").await?;
            wait_for_page(&test.browser, "problems").await?;
            ensure!(test.browser.count(".problem-list > li").await? > 0, "no problem is listed");
            test.listen().await
        };
        checked.await.map_err(|failure| failure.while_doing(fixture))?;
    }
    Ok(())
}

async fn an_empty_publication_has_a_front_page(test: &Test) -> Outcome {
    let site = Site::of(test.shape(), "empty", &feed_of("Nothing yet", vec![]), Pages::Written)?;
    test.browser.goto(&site.url("")).await?;
    FrontPage::shown(&test.browser).await?;
    ensure_equal!(
        test.browser.text(".empty").await?,
        Words::of("en")?.text("front.empty")?,
        "the words for an empty paper"
    );
    Ok(())
}

async fn a_missing_picture_leaves_the_article_readable(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    let picture = site.lead_picture("tide-mill")?;
    site.server.answer(&picture, Answer::new("text/plain", "gone").status(404));
    test.allow_remark("resource: IMG");
    // A written page asks for it in its head already.
    test.allow_remark(&format!("resource: LINK {}", site.server.url(&picture)));
    test.allow_remark("the server responded with a status of 404");
    let article = ArticlePage::open(&test.browser, &site, "tide-mill").await?;
    ensure!(article.body().await?.contains("learned to live with the silence"), "the body is not there");
    let described = "return document.body.innerText.includes('A brick mill with a wheel') || [...document.images].some((picture) => picture.alt.startsWith('A brick mill'))";
    ensure!(test.browser.is_true(described).await?, "nothing says what the missing picture showed");
    Ok(())
}

async fn an_error_that_browsers_may_keep_goes_when_it_is_tried_again(test: &Test) -> Outcome {
    test.allow_remark("the server responded with a status of");
    let words = Words::of("en")?;
    let site = Site::saltmarsh(test.shape())?;
    let missing = Answer::html("<h1>Not Found</h1>").status(404).header("Cache-Control", "max-age=3600");
    site.server.answer("/feed.json", missing);
    test.browser.goto(&site.url_behind_hash("")).await?;
    let problem = ProblemPage::of_kind(&test.browser, &words, "not_found").await?;
    site.server.forget("/feed.json");
    problem.retry().await?;
    FrontPage::shown(&test.browser).await.map(drop)
}

async fn a_viewer_that_its_engine_ends_says_so(test: &Test) -> Outcome {
    // The witness does not tell a rejection of the test's making from a real one: in WebKit neither is trusted.
    test.allow_remark("rejection: RuntimeError: out of bounds");
    let words = Words::of("en")?;
    let site = Site::saltmarsh(test.shape())?;
    for event in [
        "new ErrorEvent('error', { error: new window.WebAssembly.RuntimeError('out of bounds') })",
        "new PromiseRejectionEvent('unhandledrejection', { promise: window.Promise.resolve(), reason: new window.WebAssembly.RuntimeError('out of bounds') })",
    ] {
        FrontPage::open(&test.browser, &site).await?;
        test.browser
            .execute(
                "window.dispatchEvent(new ErrorEvent('error', { error: new window.Error('of another script') }))",
                vec![],
            )
            .await?;
        ensure_equal!(test.browser.count(".crash").await?, 0, "notices after an error of another script");
        // A second one says nothing new.
        let twice = format!("for (let time = 0; time < 2; time += 1) window.dispatchEvent({event});");
        test.browser.execute(&twice, vec![]).await?;
        ensure_equal!(test.browser.texts(".crash p").await?, [words.text("crash.text")?], "what is said");
        // A picture that is still on its way would be told as lost.
        wait_for_pictures(&test.browser).await?;
        test.listen().await?;
        test.browser.reload().await?;
    }
    FrontPage::shown(&test.browser).await.map(drop)
}
