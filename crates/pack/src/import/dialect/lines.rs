//! A text whose lines know where they stood in the file, however often it is rewritten.

use std::ops::Range;

/// A text and, for each of its lines, the line of the file it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    pub text: String,
    lines: Vec<u32>,
}

impl Text {
    /// The text as it stands in the file from `first_line` on.
    pub fn new(text: String, first_line: u32) -> Text {
        let count = text.bytes().filter(|byte| *byte == b'\n').count();
        let lines = (0..=count).map(|at| first_line.saturating_add(u32::try_from(at).unwrap_or(u32::MAX))).collect();
        Text { text, lines }
    }

    /// The line of the file, for a line of this text counted from 0.
    pub fn line(&self, index: usize) -> u32 {
        self.lines.get(index).or(self.lines.last()).copied().unwrap_or(1)
    }

    /// The text and its lines; no lines if they are still those of the file.
    pub fn into_parts(self, first_line: u32) -> (String, Vec<u32>) {
        let is_plain = self.lines.iter().zip(first_line..).all(|(line, expected)| *line == expected);
        (self.text, if is_plain { Vec::new() } else { self.lines })
    }
}

/// Writes a new text from pieces of an old one, in the order of the old one.
pub struct Rewriter<'t> {
    source: &'t Text,
    /// Bytes and lines of the source that are dealt with.
    at: usize,
    line: usize,
    written: Text,
}

impl<'t> Rewriter<'t> {
    pub fn new(source: &'t Text) -> Rewriter<'t> {
        let written = Text { text: String::with_capacity(source.text.len()), lines: vec![source.line(0)] };
        Rewriter { source, at: 0, line: 0, written }
    }

    /// Copies everything up to `end`.
    pub fn copy_to(&mut self, end: usize) {
        let piece = self.source.text.get(self.at..end).unwrap_or_default();
        self.written.text.push_str(piece);
        for _ in piece.bytes().filter(|byte| *byte == b'\n') {
            self.line += 1;
            self.written.lines.push(self.source.line(self.line));
        }
        self.at = self.at.max(end);
    }

    /// Leaves out everything up to `end`.
    pub fn skip_to(&mut self, end: usize) {
        let piece = self.source.text.get(self.at..end).unwrap_or_default();
        self.line += piece.bytes().filter(|byte| *byte == b'\n').count();
        self.at = self.at.max(end);
        // What follows on the same line of the new text stands where the skipped piece ended.
        if self.written.text.ends_with('\n')
            && let Some(last) = self.written.lines.last_mut()
        {
            *last = self.source.line(self.line);
        }
    }

    /// Adds what the source does not have.
    pub fn insert(&mut self, piece: &str) {
        self.written.text.push_str(piece);
        for _ in piece.bytes().filter(|byte| *byte == b'\n') {
            self.written.lines.push(self.source.line(self.line));
        }
    }

    pub fn replace(&mut self, range: Range<usize>, piece: &str) {
        self.copy_to(range.start);
        self.insert(piece);
        self.skip_to(range.end);
    }

    /// What has been written so far.
    pub fn written(&self) -> &str {
        &self.written.text
    }

    /// The line of the file that is being dealt with.
    pub fn line(&self) -> u32 {
        self.source.line(self.line)
    }

    pub fn finish(mut self) -> Text {
        self.copy_to(self.source.text.len());
        self.written
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_keep_their_numbers_through_insertions_and_removals() {
        let text = Text::new("a\nb\nc\nd\n".to_owned(), 10);
        let mut rewriter = Rewriter::new(&text);
        rewriter.replace(2..3, "one\ntwo");
        rewriter.replace(4..6, "");
        let written = rewriter.finish();
        assert_eq!(written.text, "a\none\ntwo\nd\n");
        let lines: Vec<u32> = (0..4).map(|index| written.line(index)).collect();
        assert_eq!(lines, [10, 11, 11, 13]);
    }

    #[test]
    fn a_text_whose_lines_did_not_move_needs_no_list() {
        let text = Text::new("a\nb".to_owned(), 3);
        let mut rewriter = Rewriter::new(&text);
        rewriter.replace(0..1, "x");
        assert_eq!(rewriter.finish().into_parts(3), ("x\nb".to_owned(), Vec::new()));
    }
}
