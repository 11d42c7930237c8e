//! Editions: what only they do. That they do what sites do is promised where sites do it (`and on disk`).

use tidings_pack::edition::{Form, Options, Pictures};
use tidings_tests::pages::{ArticlePage, FrontPage, Lightbox, SearchPage, wait_for_page, wait_for_pictures};
use tidings_tests::run::{Promise, Test};
use tidings_tests::server::{Answer, Server};
use tidings_tests::site::{
    ARCHIVE_ARTICLES, Pages, Shape, Site, address_of, archive_title, exported, feed_of, fixtures, item, made_by_reader,
};
use tidings_tests::words::Words;
use tidings_tests::{Failure, Outcome, ensure, ensure_equal, promises};

use crate::archive::{INTEGRITY, oldest_shard};
use crate::saltmarsh::{LANTERNS, MILL};

pub(crate) fn promises() -> Vec<Promise> {
    promises![
        an_edition_in_a_folder_is_read_from_a_disk once because "it knows no shapes",
        an_edition_is_read_from_a_host_as_well once because "it knows no shapes",
        an_archive_on_a_disk_says_which_part_is_missing once because "it knows no shapes",
        an_article_of_an_edition_is_passed_on_by_its_own_address once because "it knows no shapes",
        pictures_that_were_left_out_leave_their_words once because "it knows no shapes",
        what_a_reader_saved_is_an_edition_that_makes_smaller_ones within 120 once because "only what the command packed offers it",
        an_edition_of_an_archive_is_made_of_what_can_be_had once because "an archive is in parts",
    ]
}

fn in_a_folder(name: &str) -> Outcome<std::path::PathBuf> {
    let options = Options { form: Form::Folder, ..Options::default() };
    exported(name, &fixtures("sites/saltmarsh/feed.json"), &options)
}

/// Front page, article, filters, photos and search at an address.
async fn is_read_at(test: &Test, address: &str) -> Outcome {
    test.browser.goto(address).await?;
    let front = FrontPage::shown(&test.browser).await?;
    ensure!(test.browser.count("main img").await? > 0, "the front page has no picture");
    wait_for_pictures(&test.browser).await?;
    front.open_lead(MILL).await?;
    test.browser.goto(&format!("{address}#/c/coast?tag=history")).await?;
    wait_for_page(&test.browser, "category").await?;
    test.browser.find(".story-list .story").await?;
    test.browser.goto(&format!("{address}#/a/lanterns")).await?;
    let article = ArticlePage::shown(&test.browser, LANTERNS).await?;
    article.open_photo(2).await?.wait_for_caption("Night 2").await?;
    test.browser
        .wait_for_script("the photo", "return document.querySelector('.lightbox-picture').naturalWidth > 0")
        .await?;
    let lightbox = Lightbox::shown(&test.browser).await?;
    lightbox.click("close").await?;
    test.browser.goto(&format!("{address}#/search?q=thermos")).await?;
    let search = SearchPage::shown(&test.browser).await?;
    test.browser.find(".results .result").await?;
    ensure!(search.headlines().await?.iter().any(|headline| headline == MILL), "the search does not find {MILL}");
    Ok(())
}

async fn an_edition_in_a_folder_is_read_from_a_disk(test: &Test) -> Outcome {
    is_read_at(test, &address_of(&in_a_folder("folder")?)?).await
}

async fn an_edition_is_read_from_a_host_as_well(test: &Test) -> Outcome {
    let file = exported("hosted", &fixtures("sites/saltmarsh/feed.json"), &Options::default())?;
    let name = address_of(&file)?;
    let name = name.rsplit('/').next().unwrap_or_default();
    for (page, name) in [(in_a_folder("folder")?, "index.html"), (file.clone(), name)] {
        let folder = page.parent().ok_or_else(|| Failure::new("a page without a folder"))?;
        let server = Server::start(vec![("/".to_owned(), folder.to_owned())])?;
        is_read_at(test, &server.url(&format!("/{name}"))).await?;
        test.listen().await?;
        // A worker of the host would keep what the edition holds already.
        let worker = "return (await navigator.serviceWorker?.getRegistrations?.() ?? []).length";
        ensure_equal!(test.browser.execute_async(worker, vec![]).await?.as_u64(), Some(0), "service workers");
        test.browser.goto("about:blank").await?;
    }
    test.allow_unwatched();
    Ok(())
}

async fn an_archive_on_a_disk_says_which_part_is_missing(test: &Test) -> Outcome {
    let page = in_a_folder(&format!("torn-{}", test.engine().name()))?;
    let files = page.parent().ok_or_else(|| Failure::new("a page without a folder"))?.join("files");
    for script in std::fs::read_dir(files)? {
        std::fs::remove_file(script?.path())?;
    }
    // The browser says in its own words which script is not there.
    test.allow_remark("resource: SCRIPT");
    test.allow_remark("ERR_FILE_NOT_FOUND");
    let address = address_of(&page)?;
    test.browser.goto(&address).await?;
    FrontPage::shown(&test.browser).await?;
    test.browser.goto(&format!("{address}#/a/lanterns")).await?;
    wait_for_page(&test.browser, "problem").await?;
    let words = Words::of("en")?;
    ensure_equal!(test.browser.text(".problem-title").await?, words.text("error.unreachable.title")?, "what is told");
    test.browser.click(".masthead-name a").await?;
    FrontPage::shown(&test.browser).await.map(drop)
}

async fn an_article_of_an_edition_is_passed_on_by_its_own_address(test: &Test) -> Outcome {
    let url = "https://news.invalid/tides/2026";
    let mut article = item("tides", "Tides of the year", "<p>High water at noon.</p>");
    article["url"] = url.into();
    let site = Site::of(Shape::Disk, "addresses", &feed_of("Tides", vec![article]), Pages::LeftOut)?;
    test.browser.goto(&site.url("a/tides")).await?;
    ArticlePage::shown(&test.browser, "Tides of the year").await?;
    let listen = "navigator.clipboard.writeText = async (text) => { window.copied = text; }";
    test.browser.execute(listen, vec![]).await?;
    let words = Words::of("en")?;
    test.browser.click_text(".actions button", words.text("article.copy_link")?).await?;
    test.browser.wait_for_script("an address to be copied", "return window.copied !== undefined").await?;
    ensure_equal!(test.browser.read("return window.copied").await?, url, "what is copied");
    Ok(())
}

async fn pictures_that_were_left_out_leave_their_words(test: &Test) -> Outcome {
    let options = Options { pictures: Some(Pictures::None), ..Options::default() };
    let address = address_of(&exported("words", &fixtures("sites/saltmarsh/feed.json"), &options)?)?;
    test.browser.goto(&format!("{address}#/a/lanterns")).await?;
    ArticlePage::shown(&test.browser, LANTERNS).await?;
    test.browser.find(".gallery-item").await?;
    ensure_equal!(test.browser.count("main img").await?, 0, "pictures");
    let said = test.browser.texts(".gallery-item").await?;
    ensure!(said.len() > 5 && said.iter().all(|text| !text.trim().is_empty()), "the gallery says {said:?}");
    Ok(())
}

/// Keeps what the page would save.
const DISK: &str = "window.made = undefined;
    const make = URL.createObjectURL;
    URL.createObjectURL = (blob) => { if (blob.type === 'text/html') window.made = blob; return make.call(URL, blob); };
    HTMLAnchorElement.prototype.click = function () { window.madeName = this.download; };
    return true";

/// What is told once the page is no longer being made.
async fn told_at_last(test: &Test) -> Outcome<String> {
    test.browser.wait_gone(".edition progress").await?;
    test.browser.text(".edition-told").await
}

/// Saves articles of a publication, and has the viewer make a page of them. Answers the page, and what was told about it.
async fn made_of(test: &Test, slugs: &[(&str, &str)], address: impl Fn(&str) -> String) -> Outcome<(String, String)> {
    let words = Words::of("en")?;
    for (slug, headline) in slugs {
        test.browser.goto(&address(&format!("a/{slug}"))).await?;
        ArticlePage::shown(&test.browser, headline).await?;
        test.browser.click(".actions [data-does=save]").await?;
        test.browser.find(".actions [data-does=save][aria-pressed=true]").await?;
    }
    test.browser.goto(&address("saved")).await?;
    wait_for_page(&test.browser, "saved").await?;
    test.browser.find(".edition").await?;
    test.browser.execute(DISK, vec![]).await?;
    test.browser.click_text(".edition .choice-option", words.text("edition.small")?).await?;
    test.browser.click(".edition [data-does=edition]").await?;
    test.browser.wait_for_script("the page to be made", "return window.made !== undefined").await?;
    let told = told_at_last(test).await?;
    let page = test.browser.execute_async("return await window.made.text()", vec![]).await?;
    Ok((page.as_str().unwrap_or_default().to_owned(), told))
}

async fn what_a_reader_saved_is_an_edition_that_makes_smaller_ones(test: &Test) -> Outcome {
    let site = Site::saltmarsh(Shape::Packed)?;
    let name = |step: u32| format!("{}-{step}.html", test.engine().name());
    let (page, told) = made_of(test, &[("lanterns", LANTERNS), ("tide-mill", MILL)], |route| site.url(route)).await?;
    ensure!(told.contains("kB") || told.contains("MB"), "told is {told:?}");
    ensure_equal!(
        test.browser.read("return window.madeName").await?,
        "The Saltmarsh Post.html",
        "what the file is called"
    );
    let address = made_by_reader(&name(1), &page)?;
    test.browser.goto("about:blank").await?;
    is_read_at(test, &address).await?;
    test.listen().await?;
    test.browser.goto(&format!("{address}#/c/")).await?;
    wait_for_page(&test.browser, "category").await?;
    ensure_equal!(test.browser.texts(".story-list .story-headline").await?, [MILL, LANTERNS], "what the edition holds");

    // Out of the edition, with what is saved there only.
    test.browser.execute("localStorage.clear(); return true", vec![]).await?;
    test.browser.goto("about:blank").await?;
    let (page, _) = made_of(test, &[("tide-mill", MILL)], |route| format!("{address}#/{route}")).await?;
    let smaller = made_by_reader(&name(2), &page)?;
    test.browser.execute("localStorage.clear(); return true", vec![]).await?;
    test.browser.goto(&smaller).await?;
    let front = FrontPage::shown(&test.browser).await?;
    wait_for_pictures(&test.browser).await?;
    front.open_lead(MILL).await?;
    test.browser.goto(&format!("{smaller}#/c/")).await?;
    wait_for_page(&test.browser, "category").await?;
    ensure_equal!(test.browser.texts(".story-list .story-headline").await?, [MILL], "what the smaller edition holds");
    test.browser.goto(&format!("{smaller}#/search?q=thermos")).await?;
    SearchPage::shown(&test.browser).await?.wait_for_first(MILL).await?;
    test.browser.execute("localStorage.clear(); return true", vec![]).await?;
    Ok(())
}

async fn an_edition_of_an_archive_is_made_of_what_can_be_had(test: &Test) -> Outcome {
    for remark in INTEGRITY.into_iter().chain(["the server responded with a status of"]) {
        test.allow_remark(remark);
    }
    let words = Words::of("en")?;
    let site = Site::archive()?;
    let newest = ARCHIVE_ARTICLES - 1;
    let (first, last) = (archive_title(0), archive_title(newest));
    let last_slug = format!("story-{newest}");
    let wanted = [("story-0", first.as_str()), (last_slug.as_str(), last.as_str())];
    let (page, _) = made_of(test, &wanted, |route| site.url_behind_hash(route)).await?;
    let address = made_by_reader(&format!("{}-archive.html", test.engine().name()), &page)?;
    // A shard that is gone costs its articles, and is told.
    site.server.answer(&format!("/{}", oldest_shard(&site)?), Answer::html("<h1>Not Found</h1>").status(404));
    let forget =
        "for (const name of await caches.keys()) await caches.delete(name); window.made = undefined; return true";
    test.browser.execute_async(forget, vec![]).await?;
    test.browser.click(".edition [data-does=edition]").await?;
    test.browser.wait_for_script("the page to be made again", "return window.made !== undefined").await?;
    let missing = words.fill("edition.articles_missing", &[("n", "1")])?;
    let told = told_at_last(test).await?;
    ensure!(told.contains(&missing), "told is {told:?}");
    // Without the viewer's own files there is no page; what was kept of them would do.
    site.server.answer("/edition.html", Answer::html("<h1>Not Found</h1>").status(404));
    test.browser.execute_async(forget, vec![]).await?;
    test.browser.click(".edition [data-does=edition]").await?;
    let failed = words.text("edition.failed")?;
    let is_told = format!("return document.querySelector('.edition-told').textContent === {failed:?}");
    test.browser.wait_for_script("the words about the failure", &is_told).await?;
    ensure!(test.browser.is_true("return window.made === undefined").await?, "something was saved all the same");

    test.browser.goto(&address).await?;
    FrontPage::shown(&test.browser).await?.open_lead(&last).await?;
    test.browser.goto(&format!("{address}#/c/")).await?;
    wait_for_page(&test.browser, "category").await?;
    ensure_equal!(test.browser.texts(".story-list .story-headline").await?, [last, first], "what the edition holds");
    Ok(())
}
