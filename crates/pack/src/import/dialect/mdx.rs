//! MDX is Markdown with JavaScript in it: its `import` and `export` lines are code outside of any fence.

use super::code::Code;

/// The text with those lines emptied, so that all others keep their numbers.
///
/// A statement goes on over lines until one ends as statements do; a blank line ends it in any case.
pub fn without_statements(text: &str) -> String {
    let code = Code::find(text);
    let mut written = String::with_capacity(text.len());
    let mut start = 0;
    let mut is_open = false;
    for line in text.split_inclusive('\n') {
        let begins = line.starts_with("import ") || line.starts_with("export ");
        is_open = (is_open || begins) && !line.trim().is_empty() && code.end_at(start).is_none();
        if is_open {
            is_open = !line.trim_end().ends_with([';', '\'', '"', '>', ')', '}']);
            written.push_str(if line.ends_with('\n') { "\n" } else { "" });
        } else {
            written.push_str(line);
        }
        start += line.len();
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_go_and_lines_keep_their_numbers() {
        let text = "import A from 'a';\nexport const b = [\n  1,\n];\n\n# Title\n\n```js\nimport C from 'c';\n```\nimport duties rose.\n";
        let expected = "\n\n\n\n\n# Title\n\n```js\nimport C from 'c';\n```\n";
        assert!(without_statements(text).starts_with(expected), "{}", without_statements(text));
    }
}
