//! Finds where tags, comments and raw text end, as an HTML parser would.

/// One piece of markup.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Tag<'h> {
    /// As written; compare without case.
    pub(super) name: &'h str,
    pub(super) is_closing: bool,
    pub(super) is_self_closing: bool,
    /// Everything between `<` and `>`.
    pub(super) source: &'h str,
}

/// What stands at a `<`.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Markup<'h> {
    /// A tag, and the text behind it.
    Tag(Tag<'h>, &'h str),
    /// A comment, doctype, CDATA section or processing instruction, and the text behind it.
    Nothing(&'h str),
    /// Just the character.
    Text,
}

/// Reads what stands at the beginning of `html`, which begins with `<`.
///
/// What never ends swallows the rest, as in a browser; so no part is looked at twice.
pub(super) fn read(html: &str) -> Markup<'_> {
    let Some(inner) = html.strip_prefix('<') else { return Markup::Text };
    let (is_closing, named) = match inner.strip_prefix('/') {
        Some(named) => (true, named),
        None => (false, inner),
    };
    match named.as_bytes().first() {
        Some(byte) if byte.is_ascii_alphabetic() => {}
        Some(b'!') if !is_closing => return Markup::Nothing(after_comment(inner)),
        Some(b'?') if !is_closing => return Markup::Nothing(after(inner, ">")),
        Some(_) if is_closing => return Markup::Nothing(after(named, ">")),
        _ => return Markup::Text,
    }
    let name_end =
        named.find(|letter: char| letter.is_ascii_whitespace() || matches!(letter, '/' | '>')).unwrap_or(named.len());
    let (name, attributes) = named.split_at(name_end);
    let Some(end) = tag_end(attributes) else { return Markup::Nothing("") };
    let source = inner.get(..inner.len() - attributes.len() + end).unwrap_or_default();
    let rest = attributes.get(end + 1..).unwrap_or_default();
    Markup::Tag(Tag { name, is_closing, is_self_closing: source.ends_with('/'), source }, rest)
}

/// Passes over text that a parser reads as characters until `</name`, such as a script's; returns what begins with that.
pub(super) fn after_raw_text<'h>(html: &'h str, name: &str) -> &'h str {
    let mut rest = html;
    while let Some(at) = rest.find("</") {
        rest = rest.get(at..).unwrap_or_default();
        let closes = rest.get("</".len().."</".len() + name.len()).is_some_and(|end| end.eq_ignore_ascii_case(name));
        let follows = rest.as_bytes().get("</".len() + name.len());
        if closes && follows.is_none_or(|byte| !byte.is_ascii_alphanumeric()) {
            return rest;
        }
        rest = rest.get("</".len()..).unwrap_or_default();
    }
    ""
}

/// Where the `>` of a tag stands; one inside a quoted value does not count.
fn tag_end(attributes: &str) -> Option<usize> {
    let bytes = attributes.as_bytes();
    let mut at = 0;
    let mut awaits_value = false;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'>' => return Some(at),
            b'=' => awaits_value = true,
            quote @ (b'"' | b'\'') if awaits_value => {
                let value = bytes.get(at + 1..).unwrap_or_default();
                at += 1 + value.iter().position(|byte| byte == quote)?;
                awaits_value = false;
            }
            byte if byte.is_ascii_whitespace() => {}
            _ => awaits_value = false,
        }
        at += 1;
    }
    None
}

fn after_comment(inner: &str) -> &str {
    match inner.strip_prefix("!--") {
        // `<!-->` and `<!--->` are whole comments.
        Some(body) if body.starts_with('>') || body.starts_with("->") => after(body, ">"),
        Some(body) => after(body, "-->"),
        None => after(inner, ">"),
    }
}

fn after<'h>(text: &'h str, end: &str) -> &'h str {
    text.split_once(end).map_or("", |(_, rest)| rest)
}
