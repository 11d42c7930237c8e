//! Reads the members of one object, one by one, and knows where it is.
//!
//! Every reader takes its member away, so that what remains at the end is what this version does not know ([`super::unknown`]).
//! Single values are read in [`super::scalars`], lists and objects here. A member that is missing, null or blank is no problem; one
//! of the wrong kind is listed and left out. Written by hand, since derived readers refuse the whole object for one bad member, and
//! cost the browser three times the code.

use std::borrow::Cow;
use std::fmt;

use super::scalars::{clip, plain};
use crate::json::Json;
use crate::limits::{MAX_ENTRIES, MAX_LINE_BYTES, MAX_MEMBERS};
use crate::problem::{Place, Problems, quoted};

pub(super) struct Fields<'a> {
    /// In the order written; without value once taken.
    pub(super) members: Vec<(Cow<'a, str>, Option<Json<'a>>)>,
    pub(super) place: Place<'a>,
    pub(super) problems: &'a Problems,
}

/// Fills a value from its members; false, after a problem was listed, if it is of no use.
pub(super) type Read<'a, T> = &'a mut dyn FnMut(&mut Fields<'_>, &mut T) -> bool;

impl<'a> Fields<'a> {
    /// Enough for every list without a limit of its own.
    pub(super) const ENTRIES: usize = MAX_ENTRIES;

    /// `None` stands for an object without members. So does what is no object: callers look first.
    pub(super) fn new(object: Option<Json<'a>>, place: Place<'a>, problems: &'a Problems) -> Self {
        let mut members = Vec::new();
        for (name, value) in object.into_iter().flat_map(Json::members) {
            if members.len() >= MAX_MEMBERS {
                problems.add(&place, format_args!("more than {MAX_MEMBERS} members"), "the rest is left out");
                break;
            }
            match name.text() {
                Some(name) => members.push((name, Some(value))),
                None => problems.add(&place, format_args!("a member with half a letter in its name"), "left out"),
            }
        }
        Fields { members, place, problems }
    }

    /// Lists that the object is of no use without a member; false, for the reader to give back.
    pub(super) fn lacks(&self, name: &str) -> bool {
        self.problem_here(format_args!("without {name}"), "left out");
        false
    }

    /// Of equal names the last one counts, as in browsers.
    pub(super) fn take(&mut self, name: &str) -> Option<Json<'a>> {
        let mut found = None;
        for (member, value) in &mut self.members {
            if member == name {
                found = value.take();
            }
        }
        found.filter(|value| !value.is_null())
    }

    /// A text that stays where it is, for the next reader too.
    pub(super) fn peek(&self, name: &str) -> Option<Cow<'a, str>> {
        let (_, value) = self.members.iter().rfind(|(member, _)| member == name)?;
        value.and_then(Json::text)
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
        let Some(list) = self.take(name) else { return lines };
        for (index, value) in list.entries_or_itself().enumerate() {
            let Some(text) = plain(value) else {
                let place = self.place.entry(name, index);
                self.problems.add(&place, format_args!("expected text"), "left out");
                continue;
            };
            if lines.len() >= limit {
                self.problem(name, format_args!("more than {limit} entries"), "the rest is left out");
                break;
            }
            let (line, _) = clip(&text, MAX_LINE_BYTES);
            if !line.is_empty() {
                lines.push(line.to_owned());
            }
        }
        lines
    }

    /// An object, filled by `read`, which says whether it is of any use.
    pub(super) fn object<T: Default>(&mut self, name: &str, read: Read<'_, T>) -> Option<T> {
        let (mut object, mut is_useful) = (T::default(), false);
        self.inner(name, &mut |fields| is_useful = read(fields, &mut object));
        is_useful.then_some(object)
    }

    fn inner(&mut self, name: &str, read: &mut dyn FnMut(&mut Fields<'_>)) {
        if let Some(object) = self.json_object(name) {
            read(&mut Fields::new(Some(object), self.place.member(name), self.problems));
        }
    }

    pub(super) fn json_object(&mut self, name: &str) -> Option<Json<'a>> {
        let value = self.take(name)?;
        if value.is_object() {
            return Some(value);
        }
        self.wrong_kind(name, "an object", value);
        None
    }

    /// A list of objects, each filled by `read`. A text in place of an object is taken for its `name`; a single object for a
    /// list of one.
    pub(super) fn objects<T: Default>(&mut self, name: &str, limit: usize, read: Read<'_, T>) -> Vec<T> {
        let mut objects = Vec::new();
        self.each(name, limit, &mut |fields| {
            let mut object = T::default();
            if read(fields, &mut object) {
                objects.push(object);
            }
        });
        objects
    }

    /// The part of [`Self::objects`] that is the same for every type, and so stands in the program once.
    fn each(&mut self, name: &str, limit: usize, read: &mut dyn FnMut(&mut Fields<'_>)) {
        let Some(list) = self.take(name) else { return };
        for (index, value) in list.entries_or_itself().enumerate() {
            if index >= limit {
                self.problem(name, format_args!("more than {limit} entries"), "the rest is left out");
                break;
            }
            let place = self.place.entry(name, index);
            if !value.is_object() && !value.is_text() {
                wrong_kind(self.problems, &place, "an object", value);
                continue;
            }
            let mut fields = Fields::new(Some(value), place, self.problems);
            if value.is_text() {
                fields.members.push((Cow::Borrowed("name"), Some(value)));
            }
            read(&mut fields);
        }
    }

    pub(super) fn wrong_kind(&self, name: &str, expected: &str, value: Json<'_>) {
        wrong_kind(self.problems, &self.place.member(name), expected, value);
    }
}

fn wrong_kind(problems: &Problems, place: &Place<'_>, expected: &str, value: Json<'_>) {
    let found = value.text().map_or_else(|| found(value).to_owned(), |text| quoted(&text));
    problems.add(place, format_args!("expected {expected}, found {found}"), "left out");
}

/// What a value is, for messages.
pub(super) fn found(value: Json<'_>) -> &'static str {
    match value.as_written().bytes().next() {
        Some(b'{') => "an object",
        Some(b'[') => "a list",
        Some(b'"') => "a text",
        Some(b't' | b'f') => "true or false",
        Some(b'n') => "null",
        _ => "a number",
    }
}
