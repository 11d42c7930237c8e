//! One browser session, spoken to in the words of a test: go, find, click, press, wait for a state.
//!
//! - [`waiting`]: nothing sleeps for a fixed time; a state is asked for again and again until it holds or the deadline has passed,
//!   and then the failure says what it was waiting for.
//! - [`elements`]: what is shown, what it says, and clicking it as a person would.
//! - [`keyboard`]: keys and focus.
//! - [`chromium`]: what only one engine offers.
//!
//! Everything is WebDriver's standard but for the last, so a promise is checked by the same code in every engine.

mod chromium;
mod elements;
mod keyboard;
mod waiting;

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use fantoccini::Client;
use serde_json::Value;

use crate::engine::Engine;
use crate::probe::{self, Remark};
use crate::{Failure, Outcome, lock};

pub use chromium::base64;
pub use waiting::PATIENCE;

pub struct Browser {
    engine: Engine,
    client: Client,
    awaited: Mutex<String>,
    is_altered: AtomicBool,
}

impl Browser {
    pub(crate) fn new(engine: Engine, client: Client) -> Browser {
        Browser { engine, client, awaited: Mutex::new("the first page".into()), is_altered: AtomicBool::new(false) }
    }

    pub fn engine(&self) -> Engine {
        self.engine
    }

    pub(crate) fn client(&self) -> &Client {
        &self.client
    }

    /// Whether more was changed than the page on show, so that the next test would begin differently.
    pub(crate) fn is_altered(&self) -> bool {
        self.is_altered.load(Ordering::Relaxed)
    }

    /// What the test is waiting for at the moment; told when its time is up.
    pub fn awaited(&self) -> String {
        lock(&self.awaited).clone()
    }

    // Addresses and history

    pub async fn goto(&self, url: &str) -> Outcome {
        self.goto_within(url, PATIENCE).await
    }

    /// As [`Browser::goto`] with a patience of its own, for pages that keep the browser busy.
    pub async fn goto_within(&self, url: &str, patience: Duration) -> Outcome {
        *lock(&self.awaited) = format!("the page {url} to load");
        self.client.goto(url).await?;
        if url.contains('#') {
            // Firefox's driver takes every address with a fragment for a place within the page on show, and waits for nothing.
            let there = format!(
                "return location.href.split('#')[0] === new URL({}).href.split('#')[0] && document.readyState === 'complete'",
                Value::from(url)
            );
            self.wait_long(&format!("the page {url} to load"), patience, &there).await?;
        }
        Ok(())
    }

    pub async fn back(&self) -> Outcome {
        Ok(self.client.back().await?)
    }

    pub async fn forward(&self) -> Outcome {
        Ok(self.client.forward().await?)
    }

    /// Reloads as a reader does. geckodriver's own command is a forced reload, which goes past service workers.
    pub async fn reload(&self) -> Outcome {
        if self.engine != Engine::Firefox {
            return Ok(self.client.refresh().await?);
        }
        self.execute("window.tidingsBeforeReload = true; location.reload()", vec![]).await?;
        let is_new = "return !window.tidingsBeforeReload && document.readyState === 'complete'";
        self.wait_for_script("the page to load anew", is_new).await
    }

    /// The address of the top page, fragment included.
    pub async fn address(&self) -> Outcome<String> {
        self.read("return location.href").await
    }

    pub async fn title(&self) -> Outcome<String> {
        Ok(self.client.title().await?)
    }

    pub async fn resize(&self, width: u32, height: u32) -> Outcome {
        self.is_altered.store(true, Ordering::Relaxed);
        Ok(self.client.set_window_size(width, height).await?)
    }

    // Scripts

    /// Runs the body of a function in the page and returns its value.
    pub async fn execute(&self, body: &str, arguments: Vec<Value>) -> Outcome<Value> {
        Ok(self.client.execute(body, arguments).await?)
    }

    /// Runs the body of a function that returns a text.
    pub async fn read(&self, body: &str) -> Outcome<String> {
        let value = self.execute(body, vec![]).await?;
        Ok(value.as_str().map_or_else(|| value.to_string(), str::to_owned))
    }

    /// Runs the body of a function that returns true or false.
    pub async fn is_true(&self, body: &str) -> Outcome<bool> {
        Ok(self.execute(body, vec![]).await? == Value::Bool(true))
    }

    /// Runs the body of an async function (`await` is allowed) and returns what it resolves to.
    pub async fn execute_async(&self, body: &str, arguments: Vec<Value>) -> Outcome<Value> {
        let script = format!(
            "const done = arguments[arguments.length - 1];
             (async function () {{ {body} }}).apply(null, Array.prototype.slice.call(arguments, 0, -1))
               .then((value) => done({{ value }}), (error) => done({{ error: String((error && error.stack) || error) }}));"
        );
        let value = self.client.execute_async(&script, arguments).await?;
        match value.get("error") {
            Some(error) => Err(Failure::new(format!("the script failed: {error}"))),
            None => Ok(value.get("value").cloned().unwrap_or_default()),
        }
    }

    // Frames

    /// Moves into the first frame of a selector.
    pub async fn enter_frame(&self, selector: &str) -> Outcome {
        let frame = self.find(selector).await?;
        Ok(frame.enter_frame().await?)
    }

    pub async fn leave_frame(&self) -> Outcome {
        Ok(self.client.enter_parent_frame().await?)
    }

    // Evidence

    pub async fn screenshot(&self) -> Outcome<Vec<u8>> {
        Ok(self.client.screenshot().await?)
    }

    pub async fn source(&self) -> Outcome<String> {
        Ok(self.client.source().await?)
    }

    /// What the page in the current frame has said so far.
    ///
    /// # Errors
    /// The page has no witness: it did not come from the test server.
    pub async fn remarks(&self) -> Outcome<Vec<Remark>> {
        match self.execute(probe::READ, vec![]).await? {
            Value::Null => Err(Failure::new("the page carries no witness script")),
            list => Ok(probe::remarks(&list)),
        }
    }
}

/// The texts in a JSON list.
pub fn strings(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}
