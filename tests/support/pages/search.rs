//! The search page.

use super::{ArticlePage, wait_for_page};
use crate::Outcome;
use crate::browser::Browser;
use crate::site::Site;

pub struct SearchPage<'a> {
    browser: &'a Browser,
}

impl<'a> SearchPage<'a> {
    pub const FIELD: &'static str = "input.search-field";

    pub async fn open(browser: &'a Browser, site: &Site, query: &str) -> Outcome<SearchPage<'a>> {
        browser.goto(&site.url(&format!("search{query}"))).await?;
        SearchPage::shown(browser).await
    }

    pub async fn shown(browser: &'a Browser) -> Outcome<SearchPage<'a>> {
        wait_for_page(browser, "search").await?;
        browser.find(SearchPage::FIELD).await?;
        Ok(SearchPage { browser })
    }

    /// Types into the field in place of what it holds.
    pub async fn type_text(&self, text: &str) -> Outcome {
        self.browser.type_into(SearchPage::FIELD, text).await
    }

    /// Types more behind what the field holds.
    pub async fn type_more(&self, text: &str) -> Outcome {
        Ok(self.browser.find(SearchPage::FIELD).await?.send_keys(text).await?)
    }

    pub async fn headlines(&self) -> Outcome<Vec<String>> {
        self.browser.texts(".results .result-headline").await
    }

    /// Waits until exactly these articles are found, in this order.
    pub async fn wait_for_headlines(&self, expected: &[&str]) -> Outcome {
        self.browser
            .wait_for(&format!("the results {expected:?}"), || async {
                let found = self.headlines().await?;
                Ok(if found == expected { Ok(()) } else { Err(format!("{found:?}")) })
            })
            .await
    }

    /// Waits until the first result is this one.
    pub async fn wait_for_first(&self, headline: &str) -> Outcome {
        self.browser
            .wait_for(&format!("{headline:?} to be the first result"), || async {
                let found = self.headlines().await?;
                Ok(if found.first().is_some_and(|first| first == headline) {
                    Ok(())
                } else {
                    Err(format!("{found:?}"))
                })
            })
            .await
    }

    /// Waits until this is one of the results.
    pub async fn wait_for_result(&self, headline: &str) -> Outcome {
        self.browser
            .wait_for(&format!("{headline:?} to be a result"), || async {
                let found = self.headlines().await?;
                Ok(if found.iter().any(|found| found == headline) { Ok(()) } else { Err(format!("{found:?}")) })
            })
            .await
    }

    /// What is marked in the first result's snippet.
    pub async fn marks(&self) -> Outcome<Vec<String>> {
        self.browser.texts(".results > li:first-child mark").await
    }

    pub async fn open_result(&self, headline: &str) -> Outcome<ArticlePage<'a>> {
        self.browser.click_text(".result-headline a", headline).await?;
        ArticlePage::shown(self.browser, headline).await
    }

    pub async fn value(&self) -> Outcome<String> {
        self.browser.read("return document.querySelector('input.search-field').value").await
    }
}
