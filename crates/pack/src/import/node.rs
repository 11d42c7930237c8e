//! A front matter or settings file as a tree in which every value knows its line, whatever language it was written in.
//!
//! Scalars stay as they were written: `title: 1.10` is the title "1.10", not a number, and `title: No` is not a refusal.
//! What a scalar means is decided by the one who asks ([`Node::text`], [`Node::flag`], [`Node::integer`]).

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// 1-based line in the file.
    pub line: u32,
    pub value: Value,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// As written, without its quotes.
    Scalar {
        text: String,
        quoted: bool,
    },
    List(Vec<Node>),
    Table(Table),
}

/// Named values in the order of the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    entries: Vec<(String, Node)>,
}

/// Why front matter could not be read at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    pub line: u32,
    pub message: String,
}

impl Node {
    /// The scalar as text; `None` for a list, a table, and for YAML's ways of saying nothing (`~`, `null`, an empty value).
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar { text, quoted } if *quoted || !is_null(text) => Some(text),
            _ => None,
        }
    }

    pub fn is_nothing(&self) -> bool {
        match &self.value {
            Value::Scalar { text, quoted } => !quoted && is_null(text),
            Value::List(items) => items.is_empty(),
            Value::Table(table) => table.entries.is_empty(),
        }
    }

    /// A yes or a no, in any of the spellings YAML 1.1, YAML 1.2 and TOML know; `None` when it is neither.
    pub fn flag(&self) -> Option<bool> {
        match self.text()?.trim().to_ascii_lowercase().as_str() {
            "true" | "yes" | "on" | "y" | "1" => Some(true),
            "false" | "no" | "off" | "n" | "0" => Some(false),
            _ => None,
        }
    }

    /// The text of a moment: a scalar, or the `created` of a table (`date: {created: …, updated: …}` in MkDocs' blogs).
    pub fn moment(&self) -> Option<&str> {
        self.text().or_else(|| self.table()?.find(&["created", "published"])?.text())
    }

    pub fn integer(&self) -> Option<i64> {
        self.text()?.trim().parse().ok()
    }

    pub fn list(&self) -> Option<&[Node]> {
        match &self.value {
            Value::List(items) => Some(items),
            _ => None,
        }
    }

    pub fn table(&self) -> Option<&Table> {
        match &self.value {
            Value::Table(table) => Some(table),
            _ => None,
        }
    }

    /// The items of a list, or the value itself as the only item: `tags: water` means the same as `tags: [water]`.
    pub fn items(&self) -> &[Node] {
        match &self.value {
            Value::List(items) => items,
            _ if self.is_nothing() => &[],
            _ => std::slice::from_ref(self),
        }
    }
}

fn is_null(text: &str) -> bool {
    matches!(text, "" | "~" | "null" | "Null" | "NULL")
}

impl Table {
    /// Adds an entry; `false` when the name is taken already.
    pub fn insert(&mut self, name: String, node: Node) -> bool {
        if self.entries.iter().any(|(taken, _)| *taken == name) {
            return false;
        }
        self.entries.push((name, node));
        true
    }

    /// The first of `names` that is present and says something. Names compare without regard to ASCII case, as Hugo does
    /// (`publishDate`, `publishdate`), so that `Draft: true` is as good as `draft: true`.
    pub fn find(&self, names: &[&str]) -> Option<&Node> {
        names.iter().find_map(|name| {
            self.entries
                .iter()
                .find(|(entry, node)| entry.eq_ignore_ascii_case(name) && !node.is_nothing())
                .map(|(_, node)| node)
        })
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &Node)> {
        self.entries.iter().map(|(name, node)| (name.as_str(), node))
    }

    pub fn len(&self) -> usize {
        self.entries.len()
    }

    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}
