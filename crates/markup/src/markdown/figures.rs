//! Pictures: one alone in its paragraph becomes a figure with its title as the caption.

use super::Options;
use super::writer::push_attribute;
use crate::policy;
use crate::text::push_escaped;

/// A picture while its alternative text is being read; all events between its start and end are text of it.
pub(super) struct Picture {
    pub(super) address: String,
    pub(super) title: String,
    pub(super) alt: String,
    /// Pictures and links open inside the text of this one.
    pub(super) inner: usize,
}

/// What a paragraph has held so far.
pub(super) struct Paragraph {
    /// Where its `<p>` begins.
    start: usize,
    pictures: usize,
    links: usize,
    has_words: bool,
    /// The first picture's title, and where it would stand as an attribute.
    title: Option<(String, usize)>,
}

impl Paragraph {
    pub(super) fn beginning_at(start: usize) -> Paragraph {
        Paragraph { start, pictures: 0, links: 0, has_words: false, title: None }
    }

    pub(super) fn saw_words(&mut self) {
        self.has_words = true;
    }

    pub(super) fn saw_link(&mut self) {
        self.links += 1;
    }

    fn is_figure(&self) -> bool {
        self.pictures == 1 && self.links <= 1 && !self.has_words
    }

    /// Ends the paragraph, as a figure if that is what it is.
    pub(super) fn end(self, out: &mut String) {
        if self.is_figure() {
            if out.get(self.start..).is_some_and(|paragraph| paragraph.starts_with("<p>")) {
                out.replace_range(self.start..self.start + "<p>".len(), "<figure>");
            }
            if let Some((title, _)) = self.title {
                out.push_str("<figcaption>");
                push_escaped(out, &title);
                out.push_str("</figcaption>");
            }
            out.push_str("</figure>\n");
            return;
        }
        if let Some((title, at)) = self.title {
            let mut attribute = String::new();
            push_attribute(&mut attribute, "title", &title);
            out.insert_str(at, &attribute);
        }
        out.push_str("</p>\n");
    }
}

impl Picture {
    /// Writes the picture, or its alternative text if its address may not stand.
    pub(super) fn write(self, out: &mut String, paragraph: Option<&mut Paragraph>, options: &Options) {
        let rewrite = options.image.and_then(|image| image(&self.address)).unwrap_or_default();
        let address = if rewrite.src.is_empty() { &self.address } else { &rewrite.src };
        let Some(address) = policy::image(address) else {
            push_escaped(out, &self.alt);
            if let Some(paragraph) = paragraph {
                paragraph.saw_words();
            }
            return;
        };
        out.push_str("<img");
        push_attribute(out, "src", address);
        push_attribute(out, "alt", &self.alt);
        for (name, pixels) in [("width", rewrite.width), ("height", rewrite.height)] {
            if let Some(pixels) = pixels {
                push_attribute(out, name, &pixels.to_string());
            }
        }
        match paragraph {
            Some(paragraph) => {
                paragraph.pictures += 1;
                if paragraph.pictures == 1 && !self.title.is_empty() {
                    // Whether it is a caption or a tool tip shows when the paragraph ends.
                    paragraph.title = Some((self.title, out.len()));
                } else if !self.title.is_empty() {
                    push_attribute(out, "title", &self.title);
                }
            }
            None if !self.title.is_empty() => push_attribute(out, "title", &self.title),
            None => {}
        }
        out.push('>');
    }
}
