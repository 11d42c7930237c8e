//! Runs of scripts without spaces, cut into overlapping grams.
//!
//! ```text
//! 編 程 語 言     →  編程  程語  語言   and the tail 言
//! ```
//! The tails make every character of the run begin a term, so that a query of one character is a prefix lookup.

use std::ops::Range;

use super::{Kind, Unit};
use crate::fold::asian;
use crate::script::{Class, class};

struct Cell {
    character: char,
    range: Range<usize>,
}

/// Reads the run that begins at byte `from`, hands over its grams of `width` characters, and returns where the run ends.
pub(super) fn read(text: &str, from: usize, width: usize, each: &mut dyn FnMut(&Unit<'_>)) -> usize {
    let mut cells: Vec<Cell> = Vec::with_capacity(width);
    let mut is_longer = false;
    let mut at = from;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let end = at + c.len_utf8();
        let class = class(c);
        if class != Class::Mark && class != Class::Run(width) {
            break;
        }
        let joined = cells.last().and_then(|last| asian::compose(last.character, c));
        match (joined, cells.last_mut()) {
            (Some(joined), Some(last)) => {
                last.character = joined;
                last.range.end = end;
            }
            (None, Some(last)) if class == Class::Mark => last.range.end = end,
            _ if class == Class::Mark => {}
            _ => {
                if cells.len() == width {
                    emit(&cells, Kind::Gram { short: false }, each);
                    cells.remove(0);
                    is_longer = true;
                }
                cells.push(Cell { character: asian::base(c), range: at..end });
            }
        }
        at = end;
    }
    let short = !is_longer && cells.len() < width;
    emit(&cells, Kind::Gram { short }, each);
    for tail in 1..cells.len() {
        emit(cells.get(tail..).unwrap_or_default(), Kind::Tail, each);
    }
    at
}

fn emit(cells: &[Cell], kind: Kind, each: &mut dyn FnMut(&Unit<'_>)) {
    let (Some(first), Some(last)) = (cells.first(), cells.last()) else { return };
    let form: String = cells.iter().map(|cell| cell.character).collect();
    let range = first.range.start..last.range.end;
    each(&Unit { kind, range, whole: &form, parts: &[], spellings: &[] });
}
