//! YAML front matter into a [`Table`]: the parser's events, put together without recursion.
//!
//! 1. `granit-parser` turns the text into events and refuses what nests too deep.
//! 2. A stack of open lists and mappings collects them; anchors are remembered, aliases copied, `<<` merged in.
//! 3. Copies are counted, so that ten lines of aliases cannot become a billion values (`NODE_LIMIT`).
//!
//! Events rather than a deserializer, since scalars must stay as written and every value must know its line.

use std::collections::HashMap;

use granit_parser::{Event, Parser, ScalarStyle};

use super::node::{Node, SyntaxError, Table, Value};

/// Values in one front matter, copies by alias included: real ones hold tens, galleries a few thousand.
const NODE_LIMIT: usize = 20_000;
/// Lists in lists in mappings: galleries need four.
const DEPTH_LIMIT: usize = 32;

/// Reads the text between the two `---`. `first_line` is the line of the file on which `text` begins.
///
/// # Errors
/// Where the YAML is broken, has a name twice, nests or copies without end, or is no mapping at all.
pub fn read(text: &str, first_line: u32) -> Result<Table, SyntaxError> {
    let mut builder = Builder { first_line, open: Vec::new(), anchors: HashMap::new(), nodes: 0, root: None };
    for event in Parser::new_from_str(text) {
        let (event, span) =
            event.map_err(|error| SyntaxError { line: builder.line(error.marker().line()), message: error.info() })?;
        let line = builder.line(span.start.line());
        builder.take(event, line)?;
    }
    match builder.root {
        None => Ok(Table::default()),
        Some(node) if node.is_nothing() => Ok(Table::default()),
        Some(Node { value: Value::Table(table), .. }) => Ok(table),
        Some(node) => Err(SyntaxError {
            line: node.line,
            message: "front matter must be a list of `name: value` lines".to_owned(),
        }),
    }
}

enum Open {
    List { line: u32, anchor: usize, items: Vec<Node> },
    Mapping { line: u32, anchor: usize, table: Table, name: Option<String>, merged: Vec<Table> },
}

struct Builder {
    first_line: u32,
    open: Vec<Open>,
    anchors: HashMap<usize, Node>,
    nodes: usize,
    root: Option<Node>,
}

impl Builder {
    /// The parser counts lines from 1 within `text`.
    fn line(&self, marker_line: usize) -> u32 {
        self.first_line.saturating_add(u32::try_from(marker_line).unwrap_or(u32::MAX).saturating_sub(1))
    }

    fn take(&mut self, event: Event<'_>, line: u32) -> Result<(), SyntaxError> {
        match event {
            Event::Scalar(text, style, anchor, _) => {
                let quoted = style != ScalarStyle::Plain;
                let node = Node { line, value: Value::Scalar { text: text.into_owned(), quoted } };
                self.close(node, anchor)
            }
            Event::SequenceStart(_, anchor, _) => self.descend(Open::List { line, anchor, items: Vec::new() }, line),
            Event::MappingStart(_, anchor, _) => self
                .descend(Open::Mapping { line, anchor, table: Table::default(), name: None, merged: Vec::new() }, line),
            Event::SequenceEnd | Event::MappingEnd => match self.open.pop() {
                Some(Open::List { line, anchor, items }) => {
                    self.close(Node { line, value: Value::List(items) }, anchor)
                }
                Some(Open::Mapping { line, anchor, mut table, merged, .. }) => {
                    // What the mapping says itself wins over what it merges in.
                    for other in merged {
                        for (name, node) in other.iter() {
                            table.insert(name.to_owned(), node.clone());
                        }
                    }
                    self.close(Node { line, value: Value::Table(table) }, anchor)
                }
                None => Ok(()),
            },
            Event::Alias(anchor) => match self.anchors.get(&anchor).cloned() {
                Some(mut node) => {
                    node.line = line;
                    self.count(size(&node), line)?;
                    self.close(node, 0)
                }
                None => Err(SyntaxError { line, message: "the alias stands inside its own anchor".to_owned() }),
            },
            _ => Ok(()),
        }
    }

    fn descend(&mut self, open: Open, line: u32) -> Result<(), SyntaxError> {
        if self.open.len() >= DEPTH_LIMIT {
            return Err(SyntaxError { line, message: format!("nested deeper than {DEPTH_LIMIT} levels") });
        }
        self.open.push(open);
        Ok(())
    }

    fn count(&mut self, nodes: usize, line: u32) -> Result<(), SyntaxError> {
        self.nodes = self.nodes.saturating_add(nodes);
        if self.nodes > NODE_LIMIT {
            return Err(SyntaxError { line, message: format!("more than {NODE_LIMIT} values") });
        }
        Ok(())
    }

    /// A finished value goes into the innermost open list or mapping.
    fn close(&mut self, node: Node, anchor: usize) -> Result<(), SyntaxError> {
        self.count(1, node.line)?;
        if anchor != 0 {
            self.anchors.insert(anchor, node.clone());
        }
        match self.open.last_mut() {
            Some(Open::List { items, .. }) => items.push(node),
            Some(Open::Mapping { table, name, merged, .. }) => match name.take() {
                None => match node.value {
                    Value::Scalar { text, .. } => *name = Some(text),
                    _ => {
                        return Err(SyntaxError {
                            line: node.line,
                            message: "a list or a mapping cannot be a name".to_owned(),
                        });
                    }
                },
                Some(name) if name == "<<" => {
                    merged.extend(node.items().iter().filter_map(|item| item.table().cloned()));
                }
                Some(name) => {
                    let line = node.line;
                    if !table.insert(name.clone(), node) {
                        return Err(SyntaxError { line, message: format!("`{name}` stands here a second time") });
                    }
                }
            },
            None if self.root.is_none() => self.root = Some(node),
            None => {
                return Err(SyntaxError { line: node.line, message: "a second document begins here".to_owned() });
            }
        }
        Ok(())
    }
}

/// Values in a tree, counted without recursion.
fn size(node: &Node) -> usize {
    let mut waiting = vec![node];
    let mut counted = 0;
    while let Some(node) = waiting.pop() {
        counted += 1;
        match &node.value {
            Value::Scalar { .. } => {}
            Value::List(items) => waiting.extend(items),
            Value::Table(table) => waiting.extend(table.iter().map(|(_, node)| node)),
        }
    }
    counted
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(table: &Table, name: &str) -> String {
        table.find(&[name]).and_then(Node::text).unwrap_or("(nothing)").to_owned()
    }

    #[test]
    fn scalars_stay_as_they_were_written_and_know_their_line() {
        let table = read("title: 1.10\nsubtitle: No\n\nsummary: >\n  two\n  lines\n", 2).unwrap();
        assert_eq!(text(&table, "title"), "1.10");
        assert_eq!(text(&table, "subtitle"), "No");
        assert_eq!(text(&table, "summary"), "two lines\n");
        assert_eq!(table.find(&["subtitle"]).unwrap().line, 3);
    }

    #[test]
    fn a_broken_line_is_named_by_its_place_in_the_file() {
        let error = read("title: ok\ntags: [a, b\n", 2).unwrap_err();
        assert!((3..=4).contains(&error.line), "{error:?}");
        assert_eq!(read("a: 1\nb: 2\na: 3\n", 2).unwrap_err().line, 4);
    }

    #[test]
    fn a_merged_draft_is_a_draft() {
        let table = read("base: &base\n  draft: true\npage:\n  <<: *base\n  title: x\n", 1).unwrap();
        let page = table.find(&["page"]).and_then(Node::table).unwrap();
        assert_eq!(page.find(&["draft"]).and_then(Node::flag), Some(true));
    }

    #[test]
    fn a_billion_laughs_end_as_an_error_and_so_does_endless_nesting() {
        let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for level in 1..12 {
            let previous = format!("*a{}", level - 1);
            bomb.push_str(&format!("a{level}: &a{level} [{}]\n", [previous.as_str(); 9].join(", ")));
        }
        assert!(read(&bomb, 1).unwrap_err().message.contains("more than"));
        assert!(read(&format!("a: {}", "[".repeat(100_000)), 1).is_err());
        assert!(read(&format!("a: {}", "- ".repeat(100_000)), 1).is_err());
    }

    #[test]
    fn an_empty_header_is_an_empty_table_and_prose_is_an_error() {
        assert!(read("", 2).unwrap().is_empty());
        assert!(read("# only a comment\n", 2).unwrap().is_empty());
        assert!(read("just prose\n", 2).is_err());
    }
}
