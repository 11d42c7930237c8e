//! Readers of single values: texts, addresses, dates, numbers. Each takes its member, or lists why it cannot.

use serde_json::Value;

use super::fields::Fields;
use crate::Timestamp;
use crate::limits::{MAX_LINE_BYTES, MAX_TEXT_BYTES};
use crate::problem::quoted;

impl Fields<'_> {
    /// Text on one line, without blanks around; a number counts as its digits.
    pub(super) fn line(&mut self, name: &str) -> Option<String> {
        self.short(name, MAX_LINE_BYTES).filter(|text| !text.is_empty())
    }

    /// As [`Self::line`], but "" has a meaning of its own.
    pub(super) fn line_or_blank(&mut self, name: &str) -> Option<String> {
        self.short(name, MAX_LINE_BYTES)
    }

    /// Text of some paragraphs.
    pub(super) fn text(&mut self, name: &str) -> Option<String> {
        self.short(name, MAX_TEXT_BYTES).filter(|text| !text.is_empty())
    }

    /// Text exactly as written.
    pub(super) fn content(&mut self, name: &str) -> Option<String> {
        let value = self.take(name)?;
        if let Value::String(text) = value {
            return Some(text);
        }
        self.wrong_kind(name, "text", &value);
        None
    }

    fn short(&mut self, name: &str, limit: usize) -> Option<String> {
        let value = self.take(name)?;
        let Some(mut text) = plain(value) else {
            self.problem(name, format_args!("expected text"), "left out");
            return None;
        };
        if clip(&mut text, limit) {
            self.problem(name, format_args!("more than {limit} bytes"), "shortened");
        }
        Some(text)
    }

    /// An address that `allowed` lets in.
    pub(super) fn address(&mut self, name: &str, allowed: fn(&str) -> Option<&str>) -> Option<String> {
        let text = self.content(name)?;
        if text.trim().is_empty() {
            return None;
        }
        let address = allowed(&text);
        if address.is_none() {
            let what = format_args!("{} is not an address this program follows", quoted(&text));
            self.problem(name, what, "left out");
        }
        address.map(str::to_owned)
    }

    pub(super) fn time(&mut self, name: &str) -> Option<Timestamp> {
        let text = self.line(name)?;
        let time = Timestamp::parse(&text);
        if time.is_none() {
            let what = format_args!("{} is not a date such as 2024-05-01T12:00:00Z", quoted(&text));
            self.problem(name, what, "shown without it");
        }
        time
    }

    /// A BCP 47 tag, with hyphens.
    pub(super) fn language(&mut self, name: &str) -> Option<String> {
        let text: String = self.line(name)?.chars().map(|c| if c == '_' { '-' } else { c }).collect();
        let parts_are_valid = text
            .split('-')
            .all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()));
        if text.len() <= 35 && parts_are_valid {
            return Some(text);
        }
        self.problem(name, format_args!("{} is not a language tag", quoted(&text)), "left out");
        None
    }

    pub(super) fn flag(&mut self, name: &str) -> bool {
        let value = self.take(name);
        if let Some(wrong) = value.as_ref().filter(|value| !value.is_boolean()) {
            self.wrong_kind(name, "true or false", wrong);
        }
        value == Some(Value::Bool(true))
    }

    /// A finite number.
    pub(super) fn number(&mut self, name: &str) -> Option<f64> {
        let value = self.take(name)?;
        self.expected(name, "a number", &value, value.as_f64())
    }

    pub(super) fn integer(&mut self, name: &str) -> Option<i64> {
        let value = self.take(name)?;
        self.expected(name, "a whole number", &value, value.as_i64())
    }

    /// A whole number from 0 to `limit`; `3.0` is one too.
    pub(super) fn count(&mut self, name: &str, limit: u64) -> Option<u64> {
        let value = self.take(name)?;
        let whole = value.as_f64().filter(|number| number.fract() == 0.0 && (0.0..9e15).contains(number));
        let count = value.as_u64().or(whole.map(|number| number as u64)).filter(|count| *count <= limit);
        self.expected(name, "a whole number in its range", &value, count)
    }

    /// Gives the value back, or lists that there is none.
    fn expected<T>(&self, name: &str, expected: &str, value: &Value, read: Option<T>) -> Option<T> {
        if read.is_none() {
            self.wrong_kind(name, expected, value);
        }
        read
    }
}

/// A text; a whole number counts as its digits. (Printing fractions would bring their printer along.)
pub(super) fn plain(value: Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text),
        other => {
            let positive = other.as_u64().map(|number| number.to_string());
            positive.or_else(|| other.as_i64().map(|number| number.to_string()))
        }
    }
}

/// Takes blanks around away, and what goes beyond `limit` bytes; true if there was such.
pub(super) fn clip(text: &mut String, limit: usize) -> bool {
    let trimmed = text.trim();
    let mut end = trimmed.len().min(limit);
    while !trimmed.is_char_boundary(end) {
        end -= 1;
    }
    let kept = trimmed.get(..end).unwrap_or_default().trim_end();
    let is_shorter = kept.len() < trimmed.len();
    if kept.len() < text.len() {
        *text = kept.to_owned();
    }
    is_shorter
}
