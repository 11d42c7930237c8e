//! The outer layers of a feed, kept as text.
//!
//! Skipping over a value needs neither its memory nor a stack, however deep it nests; so the feed is first cut into members and
//! items, and then each is read on its own. A broken one costs itself.

use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use crate::limits::{MAX_ITEM_BYTES, MAX_MEMBERS, MAX_RECORDS};
use crate::problem::{Place, Problems};

/// Members of an object, in the order written; of equal names the last one counts, as in browsers.
pub(super) struct Members<'a> {
    list: Vec<(String, &'a RawValue)>,
    left_out: usize,
}

impl<'a> Members<'a> {
    pub(super) fn take(&mut self, name: &str) -> Option<&'a RawValue> {
        let mut found = None;
        self.list.retain(|(member, value)| {
            let is_wanted = member == name;
            if is_wanted {
                found = Some(*value);
            }
            !is_wanted
        });
        found.filter(|value| value.get() != "null")
    }

    /// Reads every member; those that cannot be read are left out and listed.
    pub(super) fn into_map(self, place: &Place<'_>, problems: &Problems) -> Map<String, Value> {
        let mut map = Map::new();
        for (name, raw) in self.list {
            let place = place.member(&name);
            if let Some(value) = value(raw, &place, problems) {
                map.insert(name, value);
            }
        }
        if self.left_out > 0 {
            problems.add(place, format_args!("more than {MAX_MEMBERS} members"), "the rest is left out");
        }
        map
    }
}

/// Entries of a list.
pub(super) struct Entries<'a> {
    pub(super) list: Vec<&'a RawValue>,
    pub(super) left_out: usize,
}

/// An object in the text, or why it is none.
pub(super) fn members(text: &str) -> Result<Members<'_>, serde_json::Error> {
    serde_json::from_str(text)
}

/// A list in the text; `None` and a problem for anything else.
pub(super) fn entries<'a>(raw: &'a RawValue, place: &Place<'_>, problems: &Problems) -> Option<Entries<'a>> {
    let entries = serde_json::from_str(raw.get()).ok();
    if entries.is_none() {
        problems.add(place, format_args!("expected a list, found {}", found(raw.get())), "left out");
    }
    entries
}

/// One object, whole if possible, else the members that can be read.
pub(super) fn object(raw: &RawValue, place: &Place<'_>, problems: &Problems, cost: &str) -> Option<Map<String, Value>> {
    let text = raw.get();
    if text.len() > MAX_ITEM_BYTES {
        problems.add(place, format_args!("{} bytes, the limit is {MAX_ITEM_BYTES}", text.len()), cost);
        return None;
    }
    if let Ok(map) = serde_json::from_str(text) {
        return Some(map);
    }
    match members(text) {
        Ok(members) => Some(members.into_map(place, problems)),
        Err(_) => {
            problems.add(place, format_args!("expected an object, found {}", found(text)), cost);
            None
        }
    }
}

fn value(raw: &RawValue, place: &Place<'_>, problems: &Problems) -> Option<Value> {
    let text = raw.get();
    if text.len() > MAX_ITEM_BYTES {
        problems.add(place, format_args!("{} bytes, the limit is {MAX_ITEM_BYTES}", text.len()), "left out");
        return None;
    }
    let value = serde_json::from_str(text);
    value.map_err(|error| problems.add(place, format_args!("{}", reason(&error)), "left out")).ok()
}

/// What the parser says, without the position: here it counts from the beginning of the piece.
pub(super) fn reason(error: &serde_json::Error) -> String {
    let mut text = error.to_string();
    if let Some(end) = find(&text, " at line ") {
        text.truncate(end);
    }
    text
}

/// Where `needle` begins. For short texts: the library's search never backs up, and costs the browser 3 KB for it.
pub(super) fn find(text: &str, needle: &str) -> Option<usize> {
    text.as_bytes().windows(needle.len()).position(|window| window == needle.as_bytes())
}

/// What a JSON text is, for messages.
pub(super) fn found(text: &str) -> &'static str {
    match text.trim_start().bytes().next() {
        Some(b'{') => "an object",
        Some(b'[') => "a list",
        Some(b'"') => "a text",
        Some(b't' | b'f') => "true or false",
        Some(b'n') => "null",
        _ => "a number",
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Members<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Collector;
        impl<'de> Visitor<'de> for Collector {
            type Value = Members<'de>;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Members { list: Vec::new(), left_out: 0 };
                while let Some(name) = map.next_key()? {
                    if members.list.len() < MAX_MEMBERS {
                        members.list.push((name, map.next_value()?));
                    } else {
                        members.left_out += 1;
                        map.next_value::<IgnoredAny>()?;
                    }
                }
                Ok(members)
            }
        }
        deserializer.deserialize_map(Collector)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Entries<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Collector;
        impl<'de> Visitor<'de> for Collector {
            type Value = Entries<'de>;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("a list")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
                let mut entries = Entries { list: Vec::new(), left_out: 0 };
                while entries.list.len() < MAX_RECORDS {
                    match list.next_element()? {
                        Some(entry) => entries.list.push(entry),
                        None => return Ok(entries),
                    }
                }
                while list.next_element::<IgnoredAny>()?.is_some() {
                    entries.left_out += 1;
                }
                Ok(entries)
            }
        }
        deserializer.deserialize_seq(Collector)
    }
}
