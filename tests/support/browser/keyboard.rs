//! Keys, and where the focus is.

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use serde_json::{Value, json};

use super::Browser;
use crate::Outcome;

impl Browser {
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
}
