//! TOML front matter and `tidings.toml` into a [`Table`], every value with its line.
//!
//! The `toml` crate reads the text (it refuses deep nesting itself); the tree is copied over with byte offsets turned into lines.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::node::{Node, SyntaxError, Table, Value};

/// Reads the text between the two `+++`, or a whole file. `first_line` is the line of the file on which `text` begins.
///
/// # Errors
/// Where the TOML is broken.
pub fn read(text: &str, first_line: u32) -> Result<Table, SyntaxError> {
    let lines = Lines::new(text, first_line);
    match DeTable::parse(text) {
        Ok(table) => Ok(convert_table(table.get_ref(), &lines)),
        Err(error) => Err(SyntaxError {
            line: lines.of(error.span().map_or(0, |span| span.start)),
            message: error.message().replace('\n', " "),
        }),
    }
}

/// Byte offsets of line starts.
struct Lines {
    first_line: u32,
    starts: Vec<usize>,
}

impl Lines {
    fn new(text: &str, first_line: u32) -> Lines {
        let starts = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1).collect();
        Lines { first_line, starts }
    }

    fn of(&self, offset: usize) -> u32 {
        let before = self.starts.partition_point(|start| *start <= offset);
        self.first_line.saturating_add(u32::try_from(before).unwrap_or(u32::MAX))
    }
}

fn convert_table(table: &DeTable<'_>, lines: &Lines) -> Table {
    // The parser sorts by name; the order of the file is the order people mean.
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(name, _)| name.span().start);
    let mut converted = Table::default();
    for (name, value) in entries {
        let line = lines.of(name.span().start);
        let mut node = convert(value, lines);
        node.line = line;
        converted.insert(name.get_ref().to_string(), node);
    }
    converted
}

fn convert(value: &Spanned<DeValue<'_>>, lines: &Lines) -> Node {
    let line = lines.of(value.span().start);
    let scalar = |text: String, quoted| Value::Scalar { text, quoted };
    let value = match value.get_ref() {
        DeValue::String(text) => scalar(text.to_string(), true),
        DeValue::Integer(number) => scalar(
            // Hexadecimal and the like are written out, so that whoever asks need not know TOML.
            i64::from_str_radix(number.as_str(), number.radix())
                .map_or_else(|_| number.as_str().to_owned(), |number| number.to_string()),
            false,
        ),
        DeValue::Float(number) => scalar(number.as_str().to_owned(), false),
        DeValue::Boolean(flag) => scalar(flag.to_string(), false),
        DeValue::Datetime(date) => scalar(date.to_string(), false),
        DeValue::Array(items) => Value::List(items.iter().map(|item| convert(item, lines)).collect()),
        DeValue::Table(table) => Value::Table(convert_table(table, lines)),
    };
    Node { line, value }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_keep_their_order_and_know_their_line() {
        let table =
            read("title = \"Z\"\ndate = 2024-05-31T10:00:00Z\n\n[extra]\nrelease = true\ncount = 0x1F\n", 2).unwrap();
        let names: Vec<_> = table.iter().map(|(name, node)| (name.to_owned(), node.line)).collect();
        assert_eq!(names, [("title".to_owned(), 2), ("date".to_owned(), 3), ("extra".to_owned(), 5)]);
        assert_eq!(table.find(&["date"]).and_then(Node::text), Some("2024-05-31T10:00:00Z"));
        let extra = table.find(&["extra"]).and_then(Node::table).unwrap();
        assert_eq!(extra.find(&["release"]).and_then(Node::flag), Some(true));
        assert_eq!(extra.find(&["count"]).and_then(Node::integer), Some(31));
    }

    #[test]
    fn a_broken_line_is_named_by_its_place_in_the_file() {
        assert_eq!(read("title = \"ok\"\ndate = soon\n", 2).unwrap_err().line, 3);
        assert_eq!(read("a = 1\na = 2\n", 2).unwrap_err().line, 3);
        assert!(read(&format!("a = {}", "[".repeat(100_000)), 1).is_err());
    }
}
