//! What the element of `embed.js` offers a host page: layouts, events, methods, a link where there is nothing to show.

use std::time::Duration;

use serde_json::{Value, json};
use tidings_tests::pages::{ArticlePage, HostPage, SearchPage, wait_for_heading, wait_for_page};
use tidings_tests::run::{Promise, Test};
use tidings_tests::server::Answer;
use tidings_tests::site::Site;
use tidings_tests::words::Words;
use tidings_tests::{Outcome, ensure, ensure_equal, promises};

use crate::embedding::wait_until_sized;
use crate::lazy::wasm_file;
use crate::saltmarsh::*;

pub(crate) fn promises() -> Vec<Promise> {
    promises![
        a_host_page_shows_the_part_of_a_publication_that_it_wants,
        photos_alone_are_shown_without_the_lead once because "the layouts are the same on every site",
        a_host_page_hears_what_is_read_and_says_what_to_open,
        a_viewer_follows_its_attributes_and_survives_being_moved once because "the element is the same on every site",
        a_viewer_that_has_nothing_to_show_leaves_a_link once because "the element is the same on every site",
        a_viewer_that_cannot_start_leaves_a_link once because "the element is the same on every site",
        a_slow_viewer_is_waited_for once because "the element is the same on every site",
        a_base_a_router_and_a_zoom_of_the_host_do_not_matter once because "the element is the same on every site",
        twenty_viewers_share_one_page within 120 once because "the element is the same on every site",
        nothing_below_a_viewer_jumps once because "the element is the same on every site",
        only_the_host_page_may_say_where_to_go once because "the element is the same on every site",
        a_photo_in_a_tall_frame_is_shown_where_the_reader_looks once because "the element is the same on every site",
        the_lines_to_embed_an_article_are_offered_and_previewed,
    ]
}

async fn a_host_page_shows_the_part_of_a_publication_that_it_wants(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    let host = HostPage::open(&test.browser, &site, "layouts.html").await?;
    let browser = &test.browser;
    for id in ["list", "cards", "gallery", "search"] {
        let script = "document.getElementById(arguments[0]).scrollIntoView()";
        browser.execute(script, vec![id.into()]).await?;
        host.hear(id, "ready").await?;
    }
    host.enter_viewer("list").await?;
    wait_for_heading(browser, "Coast 6 articles").await?;
    ensure_equal!(browser.texts(".story-headline").await?.len(), COAST.len(), "entries of the list");
    ensure!(!browser.shows(".filters, .breadcrumb, .subcategories").await?, "the list has what a page has");
    test.listen().await?;
    browser.leave_frame().await?;

    host.enter_viewer("cards").await?;
    browser.find(".story-list [data-size=card]").await?;
    ensure_equal!(browser.style(".story-list", "display").await?, "grid", "how cards stand");
    browser.leave_frame().await?;

    host.enter_viewer("gallery").await?;
    browser.find(".gallery-item").await?;
    ensure!(browser.shows("h1").await?, "the gallery has no title");
    ensure!(
        !browser.shows(".prose > p, .byline, .article-foot, .breadcrumb").await?,
        "the gallery has the words of the article"
    );
    browser.leave_frame().await?;

    host.enter_viewer("search").await?;
    let search = SearchPage::shown(browser).await?;
    browser.find(".results .result").await?;
    ensure!(search.headlines().await?.iter().any(|headline| headline == MILL), "the search does not find {MILL}");
    ensure!(!browser.shows(".filters").await?, "the search box has filters");
    browser.leave_frame().await
}

async fn photos_alone_are_shown_without_the_lead(test: &Test) -> Outcome {
    let site = Site::pictures()?;
    let browser = &test.browser;
    browser.goto(&site.url_with("embed=1&layout=gallery", "a/quay")).await?;
    ArticlePage::shown(browser, "Along the quay").await?;
    browser.find(".gallery-item").await?;
    for rest in [".article > figure", ".prose > p", ".prose > figure"] {
        ensure!(browser.count(rest).await? > 0, "the article has no {rest}");
        ensure!(!browser.shows(rest).await?, "{rest} is shown beside the photos");
    }
    Ok(())
}

async fn a_host_page_hears_what_is_read_and_says_what_to_open(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    let host = HostPage::open(&test.browser, &site, "talk.html").await?;
    let browser = &test.browser;
    ensure_equal!(host.hear("talk", "ready").await?["title"], json!("The Saltmarsh Post"), "the publication");
    let opened = host.hear("talk", "open").await?;
    ensure_equal!(opened["item"], json!("lanterns"), "the article");
    ensure_equal!(opened["title"], json!(LANTERNS), "its headline");
    let address = opened["address"].as_str().unwrap_or_default().to_owned();
    ensure!(address.starts_with(&site.server.origin()) && !address.contains("embed="), "its address is {address}");

    let before = browser.read("return String(history.length)").await?;
    browser.execute("document.getElementById('talk').open('tide-mill')", vec![]).await?;
    browser.wait_for_script("the mill to be told", "return window.heard.at(-1)?.item === 'tide-mill'").await?;
    host.enter_viewer("talk").await?;
    ArticlePage::shown(browser, MILL).await?;
    browser.leave_frame().await?;
    browser.execute("document.getElementById('talk').search('thermos')", vec![]).await?;
    host.enter_viewer("talk").await?;
    SearchPage::shown(browser).await?;
    browser.find(".results .result").await?;
    test.listen().await?;
    browser.leave_frame().await?;
    ensure_equal!(browser.read("return String(history.length)").await?, before, "entries of the host page's history");

    // What is not there is told of, and the reader sees why.
    browser.execute("document.getElementById('talk').open('nobody-wrote-this')", vec![]).await?;
    ensure_equal!(host.hear("talk", "error").await?["kind"], json!("missing"), "the kind of error");
    host.enter_viewer("talk").await?;
    wait_for_page(browser, "problem").await?;
    browser.leave_frame().await
}

async fn a_viewer_follows_its_attributes_and_survives_being_moved(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    let host = HostPage::open(&test.browser, &site, "talk.html").await?;
    let browser = &test.browser;
    host.hear("talk", "ready").await?;
    let change = "window.heard = []; const viewer = document.getElementById('talk');
        viewer.setAttribute('item', 'tide-mill'); viewer.setAttribute('theme', 'dark'); viewer.setAttribute('lang', 'fa');";
    browser.execute(change, vec![]).await?;
    ensure_equal!(host.hear("talk", "open").await?["item"], json!("tide-mill"), "what the attribute asks for");
    ensure_equal!(
        browser.read("return String(window.heard.filter((it) => it.name === 'ready').length)").await?,
        "1",
        "frames made"
    );
    host.enter_viewer("talk").await?;
    ensure_equal!(browser.attribute("html", "data-theme").await?.as_deref(), Some("dark"), "the theme");
    ensure_equal!(browser.attribute("html", "lang").await?.as_deref(), Some("fa"), "the language");
    test.listen().await?;
    browser.leave_frame().await?;
    // Out of the page and in again, as a framework does.
    let shift = "window.heard = []; const viewer = document.getElementById('talk'); viewer.remove(); document.body.prepend(viewer);";
    browser.execute(shift, vec![]).await?;
    host.hear("talk", "ready").await?;
    ensure_equal!(
        browser
            .read("return String(document.getElementById('talk').shadowRoot.querySelectorAll('iframe').length)")
            .await?,
        "1",
        "frames"
    );
    browser.execute("document.getElementById('talk').setAttribute('height', '420')", vec![]).await?;
    ensure_equal!(host.height().await?, 420.0, "the height that was asked for");
    Ok(())
}

async fn a_viewer_that_has_nothing_to_show_leaves_a_link(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    test.allow_remark("the server responded with a status of");
    let host = HostPage::open(&test.browser, &site, "silent.html").await?;
    let browser = &test.browser;
    for (id, kind) in [("unknown", "missing"), ("empty", "missing"), ("stranger", "silent")] {
        ensure_equal!(host.hear(id, "error").await?["kind"], json!(kind), "what {id} says");
    }
    for text in ["Read it there", "Read this there", "Read that there"] {
        ensure!(browser.texts("tidings-viewer a").await?.iter().any(|link| link == text), "no link {text}");
        let is_shown = "return [...document.querySelectorAll('tidings-viewer a')].find((link) => link.textContent === arguments[0]).checkVisibility()";
        ensure_equal!(
            browser.execute(is_shown, vec![text.into()]).await?,
            Value::Bool(true),
            "whether {text} is shown"
        );
    }
    // Without a link of the host's own there is one to the article.
    let own = "const root = document.getElementById('empty').shadowRoot; const link = root.querySelector('slot a');
        return link.checkVisibility() && root.querySelector('iframe').checkVisibility() === false ? link.href : ''";
    ensure_equal!(browser.read(own).await?, site.server.url("/#/a/nobody-wrote-this-either"), "the link");
    // What can be shown takes the place of the link.
    browser.execute("document.getElementById('unknown').open('lanterns')", vec![]).await?;
    host.hear("unknown", "open").await?;
    host.enter_viewer("unknown").await?;
    ArticlePage::shown(browser, LANTERNS).await?;
    test.listen().await?;
    browser.leave_frame().await?;
    ensure_equal!(browser.title().await?, "A page whose viewers cannot show anything", "the host page's title");
    Ok(())
}

async fn a_viewer_that_cannot_start_leaves_a_link(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    // As where a browser or a policy allows no WebAssembly.
    let (path, _) = wasm_file("viewer-")?;
    site.server.answer(&path, Answer::new("application/wasm", "no wasm"));
    for remark in ["CompileError", "wasm", "WebAssembly"] {
        test.allow_remark(remark);
    }
    let host = HostPage::open(&test.browser, &site, "talk.html").await?;
    ensure_equal!(host.hear("talk", "error").await?["kind"], json!("start"), "the kind of error");
    let own = "return document.getElementById('talk').shadowRoot.querySelector('slot a').href";
    ensure_equal!(test.browser.read(own).await?, site.server.url("/#/a/lanterns"), "the link");
    let is_shown = "const root = document.getElementById('talk').shadowRoot;
        return root.querySelector('slot a').checkVisibility() && !root.querySelector('iframe').checkVisibility()";
    ensure!(test.browser.is_true(is_shown).await?, "the link is not shown in place of the frame");
    Ok(())
}

async fn a_slow_viewer_is_waited_for(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    // Longer than a frame may be silent, but the page has said its word.
    let (path, wasm) = wasm_file("viewer-")?;
    site.server.answer(&path, Answer::new("application/wasm", wasm).after(Duration::from_secs(7)));
    let host = HostPage::open(&test.browser, &site, "talk.html").await?;
    host.hear("talk", "ready").await?;
    let told = "return window.heard.map(({ name }) => name).join(' ')";
    ensure!(!test.browser.read(told).await?.contains("error"), "a slow viewer was given up");
    Ok(())
}

async fn a_base_a_router_and_a_zoom_of_the_host_do_not_matter(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    let host = HostPage::open(&test.browser, &site, "odd.html").await?;
    host.enter().await?;
    ArticlePage::shown(&test.browser, LANTERNS).await?;
    test.browser.click(".breadcrumb li:first-child a").await?;
    wait_for_page(&test.browser, "front").await?;
    ensure_equal!(test.browser.attribute("html", "dir").await?.as_deref(), Some("ltr"), "the direction inside");
    test.listen().await?;
    test.browser.leave_frame().await?;
    ensure_equal!(test.browser.count("tidings-viewer").await?, 1, "viewers on the host page");
    Ok(())
}

async fn twenty_viewers_share_one_page(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    let host = HostPage::open(&test.browser, &site, "twenty.html").await?;
    // Twenty viewers on two cores take WebKit twenty seconds beside other tests.
    let all = "return new Set(window.heard.filter((it) => it.name === 'open').map((it) => it.id)).size === 20";
    test.browser.wait_long("twenty viewers to show their articles", Duration::from_secs(90), all).await?;
    for number in [0, 1, 9, 10, 18, 19] {
        let opened = host.hear(&format!("viewer-{number}"), "open").await?;
        ensure_equal!(opened["item"], json!(if number % 2 == 0 { "tide-mill" } else { "lanterns" }), "viewer {number}");
    }
    // Nobody searches, so there is nobody to answer.
    let asked = site.server.requests();
    ensure!(
        !asked.iter().any(|path| path.contains("/engine-")),
        "an engine was fetched for viewers that only show something"
    );
    Ok(())
}

async fn nothing_below_a_viewer_jumps(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    let host = HostPage::open(&test.browser, &site, "talk.html").await?;
    host.hear("talk", "open").await?;
    wait_until_sized(test, &host).await?;
    ensure_equal!(test.browser.read("return window.jumps.join(', ')").await?, "", "what moved while it was seen");
    // A short article: once it is out of sight, the room that was kept for it is given back. Asked before it is ready the element takes a new
    // frame, which is not loaded far from the window.
    host.hear("talk", "ready").await?;
    test.browser.execute("document.getElementById('talk').search('no such word anywhere')", vec![]).await?;
    let spacer = "const room = document.createElement('div'); room.style.height = '9000px'; document.body.append(room);
        room.scrollIntoView({ block: 'end' })";
    test.browser.execute(spacer, vec![]).await?;
    let window: f64 = test.browser.read("return String(innerHeight)").await?.parse()?;
    test.browser
        .wait_for("the frame to be as short as what it shows", || async {
            let height = host.height().await?;
            Ok(if height < window { Ok(()) } else { Err(format!("{height} of {window}")) })
        })
        .await?;
    // The reader is where they were: the search's field has not taken the focus, to which browsers would scroll.
    let place = test.browser.read("return `${document.activeElement.tagName} ${scrollY > 5000}`").await?;
    ensure_equal!(place, "BODY true", "the focus, and whether the page is still where it was scrolled to");
    Ok(())
}

async fn only_the_host_page_may_say_where_to_go(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    let host = HostPage::open(&test.browser, &site, "talk.html").await?;
    let browser = &test.browser;
    host.hear("talk", "open").await?;
    // A frame of a stranger's, a storm of things that are no messages, and words that are not for the viewer.
    let storm = "
        const inner = document.getElementById('talk').shadowRoot.querySelector('iframe').contentWindow;
        const frame = document.createElement('iframe');
        document.body.append(frame);
        frame.contentWindow.eval(`window.say = (to, what) => to.postMessage(what, '*')`);
        for (let turn = 0; turn < 500; turn += 1) {
            frame.contentWindow.say(inner, { tidings: 1, type: 'go', address: 'a/tide-mill' });
            for (const odd of [null, 7, 'go', [], { tidings: 2, type: 'go', address: 'a/tide-mill' }, { tidings: 1, type: 'go', address: {} }, { tidings: 1, type: 'eval', address: 'a/tide-mill' }])
                inner.postMessage(odd, '*');
            window.postMessage({ tidings: 1, type: 'open', item: 'forged' }, '*');
        }
        frame.remove();
        document.getElementById('talk').search('thermos');";
    browser.execute(storm, vec![]).await?;
    host.enter_viewer("talk").await?;
    SearchPage::shown(browser).await?;
    test.listen().await?;
    browser.leave_frame().await?;
    let items = "return window.heard.filter((it) => it.name === 'open').map((it) => it.item).join(' ')";
    ensure_equal!(browser.read(items).await?, "lanterns", "articles that were opened");
    Ok(())
}

async fn a_photo_in_a_tall_frame_is_shown_where_the_reader_looks(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    let host = HostPage::open(&test.browser, &site, "talk.html").await?;
    let browser = &test.browser;
    browser.resize(420, 700).await?;
    host.hear("talk", "open").await?;
    wait_until_sized(test, &host).await?;
    browser.execute("window.scrollTo(0, 900)", vec![]).await?;
    host.enter_viewer("talk").await?;
    // From pressing to letting go a reader takes longer than the browser to tell the frame.
    let press =
        "document.querySelector('.gallery-item').dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }))";
    browser.execute(press, vec![]).await?;
    let is_told = "return parseInt(document.documentElement.style.getPropertyValue('--sight-start')) > 400";
    browser.wait_for_script("the frame to know what is seen of it", is_told).await?;
    browser.execute("document.querySelector('.gallery-items > li:nth-child(4) .gallery-item').click()", vec![]).await?;
    browser.find(".lightbox[open]").await?;
    let places = "const [frame, stage] = ['html', '.lightbox'].map((name) => document.querySelector(name).getBoundingClientRect());
        return [frame.height, stage.height, stage.top]";
    let look = || async {
        let places = browser.execute(places, vec![]).await?;
        let at = |index: usize| places.get(index).and_then(Value::as_f64).unwrap_or(f64::NAN);
        let is_there = at(0) > 900.0 && at(1) < 720.0 && at(2) > 0.0;
        Ok(if is_there { Ok(()) } else { Err(places.to_string()) })
    };
    browser.wait_for("the stage to be where the reader looks", look).await?;
    browser.leave_frame().await?;
    let sight =
        "const frame = document.getElementById('talk').shadowRoot.querySelector('iframe').getBoundingClientRect();
        return [Math.max(0, -frame.top), Math.min(innerHeight, frame.bottom) - Math.max(0, frame.top)]";
    let sight = browser.execute(sight, vec![]).await?;
    host.enter_viewer("talk").await?;
    let stage =
        "const stage = document.querySelector('.lightbox').getBoundingClientRect(); return [stage.top, stage.height]";
    let stage = browser.execute(stage, vec![]).await?;
    test.listen().await?;
    browser.leave_frame().await?;
    for (edge, name) in [(0, "begins"), (1, "is high")] {
        let at = |value: &Value| value.get(edge).and_then(Value::as_f64).unwrap_or(f64::NAN);
        // The frame is told of every hundredth of its height.
        ensure!((at(&sight) - at(&stage)).abs() < 40.0, "the stage {name} {stage}, the reader sees {sight}");
    }
    Ok(())
}

async fn the_lines_to_embed_an_article_are_offered_and_previewed(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    let words = Words::of("en")?;
    let browser = &test.browser;
    browser.goto(&site.url("a/lanterns")).await?;
    ArticlePage::shown(browser, LANTERNS).await?;
    browser.click_text(".actions button", words.text("embed.code.open")?).await?;
    browser.find("dialog.sheet[open]").await?;
    browser.click_text(".sheet .choice-option", words.text("embed.code.photos")?).await?;
    browser.click_text(".sheet .choice-option", words.text("theme.dark")?).await?;
    let code = browser.text(".sheet pre").await?;
    let expected = format!(
        "<script src=\"{0}/embed.js\" async></script> <tidings-viewer src=\"{0}/\" item=\"lanterns\" layout=\"gallery\" theme=\"dark\">",
        site.server.origin()
    );
    ensure!(code.starts_with(&expected), "the lines are {code}");
    browser.enter_frame(".embed-preview").await?;
    browser.find(".gallery-item").await?;
    ensure_equal!(browser.attribute("html", "data-theme").await?.as_deref(), Some("dark"), "the theme of the preview");
    ensure_equal!(browser.count("header.masthead").await?, 0, "mastheads in the preview");
    test.listen().await?;
    browser.leave_frame().await?;
    let listen = "navigator.clipboard.writeText = async (text) => { window.copied = text; }";
    browser.execute(listen, vec![]).await?;
    browser.click(".sheet .cite-head button").await?;
    browser.wait_for_script("the lines to be copied", "return window.copied?.includes('layout=\"gallery\"')").await
}
