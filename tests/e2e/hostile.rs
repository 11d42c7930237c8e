//! Hostile content does nothing. Every snippet of fixtures/hostile/snippets.json is an article; each is opened, poked with events
//! and clicks, and looked at for anything that could run, ask another host, or cover the page.
//!
//! The policy of the page (CSP, Trusted Types) stops much of this by itself, and so would hide a hole in the sanitiser. Hence two
//! ways: with the policy, where nothing may even be attempted (the witness notes every violation), and with the policy taken out
//! of the page, where the sanitiser stands alone and a script that slips through really runs.
//!
//! The way to see these tests fail: `cargo xtask test --without-sanitiser`.

use serde_json::{Value, json};
use tidings_tests::browser::strings;
use tidings_tests::pages::{ArticlePage, CategoryPage, FrontPage, SearchPage, wait_for_page};
use tidings_tests::run::{Promise, Test};
use tidings_tests::site::{Pages, Site, feed_of, fixtures};
use tidings_tests::{Failure, Outcome, ensure, promises};

pub(crate) fn promises() -> Vec<Promise> {
    promises![
        hostile_html_does_nothing_under_the_policy within 240,
        hostile_html_does_nothing_even_without_the_policy within 240,
        hostile_markdown_does_nothing_even_without_the_policy within 240 once because "parts hold no Markdown",
        hostile_fields_are_words,
        hostile_addresses_lead_nowhere,
    ]
}

struct Snippet {
    name: String,
    html: String,
}

fn snippets() -> Outcome<Vec<Snippet>> {
    let list: Value = serde_json::from_slice(&std::fs::read(fixtures("hostile/snippets.json"))?)?;
    let text = |entry: &Value, name: &str| entry.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let snippets: Vec<Snippet> = list
        .as_array()
        .into_iter()
        .flatten()
        .map(|entry| Snippet { name: text(entry, "name"), html: text(entry, "html") })
        .collect();
    ensure!(snippets.len() > 100, "only {} snippets were read", snippets.len());
    Ok(snippets)
}

/// Opens one article by its hash, waits for its body, and answers a list of what is wrong with it.
const EXAMINE: &str = include_str!("hostile_examine.js");

/// More than this says no more.
const MOST_TOLD: usize = 30;

/// Opens every snippet as an article and gathers what is wrong with each.
async fn examine(test: &Test, site: &Site, snippets: &[Snippet]) -> Outcome {
    // Pictures of the snippets that lie beside the feed are fetched, as they may be, and are not there.
    test.allow_remark("resource: IMG http://127.0.0.1");
    test.allow_remark("the server responded with a status of 404");
    FrontPage::open(&test.browser, site).await?;
    let mut wrong = Vec::new();
    // One alone, when looking for the culprit: TIDINGS_SNIPPET=name.
    let only = std::env::var("TIDINGS_SNIPPET").ok();
    for snippet in snippets.iter().filter(|snippet| only.as_ref().is_none_or(|only| *only == snippet.name)) {
        match test.browser.execute_async(EXAMINE, vec![json!(snippet.name)]).await {
            Ok(found) => wrong.extend(strings(&found).into_iter().map(|what| format!("{}: {what}", snippet.name))),
            // The page went away, or does not answer any more.
            Err(failure) => {
                wrong.push(format!("{}: {}", snippet.name, failure.message()));
                FrontPage::open(&test.browser, site).await.map_err(|failure| failure.while_doing(&snippet.name))?;
            }
        }
        if wrong.len() > MOST_TOLD {
            break;
        }
    }
    let before = wrong.len();
    wrong.truncate(MOST_TOLD);
    ensure!(wrong.is_empty(), "{before} things are wrong, beginning with:\n    {}", wrong.join("\n    "));
    // What was prepared to happen later has had time to: the list and search pages come after all articles.
    CategoryPage::open(&test.browser, site, "", "All articles").await?;
    let search = SearchPage::open(&test.browser, site, "?q=window").await?;
    let _ = search.headlines().await?;
    not_pwned(test).await
}

async fn not_pwned(test: &Test) -> Outcome {
    let pwned =
        test.browser.execute("return window.__pwned === undefined ? null : String(window.__pwned)", vec![]).await?;
    if pwned.is_null() { Ok(()) } else { Err(Failure::new(format!("content ran: {pwned}"))) }
}

fn article_of(snippet: &Snippet, content: &str, member: &str) -> Value {
    let mut article = json!({ "id": snippet.name, "title": snippet.name, "summary": "A snippet", "_tidings": { "slug": snippet.name } });
    let place = if member == "content_markdown" { article.get_mut("_tidings") } else { Some(&mut article) };
    if let Some(members) = place.and_then(Value::as_object_mut) {
        members.insert(member.to_owned(), json!(content));
    }
    if member == "content_markdown"
        && let Some(members) = article.as_object_mut()
    {
        members.insert("content_text".to_owned(), json!("A snippet"));
    }
    article
}

/// In parts as well, the content is as it stands: no packer has cleaned it.
fn site_of(test: &Test, snippets: &[Snippet], member: &str) -> Outcome<Site> {
    let articles = snippets.iter().map(|snippet| article_of(snippet, &snippet.html, member)).collect();
    Site::of(test.shape(), &format!("hostile-{member}"), &feed_of("Hostile", articles), Pages::Written)
}

async fn hostile_html_does_nothing_under_the_policy(test: &Test) -> Outcome {
    // Chromium holds even the inert parser's document against the policy and reports handlers and styles that could never have
    // run; whatever would be fetched, framed or submitted must not even be tried.
    for reported in [
        "policy: script-src-attr blocked inline",
        "policy: style-src-attr blocked inline",
        "policy: style-src-elem blocked inline",
        "policy: media-src blocked",
        "policy: base-uri blocked",
    ] {
        test.allow_remark(reported);
    }
    test.allow_remark("Executing inline event handler violates");
    test.allow_remark("Applying inline style violates");
    test.allow_remark("Loading media from");
    test.allow_remark("Setting the document's base URI");
    let snippets = snippets()?;
    examine(test, &site_of(test, &snippets, "content_html")?, &snippets).await
}

async fn hostile_html_does_nothing_even_without_the_policy(test: &Test) -> Outcome {
    let snippets = snippets()?;
    let site = site_of(test, &snippets, "content_html")?;
    site.server.take_policy_out();
    examine(test, &site, &snippets).await
}

async fn hostile_markdown_does_nothing_even_without_the_policy(test: &Test) -> Outcome {
    let snippets = snippets()?;
    let site = site_of(test, &snippets, "content_markdown")?;
    site.server.take_policy_out();
    examine(test, &site, &snippets).await
}

async fn hostile_fields_are_words(test: &Test) -> Outcome {
    // One of each family is enough: these fields are never parsed, and this makes sure of it.
    let hostile =
        "<img src=x onerror=\"window.__pwned='field'\"><script>window.__pwned='field'</script>{{constructor}}";
    let article = json!({
        "id": "fields", "title": hostile, "summary": hostile, "content_html": "<p>Harmless.</p><div data-tidings-gallery=\"g\"></div>",
        "date_published": "2026-01-01T00:00:00Z", "authors": [{ "name": hostile, "url": "javascript:window.__pwned='author'" }],
        "tags": [hostile], "language": "en\" onload=\"window.__pwned='lang'",
        "attachments": [{ "url": "javascript:window.__pwned='attachment'", "mime_type": hostile, "title": hostile }],
        "_tidings": {
            "slug": "fields", "subtitle": hostile, "kicker": hostile, "dateline": hostile, "dir": hostile,
            "categories": ["hostile"], "rights": hostile, "corrections": [{ "date": "2026-01-01", "text": hostile }],
            "source": { "name": hostile, "url": "javascript:window.__pwned='source'" },
            "lead": { "src": "data:image/svg+xml,<svg onload=\"window.__pwned='svg'\"/>", "alt": hostile, "caption": hostile, "credit": hostile },
            "galleries": [{ "id": "g", "title": hostile, "items": [{ "src": "javascript:window.__pwned='photo'", "alt": hostile, "caption": hostile }] }],
            "embeds": [{ "id": "e", "provider": hostile, "title": hostile, "url": "javascript:window.__pwned='embed'", "transcript": hostile }],
        },
    });
    let mut feed = feed_of(hostile, vec![article]);
    if let Some(members) = feed.as_object_mut() {
        members.insert("description".to_owned(), json!(hostile));
        members.insert("home_page_url".to_owned(), json!("javascript:window.__pwned='home'"));
        members.insert("icon".to_owned(), json!("javascript:window.__pwned='icon'"));
        let category = json!({ "id": "hostile", "slug": "hostile", "names": [{ "lang": "en", "text": hostile }], "description": hostile });
        members.insert(
            "_tidings".to_owned(),
            json!({ "spec": 1, "categories": [category], "rights": { "notice": hostile } }),
        );
    }
    let site = Site::of(test.shape(), "hostile-fields", &feed, Pages::Written)?;
    site.server.take_policy_out();
    for (route, kind) in [
        ("", "front"),
        ("a/fields", "article"),
        ("c/hostile", "category"),
        ("c/", "category"),
        ("search?q=harmless", "search"),
    ] {
        test.browser.goto(&site.url(route)).await?;
        wait_for_page(&test.browser, kind).await?;
        if kind == "search" {
            test.browser.find(".results .result").await?;
        }
        let dangerous = "return [...document.querySelectorAll('body *')]
            .filter((e) => e.onerror || [...e.attributes].some((a) => /^on/i.test(a.name)) || /^javascript:/i.test(e.href || e.src || '')
                || (e.localName === 'script'))
            .map((e) => e.outerHTML.slice(0, 200))";
        let found = strings(&test.browser.execute(dangerous, vec![]).await?);
        ensure!(found.is_empty(), "{route:?} holds {found:?}");
        let text = test.browser.text("body").await?;
        ensure!(
            route.is_empty() || kind == "search" || text.contains("{{constructor}}"),
            "{route:?} does not show the words as they are"
        );
        not_pwned(test).await?;
        test.listen().await?;
    }
    Ok(())
}

async fn hostile_addresses_lead_nowhere(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    site.server.take_policy_out();
    let hostile = "%3Cimg%20src%3Dx%20onerror%3Dwindow.__pwned%3D1%3E";
    for route in [
        format!("a/{hostile}"),
        format!("c/{hostile}"),
        format!("c/coast?tag={hostile}"),
        format!("search?q={hostile}"),
        format!("a/tide-mill?at={hostile}"),
        "a/tide-mill?at=__proto__".to_owned(),
        "a/%".to_owned(),
        "a/%ff%fe".to_owned(),
        "a/..%2f..%2fetc".to_owned(),
        format!("search?q={}", "%28".repeat(5_000)),
        format!("c/{}", "x/".repeat(2_000)),
        "javascript:window.__pwned=1".to_owned(),
    ] {
        test.browser.goto(&site.url(&route)).await?;
        let shown = "const main = document.querySelector('main'); return !!main && main.dataset.page !== 'loading'";
        let start: String = route.chars().take(40).collect();
        test.browser.wait_for_script(&format!("a page for {start}"), shown).await?;
        not_pwned(test).await?;
    }
    // A written page stays when its feed is refused, and the console says why.
    test.allow_remark("lies on another origin");
    for setting in [
        "feed=javascript:window.__pwned=1",
        "feed=data:application/json,{}",
        "feed=//foreign.invalid/feed.json",
        "theme=\"><script>window.__pwned=1</script>",
        "lang=../../x",
    ] {
        test.browser
            .goto(&site.url_with(&setting.replace('"', "%22").replace('<', "%3C").replace('>', "%3E"), ""))
            .await?;
        let shown = "const main = document.querySelector('main'); return !!main && main.dataset.page !== 'loading'";
        test.browser.wait_for_script(&format!("a page for {setting}"), shown).await?;
        not_pwned(test).await?;
    }
    ArticlePage::open(&test.browser, &site, "tide-mill").await.map(|_| ())
}
