//! Right to left: articles, the interface, the lightbox.

use fantoccini::key::Key;
use tidings_tests::pages::{ArticlePage, Lightbox, Masthead, centre, wait_for_page};
use tidings_tests::run::{Promise, Test};
use tidings_tests::site::Site;
use tidings_tests::words::Words;
use tidings_tests::{Outcome, ensure, ensure_equal, promises};

use crate::saltmarsh::*;

pub(crate) fn promises() -> Vec<Promise> {
    promises![
        a_persian_article_runs_right_to_left_in_an_english_interface,
        the_persian_interface_is_mirrored and on disk,
        the_lightbox_is_mirrored_in_a_right_to_left_interface,
        no_page_scrolls_sideways,
    ]
}

async fn a_persian_article_runs_right_to_left_in_an_english_interface(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    let article = ArticlePage::open(&test.browser, &site, "ketabkhaneh-dar-fanus").await?;
    ensure_equal!(
        article.language_and_direction().await?,
        ("fa".to_owned(), "rtl".to_owned()),
        "language and direction"
    );
    ensure_equal!(test.browser.style("html", "direction").await?, "ltr", "the interface's direction");
    // The headline begins at the right edge of its column: that is where its first letter is.
    let begins = "const heading = document.querySelector('h1.article-headline'); const range = document.createRange();
        const text = document.createTreeWalker(heading, NodeFilter.SHOW_TEXT).nextNode();
        range.setStart(text, 0); range.setEnd(text, 1);
        const letter = range.getBoundingClientRect(), box = heading.getBoundingClientRect();
        return Math.abs(box.right - letter.right) < Math.abs(letter.left - box.left)";
    ensure!(test.browser.is_true(begins).await?, "the headline begins on the left");
    let english = ArticlePage::open(&test.browser, &site, "lighthouse-library").await?;
    ensure_equal!(
        english.language_and_direction().await?,
        ("en".to_owned(), "ltr".to_owned()),
        "language and direction"
    );
    Ok(())
}

async fn the_persian_interface_is_mirrored(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    test.browser.goto(&site.url("")).await?;
    wait_for_page(&test.browser, "front").await?;
    let (name, _) = centre(&test.browser, ".masthead-name a").await?;
    let (tools, _) = centre(&test.browser, ".masthead-tools > a.tool").await?;
    ensure!(name < tools, "in English the name stands left of the tools");

    Masthead::of(&test.browser).choose_language("fa").await?;
    let words = Words::of("fa")?;
    test.browser
        .wait_for_script(
            "the page to be Persian",
            "return document.documentElement.lang === 'fa' && document.documentElement.dir === 'rtl'",
        )
        .await?;
    let (name, _) = centre(&test.browser, ".masthead-name a").await?;
    let (tools, _) = centre(&test.browser, ".masthead-tools > a.tool").await?;
    ensure!(name > tools, "in Persian the name stands right of the tools: {name}, {tools}");
    ensure_equal!(
        test.browser.text("h2.latest-title").await?,
        words.text("front.latest")?,
        "the words of the interface"
    );
    ensure_equal!(test.browser.texts(".strip-title").await?, ["ساحل", "فرهنگ"], "the sections' Persian names");

    // An English article keeps its own direction, and the choice outlives a reload.
    ArticlePage::open(&test.browser, &site, "tide-mill").await?;
    ensure_equal!(test.browser.style("article.article", "direction").await?, "ltr", "the English article");
    test.browser.reload().await?;
    ArticlePage::shown(&test.browser, MILL).await?;
    ensure_equal!(test.browser.attribute("html", "dir").await?.as_deref(), Some("rtl"), "the interface after a reload");
    Ok(())
}

async fn the_lightbox_is_mirrored_in_a_right_to_left_interface(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    test.browser.goto(&site.url_with("lang=fa", "a/ketabkhaneh-dar-fanus/photo/rooms/2")).await?;
    let lightbox = Lightbox::shown(&test.browser).await?;
    lightbox.wait_for_caption("اتاق دوم").await?;
    let (next, _) = centre(&test.browser, &Lightbox::button("next")).await?;
    let (previous, _) = centre(&test.browser, &Lightbox::button("previous")).await?;
    ensure!(next < previous, "next stands at the left, where reading goes: {next}, {previous}");
    for (key, caption) in
        [(Key::Left, "اتاق سوم"), (Key::Left, "اتاق چهارم"), (Key::Right, "اتاق سوم"), (Key::Home, "اتاق اول")]
    {
        test.browser.press(&char::from(key).to_string()).await?;
        lightbox.wait_for_caption(caption).await?;
    }
    Ok(())
}

async fn no_page_scrolls_sideways(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    // As narrow as every engine's window can be made.
    test.browser.resize(500, 800).await?;
    for language in ["en", "fa"] {
        for (route, kind) in [
            ("", "front"),
            ("a/tide-mill", "article"),
            ("a/ketabkhaneh-dar-fanus", "article"),
            ("c/coast", "category"),
            ("search?q=the", "search"),
        ] {
            test.browser.goto(&site.url_with(&format!("lang={language}"), route)).await?;
            wait_for_page(&test.browser, kind).await?;
            let wider = "const root = document.scrollingElement; return root.scrollWidth - root.clientWidth";
            // Less than nothing is the room that is kept for a scroll bar.
            let found = test.browser.execute(wider, vec![]).await?.as_f64().unwrap_or(f64::INFINITY);
            ensure!(found < 1.0, "{route:?} in {language} is {found} pixels wider than the window");
        }
    }
    Ok(())
}
