//! Which stretch of a text to show.

use std::ops::Range;

use crate::marks::Mark;
use crate::script::{Class, class};

/// The range of at most `max_chars` characters with the best marks, or the beginning.
pub(super) fn choose(text: &str, marks: &[Mark], words: usize, max_chars: usize) -> Range<usize> {
    let best = densest(text, marks, words, max_chars);
    let core = best.and_then(|range| {
        let chosen = marks.get(range)?;
        Some(chosen.first()?.range.start..chosen.iter().map(|mark| mark.range.end).max()?)
    });
    let core = core.unwrap_or(0..0);
    let free = max_chars.saturating_sub(count(text, core.clone()));
    let start = begin(text, core.start, free);
    start..end(text, start, max_chars)
}

fn count(text: &str, range: Range<usize>) -> usize {
    text.get(range).map_or(0, |part| part.chars().count())
}

/// The marks (as positions in the list) that fit into one window and are worth most: each word once, by its rarity in
/// this text, and a little for each repetition. The earliest of equals.
fn densest(text: &str, marks: &[Mark], words: usize, max_chars: usize) -> Option<Range<usize>> {
    const WORD: u32 = 1_000;
    const RARE_WORD: u32 = 4_000;
    const REPETITION: u32 = 10;
    let mut counts = vec![0_u32; words];
    for mark in marks {
        *counts.get_mut(mark.word)? += 1;
    }
    let worth: Vec<u32> = counts.iter().map(|count| WORD + RARE_WORD / (*count).max(1)).collect();
    let mut inside = vec![0_u32; words];
    let (mut value, mut best_value, mut best) = (0_u32, 0, None);
    // Characters from the first mark of the window to the start of the current one.
    let (mut first, mut span) = (0, 0);
    let mut last_start = marks.first()?.range.start;
    for (at, mark) in marks.iter().enumerate() {
        span += count(text, last_start..mark.range.start);
        last_start = mark.range.start;
        let own = count(text, mark.range.clone());
        while first < at && span + own > max_chars {
            let gone = marks.get(first)?;
            let left = inside.get_mut(gone.word)?;
            *left -= 1;
            value -= if *left == 0 { *worth.get(gone.word)? } else { REPETITION };
            first += 1;
            span -= count(text, gone.range.start..marks.get(first)?.range.start);
        }
        let known = inside.get_mut(mark.word)?;
        value += if *known == 0 { *worth.get(mark.word)? } else { REPETITION };
        *known += 1;
        if value > best_value && own <= max_chars {
            (best_value, best) = (value, Some(first..at + 1));
        }
    }
    best
}

/// Where to begin so that the mark at `core` has some text before it: at the sentence if it is near, else at a word.
fn begin(text: &str, core: usize, free: usize) -> usize {
    let before = text.get(..core).unwrap_or_default();
    let reach = free / 2;
    if before.char_indices().rev().nth(reach).is_none() {
        return 0;
    }
    let mut after = ' ';
    let mut word = None;
    let mut start = core;
    for (steps, (at, c)) in before.char_indices().rev().enumerate() {
        let behind = at + c.len_utf8();
        if ends_sentence(c) && (after.is_whitespace() || !c.is_ascii()) || c == '\n' {
            return skip_space(text, behind, core);
        }
        if steps >= reach {
            break;
        }
        if steps <= free / 4 {
            if c.is_whitespace() {
                word = Some(behind);
            }
            start = if class(c) == Class::Mark { start } else { at };
        }
        after = c;
    }
    word.unwrap_or(start)
}

fn skip_space(text: &str, from: usize, core: usize) -> usize {
    let spaces = text.get(from..core).map_or(0, |part| part.len() - part.trim_start().len());
    from + spaces
}

fn ends_sentence(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '؟' | '۔' | '।')
}

/// Where to end: after `max_chars` characters, or at the last space if one is near.
fn end(text: &str, start: usize, max_chars: usize) -> usize {
    let rest = text.get(start..).unwrap_or_default();
    let mut indices = rest.char_indices();
    let Some((cut, next)) = indices.nth(max_chars) else { return text.len() };
    let part = rest.get(..cut).unwrap_or_default();
    if next.is_whitespace() {
        return start + part.trim_end().len();
    }
    let space = part.char_indices().rev().take(max_chars / 3).find(|(_, c)| c.is_whitespace()).map(|(at, _)| at);
    if let Some(space) = space {
        return start + part.get(..space).unwrap_or_default().trim_end().len();
    }
    // No space near: not between a character and its marks.
    let whole = part.char_indices().rev().find(|(_, c)| class(*c) != Class::Mark).map_or(0, |(at, _)| at);
    start + if class(next) == Class::Mark { whole } else { cut }
}
