//! An archive that is kept whole on the device follows its host by deltas (docs/bundle-format.md, "Deltas").

use std::path::Path;

use serde_json::json;
use tidings_tests::pages::{ArticlePage, FrontPage, SearchPage};
use tidings_tests::run::{Promise, Test};
use tidings_tests::server::Answer;
use tidings_tests::site::{Site, archive_keeper, archive_title};
use tidings_tests::{Failure, Outcome, ensure, ensure_equal, promises};

use crate::offline::{keep_all, lose_server};

pub(crate) fn promises() -> Vec<Promise> {
    promises![
        a_kept_archive_fetches_what_changed_and_nothing_else once because "only archives have deltas",
        a_delta_that_does_not_fit_costs_only_bytes once because "only archives have deltas",
    ]
}

/// The revision that the whole copy is of, and how many caches there are for it.
const KEPT_REVISION: &str = "const names = (await caches.keys()).filter((name) => / (kept |change$)/.test(name));
    const plan = names.length === 1 && await (await caches.open(names[0])).match(arguments[0] + '.kept');
    const { isWhole, manifest } = plan ? await plan.json() : {};
    return isWhole ? manifest : names.join(', ')";

/// The revision of which this is the entry.
fn revision(entry: &[u8]) -> Outcome<String> {
    let entry: serde_json::Value = serde_json::from_slice(entry)?;
    let hash = entry.pointer("/_tidings/packed/manifest").and_then(serde_json::Value::as_str);
    hash.map(str::to_owned).ok_or_else(|| Failure::new("the entry names no manifest"))
}

/// Waits until the copy is whole, alone, and of this revision.
async fn wait_for_revision(test: &Test, site: &Site, expected: &str) -> Outcome {
    test.browser
        .wait_for("one copy, of the revision of the host", || async {
            let now = test.browser.execute_async(KEPT_REVISION, vec![json!(site.server.url("/"))]).await?;
            Ok(if now == json!(expected) { Ok(()) } else { Err(now.to_string()) })
        })
        .await
}

/// Waits until the copy is whole, alone, and of the revision that lies in a folder.
pub(crate) async fn wait_for_revision_in(test: &Test, site: &Site, folder: &Path) -> Outcome {
    wait_for_revision(test, site, &revision(&std::fs::read(folder.join("feed.json"))?)?).await
}

/// Keeps the archive, publishes two revisions, and has the reader come back after both.
async fn keep_and_come_back(test: &Test, spoil: impl Fn(&Site, &Path, &str)) -> Outcome<(Site, Vec<String>)> {
    let site = Site::archive()?;
    let before = revision(&site.entry()?)?;
    keep_all(test, &site).await?;
    wait_for_revision(test, &site, &before).await?;
    site.revise_archive(1)?;
    let folder = site.revise_archive(2)?;
    spoil(&site, &folder, &before);
    let asked = site.server.requests().len();
    FrontPage::open(&test.browser, &site).await?;
    test.browser.reload().await?;
    wait_for_revision_in(test, &site, &folder).await?;
    let bundle = site.server.requests().split_off(asked).into_iter().filter(|path| path.contains("/bundle/"));
    Ok((site, bundle.collect()))
}

/// Without the host the article that changed says what the last revision has, others are there, and searches find its new word.
async fn all_is_there_without_the_host(test: &Test, site: &Site) -> Outcome {
    lose_server(test, site).await?;
    test.browser.goto(&site.url_behind_hash("a/story-7")).await?;
    ArticlePage::shown(&test.browser, &archive_title(7)).await?;
    let text = test.browser.text(".prose").await?;
    ensure!(text.contains(&archive_keeper(2)), "the article says {text:?}");
    test.browser.goto(&site.url_behind_hash("a/story-120")).await?;
    ArticlePage::shown(&test.browser, &archive_title(120)).await?;
    let search = SearchPage::open(&test.browser, site, "").await?;
    search.type_text("parrot").await?;
    search.wait_for_headlines(&[&archive_title(7)]).await
}

async fn a_kept_archive_fetches_what_changed_and_nothing_else(test: &Test) -> Outcome {
    let (site, asked) = keep_and_come_back(test, |_, _, _| {}).await?;
    let deltas = asked.iter().filter(|path| path.contains("/bundle/delta/")).count();
    ensure_equal!((deltas, asked.len()), (2, 2), "deltas, and all parts that were asked for: {asked:?}");
    all_is_there_without_the_host(test, &site).await
}

async fn a_delta_that_does_not_fit_costs_only_bytes(test: &Test) -> Outcome {
    let (site, asked) = keep_and_come_back(test, |site, folder, before| {
        let path = format!("bundle/delta/{before}.bin");
        let whole = std::fs::read(folder.join(&path)).unwrap_or_default();
        let half = whole.get(..whole.len() / 2).unwrap_or_default();
        site.server.answer(&format!("/{path}"), Answer::new("application/octet-stream", half));
    })
    .await?;
    ensure!(asked.iter().any(|path| path.ends_with("/bundle/manifest.json")), "no manifest among {asked:?}");
    // What has not changed is not fetched again: of the texts one stretch, of the articles those that changed.
    let texts = asked.iter().filter(|path| path.contains("/bundle/search/text/")).count();
    let articles = asked.iter().filter(|path| path.contains("/bundle/articles/")).count();
    ensure!(texts <= 64 && articles <= 3, "{texts} texts and {articles} files of articles were asked for");
    all_is_there_without_the_host(test, &site).await
}
