//! The viewer inside a stranger's page. The host pages lie in tests/embed-host/ and are served from another site.

use serde_json::json;
use tidings_tests::engine::Engine;
use tidings_tests::pages::{ArticlePage, HostPage};
use tidings_tests::run::{Promise, Test};
use tidings_tests::site::Site;
use tidings_tests::{Outcome, ensure, ensure_equal, promises};

use crate::saltmarsh::*;

pub(crate) fn promises() -> Vec<Promise> {
    promises![
        an_embedded_article_sizes_itself_and_can_be_read,
        the_host_page_gets_an_element_and_nothing_else,
        a_hostile_style_sheet_does_not_reach_the_viewer,
        bent_built_in_objects_do_not_reach_the_viewer,
        a_strict_policy_of_the_host_is_enough_for_the_viewer,
        a_message_of_a_stranger_does_not_resize_the_frame,
    ]
}

/// Waits for the article in the frame and comes back out.
async fn read_inside(test: &Test, host: &HostPage<'_>) -> Outcome {
    host.enter().await?;
    ArticlePage::shown(&test.browser, LANTERNS).await?;
    test.listen().await?;
    test.browser.leave_frame().await
}

/// Waits until the frame is as high as what is in it.
pub(crate) async fn wait_until_sized(test: &Test, host: &HostPage<'_>) -> Outcome<f64> {
    test.browser
        .wait_for("the frame to be as high as its content", || async {
            let outside = host.height().await?;
            host.enter().await?;
            let inside = test.browser.execute("return document.documentElement.scrollHeight", vec![]).await;
            test.browser.leave_frame().await?;
            let inside = inside?.as_f64().unwrap_or_default();
            let fits = outside > 400.0 && (outside - inside).abs() <= 2.0;
            Ok(if fits { Ok(outside) } else { Err(format!("frame {outside}, content {inside}")) })
        })
        .await
}

async fn an_embedded_article_sizes_itself_and_can_be_read(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    let host = HostPage::open(&test.browser, &site, "plain.html").await?;
    read_inside(test, &host).await?;
    let before = wait_until_sized(test, &host).await?;

    // A click inside works and leaves the host page where it is.
    let address = test.browser.address().await?;
    host.enter().await?;
    ensure_equal!(test.browser.count("header.masthead").await?, 0, "mastheads inside the frame");
    test.browser.click(".breadcrumb li:first-child a").await?;
    tidings_tests::pages::FrontPage::shown(&test.browser).await?.open_latest(MILL).await?;
    test.listen().await?;
    test.browser.leave_frame().await?;
    ensure_equal!(test.browser.address().await?, address, "the host page's address");
    let after = wait_until_sized(test, &host).await?;
    ensure!((after - before).abs() > 10.0, "the frame kept the height of the article before: {after}");
    Ok(())
}

async fn the_host_page_gets_an_element_and_nothing_else(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    let host = HostPage::open(&test.browser, &site, "plain.html").await?;
    read_inside(test, &host).await?;
    // The same page without a viewer is the measure; frames have numbers, and chromedriver leaves variables behind.
    let with_viewer = host.globals().await?;
    ensure!(test.browser.is_true("return !!customElements.get('tidings-viewer')").await?, "the element is not defined");
    let added = "return document.querySelectorAll('body > *').length + ' ' + document.querySelectorAll('style, link[rel=stylesheet]').length";
    ensure_equal!(test.browser.read(added).await?, "4 0", "elements in the body, style sheets");
    let asked = host.server().requests();
    ensure!(asked.iter().all(|path| path == "/" || path.starts_with("/__")), "the host was asked for {asked:?}");
    test.listen().await?;
    let bare = HostPage::open(&test.browser, &site, "bare.html").await?;
    let without = bare.globals().await?;
    let of_driver = |name: &String| ["ret_nodes", "se_exportedFunctionSymbol"].contains(&name.as_str());
    let is_new = |name: &String| !without.contains(name) && !of_driver(name) && name.parse::<u32>().is_err();
    let ours: Vec<String> = with_viewer.into_iter().filter(is_new).collect();
    ensure!(ours.is_empty(), "global variables on the host page: {ours:?}");
    Ok(())
}

async fn a_hostile_style_sheet_does_not_reach_the_viewer(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    let host = HostPage::open(&test.browser, &site, "hostile-style.html").await?;
    read_inside(test, &host).await?;
    wait_until_sized(test, &host).await?;
    let frame = "const frame = document.querySelector('tidings-viewer').shadowRoot.querySelector('iframe');
        const style = getComputedStyle(frame);
        return [style.display, style.visibility, style.opacity].join(' ')";
    ensure_equal!(test.browser.read(frame).await?, "block visible 1", "the frame's style");
    host.enter().await?;
    let size: f64 = test.browser.style(".article .prose p", "font-size").await?.trim_end_matches("px").parse()?;
    ensure!(size > 12.0, "the host's font size reached the text: {size}");
    ensure_equal!(test.browser.style(".article", "direction").await?, "ltr", "the direction inside");
    test.listen().await?;
    test.browser.leave_frame().await
}

async fn bent_built_in_objects_do_not_reach_the_viewer(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    // WebKit's driver speaks through two of the objects that are bent, so in its page they stay straight.
    let page = if test.engine() == Engine::WebKit { "hostile-script.html?for-driver" } else { "hostile-script.html" };
    let host = HostPage::open(&test.browser, &site, page).await?;
    read_inside(test, &host).await?;
    wait_until_sized(test, &host).await.map(|_| ())
}

async fn a_strict_policy_of_the_host_is_enough_for_the_viewer(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    let host = HostPage::open(&test.browser, &site, "strict-policy.html").await?;
    read_inside(test, &host).await?;
    wait_until_sized(test, &host).await.map(|_| ())
}

async fn a_message_of_a_stranger_does_not_resize_the_frame(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    let host = HostPage::open(&test.browser, &site, "plain.html").await?;
    read_inside(test, &host).await?;
    let height = wait_until_sized(test, &host).await?;
    // The host page itself, and a frame of its own, claim to be the viewer.
    let forge = "
        const message = { tidings: 1, type: 'height', height: 9999, title: 'forged' };
        window.postMessage(message, '*');
        const frame = document.createElement('iframe');
        document.body.append(frame);
        frame.contentWindow.parent.postMessage(message, '*');
        await new Promise((done) => setTimeout(done, 0));
        await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
        frame.remove();";
    test.browser.execute_async(forge, vec![json!(null)]).await?;
    ensure_equal!(host.height().await?, height, "the height after forged messages");
    Ok(())
}
