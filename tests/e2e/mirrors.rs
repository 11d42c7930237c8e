//! Hosts that the publication names: asked once a reader agrees, and believed only when what they send is what was published.

use serde_json::{Value, json};
use tidings_tests::pages::{ArticlePage, FrontPage, ProblemPage};
use tidings_tests::run::{Promise, Test};
use tidings_tests::server::Answer;
use tidings_tests::site::{Site, archive_title};
use tidings_tests::words::Words;
use tidings_tests::{Outcome, ensure, ensure_equal, promises};

use crate::archive::{INTEGRITY, oldest_shard};

pub(crate) fn promises() -> Vec<Promise> {
    promises![
        a_mirror_is_asked_when_a_reader_agrees_and_believed_with_proof once because "only an archive has hashes",
    ]
}

const ASK: &str = "[data-does=mirror]";

/// Hands out files as a mirror does: to everybody's pages.
fn share(mirror: &Site, folder: &str) -> Outcome {
    for entry in std::fs::read_dir(mirror.disk()?.join(folder))? {
        let name = entry?.file_name();
        let path = format!("{folder}/{}", name.to_string_lossy());
        share_file(mirror, &path, mirror.file(&path)?);
    }
    Ok(())
}

fn share_file(mirror: &Site, path: &str, bytes: Vec<u8>) {
    mirror.server.answer(&format!("/{path}"), Answer::json(bytes).header("access-control-allow-origin", "*"));
}

async fn a_mirror_is_asked_when_a_reader_agrees_and_believed_with_proof(test: &Test) -> Outcome {
    let words = Words::of("en")?;
    for remark in INTEGRITY.into_iter().chain(["the server responded with a status of"]) {
        test.allow_remark(remark);
    }
    let (site, mirror) = (Site::archive()?, Site::archive()?);
    let mut entry: Value = serde_json::from_slice(&site.entry()?)?;
    entry["_tidings"]["mirrors"] = json!([mirror.server.url("/"), "javascript:alert(1)"]);
    site.server.answer("/feed.json", Answer::json(entry.to_string()));
    let shard = oldest_shard(&site)?;
    site.server.answer(&format!("/{shard}"), Answer::html("<h1>Not Found</h1>").status(404));
    let bent = String::from_utf8_lossy(&site.file(&shard)?).replace("tide", "gold").into_bytes();
    share_file(&mirror, &shard, bent);

    FrontPage::open(&test.browser, &site).await?;
    let is_kept =
        "return !!navigator.serviceWorker.controller && !!(await caches.match(arguments[0], { ignoreVary: true }))";
    test.browser
        .wait_for("the feed to be kept", || async {
            let is_kept = test.browser.execute_async(is_kept, vec![json!(site.server.url("/feed.json"))]).await?;
            Ok(if is_kept == json!(true) { Ok(()) } else { Err("not yet".to_owned()) })
        })
        .await?;
    test.browser.goto(&site.url_behind_hash("a/story-0")).await?;
    let problem = ProblemPage::of_kind(&test.browser, &words, "part").await?;
    test.browser.find(ASK).await?;
    ensure_equal!(test.browser.texts(ASK).await?.len(), 1, "mirrors on offer, of one and of what is none");
    ensure_equal!(mirror.server.requests().len(), 0, "requests to the mirror before anybody agreed");

    // What is not what its name says is not shown.
    test.browser.execute("window.problemBefore = document.querySelector('.problem')", vec![]).await?;
    test.browser.click(ASK).await?;
    test.browser.wait_for_script("another try", "return !window.problemBefore?.isConnected").await?;
    ProblemPage::of_kind(&test.browser, &words, "part").await?;
    let asked = mirror.server.requests();
    ensure!(asked.iter().any(|path| path.contains(&shard)), "asked of the mirror: {asked:?}");
    share(&mirror, "bundle/articles")?;
    problem.retry().await?;
    ArticlePage::shown(&test.browser, &archive_title(0)).await?;

    // The host is gone, and a link leads to an article that nobody has looked up.
    share(&mirror, "bundle/lookup")?;
    share_file(&mirror, "bundle/manifest.json", mirror.file("bundle/manifest.json")?);
    test.listen().await?;
    site.server.stop();
    test.allow_unwatched();
    test.allow_remark("ERR_CONNECTION_REFUSED");
    test.browser.goto(&site.url_behind_hash("a/former-111")).await?;
    test.browser.reload().await?;
    ArticlePage::shown(&test.browser, &archive_title(111)).await.map(drop)
}
