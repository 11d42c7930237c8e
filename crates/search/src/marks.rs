//! Where in a text the words of a query stand.
//!
//! 1. The text is read by the tokenizer of the index, so what was found is what gets marked.
//! 2. A form is looked up among the words' forms, families and beginnings.
//! 3. Parts of a word (`می` of `می‌خواهم`) count only where the word itself is nowhere in the text, and forms with one typing
//!    mistake only where nothing else is, and where the index does not have the word as it was typed.

use std::ops::Range;

use crate::order::sorted;
use crate::query::{Query, Word};
use crate::stem::{self, Family};
use crate::tokenize::{Kind, visit};
use crate::typo::{is_one_apart, is_typeable};

/// A place in a text that a word of the query stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    /// In bytes.
    pub(crate) range: Range<usize>,
    /// Position in the query's words.
    pub(crate) word: usize,
    grade: Grade,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Grade {
    Whole,
    Part,
}

/// All marks, by where they begin.
pub(crate) fn marks(text: &str, query: &Query) -> Vec<Mark> {
    let wanted = Wanted::new(query);
    let mut marks = Vec::new();
    visit(text, &mut |unit| {
        if unit.kind != Kind::Tail || wanted.has_short {
            unit.forms(&mut |form, range| wanted.look_up(form, range, text, &mut marks));
        }
    });
    let mut best: Vec<Option<Grade>> = vec![None; query.words.len()];
    for mark in &marks {
        if let Some(best) = best.get_mut(mark.word) {
            *best = Some(best.map_or(mark.grade, |best| best.min(mark.grade)));
        }
    }
    marks.retain(|mark| best.get(mark.word) == Some(&Some(mark.grade)));
    let is_missing = |at: usize| best.get(at) == Some(&None);
    mark_typos(text, query, &is_missing, &mut marks);
    let key = |mark: &Mark| (mark.range.start, mark.word, mark.range.end);
    let mut marks = sorted(marks, &|a, b| key(a) < key(b));
    marks.dedup();
    marks
}

/// The forms to look for, sorted.
struct Wanted<'q> {
    forms: Vec<(&'q str, usize, Grade)>,
    families: Vec<(Family, usize)>,
    beginnings: Vec<(usize, &'q Word)>,
    has_short: bool,
}

impl<'q> Wanted<'q> {
    fn new(query: &'q Query) -> Self {
        let mut forms = Vec::new();
        let mut families = Vec::new();
        let mut beginnings = Vec::new();
        for (at, word) in query.words.iter().enumerate().filter(|(_, word)| !query.is_helper(word)) {
            for form in &word.forms {
                let grade = if form.weight < 1.0 { Grade::Part } else { Grade::Whole };
                forms.extend(form.terms.iter().map(|term| (term.as_str(), at, grade)));
            }
            if word.is_plain {
                families.extend(stem::families(&query.languages, &word.whole).into_iter().map(|family| (family, at)));
            }
            if word.is_prefix {
                beginnings.push((at, word));
            }
        }
        let forms = sorted(forms, &|(a, ..), (b, ..)| a < b);
        let has_short = beginnings.iter().any(|(_, word)| !word.is_plain);
        Self { forms, families, beginnings, has_short }
    }

    fn look_up(&self, form: &str, range: Range<usize>, text: &str, marks: &mut Vec<Mark>) {
        let from = self.forms.partition_point(|(known, ..)| *known < form);
        for (_, word, grade) in self.forms.iter().skip(from).take_while(|(known, ..)| *known == form) {
            marks.push(Mark { range: range.clone(), word: *word, grade: *grade });
        }
        for (_, word) in self.families.iter().filter(|(family, _)| family.has(form)) {
            marks.push(Mark { range: range.clone(), word: *word, grade: Grade::Whole });
        }
        for (at, word) in self.beginnings.iter().filter(|(_, word)| form.starts_with(&word.whole)) {
            let mut range = range.clone();
            if !word.is_plain {
                range.end = end_of(text, &range, word.whole.chars().count());
            }
            marks.push(Mark { range, word: *at, grade: Grade::Whole });
        }
    }
}

/// Where the first `characters` of `range` end: of a gram only what was asked for is marked.
fn end_of(text: &str, range: &Range<usize>, characters: usize) -> usize {
    let cut = text.get(range.clone()).and_then(|part| part.char_indices().nth(characters));
    cut.map_or(range.end, |(at, _)| range.start + at)
}

fn mark_typos(text: &str, query: &Query, is_missing: &dyn Fn(usize) -> bool, marks: &mut Vec<Mark>) {
    let may_be_typed = |word: &Word| word.is_plain && is_typeable(&word.whole) && !query.is_strict;
    let asked = query.words.iter().enumerate().filter(|(_, word)| !query.is_helper(word));
    let mistyped = asked.filter(|(at, word)| is_missing(*at) && !word.is_known && may_be_typed(word));
    let mistyped: Vec<(usize, &Word)> = mistyped.collect();
    if mistyped.is_empty() {
        return;
    }
    visit(text, &mut |unit| {
        unit.forms(&mut |form, range| {
            for (at, word) in &mistyped {
                if is_meant(form, word) {
                    marks.push(Mark { range: range.clone(), word: *at, grade: Grade::Whole });
                }
            }
        });
    });
}

/// Whether `form`, or its beginning if the word is still being typed, is one mistake away from it.
fn is_meant(form: &str, word: &Word) -> bool {
    let whole = &word.whole;
    // No mistake changes both the first and the second letter, swaps aside.
    let near = |bytes: usize| bytes.abs_diff(whole.len()) <= 4;
    if !word.is_prefix {
        return near(form.len()) && is_one_apart(form, whole);
    }
    let letters = whole.chars().count();
    let ends = form.char_indices().map(|(at, c)| at + c.len_utf8()).skip(letters.saturating_sub(2)).take(3);
    ends.filter_map(|end| form.get(..end)).any(|begin| is_one_apart(begin, whole))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::languages::Languages;

    fn marked<'t>(text: &'t str, query: &str) -> Vec<&'t str> {
        let mut query = Query::parse(query);
        query.speak(&Languages::unknown());
        marks(text, &query).into_iter().map(|mark| &text[mark.range]).collect()
    }

    #[test]
    fn what_the_index_finds_is_marked() {
        assert_eq!(marked("Connections: connected, conned", "connection "), ["Connections", "connected"]);
        assert_eq!(marked("Programming in prose", "prog"), ["Programming"]);
        assert_eq!(marked("Das Café Müller", "cafe mueller "), ["Café", "Müller"]);
        assert_eq!(marked("كِتَاب", "کتاب "), ["كِتَاب"]);
        assert_eq!(marked("a WebAssembly b", "assembly "), ["Assembly"]);
        assert_eq!(marked("What is in the news", "what is the news "), ["news"]);
        assert_eq!(marked("The who", "the who "), ["The", "who"]);
        assert_eq!(marked("編程語言", "程語"), ["程語"]);
        assert_eq!(marked("編程語言", "言"), ["言"]);
    }

    #[test]
    fn parts_are_marked_only_where_the_word_is_missing() {
        assert_eq!(marked("من می‌خواهم، او می رود", "می‌خواهم "), ["می‌خواهم"]);
        assert_eq!(marked("من می خواهم", "می‌خواهم "), ["می", "خواهم"]);
    }

    #[test]
    fn mistakes_are_marked_only_where_nothing_else_is() {
        assert_eq!(marked("A program, a pogrom", "progarm "), ["program"]);
        assert_eq!(marked("A program, a pogrom", "program "), ["program"]);
        assert_eq!(marked("A program", "progar"), ["program"]);
        assert_eq!(marks("program", &Query::parse("progarm ").strict()), []);
    }
}
