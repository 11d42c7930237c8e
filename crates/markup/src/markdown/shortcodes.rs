//! `{{< gallery id >}}` and `{{< embed id >}}`: places in the text for what the article holds beside it.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::policy::check_attribute;

/// The placeholders that a beginning paragraph stands for, if its source holds shortcodes and nothing else.
///
/// The source is asked, not the parser's events: `{{<gallery x>}}` is half an HTML tag to the parser.
pub(super) fn placeholders(event: &Event, source: &str) -> Option<String> {
    if !matches!(event, Event::Start(Tag::Paragraph)) || !source.trim_start().starts_with("{{<") {
        return None;
    }
    let mut html = String::new();
    for line in source.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (attribute, id) = shortcode(line)?;
        let id = check_attribute("div", attribute, id)?;
        html.push_str(&format!("<div {attribute}=\"{id}\"></div>\n"));
    }
    Some(html)
}

/// Passes over the events of a paragraph whose beginning has been taken already.
pub(super) fn skip_paragraph<'a>(events: &mut impl Iterator<Item = (Event<'a>, Range<usize>)>) {
    events.find(|(event, _)| matches!(event, Event::End(TagEnd::Paragraph)));
}

/// The attribute and id of one shortcode: `{{< gallery id >}}`, `{{<gallery "id">}}` or `{{< gallery id="id" />}}`.
fn shortcode(line: &str) -> Option<(&'static str, &str)> {
    let inner = line.strip_prefix("{{<")?.strip_suffix(">}}")?.trim();
    let inner = inner.strip_suffix('/').unwrap_or(inner).trim_end();
    let (name, id) = inner.split_once([' ', '\t'])?;
    let attribute = match name {
        "gallery" => "data-tidings-gallery",
        "embed" => "data-tidings-embed",
        _ => return None,
    };
    let id = id.trim_start();
    let id = id.strip_prefix("id=").unwrap_or(id);
    Some((attribute, id.trim_matches('"')))
}
