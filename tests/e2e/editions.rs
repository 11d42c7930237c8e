//! Editions: what only they do. That they do what sites do is promised where sites do it (`and on disk`).

use tidings_pack::edition::{Form, Options, Pictures};
use tidings_tests::pages::{ArticlePage, FrontPage, Lightbox, SearchPage, wait_for_page, wait_for_pictures};
use tidings_tests::run::{Promise, Test};
use tidings_tests::server::Server;
use tidings_tests::site::{Pages, Shape, Site, address_of, exported, feed_of, fixtures, item};
use tidings_tests::words::Words;
use tidings_tests::{Failure, Outcome, ensure, ensure_equal, promises};

use crate::saltmarsh::{LANTERNS, MILL};

pub(crate) fn promises() -> Vec<Promise> {
    promises![
        an_edition_in_a_folder_is_read_from_a_disk once because "it knows no shapes",
        an_edition_is_read_from_a_host_as_well once because "it knows no shapes",
        an_archive_on_a_disk_says_which_part_is_missing once because "it knows no shapes",
        an_article_of_an_edition_is_passed_on_by_its_own_address once because "it knows no shapes",
        pictures_that_were_left_out_leave_their_words once because "it knows no shapes",
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
