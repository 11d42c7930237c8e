//! Reads the members of one object, one by one, and knows where it is.
//!
//! Every reader takes its member out of the map, so that what remains at the end is what this version does not know
//! ([`Fields::rest`]). A member that is missing, null or blank is no problem; one of the wrong kind is listed and left out.
//! Written by hand, since derived readers refuse the whole object for one bad member, and cost the browser three times the code.

use std::fmt;

use serde_json::{Map, Value};

use crate::limits::{MAX_ENTRIES, MAX_LINE_BYTES, MAX_TEXT_BYTES};
use crate::problem::{Place, Problems, quoted};
use crate::{Extensions, Timestamp};

pub(super) struct Fields<'a> {
    /// Sorted by name; `None` once taken. A list, since taking out of a B-tree costs the browser 4 KB of rebalancing.
    members: Vec<(String, Option<Value>)>,
    pub(super) place: Place<'a>,
    pub(super) problems: &'a Problems,
}

impl<'a> Fields<'a> {
    pub(super) fn new(map: Map<String, Value>, place: Place<'a>, problems: &'a Problems) -> Self {
        let members = map.into_iter().map(|(name, value)| (name, Some(value))).collect();
        Fields { members, place, problems }
    }

    /// The members nobody took.
    pub(super) fn rest(&mut self) -> Extensions {
        let mut rest = Extensions::new();
        for (name, value) in std::mem::take(&mut self.members) {
            if let Some(value) = value {
                rest.insert(name, value);
            }
        }
        rest
    }

    pub(super) fn take(&mut self, name: &str) -> Option<Value> {
        let value = self.member(name)?.take();
        value.filter(|value| !value.is_null())
    }

    /// Puts back what is left of a member.
    pub(super) fn put_back(&mut self, name: &str, rest: Extensions) {
        if let Some(member) = self.member(name).filter(|_| !rest.is_empty()) {
            *member = Some(Value::Object(rest));
        }
    }

    /// A member that stays where it is, for the next reader too.
    pub(super) fn peek(&mut self, name: &str) -> Option<&str> {
        self.member(name)?.as_ref()?.as_str()
    }

    fn member(&mut self, name: &str) -> Option<&mut Option<Value>> {
        let position = self.members.binary_search_by(|(member, _)| member.as_str().cmp(name)).ok()?;
        self.members.get_mut(position).map(|(_, value)| value)
    }

    /// Lists a problem with one member.
    pub(super) fn problem(&self, name: &str, what: fmt::Arguments<'_>, cost: &str) {
        self.problems.add(&self.place.member(name), what, cost);
    }

    /// Lists a problem with the object itself.
    pub(super) fn problem_here(&self, what: fmt::Arguments<'_>, cost: &str) {
        self.problems.add(&self.place, what, cost);
    }

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

    /// Lines, from a list or from a single text.
    pub(super) fn lines(&mut self, name: &str, limit: usize) -> Vec<String> {
        let mut lines = Vec::new();
        for (index, value) in self.list(name).into_iter().enumerate() {
            let Some(mut line) = plain(value) else {
                let place = self.place.entry(name, index);
                self.problems.add(&place, format_args!("expected text"), "left out");
                continue;
            };
            if lines.len() >= limit {
                self.problem(name, format_args!("more than {limit} entries"), "the rest is left out");
                break;
            }
            clip(&mut line, MAX_LINE_BYTES);
            if !line.is_empty() {
                lines.push(line);
            }
        }
        lines
    }

    /// A list; a single value for a list of one.
    fn list(&mut self, name: &str) -> Vec<Value> {
        match self.take(name) {
            Some(Value::Array(list)) => list,
            Some(single) => vec![single],
            None => Vec::new(),
        }
    }

    /// An object, read by `read`.
    pub(super) fn object<T>(&mut self, name: &str, read: impl FnOnce(&mut Fields<'_>) -> T) -> Option<T> {
        let map = self.map(name)?;
        Some(read(&mut Fields::new(map, self.place.member(name), self.problems)))
    }

    pub(super) fn map(&mut self, name: &str) -> Option<Map<String, Value>> {
        let value = self.take(name)?;
        if let Value::Object(map) = value {
            return Some(map);
        }
        self.wrong_kind(name, "an object", &value);
        None
    }

    /// A list of objects, each read by `read`, which says itself why it gives none. A text in place of an object is taken for
    /// its `name`; a single object for a list of one.
    pub(super) fn objects<T>(
        &mut self,
        name: &str,
        limit: usize,
        mut read: impl FnMut(&mut Fields<'_>) -> Option<T>,
    ) -> Vec<T> {
        let mut objects = Vec::new();
        self.each(name, limit, &mut |fields| objects.extend(read(fields)));
        objects
    }

    /// The part of [`Self::objects`] that is the same for every type, and so stands in the program once.
    fn each(&mut self, name: &str, limit: usize, read: &mut dyn FnMut(&mut Fields<'_>)) {
        for (index, value) in self.list(name).into_iter().enumerate() {
            if index >= limit {
                self.problem(name, format_args!("more than {limit} entries"), "the rest is left out");
                break;
            }
            let mut map = Map::new();
            match value {
                Value::Object(object) => map = object,
                Value::String(_) => {
                    map.insert("name".to_owned(), value);
                }
                other => {
                    self.wrong_entry(name, index, "an object", &other);
                    continue;
                }
            }
            read(&mut Fields::new(map, self.place.entry(name, index), self.problems));
        }
    }

    fn wrong_kind(&self, name: &str, expected: &str, value: &Value) {
        self.problem(name, format_args!("expected {expected}, found {}", kind(value)), "left out");
    }

    fn wrong_entry(&self, name: &str, index: usize, expected: &str, value: &Value) {
        let what = format_args!("expected {expected}, found {}", kind(value));
        self.problems.add(&self.place.entry(name, index), what, "left out");
    }
}

impl Fields<'_> {
    /// Enough for every list without a limit of its own.
    pub(super) const ENTRIES: usize = MAX_ENTRIES;
}

/// A text; a whole number counts as its digits. (Printing fractions would bring their printer along.)
fn plain(value: Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text),
        other => {
            let positive = other.as_u64().map(|number| number.to_string());
            positive.or_else(|| other.as_i64().map(|number| number.to_string()))
        }
    }
}

/// Takes blanks around away, and what goes beyond `limit` bytes; true if there was such.
fn clip(text: &mut String, limit: usize) -> bool {
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

fn kind(value: &Value) -> String {
    let kind = match value {
        Value::String(text) => return quoted(text),
        Value::Number(_) => "a number",
        Value::Bool(_) => "true or false",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
        Value::Null => "null",
    };
    kind.to_owned()
}
