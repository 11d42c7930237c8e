//! One article.

use super::{Lightbox, Masthead, wait_for_heading, wait_for_page};
use crate::Outcome;
use crate::browser::Browser;
use crate::site::Site;

pub struct ArticlePage<'a> {
    browser: &'a Browser,
}

impl<'a> ArticlePage<'a> {
    /// Opens an article by its slug and waits for its headline.
    pub async fn open(browser: &'a Browser, site: &Site, slug: &str) -> Outcome<ArticlePage<'a>> {
        browser.goto(&site.url(&format!("a/{slug}"))).await?;
        ArticlePage::shown(browser, &site.words_of(slug, "title")?).await
    }

    /// Waits until the article with this headline is on show, its body included.
    pub async fn shown(browser: &'a Browser, headline: &str) -> Outcome<ArticlePage<'a>> {
        wait_for_page(browser, "article").await?;
        wait_for_heading(browser, headline).await?;
        browser
            .wait_for_script("the article's body", "return !!document.querySelector('.prose:not([aria-busy=true]) *')")
            .await?;
        Ok(ArticlePage { browser })
    }

    pub fn masthead(&self) -> Masthead<'a> {
        Masthead::of(self.browser)
    }

    pub async fn standfirst(&self) -> Outcome<String> {
        self.browser.text(".article-standfirst").await
    }

    pub async fn authors(&self) -> Outcome<Vec<String>> {
        self.browser.texts(".byline-authors a").await
    }

    /// The `datetime` values in the byline: published, then updated.
    pub async fn dates(&self) -> Outcome<Vec<String>> {
        let script = "return [...document.querySelectorAll('.byline time')].map((time) => time.dateTime)";
        Ok(crate::browser::strings(&self.browser.execute(script, vec![]).await?))
    }

    /// The breadcrumb's steps.
    pub async fn breadcrumb(&self) -> Outcome<Vec<String>> {
        self.browser.texts(".breadcrumb li").await
    }

    /// The whole text of the body.
    pub async fn body(&self) -> Outcome<String> {
        self.browser.text(".article .prose").await
    }

    pub async fn tags(&self) -> Outcome<Vec<String>> {
        self.browser.texts(".tags a").await
    }

    pub async fn corrections(&self) -> Outcome<Vec<String>> {
        self.browser.texts(".correction-text").await
    }

    pub async fn translations(&self) -> Outcome<Vec<String>> {
        self.browser.texts(".translations a").await
    }

    /// The headline of the neighbour at `previous` (newer) or `next` (older).
    pub async fn neighbour(&self, to: &str) -> Outcome<String> {
        self.browser.text(&format!(".neighbour[data-to={to}] .neighbour-headline")).await
    }

    pub async fn open_neighbour(&self, to: &str, headline: &str) -> Outcome<ArticlePage<'a>> {
        self.browser.click(&format!(".neighbour[data-to={to}]")).await?;
        ArticlePage::shown(self.browser, headline).await
    }

    /// Follows a link of the body to another article.
    pub async fn follow(&self, text: &str, headline: &str) -> Outcome<ArticlePage<'a>> {
        self.browser.click_text(".article .prose a", text).await?;
        ArticlePage::shown(self.browser, headline).await
    }

    /// Number of pictures on show in the article's gallery.
    pub async fn gallery_size(&self) -> Outcome<usize> {
        self.browser.count(".gallery .gallery-item").await
    }

    /// The selector of the link to a photo, from 1.
    pub fn photo(number: usize) -> String {
        format!(".gallery-items > li:nth-child({number}) a.gallery-item")
    }

    /// Opens a photo of the gallery, from 1.
    pub async fn open_photo(&self, number: usize) -> Outcome<Lightbox<'a>> {
        self.browser.click(&ArticlePage::photo(number)).await?;
        Lightbox::shown(self.browser).await
    }

    pub async fn language_and_direction(&self) -> Outcome<(String, String)> {
        let language = self.browser.attribute("article.article", "lang").await?.unwrap_or_default();
        Ok((language, self.browser.style("article.article", "direction").await?))
    }
}
