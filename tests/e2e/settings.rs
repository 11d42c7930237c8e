//! What a reader may choose, and that it is kept.

use tidings_tests::pages::{ArticlePage, FrontPage};
use tidings_tests::run::{Promise, Test};
use tidings_tests::site::Site;
use tidings_tests::words::Words;
use tidings_tests::{Outcome, ensure, ensure_equal, promises};

use crate::saltmarsh::*;

pub(crate) fn promises() -> Vec<Promise> {
    promises![a_theme_is_applied_and_kept]
}

async fn a_theme_is_applied_and_kept(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    let words = Words::of("en")?;
    let front = FrontPage::open(&test.browser, &site).await?;
    let mut papers = Vec::new();
    for theme in ["light", "sepia", "dark"] {
        front.masthead().choose_theme(words.text(&format!("theme.{theme}"))?).await?;
        test.browser
            .wait_for_script(theme, &format!("return document.documentElement.dataset.theme === '{theme}'"))
            .await?;
        papers.push(test.browser.style("html", "background-color").await?);
        ensure_equal!(
            test.browser.style("html", "color-scheme").await?.contains("dark"),
            theme == "dark",
            "the colour scheme of {theme}"
        );
    }
    papers.dedup();
    ensure_equal!(papers.len(), 3, "colours of paper {papers:?}");

    test.browser.reload().await?;
    FrontPage::shown(&test.browser).await?;
    ensure_equal!(
        test.browser.attribute("html", "data-theme").await?.as_deref(),
        Some("dark"),
        "the theme after a reload"
    );
    ArticlePage::open(&test.browser, &site, "tide-mill")
        .await?
        .masthead()
        .choose_theme(words.text("theme.automatic")?)
        .await?;
    test.browser.wait_for_script("the system's theme", "return !('theme' in document.documentElement.dataset)").await?;
    test.browser.reload().await?;
    ArticlePage::shown(&test.browser, MILL).await?;
    ensure!(test.browser.attribute("html", "data-theme").await?.is_none(), "the system's theme is not kept");
    Ok(())
}
