//! The words inside an identifier: `XMLHttpRequest` is also `xml`, `http` and `request`.

use std::ops::Range;

use super::{MAX_PARTS, Part};
use crate::fold;
use crate::letters::{is_capital, is_small};

/// Letters that an inner word must have; `PDFs` and `iPhone` show why one is too few.
const MIN_LETTERS: usize = 2;

/// Parts of the word at `range` of `text` that begin with a capital after a small letter, or with the last capital before two
/// small letters. `whole` is the word's form; words whose form was cut, or whose folding moves letters, give nothing.
pub(super) fn parts(text: &str, range: Range<usize>, whole: &str, parts: &mut Vec<Part>) {
    let Some(word) = text.get(range.clone()) else { return };
    let mut form = String::with_capacity(whole.len());
    let (mut from, mut form_from) = (0, 0);
    let mut letters = 0;
    let mut before = ' ';
    for (at, c) in word.char_indices() {
        let mut after = word.get(at + c.len_utf8()..).unwrap_or_default().chars();
        let ends_capitals = is_capital(before) && after.by_ref().take(2).filter(|c| is_small(*c)).count() == 2;
        if is_capital(c) && (is_small(before) || ends_capitals) {
            take(range.start + from..range.start + at, form_from..form.len(), letters, parts);
            (from, form_from, letters) = (at, form.len(), 0);
        }
        fold::push(c, &mut form);
        letters += 1;
        before = c;
        if form.len() > whole.len() {
            break;
        }
    }
    if from == 0 || form != whole {
        parts.clear();
        return;
    }
    take(range.start + from..range.end, form_from..form.len(), letters, parts);
}

fn take(range: Range<usize>, form: Range<usize>, letters: usize, parts: &mut Vec<Part>) {
    if letters >= MIN_LETTERS && !form.is_empty() && parts.len() < MAX_PARTS {
        parts.push(Part { form, range });
    }
}
