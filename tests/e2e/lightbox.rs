//! The photo under the reader's hands: fingers, wheel, keys and buttons.

use fantoccini::key::Key;
use tidings_tests::pages::{ArticlePage, Lightbox, Touch};
use tidings_tests::run::{Promise, Test};
use tidings_tests::server::Answer;
use tidings_tests::site::Site;
use tidings_tests::{Failure, Outcome, ensure, ensure_equal, promises};

use crate::saltmarsh::*;

pub(crate) fn promises() -> Vec<Promise> {
    promises![
        wheel_keys_and_clicks_enlarge_a_photo and on disk,
        fingers_enlarge_turn_and_close,
        a_second_finger_takes_over_and_the_last_photo_comes_back,
        fingers_turn_the_other_way_in_a_right_to_left_interface,
        the_photos_beside_the_one_on_show_are_there_before_they_are_asked_for and on disk,
        a_photo_is_described_on_request,
        a_photo_that_cannot_be_had_says_so_and_the_others_are_there,
        a_slide_show_goes_on_and_stops once because "it is made of steps, which are tested on both",
        a_photo_can_have_the_whole_screen once because "nothing of it knows the site",
        an_enlarged_photo_is_fetched_in_more_pixels once because "pictures are the same in both",
    ]
}

async fn second_night<'a>(test: &'a Test, site: &Site) -> Outcome<Lightbox<'a>> {
    let article = ArticlePage::open(&test.browser, site, "lanterns").await?;
    let lightbox = article.open_photo(2).await?;
    lightbox.wait_for_caption("Night 2").await?;
    Ok(lightbox)
}

/// One finger from one part of the window to another by way of their middle, which rests for so many milliseconds before it is lifted.
fn stroke(from: (f64, f64), to: (f64, f64), rest_ms: u32) -> [Touch; 4] {
    let middle = ((from.0 + to.0) / 2.0, (from.1 + to.1) / 2.0);
    [
        ("down", 1, from.0, from.1, 0),
        ("move", 1, middle.0, middle.1, 30),
        ("move", 1, to.0, to.1, 30),
        ("up", 1, to.0, to.1, rest_ms),
    ]
}

async fn press(test: &Test, key: &str) -> Outcome {
    test.browser.press(key).await
}

async fn wheel_keys_and_clicks_enlarge_a_photo(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    let lightbox = second_night(test, &site).await?;
    let rest = lightbox.drawn().await?;
    // What is under the pointer stays there, since the picture's edge is still beyond the stage's.
    let (x, y) = (0.47, 0.45);
    lightbox.wheel(x, y, -400.0).await?;
    let wheeled = lightbox.drawn().await?;
    ensure!(wheeled[2] > rest[2] * 1.5, "the wheel did not enlarge it: {rest:?}, {wheeled:?}");
    wait_for_faint_caption(test).await?;
    let width = test.browser.execute("return innerWidth", vec![]).await?.as_f64().unwrap_or_default();
    let part = |drawn: [f64; 4]| (x * width - drawn[0]) / drawn[2];
    ensure!((part(rest) - part(wheeled)).abs() < 0.01, "another part is under the pointer: {rest:?}, {wheeled:?}");
    lightbox.wheel(x, y, 400.0).await?;
    ensure_equal!(lightbox.drawn().await?, rest, "the picture after as many steps back");

    press(test, "+").await?;
    let once = lightbox.drawn().await?;
    press(test, "+").await?;
    let twice = lightbox.drawn().await?;
    ensure!(rest[2] < once[2] && once[2] < twice[2], "the plus key: {rest:?}, {once:?}, {twice:?}");
    // Arrows move what is enlarged, and turn no page.
    press(test, &char::from(Key::Right).to_string()).await?;
    let moved = lightbox.drawn().await?;
    ensure!(moved[0] < twice[0] - 20.0, "the arrow did not move it: {twice:?}, {moved:?}");
    lightbox.wait_for_caption("Night 2").await?;
    press(test, "-").await?;
    ensure!(lightbox.drawn().await?[2] < twice[2], "the minus key");
    press(test, "0").await?;
    ensure_equal!(lightbox.drawn().await?, rest, "the picture after 0");

    ensure_equal!(label(test, "zoom").await?, "Zoom in", "the button");
    lightbox.click("zoom").await?;
    let by_button = lightbox.drawn().await?;
    ensure!(by_button[2] >= rest[2] * 1.9, "the button: {rest:?}, {by_button:?}");
    ensure_equal!(label(test, "zoom").await?, "Zoom out", "the button of an enlarged photo");
    test.browser.click(".lightbox-slide[data-place=current] .lightbox-picture").await?;
    ensure_equal!(lightbox.drawn().await?, rest, "the picture after a click");
    test.browser.click(".lightbox-slide[data-place=current] .lightbox-picture").await?;
    ensure!(lightbox.drawn().await?[2] >= rest[2] * 1.9, "a click on the picture");

    // Another photo begins at rest.
    press(test, &char::from(Key::PageDown).to_string()).await?;
    lightbox.wait_for_caption("Night 3").await?;
    ensure_equal!(lightbox.drawn().await?[2..], rest[2..], "the next photo");
    Ok(())
}

/// An enlarged photo covers its caption.
async fn wait_for_faint_caption(test: &Test) -> Outcome {
    test.browser
        .wait_for("the caption to fade", || async {
            let opacity =
                test.browser.style(".lightbox-slide[data-place=current] .lightbox-caption", "opacity").await?;
            Ok(if opacity == "0" { Ok(()) } else { Err(opacity) })
        })
        .await
}

async fn label(test: &Test, to: &str) -> Outcome<String> {
    Ok(test.browser.attribute(&Lightbox::button(to), "aria-label").await?.unwrap_or_default())
}

async fn fingers_enlarge_turn_and_close(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    let lightbox = second_night(test, &site).await?;
    let rest = lightbox.drawn().await?;
    lightbox.touch(&stroke((0.7, 0.4), (0.3, 0.4), 0)).await?;
    lightbox.wait_for_caption("Night 3").await?;
    lightbox.touch(&stroke((0.3, 0.4), (0.7, 0.4), 0)).await?;
    lightbox.wait_for_caption("Night 2").await?;
    lightbox.drawn().await?;

    // Two fingers, from a fifth of the window apart to two fifths.
    lightbox
        .touch(&[
            ("down", 1, 0.4, 0.4, 0),
            ("down", 2, 0.6, 0.4, 0),
            ("move", 1, 0.3, 0.4, 20),
            ("move", 2, 0.7, 0.4, 0),
            ("up", 2, 0.7, 0.4, 100),
            ("up", 1, 0.3, 0.4, 100),
        ])
        .await?;
    let pinched = lightbox.drawn().await?;
    ensure!((pinched[2] / rest[2] - 2.0).abs() < 0.05, "two fingers made it {} times as wide", pinched[2] / rest[2]);
    // One finger moves what is enlarged, no further than its edge, and turns no page.
    lightbox.touch(&stroke((0.5, 0.4), (0.6, 0.4), 0)).await?;
    let moved = lightbox.drawn().await?;
    ensure!(moved[2] == pinched[2] && moved[0] >= pinched[0], "one finger: {pinched:?}, {moved:?}");
    lightbox.wait_for_caption("Night 2").await?;
    let tap = [("down", 1, 0.5, 0.4, 0), ("up", 1, 0.5, 0.4, 20)];
    lightbox.touch(&[tap, tap].concat()).await?;
    ensure_equal!(lightbox.drawn().await?, rest, "the picture after a double tap");
    lightbox.touch(&[tap, tap].concat()).await?;
    ensure!(lightbox.drawn().await?[2] > rest[2] * 1.9, "a double tap on a picture at rest");
    lightbox.touch(&[tap, tap].concat()).await?;
    ensure_equal!(lightbox.drawn().await?, rest, "the picture after another");
    ensure!(!test.browser.shows(".lightbox-room[data-bare]").await?, "a double tap counted as one");

    // One tap takes away what lies over the picture, and brings it back.
    lightbox.touch(&tap).await?;
    test.browser.find(".lightbox-room[data-bare]").await?;
    lightbox.touch(&tap).await?;
    test.browser.wait_gone(".lightbox-room[data-bare]").await?;

    // A short pull comes back, a long one takes the photo away.
    lightbox.touch(&stroke((0.5, 0.4), (0.5, 0.5), 200)).await?;
    ensure_equal!(lightbox.drawn().await?, rest, "the picture after a short pull");
    lightbox.touch(&stroke((0.5, 0.4), (0.5, 0.8), 200)).await?;
    Lightbox::wait_closed(&test.browser).await?;
    ArticlePage::shown(&test.browser, LANTERNS).await.map(|_| ())
}

async fn a_second_finger_takes_over_and_the_last_photo_comes_back(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    test.browser.goto(&site.url("a/lanterns/photo/nights/7")).await?;
    let lightbox = Lightbox::shown(&test.browser).await?;
    lightbox.wait_for_caption("Night 7").await?;
    let rest = lightbox.drawn().await?;
    // The first finger has begun to turn the page when the second one comes.
    lightbox
        .touch(&[
            ("down", 1, 0.45, 0.4, 0),
            ("move", 1, 0.4, 0.4, 20),
            ("down", 2, 0.6, 0.4, 20),
            ("move", 2, 0.8, 0.4, 20),
            ("move", 1, 0.2, 0.4, 20),
            ("up", 2, 0.8, 0.4, 100),
            ("up", 1, 0.2, 0.4, 100),
        ])
        .await?;
    let pinched = lightbox.drawn().await?;
    ensure!((pinched[2] / rest[2] - 3.0).abs() < 0.05, "two fingers made it {} times as wide", pinched[2] / rest[2]);
    let dragged = "return document.querySelector('.lightbox-stage').style.getPropertyValue('--across')";
    ensure_equal!(test.browser.read(dragged).await?, "", "what the first finger had dragged");
    // Behind the last photo there is none: pulled beyond its edge, it comes back to it, again and again.
    let pull = stroke((0.95, 0.4), (0.05, 0.4), 200);
    let mut edges = Vec::new();
    for _ in 0..4 {
        lightbox.touch(&pull).await?;
        edges.push(lightbox.drawn().await?);
    }
    ensure_equal!(edges[3], edges[2], "the photo at its edge");
    ensure!(edges[3][0] < pinched[0], "it was never pulled: {pinched:?}, {edges:?}");
    lightbox.wait_for_caption("Night 7").await
}

async fn fingers_turn_the_other_way_in_a_right_to_left_interface(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    test.browser.goto(&site.url_with("lang=fa", "a/ketabkhaneh-dar-fanus/photo/rooms/2")).await?;
    let lightbox = Lightbox::shown(&test.browser).await?;
    lightbox.wait_for_caption("اتاق دوم").await?;
    // Where a finger pulls to the right, the next photo comes in from the left.
    let place = "const slide = document.querySelector('.lightbox-slide[data-place=next]').getBoundingClientRect();
        return slide.right <= 0";
    ensure!(test.browser.is_true(place).await?, "the next photo does not wait at the left");
    lightbox.touch(&stroke((0.3, 0.4), (0.7, 0.4), 0)).await?;
    lightbox.wait_for_caption("اتاق سوم").await
}

async fn the_photos_beside_the_one_on_show_are_there_before_they_are_asked_for(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    test.browser.goto(&site.url("a/lanterns/photo/nights/3")).await?;
    let lightbox = Lightbox::shown(&test.browser).await?;
    lightbox.wait_for_caption("Night 3").await?;
    let beside = "const slides = [...document.querySelectorAll('.lightbox-slide')];
        return slides.map((slide) => slide.dataset.place + (slide.inert ? ' inert' : '')).join(', ')";
    ensure_equal!(test.browser.read(beside).await?, "previous inert, current, next inert", "the slides");
    let all = "return [...document.querySelectorAll('.lightbox-slide img')].every((picture) => picture.complete && picture.naturalWidth > 0)";
    test.browser.wait_for_script("the photos beside it", all).await?;
    // The same element comes in that was waiting.
    test.browser.execute("document.querySelector('[data-place=next] img').wasWaiting = true", vec![]).await?;
    lightbox.click("next").await?;
    lightbox.wait_for_caption("Night 4").await?;
    ensure!(
        test.browser.is_true("return document.querySelector('[data-place=current] img').wasWaiting === true").await?,
        "it was made anew"
    );
    // At the end nothing waits beyond.
    test.browser.press(&char::from(Key::End).to_string()).await?;
    lightbox.wait_for_caption("Night 7").await?;
    ensure_equal!(test.browser.read(beside).await?, "previous inert, current", "the slides at the end");
    Ok(())
}

async fn a_photo_is_described_on_request(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    let lightbox = second_night(test, &site).await?;
    let description = "dialog.lightbox[open] [data-place=current] .lightbox-alt";
    ensure!(!test.browser.shows(description).await?, "described before it was asked for");
    lightbox.click("describe").await?;
    ensure_equal!(test.browser.text(description).await?, "Two lanterns over dark water", "the description");
    ensure_equal!(
        test.browser.attribute(&Lightbox::button("describe"), "aria-pressed").await?.as_deref(),
        Some("true"),
        "the button"
    );
    lightbox.click("next").await?;
    lightbox.wait_for_caption("Night 3").await?;
    ensure_equal!(test.browser.text(description).await?, "Three lanterns over dark water", "the next description");
    lightbox.click("describe").await?;
    test.browser.wait_gone(description).await
}

async fn a_photo_that_cannot_be_had_says_so_and_the_others_are_there(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    ArticlePage::open(&test.browser, &site, "lanterns").await?;
    let script = "return document.querySelector('.gallery-items > li:nth-child(5) img').getAttribute('src')";
    let picture = test.browser.read(script).await?;
    let path = picture.rsplit_once("media/").map(|(_, name)| format!("/media/{name}"));
    let path = path.ok_or_else(|| Failure::new(format!("{picture} is not where media are")))?;
    site.server.answer(&path, Answer::new("text/plain", "gone").status(404));
    test.allow_remark("resource: IMG");
    test.allow_remark("the server responded with a status of 404");
    // A fresh page, with nothing of the picture kept.
    let forget = "const names = await caches.keys(); for (const name of names) await caches.delete(name)";
    test.browser.execute_async(forget, vec![]).await?;
    test.browser.reload().await?;
    let article = ArticlePage::shown(&test.browser, LANTERNS).await?;
    let lightbox = article.open_photo(4).await?;
    lightbox.wait_for_caption("Night 4").await?;
    lightbox.click("next").await?;
    lightbox.wait_for_caption("Night 5").await?;
    let excuse = test.browser.text("dialog.lightbox[open] [data-place=current] .lightbox-broken").await?;
    ensure_equal!(excuse, "This picture cannot be had at the moment.", "the excuse");
    lightbox.click("next").await?;
    lightbox.wait_for_caption("Night 6").await?;
    ensure!(
        !test.browser.shows("dialog.lightbox[open] [data-place=current] .lightbox-broken").await?,
        "the next photo is told to be missing"
    );
    Ok(())
}

async fn a_slide_show_goes_on_and_stops(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    test.browser.goto(&site.url("a/lanterns/photo/nights/6")).await?;
    let lightbox = Lightbox::shown(&test.browser).await?;
    lightbox.wait_for_caption("Night 6").await?;
    ensure_equal!(label(test, "play").await?, "Start a slide show", "the button at first");
    lightbox.click("play").await?;
    ensure_equal!(label(test, "play").await?, "Stop the slide show", "the button while it plays");
    lightbox.wait_for_caption("Night 7").await?;
    // The last photo is the end of it, after its time.
    test.browser
        .wait_for("the slide show to end", || async {
            let label = label(test, "play").await?;
            Ok(if label == "Start a slide show" { Ok(()) } else { Err(label) })
        })
        .await?;
    lightbox.wait_for_caption("Night 7").await?;
    test.browser.press(&char::from(Key::Home).to_string()).await?;
    lightbox.wait_for_caption("Night 1").await?;
    lightbox.click("play").await?;
    lightbox.click("next").await?;
    lightbox.wait_for_caption("Night 2").await?;
    ensure_equal!(label(test, "play").await?, "Start a slide show", "the button after the reader went on by hand");
    Ok(())
}

async fn a_photo_can_have_the_whole_screen(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    let lightbox = second_night(test, &site).await?;
    lightbox.click("full").await?;
    let is_full = "return !!document.fullscreenElement && document.fullscreenElement.matches('.lightbox-room')";
    test.browser.wait_for_script("the whole screen", is_full).await?;
    ensure_equal!(label(test, "full").await?, "Leave full screen", "the button");
    // What can be done with a photo can be done there as well.
    test.browser.press(&char::from(Key::Right).to_string()).await?;
    lightbox.wait_for_caption("Night 3").await?;
    lightbox.click("close").await?;
    Lightbox::wait_closed(&test.browser).await?;
    test.browser.wait_for_script("the screen to be given back", "return !document.fullscreenElement").await
}

async fn an_enlarged_photo_is_fetched_in_more_pixels(test: &Test) -> Outcome {
    let site = Site::pictures()?;
    // As narrow as every engine's window can be made, so that a smaller size is enough at first.
    test.browser.resize(500, 800).await?;
    test.browser.goto(&site.url("a/quay/photo/walk/1")).await?;
    let lightbox = Lightbox::shown(&test.browser).await?;
    let chosen = "return document.querySelector('[data-place=current] .lightbox-picture').currentSrc";
    let before = test.browser.read(chosen).await?;
    for _ in 0..4 {
        press(test, "+").await?;
    }
    lightbox.drawn().await?;
    test.browser
        .wait_for("a larger one of the picture's sizes", || async {
            let now = test.browser.read(chosen).await?;
            Ok(if now == before { Err(now) } else { Ok(()) })
        })
        .await?;
    ensure!(
        site.server.requests().iter().any(|path| before.ends_with(path.as_str())),
        "the smaller one was never asked for"
    );
    Ok(())
}
