//! What a reader keeps on the device of a publication, when it is not all of it: sections, and what they saved.

use tidings_tests::pages::{ArticlePage, CategoryPage, FrontPage, SearchPage, wait_for_page};
use tidings_tests::run::{Promise, Test};
use tidings_tests::site::{Shape, Site};
use tidings_tests::words::Words;
use tidings_tests::{Outcome, ensure, promises};

use crate::offline::{keeping, lose_server};
use crate::saltmarsh::*;

pub(crate) fn promises() -> Vec<Promise> {
    promises![
        a_section_is_kept_and_read_without_the_server once because "only an archive has sections to keep",
        what_is_saved_stays_however_much_is_read,
    ]
}

const SAVE: &str = ".actions [data-does=save]";

const PHOTO: &str =
    "const photo = document.querySelector('[data-place=current] .lightbox-picture'); return photo?.naturalWidth > 0";

async fn a_section_is_kept_and_read_without_the_server(test: &Test) -> Outcome {
    let site = Site::saltmarsh(Shape::Packed)?;
    let words = Words::of("en")?;
    keeping(test, &site, "offer").await?;
    let offered = ".keep .choice-option";
    let sections = test.browser.texts(offered).await?;
    ensure!(sections.len() == 2 && sections.iter().all(|section| section.contains(" · ")), "on offer: {sections:?}");
    test.browser.click(&format!("{offered}:nth-child(2)")).await?;
    test.browser.find(&format!("{offered}:nth-child(2)[aria-pressed=true]")).await?;
    let asked = site.server.requests().len();
    test.browser.click("[data-does=keep-sections]").await?;
    test.browser.find(".keep[data-state=kept]").await?;
    let told = test.browser.text(".keep-told").await?;
    let (_, behind) = words.text("keep.kept_sections")?.split_once("{size}").unwrap_or_default();
    ensure!(told.starts_with("Culture") && !told.contains("Coast") && told.contains(behind), "what is kept: {told:?}");
    let asked = site.server.requests().split_off(asked);
    let lead = site.lead_picture("tide-mill")?;
    let of_others: Vec<&String> = asked.iter().filter(|path| **path == lead || path.contains("/search/")).collect();
    ensure!(of_others.is_empty(), "fetched although it is not of the section: {of_others:?}");

    lose_server(test, &site).await?;
    test.browser.goto(&site.url_behind_hash("c/culture")).await?;
    CategoryPage::shown(&test.browser, "Culture")
        .await?
        .wait_for_headlines(&[LANTERNS, BREAD, LIBRARY_FA, LIBRARY])
        .await?;
    test.browser.goto(&site.url_behind_hash("a/lanterns")).await?;
    ArticlePage::shown(&test.browser, LANTERNS).await?.open_photo(5).await?.wait_for_caption("Night 5").await?;
    test.browser.wait_for_script("the photo", PHOTO).await?;
    // The rest is not there, and says so; the console says why.
    test.allow_remark("the index of the archive could not be had");
    SearchPage::open(&test.browser, &site, "?q=thermos").await?;
    let told =
        format!("return document.querySelector('main h2')?.textContent === {:?}", words.text("search.unavailable")?);
    test.browser.wait_for_script("words about the search", &told).await
}

/// Throws away what was kept because it was read, as happens when much else is.
const FORGET: &str = "const names = (await caches.keys()).filter((name) => /(parts|pictures|results)$/.test(name));
    await Promise.all(names.map((name) => caches.delete(name))); return names.length";

/// Files of saved articles that are kept, without the lists of them.
const SAVED: &str = "const name = (await caches.keys()).find((name) => name.endsWith(' saved'));
    return name ? (await (await caches.open(name)).keys()).filter(({ url }) => !url.includes('/.saved/')).length : 0";

async fn saved_files(test: &Test, expected: impl Fn(u64) -> bool) -> Outcome {
    test.browser
        .wait_for("the files of what is saved", || async {
            let found = test.browser.execute_async(SAVED, vec![]).await?;
            Ok(if expected(found.as_u64().unwrap_or_default()) { Ok(()) } else { Err(found.to_string()) })
        })
        .await
}

async fn what_is_saved_stays_however_much_is_read(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    FrontPage::open(&test.browser, &site).await?;
    ArticlePage::open(&test.browser, &site, "lanterns").await?;
    test.browser.click(SAVE).await?;
    // Seven photos; of an archive look-up and shard.
    let files = if test.shape() == Shape::Packed { 9 } else { 7 };
    saved_files(test, |found| found == files).await?;
    ArticlePage::open(&test.browser, &site, "tide-mill").await?;
    test.browser.click(SAVE).await?;
    saved_files(test, |found| found > files).await?;
    test.browser.execute_async(FORGET, vec![]).await?;
    lose_server(test, &site).await?;
    test.browser.goto(&site.url_behind_hash("a/lanterns")).await?;
    test.browser.reload().await?;
    ArticlePage::shown(&test.browser, LANTERNS).await?.open_photo(5).await?.wait_for_caption("Night 5").await?;
    test.browser.wait_for_script("the photo", PHOTO).await?;
    test.browser.back().await?;
    // Who takes it out again frees its room, and nothing that another needs.
    test.browser.goto(&site.url_behind_hash("saved")).await?;
    wait_for_page(&test.browser, "saved").await?;
    test.browser.click("main > .library-list li:nth-child(2) .notice-close").await?;
    saved_files(test, |found| found > 0 && found < files).await?;
    test.browser.click("main > .library-list .notice-close").await?;
    saved_files(test, |found| found == 0).await
}
