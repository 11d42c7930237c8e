//! Archives in parts: what the first page does not hold is fetched when somebody wants it, and only that.

use serde_json::Value;
use tidings_tests::pages::{ArticlePage, CategoryPage, FrontPage, SearchPage};
use tidings_tests::run::{Promise, Test};
use tidings_tests::server::Answer;
use tidings_tests::site::{ARCHIVE_ARTICLES, Site, archive_title};
use tidings_tests::{Failure, Outcome, ensure, ensure_equal, promises};

pub(crate) fn promises() -> Vec<Promise> {
    promises![
        an_archive_is_read_from_its_front_page_to_its_oldest_article once because "an archive is in parts",
        an_archive_is_filtered_without_its_articles once because "an archive is in parts",
        an_archive_is_searched once because "an archive is in parts",
        what_is_found_in_an_archive_is_counted_and_narrowed once because "an archive is in parts",
        a_part_that_is_not_there_is_told_and_the_rest_reads once because "an archive is in parts",
        a_part_that_is_not_there_leaves_the_written_page once because "an archive is in parts",
        a_part_that_is_not_what_its_name_says_is_not_shown once because "an archive is in parts",
        an_article_of_an_archive_that_was_read_is_there_without_the_server once because "an archive is in parts",
    ]
}

/// Every engine says in its own words that it checked a part against its name.
pub(crate) const INTEGRITY: [&str; 4] = ["integrity", "Integrity", "digest", "net::ERR_FAILED"];

/// Parts of the archive that were asked for so far.
fn shards(site: &Site) -> usize {
    let mut asked: Vec<String> = site.server.requests();
    asked.retain(|path| path.starts_with("/bundle/articles/"));
    asked.sort();
    asked.dedup();
    asked.len()
}

async fn an_archive_is_read_from_its_front_page_to_its_oldest_article(test: &Test) -> Outcome {
    let site = Site::archive()?;
    let newest = archive_title(ARCHIVE_ARTICLES - 1);
    let front = FrontPage::open(&test.browser, &site).await?;
    ensure_equal!(front.lead_headline().await?, newest, "the lead");
    ensure_equal!(shards(&site), 0, "shards that the front page asked for");
    front.open_lead(&newest).await?;
    ArticlePage::shown(&test.browser, &newest).await?;
    ensure_equal!(shards(&site), 1, "shards after one article");
    // The neighbour is in the same shard, or in the one before.
    test.browser.click(".neighbour[rel=next]").await?;
    ArticlePage::shown(&test.browser, &archive_title(ARCHIVE_ARTICLES - 2)).await?;
    // By its address, which no list has led to; then by a former one.
    let oldest = archive_title(0);
    for slug in ["story-0", "former-0"] {
        test.browser.goto(&site.url(&format!("a/{slug}"))).await?;
        let article = ArticlePage::shown(&test.browser, &oldest).await?;
        ensure!(article.body().await?.contains("Paragraph 1 of story 0"), "the body of the oldest article");
    }
    ensure!(shards(&site) <= 3, "{} shards for three articles", shards(&site));
    test.browser.goto(&site.url("a/no-such-story")).await?;
    test.browser
        .wait_for_script("the words about it", "return !!document.querySelector('.problem[data-kind=missing]')")
        .await
}

async fn an_archive_is_filtered_without_its_articles(test: &Test) -> Outcome {
    let site = Site::archive()?;
    let page = CategoryPage::open(&test.browser, &site, "", "All articles").await?;
    let newest: Vec<String> = (1..=20).map(|back| archive_title(ARCHIVE_ARTICLES - back)).collect();
    page.wait_for_headlines(&newest.iter().map(String::as_str).collect::<Vec<_>>()).await?;
    // More than one list page holds.
    for shown in [40, 60, 80] {
        test.browser.click(".more button").await?;
        let last = archive_title(ARCHIVE_ARTICLES - shown);
        let is_there = format!(
            "return document.querySelectorAll('.story-list .story').length === {shown}
             && document.querySelector('.story-list li:last-child .story-headline').textContent.trim() === {last:?}"
        );
        test.browser.wait_for_script(&format!("{shown} entries"), &is_there).await?;
    }
    page.toggle("Rare").await?;
    // Every fortieth article, the oldest of them included.
    let rare: Vec<String> = (0..ARCHIVE_ARTICLES).filter(|number| number % 40 == 0).rev().map(archive_title).collect();
    page.wait_for_headlines(&rare.iter().map(String::as_str).collect::<Vec<_>>()).await?;
    ensure_equal!(page.status().await?, format!("{} of {ARCHIVE_ARTICLES} articles", rare.len()), "the status");
    ensure_equal!(shards(&site), 0, "shards that a list asked for");
    test.browser.click_text(".story-list .story-headline a", &archive_title(0)).await?;
    ArticlePage::shown(&test.browser, &archive_title(0)).await?;
    test.browser.back().await?;
    let page = CategoryPage::shown(&test.browser, "All articles").await?;
    page.wait_for_headlines(&rare.iter().map(String::as_str).collect::<Vec<_>>()).await?;
    let section = CategoryPage::open(&test.browser, &site, "harbour", "Harbour").await?;
    ensure_equal!(section.subcategories().await?, ["Boats 77"], "what lies below the section");
    Ok(())
}

async fn an_archive_is_searched(test: &Test) -> Outcome {
    let site = Site::archive()?;
    let search = SearchPage::open(&test.browser, &site, "").await?;
    search.type_text("lighthouse keeper seven ").await?;
    // Written in one article only.
    search.wait_for_first(&archive_title(7)).await?;
    // The passage comes from its text, and nothing else of it is fetched.
    test.browser
        .wait_for("the passage with the words", || async {
            let marks = search.marks().await?;
            Ok(if marks.iter().any(|mark| mark == "lighthouse") { Ok(()) } else { Err(format!("{marks:?}")) })
        })
        .await?;
    ensure_equal!(shards(&site), 0, "shards that the search asked for");
    let asked = |folder: &str| site.server.requests().iter().filter(|path| path.starts_with(folder)).count();
    let pieces = asked("/bundle/search/") - asked("/bundle/search/rows/") - asked("/bundle/search/text/");
    let all = std::fs::read_dir(site.disk()?.join("bundle/search"))?.count();
    ensure!(pieces * 3 < all, "{pieces} of {all} pieces for one question");
    search.open_result(&archive_title(7)).await?;
    Ok(())
}

async fn what_is_found_in_an_archive_is_counted_and_narrowed(test: &Test) -> Outcome {
    let site = Site::archive()?;
    let search = SearchPage::open(&test.browser, &site, "?tag=Rare").await?;
    let rare: Vec<String> = (0..ARCHIVE_ARTICLES).filter(|number| number % 40 == 0).rev().map(archive_title).collect();
    let shown: Vec<&str> = rare.iter().take(10).map(String::as_str).collect();
    search.wait_for_headlines(&shown).await?;
    let status = format!("{} results", rare.len());
    let is_told = format!("return document.querySelector('.browse-status').textContent === {status:?}");
    test.browser.wait_for_script("the number of results", &is_told).await
}

/// The file that holds the oldest article.
pub(crate) fn oldest_shard(site: &Site) -> Outcome<String> {
    let page: Value = serde_json::from_slice(&site.file("feed-1.json")?)?;
    let items = page.get("items").and_then(Value::as_array).into_iter().flatten();
    let mut files = items.filter_map(|item| item.pointer("/_tidings/shard/file").and_then(Value::as_str));
    files.next_back().map(str::to_owned).ok_or_else(|| Failure::new("the oldest list page names no file"))
}

async fn a_part_that_is_not_there_is_told_and_the_rest_reads(test: &Test) -> Outcome {
    let site = Site::archive()?;
    let path = format!("/{}", oldest_shard(&site)?);
    site.server.answer(&path, Answer::html("<h1>Not Found</h1>").status(404));
    for remark in INTEGRITY.into_iter().chain(["404"]) {
        test.allow_remark(remark);
    }
    test.browser.goto(&site.url_behind_hash("a/story-0")).await?;
    test.browser
        .wait_for_script("the words about it", "return !!document.querySelector('.problem[data-kind=not_found]')")
        .await?;
    test.browser.goto(&site.url(&format!("a/story-{}", ARCHIVE_ARTICLES - 1))).await?;
    ArticlePage::shown(&test.browser, &archive_title(ARCHIVE_ARTICLES - 1)).await?;
    test.browser.goto(&site.url_behind_hash("a/story-0")).await?;
    test.browser
        .wait_for_script("the words again", "return !!document.querySelector('.problem[data-kind=not_found]')")
        .await?;
    site.server.forget(&path);
    test.browser.click(".problem-actions button").await?;
    ArticlePage::shown(&test.browser, &archive_title(0)).await.map(|_| ())
}

async fn a_part_that_is_not_there_leaves_the_written_page(test: &Test) -> Outcome {
    let site = Site::archive()?;
    let path = format!("/{}", oldest_shard(&site)?);
    site.server.answer(&path, Answer::html("<h1>Not Found</h1>").status(404));
    // Told to whoever runs the site.
    for remark in INTEGRITY.into_iter().chain(["404", "does not exist"]) {
        test.allow_remark(remark);
    }
    test.browser.goto(&site.server.url("/a/story-0/")).await?;
    let told = || async {
        let remarks = test.browser.remarks().await?;
        let is_told = remarks.iter().any(|remark| remark.to_string().contains("does not exist"));
        Ok(if is_told { Ok(()) } else { Err("nothing".to_owned()) })
    };
    test.browser.wait_for("the console to tell of the part", told).await?;
    ensure_equal!(test.browser.text("#start .article h1").await?, archive_title(0), "the headline of the written page");
    ensure!(!test.browser.shows(".problem").await?, "a problem stands in its place");
    // Its links lead on.
    test.browser.click("#start .breadcrumb a").await?;
    FrontPage::shown(&test.browser).await.map(drop)
}

async fn a_part_that_is_not_what_its_name_says_is_not_shown(test: &Test) -> Outcome {
    let site = Site::archive()?;
    let name = oldest_shard(&site)?;
    let bent = String::from_utf8_lossy(&site.file(&name)?).replace("Paragraph 1 of story 0", "Somebody else's words");
    ensure!(bent.contains("Somebody else"), "the shard holds other words than the test knows");
    site.server.answer(&format!("/{name}"), Answer::json(bent));
    for remark in INTEGRITY {
        test.allow_remark(remark);
    }
    test.browser.goto(&site.url_behind_hash("a/story-0")).await?;
    test.browser
        .wait_for_script("the words about it", "return !!document.querySelector('.problem[data-kind=broken]')")
        .await?;
    ensure!(!test.browser.text("body").await?.contains("Somebody else"), "the words are shown");
    Ok(())
}

async fn an_article_of_an_archive_that_was_read_is_there_without_the_server(test: &Test) -> Outcome {
    let site = Site::archive()?;
    // Nothing before it: WebKit sometimes forgets a worker whose page is left while it is made.
    test.browser.goto(&site.url("a/story-0")).await?;
    ArticlePage::shown(&test.browser, &archive_title(0)).await?;
    // What a reload will ask for: the look-up, and the shard it names.
    let shard = oldest_shard(&site)?;
    let kept = format!(
        "const caches_ = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
         const urls = (await Promise.all(caches_.map((cache) => cache.keys()))).flat().map((request) => request.url);
         return ['/bundle/lookup/', {shard:?}].every((part) => urls.some((url) => url.includes(part)))"
    );
    let description = "the look-up and the shard to be kept";
    test.browser
        .wait_for(description, || async {
            let found = test.browser.execute_async(&kept, vec![]).await?;
            Ok(if found == true { Ok(()) } else { Err(found.to_string()) })
        })
        .await?;
    crate::offline::reload_without_server(test, &site).await?;
    ArticlePage::shown(&test.browser, &archive_title(0)).await.map(|_| ())
}
