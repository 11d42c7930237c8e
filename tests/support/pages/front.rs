//! The front page.

use super::{ArticlePage, CategoryPage, Masthead, wait_for_page};
use crate::Outcome;
use crate::browser::Browser;
use crate::site::Site;

pub struct FrontPage<'a> {
    browser: &'a Browser,
}

impl<'a> FrontPage<'a> {
    pub async fn open(browser: &'a Browser, site: &Site) -> Outcome<FrontPage<'a>> {
        browser.goto(&site.url("")).await?;
        FrontPage::shown(browser).await
    }

    pub async fn shown(browser: &'a Browser) -> Outcome<FrontPage<'a>> {
        wait_for_page(browser, "front").await?;
        Ok(FrontPage { browser })
    }

    pub fn masthead(&self) -> Masthead<'a> {
        Masthead::of(self.browser)
    }

    pub async fn lead_headline(&self) -> Outcome<String> {
        self.browser.text(".front-lead .story-headline").await
    }

    pub async fn lead_standfirst(&self) -> Outcome<String> {
        self.browser.text(".front-lead .story-standfirst").await
    }

    /// Headlines of the list of latest articles, newest first.
    pub async fn latest(&self) -> Outcome<Vec<String>> {
        self.browser.texts(".latest-list .latest-link").await
    }

    /// Titles of the sections' strips.
    pub async fn sections(&self) -> Outcome<Vec<String>> {
        self.browser.texts("section.strip .strip-title").await
    }

    /// Headlines in the strip at a position, from 0.
    pub async fn stories_of_section(&self, position: usize) -> Outcome<Vec<String>> {
        self.browser.texts(&format!("section.strip:nth-of-type({}) .story-headline", position + 1)).await
    }

    pub async fn open_lead(&self, headline: &str) -> Outcome<ArticlePage<'a>> {
        self.browser.click_text(".front-lead .story-headline a", headline).await?;
        ArticlePage::shown(self.browser, headline).await
    }

    pub async fn open_latest(&self, headline: &str) -> Outcome<ArticlePage<'a>> {
        self.browser.click_text(".latest-list .latest-link", headline).await?;
        ArticlePage::shown(self.browser, headline).await
    }

    pub async fn open_section(&self, name: &str) -> Outcome<CategoryPage<'a>> {
        self.browser.click_text(".strip-title a", name).await?;
        CategoryPage::shown(self.browser, name).await
    }
}
