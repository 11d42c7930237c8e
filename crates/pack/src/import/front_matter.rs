//! The header of a Markdown file: found, and read in its own language.
//!
//! 1. The beginning says which: `---` is YAML, `+++` is TOML, `{` and a name is JSON. `Title: …` without a fence is the header
//!    of MultiMarkdown, which MkDocs and Pelican read. Anything else means there is none.
//! 2. The same line (for YAML also `...`) closes it, JSON its bracket, MultiMarkdown a blank line. One that never closes is an
//!    error, since its `draft: true` would otherwise be published as text.
//! 3. [`super::yaml`], [`super::toml`], [`super::json`] or [`super::multimarkdown`] turns it into a [`Table`].

use super::node::{SyntaxError, Table};
use super::{json, multimarkdown, toml, yaml};

/// Bytes of a header. A gallery of a thousand pictures takes some 300 kB.
const LONGEST: usize = 2 << 20;

/// A file in two parts.
#[derive(Clone, Debug, PartialEq)]
pub struct Split<'t> {
    /// `None` when the file has no front matter.
    pub header: Option<Table>,
    pub body: &'t str,
    /// Line of the file on which `body` begins.
    pub body_line: u32,
}

/// Splits a file's text and reads the header.
///
/// # Errors
/// The line and the reason when the header does not close, is too long or cannot be read.
pub fn split(text: &str) -> Result<Split<'_>, SyntaxError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (first, rest) = cut_line(text);
    let fence = first.trim_end();
    let is_yaml = match fence {
        "---" => true,
        "+++" => false,
        _ if json::begins(text) => return split_json(text),
        _ => {
            return Ok(match multimarkdown::split(text)? {
                Some((table, body, body_line)) => Split { header: Some(table), body, body_line },
                None => Split { header: None, body: text, body_line: 1 },
            });
        }
    };
    let Some((header, body, body_line)) = find_end(rest, fence) else {
        if is_yaml && !looks_like_yaml(rest) {
            // A file that begins with a thematic break.
            return Ok(Split { header: None, body: text, body_line: 1 });
        }
        return Err(SyntaxError {
            line: 1,
            message: format!("the front matter that begins here never ends (no second `{fence}`)"),
        });
    };
    if header.len() > LONGEST {
        return Err(SyntaxError { line: 1, message: format!("the front matter is longer than {LONGEST} bytes") });
    }
    let table = if is_yaml { yaml::read(header, 2)? } else { toml::read(header, 2)? };
    Ok(Split { header: Some(table), body, body_line })
}

fn split_json(text: &str) -> Result<Split<'_>, SyntaxError> {
    let (table, length) = json::read(text)?;
    if length > LONGEST {
        return Err(SyntaxError { line: 1, message: format!("the front matter is longer than {LONGEST} bytes") });
    }
    let (header, body) = text.split_at_checked(length).unwrap_or((text, ""));
    let line = header.bytes().filter(|byte| *byte == b'\n').count() + 1;
    let (rest_of_line, after) = cut_line(body);
    let (body, line) = if rest_of_line.trim().is_empty() { (after, line + 1) } else { (body, line) };
    Ok(Split { header: Some(table), body, body_line: u32::try_from(line).unwrap_or(u32::MAX) })
}

fn find_end<'t>(text: &'t str, fence: &str) -> Option<(&'t str, &'t str, u32)> {
    let mut rest = text;
    let mut line = 2;
    while !rest.is_empty() {
        let (this, after) = cut_line(rest);
        let this = this.trim_end();
        if this == fence || (fence == "---" && this == "...") {
            let header = text.get(..text.len() - rest.len())?;
            return Some((header, after, line + 1));
        }
        rest = after;
        line += 1;
    }
    None
}

/// The first line without its end, and what follows.
fn cut_line(text: &str) -> (&str, &str) {
    text.split_once('\n').unwrap_or((text, ""))
}

/// Whether the first line that says something is `name: …`.
fn looks_like_yaml(text: &str) -> bool {
    let first = text.lines().map(str::trim).find(|line| !line.is_empty() && !line.starts_with('#'));
    first.and_then(|line| line.split_once(':')).is_some_and(|(name, rest)| {
        let is_name = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '-' | '.' | '"' | '\'');
        !name.is_empty() && name.chars().all(is_name) && (rest.is_empty() || rest.starts_with(char::is_whitespace))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::node::Node;

    fn title(text: &str) -> Option<String> {
        split(text).unwrap().header.and_then(|table| table.find(&["title"]).and_then(Node::text).map(str::to_owned))
    }

    #[test]
    fn yaml_and_toml_headers_are_read_and_the_body_knows_its_line() {
        let yaml = split("---\ntitle: One\n---\n\nBody.\n").unwrap();
        assert_eq!((yaml.body, yaml.body_line), ("\nBody.\n", 4));
        assert_eq!(title("\u{feff}---\r\ntitle: One\r\n---\r\nBody.\r\n").as_deref(), Some("One"));
        assert_eq!(title("---\ntitle: One\n...\nBody.\n").as_deref(), Some("One"));
        assert_eq!(title("+++\ntitle = \"One\"\n+++\nBody.\n").as_deref(), Some("One"));
        assert_eq!(title("+++\ntitle = \"One\"\n+++").as_deref(), Some("One"));
    }

    #[test]
    fn json_and_unfenced_headers_are_read_too() {
        let json = split("{\n  \"title\": \"One\"\n}\n\nBody.\n").unwrap();
        assert_eq!((json.body, json.body_line), ("\nBody.\n", 4));
        assert_eq!(title("{\"title\": \"One\"} Body.").as_deref(), Some("One"));
        let pelican = split("Title: One\nStatus: draft\n\nBody.\n").unwrap();
        assert_eq!((pelican.body, pelican.body_line), ("Body.\n", 4));
        assert_eq!(split("{\n\"title\": \"One\",\n\"draft\": true\n\nBody.\n").unwrap_err().line, 5);
        assert_eq!(split("{{< figure src=\"a.png\" >}}\n").unwrap().header, None);
    }

    #[test]
    fn a_header_that_never_ends_is_an_error_and_not_a_published_text() {
        assert_eq!(split("---\ntitle: One\ndraft: true\n\nBody.\n").unwrap_err().line, 1);
        assert_eq!(split("+++\ntitle = \"One\"\n\nBody.\n").unwrap_err().line, 1);
    }

    #[test]
    fn a_file_that_begins_with_a_thematic_break_has_no_header() {
        let split = split("---\n\nOnce upon a time.\n").unwrap();
        assert_eq!(split.header, None);
        assert_eq!(split.body, "---\n\nOnce upon a time.\n");
    }

    #[test]
    fn a_broken_header_names_the_line_of_the_file() {
        assert_eq!(split("---\ntitle: One\ntitle: Two\n---\n").unwrap_err().line, 3);
        assert_eq!(split("+++\ntitle = \"One\"\ndate = soon\n+++\n").unwrap_err().line, 3);
    }
}
