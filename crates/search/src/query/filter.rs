//! What an article must have, or must not have, whatever its words are worth.

use super::{Phrase, Word};
use crate::facts::{self, Day, Side};

/// Conditions of which one at least must hold; or, of a filter with a `-`, none.
#[derive(Clone, Debug, Default)]
pub(crate) struct Filter {
    pub(crate) any: Vec<Condition>,
    pub(crate) is_not: bool,
}

#[derive(Clone, Debug)]
pub(crate) enum Condition {
    /// Its words stand in a row.
    Phrase(Phrase),
    /// The word as it is, in one of its forms: what a hyphen excludes.
    Form(Word),
    /// Whatever the word finds: an alternative to another condition.
    Word(Word),
    /// A fact ([`crate::facts`]).
    Fact(String),
    /// A fact whose value is still being typed: all that begin so.
    Beginning(String),
    /// Published on one side of a day.
    Date(Day, Side),
}

/// The field that is no condition: in what order articles come.
pub(super) const ORDER: &str = "sort";
/// Its one value; any other says nothing.
pub(super) const NEWEST: &str = "newest";

/// The names that may stand before a colon.
pub(super) fn is_field(name: &str) -> bool {
    facts::field(name).is_some() || matches!(name, "before" | "after" | ORDER)
}

/// What a field with its value asks for; nothing while there is no value yet.
pub(super) fn condition(name: &str, value: &str, is_open: bool) -> Option<Condition> {
    let side = match name {
        "before" => Some(Side::Before),
        "after" => Some(Side::From),
        _ => None,
    };
    match side {
        Some(side) => Day::parse(value).map(|day| Condition::Date(day, side)),
        None if value.trim().is_empty() => None,
        None if is_open => Some(Condition::Beginning(facts::term(name, value))),
        None => Some(Condition::Fact(facts::term(name, value))),
    }
}
