//! Galleries and the lightbox.

use fantoccini::key::Key;
use tidings_tests::pages::{ArticlePage, FrontPage, Lightbox};
use tidings_tests::run::{Promise, Test};
use tidings_tests::site::Site;
use tidings_tests::{Outcome, ensure, ensure_equal, promises};

use crate::saltmarsh::*;

pub(crate) fn promises() -> Vec<Promise> {
    promises![
        a_gallery_shows_its_pictures_in_the_article and on disk,
        the_lightbox_steps_by_buttons_and_keys and on disk,
        escape_closes_the_lightbox_and_gives_the_focus_back and on disk,
        back_closes_the_lightbox_and_stays_on_the_article and on disk,
        a_link_to_a_photo_opens_over_its_article_and_closes_to_it and on disk,
        the_page_behind_the_lightbox_cannot_be_reached,
    ]
}

async fn a_gallery_shows_its_pictures_in_the_article(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    let article = ArticlePage::open(&test.browser, &site, "lanterns").await?;
    ensure_equal!(test.browser.text(".gallery-title").await?, "Seven nights", "the gallery's title");
    ensure!(article.gallery_size().await? >= 6, "too few pictures: {}", article.gallery_size().await?);
    // The gallery stands where its placeholder stood: between the two paragraphs.
    let order = "const nodes = [...document.querySelectorAll('.prose p, .prose .gallery')].filter((node) => !node.closest('.gallery') || node.matches('.gallery'));
        return nodes.map((node) => node.matches('.gallery') ? 'gallery' : 'p').join(' ')";
    ensure_equal!(test.browser.read(order).await?, "p gallery p", "the order in the body");
    test.browser.execute("document.querySelector('.gallery').scrollIntoView({ behavior: 'instant' })", vec![]).await?;
    let all = "return [...document.querySelectorAll('.gallery-item img')].every((picture) => picture.complete && picture.naturalWidth > 0)";
    test.browser.wait_for_script("the gallery's pictures", all).await?;
    let alternative = "return [...document.querySelectorAll('.gallery-item img')].every((picture) => picture.alt)";
    ensure!(test.browser.is_true(alternative).await?, "a picture lacks its alternative text");
    Ok(())
}

async fn the_lightbox_steps_by_buttons_and_keys(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    let article = ArticlePage::open(&test.browser, &site, "lanterns").await?;
    let lightbox = article.open_photo(2).await?;
    lightbox.wait_for_caption("Night 2").await?;
    ensure_equal!(lightbox.credit().await?, "Drawing 2: Ben Osei", "the credit");
    ensure_equal!(
        lightbox.alternative_text().await?.as_deref(),
        Some("Two lanterns over dark water"),
        "the alternative text"
    );
    ensure!(lightbox.counter().await?.contains('2') && lightbox.counter().await?.contains('7'), "the counter");
    lightbox.click("next").await?;
    lightbox.wait_for_caption("Night 3").await?;
    lightbox.click("previous").await?;
    lightbox.wait_for_caption("Night 2").await?;
    for (key, caption) in [
        (Key::Right, "Night 3"),
        (Key::Right, "Night 4"),
        (Key::Left, "Night 3"),
        (Key::End, "Night 7"),
        (Key::Home, "Night 1"),
    ] {
        test.browser.press(&char::from(key).to_string()).await?;
        lightbox.wait_for_caption(caption).await?;
    }
    ensure!(lightbox.leads_nowhere("previous").await?, "the first photo offers one before it");
    ensure!(!lightbox.leads_nowhere("next").await?, "the first photo offers none after it");
    let address = test.browser.address().await?;
    ensure!(address.ends_with(&site.path("a/lanterns/photo/nights/1")), "the photo has no link: {address}");
    Ok(())
}

async fn escape_closes_the_lightbox_and_gives_the_focus_back(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    let article = ArticlePage::open(&test.browser, &site, "lanterns").await?;
    let lightbox = article.open_photo(3).await?;
    lightbox.wait_for_caption("Night 3").await?;
    test.browser.press(&char::from(Key::Escape).to_string()).await?;
    Lightbox::wait_closed(&test.browser).await?;
    test.browser.wait_for_focus(&ArticlePage::photo(3)).await?;
    ArticlePage::shown(&test.browser, LANTERNS).await?;

    let lightbox = article.open_photo(4).await?;
    lightbox.wait_for_caption("Night 4").await?;
    lightbox.click("close").await?;
    Lightbox::wait_closed(&test.browser).await?;
    test.browser.wait_for_focus(&ArticlePage::photo(4)).await
}

async fn back_closes_the_lightbox_and_stays_on_the_article(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    let front = FrontPage::open(&test.browser, &site).await?;
    let article = front.open_latest(LANTERNS).await?;
    let lightbox = article.open_photo(1).await?;
    lightbox.click("next").await?;
    lightbox.wait_for_caption("Night 2").await?;
    test.browser.back().await?;
    Lightbox::wait_closed(&test.browser).await?;
    ArticlePage::shown(&test.browser, LANTERNS).await?;
    // Forward opens the photo again, and closing it leaves no entry that Back has to step over twice.
    test.browser.forward().await?;
    Lightbox::shown(&test.browser).await?.wait_for_caption("Night 2").await?;
    test.browser.press(&char::from(Key::Escape).to_string()).await?;
    Lightbox::wait_closed(&test.browser).await?;
    test.browser.back().await?;
    FrontPage::shown(&test.browser).await.map(|_| ())
}

async fn a_link_to_a_photo_opens_over_its_article_and_closes_to_it(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    test.browser.goto(&site.url("a/lanterns/photo/nights/5")).await?;
    let lightbox = Lightbox::shown(&test.browser).await?;
    lightbox.wait_for_caption("Night 5").await?;
    lightbox.click("close").await?;
    Lightbox::wait_closed(&test.browser).await?;
    ArticlePage::shown(&test.browser, LANTERNS).await?;
    let address = test.browser.address().await?;
    ensure!(address.ends_with(&site.path("a/lanterns")), "the address still names the photo: {address}");
    Ok(())
}

async fn the_page_behind_the_lightbox_cannot_be_reached(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    let article = ArticlePage::open(&test.browser, &site, "lanterns").await?;
    article.open_photo(2).await?;
    for _ in 0..8 {
        test.browser.press(&char::from(Key::Tab).to_string()).await?;
        let outside = "const focused = document.activeElement; return !!focused && focused !== document.body && !focused.closest('dialog.lightbox')";
        ensure!(!test.browser.is_true(outside).await?, "the focus went behind: {}", test.browser.focused().await?);
    }
    Ok(())
}
