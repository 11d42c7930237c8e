//! One photo over its article.

use crate::Outcome;
use crate::browser::Browser;

pub struct Lightbox<'a> {
    browser: &'a Browser,
}

/// The dialog while it is open.
const OPEN: &str = "dialog.lightbox[open]";

impl<'a> Lightbox<'a> {
    /// Waits until the lightbox is open and its picture there.
    pub async fn shown(browser: &'a Browser) -> Outcome<Lightbox<'a>> {
        browser.find(OPEN).await?;
        let script = "const picture = document.querySelector('dialog.lightbox[open] img.lightbox-picture');
            return !!picture && picture.complete && picture.naturalWidth > 0";
        browser.wait_for_script("the photo to have arrived", script).await?;
        Ok(Lightbox { browser })
    }

    pub async fn wait_closed(browser: &Browser) -> Outcome {
        browser.wait_gone(OPEN).await
    }

    /// Waits until the caption says this.
    pub async fn wait_for_caption(&self, caption: &str) -> Outcome {
        self.browser
            .wait_for(&format!("the photo with the caption {caption:?}"), || async {
                let found = self.browser.texts(".lightbox .lightbox-text").await?.concat();
                Ok(if found == caption { Ok(()) } else { Err(format!("{found:?}")) })
            })
            .await
    }

    pub async fn credit(&self) -> Outcome<String> {
        self.browser.text(".lightbox .lightbox-credit").await
    }

    pub async fn counter(&self) -> Outcome<String> {
        self.browser.text(".lightbox .lightbox-counter").await
    }

    pub async fn alternative_text(&self) -> Outcome<Option<String>> {
        self.browser.attribute(".lightbox img.lightbox-picture", "alt").await
    }

    /// The selector of a button: `close`, `previous` or `next`.
    pub fn button(to: &str) -> String {
        format!("{OPEN} .lightbox-button[data-to={to}]")
    }

    pub async fn click(&self, to: &str) -> Outcome {
        self.browser.click(&Lightbox::button(to)).await
    }

    /// Whether a step button says that it leads nowhere.
    pub async fn leads_nowhere(&self, to: &str) -> Outcome<bool> {
        let button = Lightbox::button(to);
        let says = self.browser.attribute(&button, "aria-disabled").await?;
        Ok(says.as_deref() == Some("true") || self.browser.attribute(&button, "disabled").await?.is_some())
    }
}
