//! Hosts that the publication names: asked once a reader agrees, and believed only when what they send is what was published.

use serde_json::{Value, json};
use tidings_tests::pages::{ArticlePage, FrontPage, ProblemPage};
use tidings_tests::run::{Promise, Test};
use tidings_tests::server::Answer;
use tidings_tests::site::{Site, archive_title};
use tidings_tests::words::Words;
use tidings_tests::{Outcome, ensure, ensure_equal, promises};

use crate::archive::{INTEGRITY, oldest_shard};
use crate::offline::{lose_server, wait_for_files};

pub(crate) fn promises() -> Vec<Promise> {
    promises![
        a_mirror_is_asked_when_a_reader_agrees_and_believed_with_proof once because "only an archive has hashes",
    ]
}

const ASK: &str = "[data-does=mirror]";

/// Ends the day for which a reader has agreed.
const END: &str = "const name = (await caches.keys()).find((name) => name.endsWith(' mirror'));
    const cache = await caches.open(name);
    const [agreed] = (await cache.keys()).filter(({ url }) => url.endsWith('.mirror'));
    const { address } = await (await cache.match(agreed)).json();
    await cache.put(agreed, Response.json({ address, until: Date.now() - 1 })); return true";

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
    wait_for_files(test, &site, &["feed.json"]).await?;
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
    lose_server(test, &site).await?;
    test.browser.goto(&site.url_behind_hash("a/former-111")).await?;
    test.browser.reload().await?;
    ArticlePage::shown(&test.browser, &archive_title(111)).await?;
    // Nobody says what a page is, so none is taken from there; it would become a page of this site's.
    share_file(&mirror, "edition.html", b"<p>Somebody else's page</p>".to_vec());
    let page = "return await fetch('edition.html').then((response) => response.text(), () => 'no answer')";
    ensure_equal!(test.browser.execute_async(page, vec![]).await?, json!("no answer"), "a page of the mirror's");

    // A day later it is asked no more.
    test.browser.execute_async(END, vec![]).await?;
    let asked = mirror.server.requests().len();
    test.browser.goto(&site.url_behind_hash("a/story-60")).await?;
    ProblemPage::of_kind(&test.browser, &words, "unreachable").await?;
    ensure_equal!(mirror.server.requests().len(), asked, "requests to the mirror after a day");
    Ok(())
}
