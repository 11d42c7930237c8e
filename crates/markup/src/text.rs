//! Plain text to HTML: escaping, paragraphs, line breaks, and addresses that become links.

use crate::policy;

/// Escapes text for an element or a quoted attribute.
///
/// # Example
/// ```
/// assert_eq!(tidings_markup::escape("<b title='x'>&"), "&lt;b title=&#39;x&#39;&gt;&amp;");
/// ```
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    push_escaped(&mut out, text);
    out
}

/// [`escape`] onto the end of a string.
pub(crate) fn push_escaped(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"', '\'']) {
        let (clean, tail) = rest.split_at(at);
        out.push_str(clean);
        let mut letters = tail.chars();
        out.push_str(match letters.next() {
            Some('&') => "&amp;",
            Some('<') => "&lt;",
            Some('>') => "&gt;",
            Some('"') => "&quot;",
            _ => "&#39;",
        });
        rest = letters.as_str();
    }
    out.push_str(rest);
}

/// Turns `content_text` into HTML: blank lines separate paragraphs, other line breaks stay, everything is escaped, and
/// `http://…` and `https://…` in the text become links.
///
/// # Example
/// ```
/// assert_eq!(
///     tidings_markup::text_to_html("Fish & chips\n(https://example.org/a)\n\nEnd"),
///     "<p>Fish &amp; chips<br>\n(<a href=\"https://example.org/a\">https://example.org/a</a>)</p>\n<p>End</p>\n"
/// );
/// ```
pub fn text_to_html(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let mut is_open = false;
    for line in text.split('\n').map(str::trim) {
        if line.is_empty() {
            if is_open {
                out.push_str("</p>\n");
            }
            is_open = false;
            continue;
        }
        out.push_str(if is_open { "<br>\n" } else { "<p>" });
        is_open = true;
        push_line(&mut out, line);
    }
    if is_open {
        out.push_str("</p>\n");
    }
    out
}

/// One line, escaped, its addresses as links.
fn push_line(out: &mut String, line: &str) {
    let mut rest = line;
    let mut before = None;
    while let Some(at) = rest.find("http") {
        let (clean, tail) = rest.split_at(at);
        push_escaped(out, clean);
        before = clean.chars().next_back().or(before);
        // Whatever the run turns out to be, it is passed over whole, so that nothing is looked at twice.
        let run = if before.is_some_and(char::is_alphanumeric) { "http" } else { run(tail) };
        let address = address(run);
        if !address.is_empty() {
            let address = escape(address);
            out.push_str(&format!("<a href=\"{address}\">{address}</a>"));
        }
        push_escaped(out, run.get(address.len()..).unwrap_or_default());
        before = run.chars().next_back();
        rest = tail.get(run.len()..).unwrap_or_default();
    }
    push_escaped(out, rest);
}

/// The beginning of `text` that an address at its beginning can reach.
fn run(text: &str) -> &str {
    let is_web = text.starts_with("http://") || text.starts_with("https://");
    let is_end =
        |letter: char| letter.is_whitespace() || letter.is_control() || matches!(letter, '<' | '>' | '"' | '`');
    let end = if is_web { text.find(is_end).unwrap_or(text.len()) } else { "http".len() };
    text.get(..end).unwrap_or_default()
}

/// The address that `run` is, without the punctuation of the sentence around it; empty if it is none.
fn address(run: &str) -> &str {
    let mut address = run;
    let mut unopened = run.matches(')').count().saturating_sub(run.matches('(').count());
    while let Some(last) = address.chars().next_back() {
        match last {
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '_' | '…' | '’' | '”' | '»' | '،' | '؛' | '؟' | '。'
            | '，' | '）' | ']' | '}' => {}
            // A bracket that opened inside the address belongs to it, as in many encyclopedia's.
            ')' if unopened > 0 => unopened -= 1,
            _ => break,
        }
        address = address.get(..address.len() - last.len_utf8()).unwrap_or_default();
    }
    let is_web = policy::link(address).is_some_and(policy::is_foreign);
    if is_web { address } else { "" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_in_text_stays_text() {
        assert_eq!(text_to_html("<script>alert(1)</script>"), "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n");
    }

    #[test]
    fn paragraphs_and_line_breaks_stay() {
        assert_eq!(text_to_html("a\r\nb\r\n\r\n\r\nc\n"), "<p>a<br>\nb</p>\n<p>c</p>\n");
        assert_eq!(text_to_html(" \n\n "), "");
    }

    #[test]
    fn addresses_become_links_without_the_sentence_around_them() {
        let cases = [
            ("See https://example.org/a.", Some("https://example.org/a")),
            ("(http://example.org/b_(c))", Some("http://example.org/b_(c)")),
            ("https://example.org/?a=1&b=2, and", Some("https://example.org/?a=1&amp;b=2")),
            ("بخوانید https://example.org/الف؟", Some("https://example.org/الف")),
            ("xhttp://example.org", None),
            ("http://", None),
            ("https://...", None),
            ("http://user@example.org/", None),
            ("javascript:alert(1)", None),
        ];
        for (text, link) in cases {
            let html = text_to_html(text);
            match link {
                Some(link) => assert!(html.contains(&format!("<a href=\"{link}\">{link}</a>")), "{html}"),
                None => assert!(!html.contains("<a"), "{html}"),
            }
        }
    }

    #[test]
    fn a_long_line_of_half_addresses_takes_linear_time() {
        let started = std::time::Instant::now();
        for part in ["http", "http://", "http://a)", "http://a ", "(http://a"] {
            assert!(text_to_html(&part.repeat(200_000)).len() >= part.len() * 200_000);
        }
        assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
    }
}
