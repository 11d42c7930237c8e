//! Where a Markdown text is code or comment, so that nothing in it is taken for a shortcode.
//!
//! 1. Line by line: fences (also in quotes and lists), indented blocks (by four more than the list item they are in), HTML
//!    comments.
//! 2. What is left between blank lines: code spans, back-ticks paired by number as CommonMark does.
//!
//! An approximation of a Markdown parser with the same answer for everything people write, and linear: the lengths of back-tick
//! runs are looked up, not searched.

use std::collections::HashMap;
use std::ops::Range;

/// Levels of lists that are told apart.
const DEEPEST: usize = 32;

/// Byte ranges of code and comments, in order, apart from each other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Code {
    ranges: Vec<Range<usize>>,
}

impl Code {
    /// Looks through a text.
    pub fn find(text: &str) -> Code {
        let mut finder = Finder { text, ..Finder::default() };
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            finder.take(start, line);
            start += line.len();
        }
        finder.end_paragraph();
        let mut ranges = finder.ranges;
        ranges.sort_by_key(|range| range.start);
        Code { ranges }
    }

    /// The end of the code that `at` lies in.
    pub fn end_at(&self, at: usize) -> Option<usize> {
        let after = self.ranges.partition_point(|range| range.start <= at);
        let range = self.ranges.get(after.checked_sub(1)?)?;
        (at < range.end).then_some(range.end)
    }
}

#[derive(Default)]
struct Finder<'t> {
    text: &'t str,
    ranges: Vec<Range<usize>>,
    /// Letter, length and quote depth of an open fence.
    fence: Option<(u8, usize, usize)>,
    is_comment: bool,
    /// Content columns of the open list items.
    items: Vec<usize>,
    was_blank: bool,
    was_indented_code: bool,
    /// Pieces of the paragraph so far.
    paragraph: Vec<Range<usize>>,
}

impl Finder<'_> {
    fn take(&mut self, start: usize, line: &str) {
        let (depth, inner) = without_quotes(line);
        let offset = line.len() - inner.len();
        let indent = columns(inner);
        let bare = inner.trim();
        if let Some((letter, length, of_depth)) = self.fence {
            if depth >= of_depth {
                self.ranges.push(start..start + line.len());
                if is_closing(bare, letter, length) {
                    self.fence = None;
                }
                self.was_blank = false;
                return;
            }
            self.fence = None;
        }
        if self.is_comment {
            let end = line.find("-->").map(|at| at + 3);
            self.ranges.push(start..start + end.unwrap_or(line.len()));
            if let Some(end) = end {
                self.is_comment = false;
                self.paragraph.push(start + end..start + line.len());
            }
            return;
        }
        if bare.is_empty() {
            self.end_paragraph();
            self.was_blank = true;
            return;
        }
        while self.items.last().is_some_and(|column| indent < *column) && (self.was_blank || marker(bare).is_some()) {
            self.items.pop();
        }
        let base = self.items.last().copied().unwrap_or(0);
        let begins_block = self.was_blank || self.was_indented_code || start == 0;
        self.was_indented_code = begins_block && indent >= base + 4 && self.paragraph.is_empty();
        self.was_blank = false;
        if self.was_indented_code {
            self.ranges.push(start..start + line.len());
            return;
        }
        if let Some(width) = marker(bare)
            && self.items.len() < DEEPEST
        {
            self.items.push(indent + width);
        }
        let after_markers = after_markers(bare);
        if let Some((letter, length)) = opening(after_markers) {
            self.end_paragraph();
            self.fence = Some((letter, length, depth));
            self.ranges.push(start..start + line.len());
            return;
        }
        self.text_line(start + offset, start + line.len());
    }

    /// A line of text: comments are cut out of it, the rest belongs to the paragraph.
    fn text_line(&mut self, start: usize, end: usize) {
        let mut at = start;
        while let Some(rest) = self.text.get(at..end) {
            let Some(open) = rest.find("<!--") else {
                break;
            };
            self.paragraph.push(at..at + open);
            let close = rest.get(open..).and_then(|comment| comment.find("-->")).map(|close| open + close + 3);
            self.ranges.push(at + open..close.map_or(end, |close| at + close));
            match close {
                Some(close) => at += close,
                None => {
                    self.is_comment = true;
                    return;
                }
            }
        }
        self.paragraph.push(at..end);
    }

    /// Pairs the back-ticks of the paragraph.
    fn end_paragraph(&mut self) {
        let mut runs: Vec<(usize, usize)> = Vec::new();
        for piece in self.paragraph.drain(..) {
            let bytes = self.text.as_bytes();
            let mut at = piece.start;
            while at < piece.end {
                let length =
                    bytes.get(at..piece.end).map_or(0, |rest| rest.iter().take_while(|byte| **byte == b'`').count());
                let is_escaped = at > 0 && bytes.get(at - 1) == Some(&b'\\');
                if length > 0 && !is_escaped {
                    runs.push((at, length));
                }
                at += length.max(1);
            }
        }
        // For every length the places still to come, the last first.
        let mut waiting: HashMap<usize, Vec<usize>> = HashMap::new();
        for (at, length) in runs.iter().rev() {
            waiting.entry(*length).or_default().push(*at);
        }
        let mut end = 0;
        for (at, length) in runs {
            let Some(places) = waiting.get_mut(&length) else {
                continue;
            };
            while places.last().is_some_and(|place| *place <= at) {
                places.pop();
            }
            if at < end {
                continue;
            }
            if let Some(close) = places.last() {
                end = close + length;
                self.ranges.push(at..end);
            }
        }
    }
}

/// Depth of quote marks in front of a line, and the line without them.
fn without_quotes(line: &str) -> (usize, &str) {
    let mut rest = line;
    let mut depth = 0;
    loop {
        let trimmed = rest.trim_start_matches(' ');
        match trimmed.strip_prefix('>') {
            Some(inner) if rest.len() - trimmed.len() < 4 || depth == 0 => {
                depth += 1;
                rest = inner.strip_prefix(' ').unwrap_or(inner);
            }
            _ => return (depth, rest),
        }
    }
}

/// Columns of white space at the beginning; a tab goes to the next multiple of four.
fn columns(line: &str) -> usize {
    let mut columns = 0;
    for byte in line.bytes() {
        match byte {
            b' ' => columns += 1,
            b'\t' => columns = columns / 4 * 4 + 4,
            _ => break,
        }
    }
    columns
}

/// Width of a list marker with the space behind it.
fn marker(bare: &str) -> Option<usize> {
    let digits = bare.bytes().take_while(u8::is_ascii_digit).count();
    let width = match bare.as_bytes().get(digits)? {
        b'-' | b'*' | b'+' if digits == 0 => 1,
        b'.' | b')' if (1..=9).contains(&digits) => digits + 1,
        _ => return None,
    };
    let after = bare.get(width..)?;
    let blanks = after.bytes().take_while(|byte| *byte == b' ').count();
    match blanks {
        0 if !after.is_empty() => None,
        1..=4 => Some(width + blanks),
        _ => Some(width + 1),
    }
}

/// `- ` and `1. ` taken off, as often as they stand there.
fn after_markers(bare: &str) -> &str {
    let mut rest = bare;
    for _ in 0..DEEPEST {
        match marker(rest).and_then(|width| rest.get(width..)) {
            Some(inner) => rest = inner.trim_start(),
            None => break,
        }
    }
    rest
}

fn opening(bare: &str) -> Option<(u8, usize)> {
    let letter = bare.bytes().next().filter(|byte| matches!(byte, b'`' | b'~'))?;
    let length = bare.bytes().take_while(|byte| *byte == letter).count();
    let info = bare.get(length..)?;
    (length >= 3 && (letter == b'~' || !info.contains('`'))).then_some((letter, length))
}

fn is_closing(bare: &str, letter: u8, length: usize) -> bool {
    bare.len() >= length && bare.bytes().all(|byte| byte == letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with everything that is code or comment replaced by dots.
    fn masked(text: &str) -> String {
        let code = Code::find(text);
        text.char_indices()
            .map(|(at, letter)| if letter != '\n' && code.end_at(at).is_some() { '.' } else { letter })
            .collect()
    }

    #[test]
    fn fences_indented_blocks_spans_and_comments_are_found() {
        for (text, expected) in [
            ("a `b` c ``d ` e`` f", "a ... c ......... f"),
            ("```\nx\n```\ny\n", "...\n.\n...\ny\n"),
            ("~~~ js\n```\n~~~\ny", "......\n...\n...\ny"),
            ("> ```\n> x\n> ```\n> y", ".....\n...\n.....\n> y"),
            ("> ```\n> x\n\ny", ".....\n...\n\ny"),
            ("text\n\n    code\n\ntext", "text\n\n........\n\ntext"),
            ("text\n    goes on", "text\n    goes on"),
            (
                "- item\n\n    inside\n\n     inside too\n\n          code",
                "- item\n\n    inside\n\n     inside too\n\n..............",
            ),
            ("1. item\n   ```\n   x\n   ```\n   y", "1. item\n......\n....\n......\n   y"),
            ("- ```\n  x\n  ```\n", ".....\n...\n.....\n"),
            ("a <!-- b --> c <!-- d\ne --> f", "a .......... c ......\n..... f"),
            ("a ` b\n\nc ` d", "a ` b\n\nc ` d"),
            ("a `b\nc` d", "a ..\n.. d"),
            ("a \\`b\\` c", "a \\`b\\` c"),
        ] {
            assert_eq!(masked(text), expected, "{text}");
        }
    }

    #[test]
    fn many_back_ticks_of_many_lengths_take_no_more_than_their_time() {
        let text: String = (1..1_500).map(|length| "`".repeat(length) + " ").collect();
        let started = std::time::Instant::now();
        assert_eq!(Code::find(&text), Code::default());
        assert!(Code::find(&"`a ``b ".repeat(200_000)).ranges.len() > 100_000);
        assert!(started.elapsed().as_secs() < 20);
    }
}
