//! A reader without a pointer.

use fantoccini::key::Key;
use tidings_tests::pages::{ArticlePage, CategoryPage, FrontPage, Lightbox};
use tidings_tests::run::{Promise, Test};
use tidings_tests::site::Site;
use tidings_tests::words::Words;
use tidings_tests::{Outcome, ensure, promises};

use crate::saltmarsh::*;

pub(crate) fn promises() -> Vec<Promise> {
    promises![
        the_paper_can_be_read_by_keyboard_alone and on disk,
        the_settings_menu_closes_on_escape_and_gives_the_focus_back,
        single_keys_lead_through_lists_and_articles,
        single_keys_are_told_and_can_be_switched_off,
    ]
}

async fn press(test: &Test, key: Key) -> Outcome {
    test.browser.press(&char::from(key).to_string()).await
}

/// Presses Tab until the focus is on an element of the selector.
async fn tab_to(test: &Test, selector: &str, at_most: usize) -> Outcome {
    let mut passed = Vec::new();
    for _ in 0..at_most {
        press(test, Key::Tab).await?;
        if test.browser.has_focus(selector).await? {
            return Ok(());
        }
        passed.push(test.browser.focused().await?);
    }
    ensure!(false, "{at_most} times Tab do not lead to {selector}: {passed:#?}");
    Ok(())
}

async fn the_paper_can_be_read_by_keyboard_alone(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    FrontPage::open(&test.browser, &site).await?;
    // The first stop leads past the masthead.
    press(test, Key::Tab).await?;
    test.browser.wait_for_focus("a.skip-link").await?;
    ensure!(test.browser.shows("a.skip-link").await?, "the skip link has the focus and is not to be seen");
    press(test, Key::Enter).await?;
    test.browser.wait_for_focus("#main").await?;
    tab_to(test, ".front-lead .story-headline a", 2).await?;
    // A headline's link covers its whole story, and so does its ring.
    let ring = "const focused = document.activeElement;
        const has = (part) => {
            const style = getComputedStyle(focused, part);
            return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 && style.content !== 'none' };
        if ([null, '::before', '::after'].some(has)) return 'a ring';
        return `none around ${focused.outerHTML.slice(0, 80)}, focus visible: ${focused.matches(':focus-visible')}, page focused: ${document.hasFocus()}`";
    let seen = || async {
        let found = test.browser.execute(ring, vec![]).await?;
        Ok(if found == "a ring" { Ok(()) } else { Err(found.to_string()) })
    };
    test.browser.wait_for("a ring around the focused headline", seen).await?;
    press(test, Key::Enter).await?;
    ArticlePage::shown(&test.browser, MILL).await?;
    test.browser.wait_for_focus("main h1").await?;
    // Back and forward move the focus as well, for those who cannot see that the page changed.
    test.browser.back().await?;
    FrontPage::shown(&test.browser).await?;
    test.browser.wait_for_focus("main h1").await?;
    // The front page's heading is for the ear: if it took room while it has the focus, a press would move the page under the pointer.
    let is_unseen =
        "const { width, height } = document.activeElement.getBoundingClientRect(); return width <= 1 && height <= 1";
    ensure!(test.browser.is_true(is_unseen).await?, "the front page's heading takes room while it has the focus");

    ArticlePage::open(&test.browser, &site, "lanterns").await?;
    press(test, Key::Tab).await?;
    tab_to(test, &ArticlePage::photo(1), 30).await?;
    press(test, Key::Enter).await?;
    let lightbox = Lightbox::shown(&test.browser).await?;
    tab_to(test, &Lightbox::button("next"), 4).await?;
    press(test, Key::Enter).await?;
    lightbox.wait_for_caption("Night 2").await?;
    press(test, Key::Escape).await?;
    Lightbox::wait_closed(&test.browser).await?;
    test.browser.wait_for_focus(&ArticlePage::photo(1)).await
}

async fn the_settings_menu_closes_on_escape_and_gives_the_focus_back(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    FrontPage::open(&test.browser, &site).await?;
    let menu = "details.menu[data-menu=settings]";
    tab_to(test, &format!("{menu} > summary"), 12).await?;
    press(test, Key::Enter).await?;
    test.browser.find(&format!("{menu} .choice-option")).await?;
    // Firefox stops at the panel first where that scrolls.
    tab_to(test, &format!("{menu} .choice-option"), 2).await?;
    press(test, Key::Escape).await?;
    test.browser.wait_gone(&format!("{menu} .menu-panel")).await?;
    test.browser.wait_for_focus(&format!("{menu} > summary")).await
}

/// Waits until the second file is here: its answer to keys comes with it.
async fn wait_for_second_file(test: &Test) -> Outcome {
    test.browser.click("details.menu[data-menu=settings] > summary").await?;
    test.browser.find("#interface-language").await?;
    press(test, Key::Escape).await
}

async fn single_keys_lead_through_lists_and_articles(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    CategoryPage::open(&test.browser, &site, "coast", "Coast").await?;
    wait_for_second_file(test).await?;
    let story = |number: usize| format!(".story-list > :nth-child({number}) .story-headline a");
    for (key, number) in [("j", 1), ("j", 2), ("j", 3), ("k", 2)] {
        test.browser.press(key).await?;
        test.browser.wait_for_focus(&story(number)).await?;
    }
    test.browser.press("o").await?;
    ArticlePage::shown(&test.browser, RAIN).await?;
    // The next in time is the older one.
    test.browser.goto(&site.url("a/tide-mill")).await?;
    ArticlePage::shown(&test.browser, MILL).await?;
    wait_for_second_file(test).await?;
    test.browser.press("j").await?;
    ArticlePage::shown(&test.browser, LANTERNS).await?;
    test.browser.press("k").await?;
    ArticlePage::shown(&test.browser, MILL).await?;
    // In a field a letter is a letter.
    test.browser.press("/").await?;
    test.browser.wait_for_focus("#query").await?;
    test.browser.press("jk?").await?;
    let typed = "return document.querySelector('#query').value === 'jk?' && !document.querySelector('dialog.sheet')";
    test.browser.wait_for_script("the letters in the field", typed).await
}

async fn single_keys_are_told_and_can_be_switched_off(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    let words = Words::of("en")?;
    let article = ArticlePage::open(&test.browser, &site, "tide-mill").await?;
    wait_for_second_file(test).await?;
    test.browser.press("?").await?;
    test.browser.find("dialog.sheet[open] .keys").await?;
    ensure!(test.browser.count("dialog.sheet .keys dt").await? >= 5, "the sheet tells of too few keys");
    // Under the sheet nothing happens: without it this would open the next article.
    test.browser.press("j").await?;
    press(test, Key::Escape).await?;
    test.browser.wait_gone("dialog.sheet").await?;
    ArticlePage::shown(&test.browser, MILL).await?;
    article.masthead().press_setting(words.text("prefer.keys")?).await?;
    test.browser.wait_for_script("no keys", "return document.documentElement.dataset.keys === 'off'").await?;
    press(test, Key::Escape).await?;
    let told =
        "window.pressed = []; addEventListener('keydown', (event) => window.pressed.push(event.key)); return true";
    test.browser.execute(told, vec![]).await?;
    test.browser.press("?").await?;
    test.browser.press("/").await?;
    test.browser
        .wait_for_script("both keys", "return window.pressed.includes('/') && window.pressed.includes('?')")
        .await?;
    let unmoved =
        "return !document.querySelector('dialog.sheet') && document.querySelector('main').dataset.page === 'article'";
    ensure!(test.browser.is_true(unmoved).await?, "a key did something by itself");
    Ok(())
}
