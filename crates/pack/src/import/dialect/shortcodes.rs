//! Finds shortcodes in Markdown and puts in what they mean.
//!
//! 1. [`tags`] reads the text once: every `{{< … >}}`, `{{% … %}}`, `{{ … }}`, `{% … %}`, `:::image … :::` and `[!VIDEO …]`
//!    outside of code becomes a [`Tag`].
//! 2. [`known`] and [`jekyll`] answer for each with a [`Meaning`].
//! 3. [`convert`] writes the text anew: phrases stay in their line, blocks stand alone, what nobody knows stays as text.

use std::collections::HashMap;
use std::ops::Range;
use std::path::Path;

use super::arguments::{Arguments, LONGEST, end_of};
use super::code::Code;
use super::lines::{Rewriter, Text};
use super::{gallery, jekyll, known};
use crate::import::SourceArticle;
use crate::report::Finding;

/// Whose way of writing a tag is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `{{< name >}}` and `{{% name %}}`
    Hugo,
    /// `{{ name(…) }}` and `{% name(…) %}`
    Zola,
    /// `{% name … %}`
    Jekyll,
    /// `{{ … }}` that is no call
    Liquid,
    /// `:::image … :::` and `[!VIDEO …]`
    DocFx,
}

/// One shortcode as it stands in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    pub style: Style,
    pub range: Range<usize>,
    /// In lower case; of `{{ … }}` that is no call: all that is between.
    pub name: String,
    /// Without the name.
    pub written: String,
    pub arguments: Arguments,
    pub is_closing: bool,
    /// Opens what a later tag closes; `{% name() %}` always does.
    pub is_escaped: bool,
}

/// What becomes of a tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// Stays as it is, on purpose.
    Stay,
    /// Is replaced within its line.
    Phrase(String),
    /// Stands alone between blank lines; the second is for a tag in the middle of a line.
    Block(String, String),
    /// A line of its own in Markdown.
    Line(String),
    /// The same for everything up to the tag that closes it.
    Whole(usize, String),
    /// Nobody knows it.
    Unknown,
}

/// Everything that is needed to say what a tag means.
pub struct Place<'p> {
    pub text: &'p str,
    pub tags: &'p [Tag],
    /// For every tag the index of the next one that closes it.
    pub closing: &'p [Option<usize>],
    pub root: &'p Path,
    pub line: u32,
}

/// Puts in what the shortcodes of a text mean; the article gets the galleries and embeds they name.
pub fn convert(text: Text, article: &mut SourceArticle, root: &Path, findings: &mut Vec<Finding>) -> Text {
    let tags = tags(&text.text);
    if tags.is_empty() {
        return text;
    }
    let closing = closing(&tags);
    let mut rewriter = Rewriter::new(&text);
    let mut done = 0;
    for (index, tag) in tags.iter().enumerate() {
        if tag.range.start < done {
            continue;
        }
        rewriter.copy_to(tag.range.start);
        let line = rewriter.line();
        let place = Place { text: &text.text, tags: &tags, closing: &closing, root, line };
        let meaning = match tag.style {
            Style::Hugo | Style::Zola | Style::DocFx => known::meaning(&place, index, article, findings),
            Style::Jekyll | Style::Liquid => jekyll::meaning(&place, index, article, findings),
        };
        let mut end = tag.range.end;
        match meaning {
            Meaning::Stay => rewriter.copy_to(end),
            Meaning::Phrase(phrase) => rewriter.replace(tag.range.clone(), &phrase),
            Meaning::Whole(last, block) => {
                // A comment that never ends takes the rest of the text.
                end = tags.get(last).map_or(text.text.len(), |last| last.range.end);
                put_block(&mut rewriter, &text.text, tag.range.start..end, &block);
            }
            Meaning::Line(block) => put_block(&mut rewriter, &text.text, tag.range.clone(), &block),
            Meaning::Block(block, phrase) => match is_alone(&text.text, &tag.range) {
                true => put_block(&mut rewriter, &text.text, tag.range.clone(), &block),
                false => rewriter.replace(tag.range.clone(), &phrase),
            },
            Meaning::Unknown => {
                if tag.style != Style::Liquid && !tag.is_closing {
                    let what = format!("nothing here is called \"{}\"", shown(tag, &text.text));
                    let finding = Finding::warning(&article.origin.file, Some(line), what);
                    findings.push(finding.remedy("it stays as text; write it in Markdown, or remove it"));
                }
                let written = text.text.get(tag.range.clone()).unwrap_or_default();
                // To a parser of Markdown `{{<name>}}` is half an element.
                rewriter.replace(tag.range.clone(), &written.replace('<', "&lt;"));
            }
        }
        done = end;
    }
    rewriter.finish()
}

fn shown(tag: &Tag, text: &str) -> String {
    let written = text.get(tag.range.clone()).unwrap_or_default();
    let line = written.lines().next().unwrap_or_default();
    match line.char_indices().nth(60) {
        Some((at, _)) => format!("{}…", line.get(..at).unwrap_or_default()),
        None => line.to_owned(),
    }
}

/// A block needs a blank line behind it, and a line of its own before.
fn put_block(rewriter: &mut Rewriter<'_>, text: &str, range: Range<usize>, block: &str) {
    rewriter.copy_to(range.start);
    let before = last_line(rewriter.written()).to_owned();
    let is_margin = |letter: char| matches!(letter, ' ' | '\t' | '>');
    let margin: String = before.chars().take_while(|letter| is_margin(*letter)).collect();
    if !before.chars().all(is_margin) && !ends_with_marker(&before) {
        rewriter.insert(&format!("\n\n{margin}"));
    }
    rewriter.insert(&block.replace('\n', &format!("\n{margin}")));
    rewriter.skip_to(range.end);
    let after = text.get(range.end..).unwrap_or_default();
    let (rest_of_line, next_line) = next_lines(after);
    if !rest_of_line.trim().is_empty() {
        rewriter.insert(&format!("\n\n{margin}"));
    } else if !next_line.trim_matches(is_margin).trim().is_empty() {
        rewriter.insert("\n");
    }
}

/// Whether only white space, quote marks and list markers share the tag's line.
fn is_alone(text: &str, range: &Range<usize>) -> bool {
    let before = last_line(text.get(..range.start).unwrap_or_default());
    let (after, _) = next_lines(text.get(range.end..).unwrap_or_default());
    after.trim().is_empty() && (before.trim_matches([' ', '\t', '>']).is_empty() || ends_with_marker(before))
}

/// Bytes of a line that are looked at around a tag: a line of a million tags must not be read a million times.
const MARGIN: usize = 256;

/// The line a text ends with, or as much of it as counts.
fn last_line(text: &str) -> &str {
    let mut start = text.len().saturating_sub(MARGIN);
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    text.get(start..).unwrap_or_default().rsplit('\n').next().unwrap_or_default()
}

/// The first two lines of a text, or as much of them as counts.
fn next_lines(text: &str) -> (&str, &str) {
    let mut end = text.len().min(MARGIN);
    while !text.is_char_boundary(end) {
        end += 1;
    }
    let mut lines = text.get(..end).unwrap_or_default().split('\n');
    (lines.next().unwrap_or_default(), lines.next().unwrap_or_default())
}

fn ends_with_marker(before: &str) -> bool {
    let bare = before.trim_matches([' ', '\t', '>']);
    let digits = bare.trim_end_matches(['.', ')']);
    matches!(bare, "-" | "*" | "+")
        || (digits.len() + 1 == bare.len() && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

/// All tags of a text, in order.
pub fn tags(text: &str) -> Vec<Tag> {
    let code = Code::find(text);
    let mut tags = Vec::new();
    let mut at = 0;
    // What looking for ends may cost in all: signs that open and never close would be searched anew from each of them.
    let mut budget = text.len().saturating_mul(8).saturating_add(LONGEST);
    while let Some(found) = text.get(at..).and_then(|rest| rest.find(['{', ':', '['])) {
        at += found;
        if let Some(end) = code.end_at(at) {
            at = end;
            continue;
        }
        match tag_at(text, at) {
            Some(tag) => {
                at = tag.range.end;
                tags.push(tag);
            }
            None if text.get(at..).is_some_and(opens) => {
                at += 1;
                budget = budget.saturating_sub(LONGEST.min(text.len() - at));
                if budget == 0 {
                    break;
                }
            }
            None => at += 1,
        }
    }
    tags
}

fn opens(rest: &str) -> bool {
    ["{{", "{%", ":::image ", ":::no-loc ", "[!"].iter().any(|sign| rest.starts_with(sign))
}

fn tag_at(text: &str, at: usize) -> Option<Tag> {
    let rest = text.get(at..)?;
    let pairs = [
        ("{{<", ">}}", Style::Hugo),
        ("{{%", "%}}", Style::Hugo),
        ("{{", "}}", Style::Liquid),
        ("{%", "%}", Style::Jekyll),
    ];
    if let Some((open, close, style)) = pairs.iter().find(|(open, _, _)| rest.starts_with(open)) {
        let inside = rest.get(open.len()..)?;
        let length = end_of(inside, close)?;
        let range = at..at + open.len() + length;
        return tag(*style, range, inside.get(..length - close.len())?);
    }
    if let Some(inside) = rest.strip_prefix(":::image ").or_else(|| rest.strip_prefix(":::no-loc ")) {
        let length = end_of(inside, ":::")?;
        let name = if rest.starts_with(":::image") { "image" } else { "no-loc" };
        let open = rest.len() - inside.len();
        let written = inside.get(..length - 3)?.to_owned();
        let arguments = Arguments::parse(&written)?;
        let range = at..at + open + length;
        return Some(Tag {
            style: Style::DocFx,
            range,
            name: name.to_owned(),
            written,
            arguments,
            is_closing: false,
            is_escaped: false,
        });
    }
    let inside = rest
        .strip_prefix("[!VIDEO ")
        .or_else(|| rest.strip_prefix("[!Video "))
        .or_else(|| rest.strip_prefix("[!video "))?;
    let length = inside.find(']').filter(|length| *length < 2_000)?;
    let written = inside.get(..length)?.trim().to_owned();
    let arguments = Arguments::parse(&format!("src=\"{written}\""))?;
    let range = at..at + "[!VIDEO ".len() + length + 1;
    Some(Tag {
        style: Style::DocFx,
        range,
        name: "video".to_owned(),
        written,
        arguments,
        is_closing: false,
        is_escaped: false,
    })
}

fn tag(style: Style, range: Range<usize>, inside: &str) -> Option<Tag> {
    let inside = inside.trim().trim_matches('-').trim();
    let is_escaped = style == Style::Hugo && inside.starts_with("/*");
    if is_escaped {
        let written = inside.trim_start_matches("/*").trim_end_matches("*/").trim().to_owned();
        let arguments = Arguments::default();
        return Some(Tag { style, range, name: String::new(), written, arguments, is_closing: false, is_escaped });
    }
    let (is_closing, inside) = match inside.strip_prefix('/') {
        Some(rest) => (true, rest.trim_start()),
        None => (false, inside.strip_suffix('/').unwrap_or(inside).trim_end()),
    };
    let is_name = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '-' | '.' | '/' | ':');
    let end = inside.find(|letter: char| !is_name(letter)).unwrap_or(inside.len());
    let (name, written) = inside.split_at(end);
    let call = written.trim_start().strip_prefix('(').and_then(|call| call.trim_end().strip_suffix(')'));
    let (style, written) = match (style, call) {
        (Style::Liquid | Style::Jekyll, Some(call)) if !name.is_empty() => (Style::Zola, call),
        _ => (style, written),
    };
    if style == Style::Liquid {
        let name = inside.to_owned();
        let arguments = Arguments::default();
        return Some(Tag { style, range, name, written: String::new(), arguments, is_closing, is_escaped });
    }
    let arguments = Arguments::parse(written).unwrap_or_default();
    Some(Tag {
        style,
        range,
        name: name.to_lowercase(),
        written: written.trim().to_owned(),
        arguments,
        is_closing,
        is_escaped,
    })
}

/// For every tag the next one that could close it: `/name` (Hugo), `endname` (Jekyll), `end` (Zola).
fn closing(tags: &[Tag]) -> Vec<Option<usize>> {
    let mut next: HashMap<String, usize> = HashMap::new();
    let mut closing = vec![None; tags.len()];
    for (index, tag) in tags.iter().enumerate().rev() {
        let wanted = match tag.style {
            Style::Hugo => format!("/{}", tag.name),
            Style::Jekyll => format!("end{}", tag.name),
            Style::Zola => "end".to_owned(),
            Style::Liquid | Style::DocFx => continue,
        };
        if let Some(place) = closing.get_mut(index) {
            *place = next.get(&wanted).copied();
        }
        if tag.is_closing {
            next.insert(format!("/{}", tag.name), index);
        } else if tag.style == Style::Jekyll && tag.name.starts_with("end") {
            next.insert(tag.name.clone(), index);
        }
    }
    closing
}

impl Place<'_> {
    /// The index of the tag that closes this one, and the text between.
    pub fn inside(&self, index: usize) -> Option<(usize, &str)> {
        let last = (*self.closing.get(index)?)?;
        let range = self.tags.get(index)?.range.end..self.tags.get(last)?.range.start;
        Some((last, self.text.get(range)?))
    }

    /// A gallery of the pictures between this tag and its end.
    pub fn gallery(&self, index: usize, article: &mut SourceArticle, findings: &mut Vec<Finding>) -> Meaning {
        gallery::meaning(self, index, article, findings)
    }
}
