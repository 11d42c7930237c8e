//! A page that says what went wrong.

use super::wait_for_page;
use crate::browser::Browser;
use crate::words::Words;
use crate::{Outcome, ensure_equal};

pub struct ProblemPage<'a> {
    browser: &'a Browser,
}

impl<'a> ProblemPage<'a> {
    pub async fn shown(browser: &'a Browser) -> Outcome<ProblemPage<'a>> {
        wait_for_page(browser, "problem").await?;
        Ok(ProblemPage { browser })
    }

    /// Waits for the page about a feed that could not be opened, and checks its words: `kind` is `offline`, `broken`, ….
    pub async fn of_kind(browser: &'a Browser, words: &Words, kind: &str) -> Outcome<ProblemPage<'a>> {
        let page = ProblemPage::shown(browser).await?;
        ensure_equal!(page.title().await?, words.text(&format!("error.{kind}.title"))?, "the title for {kind}");
        ensure_equal!(page.kicker().await?, words.text(&format!("error.{kind}.kicker"))?, "the kicker for {kind}");
        let told = browser.text(".problem-what").await?;
        ensure_equal!(told, words.text(&format!("error.{kind}.what"))?, "the explanation for {kind}");
        Ok(page)
    }

    pub async fn title(&self) -> Outcome<String> {
        self.browser.text("h1.problem-title").await
    }

    pub async fn kicker(&self) -> Outcome<String> {
        self.browser.text(".problem-kicker").await
    }

    /// Presses the button that tries again, and waits until these words are taken away: what follows is about the new answer.
    pub async fn retry(&self) -> Outcome {
        self.browser.execute("window.problemBefore = document.querySelector('.problem')", vec![]).await?;
        self.browser.click(".problem-actions button").await?;
        self.browser
            .wait_for_script("the words about the failure to go", "return !window.problemBefore?.isConnected")
            .await
    }

    /// Follows the way back.
    pub async fn go_back(&self) -> Outcome {
        self.browser.click(".problem-actions a").await
    }
}
