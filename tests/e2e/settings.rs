//! What a reader may choose, and that it is kept.

use fantoccini::key::Key;
use tidings_tests::pages::{ArticlePage, FrontPage};
use tidings_tests::run::{Promise, Test};
use tidings_tests::site::Site;
use tidings_tests::words::Words;
use tidings_tests::{Outcome, ensure, ensure_equal, promises};

use crate::saltmarsh::*;

pub(crate) fn promises() -> Vec<Promise> {
    promises![
        a_theme_is_applied_and_kept and on disk,
        letters_and_lines_are_set_kept_and_set_back and on disk,
        the_interface_speaks_seven_languages and on disk,
    ]
}

async fn a_theme_is_applied_and_kept(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    let words = Words::of("en")?;
    let front = FrontPage::open(&test.browser, &site).await?;
    let mut papers = Vec::new();
    for theme in ["light", "sepia", "dark", "contrast"] {
        front.masthead().choose_theme(words.text(&format!("theme.{theme}"))?).await?;
        test.browser
            .wait_for_script(theme, &format!("return document.documentElement.dataset.theme === '{theme}'"))
            .await?;
        papers.push(test.browser.style("html", "background-color").await?);
        let is_dark = test.browser.style("html", "color-scheme").await?.contains("dark");
        match theme {
            // It comes in both, without shades.
            "contrast" => {
                let paper = papers.last().map(String::as_str).unwrap_or_default();
                ensure!(["rgb(255, 255, 255)", "rgb(0, 0, 0)"].contains(&paper), "high contrast on {paper}");
            }
            _ => ensure_equal!(is_dark, theme == "dark", "the colour scheme of {theme}"),
        }
    }
    papers.dedup();
    ensure_equal!(papers.len(), 4, "colours of paper {papers:?}");
    front.masthead().choose_theme(words.text("theme.dark")?).await?;

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

/// The size of letters, their face, the width of a paragraph and the height of its lines.
const LOOK: &str = "const style = getComputedStyle(document.querySelector('.prose > p'));
    const width = document.querySelector('.prose > p').getBoundingClientRect().width;
    return [parseFloat(style.fontSize), style.fontFamily, width, parseFloat(style.lineHeight), style.textAlign]";

async fn letters_and_lines_are_set_kept_and_set_back(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    let words = Words::of("en")?;
    test.browser.resize(1600, 900).await?;
    let article = ArticlePage::open(&test.browser, &site, "tide-mill").await?;
    let look = || async { test.browser.execute(LOOK, vec![]).await };
    let number = |look: &serde_json::Value, index: usize| look[index].as_f64().unwrap_or_default();
    let before = look().await?;
    article.masthead().open_settings().await?;
    test.browser.find("#reader-size").await?;
    test.browser.execute("document.querySelector('#reader-size').focus(); return true", vec![]).await?;
    for _ in 0..5 {
        test.browser.press(&char::from(Key::Right).to_string()).await?;
    }
    test.browser
        .wait_for_script("letters of 125 %", "return getComputedStyle(document.documentElement).fontSize === '20px'")
        .await?;
    let told = words.fill("prefer.size_now", &[("n", "125")])?;
    ensure_equal!(
        test.browser.attribute("#reader-size", "aria-valuetext").await?,
        Some(told),
        "what is said of the size"
    );
    for key in ["prefer.face.sans", "prefer.width.wide", "prefer.spacing.loose", "prefer.justify", "prefer.motion"] {
        article.masthead().press_setting(words.text(key)?).await?;
    }
    let is_less = "return document.documentElement.dataset.motion === 'less'
        && parseFloat(getComputedStyle(document.querySelector('.switch-track'), '::before').transitionDuration) === 0";
    test.browser.wait_for_script("less motion", is_less).await?;
    let after = look().await?;
    ensure!((number(&after, 0) / number(&before, 0) - 1.25).abs() < 0.02, "letters {before} and {after}");
    ensure!(after[1] != before[1], "the face {before} and {after}");
    ensure!(number(&after, 2) > number(&before, 2) * 1.2, "the length of lines {before} and {after}");
    ensure!(number(&after, 3) > number(&before, 3) * 1.4, "the height of lines {before} and {after}");
    ensure_equal!(after[4].as_str(), Some("justify"), "the edges of lines");

    test.browser.reload().await?;
    ArticlePage::shown(&test.browser, MILL).await?;
    ensure_equal!(look().await?, after, "how it looks after a reload");
    article.masthead().press_setting(words.text("prefer.reset")?).await?;
    let is_reset = "const root = document.documentElement; return root.style.length === 0 && !('face' in root.dataset)
        && localStorage.getItem('tidings.reading') === null && document.querySelector('#reader-size').value === '100'";
    test.browser.wait_for_script("the defaults", is_reset).await?;
    ensure_equal!(look().await?, before, "how it looks after going back");
    Ok(())
}

async fn the_interface_speaks_seven_languages(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    let front = FrontPage::open(&test.browser, &site).await?;
    for tag in ["ar", "de", "es", "fa", "fr", "ru", "en"] {
        let words = Words::of(tag)?;
        front.masthead().choose_language(tag).await?;
        let title = words.text("front.latest")?;
        test.browser
            .wait_for(&format!("the interface in {tag}"), || async {
                let found = test.browser.texts(".latest-title").await?.concat();
                Ok(if found == title { Ok(()) } else { Err(format!("{found:?} in place of {title:?}")) })
            })
            .await?;
        ensure_equal!(test.browser.attribute("html", "lang").await?.as_deref(), Some(tag), "the language");
        let is_mirrored = test.browser.attribute("html", "dir").await?.as_deref() == Some("rtl");
        ensure_equal!(is_mirrored, matches!(tag, "ar" | "fa"), "the direction of {tag}");
    }
    Ok(())
}
