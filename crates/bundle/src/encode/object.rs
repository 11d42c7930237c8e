//! Builds one JSON object; what is not there is not written.

use serde_json::{Map, Value};

use crate::{Extensions, Timestamp};

pub(super) struct Object(Map<String, Value>);

impl Object {
    /// Begins with what the decoder did not know; whatever is written afterwards under the same name wins.
    pub(super) fn with(extensions: &Extensions) -> Object {
        Object(extensions.clone())
    }

    pub(super) fn set(&mut self, name: &str, value: impl Into<Value>) -> &mut Self {
        self.0.insert(name.to_owned(), value.into());
        self
    }

    pub(super) fn text(&mut self, name: &str, text: &Option<String>) -> &mut Self {
        if let Some(text) = text {
            self.set(name, text.as_str());
        }
        self
    }

    pub(super) fn number(&mut self, name: &str, number: Option<impl Into<Value>>) -> &mut Self {
        if let Some(number) = number {
            self.set(name, number);
        }
        self
    }

    pub(super) fn time(&mut self, name: &str, time: Option<Timestamp>) -> &mut Self {
        if let Some(time) = time {
            self.set(name, time.to_rfc3339());
        }
        self
    }

    /// A list of what `write` makes of each; an empty one is not written.
    pub(super) fn list<T, V: Into<Value>>(&mut self, name: &str, entries: &[T], write: impl Fn(&T) -> V) -> &mut Self {
        if !entries.is_empty() {
            self.set(name, entries.iter().map(|entry| write(entry).into()).collect::<Vec<Value>>());
        }
        self
    }

    pub(super) fn texts<T: AsRef<str>>(&mut self, name: &str, texts: &[T]) -> &mut Self {
        self.list(name, texts, |text| text.as_ref().to_owned())
    }

    /// An object within; an empty one is not written.
    pub(super) fn object(&mut self, name: &str, object: Option<Value>) -> &mut Self {
        if let Some(object) = object.filter(|object| object.as_object().is_none_or(|map| !map.is_empty())) {
            self.set(name, object);
        }
        self
    }

    /// The object within, as the extensions have it, to be written on.
    pub(super) fn extended(&self, name: &str) -> Object {
        Object(self.0.get(name).and_then(Value::as_object).cloned().unwrap_or_default())
    }

    pub(super) fn value(&mut self) -> Value {
        Value::Object(std::mem::take(&mut self.0))
    }
}
