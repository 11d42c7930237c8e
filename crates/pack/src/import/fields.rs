//! Questions to a front matter: "the text called so or so", "the list", "the date", with a finding where the answer is no use.
//!
//! A name is looked for at the top first, then in `[extra]` (Zola), `params` (Hugo) and `[taxonomies]` (Zola).

use std::cell::RefCell;

use tidings_bundle::Timestamp;

use super::dates;
use super::node::{Node, Table};
use crate::report::Finding;

const INNER: &[&str] = &["extra", "params", "taxonomies"];

/// One table of one file, and what was found wrong while reading it.
pub struct Fields<'t> {
    file: &'t str,
    table: &'t Table,
    findings: RefCell<Vec<Finding>>,
}

impl<'t> Fields<'t> {
    pub fn new(file: &'t str, table: &'t Table) -> Fields<'t> {
        Fields { file, table, findings: RefCell::new(Vec::new()) }
    }

    pub fn into_findings(self) -> Vec<Finding> {
        self.findings.into_inner()
    }

    /// The same file, another table of it, such as one picture of a gallery.
    pub fn inner<R>(&self, table: &Table, read: impl FnOnce(&Fields<'_>) -> R) -> R {
        let inner = Fields::new(self.file, table);
        let result = read(&inner);
        self.findings.borrow_mut().extend(inner.into_findings());
        result
    }

    pub fn find(&self, names: &[&str]) -> Option<&'t Node> {
        self.table
            .find(names)
            .or_else(|| INNER.iter().find_map(|inner| self.table.find(&[inner])?.table()?.find(names)))
    }

    /// All that the table says.
    pub fn entries(&self) -> impl Iterator<Item = (&str, &Node)> {
        self.table.iter()
    }

    pub fn warn(&self, node: &Node, what: impl Into<String>, remedy: &str) {
        let finding = Finding::warning(self.file, Some(node.line), what).remedy(remedy);
        self.findings.borrow_mut().push(finding);
    }

    /// A scalar, trimmed, not empty.
    pub fn text(&self, names: &[&str]) -> Option<String> {
        let node = self.find(names)?;
        match node.text() {
            Some(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
            None => {
                self.warn(node, format!("`{}` holds a list or a table", name(names)), "write one text");
                None
            }
        }
    }

    /// A list of texts, or one text, split at commas if `names` is of that kind (tags).
    pub fn texts(&self, names: &[&str], split_at_commas: bool) -> Vec<String> {
        let Some(node) = self.find(names) else {
            return Vec::new();
        };
        let mut texts: Vec<String> = Vec::new();
        for item in node.items() {
            let Some(text) = item.text() else {
                self.warn(item, format!("`{}` holds something that is no text", name(names)), "write a list of texts");
                continue;
            };
            let is_one_line = split_at_commas && node.list().is_none();
            let parts: Vec<&str> = if is_one_line { text.split(',').collect() } else { vec![text] };
            for part in parts.into_iter().map(str::trim).filter(|part| !part.is_empty()) {
                if !texts.iter().any(|known| known == part) {
                    texts.push(part.to_owned());
                }
            }
        }
        texts
    }

    /// A list of tables; a scalar stands for a table with that one value under `short`.
    pub fn tables<R>(&self, names: &[&str], short: &str, read: impl Fn(&Fields<'_>, u32) -> Option<R>) -> Vec<R> {
        let Some(node) = self.find(names) else {
            return Vec::new();
        };
        node.items().iter().filter_map(|item| self.table_of(item, short, &read)).collect()
    }

    /// A single table, in the same way.
    pub fn table<R>(&self, names: &[&str], short: &str, read: impl Fn(&Fields<'_>, u32) -> Option<R>) -> Option<R> {
        self.table_of(self.find(names)?, short, &read)
    }

    fn table_of<R>(&self, node: &Node, short: &str, read: &impl Fn(&Fields<'_>, u32) -> Option<R>) -> Option<R> {
        match (node.table(), node.text()) {
            (Some(table), _) => self.inner(table, |fields| read(fields, node.line)),
            (None, Some(_)) => {
                let mut table = Table::default();
                table.insert(short.to_owned(), node.clone());
                self.inner(&table, |fields| read(fields, node.line))
            }
            (None, None) => None,
        }
    }

    /// A date; one that cannot be read is a finding and no date.
    pub fn date(&self, names: &[&str]) -> Option<Timestamp> {
        let node = self.find(names)?;
        let date = node.moment().and_then(dates::parse);
        if date.is_none() {
            let written = node.text().unwrap_or("…");
            self.warn(node, format!("the date `{}: {written}` cannot be read", name(names)), dates::EXAMPLES);
        }
        date
    }

    pub fn flag(&self, names: &[&str]) -> bool {
        let Some(node) = self.find(names) else {
            return false;
        };
        node.flag().unwrap_or_else(|| {
            self.warn(node, format!("`{}` is neither yes nor no", name(names)), "write true or false");
            false
        })
    }

    pub fn integer(&self, names: &[&str]) -> Option<i64> {
        let node = self.find(names)?;
        let number = node.integer();
        if number.is_none() {
            self.warn(node, format!("`{}` is no whole number", name(names)), "write digits only");
        }
        number
    }

    /// Line of the first of `names` that is there.
    pub fn line(&self, names: &[&str]) -> Option<u32> {
        self.find(names).map(|node| node.line)
    }
}

fn name<'n>(names: &[&'n str]) -> &'n str {
    names.first().copied().unwrap_or("value")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::{toml, yaml};

    #[test]
    fn names_are_found_in_the_places_the_generators_put_them() {
        let zola =
            toml::read("title = \"x\"\n[taxonomies]\ntags = [\"a\", \"b\"]\n[extra]\nkicker = \"k\"\n", 2).unwrap();
        let fields = Fields::new("x.md", &zola);
        assert_eq!(fields.texts(&["tags"], true), ["a", "b"]);
        assert_eq!(fields.text(&["kicker"]).as_deref(), Some("k"));
        let hugo = yaml::read("params:\n  kicker: k\n", 2).unwrap();
        assert_eq!(Fields::new("x.md", &hugo).text(&["kicker"]).as_deref(), Some("k"));
    }

    #[test]
    fn one_text_may_stand_for_a_list_and_a_table() {
        let table = yaml::read("tags: water, rivers , water\nauthor: Ada, Countess\nsource: The Wire\n", 2).unwrap();
        let fields = Fields::new("x.md", &table);
        assert_eq!(fields.texts(&["tags"], true), ["water", "rivers"]);
        assert_eq!(fields.texts(&["author"], false), ["Ada, Countess"]);
        assert_eq!(fields.table(&["source"], "name", |source, _| source.text(&["name"])).as_deref(), Some("The Wire"));
        assert!(fields.into_findings().is_empty());
    }

    #[test]
    fn an_answer_of_no_use_is_a_finding_with_its_line() {
        let table = yaml::read("title: x\nupdated: soon\nkicker: [a]\n", 2).unwrap();
        let fields = Fields::new("x.md", &table);
        assert_eq!((fields.date(&["updated"]), fields.text(&["kicker"])), (None, None));
        let lines: Vec<_> = fields.into_findings().iter().map(|finding| finding.line).collect();
        assert_eq!(lines, [Some(3), Some(4)]);
    }
}
