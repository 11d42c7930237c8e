//! The interface's words, read from the viewer's own locale files, so that a test says "the retry button" and not what it says.

use std::collections::BTreeMap;

use crate::{Failure, Outcome, project_root};

pub struct Words {
    tag: String,
    texts: BTreeMap<String, String>,
}

impl Words {
    /// The interface in a language, such as `en` or `fa`.
    pub fn of(tag: &str) -> Outcome<Words> {
        let name = format!("{tag}.properties");
        // English is built into the viewer; the other languages are fetched from beside it.
        let places = ["src/locale", "public/locales"].map(|folder| project_root().join(folder).join(&name));
        let file =
            places.iter().find(|file| file.is_file()).ok_or_else(|| Failure::new(format!("there is no {name}")))?;
        let text = std::fs::read_to_string(file)?;
        let lines = text.lines().filter_map(|line| line.split_once('='));
        let texts = lines.map(|(key, text)| (key.trim().to_owned(), text.trim().to_owned())).collect();
        Ok(Words { tag: tag.to_owned(), texts })
    }

    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// The text of a key.
    ///
    /// # Errors
    /// The viewer has no such key any more.
    pub fn text(&self, key: &str) -> Outcome<&str> {
        let text = self.texts.get(key);
        text.map(String::as_str).ok_or_else(|| Failure::new(format!("the locale file {} has no {key}", self.tag)))
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
