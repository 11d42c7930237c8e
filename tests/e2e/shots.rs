//! Pictures of the pages for people to look at: `cargo test -p tidings-tests --test e2e -- --shots` writes them to target/shots/.
//!
//! Pages of the sample publication, narrow and wide, light and dark, in the English and the Persian interface. Nothing is
//! compared by machine: a person sees at once what overlaps, and a machine complains about every other font.

use std::path::PathBuf;

use fantoccini::key::Key;
use serde_json::{Value, json};
use tidings_tests::browser::Browser;
use tidings_tests::pages::wait_for_page;
use tidings_tests::run::{Promise, Test};
use tidings_tests::site::{Shape, Site};
use tidings_tests::{Failure, Outcome, project_root, promises};

pub(crate) fn promises() -> Vec<Promise> {
    promises![
        shots within 600 once because "pages look alike in both shapes",
        shots_without_scripts within 600 once because "only sites in parts are sure to have written pages",
    ]
}

const WIDTHS: [(u32, u32); 2] = [(390, 844), (1280, 900)];

/// Longer pages are cut here: what is wrong further down was wrong above.
const TALLEST: f64 = 4000.0;

struct Page {
    name: &'static str,
    kind: &'static str,
    /// Must be shown before the picture is taken.
    ready: &'static str,
    route: String,
    is_whole: bool,
}

async fn shots(test: &Test) -> Outcome {
    let folder = project_root().join("target/shots");
    std::fs::create_dir_all(&folder)?;
    let site = Site::sample(Shape::Plain)?;
    for language in ["en", "fa"] {
        for page in pages(&site, language)? {
            for (width, height) in WIDTHS {
                for theme in ["light", "dark"] {
                    let file = folder.join(format!("{}-{width}-{theme}-{language}.png", page.name));
                    let taken = shoot(
                        &test.browser,
                        &site,
                        &page,
                        (width, height),
                        &format!("lang={language}&theme={theme}"),
                        &file,
                    )
                    .await;
                    taken.map_err(|failure| failure.while_doing(&file.display().to_string()))?;
                }
            }
        }
    }
    test.allow_remark("");
    Ok(())
}

/// The pages as they were written, in a browser that runs no scripts.
async fn shots_without_scripts(test: &Test) -> Outcome {
    let folder = project_root().join("target/shots");
    std::fs::create_dir_all(&folder)?;
    let site = Site::sample(Shape::Packed)?;
    let browser = &test.browser;
    browser.chromium("Emulation.setScriptExecutionDisabled", json!({ "value": true })).await?;
    let mut pages = vec![("front", String::new()), ("categories", "c/".to_owned()), ("category", "c/city".to_owned())];
    for language in ["en", "fa", "fr"] {
        let is_in = |article: &&Value| article.get("language").and_then(Value::as_str).unwrap_or("en") == language;
        let longest = site.articles().iter().filter(is_in).max_by_key(|article| article.to_string().len());
        let slug = longest.and_then(|article| article.pointer("/_tidings/slug")?.as_str());
        pages.push((language, format!("a/{}", slug.unwrap_or_default())));
    }
    for (name, route) in pages {
        for (width, height) in WIDTHS {
            for theme in ["light", "dark"] {
                let features = json!([{ "name": "prefers-color-scheme", "value": theme }]);
                browser.chromium("Emulation.setEmulatedMedia", json!({ "features": features })).await?;
                size_window(browser, width, height).await?;
                browser.goto(&site.url(&route)).await?;
                wait_for_pictures(browser).await?;
                let file = folder.join(format!("unscripted-{name}-{width}-{theme}.png"));
                picture(browser, (width, height), TALLEST, &file).await?;
            }
        }
    }
    test.allow_remark("");
    test.allow_unwatched();
    Ok(())
}

fn pages(site: &Site, language: &str) -> Outcome<Vec<Page>> {
    let is_in =
        |article: &&Value| article.get("language").and_then(Value::as_str).unwrap_or("en").starts_with(language);
    let ours = |article: &Value, member: &str| article.get("_tidings").and_then(|ours| ours.get(member)).cloned();
    let missing = |what: &str| Failure::new(format!("the sample has no {what} in {language}"));
    let article = site
        .articles()
        .iter()
        .filter(is_in)
        .max_by_key(|article| article.to_string().len())
        .ok_or_else(|| missing("article"))?;
    let has_gallery = |article: &&Value| ours(article, "galleries").is_some();
    let pictured =
        site.articles().iter().filter(is_in).find(has_gallery).or_else(|| site.articles().iter().find(has_gallery));
    let pictured = pictured.ok_or_else(|| missing("gallery"))?;
    let gallery =
        ours(pictured, "galleries").and_then(|all| all.get(0)?.get("id").cloned()).ok_or_else(|| missing("gallery"))?;
    let slug =
        |article: &Value| ours(article, "slug").and_then(|slug| slug.as_str().map(str::to_owned)).unwrap_or_default();
    let query = if language == "fa" { "شهر" } else { "harbour" };
    let page = |name, kind, ready, route: String, is_whole| Page { name, kind, ready, route, is_whole };
    Ok(vec![
        page("front", "front", ".front-lead .story-headline", String::new(), true),
        page("article", "article", ".prose p", format!("a/{}", slug(article)), true),
        page("category", "category", ".story-list .story", "c/city".to_owned(), true),
        page("filtered", "category", ".chips", format!("c/?lang={language}"), true),
        page("gallery", "article", ".gallery-item img", format!("a/{}", slug(pictured)), true),
        page(
            "lightbox",
            "article",
            "dialog.lightbox[open] img",
            format!("a/{}/photo/{}/2", slug(pictured), gallery.as_str().unwrap_or_default()),
            false,
        ),
        page("search", "search", ".results .result", format!("search?q={query}"), true),
        page("nothing", "search", ".empty", "search?q=xyzzyx".to_owned(), true),
        page("missing", "problem", ".problem-actions a", "a/not-there".to_owned(), true),
        page("error", "problem", ".problem-actions button", String::new(), true),
        page("menu", "front", ".menu-panel", String::new(), false),
    ])
}

async fn shoot(
    browser: &Browser,
    site: &Site,
    page: &Page,
    size: (u32, u32),
    settings: &str,
    file: &PathBuf,
) -> Outcome {
    let (width, height) = size;
    size_window(browser, width, height).await?;
    // A written page stays as it is when its feed cannot be had, so this takes the viewer's bare page.
    let broken = if page.name == "error" { Some(Site::of_feed("<!doctype html><title>Home</title>")?) } else { None };
    let site = broken.as_ref().unwrap_or(site);
    // A blank page between two addresses that differ in the hash only makes the second a fresh start.
    browser.goto("about:blank").await?;
    browser.goto(&site.url_with(settings, &page.route)).await?;
    wait_for_page(browser, page.kind).await?;
    if page.name == "menu" {
        browser.click("details.menu[data-menu=settings] > summary").await?;
    }
    browser.find(page.ready).await?;
    wait_for_pictures(browser).await?;
    let decoded = "await Promise.all([...document.images].map((picture) => picture.decode().catch(() => {})))";
    browser.execute_async(decoded, vec![]).await?;
    if page.name == "lightbox" {
        // A key shows that the reader has no pointer, so the bar stays.
        browser.press(&char::from(Key::Shift).to_string()).await?;
    }
    browser.execute("document.getAnimations().forEach((animation) => { if (animation.timeline === document.timeline) try { animation.finish(); } catch { animation.cancel(); } }); scrollTo(0, 0)", vec![]).await?;
    let tall = browser.execute("return document.documentElement.scrollHeight", vec![]).await?.as_f64().unwrap_or(900.0);
    let tall = if page.is_whole { tall.min(TALLEST).max(f64::from(height)) } else { f64::from(height) };
    picture(browser, size, tall, file).await
}

async fn wait_for_pictures(browser: &Browser) -> Outcome {
    let pictures =
        "document.querySelectorAll('img[loading=lazy]').forEach((picture) => { picture.loading = 'eager'; });
        return [...document.images].every((picture) => picture.complete)";
    browser.wait_for_script("the pictures", pictures).await
}

async fn size_window(browser: &Browser, width: u32, height: u32) -> Outcome {
    let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600 });
    browser.chromium("Emulation.setDeviceMetricsOverride", metrics).await.map(|_| ())
}

/// Takes the picture of the page's upper `tall` pixels.
async fn picture(browser: &Browser, size: (u32, u32), tall: f64, file: &PathBuf) -> Outcome {
    let (width, height) = size;
    let clip = json!({ "x": 0, "y": 0, "width": width, "height": tall, "scale": 1 });
    let shot = browser
        .chromium(
            "Page.captureScreenshot",
            json!({ "format": "png", "captureBeyondViewport": tall > f64::from(height), "clip": clip }),
        )
        .await?;
    let data = shot.get("data").and_then(Value::as_str).unwrap_or_default();
    std::fs::write(file, tidings_tests::browser::base64(data)?)?;
    Ok(())
}
