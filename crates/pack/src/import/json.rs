//! JSON front matter (Hugo's third kind) into a [`Table`], every value with its line.
//!
//! The file begins with an object, and the article follows it. The object is read one level at a time as raw values: a raw value
//! is a slice of the text, so its line is known, and a name that stands twice is seen.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::node::{Node, SyntaxError, Table, Value};

/// Lists in lists in objects: galleries need four. The text is read once for each level.
const DEPTH_LIMIT: usize = 32;

/// Whether a text begins with a JSON object; `{{< figure >}}` and `{% raw %}` do not.
pub fn begins(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('{') else {
        return false;
    };
    matches!(rest.trim_start().as_bytes().first(), Some(b'"' | b'}'))
}

/// Reads the object at the beginning of `text`; answers with its entries and the number of bytes it takes.
///
/// # Errors
/// Where the object is broken, does not end, nests too deep or has a name twice.
pub fn read(text: &str) -> Result<(Table, usize), SyntaxError> {
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<&RawValue>();
    let object = match values.next() {
        Some(Ok(object)) => object,
        Some(Err(error)) => return Err(syntax(&error, 1)),
        None => return Err(SyntaxError { line: 1, message: "there is no object".to_owned() }),
    };
    let length = values.byte_offset();
    let lines = Lines::new(text.get(..length).unwrap_or(text));
    Ok((table(object, &lines, 0)?, length))
}

fn syntax(error: &serde_json::Error, first_line: u32) -> SyntaxError {
    let line = u32::try_from(error.line()).unwrap_or(u32::MAX).max(1);
    let message = match error.is_eof() {
        true => "the front matter that begins here never ends (no closing `}`)".to_owned(),
        false => error.to_string(),
    };
    let line = if error.is_eof() { first_line } else { first_line.saturating_add(line - 1) };
    SyntaxError { line, message }
}

fn table(object: &RawValue, lines: &Lines<'_>, depth: usize) -> Result<Table, SyntaxError> {
    let line = lines.of(object);
    let members: Members<'_> = serde_json::from_str(object.get()).map_err(|error| syntax(&error, line))?;
    let mut table = Table::default();
    for (name, value) in members.0 {
        let node = node(value, lines, depth + 1)?;
        let line = node.line;
        if !table.insert(name.clone(), node) {
            return Err(SyntaxError { line, message: format!("`{name}` stands here a second time") });
        }
    }
    Ok(table)
}

fn node(raw: &RawValue, lines: &Lines<'_>, depth: usize) -> Result<Node, SyntaxError> {
    let line = lines.of(raw);
    if depth > DEPTH_LIMIT {
        return Err(SyntaxError { line, message: format!("nested deeper than {DEPTH_LIMIT} levels") });
    }
    let broken = |error: serde_json::Error| syntax(&error, line);
    let value = match raw.get().as_bytes().first() {
        Some(b'{') => Value::Table(table(raw, lines, depth)?),
        Some(b'[') => {
            let items: Vec<&RawValue> = serde_json::from_str(raw.get()).map_err(broken)?;
            Value::List(items.into_iter().map(|item| node(item, lines, depth + 1)).collect::<Result<_, _>>()?)
        }
        Some(b'"') => Value::Scalar { text: serde_json::from_str(raw.get()).map_err(broken)?, quoted: true },
        // Numbers, `true`, `false`, `null`: as written.
        _ => Value::Scalar { text: raw.get().to_owned(), quoted: false },
    };
    Ok(Node { line, value })
}

/// Offsets of line starts in the header.
struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    fn new(text: &'t str) -> Lines<'t> {
        Lines { text, starts: text.match_indices('\n').map(|(at, _)| at + 1).collect() }
    }

    fn of(&self, raw: &RawValue) -> u32 {
        let offset = (raw.get().as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        u32::try_from(self.starts.partition_point(|start| *start <= offset) + 1).unwrap_or(u32::MAX)
    }
}

/// An object's members in their order, doubles included.
struct Members<'t>(Vec<(String, &'t RawValue)>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Collect;
        impl<'de> Visitor<'de> for Collect {
            type Value = Members<'de>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members<'de>, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(Collect)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_know_their_lines_and_the_article_follows() {
        let text = "{\n  \"title\": \"A \\u00dc\",\n  \"draft\": false,\n  \"params\": {\n    \"tags\": [\"a\",\n \"b\"]\n  }\n}\nText.\n";
        let (table, length) = read(text).unwrap();
        assert_eq!(&text[length..], "\nText.\n");
        assert_eq!(table.find(&["title"]).and_then(Node::text), Some("A Ü"));
        assert_eq!(table.find(&["draft"]).and_then(Node::flag), Some(false));
        let params = table.find(&["params"]).and_then(Node::table).unwrap();
        let tags = params.find(&["tags"]).and_then(Node::list).unwrap();
        assert_eq!((tags[0].line, tags[1].line), (5, 6));
    }

    #[test]
    fn what_is_broken_doubled_endless_or_too_deep_is_an_error() {
        assert_eq!(read("{\n\"title\": \"x\",\n\"draft\": maybe}\n").unwrap_err().line, 3);
        assert_eq!(read("{\n\"draft\": true,\n\"draft\": false}\n").unwrap_err().line, 3);
        assert!(read("{\n\"title\": \"x\",\n").unwrap_err().message.contains("never ends"));
        assert!(read(&format!("{{\"a\": {}1{}}}", "[".repeat(60), "]".repeat(60))).unwrap_err().message.contains("32"));
        assert!(read(&format!("{{\"a\": {}", "[".repeat(100_000))).is_err());
    }

    #[test]
    fn a_text_that_begins_with_a_shortcode_has_no_header() {
        assert!(begins("{\n\t\"title\": 1}"));
        assert!(!begins("{{< figure src=\"a.png\" >}}") && !begins("{% raw %}") && !begins("{note}"));
    }
}
