//! Reads the members of one object, one by one, and knows where it is.
//!
//! Every reader takes its member out of the map, so that what remains at the end is what this version does not know
//! ([`Fields::rest`]). Single values are read in [`super::scalars`], lists and objects here. A member that is missing, null or blank is no problem; one of the wrong kind is listed and left out.
//! Written by hand, since derived readers refuse the whole object for one bad member, and cost the browser three times the code.

use std::fmt;

use serde_json::{Map, Value};

use super::scalars::{clip, plain};
use crate::Extensions;
use crate::limits::{MAX_ENTRIES, MAX_LINE_BYTES};
use crate::problem::{Place, Problems, quoted};

pub(super) struct Fields<'a> {
    /// Sorted by name; `None` once taken. A list, since taking out of a B-tree costs the browser 4 KB of rebalancing.
    members: Vec<(String, Option<Value>)>,
    pub(super) place: Place<'a>,
    pub(super) problems: &'a Problems,
}

impl<'a> Fields<'a> {
    /// Enough for every list without a limit of its own.
    pub(super) const ENTRIES: usize = MAX_ENTRIES;

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

    /// Lists that the object is of no use without a member.
    pub(super) fn missing<T>(&self, name: &str) -> Option<T> {
        self.problem_here(format_args!("without {name}"), "left out");
        None
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

    pub(super) fn wrong_kind(&self, name: &str, expected: &str, value: &Value) {
        self.problem(name, format_args!("expected {expected}, found {}", kind(value)), "left out");
    }

    fn wrong_entry(&self, name: &str, index: usize, expected: &str, value: &Value) {
        let what = format_args!("expected {expected}, found {}", kind(value));
        self.problems.add(&self.place.entry(name, index), what, "left out");
    }
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
