//! The HTML of an article as books have it: XML, and no address that a reading device would have to fetch.
//!
//! What comes in is our own sanitiser's ([`crate::sanitise`]): lower-case names, every element closed but the void ones, double quotes, everything
//! escaped. So it is XML but for those void elements, one named character and some attributes that only HTML's past had.

use std::collections::HashSet;
use std::fmt::Write as _;

use tidings_markup::escape;

const VOID: [&str; 5] = ["br", "col", "hr", "img", "wbr"];

const BLOCKS: [&str; 12] = ["blockquote", "div", "dl", "figure", "h2", "h3", "h4", "ol", "p", "pre", "table", "ul"];

/// What addresses become in a book, and what stands for things that are not in the text.
pub(super) trait Places {
    /// Where a link leads; `None` where it would lead nowhere.
    fn link(&self, href: &str) -> Option<String>;
    /// The picture's file in the book.
    fn picture(&self, src: &str) -> Option<String>;
    /// What stands in the place of a gallery or an insert.
    fn insert(&self, kind: Insert<'_>) -> String;
}

/// Something that an article has beside its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Insert<'a> {
    Gallery(&'a str),
    Embed(&'a str),
}

/// The same as XML.
pub(super) fn of(html: &str, places: &dyn Places) -> String {
    let mut xml = String::with_capacity(html.len() + 64);
    let mut rest = html;
    // What open ones are called in the book.
    let mut spans = Vec::new();
    let mut ids = HashSet::new();
    while let Some((text, from)) = rest.split_once('<') {
        push_text(&mut xml, text);
        let Some((tag, after)) = tag(from) else {
            rest = "";
            break;
        };
        rest = after;
        match tag {
            Tag::Close("span") => drop(write!(xml, "</{}>", spans.pop().unwrap_or("span"))),
            Tag::Open("span", mut attributes) => {
                attributes.retain(|attribute| is_first(*attribute, &mut ids));
                let name = if begins_with_block(rest) { "div" } else { "span" };
                spans.push(name);
                open(&mut xml, name, &attributes, places);
            }
            Tag::Close(name) => drop(write!(xml, "</{}>", element(name))),
            Tag::Open(name, mut attributes) => {
                attributes.retain(|attribute| is_first(*attribute, &mut ids));
                open(&mut xml, name, &attributes, places);
            }
        }
    }
    push_text(&mut xml, rest);
    xml
}

enum Tag<'a> {
    Open(&'a str, Vec<(&'a str, &'a str)>),
    Close(&'a str),
}

/// The tag behind a `<`, and what follows it.
fn tag(from: &str) -> Option<(Tag<'_>, &str)> {
    if let Some(from) = from.strip_prefix('/') {
        let (name, rest) = from.split_once('>')?;
        return Some((Tag::Close(name), rest));
    }
    let (name, mut rest) = from.split_at(from.find([' ', '>'])?);
    let mut attributes = Vec::new();
    loop {
        if let Some(rest) = rest.strip_prefix('>') {
            return Some((Tag::Open(name, attributes), rest));
        }
        let (attribute, after) = rest.strip_prefix(' ')?.split_once("=\"")?;
        let (value, after) = after.split_once('"')?;
        attributes.push((attribute, value));
        rest = after;
    }
}

/// Whether it is no id that something before it has.
fn is_first<'a>((name, value): (&str, &'a str), ids: &mut HashSet<&'a str>) -> bool {
    name != "id" || ids.insert(value)
}

/// Whether a block comes first: what is around it has to be one, too, though browsers do not mind.
fn begins_with_block(html: &str) -> bool {
    let name = html.trim_start().strip_prefix('<').and_then(|from| from.split([' ', '>']).next()).unwrap_or_default();
    BLOCKS.contains(&name)
}

/// What it is in a book, in which nothing folds.
fn element(name: &str) -> &str {
    if matches!(name, "details" | "summary") { "div" } else { name }
}

fn open(xml: &mut String, name: &str, attributes: &[(&str, &str)], places: &dyn Places) {
    let find = |wanted: &str| attributes.iter().find(|(name, _)| *name == wanted).map(|(_, value)| *value);
    for (attribute, insert) in
        [("data-tidings-gallery", Insert::Gallery as fn(_) -> _), ("data-tidings-embed", Insert::Embed as fn(_) -> _)]
    {
        if let Some(key) = find(attribute) {
            let _ = write!(xml, "<{name}>{}", places.insert(insert(key)));
            return;
        }
    }
    let mut target = None;
    let mut classes = Vec::new();
    match name {
        // Without an address it is a text as any other.
        "a" => target = find("href").and_then(|href| places.link(&unescaped(href))),
        "summary" => classes.push("summary".to_owned()),
        "img" => {
            target = find("src").and_then(|src| places.picture(&unescaped(src)));
            if target.is_none() {
                // It lies on somebody's host; what it shows is told in words.
                push_text(xml, find("alt").unwrap_or_default());
                return;
            }
        }
        _ => {}
    }
    let _ = write!(xml, "<{}", element(name));
    for (attribute, value) in attributes {
        match *attribute {
            "href" | "src" => {
                if let Some(target) = &target {
                    let _ = write!(xml, " {attribute}=\"{}\"", escape(target));
                }
            }
            "align" => classes.push(format!("align-{value}")),
            "class" => classes.extend(value.split(' ').map(str::to_owned)),
            // Of a link that leads nowhere, of what folds, and of what only HTML had.
            "role" if name == "a" && target.is_none() => {}
            // Devices that open a note over the text know it by the older name.
            "role" => {
                let _ = write!(xml, " role=\"{value}\" epub:type=\"{}\"", value.trim_start_matches("doc-"));
            }
            "name" | "abbr" | "open" => {}
            "lang" => drop(write!(xml, " lang=\"{value}\" xml:lang=\"{value}\"")),
            _ => {
                let _ = write!(xml, " {attribute}=\"");
                push_text(xml, value);
                xml.push('"');
            }
        }
    }
    if !classes.is_empty() {
        let _ = write!(xml, " class=\"{}\"", classes.join(" "));
    }
    if name == "img" && find("alt").is_none() {
        xml.push_str(" alt=\"\"");
    }
    xml.push_str(if VOID.contains(&name) { "/>" } else { ">" });
}

/// Escaped text: without the one character that HTML has a name for and XML has not, and those that XML cannot hold at all.
fn push_text(xml: &mut String, text: &str) {
    let is_forbidden =
        |letter: char| letter < ' ' && !matches!(letter, '\t' | '\n') || matches!(letter, '\u{fffe}' | '\u{ffff}');
    for (number, part) in text.split("&nbsp;").enumerate() {
        if number > 0 {
            xml.push('\u{a0}');
        }
        xml.extend(part.chars().filter(|letter| !is_forbidden(*letter)));
    }
}

/// Plain text, escaped for XML.
pub(super) fn text(plain: &str) -> String {
    let mut xml = String::new();
    push_text(&mut xml, &escape(plain));
    xml
}

/// The value of an attribute as our serialisers write it.
fn unescaped(value: &str) -> String {
    let names = [("&quot;", "\""), ("&#39;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", "\u{a0}"), ("&amp;", "&")];
    names.iter().fold(value.to_owned(), |value, (name, letter)| value.replace(name, letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Book;

    impl Places for Book {
        fn link(&self, href: &str) -> Option<String> {
            (!href.starts_with("#/")).then(|| href.to_owned())
        }

        fn picture(&self, src: &str) -> Option<String> {
            src.strip_prefix("media/").map(|name| format!("pictures/{name}"))
        }

        fn insert(&self, kind: Insert<'_>) -> String {
            format!("{kind:?}")
        }
    }

    fn cleaned(html: &str) -> String {
        let xml = of(&crate::sanitise::clean(html).html, &Book);
        let document = format!("<body xmlns:epub=\"http://www.idpf.org/2007/ops\">{xml}</body>");
        assert!(roxmltree::Document::parse(&document).is_ok(), "{document}");
        xml
    }

    #[test]
    fn void_elements_are_closed_and_the_nameless_space_is_written() {
        assert_eq!(
            cleaned("<p>One<br>two&nbsp;three &lt;&amp;</p><hr>"),
            "<p>One<br/>two\u{a0}three &lt;&amp;</p><hr/>"
        );
    }

    #[test]
    fn a_link_that_leads_nowhere_is_text() {
        assert_eq!(
            cleaned(
                "<p><a href=\"#/a/gone\">One <b>two</b></a> <a href=\"https://a.example/?a=1&amp;b\">three</a></p>"
            ),
            "<p><a>One <b>two</b></a> <a href=\"https://a.example/?a=1&amp;b\">three</a></p>"
        );
    }

    #[test]
    fn pictures_of_others_are_told_in_words() {
        assert_eq!(
            cleaned(
                "<p><img src=\"media/a.png\" width=\"3\"> <img src=\"https://a.example/b.png\" alt=\"A &quot;boat&quot;\"></p>"
            ),
            "<p><img src=\"pictures/a.png\" width=\"3\" alt=\"\"/> A &quot;boat&quot;</p>"
        );
    }

    #[test]
    fn galleries_and_inserts_stand_where_they_stood() {
        assert_eq!(cleaned("<div data-tidings-gallery=\"boats\"></div>"), "<div>Gallery(\"boats\")</div>");
        assert_eq!(cleaned("<figure data-tidings-embed=\"v\"></figure>"), "<figure>Embed(\"v\")</figure>");
    }

    #[test]
    fn what_only_html_had_becomes_what_books_have() {
        assert_eq!(
            cleaned("<table><tbody><tr><td align=\"right\" class=\"task\">1</td></tr></tbody></table>"),
            "<table><tbody><tr><td class=\"align-right task\">1</td></tr></tbody></table>"
        );
        assert_eq!(
            cleaned("<p><a href=\"#fn\" role=\"doc-noteref\">1</a></p>"),
            "<p><a href=\"#c-fn\" role=\"doc-noteref\" epub:type=\"noteref\">1</a></p>"
        );
        assert_eq!(cleaned("<h2 id=a>One</h2><h2 id=a>Two</h2>"), "<h2 id=\"c-a\">One</h2><h2>Two</h2>");
        assert_eq!(cleaned("<span><p>One</p></span><span>two</span>"), "<div><p>One</p></div><span>two</span>");
        assert_eq!(
            cleaned("<details open><summary>One</summary><p>Two</p></details>"),
            "<div><div class=\"summary\">One</div><p>Two</p></div>"
        );
        assert_eq!(
            cleaned("<p lang=\"fa\" dir=\"rtl\">آب\u{1}</p>"),
            "<p lang=\"fa\" xml:lang=\"fa\" dir=\"rtl\">آب</p>"
        );
    }

    proptest::proptest! {
        #[test]
        fn whatever_the_sanitiser_leaves_is_xml(html in "(<(p|b|a href=\"#/x\"|img src=\"media/y\"|br|table|td align=left|div data-tidings-gallery=g)>|</(p|b|a|div|table)>|[ -~\u{1}é]){0,30}") {
            cleaned(&html);
        }
    }
}
