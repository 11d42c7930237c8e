//! Marked text for people: a headline as it is, or the passage of a body that answers best.
//!
//! [`highlight`] cuts its text at the [`marks`](crate::marks). [`snippet`] first chooses:
//!
//! 1. Only the first [`MAX_TEXT`] bytes are looked at, so one huge article cannot hold up an answer.
//! 2. [`window`] slides over the marks and takes the stretch with the most, and rarest, words of the query.
//! 3. It is widened to a beginning that reads well (a sentence, else a word) and filled up.
//! 4. White space becomes single spaces; `…` says that something was left out.
//!
//! All linear in the text. Spelling, case and marks stay the author's.

mod window;

use std::ops::Range;

use crate::marks::{Mark, marks};
use crate::query::Query;

/// Bytes of a body in which a snippet is looked for: some 40,000 words, 5 ms in the worker.
const MAX_TEXT: usize = 256 * 1024;

const ELLIPSIS: &str = "…";

/// A stretch of text in its original spelling.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    pub text: String,
    /// The reader asked for these words.
    pub marked: bool,
}

/// The whole text, cut where marks begin and end; joined again it is the text.
///
/// # Example
/// ```
/// # use tidings_search::{Query, highlight};
/// let segments = highlight("Das Café", &Query::parse("cafe"));
/// assert_eq!((segments[1].text.as_str(), segments[1].marked), ("Café", true));
/// ```
pub fn highlight(text: &str, query: &Query) -> Vec<Segment> {
    let marks = marks(text, query);
    let mut segments = Vec::new();
    cut(text, 0..text.len(), &marks, &mut |part, marked| push(&mut segments, part, marked));
    segments
}

/// The best passage of at most `max_chars` characters, not counting the `…` at its ends. Without a mark in the text: its
/// beginning.
pub fn snippet(text: &str, query: &Query, max_chars: usize) -> Vec<Segment> {
    let head = text.get(..text.floor_char_boundary(MAX_TEXT)).unwrap_or_default();
    let marks = marks(head, query);
    let range = window::choose(head, &marks, query.words.len(), max_chars);
    let mut segments = Vec::new();
    if head.get(..range.start).is_some_and(|before| !before.trim().is_empty()) {
        push(&mut segments, ELLIPSIS, false);
    }
    let mut ends_in_space = true;
    let is_cut = text.get(range.end..).is_some_and(|after| !after.trim().is_empty());
    cut(head, range, &marks, &mut |part, marked| {
        let mut tidy = String::with_capacity(part.len());
        for c in part.chars() {
            let is_space = c.is_whitespace();
            if !is_space {
                tidy.push(c);
            } else if !ends_in_space {
                tidy.push(' ');
            }
            ends_in_space = is_space;
        }
        push(&mut segments, &tidy, marked);
    });
    if is_cut {
        push(&mut segments, ELLIPSIS, false);
    }
    segments
}

/// Hands over `range` of `text` in stretches that are marked or not.
fn cut(text: &str, range: Range<usize>, marks: &[Mark], each: &mut dyn FnMut(&str, bool)) {
    let mut at = range.start;
    let from = marks.partition_point(|mark| mark.range.start < range.start);
    let mut marks = marks.iter().skip(from).take_while(|mark| mark.range.end <= range.end).peekable();
    while let Some(mark) = marks.next() {
        let mut end = mark.range.end;
        // Grams overlap; a run of them is one mark.
        while let Some(next) = marks.next_if(|next| next.range.start < end) {
            end = end.max(next.range.end);
        }
        each(text.get(at..mark.range.start).unwrap_or_default(), false);
        each(text.get(mark.range.start..end).unwrap_or_default(), true);
        at = end;
    }
    each(text.get(at..range.end).unwrap_or_default(), false);
}

fn push(segments: &mut Vec<Segment>, text: &str, marked: bool) {
    match segments.last_mut() {
        _ if text.is_empty() => {}
        Some(last) if last.marked == marked => last.text.push_str(text),
        _ => segments.push(Segment { text: text.to_owned(), marked }),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn joined(segments: &[Segment]) -> String {
        segments
            .iter()
            .map(|segment| if segment.marked { format!("[{}]", segment.text) } else { segment.text.clone() })
            .collect()
    }

    fn snippet_of(text: &str, query: &str, max_chars: usize) -> String {
        joined(&snippet(text, &Query::parse(query), max_chars))
    }

    #[test]
    fn the_passage_with_most_of_the_words_is_chosen() {
        let filler = "Nothing to see here. ".repeat(50);
        let text = format!("Rust alone. {filler}The Rust compiler checks borrows. {filler}");
        assert_eq!(
            snippet_of(&text, "rust borrow ", 60),
            "…The [Rust] compiler checks [borrows]. Nothing to see here.…"
        );
    }

    #[test]
    fn a_rare_word_attracts_more_than_a_common_one() {
        let text = format!(
            "{} Then a tokamak in the dark. {}",
            "The end of the day. ".repeat(30),
            "More of the same. ".repeat(30)
        );
        assert!(snippet_of(&text, "the tokamak", 40).contains("[tokamak]"));
    }

    #[test]
    fn without_a_match_the_text_begins_at_its_beginning() {
        assert_eq!(snippet_of("One two three four five", "zebra", 14), "One two three…");
        assert_eq!(snippet_of("One two", "", 100), "One two");
        assert_eq!(snippet_of("", "a", 100), "");
    }

    #[test]
    fn line_breaks_become_spaces() {
        assert_eq!(snippet_of("One\n\n  two\tthree", "two ", 100), "One [two] three");
    }

    #[test]
    fn text_without_spaces_is_cut_between_characters() {
        let text = "字".repeat(500) + "編程語言" + &"文".repeat(500);
        let snippet = snippet_of(&text, "編程語言", 40);
        assert!(snippet.contains("[編程語言]") && snippet.chars().count() <= 44, "{snippet}");
    }

    #[test]
    fn a_body_of_ten_megabytes_is_answered_from_its_head() {
        let text = "word ".repeat(2_000_000);
        assert!(snippet_of(&text, "word", 100).starts_with("[word] [word]"));
        assert_eq!(snippet_of(&"x".repeat(10_000_000), "x", 10).chars().count(), 11);
    }

    #[test]
    fn marks_follow_the_words_of_every_script() {
        assert_eq!(snippet_of("من می‌خواهم بروم", "می خواهم ", 100), "من [می‌خواهم] بروم");
        assert_eq!(snippet_of("สวยงาม", "งาม", 100), "สวย[งาม]");
    }

    proptest! {
        #[test]
        fn a_highlight_joined_is_the_text(text in "[a-c 字語é\u{301}-]{0,40}", query in "[a-c 字語]{0,8}") {
            let joined: String = highlight(&text, &Query::parse(&query)).into_iter().map(|segment| segment.text).collect();
            prop_assert_eq!(joined, text);
        }

        #[test]
        fn a_snippet_keeps_to_its_length(text in "[a-c .字\n]{0,200}", query in "[a-c 字]{0,8}", max in 0..50_usize) {
            let segments = snippet(&text, &Query::parse(&query), max);
            let characters: usize = segments.iter().map(|segment| segment.text.replace('…', "").chars().count()).sum();
            prop_assert!(characters <= max, "{:?}", segments);
        }
    }
}
