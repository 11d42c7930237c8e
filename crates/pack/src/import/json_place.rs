//! Where in a JSON file a value stands: `items[3].date_published` → line.
//!
//! Feeds report problems by path; people look for lines. The file is read as raw values, one level at a time along the path;
//! a raw value is a slice of the file, so its offset is known without counting anything twice.

use std::collections::HashMap;

use serde_json::value::RawValue;

/// Finds lines in one text.
pub struct Places<'t> {
    text: &'t str,
    line_starts: Vec<usize>,
    /// Offsets of the items, which nearly every path begins with.
    items: Vec<&'t RawValue>,
}

impl<'t> Places<'t> {
    pub fn new(text: &'t str) -> Places<'t> {
        let line_starts = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1).collect();
        let root: HashMap<String, &RawValue> = serde_json::from_str(text).unwrap_or_default();
        let items = root.get("items").and_then(|items| serde_json::from_str(items.get()).ok()).unwrap_or_default();
        Places { text, line_starts, items }
    }

    /// 1-based line of the value at `path`, or of the deepest part of the path that exists.
    pub fn line(&self, path: &str) -> Option<u32> {
        let mut steps = steps(path);
        let mut value: &str = match (steps.first(), steps.get(1)) {
            (Some(Step::Name("items")), Some(Step::Index(index))) => {
                let item = self.items.get(*index)?.get();
                steps.drain(..2);
                item
            }
            _ => self.text,
        };
        for step in steps {
            let inner: Option<&RawValue> = match step {
                Step::Name(name) => serde_json::from_str::<HashMap<String, &RawValue>>(value)
                    .ok()
                    .and_then(|members| members.get(name).copied()),
                Step::Index(index) => {
                    serde_json::from_str::<Vec<&RawValue>>(value).ok().and_then(|items| items.get(index).copied())
                }
            };
            match inner {
                Some(inner) => value = inner.get(),
                None => break,
            }
        }
        let offset = (value.as_ptr() as usize).checked_sub(self.text.as_ptr() as usize)?;
        let before = self.line_starts.partition_point(|start| *start <= offset);
        u32::try_from(before + 1).ok()
    }

    /// Line of item `index`.
    pub fn item_line(&self, index: usize) -> Option<u32> {
        self.line(&format!("items[{index}]"))
    }
}

enum Step<'p> {
    Name(&'p str),
    Index(usize),
}

fn steps(path: &str) -> Vec<Step<'_>> {
    let mut steps = Vec::new();
    for part in path.split('.') {
        let mut pieces = part.split('[');
        if let Some(name) = pieces.next().filter(|name| !name.is_empty()) {
            steps.push(Step::Name(name));
        }
        for index in pieces.filter_map(|piece| piece.trim_end_matches(']').parse().ok()) {
            steps.push(Step::Index(index));
        }
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_into_the_feed_becomes_a_line_of_the_file() {
        let text = "{\n  \"version\": \"x\",\n  \"items\": [\n    {\"id\": \"1\"},\n    {\n      \"id\": \"2\",\n      \"date_published\": \"soon\",\n      \"authors\": [{}, {\n        \"name\": 7}]\n    }\n  ]\n}\n";
        let places = Places::new(text);
        for (path, line) in [
            ("items[0]", 4),
            ("items[1].date_published", 7),
            ("items[1].authors[1].name", 9),
            ("items[1].nothing.here", 5),
            ("version", 2),
            ("", 1),
        ] {
            assert_eq!(places.line(path), Some(line), "{path}");
        }
        assert_eq!(places.line("items[7].id"), None);
        assert_eq!(Places::new("not json").line("items[0]"), None);
    }
}
