//! The words of HTML, for the search index, snippets and reading time.
//!
//! 1. [`tags`] cuts the HTML into tags and text, the way a parser would, in one pass.
//! 2. What the policy drops with its content is passed over: scripts, styles, controls, foreign namespaces.
//! 3. [`entities`] decodes the character references of the rest.
//! 4. White space is folded: between blocks one line break, elsewhere one space.
//!
//! It is not a parser: no tree, no repair. Its output is text and never shown as HTML.

mod entities;
mod tags;

use tags::{Markup, Tag};

/// Elements that begin and end a line. Table cells are not here: the cells of a row stay on its line.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "br",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "tfoot",
    "thead",
    "tr",
    "ul",
];

/// Dropped elements whose content a parser reads as characters, not markup.
const RAW: &[&str] =
    &["iframe", "noembed", "noframes", "noscript", "plaintext", "script", "style", "textarea", "title", "xmp"];

/// Dropped elements that hold other elements. Those of [`crate::policy::dropped_elements`] in neither list are void, or end where
/// their parent likes; nothing after them is dropped.
const NESTING: &[&str] =
    &["applet", "button", "datalist", "dialog", "fencedframe", "math", "object", "portal", "select", "svg", "template"];

/// The text of HTML: blocks on lines of their own, character references decoded, scripts and styles gone.
///
/// Marks of footnotes (as [`crate::markdown_to_html`] writes them) are left out: they would stick to the word before.
///
/// # Example
/// ```
/// let html = "<h2>Fish &amp; chips</h2><p>A <b>good</b>\n dish<script>alert(1)</script>.</p>";
/// assert_eq!(tidings_markup::plain_text(html), "Fish & chips\nA good dish.");
/// ```
pub fn plain_text(html: &str) -> String {
    let mut text = Folded { out: String::with_capacity(html.len() / 2), gap: Gap::None };
    let mut dropping: Option<(&str, usize)> = None;
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (words, markup) = rest.split_at(at);
        if dropping.is_none() {
            text.push(words);
        }
        match tags::read(markup) {
            Markup::Text => {
                if dropping.is_none() {
                    text.push("<");
                }
                rest = markup.get(1..).unwrap_or_default();
            }
            Markup::Nothing(after) => rest = after,
            Markup::Tag(tag, after) => {
                rest = if let Some(raw) = opened_raw(&tag) { tags::after_raw_text(after, raw) } else { after };
                dropping = step(dropping, &tag);
                if dropping.is_none() {
                    text.gap(gap_at(&tag));
                }
            }
        }
    }
    if dropping.is_none() {
        text.push(rest);
    }
    text.out
}

/// The name of the raw-text element this tag opens, if it does.
fn opened_raw(tag: &Tag) -> Option<&'static str> {
    if tag.is_closing { None } else { listed(RAW, tag.name) }
}

/// What is being dropped after this tag: the element's name, and how many of that name are open.
fn step<'d>(dropping: Option<(&'d str, usize)>, tag: &Tag<'d>) -> Option<(&'d str, usize)> {
    match dropping {
        Some((name, depth)) if !tag.name.eq_ignore_ascii_case(name) => Some((name, depth)),
        Some((name, depth)) if !tag.is_closing => Some((name, depth + usize::from(!tag.is_self_closing))),
        Some((name, depth)) => (depth > 1).then_some((name, depth - 1)),
        None if tag.is_closing || tag.is_self_closing && is_foreign(tag.name) => None,
        None if listed(NESTING, tag.name).is_some() || is_note_mark(tag) => Some((tag.name, 1)),
        None => None,
    }
}

/// Only there does `/>` close an element.
fn is_foreign(name: &str) -> bool {
    name.eq_ignore_ascii_case("svg") || name.eq_ignore_ascii_case("math")
}

fn is_note_mark(tag: &Tag) -> bool {
    let is_short = tag.source.len() < 200;
    is_short && (tag.source.contains("\"footnote-ref\"") || tag.source.contains("\"footnote-back\""))
}

fn gap_at(tag: &Tag) -> Gap {
    if listed(BLOCKS, tag.name).is_some() {
        Gap::Line
    } else if ["td", "th"].iter().any(|cell| tag.name.eq_ignore_ascii_case(cell)) {
        Gap::Space
    } else {
        Gap::None
    }
}

fn listed(list: &[&'static str], name: &str) -> Option<&'static str> {
    list.iter().copied().find(|word| word.eq_ignore_ascii_case(name))
}

/// White space waiting for the next word, the stronger the later.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    None,
    Space,
    Line,
}

/// Text with its white space folded.
struct Folded {
    out: String,
    gap: Gap,
}

impl Folded {
    /// Adds text with character references in it.
    fn push(&mut self, text: &str) {
        let mut rest = text;
        while let Some(at) = rest.find('&') {
            let (words, reference) = rest.split_at(at);
            self.push_decoded(words);
            let (character, length) = entities::decode(reference).unwrap_or(('&', 1));
            self.push_character(character);
            rest = reference.get(length..).unwrap_or_default();
        }
        self.push_decoded(rest);
    }

    fn push_decoded(&mut self, text: &str) {
        text.chars().for_each(|character| self.push_character(character));
    }

    fn push_character(&mut self, character: char) {
        match character {
            // A soft hyphen is a place to break a word, not a part of it.
            '\u{AD}' | '\u{FEFF}' => {}
            character if character.is_whitespace() => self.gap(Gap::Space),
            character if character.is_control() => {}
            character => {
                if !self.out.is_empty() {
                    match self.gap {
                        Gap::None => {}
                        Gap::Space => self.out.push(' '),
                        Gap::Line => self.out.push('\n'),
                    }
                }
                self.gap = Gap::None;
                self.out.push(character);
            }
        }
    }

    fn gap(&mut self, gap: Gap) {
        self.gap = self.gap.max(gap);
    }
}

#[cfg(test)]
mod tests;
