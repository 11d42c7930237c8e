//! What was wrong with a bundle and what it cost: the list a publisher reads, and its collector while decoding.

use std::cell::Cell;
use std::fmt;

/// One thing that was wrong with the input. The rest of the bundle was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where, as a path into the JSON: `items[3].date_published`.
    pub place: String,
    /// What is wrong there.
    pub what: String,
    /// What the reader misses because of it.
    pub cost: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {} ({})", self.place, self.what, self.cost)
    }
}

/// More problems than this are counted, not listed: a feed of a million broken items must not cost a million messages, and
/// nobody reads beyond the first hundred.
pub const MAX_PROBLEMS: usize = 1_000;

/// A path into the JSON. A chain of borrowed links, so that the usual case, no problem, allocates nothing.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place<'a> {
    outer: Option<&'a Place<'a>>,
    name: &'a str,
    index: Option<usize>,
}

impl<'a> Place<'a> {
    pub(crate) const ROOT: Place<'static> = Place { outer: None, name: "", index: None };

    pub(crate) fn member(&'a self, name: &'a str) -> Place<'a> {
        Place { outer: Some(self), name, index: None }
    }

    pub(crate) fn entry(&'a self, name: &'a str, index: usize) -> Place<'a> {
        Place { outer: Some(self), name, index: Some(index) }
    }
}

impl fmt::Display for Place<'_> {
    /// Recursion as deep as the model, never as deep as the input.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(outer) = self.outer {
            outer.fmt(out)?;
            if !outer.name.is_empty() {
                out.write_str(".")?;
            }
        }
        out.write_str(self.name)?;
        match self.index {
            Some(index) => write!(out, "[{index}]"),
            None => Ok(()),
        }
    }
}

/// Collects problems while decoding; shared by every reader of the tree below, hence the cells.
#[derive(Default)]
pub(crate) struct Problems {
    list: Cell<Vec<Problem>>,
    unlisted: Cell<usize>,
}

impl Problems {
    pub(crate) fn add(&self, place: &Place<'_>, what: fmt::Arguments<'_>, cost: &str) {
        let mut list = self.list.take();
        if list.len() < MAX_PROBLEMS {
            list.push(Problem { place: place.to_string(), what: what.to_string(), cost: cost.to_owned() });
        } else {
            self.unlisted.set(self.unlisted.get() + 1);
        }
        self.list.set(list);
    }

    pub(crate) fn into_list(self) -> Vec<Problem> {
        let mut list = self.list.into_inner();
        let unlisted = self.unlisted.into_inner();
        if unlisted > 0 {
            let what = format!("{unlisted} more problems");
            list.push(Problem { place: "feed".to_owned(), what, cost: "not listed".to_owned() });
        }
        list
    }
}

/// The beginning of a value from outside, fit to be quoted in a message.
pub(crate) fn quoted(text: &str) -> String {
    const LONGEST: usize = 60;
    let mut quote = String::from("\"");
    let mut characters = text.chars();
    quote.extend(characters.by_ref().take(LONGEST).map(|c| if c.is_control() { ' ' } else { c }));
    quote.push_str(if characters.next().is_some() { "…\"" } else { "\"" });
    quote
}
