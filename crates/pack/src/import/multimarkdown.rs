//! `Title: …` lines at the very beginning of a file, without a fence: the header of MultiMarkdown, MkDocs and Pelican.
//!
//! Prose can begin so, too ("Note: the bridge is closed"), so the first name must be one that headers begin with, and every
//! line up to the first blank one must belong to the header. A draft that Pelican would keep back must not be published as text.

use super::node::{Node, SyntaxError, Table, Value};

/// Names that such a header begins with; none of them begins a sentence.
const FIRST: &[&str] =
    &["title", "date", "status", "slug", "template", "tags", "category", "authors", "author", "lang", "draft"];
/// Lines of a header.
const MOST_LINES: usize = 200;

/// Header, body and the body's line; `None` if the text does not begin with such a header.
///
/// # Errors
/// When a name stands twice: of two answers to `status` neither can be trusted.
pub fn split(text: &str) -> Result<Option<(Table, &str, u32)>, SyntaxError> {
    match lines(text) {
        Some((entries, body, body_line)) => Ok(Some((table(entries)?, body, body_line))),
        None => Ok(None),
    }
}

/// Name, line and value of each entry.
type Entries = Vec<(String, u32, String)>;

fn lines(text: &str) -> Option<(Entries, &str, u32)> {
    let (first, _) = text.lines().next()?.split_once(':')?;
    if !FIRST.contains(&first.to_ascii_lowercase().as_str()) {
        return None;
    }
    let mut entries = Entries::new();
    let mut rest = text;
    for line_number in 1..=u32::try_from(MOST_LINES).ok()? {
        let (line, after) = rest.split_once('\n').unwrap_or((rest, ""));
        let is_end = line.trim().is_empty();
        rest = after;
        if is_end {
            return Some((entries, rest, line_number + 1));
        }
        match (line.starts_with([' ', '\t']), line.split_once(':')) {
            (true, _) => {
                let (_, _, value) = entries.last_mut()?;
                value.push(' ');
                value.push_str(line.trim());
            }
            (false, Some((name, value))) if is_name(name) => {
                entries.push((name.trim().to_owned(), line_number, value.trim().to_owned()));
            }
            _ => return None,
        }
        if rest.is_empty() {
            return Some((entries, rest, line_number + 1));
        }
    }
    None
}

fn is_name(name: &str) -> bool {
    !name.is_empty()
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b' '))
}

fn table(entries: Entries) -> Result<Table, SyntaxError> {
    let mut table = Table::default();
    for (name, line, text) in entries {
        if !table.insert(name.clone(), Node { line, value: Value::Scalar { text, quoted: false } }) {
            return Err(SyntaxError { line, message: format!("`{name}` stands here a second time") });
        }
    }
    Ok(table)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_without_a_fence_is_read_with_its_lines() {
        let (table, body, line) = split("Title: Water\nTags: a,\n    b\nStatus: draft\n\nText.\n").unwrap().unwrap();
        assert_eq!(table.find(&["status"]).map(|node| (node.text(), node.line)), Some((Some("draft"), 4)));
        assert_eq!(table.find(&["tags"]).and_then(Node::text), Some("a, b"));
        assert_eq!((body, line), ("Text.\n", 6));
    }

    #[test]
    fn a_second_status_is_an_error_and_not_a_published_draft() {
        assert_eq!(split("Title: x\nStatus: draft\nStatus: published\n\nText.\n").unwrap_err().line, 3);
    }

    #[test]
    fn prose_is_no_header() {
        for text in [
            "Note: the bridge is closed.\n\nText.\n",
            "Title: a story\nthat goes on like this.\n",
            "# Title: x\n",
            "Title\n",
            "",
        ] {
            assert_eq!(split(text), Ok(None), "{text}");
        }
    }
}
