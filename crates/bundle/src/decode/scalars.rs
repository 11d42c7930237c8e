//! Readers of single values: texts, addresses, dates, numbers. Each takes its member, or lists why it cannot.

use std::borrow::Cow;

use super::fields::Fields;
use crate::Timestamp;
use crate::json::Json;
use crate::limits::{MAX_LINE_BYTES, MAX_TEXT_BYTES};
use crate::problem::quoted;
use crate::urls;

/// How a text is read, and what of it is let in.
#[derive(Clone, Copy)]
pub(super) enum Form {
    /// One line, not empty.
    Line,
    /// One line; "" has a meaning of its own.
    LineOrBlank,
    /// Some paragraphs.
    Text,
    /// A BCP 47 tag.
    Language,
    /// An address: [`urls::resource`], [`urls::link`], [`urls::picture`].
    Resource,
    Link,
    Picture,
}

/// Reads texts into fields of the same name: `fill!(fields, author, { bio: Text, url: Link })`. As a table, since a call for each
/// costs the browser three times as much.
macro_rules! fill {
    ($fields:expr, $target:expr, { $($member:ident: $form:ident),+ $(,)? }) => {
        $fields.fill(
            &[$((stringify!($member), $crate::decode::scalars::Form::$form)),+],
            [$(&mut $target.$member),+],
        )
    };
}
pub(super) use fill;

impl Fields<'_> {
    /// See [`fill!`].
    pub(super) fn fill<const N: usize>(&mut self, members: &[(&str, Form); N], mut slots: [&mut Option<String>; N]) {
        self.fill_slots(members, &mut slots);
    }

    #[inline(never)]
    fn fill_slots(&mut self, members: &[(&str, Form)], slots: &mut [&mut Option<String>]) {
        for ((name, form), slot) in members.iter().zip(slots) {
            **slot = self.string(name, *form);
        }
    }

    /// Fills a text that the object is of no use without, from its member or else from `otherwise`; false after a problem was
    /// listed.
    pub(super) fn need(&mut self, slot: &mut String, name: &str, form: Form, otherwise: Option<&str>) -> bool {
        match self.string(name, form).or_else(|| otherwise.map(str::to_owned)) {
            Some(text) => {
                *slot = text;
                true
            }
            None => self.lacks(name),
        }
    }

    fn string(&mut self, name: &str, form: Form) -> Option<String> {
        match form {
            Form::Line => self.line(name),
            Form::LineOrBlank => self.short(name, MAX_LINE_BYTES),
            Form::Text => self.text(name),
            Form::Language => self.language(name),
            Form::Resource => self.address(name, urls::resource),
            Form::Link => self.address(name, urls::link),
            Form::Picture => self.address(name, urls::picture),
        }
    }

    /// Text on one line, without blanks around; a number counts as its digits.
    pub(super) fn line(&mut self, name: &str) -> Option<String> {
        self.short(name, MAX_LINE_BYTES).filter(|text| !text.is_empty())
    }

    /// Text of some paragraphs.
    fn text(&mut self, name: &str) -> Option<String> {
        self.short(name, MAX_TEXT_BYTES).filter(|text| !text.is_empty())
    }

    /// Text exactly as written.
    pub(super) fn content(&mut self, name: &str) -> Option<String> {
        let value = self.take(name)?;
        let text = value.text();
        if text.is_none() {
            self.wrong_kind(name, "text", value);
        }
        text.map(Cow::into_owned)
    }

    fn short(&mut self, name: &str, limit: usize) -> Option<String> {
        let value = self.take(name)?;
        let Some(text) = plain(value) else {
            self.problem(name, format_args!("expected text"), "left out");
            return None;
        };
        let (text, is_shorter) = clip(&text, limit);
        if is_shorter {
            self.problem(name, format_args!("more than {limit} bytes"), "shortened");
        }
        Some(text.to_owned())
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
        let Some(value) = self.take(name) else { return false };
        self.expected(name, "true or false", value, value.boolean()).unwrap_or_default()
    }

    /// A finite number.
    pub(super) fn number(&mut self, name: &str) -> Option<f64> {
        let value = self.take(name)?;
        self.expected(name, "a number", value, value.number())
    }

    pub(super) fn integer(&mut self, name: &str) -> Option<i64> {
        let value = self.take(name)?;
        self.expected(name, "a whole number", value, value.integer())
    }

    /// A whole number from 0 to `limit`; `3.0` is one too.
    pub(super) fn count(&mut self, name: &str, limit: u64) -> Option<u64> {
        let value = self.take(name)?;
        let whole = value.number().filter(|number| (0.0..9e15).contains(number) && *number == (*number as u64) as f64);
        let count = value.unsigned().or(whole.map(|number| number as u64)).filter(|count| *count <= limit);
        self.expected(name, "a whole number in its range", value, count)
    }

    /// Gives the value back, or lists that there is none.
    fn expected<T>(&self, name: &str, expected: &str, value: Json<'_>, read: Option<T>) -> Option<T> {
        if read.is_none() {
            self.wrong_kind(name, expected, value);
        }
        read
    }
}

/// A text; a whole number counts as its digits.
pub(super) fn plain(value: Json<'_>) -> Option<Cow<'_, str>> {
    let digits = value.as_written();
    if !value.is_text() && digits.bytes().all(|byte| byte == b'-' || byte.is_ascii_digit()) {
        return Some(Cow::Borrowed(digits));
    }
    value.text()
}

/// The text without blanks around and without what goes beyond `limit` bytes; true if there was such.
pub(super) fn clip(text: &str, limit: usize) -> (&str, bool) {
    let trimmed = text.trim();
    let mut end = trimmed.len().min(limit);
    while !trimmed.is_char_boundary(end) {
        end -= 1;
    }
    let kept = trimmed.get(..end).unwrap_or_default().trim_end();
    (kept, kept.len() < trimmed.len())
}
