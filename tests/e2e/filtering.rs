//! Categories and filters.

use tidings_tests::pages::{CategoryPage, FrontPage};
use tidings_tests::run::{Promise, Test};
use tidings_tests::site::Site;
use tidings_tests::words::Words;
use tidings_tests::{Outcome, ensure, ensure_equal, promises};

use crate::saltmarsh::*;

pub(crate) fn promises() -> Vec<Promise> {
    promises![
        a_category_holds_its_descendants_and_counts_them and on disk,
        filters_combine_show_counts_and_live_in_the_address and on disk,
        back_takes_a_filter_off_again and on disk,
        a_list_of_several_languages_keeps_each_direction,
        filters_that_leave_nothing_say_so,
        years_are_a_chart_that_opens_into_months and on disk,
    ]
}

async fn a_category_holds_its_descendants_and_counts_them(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    let front = FrontPage::open(&test.browser, &site).await?;
    let coast = front.open_section("Coast").await?;
    coast.wait_for_headlines(&COAST).await?;
    ensure_equal!(coast.subcategories().await?, ["Harbours 5", "Markets 1"], "the subcategories");
    let harbours = coast.open_subcategory("Harbours").await?;
    harbours.wait_for_headlines(&[MILL, SWIMMERS, SALT, MARSH, CRANE]).await?;
    let quay = harbours.open_subcategory("North quay").await?;
    quay.wait_for_headlines(&[MARSH, CRANE]).await
}

async fn filters_combine_show_counts_and_live_in_the_address(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    let coast = CategoryPage::open(&test.browser, &site, "coast", "Coast").await?;
    for (option, count) in
        [("history", "3"), ("energy", "3"), ("winter", "2"), ("2024", "2"), ("Cleo Banda", "2"), ("English", "3")]
    {
        ensure_equal!(coast.count(option).await?.as_deref(), Some(count), "articles for {option}");
    }
    coast.toggle("history").await?;
    coast.wait_for_headlines(&[MILL, SALT, MARSH]).await?;
    coast.toggle("2024").await?;
    coast.wait_for_headlines(&[SALT, MARSH]).await?;
    // A filter's own options count what the other filters leave.
    for (option, count) in
        [("2026", Some("1")), ("2024", Some("2")), ("2023", None), ("winter", Some("1")), ("Français", Some("1"))]
    {
        ensure_equal!(coast.count(option).await?.as_deref(), count, "articles for {option} under history and 2024");
    }
    coast.toggle("Français").await?;
    coast.wait_for_headlines(&[MARSH]).await?;
    ensure_equal!(coast.in_force().await?, ["history", "Français", "2024"], "the filters in force");
    let status = Words::of("en")?.fill("category.filtered", &[("n", "1"), ("total", "6")])?;
    ensure_equal!(coast.status().await?, status, "the line above the list");

    let address = test.browser.address().await?;
    for part in [format!("{}?", site.path("c/coast")).as_str(), "tag=history", "year=2024", "lang=fr"] {
        ensure!(address.contains(part), "the address lacks {part}: {address}");
    }
    test.browser.reload().await?;
    let again = CategoryPage::shown(&test.browser, "Coast").await?;
    again.wait_for_headlines(&[MARSH]).await?;
    ensure_equal!(again.in_force().await?, ["history", "Français", "2024"], "the filters after a reload");

    again.toggle("Français").await?;
    again.wait_for_headlines(&[SALT, MARSH]).await?;
    again.clear().await?;
    again.wait_for_headlines(&COAST).await
}

async fn back_takes_a_filter_off_again(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    let coast = CategoryPage::open(&test.browser, &site, "coast", "Coast").await?;
    coast.toggle("winter").await?;
    coast.wait_for_headlines(&[SWIMMERS, MARSH]).await?;
    coast.toggle("2024").await?;
    coast.wait_for_headlines(&[MARSH]).await?;
    test.browser.back().await?;
    coast.wait_for_headlines(&[SWIMMERS, MARSH]).await?;
    test.browser.forward().await?;
    coast.wait_for_headlines(&[MARSH]).await?;
    test.browser.back().await?;
    test.browser.back().await?;
    coast.wait_for_headlines(&COAST).await
}

async fn a_list_of_several_languages_keeps_each_direction(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    let coast = CategoryPage::open(&test.browser, &site, "coast", "Coast").await?;
    coast.wait_for_headlines(&COAST).await?;
    let expected = [
        [MILL, "en", "ltr"],
        [RAIN, "fa", "rtl"],
        [SWIMMERS, "en", "ltr"],
        [SALT, "ar", "rtl"],
        [MARSH, "fr", "ltr"],
        [CRANE, "en", "ltr"],
    ];
    ensure_equal!(coast.languages().await?, expected, "headline, language and direction");
    Ok(())
}

async fn filters_that_leave_nothing_say_so(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    // The written page has no filters: its pictures go away while they are on their way, and Chromium writes a line for each.
    test.allow_remark("net::ERR_FAILED");
    let coast = CategoryPage::open(&test.browser, &site, "coast?tag=winter&lang=fa", "Coast").await?;
    coast.wait_for_headlines(&[]).await?;
    ensure_equal!(test.browser.text(".empty").await?, Words::of("en")?.text("category.empty")?, "the empty list");
    ensure_equal!(coast.in_force().await?, ["winter", "فارسی"], "the filters to take back");
    coast.clear().await?;
    coast.wait_for_headlines(&COAST).await
}

async fn years_are_a_chart_that_opens_into_months(test: &Test) -> Outcome {
    let site = Site::saltmarsh(test.shape())?;
    let coast = CategoryPage::open(&test.browser, &site, "coast", "Coast").await?;
    coast.wait_for_headlines(&COAST).await?;
    ensure_equal!(coast.count("2024").await?.as_deref(), Some("2"), "articles of 2024");
    ensure_equal!(coast.count("January 2024").await?, None, "months of a year that is not open");
    let parts = "return [...document.querySelectorAll('.facet-option[data-time=year]')].map((row) =>
        row.querySelector('.facet-label').textContent + ' ' + getComputedStyle(row, '::after').inlineSize.replace('px', '') /
            getComputedStyle(row).inlineSize.replace('px', '')).join(', ')";
    test.browser
        .wait_for("bars as long as the numbers beside them", || async {
            let parts = test.browser.read(parts).await?;
            Ok(if parts == "2026 1, 2025 0.5, 2024 1, 2023 0.5" { Ok(()) } else { Err(parts) })
        })
        .await?;
    coast.toggle("2024").await?;
    coast.wait_for_headlines(&[SALT, MARSH]).await?;
    for month in ["November 2024", "January 2024"] {
        ensure_equal!(coast.count(month).await?.as_deref(), Some("1"), "articles of {month}");
    }
    // A month narrows its year, in the address as well, and stays with its neighbours to choose from.
    coast.toggle("January 2024").await?;
    coast.wait_for_headlines(&[MARSH]).await?;
    ensure_equal!(coast.in_force().await?, ["January 2024"], "the filters in force");
    let address = test.browser.address().await?;
    ensure!(address.contains("month=2024-01") && !address.contains("year="), "the address: {address}");
    test.browser.reload().await?;
    let again = CategoryPage::shown(&test.browser, "Coast").await?;
    again.wait_for_headlines(&[MARSH]).await?;
    ensure_equal!(again.count("November 2024").await?.as_deref(), Some("1"), "the other month after a reload");
    again.toggle("November 2024").await?;
    again.wait_for_headlines(&[SALT, MARSH]).await?;
    // The year takes its months back.
    again.toggle("2024").await?;
    again.wait_for_headlines(&[SALT, MARSH]).await?;
    ensure_equal!(again.in_force().await?, ["2024"], "the filters in force");
    again.clear().await?;
    again.wait_for_headlines(&COAST).await
}
