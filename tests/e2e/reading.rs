//! Opening the publication and reading it.

use serde_json::{Value, json};
use tidings_tests::pages::{ArticlePage, CategoryPage, FrontPage, ProblemPage};
use tidings_tests::run::{Promise, Test};
use tidings_tests::site::{Pages, Site, feed_of, item};
use tidings_tests::words::Words;
use tidings_tests::{Outcome, ensure, ensure_equal, promises};

use crate::saltmarsh::*;

pub(crate) fn promises() -> Vec<Promise> {
    promises![
        the_front_page_shows_lead_latest_and_sections and on disk,
        a_reader_opens_the_lead_from_the_front_page,
        an_article_shows_everything_about_itself and on disk,
        the_body_shows_tables_code_quotes_and_footnotes and on disk,
        markdown_and_plain_text_are_read_like_html,
        a_series_leads_from_part_to_part,
        neighbours_lead_through_the_paper and on disk,
        a_link_in_a_text_opens_the_other_article and on disk,
        a_footnote_leads_to_its_note_and_back and on disk,
        nothing_is_fetched_from_another_host and on disk,
        deep_links_open_their_page and on disk,
        an_unknown_address_says_so_and_leads_back and on disk,
        the_viewer_works_from_a_folder,
    ]
}

async fn a_series_leads_from_part_to_part(test: &Test) -> Outcome {
    let part = |id: &str, title: &str, series: Value| {
        let mut part = item(id, title, "<p>Water comes and goes.</p>");
        part["_tidings"] = json!({ "slug": id, "series": series });
        part
    };
    let mut feed = feed_of(
        "The Gauge",
        vec![
            part("end", "How it ends", json!({ "id": "gauge", "position": 3 })),
            part("beginning", "How it began", json!({ "id": "gauge", "position": 1 })),
            part("middle", "What happened next", json!({ "id": "gauge", "position": 2 })),
            part("alone", "Nothing to do with it", json!({ "id": "moon" })),
        ],
    );
    feed["_tidings"]["series"] = json!([{ "id": "gauge", "title": "The rising gauge" }]);
    let site = Site::of(test.shape(), "series", &feed, Pages::Written)?;
    test.browser.goto(&site.url("a/beginning")).await?;
    ArticlePage::shown(&test.browser, "How it began").await?;
    ensure_equal!(test.browser.text(".series-title").await?, "The rising gauge", "the series");
    let parts = ["How it began", "What happened next", "How it ends"];
    ensure_equal!(test.browser.texts(".series-parts > li").await?, parts, "its parts");
    ensure_equal!(test.browser.text(".series [aria-current=page]").await?, parts[0], "the part on show");
    test.browser.click_text(".series a", parts[2]).await?;
    ArticlePage::shown(&test.browser, parts[2]).await?;
    ensure_equal!(test.browser.text(".series [aria-current=page]").await?, parts[2], "the part on show");
    test.browser.goto(&site.url("a/alone")).await?;
    ArticlePage::shown(&test.browser, "Nothing to do with it").await?;
    ensure_equal!(test.browser.count(".series").await?, 0, "series of an article that is in none");
    Ok(())
}

async fn the_front_page_shows_lead_latest_and_sections(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    let front = FrontPage::open(&test.browser, &site).await?;
    ensure_equal!(test.browser.title().await?, "The Saltmarsh Post", "the window's title");
    ensure_equal!(front.masthead().name().await?, "The Saltmarsh Post", "the masthead");
    ensure_equal!(front.masthead().sections().await?, ["Coast", "Culture"], "the sections in the masthead");
    ensure_equal!(front.lead_headline().await?, MILL, "the lead");
    ensure_equal!(
        front.lead_standfirst().await?,
        "Eleven years after the flood the sea is back at work.",
        "the lead's standfirst"
    );
    let latest = [MILL, LANTERNS, RAIN, BREAD, SWIMMERS, LIBRARY_FA, LIBRARY, SALT];
    ensure_equal!(front.latest().await?, latest, "the latest");
    ensure_equal!(front.sections().await?, ["Coast", "Culture"], "the sections");
    ensure_equal!(front.stories_of_section(0).await?, [SWIMMERS, SALT, MARSH, CRANE], "the stories of Coast");
    let picture =
        "const picture = document.querySelector('.front-lead img'); return !!picture && picture.naturalWidth === 600";
    test.browser.wait_for_script("the lead's picture", picture).await
}

async fn a_reader_opens_the_lead_from_the_front_page(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    let front = FrontPage::open(&test.browser, &site).await?;
    front.open_lead(MILL).await?;
    let address = test.browser.address().await?;
    ensure!(address.ends_with(&site.path("a/tide-mill")), "the address does not name the article: {address}");
    ensure_equal!(test.browser.title().await?, format!("{MILL} · The Saltmarsh Post"), "the window's title");
    Ok(())
}

async fn an_article_shows_everything_about_itself(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    let article = ArticlePage::open(&test.browser, &site, "tide-mill").await?;
    ensure_equal!(
        article.standfirst().await?,
        "Eleven years after the flood the sea is back at work.",
        "the standfirst"
    );
    ensure_equal!(article.authors().await?, ["Ada Marlow", "Ben Osei"], "the authors");
    ensure_equal!(article.breadcrumb().await?, ["Front page", "Coast", "Harbours"], "the breadcrumb");
    let dates = article.dates().await?;
    ensure!(
        matches!(dates.as_slice(), [published, updated] if published.starts_with("2026-10-12") && updated.starts_with("2026-10-13")),
        "published and updated: {dates:?}"
    );
    ensure_equal!(article.tags().await?, ["energy", "history"], "the tags");
    ensure_equal!(
        test.browser.text("figure.picture .picture-text").await?,
        "The mill on its first day back",
        "the lead's caption"
    );
    ensure_equal!(
        test.browser.text("figure.picture .picture-credit").await?,
        "Drawing: Saltmarsh Post",
        "the lead's credit"
    );
    ensure_equal!(
        test.browser.attribute("figure.picture img", "alt").await?.as_deref(),
        Some("A brick mill with a wheel at the edge of the water"),
        "the lead's alternative text"
    );
    let corrections = article.corrections().await?;
    ensure!(
        matches!(corrections.as_slice(), [only] if only.contains("It is forty")),
        "the corrections: {corrections:?}"
    );
    ensure!(article.body().await?.contains("learned to live with the silence"), "the body is not there");
    ensure_equal!(article.neighbour("next").await?, LANTERNS, "the older neighbour");

    let translated = ArticlePage::open(&test.browser, &site, "lighthouse-library").await?;
    ensure_equal!(translated.translations().await?, ["فارسی"], "the translations");
    Ok(())
}

async fn the_body_shows_tables_code_quotes_and_footnotes(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    ArticlePage::open(&test.browser, &site, "tide-mill").await?;
    for (selector, words) in [
        (".prose .table table", "Spring 210 kg 96 kWh"),
        (".prose pre code", "2026-10-11 06:12 open"),
        (".prose blockquote", "You persuade it"),
        (".prose h2", "The wheel"),
        (".prose .footnotes li", "The angling club, in a letter."),
        (".prose figcaption", "The first sacks"),
    ] {
        let text = test.browser.text(selector).await?;
        ensure!(text.contains(words), "{selector} should say {words:?} and says {text:?}");
    }
    Ok(())
}

async fn markdown_and_plain_text_are_read_like_html(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    ArticlePage::open(&test.browser, &site, "bread-at-midnight").await?;
    ensure_equal!(test.browser.text(".prose strong").await?, "ten", "strong text from Markdown");
    ensure!(test.browser.text(".prose table").await?.contains("barley 6"), "no table from Markdown");
    ensure_equal!(test.browser.text(".prose h2").await?, "What they bake", "a heading from Markdown");
    ensure_equal!(test.browser.text(".prose del").await?, "no", "struck text from Markdown");
    ensure!(test.browser.text(".prose .footnotes").await?.contains("behind the oven"), "no footnote from Markdown");

    ArticlePage::open(&test.browser, &site, "winter-swimmers").await?;
    ensure_equal!(test.browser.count(".prose > p").await?, 2, "paragraphs from plain text");
    ensure_equal!(test.browser.count(".prose > p br").await?, 1, "line breaks from plain text");
    Ok(())
}

async fn neighbours_lead_through_the_paper(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    let article = ArticlePage::open(&test.browser, &site, "lanterns").await?;
    ensure_equal!(article.neighbour("previous").await?, MILL, "the newer neighbour");
    // Neighbours are of the same language: the Persian article between these two is not one.
    let older = article.open_neighbour("next", BREAD).await?;
    older.open_neighbour("previous", LANTERNS).await?.open_neighbour("previous", MILL).await?;
    ensure_equal!(test.browser.count(".neighbour[data-to=previous]").await?, 0, "neighbours newer than the newest");
    Ok(())
}

async fn a_link_in_a_text_opens_the_other_article(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    let article = ArticlePage::open(&test.browser, &site, "tide-mill").await?;
    article.follow("who swims there in winter", SWIMMERS).await?;
    test.browser.back().await?;
    ArticlePage::shown(&test.browser, MILL).await.map(|_| ())
}

async fn a_footnote_leads_to_its_note_and_back(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    ArticlePage::open(&test.browser, &site, "tide-mill").await?;
    test.browser.click(".prose .footnote-ref a").await?;
    test.browser.wait_for_script("the note to be in view", &in_view(".footnotes li")).await?;
    test.browser.click(".prose .footnotes li a:not(.permalink)").await?;
    test.browser.wait_for_script("the place of the note to be in view", &in_view(".footnote-ref")).await?;
    ArticlePage::shown(&test.browser, MILL).await.map(|_| ())
}

/// A script that tells whether an element is within the window.
fn in_view(selector: &str) -> String {
    format!(
        "const box = document.querySelector('{selector}').getBoundingClientRect();
         return box.bottom > 0 && box.top < innerHeight"
    )
}

async fn nothing_is_fetched_from_another_host(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    ArticlePage::open(&test.browser, &site, "north-quay-crane").await?;
    // A picture of another host stands as words and a link; an embed as a card. The witness sees whether either asked somebody.
    ensure!(
        test.browser.text(".foreign-picture").await?.contains("pictures.invalid"),
        "the picture's host is not named"
    );
    ensure!(test.browser.text("figure.embed").await?.contains("video.invalid"), "the embed's host is not named");
    test.browser.find("figure.embed a[href='https://video.invalid/watch?v=crane']").await?;
    Ok(())
}

async fn deep_links_open_their_page(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    ArticlePage::open(&test.browser, &site, "ketabkhaneh-dar-fanus").await?;
    CategoryPage::open(&test.browser, &site, "coast/harbours/north-quay", "North quay")
        .await?
        .wait_for_headlines(&[MARSH, CRANE])
        .await?;
    test.browser.goto(&site.url("search?q=sluice")).await?;
    tidings_tests::pages::SearchPage::shown(&test.browser).await?.wait_for_headlines(&[MILL]).await?;
    test.browser.goto(&site.url("a/lanterns/photo/nights/3")).await?;
    tidings_tests::pages::Lightbox::shown(&test.browser).await?.wait_for_caption("Night 3").await?;
    test.browser.goto(&site.url("a/tide-mill?at=p-9")).await?;
    ArticlePage::shown(&test.browser, MILL).await?;
    test.browser.wait_for_script("the paragraph to be in view", &in_view("#p-9")).await
}

async fn an_unknown_address_says_so_and_leads_back(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    let words = Words::of("en")?;
    for address in ["a/no-such-article", "c/no/such/category", "nowhere/at/all", "a/lanterns/photo/nights/none"] {
        test.browser.goto(&site.url(address)).await?;
        let page = ProblemPage::shown(&test.browser).await.map_err(|failure| failure.while_doing(address))?;
        ensure_equal!(page.title().await?, words.text("missing.title")?, "the title at {address}");
        page.go_back().await?;
        FrontPage::shown(&test.browser).await?;
    }
    Ok(())
}

async fn the_viewer_works_from_a_folder(test: &Test) -> Outcome {
    let site = Site::saltmarsh_in("/papers/saltmarsh/", test.shape())?;
    let front = FrontPage::open(&test.browser, &site).await?;
    let article = front.open_lead(MILL).await?;
    let search = article.masthead().open_search().await?;
    search.type_text("sluice").await?;
    search.wait_for_headlines(&[MILL]).await?;
    let outside: Vec<String> =
        site.server.requests().into_iter().filter(|path| !path.starts_with("/papers/saltmarsh/")).collect();
    ensure!(outside.is_empty(), "asked for outside of its folder: {outside:?}");
    Ok(())
}
