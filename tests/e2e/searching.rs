//! Search, through the engine in its worker.

use fantoccini::key::Key;
use tidings_bundle::{Filter, Timestamp};
use tidings_pack::search::Searcher;
use tidings_tests::pages::{FrontPage, SearchPage};
use tidings_tests::run::{Promise, Test};
use tidings_tests::server::Answer;
use tidings_tests::site::Site;
use tidings_tests::words::Words;
use tidings_tests::{Failure, Outcome, ensure, ensure_equal, promises};

use crate::saltmarsh::*;

pub(crate) fn promises() -> Vec<Promise> {
    promises![
        results_appear_while_typing_and_open and on disk,
        a_search_in_persian_and_arabic_ignores_how_letters_are_typed and on disk,
        a_search_is_in_the_address_and_survives_a_reload and on disk,
        results_can_be_filtered and on disk,
        the_newest_results_can_come_first,
        a_query_may_name_sections_authors_days_and_alternatives,
        nothing_found_says_what_was_tried,
        the_command_finds_the_same_in_the_same_order,
        a_mistyped_word_is_told_what_it_was_taken_for,
        the_first_result_is_one_key_away,
        the_arrows_lead_through_the_results,
        a_result_opens_at_its_passage and on disk,
        earlier_searches_are_offered_and_forgotten,
        reading_works_without_the_engine,
    ]
}

async fn results_appear_while_typing_and_open(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    let front = FrontPage::open(&test.browser, &site).await?;
    let search = front.masthead().open_search().await?;
    test.browser.wait_for_focus(SearchPage::FIELD).await?;
    search.type_more("slui").await?;
    search.wait_for_headlines(&[MILL]).await?;
    search.type_more("ce").await?;
    test.browser
        .wait_for("the whole word to be marked", || async {
            let marks = search.marks().await?;
            Ok(if marks.iter().any(|mark| mark == "sluice") { Ok(()) } else { Err(format!("{marks:?}")) })
        })
        .await?;
    search.type_text("lantern").await?;
    search.wait_for_first(LANTERNS).await?;
    search.open_result(LANTERNS).await?;
    test.browser.back().await?;
    let again = SearchPage::shown(&test.browser).await?;
    again.wait_for_first(LANTERNS).await?;
    ensure_equal!(again.value().await?, "lantern", "the field after coming back");
    Ok(())
}

async fn a_search_in_persian_and_arabic_ignores_how_letters_are_typed(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    let search = SearchPage::open(&test.browser, &site, "").await?;
    // Arabic kaf for the Persian one, no half-space: as many keyboards write it.
    search.type_text("كتابخانه").await?;
    search.wait_for_first(LIBRARY_FA).await?;
    search.type_text("الصبر").await?;
    search.wait_for_first(SALT).await?;
    let direction = "return getComputedStyle(document.querySelector('.results > li')).direction";
    ensure_equal!(test.browser.read(direction).await?, "rtl", "the direction of an Arabic result");
    Ok(())
}

async fn a_search_is_in_the_address_and_survives_a_reload(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    let search = SearchPage::open(&test.browser, &site, "").await?;
    search.type_text("thermos").await?;
    search.wait_for_headlines(&[SWIMMERS, MILL]).await?;
    test.browser
        .wait_for("the address to hold the search", || async {
            let address = test.browser.address().await?;
            Ok(if address.ends_with(&site.path("search?q=thermos")) { Ok(()) } else { Err(address) })
        })
        .await?;
    test.browser.reload().await?;
    SearchPage::shown(&test.browser).await?.wait_for_headlines(&[SWIMMERS, MILL]).await
}

async fn results_can_be_filtered(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    let search = SearchPage::open(&test.browser, &site, "?q=the&category=coast&year=2023").await?;
    search.wait_for_headlines(&[CRANE]).await
}

async fn the_newest_results_can_come_first(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    let search = SearchPage::open(&test.browser, &site, "?q=thermos+").await?;
    search.wait_for_headlines(&[SWIMMERS, MILL]).await?;
    test.browser.click(".order[aria-pressed=false]").await?;
    search.wait_for_headlines(&[MILL, SWIMMERS]).await?;
    test.browser.find(".order[aria-pressed=true]").await?;
    ensure_equal!(search.value().await?, "thermos sort:newest ", "the field");
    test.browser.click(".order").await?;
    search.wait_for_headlines(&[SWIMMERS, MILL]).await?;
    ensure_equal!(search.value().await?, "thermos ", "the field, back in the first order");
    Ok(())
}

async fn a_query_may_name_sections_authors_days_and_alternatives(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    let search = SearchPage::open(&test.browser, &site, "").await?;
    let queries: [(&str, &[&str]); 7] = [
        ("category:coast before:2024-06 ", &[MARSH, CRANE]),
        ("category:\"اسکله شمالی\" ", &[]),
        ("category:\"اسکله‌ی شمالی\" ", &[MARSH, CRANE]),
        ("author:osei tag:light OR tag:winter ", &[LANTERNS, MARSH]),
        ("lang:fa has:gallery ", &[LIBRARY_FA]),
        ("-lang:en after:2025 ", &[RAIN, LIBRARY_FA]),
        ("-tag:festival has:gallery ", &[LIBRARY_FA]),
    ];
    for (query, expected) in queries {
        search.type_text(query).await?;
        search.wait_for_headlines(expected).await?;
    }
    Ok(())
}

async fn nothing_found_says_what_was_tried(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    let search = SearchPage::open(&test.browser, &site, "").await?;
    search.type_text("xylophonists").await?;
    let expected = Words::of("en")?.fill("search.nothing", &[("text", "xylophonists")])?;
    // The beginning of the word was tried as well, while it was typed.
    let is_said = format!("return document.querySelector('.empty-title')?.textContent.trim() === {expected:?}");
    test.browser.wait_for_script("the words for nothing", &is_said).await?;
    ensure!(search.headlines().await?.is_empty(), "there are results all the same");
    Ok(())
}

async fn the_first_result_is_one_key_away(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    FrontPage::open(&test.browser, &site).await?;
    test.browser.press("/").await?;
    let search = SearchPage::shown(&test.browser).await?;
    test.browser.wait_for_focus(SearchPage::FIELD).await?;
    search.type_more("sluice").await?;
    search.wait_for_headlines(&[MILL]).await?;
    test.browser.press(&char::from(Key::Down).to_string()).await?;
    test.browser.wait_for_focus(".results > li:first-child .result-headline a").await?;
    test.browser.press(&char::from(Key::Enter).to_string()).await?;
    tidings_tests::pages::ArticlePage::shown(&test.browser, MILL).await.map(|_| ())
}

async fn a_mistyped_word_is_told_what_it_was_taken_for(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    let search = SearchPage::open(&test.browser, &site, "?q=thremos+").await?;
    search.wait_for_headlines(&[SWIMMERS, MILL]).await?;
    let words = Words::of("en")?;
    let found = words.fill("search.found.other", &[("n", "2")])?;
    let expected = words.fill("search.meant", &[("found", &found), ("text", "thermos")])?;
    ensure_equal!(test.browser.text(".browse-status").await?, expected, "the status");
    Ok(())
}

async fn the_arrows_lead_through_the_results(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    let search = SearchPage::open(&test.browser, &site, "?q=thermos").await?;
    search.wait_for_headlines(&[SWIMMERS, MILL]).await?;
    test.browser.wait_for_focus(SearchPage::FIELD).await?;
    let link = |number: usize| format!(".results > li:nth-child({number}) .result-headline a");
    for (key, focused) in [
        (Key::Down, link(1)),
        (Key::Down, link(2)),
        (Key::Down, link(2)),
        (Key::Up, link(1)),
        (Key::Up, SearchPage::FIELD.to_owned()),
    ] {
        press(test, key).await?;
        test.browser.wait_for_focus(&focused).await?;
    }
    press(test, Key::Escape).await?;
    ensure_equal!(search.value().await?, "", "the field after Escape");
    search.wait_for_headlines(&[]).await
}

async fn press(test: &Test, key: Key) -> Outcome {
    test.browser.press(&char::from(key).to_string()).await
}

/// What is marked on the page, in order.
const MARKED: &str = "return [...CSS.highlights.get('found') ?? []].map(range => range.toString()).join('|')";

/// Whether what is marked first is on the screen, and in what has the focus.
const IS_AT_PLACE: &str = "const range = [...CSS.highlights.get('found') ?? []][0];
    const box = range?.getBoundingClientRect();
    return !!range && box.top > 0 && box.bottom < innerHeight
        && document.activeElement !== document.body && document.activeElement.contains(range.startContainer)";

async fn a_result_opens_at_its_passage(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    test.browser.resize(800, 500).await?;
    for (query, headline) in [("thermos", MILL), ("الصبر", SALT)] {
        let search = SearchPage::open(&test.browser, &site, "").await?;
        search.type_text(query).await?;
        search.wait_for_result(headline).await?;
        // Passages of an archive come after its results.
        let is_marked = format!(
            "return [...document.querySelectorAll('.result')].some(result =>
                result.querySelector('.result-headline').textContent === {headline:?}
                && [...result.querySelectorAll('.result-snippet mark')].some(mark => mark.textContent === {query:?}))"
        );
        test.browser.wait_for_script("the passage to be marked", &is_marked).await?;
        search.open_result(headline).await?;
        test.browser.wait_for_script("the passage to be in view", IS_AT_PLACE).await?;
        let marked = test.browser.read(MARKED).await?;
        ensure!(marked.split('|').any(|marked| marked == query), "marked is {marked:?}, and not {query:?}");
        test.browser.back().await?;
        SearchPage::shown(&test.browser).await?;
    }
    Ok(())
}

async fn earlier_searches_are_offered_and_forgotten(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    let search = SearchPage::open(&test.browser, &site, "").await?;
    ensure!(!test.browser.shows(".recent").await?, "a first search offers earlier ones");
    for (query, headline) in [("thermos", SWIMMERS), ("sluice", MILL)] {
        search.type_text(query).await?;
        search.wait_for_first(headline).await?;
        search.open_result(headline).await?;
        test.browser.back().await?;
        SearchPage::shown(&test.browser).await?;
    }
    let search = SearchPage::open(&test.browser, &site, "").await?;
    test.browser.find(".recent").await?;
    ensure_equal!(test.browser.texts(".recent-option").await?, ["sluice", "thermos"], "what is offered");
    let expanded = test.browser.attribute(SearchPage::FIELD, "aria-expanded").await?;
    ensure_equal!(expanded.as_deref(), Some("true"), "whether the list is open");
    search.type_more("th").await?;
    let is_narrowed = "return [...document.querySelectorAll('.recent-option')].map(option => option.textContent).join() === 'thermos'";
    test.browser.wait_for_script("only what begins so to be offered", is_narrowed).await?;
    press(test, Key::Down).await?;
    let is_active = "const field = document.querySelector('input.search-field');
        return document.getElementById(field.getAttribute('aria-activedescendant'))?.getAttribute('aria-selected') === 'true'";
    test.browser.wait_for_script("the offer to be chosen", is_active).await?;
    press(test, Key::Enter).await?;
    search.wait_for_headlines(&[SWIMMERS, MILL]).await?;
    ensure_equal!(search.value().await?, "thermos", "the field");
    test.browser.click(".search-clear").await?;
    test.browser.wait_for_focus(SearchPage::FIELD).await?;
    test.browser.click(".recent-forget").await?;
    test.browser.wait_gone(".recent").await?;
    test.browser.reload().await?;
    SearchPage::shown(&test.browser).await?;
    ensure!(!test.browser.shows(".recent").await?, "what was forgotten is offered again");
    Ok(())
}

async fn reading_works_without_the_engine(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    let engines = engine_scripts()?;
    for engine in &engines {
        site.server.answer(engine, Answer::new("text/plain", "gone").status(404));
    }
    let front = FrontPage::open(&test.browser, &site).await?;
    front.open_lead(MILL).await?;
    let search = SearchPage::open(&test.browser, &site, "?q=sluice").await?;
    let title = Words::of("en")?.text("search.unavailable")?.to_owned();
    ensure_equal!(test.browser.text(".problem-title").await?, title, "the words for a lost engine");
    engines.iter().for_each(|engine| site.server.forget(engine));
    test.browser.click(".problem-actions button").await?;
    search.wait_for_headlines(&[MILL]).await?;
    // The viewer tells whoever looks at the console why there is no search.
    test.allow_remark("console.warn");
    test.allow_remark("engine");
    Ok(())
}

/// The paths of the engine's scripts, as the page names them.
fn engine_scripts() -> Outcome<Vec<String>> {
    let page = std::fs::read_to_string(tidings_tests::site::viewer_folder()?.join("index.html"))?;
    // Which of them a page starts depends on whether its feed is an archive, or holds Markdown.
    let named = ["tidings-engine", "tidings-markdown", "tidings-archive"].map(|name| {
        let named = page.split(&format!("name=\"{name}\"")).nth(1).and_then(|rest| rest.split("content=\"").nth(1));
        named.and_then(|rest| rest.split('"').next()).map(|script| format!("/{script}"))
    });
    let scripts: Vec<String> = named.into_iter().flatten().collect();
    ensure!(scripts.len() == 3, "index.html names {} engines", scripts.len());
    Ok(scripts)
}

/// `tidings search` is the engine of the page: what it says of a site is what readers find.
async fn the_command_finds_the_same_in_the_same_order(test: &Test) -> Outcome {
    const MOST: u32 = 10;
    let site = Site::sample(test.shape())?;
    let now = Timestamp::parse("2026-01-01T00:00:00Z").ok_or_else(|| Failure::new("no moment"))?;
    let mut command = Searcher::open(site.disk()?, now)?;
    for query in ["tide", "saltt", "the harbour -mill", "\"the sea\"", "کتاب", "tide OR after:2025 -has:gallery"] {
        let answered = command.answer(query, &Filter::default(), MOST)?;
        let expected: Vec<String> = answered
            .hits
            .iter()
            .map(|hit| hit.headline.iter().map(|stretch| stretch.text.as_str()).collect())
            .collect();
        ensure!(!expected.is_empty(), "nothing found for {query}");
        let search = SearchPage::open(&test.browser, &site, &format!("?q={}", query.replace(' ', "%20"))).await?;
        test.browser
            .wait_for(&format!("{expected:?} for {query}"), || async {
                let mut found = search.headlines().await?;
                found.truncate(expected.len());
                Ok(if found == expected { Ok(()) } else { Err(format!("{found:?}")) })
            })
            .await?;
    }
    Ok(())
}
