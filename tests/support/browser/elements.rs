//! What is on the page: finding, reading, clicking and filling in.

use fantoccini::actions::{InputSource, MOUSE_BUTTON_LEFT, MouseActions, PointerAction};
use fantoccini::elements::{Element, ElementRef};
use serde_json::{Value, json};

use super::{Browser, strings};
use crate::engine::Engine;
use crate::{Failure, Outcome};

/// The name under which WebDriver writes an element into JSON.
const ELEMENT_KEY: &str = "element-6066-11e4-a52e-4f735466cecf";

/// Defines `isShown(element)` for the scripts below.
const SHOWN: &str = "const isShown = (element) =>
    element.getClientRects().length > 0 && element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: false });";

/// Returns the element to press (arguments: selector, text or null), or says why it cannot be pressed.
const CLICKABLE: &str = include_str!("clickable.js");

impl Browser {
    /// All elements of a selector that are shown right now; does not wait.
    ///
    /// "Shown" is the browser's own word (`checkVisibility`, and a box): the drivers' rule of thumb takes whatever lies in a closed
    /// `<details>` for hidden, also where a style sheet shows it.
    pub async fn all(&self, selector: &str) -> Outcome<Vec<Element>> {
        let script = format!("{SHOWN} return [...document.querySelectorAll(arguments[0])].filter(isShown)");
        let value = self.execute(&script, vec![json!(selector)]).await?;
        value.as_array().into_iter().flatten().map(|element| self.element(element)).collect()
    }

    /// The element that a script returned.
    ///
    /// # Errors
    /// The value is no element.
    pub fn element(&self, value: &Value) -> Outcome<Element> {
        let reference = value.get(ELEMENT_KEY).and_then(Value::as_str);
        let reference = reference.ok_or_else(|| Failure::new("the script returned no element"))?;
        Ok(Element::from_element_id(self.client.clone(), ElementRef::from(reference.to_owned())))
    }

    /// Waits for the first element of a CSS selector that is shown.
    pub async fn find(&self, selector: &str) -> Outcome<Element> {
        self.wait_for(&format!("{selector} to be shown"), || async {
            Ok(self.all(selector).await?.into_iter().next().ok_or_else(|| "no such element is shown".to_owned()))
        })
        .await
    }

    /// The number of elements of a selector in the page, hidden ones included; does not wait.
    pub async fn count(&self, selector: &str) -> Outcome<usize> {
        let value =
            self.execute("return document.querySelectorAll(arguments[0]).length", vec![json!(selector)]).await?;
        Ok(usize::try_from(value.as_u64().unwrap_or_default())?)
    }

    /// Whether an element of the selector is shown right now.
    pub async fn shows(&self, selector: &str) -> Outcome<bool> {
        Ok(!self.all(selector).await?.is_empty())
    }

    /// Waits until no element of the selector is shown.
    pub async fn wait_gone(&self, selector: &str) -> Outcome {
        self.wait_until(&format!("{selector} to go away"), || async { Ok(!self.shows(selector).await?) }).await
    }

    /// The rendered text of the first shown element of a selector, white space collapsed.
    pub async fn text(&self, selector: &str) -> Outcome<String> {
        self.find(selector).await?;
        let script = format!(
            "{SHOWN} const shown = [...document.querySelectorAll(arguments[0])].find(isShown);
             return shown ? shown.innerText.replace(/\\s+/g, ' ').trim() : ''"
        );
        let value = self.execute(&script, vec![json!(selector)]).await?;
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

    /// Clicks the first shown element of a selector with the pointer.
    pub async fn click(&self, selector: &str) -> Outcome {
        self.click_where(selector, None).await
    }

    /// Clicks the first shown element of a selector whose whole text, white space collapsed, is this.
    pub async fn click_text(&self, selector: &str, text: &str) -> Outcome {
        self.click_where(selector, Some(text)).await
    }

    /// Brings the element into view and presses the pointer on its first line's middle, as WebDriver's own click does, but goes by
    /// what is shown. Whatever else lies there is in the way, and is named.
    async fn click_where(&self, selector: &str, text: Option<&str>) -> Outcome {
        let description = match text {
            Some(text) => format!("{selector} with the text {text:?} to be clickable"),
            None => format!("{selector} to be clickable"),
        };
        let script = format!("{SHOWN} const inView = false; {CLICKABLE}");
        self.press_found(&description, &script, vec![json!(selector), json!(text)]).await
    }

    async fn press_found(&self, description: &str, script: &str, arguments: Vec<Value>) -> Outcome {
        self.wait_for(description, || async {
            let found = self.execute(script, arguments.clone()).await?;
            if let Some(obstacle) = found.as_str() {
                return Ok(Err(obstacle.to_owned()));
            }
            let element = self.element(&found)?;
            let pointer = MouseActions::new("mouse".into())
                .then(PointerAction::MoveToElement { element, duration: None, x: 0.0, y: 0.0 })
                .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT })
                .then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
            Ok(self.client.perform_actions(pointer).await.map_err(|error| error.to_string()))
        })
        .await
    }

    /// Puts the pointer into the window's corner, where no page of ours has anything that answers to it.
    pub async fn rest_pointer(&self) -> Outcome {
        let pointer = MouseActions::new("mouse".into()).then(PointerAction::MoveTo { duration: None, x: 0.0, y: 0.0 });
        Ok(self.client.perform_actions(pointer).await?)
    }

    /// Clicks the first element of a selector that is in the window as it is scrolled, without scrolling further.
    pub async fn click_in_view(&self, selector: &str) -> Outcome {
        let script = format!("{SHOWN} const inView = true; {CLICKABLE}");
        self.press_found(&format!("{selector} in view to be clickable"), &script, vec![json!(selector), json!(null)])
            .await
    }

    /// Chooses an option of a select field by its value. The list that opens belongs to the system, and WebKitGTK's driver hangs in
    /// it; there the page is told as the browser would.
    pub async fn select(&self, selector: &str, value: &str) -> Outcome {
        let field = self.find(selector).await?;
        if self.engine != Engine::WebKit {
            return Ok(field.select_by_value(value).await?);
        }
        let script = "const field = document.querySelector(arguments[0]);
            field.value = arguments[1];
            for (const kind of ['input', 'change']) field.dispatchEvent(new Event(kind, { bubbles: true }));
            return field.value === arguments[1]";
        let chosen = self.execute(script, vec![json!(selector), json!(value)]).await?;
        if chosen == Value::Bool(true) { Ok(()) } else { Err(Failure::new(format!("{selector} offers no {value:?}"))) }
    }

    /// Empties a field and types into it, key by key.
    pub async fn type_into(&self, selector: &str, text: &str) -> Outcome {
        let field = self.find(selector).await?;
        field.clear().await?;
        Ok(field.send_keys(text).await?)
    }
}
