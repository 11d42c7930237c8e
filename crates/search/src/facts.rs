//! What is so of an article beside its words: where it is filed, who wrote it, its language and day, what it has.
//!
//! A fact is a term of the dictionary, whose list says of which articles it is so. So whatever holds for words holds for facts: an archive fetches
//! the piece that a question needs and no other, an edit changes little, hashes check it. Such a term begins with [`MARK`], which no word
//! has; neither beginnings of words nor typing mistakes reach it.
//!
//! | line of [`crate::Document::facts`] | terms, behind the mark |
//! |---|---|
//! | `category:Tide mills` | `category:tide mills` |
//! | `author:Ana Lima` | `author:ana lima`, `author:ana`, `author:lima` |
//! | `lang:fa-IR` | `lang:fa-ir`, `lang:fa` |
//! | `date:2024-05-17` | `year:2024`, `month:2024-05`, `day:2024-05-17` |
//!
//! A span of time is then some years, at most eleven months and thirty days, each with its list ([`Day::terms`]): no list of dates, which would
//! grow with the articles, has to be fetched.

use crate::dictionary::{Dictionary, TermId};
use crate::fold::fold;

/// Below every word: a control character, which the tokenizer takes for a gap.
pub(crate) const MARK: char = '\u{1}';

/// Fields that a query may name, beside `before` and `after`.
const FIELDS: [&str; 5] = ["category", "tag", "author", "lang", "has"];

/// The field that a query names, as the index has it.
pub(crate) fn field(name: &str) -> Option<&'static str> {
    FIELDS.into_iter().find(|field| *field == name)
}

/// The term for a fact. A value is what people type, so it is folded, word by word.
pub(crate) fn term(field: &str, value: &str) -> String {
    let mut term = String::from(MARK);
    term.push_str(field);
    let mut before = ':';
    for word in value.split_whitespace() {
        term.push(before);
        term.push_str(&fold(word));
        before = ' ';
    }
    // A beginning has no value yet.
    if before == ':' {
        term.push(before);
    }
    term
}

/// The terms of one line of facts; none for a line without a field.
pub(crate) fn terms(line: &str) -> Vec<String> {
    let Some((name, value)) = line.split_once(':') else { return Vec::new() };
    if name == "date" {
        let parts = [("year", 4), ("month", 7), ("day", 10)];
        return parts.into_iter().filter_map(|(field, end)| Some(term(field, value.get(..end)?))).collect();
    }
    let mut terms = vec![term(name, value)];
    match name {
        "author" => terms.extend(value.split_whitespace().map(|word| term(name, word))),
        "lang" => terms.extend(value.split_once('-').map(|(language, _)| term(name, language))),
        _ => {}
    }
    terms.dedup();
    terms
}

/// A year, a month or a day, as a query names one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Day {
    /// Four digits.
    year: String,
    /// 1 to 12; `None` for a whole year.
    month: Option<u8>,
    /// 1 to 31; `None` for a whole month.
    day: Option<u8>,
}

/// From a day on, or before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Before,
    From,
}

impl Day {
    /// `2024`, `2024-5`, `2024-05-17`, also with slashes and other digits. `None` for anything else.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let folded = fold(text);
        let mut parts = folded.split(['-', '/', '.']);
        let year = parts.next().filter(|year| year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()))?.to_owned();
        let mut next = |most: u8| match parts.next().map(str::as_bytes) {
            // Whoever types a date has its hyphen first.
            None | Some([]) => Some(None),
            Some(digits) => number(digits).filter(|number| (1..=most).contains(number)).map(Some),
        };
        let (month, day) = (next(12)?, next(31)?);
        parts.next().is_none().then_some(Self { year, month, day })
    }

    /// The terms of all articles on one side of it: from its first day on, or before that.
    pub(crate) fn terms(&self, side: Side, dictionary: &Dictionary) -> Vec<TermId> {
        let own = term("year", &self.year);
        let years = dictionary.with_prefix(&term("year", "")).filter(|id| {
            let other = dictionary.term(*id);
            match side {
                Side::Before => other < own.as_str(),
                Side::From => other > own.as_str() || (self.month.is_none() && other == own),
            }
        });
        let mut terms: Vec<TermId> = years.collect();
        let mut within = self.year.clone();
        for (field, number, is_last, most) in
            [("month", self.month, self.day.is_none(), 12), ("day", self.day, true, 31)]
        {
            let Some(number) = number else { break };
            for other in 1..=most {
                let is_on_side = match side {
                    Side::Before => other < number,
                    Side::From => other > number || (is_last && other == number),
                };
                if is_on_side {
                    terms.extend(dictionary.find(&term(field, &joined(&within, other))));
                }
            }
            within = joined(&within, number);
        }
        terms
    }
}

/// One or two digits.
fn number(digits: &[u8]) -> Option<u8> {
    let value = |digit: &u8| digit.is_ascii_digit().then_some(digit & 15);
    match digits {
        [ones] => value(ones),
        [tens, ones] => Some(10 * value(tens)? + value(ones)?),
        _ => None,
    }
}

/// A year or month with what comes next, in two digits.
fn joined(within: &str, number: u8) -> String {
    let mut joined = within.to_owned();
    joined.extend(['-', (b'0' + number / 10) as char, (b'0' + number % 10) as char]);
    joined
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::dictionary::tests::dictionary;

    fn marked(terms: &[&str]) -> Vec<String> {
        terms.iter().map(|term| format!("{MARK}{term}")).collect()
    }

    #[test]
    fn a_line_gives_the_terms_that_people_ask_for() {
        assert_eq!(terms("category:Tide  Mills"), marked(&["category:tide mills"]));
        assert_eq!(terms("author:Ána Lima"), marked(&["author:ana lima", "author:ana", "author:lima"]));
        assert_eq!(terms("author:Plato"), marked(&["author:plato"]));
        assert_eq!(terms("lang:fa-IR"), marked(&["lang:fa-ir", "lang:fa"]));
        assert_eq!(terms("date:2024-05-17"), marked(&["year:2024", "month:2024-05", "day:2024-05-17"]));
        assert_eq!(terms("nothing"), [""; 0]);
    }

    #[test]
    fn days_are_read_as_people_write_them() {
        let day = |month, day| Some(Day { year: "2024".to_owned(), month, day });
        assert_eq!(Day::parse("2024"), day(None, None));
        assert_eq!(Day::parse("2024-5"), day(Some(5), None));
        assert_eq!(Day::parse("2024-"), day(None, None));
        assert_eq!(Day::parse("۲۰۲۴/۰۵/۱۷"), day(Some(5), Some(17)));
        for text in ["", "24", "20245", "2024-13", "2024-00", "2024-05-32", "2024-05-17-1", "yesterday", "2024-may"] {
            assert_eq!(Day::parse(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_span_has_the_days_on_its_side_and_no_others(
            days in prop::collection::btree_set((2018..2023_u32, 1..13_u8, 1..29_u8), 0..40),
            year in 2017..2024_u32, month in prop::option::of(1..13_u8), day in prop::option::of(1..32_u8), is_before: bool
        ) {
            let day = day.filter(|_| month.is_some());
            let lines: Vec<String> = days.iter().map(|(y, m, d)| format!("date:{y}-{m:02}-{d:02}")).collect();
            let dictionary = dictionary(lines.iter().flat_map(|line| terms(line)).collect());
            let side = if is_before { Side::Before } else { Side::From };
            let found = Day { year: year.to_string(), month, day }.terms(side, &dictionary);
            let found: Vec<&str> = found.into_iter().map(|id| dictionary.term(id)).collect();
            let edge = (year, month.unwrap_or(1), day.unwrap_or(1));
            for (date, line) in days.iter().zip(&lines) {
                let holding = terms(line).iter().filter(|term| found.contains(&term.as_str())).count();
                prop_assert_eq!(holding, usize::from((*date < edge) == is_before), "{:?}", date);
            }
        }
    }
}
