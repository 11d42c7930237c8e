//! A drawing read as XML and written anew, without what acts, fetches or tells about its maker.
//!
//! 1. The parser resolves namespaces and entities, within limits; what is no well-formed XML is refused, as browsers do.
//! 2. An element that [`vocabulary`] does not know goes with everything in it; comments, instructions, the document type and
//!    editors' own elements and attributes go.
//! 3. Addresses stay if they lead into the drawing ([`style`]).
//! 4. What is left is written with one prefix for links and none for the rest, text and spaces as they were.

use xml::attribute::OwnedAttribute;
use xml::reader::{ParserConfig, XmlEvent};

use super::{style, vocabulary};

const SVG: &str = "http://www.w3.org/2000/svg";
const XLINK: &str = "http://www.w3.org/1999/xlink";
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// Bytes of a drawing. Maps of cities reach 10 MB; browsers are slow with more.
const LARGEST: usize = 16 << 20;
/// Elements inside of each other. Blink stops at some 500 when it lays out, and the parser's work grows with it.
const DEEPEST: usize = 256;
/// Namespaces at one place: the parser copies them for each element. Editors declare some ten.
const MOST_NAMESPACES: usize = 40;

/// A drawing that may be published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawing {
    pub text: String,
    /// Something in it would have acted: a script, a handler, foreign HTML.
    pub lost_script: bool,
}

/// Cleans a drawing.
///
/// # Errors
/// Why browsers would not show it either, or why it is too much.
pub fn clean(bytes: &[u8]) -> Result<Drawing, String> {
    if bytes.len() > LARGEST {
        return Err(format!("has {} MB, more than {} MB for a drawing", bytes.len() >> 20, LARGEST >> 20));
    }
    let config = ParserConfig::new()
        .cdata_to_characters(true)
        .ignore_comments(true)
        .coalesce_characters(false)
        .whitespace_to_characters(true)
        .max_attributes(200)
        .max_entity_expansion_depth(3)
        .max_data_length(LARGEST);
    let mut writer = Writer { text: String::with_capacity(bytes.len()), ..Writer::default() };
    for event in config.create_reader(bytes) {
        let event = event.map_err(|error| format!("is a broken drawing ({error})"))?;
        match event {
            XmlEvent::StartElement { name, attributes, namespace } => {
                if writer.depth >= DEEPEST || namespace.0.len() > MOST_NAMESPACES {
                    return Err("is a drawing of too many parts inside of each other".to_owned());
                }
                let is_svg = name.namespace.as_deref() == Some(SVG);
                writer.start(is_svg, &name.local_name, &attributes);
            }
            XmlEvent::EndElement { name } => writer.end(&name.local_name),
            XmlEvent::Characters(text) => writer.characters(&text),
            _ => {}
        }
    }
    if writer.text.is_empty() {
        return Err("is a drawing without a namespace, which browsers do not show".to_owned());
    }
    writer.text.push('\n');
    Ok(Drawing { text: writer.text, lost_script: writer.lost_script })
}

#[derive(Default)]
struct Writer {
    text: String,
    depth: usize,
    /// The depth at which an element was left out, with everything in it.
    left_out_at: Option<usize>,
    /// The style sheet that is being read.
    sheet: Option<String>,
    /// A start tag is not closed yet: `/>` if nothing follows.
    is_open: bool,
    lost_script: bool,
}

impl Writer {
    fn start(&mut self, is_svg: bool, name: &str, attributes: &[OwnedAttribute]) {
        self.depth += 1;
        if self.left_out_at.is_some() {
            return;
        }
        let attribute = |wanted: &str| attributes.iter().find(|attribute| attribute.name.local_name == wanted);
        let animated = attribute("attributeName").map_or("", |attribute| attribute.value.as_str());
        let stays = is_svg
            && vocabulary::is_element(name)
            && vocabulary::may_animate(name, animated)
            && self.sheet.is_none()
            && (self.depth > 1 || name == "svg");
        if !stays {
            self.left_out_at = Some(self.depth);
            self.lost_script |= matches!(name, "script" | "foreignObject" | "set" | "animate" | "handler" | "iframe");
            return;
        }
        self.close_tag();
        self.text.push('<');
        self.text.push_str(name);
        if self.depth == 1 {
            self.text.push_str(&format!(" xmlns=\"{SVG}\" xmlns:xlink=\"{XLINK}\""));
        }
        for attribute in attributes {
            self.attribute(attribute);
        }
        self.is_open = true;
        if name == "style" {
            self.sheet = Some(String::new());
        }
    }

    fn attribute(&mut self, attribute: &OwnedAttribute) {
        let name = attribute.name.local_name.as_str();
        let namespace = attribute.name.namespace.as_deref();
        self.lost_script |= vocabulary::is_handler(name);
        let (prefix, value) = match namespace {
            Some(XLINK) if name == "href" => ("xlink:", self.address(&attribute.value)),
            Some(XML) if matches!(name, "lang" | "space") => ("xml:", Some(attribute.value.as_str().into())),
            None if name == "href" => ("", self.address(&attribute.value)),
            None if vocabulary::is_attribute(name) => ("", style::clean(&attribute.value)),
            _ => return,
        };
        if let Some(value) = value {
            self.text.push(' ');
            self.text.push_str(prefix);
            self.text.push_str(name);
            self.text.push_str("=\"");
            escape(&mut self.text, &value);
            self.text.push('"');
        }
    }

    fn address<'a>(&mut self, address: &'a str) -> Option<std::borrow::Cow<'a, str>> {
        let start: String = address.chars().filter(|letter| *letter > ' ').take(11).collect();
        self.lost_script |= start.eq_ignore_ascii_case("javascript:");
        style::is_inside(address).then(|| address.into())
    }

    fn end(&mut self, name: &str) {
        let depth = self.depth;
        self.depth = depth.saturating_sub(1);
        match self.left_out_at {
            Some(at) if at == depth => self.left_out_at = None,
            Some(_) => {}
            None => {
                if let Some(sheet) = self.sheet.take()
                    && let Some(sheet) = style::clean(&sheet)
                    && !sheet.is_empty()
                {
                    self.close_tag();
                    escape(&mut self.text, &sheet);
                }
                if self.is_open {
                    self.is_open = false;
                    self.text.push_str("/>");
                } else {
                    self.text.push_str("</");
                    self.text.push_str(name);
                    self.text.push('>');
                }
            }
        }
    }

    fn characters(&mut self, text: &str) {
        if self.left_out_at.is_some() || self.depth == 0 {
            return;
        }
        match &mut self.sheet {
            Some(sheet) => sheet.push_str(text),
            None => {
                self.close_tag();
                escape(&mut self.text, text);
            }
        }
    }

    fn close_tag(&mut self) {
        if std::mem::take(&mut self.is_open) {
            self.text.push('>');
        }
    }
}

fn escape(to: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '&' => to.push_str("&amp;"),
            '<' => to.push_str("&lt;"),
            '>' => to.push_str("&gt;"),
            '"' => to.push_str("&quot;"),
            letter => to.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inside(svg: &str) -> String {
        let file = format!("<svg xmlns=\"{SVG}\" xmlns:xlink=\"{XLINK}\">{svg}</svg>");
        let text = clean(file.as_bytes()).unwrap().text;
        let start = text.find('>').unwrap() + 1;
        text[start..].trim_end().strip_suffix("</svg>").unwrap_or_default().to_owned()
    }

    #[test]
    fn what_acts_or_fetches_goes() {
        for (svg, expected) in [
            ("<script>x()</script><rect/>", "<rect/>"),
            ("<rect onclick=\"x()\" ONLOAD='y()' x='1'/>", "<rect x=\"1\"/>"),
            ("<foreignObject><div xmlns='http://www.w3.org/1999/xhtml'>a</div></foreignObject>b", "b"),
            ("<a href='javascript:x()'>a</a>", "<a>a</a>"),
            ("<a xlink:href=' java&#10;script:x()'>a</a>", "<a>a</a>"),
            ("<use href='https://x.example/#a'/><use xlink:href='#a'/>", "<use/><use xlink:href=\"#a\"/>"),
            ("<image href='data:image/svg+xml;base64,AA'/>", "<image/>"),
            ("<image href='data:image/png;base64,AA'/>", "<image href=\"data:image/png;base64,AA\"/>"),
            ("<a><set attributeName='xlink:href' to='javascript:x()'/></a>", "<a/>"),
            (
                "<animate attributeName='onload' to='x()'/><animate attributeName='x' to='1'/>",
                "<animate attributeName=\"x\" to=\"1\"/>",
            ),
            ("<style>@import 'https://x.example';</style>", "<style/>"),
            ("<style><![CDATA[a>b{fill:url(https://x.example)}]]></style>", "<style>a&gt;b{fill:url(#)}</style>"),
            (
                "<rect style='fill:url(https://x.example)' fill='url(#a)'/>",
                "<rect style=\"fill:url(#)\" fill=\"url(#a)\"/>",
            ),
            ("<metadata>Ada</metadata><!-- Ada --><?pi Ada?><h xmlns='other'>a</h>", ""),
        ] {
            assert_eq!(inside(svg), expected, "{svg}");
        }
    }

    #[test]
    fn a_loss_of_what_acts_is_told_and_of_metadata_is_not() {
        let lost = |svg: &str| clean(format!("<svg xmlns=\"{SVG}\" {svg}</svg>").as_bytes()).unwrap().lost_script;
        assert!(lost("onload=\"x()\">"));
        assert!(lost("><script>x()</script>"));
        assert!(lost("><a href=' javascript:x()'/>"));
        assert!(!lost("><title>script</title><metadata/>"));
    }

    #[test]
    fn words_spaces_and_prefixed_drawings_stay_as_drawn() {
        let file = format!(
            "<?xml version=\"1.0\"?><!DOCTYPE svg [<!ENTITY w \"wa&amp;ter\">]>\n<s:svg xmlns:s=\"{SVG}\" viewBox=\"0 0 1 1\">\
             <s:text xml:space=\"preserve\"> a<s:tspan>b</s:tspan><s:tspan>&lt;&w;</s:tspan> </s:text></s:svg>"
        );
        let expected = format!(
            "<svg xmlns=\"{SVG}\" xmlns:xlink=\"{XLINK}\" viewBox=\"0 0 1 1\">\
             <text xml:space=\"preserve\"> a<tspan>b</tspan><tspan>&lt;wa&amp;ter</tspan> </text></svg>\n"
        );
        let once = clean(file.as_bytes()).unwrap().text;
        assert_eq!(once, expected);
        assert_eq!(clean(once.as_bytes()).unwrap().text, once);
    }

    #[test]
    fn bombs_are_refused() {
        let laughs = "<!DOCTYPE svg [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;\">\
            <!ENTITY d \"&c;&c;&c;&c;\"><!ENTITY e \"&d;&d;&d;&d;\">]><svg xmlns=\"http://www.w3.org/2000/svg\">&e;</svg>";
        assert!(clean(laughs.as_bytes()).is_err());
        let deep = format!("<svg xmlns=\"{SVG}\">{}", "<g>".repeat(100_000));
        assert!(clean(deep.as_bytes()).unwrap_err().contains("too many"));
        let names: String = (0..100).map(|number| format!(" xmlns:n{number}=\"n\"")).collect();
        assert!(clean(format!("<svg xmlns=\"{SVG}\"{names}/>").as_bytes()).is_err());
        assert!(clean(b"<svg>").is_err());
    }
}
