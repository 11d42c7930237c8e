//! Events of the parser to HTML at the end of a string.

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, CowStr, Event, LinkType, Tag, TagEnd};

use super::figures::{Paragraph, Picture};
use super::footnotes::Footnotes;
use super::headings::Headings;
use super::tables::Table;
use super::{Heading, Options};
use crate::policy;
use crate::text::push_escaped;

/// Elements inside one another. Deeper ones lose their tags and keep their text: browsers do the same at 512, and the
/// packer's parser is spared the rest.
const DEEPEST: usize = 256;

pub(super) struct Writer<'o> {
    options: &'o Options<'o>,
    out: String,
    depth: usize,
    paragraph: Option<Paragraph>,
    heading: Option<OpenHeading>,
    picture: Option<Picture>,
    table: Option<Table>,
    /// Whether each open link's tag was written.
    links: Vec<bool>,
    headings: Headings,
    notes: Footnotes,
    /// The notes being defined, innermost last: label, and the text around that waits.
    defining: Vec<(String, String)>,
}

struct OpenHeading {
    start: usize,
    level: u8,
    id: Option<String>,
    text: String,
}

impl<'o> Writer<'o> {
    pub(super) fn new(options: &'o Options<'o>, expected: usize) -> Writer<'o> {
        Writer {
            options,
            out: String::with_capacity(expected + expected / 4),
            depth: 0,
            paragraph: None,
            heading: None,
            picture: None,
            table: None,
            links: Vec::new(),
            headings: Headings::default(),
            notes: Footnotes::default(),
            defining: Vec::new(),
        }
    }

    /// Writes a block that is HTML already.
    pub(super) fn block(&mut self, html: &str) {
        self.out.push_str(html);
    }

    pub(super) fn finish(mut self) -> (String, Vec<Heading>) {
        while let Some((label, around)) = self.defining.pop() {
            self.end_note(label, around);
        }
        if !self.options.keep_top_headings {
            self.headings.lower(&mut self.out);
        }
        self.notes.write(&mut self.out);
        (self.out, self.headings.list)
    }

    pub(super) fn event(&mut self, event: Event) {
        if self.picture.is_some() {
            return self.alternative_text(event);
        }
        match event {
            Event::Start(tag) => {
                self.depth += 1;
                self.start(tag);
            }
            Event::End(tag) => {
                self.end(tag);
                self.depth = self.depth.saturating_sub(1);
            }
            Event::Text(text) => self.text(&text),
            Event::Code(code) => {
                self.saw_words();
                self.heading_text(&code);
                self.out.push_str("<code>");
                push_escaped(&mut self.out, &code);
                self.out.push_str("</code>");
            }
            Event::Html(html) => self.out.push_str(&html),
            Event::InlineHtml(html) => {
                self.saw_words();
                self.out.push_str(&html);
            }
            Event::FootnoteReference(label) => {
                self.saw_words();
                self.notes.refer(&label, &mut self.out);
            }
            Event::SoftBreak => {
                self.heading_text(" ");
                self.out.push('\n');
            }
            Event::HardBreak => {
                self.heading_text(" ");
                self.out.push_str("<br>\n");
            }
            Event::Rule => self.out.push_str("<hr>\n"),
            Event::TaskListMarker(is_done) => self.task(is_done),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text),
        }
    }

    fn text(&mut self, text: &str) {
        if !text.trim().is_empty() {
            self.saw_words();
        }
        self.heading_text(text);
        push_escaped(&mut self.out, text);
    }

    fn start(&mut self, tag: Tag) {
        match tag {
            Tag::Paragraph => {
                if self.is_shallow() {
                    self.paragraph = Some(Paragraph::beginning_at(self.out.len()));
                }
                self.open("<p>");
            }
            Tag::Heading { level, id, .. } => {
                let (level, id) = (level as u8, id.map(CowStr::into_string));
                self.heading = Some(OpenHeading { start: self.out.len(), level, id, text: String::new() });
                self.out.push_str(&format!("<h{level}>"));
            }
            Tag::BlockQuote(kind) => self.open(match kind {
                None => "<blockquote>\n",
                Some(BlockQuoteKind::Note) => "<blockquote class=\"callout-note\">\n",
                Some(BlockQuoteKind::Tip) => "<blockquote class=\"callout-tip\">\n",
                Some(BlockQuoteKind::Important) => "<blockquote class=\"callout-important\">\n",
                Some(BlockQuoteKind::Warning) => "<blockquote class=\"callout-warning\">\n",
                Some(BlockQuoteKind::Caution) => "<blockquote class=\"callout-caution\">\n",
            }),
            Tag::CodeBlock(kind) => self.start_code(&kind),
            Tag::List(Some(1)) => self.open("<ol>\n"),
            Tag::List(Some(first)) => self.open(&format!("<ol start=\"{first}\">\n")),
            Tag::List(None) => self.open("<ul>\n"),
            Tag::Item => self.open("<li>"),
            Tag::FootnoteDefinition(label) => {
                let around = std::mem::take(&mut self.out);
                self.defining.push((label.into_string(), around));
            }
            Tag::DefinitionList => self.open("<dl>\n"),
            Tag::DefinitionListTitle => self.open("<dt>"),
            Tag::DefinitionListDefinition => self.open("<dd>"),
            Tag::Table(alignments) => self.table = Some(Table::begin(alignments, &mut self.out)),
            Tag::TableHead => self.in_table(Table::begin_head),
            Tag::TableRow => self.in_table(Table::begin_row),
            Tag::TableCell => self.in_table(Table::begin_cell),
            Tag::Emphasis => self.open_inline("<em>"),
            Tag::Strong => self.open_inline("<strong>"),
            Tag::Strikethrough => self.open_inline("<del>"),
            Tag::Superscript => self.open_inline("<sup>"),
            Tag::Subscript => self.open_inline("<sub>"),
            Tag::Link { link_type, dest_url, title, .. } => self.start_link(link_type, &dest_url, &title),
            Tag::Image { dest_url, title, .. } => {
                let (address, title) = (dest_url.into_string(), title.into_string());
                self.picture = Some(Picture { address, title, alt: String::new(), inner: 0 });
            }
            Tag::HtmlBlock | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => match self.paragraph.take() {
                Some(paragraph) => paragraph.end(&mut self.out),
                None => self.out.push('\n'),
            },
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::BlockQuote(_) => self.close("</blockquote>\n"),
            TagEnd::CodeBlock => self.close("</code></pre>\n"),
            TagEnd::List(true) => self.close("</ol>\n"),
            TagEnd::List(false) => self.close("</ul>\n"),
            TagEnd::Item => self.close("</li>\n"),
            TagEnd::FootnoteDefinition => {
                if let Some((label, around)) = self.defining.pop() {
                    self.end_note(label, around);
                }
            }
            TagEnd::DefinitionList => self.close("</dl>\n"),
            TagEnd::DefinitionListTitle => self.close("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.close("</dd>\n"),
            TagEnd::Table => {
                if let Some(table) = self.table.take() {
                    table.end(&mut self.out);
                }
            }
            TagEnd::TableHead => self.in_table(Table::end_head),
            TagEnd::TableRow => self.out.push_str("</tr>\n"),
            TagEnd::TableCell => self.in_table(|table, out| table.end_cell(out)),
            TagEnd::Emphasis => self.close("</em>"),
            TagEnd::Strong => self.close("</strong>"),
            TagEnd::Strikethrough => self.close("</del>"),
            TagEnd::Superscript => self.close("</sup>"),
            TagEnd::Subscript => self.close("</sub>"),
            TagEnd::Link => {
                if self.links.pop() == Some(true) {
                    self.out.push_str("</a>");
                }
            }
            TagEnd::HtmlBlock => {
                if !self.out.ends_with('\n') {
                    self.out.push('\n');
                }
            }
            TagEnd::Image | TagEnd::MetadataBlock(_) => {}
        }
    }

    /// Everything inside a picture is its alternative text.
    fn alternative_text(&mut self, event: Event) {
        let Some(picture) = &mut self.picture else { return };
        match event {
            Event::Text(text) | Event::Code(text) => picture.alt.push_str(&text),
            Event::SoftBreak | Event::HardBreak => picture.alt.push(' '),
            Event::Start(_) => picture.inner += 1,
            Event::End(_) if picture.inner > 0 => picture.inner -= 1,
            Event::End(_) => {
                if let Some(picture) = self.picture.take() {
                    picture.write(&mut self.out, self.paragraph.as_mut(), self.options);
                }
                self.depth = self.depth.saturating_sub(1);
            }
            _ => {}
        }
    }

    fn start_link(&mut self, kind: LinkType, address: &str, title: &str) {
        let address = if kind == LinkType::Email { format!("mailto:{address}") } else { address.to_owned() };
        let address = self.options.link.and_then(|link| link(&address)).unwrap_or(address);
        let href = policy::link(&address).filter(|_| self.is_shallow());
        self.links.push(href.is_some());
        if let Some(paragraph) = &mut self.paragraph {
            paragraph.saw_link();
        }
        let Some(href) = href else { return };
        self.out.push_str("<a");
        push_attribute(&mut self.out, "href", href);
        if !title.is_empty() {
            push_attribute(&mut self.out, "title", title);
        }
        self.out.push('>');
    }

    fn start_code(&mut self, kind: &CodeBlockKind) {
        let language = match kind {
            CodeBlockKind::Fenced(info) => info.split([' ', ',', '{', '\t']).next().unwrap_or_default(),
            CodeBlockKind::Indented => "",
        };
        let class = format!("language-{language}");
        match policy::check_attribute("code", "class", &class) {
            Some(class) => self.open(&format!("<pre><code class=\"{class}\">")),
            None => self.open("<pre><code>"),
        }
    }

    fn end_heading(&mut self) {
        let Some(heading) = self.heading.take() else { return };
        let id = self.headings.name(heading.id.as_deref(), &heading.text);
        let opening = heading.start + "<h".len();
        self.out.insert_str(opening + 1, &format!(" id=\"{id}\""));
        self.out.push_str(&format!("</h{}>\n", heading.level));
        // A heading inside a note is no part of the article's outline.
        if self.defining.is_empty() {
            let closing = self.out.len() - "1>\n".len();
            let text = heading.text.trim().to_owned();
            self.headings.add(Heading { level: heading.level, id, text }, opening, closing);
        }
    }

    fn end_note(&mut self, label: String, around: String) {
        let html = std::mem::replace(&mut self.out, around);
        self.notes.define(&label, html);
    }

    fn task(&mut self, is_done: bool) {
        for begin in ["<li>", "<li><p>"] {
            if self.out.ends_with(begin) {
                self.out.truncate(self.out.len() - begin.len());
                self.out.push_str(&begin.replacen("<li>", "<li class=\"task\">", 1));
                // The paragraph's own beginning has moved with it.
                if let Some(paragraph) = &mut self.paragraph {
                    *paragraph = Paragraph::beginning_at(self.out.len() - "<p>".len());
                }
                break;
            }
        }
        self.saw_words();
        self.out.push_str(if is_done { "☑ " } else { "☐ " });
    }

    fn is_shallow(&self) -> bool {
        self.depth <= DEEPEST
    }

    fn open(&mut self, tag: &str) {
        if self.is_shallow() {
            self.out.push_str(tag);
        }
    }

    fn open_inline(&mut self, tag: &str) {
        self.saw_words();
        self.open(tag);
    }

    fn close(&mut self, tag: &str) {
        self.open(tag);
    }

    fn in_table(&mut self, write: impl FnOnce(&mut Table, &mut String)) {
        if let Some(table) = &mut self.table {
            write(table, &mut self.out);
        }
    }

    fn saw_words(&mut self) {
        if let Some(paragraph) = &mut self.paragraph {
            paragraph.saw_words();
        }
    }

    fn heading_text(&mut self, text: &str) {
        if let Some(heading) = &mut self.heading {
            heading.text.push_str(text);
        }
    }
}

/// Writes ` name="value"`, escaped.
pub(super) fn push_attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    push_escaped(out, value);
    out.push('"');
}
