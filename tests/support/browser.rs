//! One browser session, spoken to in the words of a test: go, find, click, press, wait for a state.
//!
//! Nothing here sleeps for a fixed time: [`Browser::wait_until`] asks for a state again and again until it holds or the deadline
//! has passed, and then says what it was waiting for. Clicking and reading wait for their element in the same way.

use std::future::Future;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::elements::{Element, ElementRef};
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, Locator};
use serde_json::{Value, json};

use crate::engine::Engine;
use crate::probe::{self, Remark};
use crate::{Failure, Outcome, lock};

/// How long a state may take to come about. Pages answer in a tenth of a second; a machine that compiles beside us needs the rest.
pub const PATIENCE: Duration = Duration::from_secs(15);

/// Time between two looks at a state: about one frame.
const LOOK_AGAIN: Duration = Duration::from_millis(25);

/// The name under which WebDriver writes an element into JSON.
const ELEMENT_KEY: &str = "element-6066-11e4-a52e-4f735466cecf";

pub struct Browser {
    engine: Engine,
    client: Client,
    awaited: Mutex<String>,
}

impl Browser {
    pub(crate) fn new(engine: Engine, client: Client) -> Browser {
        Browser { engine, client, awaited: Mutex::new("the first page".into()) }
    }

    pub fn engine(&self) -> Engine {
        self.engine
    }

    pub(crate) fn client(&self) -> &Client {
        &self.client
    }

    /// What the test is waiting for at the moment; told when its time is up.
    pub fn awaited(&self) -> String {
        lock(&self.awaited).clone()
    }

    // Addresses and history

    pub async fn goto(&self, url: &str) -> Outcome {
        *lock(&self.awaited) = format!("the page {url} to load");
        Ok(self.client.goto(url).await?)
    }

    pub async fn back(&self) -> Outcome {
        Ok(self.client.back().await?)
    }

    pub async fn forward(&self) -> Outcome {
        Ok(self.client.forward().await?)
    }

    pub async fn reload(&self) -> Outcome {
        Ok(self.client.refresh().await?)
    }

    /// The address of the top page, fragment included.
    pub async fn address(&self) -> Outcome<String> {
        self.read("return location.href").await
    }

    pub async fn title(&self) -> Outcome<String> {
        Ok(self.client.title().await?)
    }

    pub async fn resize(&self, width: u32, height: u32) -> Outcome {
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

    // Waiting

    /// Waits until the state holds; `description` completes the sentence "waited for …".
    ///
    /// # Errors
    /// The state did not come about within [`PATIENCE`], or asking for it failed to the end.
    pub async fn wait_until<F, Look>(&self, description: &str, look: F) -> Outcome
    where
        F: Fn() -> Look,
        Look: Future<Output = Outcome<bool>>,
    {
        self.wait_for(description, || async { Ok(if look().await? { Ok(()) } else { Err(String::new()) }) }).await
    }

    /// Waits until a look returns a value; `Err(seen)` says what was there instead.
    ///
    /// # Errors
    /// As [`Browser::wait_until`]; the message ends with what was seen last.
    pub async fn wait_for<T, F, Look>(&self, description: &str, look: F) -> Outcome<T>
    where
        F: Fn() -> Look,
        Look: Future<Output = Outcome<Result<T, String>>>,
    {
        self.wait_up_to(PATIENCE, description, look).await
    }

    /// As [`Browser::wait_for_script`] with a patience of its own, for what is slow by nature.
    pub async fn wait_long(&self, description: &str, patience: Duration, body: &str) -> Outcome {
        self.wait_up_to(patience, description, || async {
            Ok(if self.is_true(body).await? { Ok(()) } else { Err(String::new()) })
        })
        .await
    }

    async fn wait_up_to<T, F, Look>(&self, patience: Duration, description: &str, look: F) -> Outcome<T>
    where
        F: Fn() -> Look,
        Look: Future<Output = Outcome<Result<T, String>>>,
    {
        *lock(&self.awaited) = description.to_owned();
        let deadline = Instant::now() + patience;
        loop {
            let seen = match look().await {
                Ok(Ok(value)) => return Ok(value),
                Ok(Err(seen)) => seen,
                // A page that is being replaced answers with errors; only the last one matters.
                Err(failure) => failure.message().to_owned(),
            };
            if Instant::now() > deadline {
                let seen = if seen.is_empty() { seen } else { format!(" (last seen: {seen})") };
                return Err(Failure::new(format!("waited {patience:?} for {description}{seen}")));
            }
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    }

    /// Waits until a script's value is true.
    pub async fn wait_for_script(&self, description: &str, body: &str) -> Outcome {
        self.wait_until(description, || self.is_true(body)).await
    }

    // Elements

    /// Waits for the first element of a CSS selector that is shown.
    pub async fn find(&self, selector: &str) -> Outcome<Element> {
        self.wait_for(&format!("{selector} to be shown"), || async {
            for element in self.client.find_all(Locator::Css(selector)).await? {
                if element.is_displayed().await? {
                    return Ok(Ok(element));
                }
            }
            Ok(Err("no such element is shown".to_owned()))
        })
        .await
    }

    /// All elements of a selector that are shown right now; does not wait.
    pub async fn all(&self, selector: &str) -> Outcome<Vec<Element>> {
        let mut shown = Vec::new();
        for element in self.client.find_all(Locator::Css(selector)).await? {
            if element.is_displayed().await? {
                shown.push(element);
            }
        }
        Ok(shown)
    }

    /// The element that a script returned.
    ///
    /// # Errors
    /// The value is no element.
    pub fn element(&self, value: &Value) -> Outcome<Element> {
        let reference = value
            .get(ELEMENT_KEY)
            .and_then(Value::as_str)
            .ok_or_else(|| Failure::new("the script returned no element"))?;
        Ok(Element::from_element_id(self.client.clone(), ElementRef::from(reference.to_owned())))
    }

    /// Chooses an option of a select field by its value.
    pub async fn select(&self, selector: &str, value: &str) -> Outcome {
        Ok(self.find(selector).await?.select_by_value(value).await?)
    }

    /// The number of elements of a selector in the page, hidden ones included; does not wait.
    pub async fn count(&self, selector: &str) -> Outcome<usize> {
        Ok(self.client.find_all(Locator::Css(selector)).await?.len())
    }

    /// Whether an element of the selector is shown right now.
    pub async fn shows(&self, selector: &str) -> Outcome<bool> {
        for element in self.client.find_all(Locator::Css(selector)).await? {
            if element.is_displayed().await? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Waits until no element of the selector is shown.
    pub async fn wait_gone(&self, selector: &str) -> Outcome {
        self.wait_until(&format!("{selector} to go away"), || async { Ok(!self.shows(selector).await?) }).await
    }

    /// The rendered text of the first shown element of a selector, white space collapsed.
    pub async fn text(&self, selector: &str) -> Outcome<String> {
        self.find(selector).await?;
        let script = "const shown = [...document.querySelectorAll(arguments[0])]
            .find((element) => element.getClientRects().length > 0);
            return shown ? shown.innerText.replace(/\\s+/g, ' ').trim() : ''";
        let value = self.execute(script, vec![json!(selector)]).await?;
        Ok(value.as_str().unwrap_or_default().to_owned())
    }

    /// The rendered texts of all elements of a selector, white space collapsed; does not wait.
    pub async fn texts(&self, selector: &str) -> Outcome<Vec<String>> {
        let script = "return [...document.querySelectorAll(arguments[0])]
            .map((element) => element.innerText.replace(/\\s+/g, ' ').trim())";
        let value = self.execute(script, vec![json!(selector)]).await?;
        Ok(strings(&value))
    }

    /// An attribute of the first element of a selector; does not wait.
    pub async fn attribute(&self, selector: &str, name: &str) -> Outcome<Option<String>> {
        let script = "const element = document.querySelector(arguments[0]);
            return element ? element.getAttribute(arguments[1]) : null";
        let value = self.execute(script, vec![json!(selector), json!(name)]).await?;
        Ok(value.as_str().map(str::to_owned))
    }

    /// A computed style of the first element of a selector; does not wait.
    pub async fn style(&self, selector: &str, property: &str) -> Outcome<String> {
        let script = "const element = document.querySelector(arguments[0]);
            return element ? getComputedStyle(element).getPropertyValue(arguments[1]) : ''";
        let value = self.execute(script, vec![json!(selector), json!(property)]).await?;
        Ok(value.as_str().unwrap_or_default().to_owned())
    }

    /// Clicks the first shown element of a selector as a person would: what covers it is in the way.
    pub async fn click(&self, selector: &str) -> Outcome {
        self.wait_for(&format!("{selector} to be clickable"), || async {
            let mut seen = "no such element is shown".to_owned();
            for element in self.client.find_all(Locator::Css(selector)).await? {
                if !element.is_displayed().await? {
                    continue;
                }
                match element.click().await {
                    Ok(()) => return Ok(Ok(())),
                    Err(error) => seen = error.to_string(),
                }
            }
            Ok(Err(seen))
        })
        .await
    }

    /// Empties a field and types into it, key by key.
    pub async fn type_into(&self, selector: &str, text: &str) -> Outcome {
        let field = self.find(selector).await?;
        field.clear().await?;
        Ok(field.send_keys(text).await?)
    }

    // Keyboard and focus

    /// Presses and releases one key after the other, wherever the focus is. Special keys are `fantoccini::key::Key` values.
    pub async fn press(&self, keys: &str) -> Outcome {
        let mut actions = KeyActions::new("keyboard".into());
        for value in keys.chars() {
            actions = actions.then(KeyAction::Down { value }).then(KeyAction::Up { value });
        }
        Ok(self.client.perform_actions(actions).await?)
    }

    /// Presses a key while another is held.
    pub async fn press_with(&self, held: char, key: char) -> Outcome {
        let actions = KeyActions::new("keyboard".into())
            .then(KeyAction::Down { value: held })
            .then(KeyAction::Down { value: key })
            .then(KeyAction::Up { value: key })
            .then(KeyAction::Up { value: held });
        Ok(self.client.perform_actions(actions).await?)
    }

    /// Whether the focused element matches a selector.
    pub async fn has_focus(&self, selector: &str) -> Outcome<bool> {
        let script = "return !!document.activeElement && document.activeElement.matches(arguments[0])";
        Ok(self.execute(script, vec![json!(selector)]).await? == Value::Bool(true))
    }

    /// Waits until the focused element matches a selector.
    pub async fn wait_for_focus(&self, selector: &str) -> Outcome {
        self.wait_for(&format!("the focus to be on {selector}"), || async {
            if self.has_focus(selector).await? {
                return Ok(Ok(()));
            }
            Ok(Err(self.focused().await?))
        })
        .await
    }

    /// A short description of the focused element.
    pub async fn focused(&self) -> Outcome<String> {
        self.read(
            "const element = document.activeElement;
             return element ? element.outerHTML.slice(0, 160) : 'nothing'",
        )
        .await
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

    /// What Chromium itself printed to the console since the last call; empty in engines without such a log.
    pub async fn browser_log(&self) -> Outcome<Vec<Remark>> {
        if self.engine != Engine::Chromium {
            return Ok(Vec::new());
        }
        let entries = self.client.issue_cmd(ReadLog).await?;
        let text = |entry: &Value, name: &str| entry.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        Ok(entries
            .as_array()
            .into_iter()
            .flatten()
            .map(|entry| Remark {
                kind: format!("log.{}", text(entry, "source")),
                text: text(entry, "message"),
                at: text(entry, "level"),
            })
            .collect())
    }

    /// Sends a command of Chromium's own protocol.
    pub async fn chromium(&self, command: &str, parameters: Value) -> Outcome<Value> {
        Ok(self.client.issue_cmd(DevTools { command: command.to_owned(), parameters }).await?)
    }
}

/// The texts in a JSON list.
pub fn strings(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// The bytes of a text in standard base64, as Chromium writes pictures.
///
/// # Errors
/// The text holds something else.
pub fn base64(text: &str) -> Outcome<Vec<u8>> {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0);
    for letter in text.trim_end_matches('=').bytes() {
        let value = LETTERS.iter().position(|known| *known == letter).ok_or_else(|| Failure::new("not base64"))?;
        bits = (bits << 6) | u32::try_from(value)?;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push(((bits >> count) & 0xff) as u8);
        }
    }
    Ok(bytes)
}

/// chromedriver's log end point, which the standard lacks.
#[derive(Debug)]
struct ReadLog;

impl WebDriverCompatibleCommand for ReadLog {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/se/log", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &url::Url) -> (axum::http::Method, Option<String>) {
        (axum::http::Method::POST, Some(json!({ "type": "browser" }).to_string()))
    }
}

/// chromedriver's door to the browser's own protocol.
#[derive(Debug)]
struct DevTools {
    command: String,
    parameters: Value,
}

impl WebDriverCompatibleCommand for DevTools {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/goog/cdp/execute", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &url::Url) -> (axum::http::Method, Option<String>) {
        let body = json!({ "cmd": self.command, "params": self.parameters });
        (axum::http::Method::POST, Some(body.to_string()))
    }
}
