//! What axe finds wrong with the pages for readers with assistive technology: nothing, in either direction and theme.

use std::path::PathBuf;

use fantoccini::key::Key;
use serde_json::{Value, json};
use tidings_tests::pages::wait_for_page;
use tidings_tests::run::{Promise, Test};
use tidings_tests::server::Answer;
use tidings_tests::site::{Shape, Site};
use tidings_tests::{Failure, Outcome, ensure, project_root, promises};

use crate::archive::INTEGRITY;

pub(crate) fn promises() -> Vec<Promise> {
    promises![
        axe_finds_nothing_on_the_front_page within 120,
        axe_finds_nothing_on_an_article within 120,
        axe_finds_nothing_on_a_category within 120,
        axe_finds_nothing_on_the_search_page within 120,
        axe_finds_nothing_on_the_saved_articles within 120,
        axe_finds_nothing_on_a_page_of_words_about_an_error within 120,
        axe_finds_nothing_on_the_lightbox within 120,
        axe_finds_nothing_on_open_menus_and_sheets within 120,
        axe_would_find_something once because "the check is checked, not the site",
    ]
}

fn axe() -> Outcome<Vec<u8>> {
    let file: PathBuf = project_root().join(".tools/node/node_modules/axe-core/axe.min.js");
    std::fs::read(&file).map_err(|error| Failure::new(format!("{}: {error}: run cargo xtask setup", file.display())))
}

/// Runs axe on the page as it is and returns what it found.
async fn violations(test: &Test) -> Outcome<Vec<String>> {
    // Axe measures colours as they are painted, so nothing may still be fading in.
    let settled = "for (const animation of document.getAnimations()) { if (animation.timeline === document.timeline) try { animation.finish(); } catch { animation.cancel(); } }
        const found = await window.axe.run(document, { resultTypes: ['violations'], iframes: false });
        return found.violations.flatMap((violation) => violation.nodes.slice(0, 3).map((node) =>
            `${violation.id}: ${node.target.join(' ')}: ${(node.failureSummary || violation.help).replace(/\\s+/g, ' ')}`))";
    let found = test.browser.execute_async(settled, vec![]).await?;
    Ok(tidings_tests::browser::strings(&found))
}

/// Checks a page in both themes and both directions of the interface; `ready` names an element that must be shown first.
async fn is_accessible(
    test: &Test,
    prepare: impl Fn(&Site) -> Outcome,
    routes: &[(&str, &str)],
    kind: &str,
    ready: &str,
) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    site.server.add_script("/__axe.js", axe()?);
    prepare(&site)?;
    let mut all = Vec::new();
    for (language, route) in routes {
        for theme in ["light", "dark"] {
            test.browser.goto(&site.url_with(&format!("lang={language}&theme={theme}"), route)).await?;
            wait_for_page(&test.browser, kind).await?;
            test.browser.find(ready).await?;
            let found = violations(test).await?;
            all.extend(found.into_iter().map(|violation| format!("{language} {theme} {route:?}: {violation}")));
            test.listen().await?;
        }
    }
    ensure!(all.is_empty(), "axe found:\n    {}", all.join("\n    "));
    Ok(())
}

fn as_it_is(_: &Site) -> Outcome {
    Ok(())
}

async fn axe_finds_nothing_on_the_front_page(test: &Test) -> Outcome {
    is_accessible(test, as_it_is, &[("en", ""), ("fa", "")], "front", ".front-lead .story-headline").await
}

async fn axe_finds_nothing_on_an_article(test: &Test) -> Outcome {
    let routes = [
        ("en", "a/tide-mill"),
        ("fa", "a/ketabkhaneh-dar-fanus"),
        ("en", "a/ketabkhaneh-dar-fanus"),
        ("fa", "a/north-quay-crane"),
    ];
    is_accessible(test, as_it_is, &routes, "article", ".prose p").await
}

async fn axe_finds_nothing_on_a_category(test: &Test) -> Outcome {
    is_accessible(test, as_it_is, &[("en", "c/coast?tag=history"), ("fa", "c/coast?tag=history")], "category", ".chips")
        .await
}

async fn axe_finds_nothing_on_the_search_page(test: &Test) -> Outcome {
    is_accessible(
        test,
        as_it_is,
        &[("en", "search?q=sluice"), ("fa", "search?q=کتابخانه")],
        "search",
        ".results .result",
    )
    .await
}

async fn axe_finds_nothing_on_the_saved_articles(test: &Test) -> Outcome {
    is_accessible(test, as_it_is, &[("en", "saved"), ("fa", "saved")], "saved", ".open-feed .button").await
}

async fn axe_finds_nothing_on_a_page_of_words_about_an_error(test: &Test) -> Outcome {
    let page = Answer::html("<!doctype html><title>Home</title>");
    match test.shape() {
        Shape::Plain | Shape::Disk => {
            let prepare = |site: &Site| {
                site.server.answer("/feed.json", page.clone());
                Ok(())
            };
            is_accessible(test, prepare, &[("en", ""), ("fa", "")], "problem", ".problem-actions button").await?;
        }
        // A written page stays when its feed cannot be had; what is told is that a part of the site is wanting.
        Shape::Packed => {
            let prepare = |site: &Site| {
                site.server.answer(&format!("/{}", site.catalogue()?), page.clone());
                Ok(())
            };
            for remark in INTEGRITY {
                test.allow_remark(remark);
            }
            is_accessible(test, prepare, &[("en", "c/"), ("fa", "c/")], "problem", ".problem-actions button").await?;
        }
    }
    is_accessible(test, as_it_is, &[("en", "nowhere"), ("fa", "nowhere")], "problem", ".problem-actions a").await
}

async fn axe_finds_nothing_on_the_lightbox(test: &Test) -> Outcome {
    let routes = [("en", "a/lanterns/photo/nights/2"), ("fa", "a/ketabkhaneh-dar-fanus/photo/rooms/2")];
    is_accessible(test, as_it_is, &routes, "article", "dialog.lightbox[open] img").await
}

async fn axe_finds_nothing_on_open_menus_and_sheets(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    site.server.add_script("/__axe.js", axe()?);
    let mut all = Vec::new();
    for (language, theme) in [("en", "light"), ("fa", "dark"), ("en", "contrast"), ("fa", "sepia")] {
        let settings = format!("lang={language}&theme={theme}");
        let article = match language {
            "en" => "a/tide-mill",
            _ => "a/ketabkhaneh-dar-fanus",
        };
        test.browser.goto(&site.url_with(&settings, article)).await?;
        wait_for_page(&test.browser, "article").await?;
        test.browser.click("details.menu[data-menu=settings] > summary").await?;
        test.browser.find("#interface-language").await?;
        let found = violations(test).await?;
        all.extend(found.into_iter().map(|violation| format!("{language} {theme} settings: {violation}")));
        let escape = char::from(Key::Escape).to_string();
        test.browser.press(&escape).await?;
        for (open, what) in [("?", ".keys"), (".icon-cite", ".cite"), (".icon-embed", ".embed-preview")] {
            match open {
                "?" => test.browser.press(open).await?,
                icon => test.browser.click(&format!(".actions {icon}")).await?,
            }
            test.browser.find(&format!("dialog.sheet[open] {what}")).await?;
            let found = violations(test).await?;
            all.extend(found.into_iter().map(|violation| format!("{language} {theme} {what}: {violation}")));
            test.browser.press(&escape).await?;
            test.browser.wait_gone("dialog.sheet").await?;
        }
        test.listen().await?;
    }
    ensure!(all.is_empty(), "axe found:\n    {}", all.join("\n    "));
    Ok(())
}

/// A check that cannot fail is a defect.
async fn axe_would_find_something(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    site.server.add_script("/__axe.js", axe()?);
    test.browser.goto(&site.url("")).await?;
    wait_for_page(&test.browser, "front").await?;
    let spoil = "const picture = document.createElement('img'); picture.src = 'media/mill.png'; document.querySelector('main').append(picture)";
    test.browser.execute(spoil, vec![json!(Value::Null)]).await?;
    let found = violations(test).await?;
    ensure!(
        found.iter().any(|violation| violation.starts_with("image-alt")),
        "a picture without a text was not found: {found:?}"
    );
    Ok(())
}
