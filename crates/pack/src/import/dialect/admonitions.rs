//! Boxes beside the text: `:::note` (Docusaurus, VuePress, Pandoc), `!!! note "Title"` (MkDocs) and alerts (DocFX, Obsidian) become
//! GitHub's alerts, which are rendered as callouts.
//!
//! ```text
//! :::tip[Save water]        > [!TIP]
//! Close the tap.        →   > **Save water**
//! :::                       >
//!                           > Close the tap.
//! ```

use super::code::Code;
use super::lines::{Rewriter, Text};
use crate::report::Finding;

/// Boxes within boxes; a fence of colons beyond that stays as it is.
const DEEPEST: usize = 8;

/// What others call the five kinds.
const KINDS: &[(&str, &[&str])] = &[
    (
        "NOTE",
        &[
            "note",
            "info",
            "seealso",
            "abstract",
            "summary",
            "tldr",
            "todo",
            "example",
            "quote",
            "question",
            "faq",
            "cite",
            "details",
            "secondary",
            "attention-note",
        ],
    ),
    ("TIP", &["tip", "hint", "success", "check", "done"]),
    ("IMPORTANT", &["important"]),
    ("WARNING", &["warning", "attention"]),
    ("CAUTION", &["caution", "danger", "error", "failure", "fail", "missing", "bug"]),
];

fn kind_of(name: &str) -> Option<&'static str> {
    KINDS.iter().find(|(_, names)| names.iter().any(|known| known.eq_ignore_ascii_case(name))).map(|(kind, _)| *kind)
}

/// Whether a box can be called so.
pub fn is_kind(name: &str) -> bool {
    kind_of(name).is_some()
}

/// Converts all boxes of a text.
pub fn convert(text: Text, file: &str, findings: &mut Vec<Finding>) -> Text {
    let has_any = [":::", "[!", "!!! ", "??? ", "???+ "].iter().any(|sign| text.text.contains(sign));
    if !has_any {
        return text;
    }
    let code = Code::find(&text.text);
    let mut converter = Converter { rewriter: Rewriter::new(&text), boxes: Vec::new(), indented: None, file, findings };
    let mut start = 0;
    for line in text.text.split_inclusive('\n') {
        let at = start + (line.len() - line.trim_start().len()).min(line.trim_end_matches('\n').len());
        converter.line(start, line, code.end_at(at).is_some());
        start += line.len();
    }
    for open in &converter.boxes {
        let finding = Finding::warning(file, Some(open.line), "the box that begins here never ends");
        converter.findings.push(finding.remedy("close it with `:::`; all that follows is in it"));
    }
    converter.rewriter.finish()
}

/// A box whose end has not come yet.
struct Open {
    line: u32,
    /// Otherwise only its fence goes and its text stays as it is.
    is_quote: bool,
}

struct Converter<'t, 'f> {
    rewriter: Rewriter<'t>,
    boxes: Vec<Open>,
    /// Indentation of the text of an open `!!!` box.
    indented: Option<usize>,
    file: &'f str,
    findings: &'f mut Vec<Finding>,
}

impl Converter<'_, '_> {
    fn line(&mut self, start: usize, line: &str, is_code: bool) {
        let bare = line.trim();
        let indent = line.len() - line.trim_start_matches(' ').len();
        if let Some(wanted) = self.indented {
            if bare.is_empty() {
                self.replace(start, line, ">");
                return;
            }
            if indent >= wanted {
                self.rewriter.copy_to(start);
                self.rewriter.insert("> ");
                self.rewriter.skip_to(start + wanted);
                self.rewriter.copy_to(start + line.len());
                return;
            }
            self.indented = None;
        }
        self.rewriter.copy_to(start);
        if !is_code && (self.colons(start, line, bare) || self.exclamation(start, line, bare, indent)) {
            return;
        }
        let prefix = self.prefix();
        self.rewriter.insert(&prefix);
        if !is_code && self.alert(start, line, &prefix) {
            return;
        }
        self.rewriter.copy_to(start + line.len());
    }

    /// Quote marks of the boxes that are open here.
    fn prefix(&self) -> String {
        "> ".repeat(self.boxes.iter().filter(|open| open.is_quote).count())
    }

    /// A line of the source, without its end, becomes `with`.
    fn replace(&mut self, start: usize, line: &str, with: &str) {
        let end = start + line.trim_end_matches(['\n', '\r']).len();
        self.rewriter.copy_to(start);
        self.rewriter.insert(with);
        self.rewriter.skip_to(end);
        self.rewriter.copy_to(start + line.len());
    }

    fn open(&mut self, start: usize, line: &str, prefix: &str, kind: &str, title: &str) {
        let title = title.trim().trim_matches('"').trim();
        let mut with = format!("{prefix}> [!{kind}]");
        if !title.is_empty() {
            with.push_str(&format!("\n{prefix}> **{title}**\n{prefix}>"));
        }
        self.replace(start, line, &with);
    }

    /// `:::note Title`, `:::`, and the marks of DocFX's page layout.
    fn colons(&mut self, start: usize, line: &str, bare: &str) -> bool {
        let inside = bare.trim_start_matches('>').trim_start();
        let count = inside.bytes().take_while(|byte| *byte == b':').count();
        if count < 3 {
            return false;
        }
        let rest = inside.get(count..).unwrap_or_default().trim();
        if rest.is_empty() {
            if self.boxes.is_empty() {
                return false;
            }
            self.boxes.pop();
            let prefix = self.prefix();
            self.replace(start, line, prefix.trim_end());
            return true;
        }
        let name_end = rest.find(|letter: char| !(letter.is_alphanumeric() || letter == '-')).unwrap_or(rest.len());
        let (name, after) = rest.split_at(name_end);
        const LAYOUT: &[&str] =
            &["row", "column", "moniker", "zone", "row-end", "column-end", "moniker-end", "zone-end", "image-end"];
        if rest.ends_with(":::") || LAYOUT.contains(&name) {
            let is_layout = LAYOUT.contains(&name);
            if is_layout {
                let prefix = self.prefix();
                self.replace(start, line, prefix.trim_end());
            }
            return is_layout;
        }
        if self.boxes.len() >= DEEPEST {
            return false;
        }
        // Pandoc's `{.note}`.
        let class = rest.strip_prefix("{.").and_then(|rest| rest.split(['}', ' ']).next());
        let name = class.unwrap_or(name);
        let prefix = self.prefix();
        match kind_of(name) {
            Some(kind) => {
                let title = if class.is_some() { "" } else { title_of(after) };
                self.boxes.push(Open { line: self.rewriter.line(), is_quote: true });
                self.open(start, line, &prefix, kind, title);
                true
            }
            None if !name.is_empty() => {
                let what = format!("there is no box called \"{name}\" here");
                let finding = Finding::warning(self.file, Some(self.rewriter.line()), what);
                self.findings.push(
                    finding.remedy("its text stays, without the box; use note, tip, important, warning or caution"),
                );
                self.boxes.push(Open { line: self.rewriter.line(), is_quote: false });
                self.replace(start, line, prefix.trim_end());
                true
            }
            None => false,
        }
    }

    /// `!!! note "Title"` and `??? note`, with the text indented below.
    fn exclamation(&mut self, start: usize, line: &str, bare: &str, indent: usize) -> bool {
        let rest = ["!!! ", "???+ ", "??? "].iter().find_map(|sign| bare.strip_prefix(sign));
        let Some(rest) = rest.filter(|_| indent == 0 && self.boxes.is_empty()) else {
            return false;
        };
        let name = rest.split([' ', '"']).next().unwrap_or_default();
        let title = rest.get(name.len()..).unwrap_or_default();
        let title = title.find('"').and_then(|at| title.get(at..)).unwrap_or_default();
        let kind = kind_of(name).unwrap_or("NOTE");
        self.open(start, line, "", kind, title);
        self.indented = Some(4);
        true
    }

    /// `> [!NOTE] text`: GitHub wants the mark alone on its line, and knows five.
    fn alert(&mut self, start: usize, line: &str, prefix: &str) -> bool {
        let marks = line.len() - line.trim_start_matches([' ', '\t', '>']).len();
        let (before, rest) = line.split_at_checked(marks).unwrap_or((line, ""));
        let Some(rest) = rest.strip_prefix("[!") else {
            return false;
        };
        let Some((name, after)) = rest.split_once(']') else {
            return false;
        };
        if name.split([' ', '\t']).next() == Some("div") {
            self.replace(start, line, before.trim_end());
            return true;
        }
        let Some(kind) = kind_of(name).filter(|_| !after.starts_with(['(', '['])) else {
            return false;
        };
        let quote = if before.contains('>') { before.to_owned() } else { format!("{before}> ") };
        let text = after.trim();
        // Obsidian folds with `-` and `+`.
        let text = text.strip_prefix(['-', '+']).map_or(text, str::trim_start);
        let mut with = format!("{quote}[!{kind}]");
        if !text.is_empty() {
            with.push_str(&format!("\n{prefix}{quote}{text}"));
        }
        self.replace(start, line, &with);
        true
    }
}

/// `Title`, `[Title]` or `{title="Title"}` behind the name of a box.
fn title_of(after: &str) -> &str {
    let after = after.trim();
    if let Some(inner) = after.strip_prefix('[') {
        return inner.split(']').next().unwrap_or(inner);
    }
    match after.strip_prefix('{') {
        Some(inner) => inner.split('"').nth(1).unwrap_or_default(),
        None => after,
    }
}
