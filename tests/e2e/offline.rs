//! Reading with the server gone. "Offline" is the test's own server shut down: no engine can be told to lose its network.

use serde_json::json;
use tidings_tests::engine::Engine;
use tidings_tests::pages::{ArticlePage, FrontPage, SearchPage, wait_for_page};
use tidings_tests::run::{Promise, Test};
use tidings_tests::server::Answer;
use tidings_tests::site::{Shape, Site};
use tidings_tests::words::Words;
use tidings_tests::{Outcome, ensure, ensure_equal, promises};

use crate::saltmarsh::*;

pub(crate) fn promises() -> Vec<Promise> {
    promises![
        a_reload_without_the_server_shows_what_was_read,
        the_interface_keeps_its_language_without_the_server,
        the_kept_copy_is_replaced_when_the_server_is_back,
        a_whole_publication_is_kept_and_read_without_the_server,
        keeping_that_broke_off_goes_on_and_can_be_undone,
        what_is_new_comes_to_a_kept_publication_by_itself,
        what_a_browser_lost_or_spoilt_of_a_kept_publication_is_repaired once because "plain feeds have no hashes",
        the_way_out_removes_the_worker_and_what_it_kept once because "the worker is the same on every site",
    ]
}

/// Waits until the service worker has kept the viewer, the feed, its parts and every picture that has been seen.
async fn wait_until_kept(test: &Test, site: &Site) -> Outcome {
    let script = "
        const registration = await navigator.serviceWorker.getRegistration();
        if (!registration || !registration.active || registration.active.state !== 'activated') return 'no active worker';
        const page = await caches.match(arguments[0], { ignoreVary: true });
        const feed = await caches.match(arguments[0] + 'feed.json', { ignoreVary: true });
        const asked = performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => name.includes('/bundle/'));
        const parts = await Promise.all(asked.map((name) => caches.match(name, { ignoreVary: true })));
        const seen = [...document.images].filter((picture) => picture.complete && picture.naturalWidth > 0);
        const pictures = await Promise.all(seen.map((picture) => caches.match(picture.currentSrc, { ignoreVary: true })));
        const all = page && feed && parts.every(Boolean) && pictures.every(Boolean);
        return all ? 'kept' : `page ${!!page}, feed ${!!feed}, parts ${parts.map(Boolean)}, pictures ${pictures.map(Boolean)}`";
    test.browser
        .wait_for("the service worker to have kept page, feed, parts and pictures", || async {
            let found = test.browser.execute_async(script, vec![json!(site.server.url("/"))]).await?;
            Ok(if found == "kept" { Ok(()) } else { Err(found.to_string()) })
        })
        .await
}

/// Waits until these files of the site are kept, and a service worker answers for the page.
pub(crate) async fn wait_for_files(test: &Test, site: &Site, names: &[&str]) -> Outcome {
    let script = "const kept = await Promise.all(arguments[0].map((url) => caches.match(url, { ignoreVary: true })));
        return !!navigator.serviceWorker.controller && kept.every(Boolean)";
    let urls: Vec<String> = names.iter().map(|name| site.server.url(&format!("/{name}"))).collect();
    test.browser
        .wait_for(&format!("{names:?} to be kept"), || async {
            let is_kept = test.browser.execute_async(script, vec![json!(urls)]).await?;
            Ok(if is_kept == json!(true) { Ok(()) } else { Err("not yet".to_owned()) })
        })
        .await
}

/// Takes the server away.
pub(crate) async fn lose_server(test: &Test, site: &Site) -> Outcome {
    test.listen().await?;
    site.server.stop();
    if test.engine() == Engine::WebKit {
        // Its sessions under automation keep no cache on disk, so the witness's script is gone with the server.
        test.allow_unwatched();
    }
    // Chromium writes a line for every request that found nobody.
    test.allow_remark("ERR_CONNECTION_REFUSED");
    Ok(())
}

/// Waits until all is kept, takes the server away and reloads.
pub(crate) async fn reload_without_server(test: &Test, site: &Site) -> Outcome {
    wait_until_kept(test, site).await?;
    lose_server(test, site).await?;
    test.browser.reload().await
}

async fn a_reload_without_the_server_shows_what_was_read(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    if test.shape() == Shape::Packed {
        // The text of an archive is fetched for those who search, and kept once there is a worker.
        FrontPage::open(&test.browser, &site).await?;
        wait_until_kept(test, &site).await?;
        SearchPage::open(&test.browser, &site, "?q=sluice").await?.wait_for_headlines(&[MILL]).await?;
        wait_until_kept(test, &site).await?;
    }
    let front = FrontPage::open(&test.browser, &site).await?;
    front.open_lead(MILL).await?;
    // Pictures are kept once they have been seen.
    let seen = "const pictures = [...document.querySelectorAll('main img')]; pictures.at(-1).scrollIntoView({ behavior: 'instant' });
        return pictures.length > 1 && pictures.every((picture) => picture.complete && picture.naturalWidth > 0)";
    test.browser.wait_for_script("all pictures of the article", seen).await?;
    reload_without_server(test, &site).await?;
    let article = ArticlePage::shown(&test.browser, MILL).await?;
    let picture = "const picture = document.querySelector('figure.picture img'); return !!picture && picture.complete && picture.naturalWidth > 0";
    test.browser.wait_for_script("the lead's picture from the device", picture).await?;
    let front = article.masthead().open_front().await?;
    front.open_latest(BREAD).await?;
    let search = SearchPage::open(&test.browser, &site, "").await?;
    search.type_text("sluice").await?;
    search.wait_for_headlines(&[MILL]).await?;
    search.open_result(MILL).await.map(|_| ())
}

async fn the_interface_keeps_its_language_without_the_server(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    let words = Words::of("de")?;
    let front = FrontPage::open(&test.browser, &site).await?;
    front.masthead().choose_language("de").await?;
    let title =
        format!("return document.querySelector('.latest-title').textContent === {:?}", words.text("front.latest")?);
    test.browser.wait_for_script("the front page in German", &title).await?;
    let kept = "const keys = (await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()))).flat();
        return keys.map(({ url }) => url.split('/locales/')[1]).filter(Boolean).join()";
    test.browser
        .wait_for("German, and no other language, to be kept", || async {
            let found = test.browser.execute_async(kept, vec![]).await?;
            Ok(if found == "de.properties" { Ok(()) } else { Err(found.to_string()) })
        })
        .await?;
    reload_without_server(test, &site).await?;
    FrontPage::shown(&test.browser).await?;
    test.browser.wait_for_script("the front page in German from the device", &title).await
}

async fn the_kept_copy_is_replaced_when_the_server_is_back(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    FrontPage::open(&test.browser, &site).await?;
    reload_without_server(test, &site).await?;
    FrontPage::shown(&test.browser).await?;

    site.server.start_again()?;
    let changed = site.feed().to_string().replace(MILL, "The tide mill stands still");
    site.publish("saltmarsh-changed", &serde_json::from_str(&changed)?)?;
    test.browser.reload().await?;
    let front = FrontPage::shown(&test.browser).await?;
    front.open_lead("The tide mill stands still").await.map(|_| ())
}

/// The names of the caches of kept publications.
const KEPT: &str = "return (await caches.keys()).filter((name) => name.includes(' kept ')).join(', ')";

/// Opens the page where keeping is offered, and waits until it says how far it is.
pub(crate) async fn keeping(test: &Test, site: &Site, state: &str) -> Outcome {
    FrontPage::open(&test.browser, site).await?;
    test.browser.click(".colophon-saved a").await?;
    wait_for_page(&test.browser, "saved").await?;
    test.browser.find(&format!(".keep[data-state={state}]")).await.map(drop)
}

pub(crate) async fn keep_all(test: &Test, site: &Site) -> Outcome {
    keeping(test, site, "offer").await?;
    let words = Words::of("en")?;
    let offer = test.browser.text("[data-does=keep]").await?;
    let (before, after) = words.text("keep.all")?.split_once("{size}").unwrap_or_default();
    let size = offer.strip_prefix(before).and_then(|offer| offer.strip_suffix(after)).unwrap_or_default();
    ensure!(size.starts_with(|letter: char| letter.is_ascii_digit()), "the offer names no size: {offer:?}");
    test.browser.click("[data-does=keep]").await?;
    test.browser.find(".keep[data-state=kept]").await.map(drop)
}

async fn a_whole_publication_is_kept_and_read_without_the_server(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    keep_all(test, &site).await?;
    reload_without_server(test, &site).await?;
    wait_for_page(&test.browser, "saved").await?;
    test.browser.find(".keep[data-state=kept]").await?;
    all_can_be_read(test, &site).await
}

/// An article, a gallery, a list and words that nobody has looked at before.
pub(crate) async fn all_can_be_read(test: &Test, site: &Site) -> Outcome {
    test.browser.goto(&site.url_behind_hash("a/lanterns")).await?;
    let article = ArticlePage::shown(&test.browser, LANTERNS).await?;
    article.open_photo(5).await?.wait_for_caption("Night 5").await?;
    test.browser
        .wait_for_script(
            "the photo",
            "return document.querySelector('[data-place=current] .lightbox-picture').naturalWidth > 0",
        )
        .await?;
    test.browser.goto(&site.url_behind_hash("c/coast?tag=history")).await?;
    wait_for_page(&test.browser, "category").await?;
    test.browser.find(".story-list .story").await?;
    let search = SearchPage::open(&test.browser, site, "").await?;
    search.type_text("thermos").await?;
    search.wait_for_headlines(&[SWIMMERS, MILL]).await
}

async fn keeping_that_broke_off_goes_on_and_can_be_undone(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    let picture = site.lead_picture("tide-mill")?;
    site.server.answer(&picture, Answer::html("the host is ill").status(503));
    // The front page shows it, too.
    test.allow_remark(&picture);
    test.allow_remark("503");
    keeping(test, &site, "offer").await?;
    test.browser.click("[data-does=keep]").await?;
    let words = Words::of("en")?;
    let told =
        format!("return document.querySelector('.keep-told')?.textContent.includes({:?})", words.text("keep.network")?);
    test.browser.wait_for_script("the interruption to be told", &told).await?;
    test.browser.find(".keep[data-state=part] progress").await?;
    test.listen().await?;
    keeping(test, &site, "part").await?;
    ensure_equal!(test.browser.text("[data-does=keep]").await?, words.text("keep.resume")?, "the way on");
    site.server.forget(&picture);
    test.browser.click("[data-does=keep]").await?;
    test.browser.find(".keep[data-state=kept]").await?;
    test.browser.click("[data-does=keep-remove]").await?;
    test.browser.find(".keep[data-state=offer]").await?;
    ensure_equal!(test.browser.execute_async(KEPT, vec![]).await?, json!(""), "caches after all was removed");
    Ok(())
}

async fn what_is_new_comes_to_a_kept_publication_by_itself(test: &Test) -> Outcome {
    const LATER: &str = "The tide mill stands still";
    let site = Site::saltmarsh(test.shape())?;
    keep_all(test, &site).await?;
    let before = test.browser.execute_async(KEPT, vec![]).await?;
    let changed = site.feed().to_string().replace(MILL, LATER);
    site.publish("saltmarsh-renewed", &serde_json::from_str(&changed)?)?;
    FrontPage::open(&test.browser, &site).await?;
    test.browser.reload().await?;
    test.browser
        .wait_for("the new revision to be the only one that is kept", || async {
            let now = test.browser.execute_async(KEPT, vec![]).await?;
            let names = now.as_str().unwrap_or_default();
            Ok(if now != before && !names.is_empty() && !names.contains(',') { Ok(()) } else { Err(names.to_owned()) })
        })
        .await?;
    lose_server(test, &site).await?;
    test.browser.reload().await?;
    FrontPage::shown(&test.browser).await?.open_lead(LATER).await.map(drop)
}

/// Takes a part out of the whole copy, and puts something else in the place of another; answers their addresses.
const SPOIL: &str = "const name = (await caches.keys()).find((name) => name.includes(' kept '));
    const cache = await caches.open(name);
    const shards = (await cache.keys()).map(({ url }) => url).filter((url) => url.includes('/bundle/articles/') || url.includes('/bundle/lookup/'));
    await cache.delete(shards[0]);
    await cache.put(shards[1], new Response('{}', { headers: { 'content-type': 'application/json' } }));
    return JSON.stringify(shards.slice(0, 2));";

const SIZES: &str = "const name = (await caches.keys()).find((name) => name.includes(' kept '));
    const cache = await caches.open(name);
    const sizes = await Promise.all(JSON.parse(arguments[0]).map(async (url) => (await (await cache.match(url))?.text())?.length ?? 0));
    return Math.min(...sizes)";

async fn what_a_browser_lost_or_spoilt_of_a_kept_publication_is_repaired(test: &Test) -> Outcome {
    let site = Site::saltmarsh(Shape::Packed)?;
    let words = Words::of("en")?;
    keep_all(test, &site).await?;
    let (_, behind) = words.text("keep.room")?.split_once("{all}").unwrap_or_default();
    let told = test.browser.text(".keep-told").await?;
    // WebKit tells it only where there is TLS.
    let is_known = test.browser.is_true("return !!navigator.storage?.estimate").await?;
    ensure!(!behind.is_empty() && told.contains(behind) == is_known, "of the room that is taken: {told:?}");
    let spoilt = test.browser.execute_async(SPOIL, vec![]).await?;
    // Without the host nothing can be mended, and nothing else is taken away.
    site.server.stop();
    test.allow_remark("ERR_CONNECTION_REFUSED");
    test.browser.click("[data-does=keep-check]").await?;
    let told =
        format!("return document.querySelector('.keep-told')?.textContent.includes({:?})", words.text("keep.network")?);
    test.browser.wait_for_script("what is wanting to be told", &told).await?;
    test.browser.find(".keep[data-state=kept]").await?;
    site.server.start_again()?;
    test.browser.click("[data-does=keep-check]").await?;
    test.browser
        .wait_for("both files to be whole again", || async {
            let least = test.browser.execute_async(SIZES, vec![spoilt.clone()]).await?;
            Ok(if least.as_f64().unwrap_or_default() > 2.0 { Ok(()) } else { Err(format!("{least} of {spoilt}")) })
        })
        .await?;
    test.browser.find(".keep[data-state=kept]").await?;
    reload_without_server(test, &site).await?;
    wait_for_page(&test.browser, "saved").await?;
    all_can_be_read(test, &site).await
}

async fn the_way_out_removes_the_worker_and_what_it_kept(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    FrontPage::open(&test.browser, &site).await?;
    wait_until_kept(test, &site).await?;
    // Another publication of this host, and somebody else's store.
    let others = "await Promise.all(['tidings https://news.invalid/other/ feeds', 'of another program'].map((name) => caches.open(name)))";
    test.browser.execute_async(others, vec![]).await?;
    let exit = std::fs::read(tidings_tests::site::viewer_folder()?.join("sw-exit.js"))?;
    site.server.answer("/sw.js", Answer::new("text/javascript", exit));
    FrontPage::open(&test.browser, &site).await?.open_lead(MILL).await?;
    let update = "const registration = await navigator.serviceWorker.getRegistration(); await registration?.update().catch(() => {});
        return (await caches.keys()).sort().join(' | ')";
    test.browser
        .wait_for("what was kept to be gone", || async {
            let kept = test.browser.execute_async(update, vec![]).await?;
            let expected = json!("of another program | tidings https://news.invalid/other/ feeds");
            Ok(if kept == expected { Ok(()) } else { Err(kept.to_string()) })
        })
        .await?;
    // The next visit is answered by the host, and leaves nothing behind.
    let changed = site.feed().to_string().replace(MILL, "The tide mill stands still");
    site.publish("saltmarsh-changed", &serde_json::from_str(&changed)?)?;
    test.browser.reload().await?;
    FrontPage::open(&test.browser, &site).await?.open_lead("The tide mill stands still").await?;
    let feed = "return !!(await caches.match(arguments[0]))";
    let is_kept = test.browser.execute_async(feed, vec![json!(site.server.url("/feed.json"))]).await?;
    ensure_equal!(is_kept, json!(false), "whether a feed is kept");
    Ok(())
}
