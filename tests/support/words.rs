//! The interface's words, read from the viewer's own locale files, so that a test says "the retry button" and not what it says.

use serde_json::{Map, Value};

use crate::{Failure, Outcome, project_root};

pub struct Words {
    tag: String,
    texts: Map<String, Value>,
}

impl Words {
    /// The interface in a language, such as `en` or `fa`.
    pub fn of(tag: &str) -> Outcome<Words> {
        let file = project_root().join("src/locale").join(format!("{tag}.json"));
        let text = std::fs::read(&file).map_err(|error| Failure::new(format!("{}: {error}", file.display())))?;
        Ok(Words { tag: tag.to_owned(), texts: serde_json::from_slice(&text)? })
    }

    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// The text of a key.
    ///
    /// # Errors
    /// The viewer has no such key any more.
    pub fn text(&self, key: &str) -> Outcome<&str> {
        let text = self.texts.get(key).and_then(Value::as_str);
        text.ok_or_else(|| Failure::new(format!("the locale file {} has no {key}", self.tag)))
    }

    /// The text of a key with its `{places}` filled.
    pub fn fill(&self, key: &str, places: &[(&str, &str)]) -> Outcome<String> {
        let mut text = self.text(key)?.to_owned();
        for (name, value) in places {
            text = text.replace(&format!("{{{name}}}"), value);
        }
        Ok(text)
    }
}
