//! A publication that appears anew again and again while its host is at fault: what a reader has is never lost and never mixed.
//!
//! Every article of every revision says its revision in its headline and in its text, so that a page made of two revisions gives itself away.
//! Each engine goes through a third of the cycles with a seed of its own, in a run of all promises through the first of them; a failure names
//! the seed, the cycle and its faults.

use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::json;
use tidings_tests::engine::Engine;
use tidings_tests::pages::FrontPage;
use tidings_tests::run::{Promise, Test};
use tidings_tests::server::Answer;
use tidings_tests::site::{Pages, Site, feed_of, item};
use tidings_tests::words::Words;
use tidings_tests::{Outcome, ensure, ensure_equal, promises};

use crate::archive::INTEGRITY;

pub(crate) fn promises() -> Vec<Promise> {
    promises![
        new_articles_are_offered_and_nothing_changes_before,
        two_hundred_updates_under_faults_lose_and_mix_nothing within 900 once because "an archive is in parts",
    ]
}

/// Three articles, or more.
fn days(last: u32) -> serde_json::Value {
    let days = (1..=last).rev().map(|day| {
        let mut article =
            item(&format!("day-{day}"), &format!("Day {day}"), &format!("<p>What happened on day {day}.</p>"));
        article["date_published"] = json!(format!("2026-03-{day:02}T12:00:00Z"));
        article
    });
    feed_of("The Daily", days.collect())
}

/// A quarter of an hour later the reader comes back to the page.
pub(crate) const COME_BACK: &str = "const now = window.Date.now; window.Date.now = () => now() + 15 * 60 * 1000;
    document.dispatchEvent(new Event('visibilitychange'));";

pub(crate) const NOTICE: &str = ".notice[data-kind=news]";

/// Whether the viewer listens already cannot be seen, so the reader comes back again and again.
pub(crate) async fn wait_for_offer(test: &Test, expected: &str) -> Outcome {
    let offered = format!("{COME_BACK} return document.querySelector('{NOTICE} .notice-text')?.textContent ?? '';");
    test.browser
        .wait_for(&format!("{expected:?} to be offered"), || async {
            let told = test.browser.read(&offered).await?;
            Ok(if told == expected { Ok(()) } else { Err(told) })
        })
        .await
}

async fn new_articles_are_offered_and_nothing_changes_before(test: &Test) -> Outcome {
    let words = Words::of("en")?;
    let site = Site::of(test.shape(), "news", &days(3), Pages::Written)?;
    let notice = NOTICE;
    let lead = ".front-lead .story-headline";
    FrontPage::open(&test.browser, &site).await?;
    site.publish("news-five", &days(5))?;
    wait_for_offer(test, &words.fill("news.other", &[("n", "2")])?).await?;
    ensure_equal!(test.browser.text(lead).await?, "Day 3", "what is on show before it is asked for");
    test.browser.click(&format!("{notice} .notice-close")).await?;
    test.browser.wait_gone(notice).await?;
    // Declined ones are not offered again, further ones are.
    let asked = || site.server.requests().iter().filter(|path| path.ends_with("/feed.json")).count();
    let before = asked();
    test.browser.execute(COME_BACK, vec![]).await?;
    test.browser
        .wait_for("the feed to be looked at", || async {
            Ok(if asked() > before { Ok(()) } else { Err(asked().to_string()) })
        })
        .await?;
    ensure_equal!(test.browser.count(notice).await?, 0, "offers of what was declined");
    site.publish("news-six", &days(6))?;
    wait_for_offer(test, &words.fill("news.one", &[("n", "1")])?).await?;
    test.browser.click_text(&format!("{notice} .button"), words.text("news.show")?).await?;
    test.browser
        .wait_for("the newest article to lead", || async {
            let told = test
                .browser
                .read(&format!("return document.querySelector('{lead}')?.textContent.trim() ?? ''"))
                .await?;
            Ok(if told == "Day 6" { Ok(()) } else { Err(told) })
        })
        .await?;
    test.browser.wait_gone(notice).await
}

/// In each of three engines: two hundred take eleven minutes.
const CYCLES: usize = 67;

/// Where there are six hundred other promises to keep.
const FIRST_CYCLES: usize = 20;

/// After so many cycles the host goes away for a while.
const AWAY_EVERY: usize = 10;

const REVISIONS: usize = 4;

/// More than one page of a list, and more than one shard.
const ARTICLES: usize = 230;

/// Xorshift (Marsaglia 2003).
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % bound.max(1) as u64).unwrap_or_default()
    }
}

fn revision(number: usize) -> Outcome<PathBuf> {
    let items = (0..ARTICLES).map(|story| {
        let title = format!("Story {story}, revision {number}");
        let mut item = item(&format!("story-{story}"), &title, &format!("<p>The text of revision {number}.</p>"));
        let (month, day) = (story / 28 + 1, story % 28 + 1);
        item["date_published"] = json!(format!("2026-{month:02}-{day:02}T12:00:00Z"));
        item
    });
    Site::cut(&format!("revision-{number}"), &feed_of("The Archive", items.collect()))
}

/// What may happen to one file of a revision on its way.
struct Fault {
    path: String,
    kind: &'static str,
}

impl std::fmt::Display for Fault {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{} {}", self.path, self.kind)
    }
}

impl Fault {
    fn roll(dice: &mut Dice, folder: &Path, files: &[String]) -> Outcome<(Fault, Answer)> {
        let path = files.get(dice.below(files.len())).cloned().unwrap_or_default();
        let bytes = std::fs::read(folder.join(&path))?;
        let is_page = path == "index.html";
        // A page that is another's cannot be told from one that has to be shown, such as the door of a hotel's network.
        let kinds: &[&str] = if is_page {
            &["missing", "in trouble", "slow"]
        } else {
            &["missing", "in trouble", "slow", "cut short", "a web page"]
        };
        let kind = kinds.get(dice.below(kinds.len())).copied().unwrap_or_default();
        let mime = match path.rsplit('.').next() {
            Some("html") => "text/html; charset=utf-8",
            Some("js") => "text/javascript",
            _ => "application/json",
        };
        let answer = match kind {
            "missing" => Answer::html("<h1>Not Found</h1>").status(404),
            "in trouble" => Answer::html("<h1>Too busy</h1>").status(503),
            "slow" => Answer::new(mime, bytes).after(Duration::from_millis(400)),
            "cut short" => Answer::new(mime, bytes.get(..bytes.len() / 2).unwrap_or_default()),
            _ => Answer::html("<!doctype html><title>Welcome</title><h1>Welcome to our network</h1>"),
        };
        Ok((Fault { path, kind }, answer))
    }
}

/// The files of a revision of which a reader of front page, list and oldest article needs one or the other.
fn files(folder: &Path) -> Outcome<Vec<String>> {
    let mut files = vec!["index.html".to_owned(), "sw.js".to_owned()];
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in std::fs::read_dir(next)? {
            let path = entry?.path();
            let name = path.strip_prefix(folder).map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            if path.is_dir() {
                let is_wanted = ["bundle", "bundle/articles", "bundle/lookup"].contains(&name.as_str());
                open.extend(is_wanted.then_some(path));
            } else if name.starts_with("bundle/") || (name.starts_with("feed") && name.ends_with(".json")) {
                files.push(name);
            }
        }
    }
    files.sort();
    Ok(files)
}

/// What is on show: the kind of page, and every revision that it speaks of.
async fn shown(test: &Test, address: &str) -> Outcome<(String, Vec<String>)> {
    let browser = &test.browser;
    browser.goto("about:blank").await?;
    browser.goto(address).await?;
    let settled = "const main = document.querySelector('main.page');
        return !!main && !document.querySelector('#start') && main.dataset.page !== 'loading' && !!main.innerText.trim() && !main.querySelector('[aria-busy=true]')";
    browser.wait_for_script("a page with something on it", settled).await?;
    let told = "const main = document.querySelector('main.page');
        return [main.dataset.page, ...new Set(main.innerText.match(/revision \\d+/g) ?? [])].join('|')";
    let told = browser.read(told).await?;
    let mut parts = told.split('|').map(str::to_owned);
    Ok((parts.next().unwrap_or_default(), parts.collect()))
}

async fn two_hundred_updates_under_faults_lose_and_mix_nothing(test: &Test) -> Outcome {
    for remark in INTEGRITY.into_iter().chain([
        "the server responded with a status of",
        "ERR_CONNECTION_REFUSED",
        "ServiceWorker",
    ]) {
        test.allow_remark(remark);
    }
    let seed = 0x9e37_79b9_7f4a_7c15
        ^ (1 + Engine::ALL.iter().position(|engine| *engine == test.engine()).unwrap_or_default() as u64);
    let mut dice = Dice(seed);
    let site = Site::archive()?;
    let mut now = 0;
    site.publish_folder(revision(now)?);
    FrontPage::open(&test.browser, &site).await?;
    let is_there = "return (await navigator.serviceWorker.ready).active.state === 'activated' && !!navigator.serviceWorker.controller";
    test.browser
        .wait_for("the service worker", || async {
            Ok(if test.browser.execute_async(is_there, vec![]).await? == json!(true) {
                Ok(())
            } else {
                Err(String::new())
            })
        })
        .await?;
    for place in ["", "c/", "a/story-0"] {
        shown(test, &site.url_behind_hash(place)).await?;
    }
    let cycles = if test.is_thorough() { CYCLES } else { FIRST_CYCLES };
    for cycle in 0..cycles {
        now = (now + 1 + dice.below(REVISIONS - 1)) % REVISIONS;
        let folder = revision(now)?;
        let files = files(&folder)?;
        site.publish_folder(folder.clone());
        let mut faults = Vec::new();
        for _ in 0..=dice.below(3) {
            let (fault, answer) = Fault::roll(&mut dice, &folder, &files)?;
            site.server.answer(&format!("/{}", fault.path), answer.clone());
            if fault.path == "index.html" {
                site.server.answer("/", answer);
            }
            faults.push(fault);
        }
        let kept = cycle_keeps(test, &site, now, &faults, cycle % AWAY_EVERY == AWAY_EVERY - 1).await;
        kept.map_err(|failure| {
            let faults: Vec<String> = faults.iter().map(Fault::to_string).collect();
            failure.while_doing(&format!("seed {seed:#x}, cycle {cycle}, revision {now}, {}", faults.join(" and ")))
        })?;
    }
    Ok(())
}

/// While the host is at fault nothing is blank or mixed, and the front page never fails; afterwards everything is of this revision, also
/// while there is no host at all.
async fn cycle_keeps(test: &Test, site: &Site, now: usize, faults: &[Fault], goes_away: bool) -> Outcome {
    for place in ["", "c/", "a/story-0"] {
        let (page, revisions) = shown(test, &site.url_behind_hash(place)).await?;
        ensure!(revisions.len() <= 1, "/{place} is of {revisions:?}");
        // A part that cannot be had is told of: in place of the page, or of the entries of a list.
        let is_told = ["problem", "category"].contains(&page.as_str()) && revisions.is_empty() && !place.is_empty();
        ensure!(is_told || revisions.len() == 1, "/{place} shows a page of the kind {page:?} and {revisions:?}");
    }
    test.listen().await?;
    for fault in faults {
        site.server.forget(&format!("/{}", fault.path));
    }
    site.server.forget("/");
    let expected = vec![format!("revision {now}")];
    for place in ["", "c/", "a/story-0"] {
        let (page, revisions) = shown(test, &site.url_behind_hash(place)).await?;
        ensure_equal!(revisions, expected, "what /{place} ({page}) shows once the host is well");
    }
    if goes_away {
        wait_until_feed_is_kept(test, site, now).await?;
        site.server.stop();
        for place in ["", "a/story-0"] {
            let (page, revisions) = shown(test, &site.url_behind_hash(place)).await?;
            ensure_equal!(revisions, expected, "what /{place} ({page}) shows without the host");
        }
        site.server.start_again()?;
    }
    Ok(())
}

async fn wait_until_feed_is_kept(test: &Test, site: &Site, now: usize) -> Outcome {
    let script = "const feed = await caches.match(arguments[0] + 'feed.json', { ignoreVary: true });
        return feed ? (await feed.text()).match(/revision \\d+/)[0] : 'none'";
    let expected = format!("revision {now}");
    test.browser
        .wait_for("the feed to be kept", || async {
            let found = test.browser.execute_async(script, vec![json!(site.server.url("/"))]).await?;
            Ok(if found == json!(expected) { Ok(()) } else { Err(found.to_string()) })
        })
        .await
}
