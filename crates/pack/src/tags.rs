//! Rewriting attributes in HTML that a serialiser has written, and only there: names in lower case, values in double quotes,
//! `&`, `<`, `>` and `"` escaped inside them. [`crate::sanitise::clean`] writes such HTML, so no second parser is needed and
//! the pass is one linear walk.

use std::borrow::Cow;

use tidings_markup::escape;

/// A start tag's attributes, decoded, in their order.
pub type Attributes = Vec<(String, String)>;

/// Hands the attributes of every `<name …>` to `rewrite` and writes back what it leaves.
pub fn rewrite(html: &str, names: &[&str], mut rewrite: impl FnMut(&str, &mut Attributes)) -> String {
    let mut written = String::with_capacity(html.len() + html.len() / 16);
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        written.push_str(before);
        let Some(end) = end_of_tag(tag) else {
            rest = tag;
            break;
        };
        let (tag, after) = tag.split_at(end);
        let inside = tag.trim_start_matches('<').trim_end_matches('>');
        let name = inside.split(' ').next().unwrap_or(inside);
        if names.contains(&name) {
            let mut attributes = parse(inside.get(name.len()..).unwrap_or_default());
            rewrite(name, &mut attributes);
            written.push('<');
            written.push_str(name);
            for (name, value) in &attributes {
                written.push_str(&format!(" {name}=\"{}\"", escape(value)));
            }
            written.push('>');
        } else {
            written.push_str(tag);
        }
        rest = after;
    }
    written.push_str(rest);
    written
}

/// Position behind the `>` that ends the tag; one inside a quoted value does not.
fn end_of_tag(tag: &str) -> Option<usize> {
    let mut is_quoted = false;
    tag.bytes()
        .position(|byte| {
            is_quoted ^= byte == b'"';
            byte == b'>' && !is_quoted
        })
        .map(|at| at + 1)
}

fn parse(text: &str) -> Attributes {
    let mut attributes = Attributes::new();
    let mut rest = text.trim_start();
    while let Some((name, after)) = rest.split_once("=\"") {
        let Some((value, after)) = after.split_once('"') else {
            break;
        };
        attributes.push((name.trim().to_owned(), decode(value).into_owned()));
        rest = after.trim_start();
    }
    attributes
}

/// The entities a serialiser writes.
fn decode(value: &str) -> Cow<'_, str> {
    if !value.contains('&') {
        return Cow::Borrowed(value);
    }
    let decoded = value
        .replace("&nbsp;", "\u{a0}")
        .replace("&quot;", "\"")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&#39;", "'");
    Cow::Owned(decoded.replace("&amp;", "&"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sanitise::clean;

    #[test]
    fn attributes_are_rewritten_and_everything_else_stays() {
        let html = "<p>1 &lt; 2 <a href=\"x?a=1&amp;b=%22\">t</a> <img src=\"a.png\" alt=\"&quot;>&quot;\"></p>";
        let written = rewrite(html, &["img", "a"], |name, attributes| match name {
            "a" => attributes.retain(|(name, _)| name != "href"),
            _ => attributes.push(("width".to_owned(), "4".to_owned())),
        });
        assert_eq!(written, "<p>1 &lt; 2 <a>t</a> <img src=\"a.png\" alt=\"&quot;&gt;&quot;\" width=\"4\"></p>");
    }

    #[test]
    fn a_rewrite_that_changes_nothing_changes_nothing_to_the_sanitiser() {
        let html = clean("<a href='?a=1&b=2' title='\"<>&amp;nbsp;&nbsp;'>x</a><img alt=\"'\" src=x>").html;
        let mut seen = Vec::new();
        let written = rewrite(&html, &["a", "img"], |_, attributes| seen.extend(attributes.clone()));
        assert_eq!(clean(&written).html, html);
        assert!(seen.contains(&("title".to_owned(), "\"<>&nbsp;\u{a0}".to_owned())), "{seen:?}");
    }
}
