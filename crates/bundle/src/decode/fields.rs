//! Reads the members of one object, one by one, and knows where it is.
//!
//! Every reader takes its member out of the map, so that what remains at the end is what this version does not know
//! ([`Fields::rest`]). A member that is missing, null or blank is no problem; one of the wrong kind is listed and left out.
//! Written by hand, since derived readers refuse the whole object for one bad member, and cost the browser three times the code.

use serde_json::{Map, Value};

use crate::limits::{MAX_ENTRIES, MAX_LINE_BYTES, MAX_TEXT_BYTES};
use crate::problem::{Place, Problems, quoted};
use crate::{Extensions, Timestamp};

pub(super) struct Fields<'a> {
    map: Map<String, Value>,
    pub(super) place: Place<'a>,
    pub(super) problems: &'a Problems,
}

impl<'a> Fields<'a> {
    pub(super) fn new(map: Map<String, Value>, place: Place<'a>, problems: &'a Problems) -> Self {
        Fields { map, place, problems }
    }

    /// The members nobody took.
    pub(super) fn rest(&mut self) -> Extensions {
        std::mem::take(&mut self.map)
    }

    /// Puts back what is left of a member.
    pub(super) fn put_back(&mut self, name: &str, rest: Extensions) {
        if !rest.is_empty() {
            self.map.insert(name.to_owned(), Value::Object(rest));
        }
    }

    /// Lists a problem with one member.
    pub(super) fn problem(&self, name: &str, what: impl Into<String>, cost: &str) {
        self.problems.add(&self.place.member(name), what, cost);
    }

    /// Lists a problem with the object itself.
    pub(super) fn problem_here(&self, what: impl Into<String>, cost: &str) {
        self.problems.add(&self.place, what, cost);
    }

    pub(super) fn take(&mut self, name: &str) -> Option<Value> {
        self.map.remove(name).filter(|value| !value.is_null())
    }

    /// A member that stays where it is, for the next reader too.
    pub(super) fn peek(&self, name: &str) -> Option<&str> {
        self.map.get(name)?.as_str()
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
        match self.take(name)? {
            Value::String(text) => Some(text),
            other => self.wrong_kind(name, "text", &other),
        }
    }

    fn short(&mut self, name: &str, limit: usize) -> Option<String> {
        let value = self.take(name)?;
        let Some(text) = plain(&value) else {
            return self.wrong_kind(name, "text", &value);
        };
        let short = clipped(&text, limit);
        if short.len() < text.trim().len() {
            self.problem(name, format!("{} bytes, the limit is {limit}", text.len()), "shortened");
        }
        Some(short.to_owned())
    }

    /// An address that `allowed` lets in.
    pub(super) fn address(&mut self, name: &str, allowed: fn(&str) -> Option<&str>) -> Option<String> {
        let value = self.take(name)?;
        let Value::String(text) = &value else {
            return self.wrong_kind(name, "an address", &value);
        };
        if text.trim().is_empty() {
            return None;
        }
        let address = allowed(text);
        if address.is_none() {
            self.problem(name, format!("{} is not an address this program follows", quoted(text)), "left out");
        }
        address.map(str::to_owned)
    }

    pub(super) fn time(&mut self, name: &str) -> Option<Timestamp> {
        let text = self.line(name)?;
        let time = Timestamp::parse(&text);
        if time.is_none() {
            let what = format!("{} is not a date such as 2024-05-01T12:00:00Z", quoted(&text));
            self.problem(name, what, "shown without it");
        }
        time
    }

    /// A BCP 47 tag, with hyphens.
    pub(super) fn language(&mut self, name: &str) -> Option<String> {
        let text = self.line(name)?.replace('_', "-");
        let parts_are_valid = text
            .split('-')
            .all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()));
        if text.len() <= 35 && parts_are_valid {
            return Some(text);
        }
        self.problem(name, format!("{} is not a language tag", quoted(&text)), "left out");
        None
    }

    pub(super) fn flag(&mut self, name: &str) -> bool {
        match self.take(name) {
            Some(Value::Bool(flag)) => flag,
            Some(other) => self.wrong_kind(name, "true or false", &other).unwrap_or_default(),
            None => false,
        }
    }

    /// A finite number.
    pub(super) fn number(&mut self, name: &str) -> Option<f64> {
        let value = self.take(name)?;
        let number = value.as_f64();
        number.or_else(|| self.wrong_kind(name, "a number", &value))
    }

    pub(super) fn integer(&mut self, name: &str) -> Option<i64> {
        let value = self.take(name)?;
        value.as_i64().or_else(|| self.wrong_kind(name, "a whole number", &value))
    }

    /// A whole number of at least 0; larger ones than `limit` are no use either.
    pub(super) fn count(&mut self, name: &str, limit: u64) -> Option<u64> {
        let value = self.take(name)?;
        let whole = || value.as_f64().filter(|number| number.fract() == 0.0 && *number >= 0.0 && *number < 9e15);
        let count = value.as_u64().or_else(|| whole().map(|number| number as u64));
        count
            .filter(|count| *count <= limit)
            .or_else(|| self.wrong_kind(name, &format!("a whole number up to {limit}"), &value))
    }

    /// Lines, from a list or from a single text.
    pub(super) fn lines(&mut self, name: &str, limit: usize) -> Vec<String> {
        let mut lines = Vec::new();
        let list = match self.take(name) {
            Some(Value::Array(list)) => list,
            Some(single) => vec![single],
            None => return lines,
        };
        for (index, value) in list.iter().enumerate() {
            let Some(text) = plain(value) else {
                self.wrong_entry(name, index, "text", value);
                continue;
            };
            let line = clipped(&text, MAX_LINE_BYTES);
            if lines.len() >= limit {
                self.problem(name, format!("more than {limit} entries"), "the rest is left out");
                break;
            }
            if !line.is_empty() {
                lines.push(line.to_owned());
            }
        }
        lines
    }

    /// An object, read by `read`.
    pub(super) fn object<T>(&mut self, name: &str, read: impl FnOnce(&mut Fields<'_>) -> T) -> Option<T> {
        match self.take(name)? {
            Value::Object(map) => Some(read(&mut Fields::new(map, self.place.member(name), self.problems))),
            other => self.wrong_kind(name, "an object", &other),
        }
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
        for (index, map) in self.maps(name, limit) {
            objects.extend(read(&mut Fields::new(map, self.place.entry(name, index), self.problems)));
        }
        objects
    }

    pub(super) fn maps(&mut self, name: &str, limit: usize) -> Vec<(usize, Map<String, Value>)> {
        let mut maps = Vec::new();
        let list = match self.take(name) {
            Some(Value::Array(list)) => list,
            Some(single) => vec![single],
            None => return maps,
        };
        if list.len() > limit {
            self.problem(name, format!("more than {limit} entries"), "the rest is left out");
        }
        for (index, value) in list.into_iter().take(limit).enumerate() {
            match value {
                Value::Object(map) => maps.push((index, map)),
                Value::String(_) => maps.push((index, Map::from_iter([("name".to_owned(), value)]))),
                other => self.wrong_entry(name, index, "an object", &other),
            }
        }
        maps
    }

    fn wrong_kind<T>(&self, name: &str, expected: &str, value: &Value) -> Option<T> {
        self.problem(name, format!("expected {expected}, found {}", kind(value)), "left out");
        None
    }

    fn wrong_entry(&self, name: &str, index: usize, expected: &str, value: &Value) {
        self.problems.add(
            &self.place.entry(name, index),
            format!("expected {expected}, found {}", kind(value)),
            "left out",
        );
    }
}

impl Fields<'_> {
    /// Enough for every list without a limit of its own.
    pub(super) const ENTRIES: usize = MAX_ENTRIES;
}

fn plain(value: &Value) -> Option<std::borrow::Cow<'_, str>> {
    match value {
        Value::String(text) => Some(text.as_str().into()),
        Value::Number(number) => Some(number.to_string().into()),
        _ => None,
    }
}

/// Without blanks around, and not longer than `limit` bytes.
fn clipped(text: &str, limit: usize) -> &str {
    let text = text.trim();
    let mut end = text.len().min(limit);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default().trim_end()
}

fn kind(value: &Value) -> String {
    match value {
        Value::String(text) => quoted(text),
        Value::Number(number) => number.to_string(),
        Value::Bool(flag) => flag.to_string(),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
        Value::Null => "null".to_owned(),
    }
}
