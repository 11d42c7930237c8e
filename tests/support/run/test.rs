//! What a promise gets to work with, and the hearing of the witnesses at its end.

use std::sync::{Arc, Mutex};

use crate::browser::Browser;
use crate::engine::Engine;
use crate::foreign::Witness;
use crate::probe::Remark;
use crate::site::Shape;
use crate::{Failure, Outcome, lock};

/// What a promise gets to work with.
pub struct Test {
    pub browser: Browser,
    shape: Shape,
    is_thorough: bool,
    foreign: Arc<Witness>,
    heard: Mutex<Vec<Remark>>,
    allowed: Mutex<Vec<String>>,
    allowed_foreign: Mutex<Vec<String>>,
    watched: Mutex<bool>,
}

impl Test {
    pub(super) fn new(browser: Browser, foreign: Arc<Witness>, shape: Shape, is_thorough: bool) -> Test {
        Test {
            browser,
            shape,
            is_thorough,
            foreign,
            heard: Mutex::default(),
            allowed: Mutex::default(),
            allowed_foreign: Mutex::default(),
            watched: Mutex::new(true),
        }
    }

    pub fn engine(&self) -> Engine {
        self.browser.engine()
    }

    /// The shape that the site of this test is to have.
    pub fn shape(&self) -> Shape {
        self.shape
    }

    /// Whether there is time for all that a promise could go through: in a run that is asked for by name, or as a thorough one.
    pub fn is_thorough(&self) -> bool {
        self.is_thorough
    }

    /// Declares that remarks with these words in them belong to what is being tested.
    pub fn allow_remark(&self, words: &str) {
        lock(&self.allowed).push(words.to_owned());
    }

    /// Declares that requests with these words in them belong to what is being tested.
    pub fn allow_foreign(&self, words: &str) {
        lock(&self.allowed_foreign).push(words.to_owned());
    }

    /// Declares that the last page is not one of the test server's, so that nobody watched it.
    pub fn allow_unwatched(&self) {
        *lock(&self.watched) = false;
    }

    /// Requests to hosts other than loopback so far.
    pub fn foreign_requests(&self) -> Vec<String> {
        self.foreign.requests()
    }

    /// Takes down what the current page and its frames have said. Needed only before leaving for another origin; the last page
    /// is heard anyway.
    pub async fn listen(&self) -> Outcome {
        let mut remarks = match self.browser.remarks().await {
            Ok(remarks) => remarks,
            Err(_) if !*lock(&self.watched) => Vec::new(),
            Err(failure) => return Err(failure),
        };
        let frames = self.browser.count("iframe").await?;
        for frame in 0..frames {
            let Ok(index) = u16::try_from(frame) else { break };
            self.browser.client().enter_frame(index).await?;
            // A frame without a witness shows something that is not ours.
            remarks.extend(self.browser.remarks().await.unwrap_or_default());
            self.browser.leave_frame().await?;
        }
        remarks.extend(self.browser.browser_log().await?);
        let mut heard = lock(&self.heard);
        for remark in remarks {
            if !heard.contains(&remark) {
                heard.push(remark);
            }
        }
        Ok(())
    }

    /// Everything heard so far.
    pub fn remarks(&self) -> Vec<Remark> {
        lock(&self.heard).clone()
    }

    /// What was heard and not declared.
    pub(super) fn unexpected_remarks(&self) -> Vec<String> {
        let allowed = lock(&self.allowed).clone();
        let heard = lock(&self.heard);
        let unexpected = heard.iter().map(Remark::to_string);
        unexpected.filter(|remark| !allowed.iter().any(|words| remark.contains(words))).collect()
    }

    /// Checks that no page said anything and no foreign host was asked, but for what was declared.
    ///
    /// # Errors
    /// Lists everything unexpected.
    pub async fn assert_quiet(&self) -> Outcome {
        self.listen().await?;
        let mut unexpected = self.unexpected_remarks();
        let allowed = lock(&self.allowed_foreign).clone();
        unexpected.extend(
            self.foreign
                .requests()
                .into_iter()
                .filter(|request| !allowed.iter().any(|words| request.contains(words)))
                .map(|request| format!("foreign request: {request}")),
        );
        if unexpected.is_empty() {
            Ok(())
        } else {
            Err(Failure::new(format!("the page was not quiet:\n    {}", unexpected.join("\n    "))))
        }
    }
}
