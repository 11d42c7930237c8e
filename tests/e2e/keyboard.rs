//! A reader without a pointer.

use fantoccini::key::Key;
use tidings_tests::pages::{ArticlePage, FrontPage, Lightbox};
use tidings_tests::run::{Promise, Test};
use tidings_tests::site::Site;
use tidings_tests::{Outcome, ensure, promises};

use crate::saltmarsh::*;

pub(crate) fn promises() -> Vec<Promise> {
    promises![the_paper_can_be_read_by_keyboard_alone, the_settings_menu_closes_on_escape_and_gives_the_focus_back]
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
    press(test, Key::Tab).await?;
    test.browser.wait_for_focus(&format!("{menu} .choice-option")).await?;
    press(test, Key::Escape).await?;
    test.browser.wait_gone(&format!("{menu} .menu-panel")).await?;
    test.browser.wait_for_focus(&format!("{menu} > summary")).await
}
