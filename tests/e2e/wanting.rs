//! Parts of a site that are not there or not what they should be: each is named, costs the page that needs it, and the rest reads.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use tidings_tests::pages::{FrontPage, Masthead, ProblemPage, SearchPage, wait_for_heading, wait_for_page};
use tidings_tests::run::{Promise, Test};
use tidings_tests::server::Answer;
use tidings_tests::site::{ARCHIVE_ARTICLES, Site, archive_title};
use tidings_tests::words::Words;
use tidings_tests::{Failure, Outcome, ensure, ensure_equal, promises};

use crate::archive::{INTEGRITY, oldest_shard};

pub(crate) fn promises() -> Vec<Promise> {
    promises![
        a_shard_that_is_wanting_costs_its_articles within 120 once because "an archive is in parts",
        a_shard_of_a_newer_viewer_is_told_as_such once because "an archive is in parts",
        a_look_up_that_is_wanting_costs_the_links_to_it within 120 once because "an archive is in parts",
        a_look_up_that_names_the_wrong_shard_leads_nowhere once because "an archive is in parts",
        a_catalogue_that_is_wanting_costs_the_lists within 120 once because "an archive is in parts",
        a_list_page_that_is_wanting_costs_its_entries within 120 once because "an archive is in parts",
        an_index_that_is_wanting_costs_the_search within 120 once because "an archive is in parts",
        pieces_that_are_wanting_cost_what_they_know once because "an archive is in parts",
    ]
}

/// What may become of a file, and whose words tell of it.
fn damages(bytes: &[u8]) -> Vec<(&'static str, Answer, &'static str)> {
    let half = bytes.get(..bytes.len() / 2).unwrap_or_default();
    vec![
        ("missing", Answer::html("<h1>Not Found</h1>").status(404), "part"),
        ("in trouble", Answer::html("<h1>Too busy</h1>").status(503), "server"),
        ("cut short", Answer::json(half), "part"),
        ("not JSON", Answer::json("Once upon a time"), "part"),
        ("a web page", Answer::html("<!doctype html><title>Welcome</title>"), "part"),
    ]
}

/// As JSON, with other words than its name stands for.
fn bent(bytes: &[u8]) -> Outcome<(&'static str, Answer, &'static str)> {
    let mut value: Value = serde_json::from_slice(bytes)?;
    let members = value.as_object_mut().ok_or_else(|| Failure::new("the part is no object"))?;
    members.insert("title".to_owned(), json!("Somebody else's words"));
    Ok(("bent", Answer::json(value.to_string()), "part"))
}

fn allow_what_browsers_say(test: &Test) {
    for remark in INTEGRITY.into_iter().chain(["the server responded with a status of"]) {
        test.allow_remark(remark);
    }
}

/// Opens a page of the archive while a part of it is damaged: says so, lets everything else be read, and opens once the part is repaired.
async fn told_and_repaired(
    test: &Test,
    site: &Site,
    file: &str,
    damage: Answer,
    kind: &str,
    page: (&str, &str),
) -> Outcome {
    let (route, heading) = page;
    let path = format!("/{file}");
    site.server.answer(&path, damage);
    test.browser.goto(&site.url_behind_hash(route)).await?;
    ProblemPage::of_kind(&test.browser, &Words::of("en")?, kind).await?;
    ensure!(!test.browser.text("body").await?.contains("Somebody else"), "the wrong words are shown");
    // The rest reads.
    let newest = archive_title(ARCHIVE_ARTICLES - 1);
    Masthead::of(&test.browser).open_front().await?.open_lead(&newest).await?;
    test.browser.back().await?;
    FrontPage::shown(&test.browser).await?;
    test.browser.back().await?;
    let problem = ProblemPage::of_kind(&test.browser, &Words::of("en")?, kind).await?;
    problem.retry().await?;
    let problem = ProblemPage::of_kind(&test.browser, &Words::of("en")?, kind).await?;
    site.server.forget(&path);
    problem.retry().await?;
    let repaired = wait_for_heading(&test.browser, heading).await;
    repaired.map_err(|failure| failure.followed_by(&format!("asked for were {}", site.server.requests().join(" "))))?;
    test.listen().await
}

/// Each damage on a site of its own, since a service worker that has kept a good part would rightly show that; the sites are kept because a
/// page is still fetching its icon when the next one is opened.
async fn each_is_told(
    test: &Test,
    file: impl Fn(&Site) -> Outcome<String>,
    is_named_by_content: bool,
    page: (&str, &str),
) -> Outcome {
    allow_what_browsers_say(test);
    let whole = Site::archive()?;
    let bytes = whole.file(&file(&whole)?)?;
    let mut damages = damages(&bytes);
    if is_named_by_content {
        damages.push(bent(&bytes)?);
    }
    let mut sites = Vec::new();
    for (name, damage, kind) in damages {
        let site = Site::archive()?;
        let told = told_and_repaired(test, &site, &file(&site)?, damage, kind, page).await;
        told.map_err(|failure| failure.while_doing(name))?;
        sites.push(site);
    }
    Ok(())
}

async fn a_shard_that_is_wanting_costs_its_articles(test: &Test) -> Outcome {
    each_is_told(test, oldest_shard, true, ("a/story-0", &archive_title(0))).await
}

/// The look-up files, by name.
fn look_ups(site: &Site) -> Outcome<BTreeMap<String, String>> {
    let folder = site.disk()?.join("bundle/lookup");
    let names = std::fs::read_dir(folder)?.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
    names
        .map(|name| format!("bundle/lookup/{name}"))
        .map(|name| Ok((name.clone(), String::from_utf8_lossy(&site.file(&name)?).into_owned())))
        .collect()
}

/// The look-up file that knows a slug.
fn look_up(site: &Site, slug: &str) -> Outcome<String> {
    let found = look_ups(site)?.into_iter().find(|(_, text)| text.contains(&format!("\"{slug}\":")));
    found.map(|(name, _)| name).ok_or_else(|| Failure::new(format!("no look-up knows {slug}")))
}

async fn a_shard_of_a_newer_viewer_is_told_as_such(test: &Test) -> Outcome {
    let site = Site::archive()?;
    let shard = oldest_shard(&site)?;
    let mut newer: Value = serde_json::from_slice(&site.file(&shard)?)?;
    *newer.pointer_mut("/_tidings/spec").ok_or_else(|| Failure::new("the shard names no spec"))? = json!(99);
    let newer = newer.to_string();
    let name = named(&newer)?;
    site.server.answer(&format!("/{name}"), Answer::json(newer));
    for (look_up, text) in look_ups(&site)? {
        site.server.answer(&format!("/{look_up}"), Answer::json(text.replace(&shard, &name)));
    }
    test.browser.goto(&site.url_behind_hash("a/story-0")).await?;
    ProblemPage::of_kind(&test.browser, &Words::of("en")?, "newer_spec").await?;
    let newest = archive_title(ARCHIVE_ARTICLES - 1);
    Masthead::of(&test.browser).open_front().await?.open_lead(&newest).await.map(|_| ())
}

/// What a shard of these words is called.
fn named(text: &str) -> Outcome<String> {
    let digits = tidings_pack::media::hash(text.as_bytes());
    let bytes: Result<Vec<u8>, _> = (0..digits.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(digits.get(at..at + 2).unwrap_or_default(), 16))
        .collect();
    Ok(format!("bundle/articles/{}.json", BASE64_URL_SAFE_NO_PAD.encode(bytes?)))
}

async fn a_look_up_that_is_wanting_costs_the_links_to_it(test: &Test) -> Outcome {
    let file = |site: &Site| look_up(site, "story-0");
    each_is_told(test, file, false, ("a/story-0", &archive_title(0))).await
}

async fn a_look_up_that_names_the_wrong_shard_leads_nowhere(test: &Test) -> Outcome {
    let stranger = Site::archive()?;
    let site = Site::archive()?;
    let name = look_up(&site, "story-0")?;
    let shard = oldest_shard(&site)?;
    let newest = format!("story-{}", ARCHIVE_ARTICLES - 1);
    let known: Value = serde_json::from_slice(&site.file(&look_up(&site, &newest)?)?)?;
    let other = known.get(&newest).and_then(Value::as_str).unwrap_or_default();
    ensure!(!other.is_empty() && other != shard, "the oldest and the newest article are in one shard");
    for (wrong, title) in [
        (other.to_owned(), "missing.title"),
        // A part lies beside its feed.
        (stranger.server.url(&format!("/{shard}")), "error.part.title"),
    ] {
        site.server.answer(&format!("/{name}"), Answer::json(json!({ "story-0": wrong }).to_string()));
        test.browser.goto("about:blank").await?;
        test.browser.goto(&site.url_behind_hash("a/story-0")).await?;
        let page = ProblemPage::shown(&test.browser).await?;
        ensure_equal!(page.title().await?, Words::of("en")?.text(title)?, "the title for {wrong}");
    }
    ensure!(stranger.server.requests().is_empty(), "the stranger was asked: {:?}", stranger.server.requests());
    Ok(())
}

async fn a_catalogue_that_is_wanting_costs_the_lists(test: &Test) -> Outcome {
    let count = format!("Harbour {} articles", (0..ARCHIVE_ARTICLES).filter(|number| number % 3 != 2).count());
    each_is_told(test, Site::catalogue, true, ("c/harbour", &count)).await
}

async fn a_list_page_that_is_wanting_costs_its_entries(test: &Test) -> Outcome {
    allow_what_browsers_say(test);
    let words = Words::of("en")?;
    let file = "feed-1.json";
    let bytes = Site::archive()?.file(file)?;
    let mut newer: Value = serde_json::from_slice(&bytes)?;
    *newer.pointer_mut("/_tidings/spec").ok_or_else(|| Failure::new("the list names no spec"))? = json!(99);
    let mut damages = damages(&bytes);
    damages.push(("newer", Answer::json(newer.to_string()), "newer_spec"));
    // Every fortieth article; the two oldest of them are on the first list page.
    let readable: Vec<String> =
        (50..ARCHIVE_ARTICLES).filter(|number| number % 40 == 0).rev().map(archive_title).collect();
    let mut sites = Vec::new();
    for (name, damage, kind) in damages {
        let site = Site::archive()?;
        site.server.answer(&format!("/{file}"), damage);
        test.browser.goto(&site.url_behind_hash("c/?tag=Rare")).await?;
        wait_for_page(&test.browser, "category").await?;
        let told = words.text(&format!("error.{kind}.what"))?;
        let told = test
            .browser
            .wait_for(&format!("two entries to be told as {name}"), || async {
                let found = test.browser.texts(".story-list > li > .problem-what").await?;
                Ok(if found == [told, told] { Ok(()) } else { Err(format!("{found:?}")) })
            })
            .await;
        told?;
        ensure_equal!(test.browser.texts(".story-list .story-headline").await?, readable, "the other entries");
        test.listen().await?;
        sites.push(site);
    }
    Ok(())
}

async fn an_index_that_is_wanting_costs_the_search(test: &Test) -> Outcome {
    allow_what_browsers_say(test);
    // The viewer tells whoever looks at the console why there is no search.
    for remark in ["console.warn", "the index of the archive"] {
        test.allow_remark(remark);
    }
    let title = Words::of("en")?.text("search.unavailable")?.to_owned();
    let whole = Site::archive()?;
    let file = whole.index()?;
    let mut damages = damages(&whole.file(&file)?);
    damages.push(("another piece", Answer::new("application/octet-stream", another_piece(&whole, &file)?), "part"));
    let mut sites = Vec::new();
    for (name, damage, _) in damages {
        let site = Site::archive()?;
        let path = format!("/{file}");
        site.server.answer(&path, damage);
        let checked = async {
            test.browser.goto(&site.url_behind_hash("search?q=lighthouse%20keeper%20seven")).await?;
            let search = SearchPage::shown(&test.browser).await?;
            ensure_equal!(test.browser.text(".problem-title").await?, title, "the words for a lost search");
            site.server.forget(&path);
            test.browser.click(".problem-actions button").await?;
            search.wait_for_first(&archive_title(7)).await?;
            test.listen().await
        };
        checked.await.map_err(|failure| failure.while_doing(name))?;
        sites.push(site);
    }
    Ok(())
}

/// A piece of the index that is not the root.
fn another_piece(site: &Site, root: &str) -> Outcome<Vec<u8>> {
    let pieces = std::fs::read_dir(site.disk()?.join("bundle/search"))?;
    let mut names = pieces.filter_map(|piece| Some(format!("bundle/search/{}", piece.ok()?.file_name().to_str()?)));
    let name = names.find(|name| name.ends_with(".bin") && name != root);
    site.file(&name.ok_or_else(|| Failure::new("the index has one piece"))?)
}

async fn pieces_that_are_wanting_cost_what_they_know(test: &Test) -> Outcome {
    allow_what_browsers_say(test);
    let words = Words::of("en")?;
    let site = Site::archive()?;
    let search = SearchPage::open(&test.browser, &site, "").await?;
    search.type_text("lighthouse keeper").await?;
    search.wait_for_first(&archive_title(7)).await?;
    // Rows of articles that no answer has shown yet; there are two in a file.
    let path = "/bundle/search/rows/10.json";
    site.server.answer(path, Answer::html("<h1>Not Found</h1>").status(404));
    let found = words.fill("search.found.one", &[("n", "1")])?;
    let told = words.fill("search.incomplete", &[("found", &found)])?;
    search.type_text("\"story 21\"").await?;
    let is_told = format!("return document.querySelector('.browse-status').textContent === {told:?}");
    test.browser.wait_for_script("the words about what is wanting", &is_told).await?;
    site.server.forget(path);
    search.type_text("\"story 21\" ").await?;
    search.wait_for_first(&archive_title(21)).await
}
