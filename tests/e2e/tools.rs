//! What helps with reading: the list of an article's headings, and how to cite it.

use fantoccini::key::Key;
use tidings_tests::pages::{ArticlePage, FrontPage};
use tidings_tests::run::{Promise, Test};
use tidings_tests::site::{Pages, Site, feed_of, item};
use tidings_tests::words::Words;
use tidings_tests::{Outcome, ensure, ensure_equal, promises};

use crate::saltmarsh::*;

pub(crate) fn promises() -> Vec<Promise> {
    promises![
        the_contents_lead_to_each_heading_and_say_what_is_left,
        a_short_article_has_no_contents,
        an_article_can_be_cited_in_several_styles,
    ]
}

const CONTENTS: &str = "details.menu[data-menu=contents]";

/// An article of about ten minutes under four headings; the second says by itself where it stands.
fn long_article() -> String {
    let paragraph = format!("<p>{}</p>", "The tide comes in twice a day and asks nobody. ".repeat(55));
    let headings = [
        "<h2>Ebb</h2>",
        "<h2 id=\"own\">Flow &amp; <em>foam</em></h2>",
        "<h3>Spring tide</h3>",
        "<h2>Slack water</h2>",
    ];
    headings.map(|heading| format!("{heading}{}", paragraph.repeat(2))).concat()
}

async fn the_contents_lead_to_each_heading_and_say_what_is_left(test: &Test) -> Outcome {
    let feed = feed_of("Tides", vec![item("tides", "Of tides", &long_article())]);
    let site = Site::of(test.shape(), "contents", &feed, Pages::Written)?;
    let words = Words::of("en")?;
    test.browser.goto(&site.url("a/tides")).await?;
    ArticlePage::shown(&test.browser, "Of tides").await?;
    test.browser.click(&format!("{CONTENTS} > summary")).await?;
    test.browser.find(&format!("{CONTENTS} .contents a")).await?;
    let links = format!("{CONTENTS} .contents a");
    ensure_equal!(
        test.browser.texts(&links).await?,
        ["Ebb", "Flow & foam", "Spring tide", "Slack water"],
        "the contents"
    );
    ensure_equal!(test.browser.count(&format!("{links}[aria-current]")).await?, 0, "headings passed at the top");
    // All that the article takes, which its byline says too.
    let first_number = |text: &str| text.split(' ').next().and_then(|number| number.parse::<u32>().ok());
    let all = first_number(&test.browser.text(".byline-length").await?).unwrap_or_default();
    ensure!(all > 9, "an article of {all} minutes");
    let left = words.fill("contents.left.other", &[("n", &all.to_string())])?;
    ensure_equal!(test.browser.text(&format!("{CONTENTS} .menu-label")).await?, left, "what is left at the top");

    for (heading, text, minutes) in [("own", "Flow & foam", all * 8 / 10), ("h-4", "Slack water", all / 3)] {
        if test.browser.attribute(CONTENTS, "open").await?.is_none() {
            test.browser.click(&format!("{CONTENTS} > summary")).await?;
        }
        test.browser.click_text(&links, text).await?;
        test.browser.wait_gone(&format!("{CONTENTS} .menu-panel")).await?;
        let is_there = format!("const place = document.getElementById('c-{heading}') || document.getElementById('{heading}');
            const top = place.getBoundingClientRect().top; return top >= 0 && top < 140 && document.activeElement === place");
        test.browser.wait_for_script(&format!("the heading {text:?} below the masthead"), &is_there).await?;
        test.browser.click(&format!("{CONTENTS} > summary")).await?;
        test.browser.find(&format!("{links}[aria-current]")).await?;
        ensure_equal!(test.browser.texts(&format!("{links}[aria-current]")).await?, [text], "where the reader is");
        let left = test.browser.text(&format!("{CONTENTS} .menu-label")).await?;
        let is_fitting = first_number(&left).is_some_and(|number| number <= minutes && number > 0);
        ensure!(is_fitting, "at {text:?} there is {left:?} of {all}");
    }
    // Its own address leads there, also where the content gave none.
    let address = test.browser.address().await?;
    ensure!(address.contains("at=h-4"), "the address is {address}");
    test.browser.reload().await?;
    ArticlePage::shown(&test.browser, "Of tides").await?;
    let is_there =
        "const top = document.getElementById('h-4').getBoundingClientRect().top; return top >= 0 && top < 200";
    test.browser.wait_for_script("the heading after a reload", is_there).await?;
    let end = "window.scrollTo(0, document.documentElement.scrollHeight); return true";
    test.browser.execute(end, vec![]).await?;
    test.browser.click(&format!("{CONTENTS} > summary")).await?;
    test.browser.find(&links).await?;
    let finished = words.text("contents.finished")?;
    ensure_equal!(test.browser.text(&format!("{CONTENTS} .menu-label")).await?, finished, "what is left at the end");
    Ok(())
}

async fn a_short_article_has_no_contents(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    ArticlePage::open(&test.browser, &site, "bread-at-midnight").await?;
    ensure_equal!(test.browser.count(CONTENTS).await?, 0, "menus of headings");
    Ok(())
}

async fn an_article_can_be_cited_in_several_styles(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    let words = Words::of("en")?;
    FrontPage::open(&test.browser, &site).await?.open_lead(MILL).await?;
    test.browser.click_text(".actions button", words.text("cite.open")?).await?;
    test.browser.find("dialog.sheet[open] .cite").await?;
    let names = test.browser.texts("dialog.sheet .cite-name").await?;
    ensure_equal!(names, ["APA", "MLA", "Chicago", "BibTeX", "CSL-JSON"], "the styles");
    let texts = test.browser.texts("dialog.sheet .cite-text").await?;
    let begin = "Marlow, A., & Osei, B. (2026, October 12). The tide mill turns again. The Saltmarsh Post. http";
    ensure!(texts[0].starts_with(begin), "APA: {}", texts[0]);
    ensure!(texts[1].starts_with("Marlow, Ada, and Ben Osei. “The tide mill turns again.”"), "MLA: {}", texts[1]);
    ensure!(texts[3].starts_with("@misc{marlow2026tide,"), "BibTeX: {}", texts[3]);
    let read = "return JSON.parse(document.querySelector('#cite-csl').closest('.cite').querySelector('pre').textContent)[0].title";
    ensure_equal!(test.browser.read(read).await?, MILL, "the title in CSL-JSON");
    test.browser.press(&char::from(Key::Escape).to_string()).await?;
    test.browser.wait_gone("dialog.sheet").await?;
    let is_back = "return document.activeElement.closest('.actions') !== null";
    test.browser.wait_for_script("the focus to be back at the button", is_back).await?;
    let open = || async {
        test.browser.click_text(".actions button", words.text("cite.open")?).await?;
        test.browser.find("dialog.sheet[open] .cite").await.map(|_| ())
    };
    open().await?;
    test.browser.click("dialog.sheet .sheet-close").await?;
    test.browser.wait_gone("dialog.sheet").await?;
    // Who goes elsewhere does not take the sheet along.
    open().await?;
    test.browser.back().await?;
    FrontPage::shown(&test.browser).await?;
    test.browser.wait_gone("dialog.sheet").await
}
