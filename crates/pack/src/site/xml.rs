//! XML into memory, with whatever characters strangers put into their titles.
//!
//! XML 1.0 forbids most control characters, even escaped; one of them makes a whole feed unreadable. They are left out here, the
//! rest is escaped by the library.

use std::borrow::Cow;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// A document being written.
pub(super) struct Xml {
    writer: Writer<Vec<u8>>,
}

impl Xml {
    pub(super) fn new() -> Xml {
        let mut xml = Xml { writer: Writer::new_with_indent(Vec::new(), b' ', 1) };
        xml.write(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)));
        xml
    }

    pub(super) fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.write(Event::Start(start(name, attributes)));
    }

    pub(super) fn close(&mut self, name: &str) {
        self.write(Event::End(BytesEnd::new(name)));
    }

    /// An element without anything in it.
    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.write(Event::Empty(start(name, attributes)));
    }

    /// An element with text in it.
    pub(super) fn text(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.open(name, attributes);
        self.write(Event::Text(BytesText::new(&legal(text))));
        self.close(name);
    }

    pub(super) fn finish(self) -> Vec<u8> {
        let mut bytes = self.writer.into_inner();
        bytes.push(b'\n');
        bytes
    }

    fn write(&mut self, event: Event<'_>) {
        // Memory takes everything; only a disk could refuse.
        let _ = self.writer.write_event(event);
    }
}

fn start<'n>(name: &'n str, attributes: &[(&str, &str)]) -> BytesStart<'n> {
    let mut start = BytesStart::new(name);
    for (name, value) in attributes {
        start.push_attribute((*name, legal(value).as_ref()));
    }
    start
}

/// The text without characters that XML 1.0 (section 2.2) forbids.
fn legal(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_legal) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter(|letter| is_legal(*letter)).collect())
}

/// A text that still says something once it is written.
pub(super) fn filled(text: Option<&str>) -> Option<&str> {
    let is_visible = |letter: char| is_legal(letter) && !letter.is_whitespace() && !letter.is_control();
    text.filter(|text| text.chars().any(is_visible))
}

fn is_legal(letter: char) -> bool {
    match letter {
        '\t' | '\n' | '\r' => true,
        '\u{FFFE}' | '\u{FFFF}' => false,
        other => other >= ' ',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_written_can_be_read_again() {
        let every: String =
            ('\0'..='\u{FF}').chain(['\u{2028}', '\u{FFFD}', '\u{FFFE}', '\u{FFFF}', '😀', 'آ']).collect();
        let mut xml = Xml::new();
        xml.open("a", &[("b", &every)]);
        xml.text("c", &[], &format!("{every}]]></c><![CDATA[<!--"));
        xml.empty("d", &[]);
        xml.close("a");
        let text = String::from_utf8(xml.finish()).unwrap();
        let document = roxmltree::Document::parse(&text).unwrap();
        let inner = document.root_element().children().find(|node| node.has_tag_name("c")).unwrap().text().unwrap();
        assert!(inner.ends_with("]]></c><![CDATA[<!--") && inner.contains("<=>") && inner.contains("آ"), "{inner}");
        assert!(!inner.contains('\u{FFFF}') && !inner.contains('\u{7}'));
        let attribute = document.root_element().attribute("b").unwrap();
        assert!(attribute.contains("\"#$%&'()") && attribute.contains("<=>"), "{attribute}");
    }
}
