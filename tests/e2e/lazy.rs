//! What no first page needs lies in a second wasm file (`src/lazy.rs`): pages can be read before it has come, and without it.

use serde_json::Value;
use tidings_tests::pages::{ArticlePage, FrontPage, Lightbox, ProblemPage, SearchPage, wait_for_page};
use tidings_tests::run::{Promise, Test};
use tidings_tests::server::Answer;
use tidings_tests::site::{Site, viewer_folder};
use tidings_tests::words::Words;
use tidings_tests::{Failure, Outcome, ensure, ensure_equal, promises};

use crate::saltmarsh::*;

pub(crate) fn promises() -> Vec<Promise> {
    promises![
        reading_works_without_the_second_file,
        a_photo_that_cannot_be_shown_is_told_and_opens_once_it_can,
        half_of_the_second_file_is_told,
        a_search_waits_for_the_second_file,
        a_list_stands_where_it_stood_when_its_filters_come,
        a_photo_opens_when_the_second_file_has_come,
        an_article_is_saved_when_the_second_file_has_come,
    ]
}

/// The path of the second file, and what is in it.
fn second_file() -> Outcome<(String, Vec<u8>)> {
    wasm_file("lazy-")
}

/// The path of the viewer's wasm whose name begins so, and what is in it.
pub(crate) fn wasm_file(prefix: &str) -> Outcome<(String, Vec<u8>)> {
    let folder = viewer_folder()?;
    for entry in std::fs::read_dir(&folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.starts_with(prefix) && name.ends_with(".wasm") {
            return Ok((format!("/{name}"), std::fs::read(folder.join(name))?));
        }
    }
    Err(Failure::new(format!("the viewer has no wasm file {prefix}")))
}

/// A site whose second file is gone, and the path of that.
fn without_second_file(test: &Test) -> Outcome<(Site, String)> {
    let site = Site::saltmarsh(test.shape())?;
    let (path, _) = second_file()?;
    site.server.answer(&path, Answer::html("<h1>Not Found</h1>").status(404));
    test.allow_remark("the server responded with a status of");
    Ok((site, path))
}

async fn reading_works_without_the_second_file(test: &Test) -> Outcome {
    let (site, path) = without_second_file(test)?;
    let words = Words::of("en")?;
    let front = FrontPage::open(&test.browser, &site).await?;
    let article = front.open_lead(MILL).await?;
    let front = article.masthead().open_front().await?;
    let coast = front.open_section("Coast").await?;
    coast.wait_for_headlines(&COAST).await?;
    // Where the filters would be stands why they are not.
    let told = test.browser.text(".browse > .problem .problem-what").await?;
    ensure_equal!(told, words.text("error.part.what")?, "what stands for the filters");
    test.browser.click(".masthead-tools > a.tool").await?;
    let problem = ProblemPage::of_kind(&test.browser, &words, "part").await?;
    problem.retry().await?;
    let problem = ProblemPage::of_kind(&test.browser, &words, "part").await?;
    site.server.forget(&path);
    problem.retry().await?;
    let search = SearchPage::shown(&test.browser).await?;
    search.type_text("sluice").await?;
    search.wait_for_headlines(&[MILL]).await
}

async fn a_photo_that_cannot_be_shown_is_told_and_opens_once_it_can(test: &Test) -> Outcome {
    let (site, path) = without_second_file(test)?;
    let words = Words::of("en")?;
    ArticlePage::open(&test.browser, &site, "lanterns").await?;
    test.browser.click_in_view(&ArticlePage::photo(2)).await?;
    ProblemPage::of_kind(&test.browser, &words, "part").await?;
    // The article is where it was.
    test.browser.back().await?;
    ArticlePage::shown(&test.browser, LANTERNS).await?;
    test.browser.forward().await?;
    let problem = ProblemPage::of_kind(&test.browser, &words, "part").await?;
    site.server.forget(&path);
    problem.retry().await?;
    Lightbox::shown(&test.browser).await?.wait_for_caption("Night 2").await
}

async fn half_of_the_second_file_is_told(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    let (path, wasm) = second_file()?;
    site.server.answer(&path, Answer::new("application/wasm", wasm.get(..wasm.len() / 2).unwrap_or_default()));
    test.browser.goto(&site.url("search?q=sluice")).await?;
    let problem = ProblemPage::of_kind(&test.browser, &Words::of("en")?, "part").await?;
    site.server.forget(&path);
    // A browser may have kept what came under this name, as it may a whole one.
    test.browser.execute_async("await fetch(arguments[0], { cache: 'reload' })", vec![path.into()]).await?;
    problem.retry().await?;
    SearchPage::shown(&test.browser).await?.wait_for_headlines(&[MILL]).await
}

async fn a_search_waits_for_the_second_file(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    let (path, wasm) = second_file()?;
    let (answer, gate) = Answer::new("application/wasm", wasm).held();
    site.server.answer(&path, answer);
    let front = FrontPage::open(&test.browser, &site).await?;
    ensure!(!front.lead_headline().await?.is_empty(), "the front page waits too");
    test.browser.click(".masthead-tools > a.tool").await?;
    wait_for_page(&test.browser, "loading").await?;
    gate.open();
    let search = SearchPage::shown(&test.browser).await?;
    search.type_text("sluice").await?;
    search.wait_for_headlines(&[MILL]).await
}

/// Where the list stands, wherever the page is scrolled to.
const PLACE: &str = "const box = document.querySelector('.browse-results').getBoundingClientRect();
    return [box.left + scrollX, box.top + scrollY].map(Math.round)";

async fn a_list_stands_where_it_stood_when_its_filters_come(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    let (path, wasm) = second_file()?;
    let (answer, gate) = Answer::new("application/wasm", wasm).held();
    site.server.answer(&path, answer);
    // Behind the front page, so that the list is the viewer's own and not one that was written.
    let front = FrontPage::open(&test.browser, &site).await?;
    let coast = front.open_section("Coast").await?;
    coast.wait_for_headlines(&COAST).await?;
    let before = [place(test, 500).await?, place(test, 1280).await?];
    ensure!(!test.browser.shows(".browse > .filters").await?, "the filters did not wait");
    gate.open();
    test.browser.find(".browse > .filters").await?;
    ensure_equal!([place(test, 500).await?, place(test, 1280).await?], before, "the places of the list");
    Ok(())
}

async fn place(test: &Test, width: u32) -> Outcome<Value> {
    test.browser.resize(width, 900).await?;
    // WebKit answers before the page has its new width.
    test.browser
        .wait_for_script(
            "the page to have its width",
            &format!("return innerWidth <= {width} && innerWidth > {width} - 100"),
        )
        .await?;
    test.browser.execute(PLACE, vec![]).await
}

async fn a_photo_opens_when_the_second_file_has_come(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    let (path, wasm) = second_file()?;
    let (answer, gate) = Answer::new("application/wasm", wasm).held();
    site.server.answer(&path, answer);
    test.browser.goto(&site.url("a/lanterns/photo/nights/3")).await?;
    ArticlePage::shown(&test.browser, LANTERNS).await?;
    ensure!(!test.browser.shows("dialog[open]").await?, "the photo did not wait");
    gate.open();
    let lightbox = Lightbox::shown(&test.browser).await?;
    lightbox.wait_for_caption("Night 3").await?;
    lightbox.click("close").await?;
    Lightbox::wait_closed(&test.browser).await?;
    ArticlePage::shown(&test.browser, LANTERNS).await.map(drop)
}

async fn an_article_is_saved_when_the_second_file_has_come(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    let (path, bytes) = second_file()?;
    let (answer, gate) = Answer::new("application/wasm", bytes).held();
    site.server.answer(&path, answer);
    ArticlePage::open(&test.browser, &site, "tide-mill").await?;
    let save = ".actions [data-does=save]";
    test.browser.wait_for_script("the viewer to take over", "return !document.querySelector('#start')").await?;
    test.browser.click(save).await?;
    let is_saved = test.browser.attribute(save, "aria-pressed").await?;
    ensure_equal!(is_saved.as_deref(), Some("false"), "the button before the second file has come");
    gate.open();
    test.browser.find(&format!("{save}[aria-pressed=true]")).await.map(|_| ())
}
