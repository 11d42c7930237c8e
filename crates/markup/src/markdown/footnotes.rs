//! Footnotes: numbered by first reference, kept aside while the text is written, listed at its end with links back.

use std::collections::HashMap;
use std::fmt::Write;

/// The notes of an article.
#[derive(Default)]
pub(super) struct Footnotes {
    /// In the order of their numbers.
    notes: Vec<Note>,
    /// Index into `notes` by lower-cased label.
    by_label: HashMap<String, usize>,
    /// Label and HTML of each definition, in the order of the text.
    definitions: Vec<(String, String)>,
}

#[derive(Default)]
struct Note {
    references: usize,
    html: String,
}

impl Footnotes {
    /// Writes a reference to the note called `label`.
    pub(super) fn refer(&mut self, label: &str, out: &mut String) {
        let index = self.number(label);
        let Some(note) = self.notes.get_mut(index) else { return };
        note.references += 1;
        let number = index + 1;
        let id = reference_id(number, note.references);
        out.push_str("<sup class=\"footnote-ref\">");
        let _ = write!(out, "<a href=\"#fn:{number}\" id=\"{id}\" role=\"doc-noteref\">{number}</a></sup>");
    }

    /// Keeps the text of the note called `label`; what a second definition says is added to the first.
    pub(super) fn define(&mut self, label: &str, html: String) {
        self.definitions.push((label.to_owned(), html));
    }

    /// Writes the list of notes, if there are any.
    pub(super) fn write(mut self, out: &mut String) {
        // A note nobody refers to is still words somebody wrote: it comes last, without a way back.
        for (label, html) in std::mem::take(&mut self.definitions) {
            let index = self.number(&label);
            if let Some(note) = self.notes.get_mut(index) {
                note.html.push_str(&html);
            }
        }
        if self.notes.is_empty() {
            return;
        }
        out.push_str("<section class=\"footnotes\" role=\"doc-endnotes\"><ol>\n");
        for (index, note) in self.notes.into_iter().enumerate() {
            let number = index + 1;
            let _ = write!(out, "<li id=\"fn:{number}\">");
            let html = note.html.trim_end();
            // The way back stands on the last line of the note, not on one of its own.
            let (body, end) = html.strip_suffix("</p>").map_or((html, ""), |body| (body, "</p>"));
            out.push_str(body);
            for reference in 1..=note.references {
                let id = reference_id(number, reference);
                // U+FE0E asks for the arrow as text: some systems draw it as a coloured picture otherwise.
                let _ = write!(out, " <a href=\"#{id}\" class=\"footnote-back\" role=\"doc-backlink\">↩\u{FE0E}</a>");
            }
            out.push_str(end);
            out.push_str("</li>\n");
        }
        out.push_str("</ol></section>\n");
    }

    fn number(&mut self, label: &str) -> usize {
        let next = self.notes.len();
        let index = *self.by_label.entry(folded(label)).or_insert(next);
        if index == next {
            self.notes.push(Note::default());
        }
        index
    }
}

/// Labels are compared without case. Letter by letter: `str::to_lowercase` knows about final sigmas, at 3 KB of code.
fn folded(label: &str) -> String {
    label.chars().flat_map(char::to_lowercase).collect()
}

/// The colon keeps these ids apart from those of headings.
fn reference_id(number: usize, reference: usize) -> String {
    if reference == 1 { format!("fnref:{number}") } else { format!("fnref:{number}:{reference}") }
}
