//! What stands above every page: name, sections, search, settings.

use super::{FrontPage, SearchPage};
use crate::Outcome;
use crate::browser::Browser;

pub struct Masthead<'a> {
    browser: &'a Browser,
}

const SETTINGS: &str = "details.menu[data-menu=settings]";

impl<'a> Masthead<'a> {
    pub fn of(browser: &'a Browser) -> Masthead<'a> {
        Masthead { browser }
    }

    pub async fn name(&self) -> Outcome<String> {
        self.browser.text(".masthead-name").await
    }

    pub async fn open_front(&self) -> Outcome<FrontPage<'a>> {
        self.browser.click(".masthead-name a").await?;
        FrontPage::shown(self.browser).await
    }

    pub async fn open_search(&self) -> Outcome<SearchPage<'a>> {
        self.browser.click(".masthead-tools > a.tool").await?;
        SearchPage::shown(self.browser).await
    }

    /// Names of the sections in the bar.
    pub async fn sections(&self) -> Outcome<Vec<String>> {
        self.browser.texts(".masthead-bar > nav.sections a").await
    }

    pub async fn open_settings(&self) -> Outcome {
        if self.browser.attribute(SETTINGS, "open").await?.is_none() {
            self.browser.click(&format!("{SETTINGS} > summary")).await?;
        }
        self.browser.find(&format!("{SETTINGS} .menu-panel")).await.map(|_| ())
    }

    /// Presses a button or a switch in the settings by what it says.
    pub async fn press_setting(&self, label: &str) -> Outcome {
        self.open_settings().await?;
        self.browser.click_text(&format!("{SETTINGS} :is(.choice-option, .switch, .button)"), label).await
    }

    /// Chooses a theme by what its button says.
    pub async fn choose_theme(&self, label: &str) -> Outcome {
        self.press_setting(label).await
    }

    /// Chooses the interface language by its tag.
    pub async fn choose_language(&self, tag: &str) -> Outcome {
        self.open_settings().await?;
        self.browser.select("#interface-language", tag).await
    }
}
