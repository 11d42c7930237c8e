//! The articles of a category, or all, with filters.

use serde_json::json;

use super::{Masthead, wait_for_page};
use crate::Outcome;
use crate::browser::{Browser, strings};
use crate::site::Site;

pub struct CategoryPage<'a> {
    browser: &'a Browser,
}

impl<'a> CategoryPage<'a> {
    /// Opens `c/<path>` with a query of filters, such as `coast?tag=history`.
    pub async fn open(browser: &'a Browser, site: &Site, path: &str, name: &str) -> Outcome<CategoryPage<'a>> {
        browser.goto(&site.url(&format!("c/{path}"))).await?;
        CategoryPage::shown(browser, name).await
    }

    /// Waits until the category of this name is on show.
    pub async fn shown(browser: &'a Browser, name: &str) -> Outcome<CategoryPage<'a>> {
        wait_for_page(browser, "category").await?;
        browser
            .wait_for(&format!("the category {name:?}"), || async {
                let heading = browser.texts("main h1").await?.concat();
                Ok(if heading.starts_with(name) { Ok(()) } else { Err(format!("{heading:?}")) })
            })
            .await?;
        Ok(CategoryPage { browser })
    }

    pub fn masthead(&self) -> Masthead<'a> {
        Masthead::of(self.browser)
    }

    pub async fn headlines(&self) -> Outcome<Vec<String>> {
        self.browser.texts(".story-list .story-headline").await
    }

    /// Waits until exactly these headlines are listed, in this order.
    pub async fn wait_for_headlines(&self, expected: &[&str]) -> Outcome {
        self.browser
            .wait_for(&format!("the list {expected:?}"), || async {
                let found = self.headlines().await?;
                Ok(if found == expected { Ok(()) } else { Err(format!("{found:?}")) })
            })
            .await
    }

    /// Subcategories with their counts, as written.
    pub async fn subcategories(&self) -> Outcome<Vec<String>> {
        self.browser.texts(".subcategories li").await
    }

    /// The number beside an option of a filter: `None` if the option is not offered.
    pub async fn count(&self, option: &str) -> Outcome<Option<String>> {
        // They come after the list.
        self.browser.find(".filters").await?;
        let script = "const option = [...document.querySelectorAll('.facet-option')]
                .find((option) => option.querySelector('.facet-label').textContent.trim() === arguments[0]);
            return option ? option.querySelector('.count').textContent.trim() : null";
        let value = self.browser.execute(script, vec![json!(option)]).await?;
        Ok(value.as_str().map(str::to_owned))
    }

    /// Turns an option of a filter on or off.
    pub async fn toggle(&self, option: &str) -> Outcome {
        // An option's whole text holds its count as well, so it is found by its label.
        self.browser.click_text(".facet-option .facet-label", option).await
    }

    /// Labels of the filters in force, from the chips.
    pub async fn in_force(&self) -> Outcome<Vec<String>> {
        self.browser.texts(".chips .chip-label").await
    }

    pub async fn clear(&self) -> Outcome {
        self.browser.click(".chips .chips-clear").await
    }

    /// What the line above the list says.
    pub async fn status(&self) -> Outcome<String> {
        self.browser.text(".browse-status").await
    }

    /// The list's items as (headline, language, direction), for lists of several languages.
    pub async fn languages(&self) -> Outcome<Vec<Vec<String>>> {
        let script = "return [...document.querySelectorAll('.story-list .story')].map((story) =>
            [story.querySelector('.story-headline').textContent.trim(), story.lang, getComputedStyle(story).direction])";
        let value = self.browser.execute(script, vec![]).await?;
        Ok(value.as_array().into_iter().flatten().map(strings).collect())
    }

    pub async fn open_subcategory(&self, name: &str) -> Outcome<CategoryPage<'a>> {
        self.browser.click_text(".subcategories a", name).await?;
        CategoryPage::shown(self.browser, name).await
    }
}
