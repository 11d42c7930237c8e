//! A summary for articles whose author wrote none: their first sentences, so that lists and feed readers have something to show.
//!
//! 1. The paragraphs of the body in their order; headings, code, tables, captions, notes and lists are passed over. An article
//!    that is all lists or quotations is summed up by those.
//! 2. Whole sentences as long as they fit, else as many words as fit and an ellipsis.
//!
//! The article's `_tidings` object says `"derived": ["summary"]`, so that whoever edits the feed knows that nobody wrote it.

use tidings_markup::plain_text;

/// Letters of a summary: two lines of a list, and what search engines show.
const LETTERS: usize = 200;
/// A summary of whole sentences may be this short, or that long.
const SENTENCES: std::ops::RangeInclusive<usize> = 90..=240;
/// Bytes of HTML that are looked at: what a summary needs stands at the beginning.
const LOOKED_AT: usize = 16 << 10;

/// Elements whose text is no sentence of the article.
const NEVER: &[&str] =
    &["h1", "h2", "h3", "h4", "h5", "h6", "pre", "table", "figure", "figcaption", "section", "aside", "sup", "summary"];
/// Elements whose text is taken if there are no paragraphs.
const SECOND: &[&str] = &["ul", "ol", "dl", "blockquote", "details"];

/// The summary of a body, or nothing if it has no text.
///
/// # Example
/// ```
/// use tidings_pack::render::summary::of;
///
/// assert_eq!(of("<h2>One</h2><p>The <em>gates</em> are open.</p>").as_deref(), Some("The gates are open."));
/// assert_eq!(of("<pre>code</pre>"), None);
/// ```
pub fn of(html: &str) -> Option<String> {
    let text = paragraphs(html, true);
    let text = if text.is_empty() { paragraphs(html, false) } else { text };
    (!text.is_empty()).then(|| cut(&text))
}

/// The text of paragraphs, as much as a summary needs.
fn paragraphs(html: &str, only_plain: bool) -> String {
    let mut end = html.len().min(LOOKED_AT);
    while !html.is_char_boundary(end) {
        end -= 1;
    }
    let html = html.get(..end).unwrap_or_default();
    let mut text = String::new();
    let mut passed_over: Vec<&str> = Vec::new();
    let mut start = None;
    let mut at = 0;
    while let Some(open) = html.get(at..).and_then(|rest| rest.find('<')).map(|found| at + found) {
        if text.chars().count() > *SENTENCES.end() {
            break;
        }
        let Some(close) = html.get(open..).and_then(|tag| tag.find('>')).map(|found| open + found) else {
            break;
        };
        at = close + 1;
        let tag = html.get(open + 1..close).unwrap_or_default();
        let (is_end, tag) = match tag.strip_prefix('/') {
            Some(tag) => (true, tag),
            None => (false, tag),
        };
        let name = tag.split([' ', '/']).next().unwrap_or_default();
        if let Some(waiting) = passed_over.last() {
            match is_end {
                true if *waiting == name => _ = passed_over.pop(),
                false if *waiting == name => passed_over.push(name),
                _ => {}
            }
            continue;
        }
        let is_text = name == "p" || (!only_plain && matches!(name, "li" | "dd" | "dt" | "div"));
        match (is_end, name) {
            (false, "sup") if start.is_some() => {
                push(&mut text, html.get(start.unwrap_or(open)..open).unwrap_or_default(), false);
                start = html.get(at..).and_then(|rest| rest.find("</sup>")).map(|found| at + found + "</sup>".len());
                at = start.unwrap_or(at);
            }
            (false, name) if NEVER.contains(&name) || (only_plain && SECOND.contains(&name)) => passed_over.push(name),
            (false, _) if is_text => {
                push(&mut text, start.and_then(|start| html.get(start..open)).unwrap_or_default(), true);
                start = Some(at);
            }
            (true, _) if is_text => {
                push(&mut text, start.take().and_then(|start| html.get(start..open)).unwrap_or_default(), true);
            }
            _ => {}
        }
    }
    // A paragraph longer than what is looked at.
    let rest = start.and_then(|start| html.get(start..)).unwrap_or_default();
    let is_cut_tag = |at: &usize| rest.get(*at..).is_some_and(|tag| !tag.contains('>'));
    let end = rest.rfind('<').filter(is_cut_tag).unwrap_or(rest.len());
    push(&mut text, rest.get(..end).unwrap_or_default(), true);
    text.trim().to_owned()
}

fn push(text: &mut String, html: &str, is_end: bool) {
    let words = plain_text(html);
    let is_joined = text.is_empty() || text.ends_with(' ') || words.is_empty();
    if !is_joined && html.starts_with(' ') {
        text.push(' ');
    }
    let words: Vec<&str> = words.split_whitespace().collect();
    text.push_str(&words.join(" "));
    if is_end && !text.is_empty() && !text.ends_with(' ') {
        text.push(' ');
    }
}

/// As many sentences as fit, else as many words.
fn cut(text: &str) -> String {
    let places: Vec<(usize, char)> = text.char_indices().collect();
    if places.len() <= LETTERS {
        return text.to_owned();
    }
    let mut sentence = None;
    let mut word = None;
    for (index, window) in places.windows(2).enumerate() {
        let [(at, letter), (next, after)] = window else {
            continue;
        };
        let length = index + 1;
        if length > *SENTENCES.end() {
            break;
        }
        let ends_wide = matches!(letter, '。' | '！' | '？' | '।');
        let ends = matches!(letter, '.' | '!' | '?' | '؟' | '۔' | '…' | '։') && after.is_whitespace();
        if (ends && !is_abbreviation(text.get(..*at).unwrap_or_default())) || ends_wide {
            sentence = Some((length, *next));
        }
        if after.is_whitespace() && length <= LETTERS {
            word = Some(*next);
        }
    }
    match sentence {
        Some((length, end)) if SENTENCES.contains(&length) => text.get(..end).unwrap_or(text).to_owned(),
        _ => {
            // A script without spaces is cut between letters.
            let end = word.or_else(|| places.get(LETTERS).map(|(at, _)| *at)).unwrap_or(text.len());
            let kept = text
                .get(..end)
                .unwrap_or(text)
                .trim_end_matches(|letter: char| !letter.is_alphanumeric() && letter != ')');
            format!("{kept}…")
        }
    }
}

/// "e.g.", "Dr." and initials do not end a sentence; a word of more than three letters does.
fn is_abbreviation(before: &str) -> bool {
    let last = before.rsplit(|letter: char| letter.is_whitespace() || letter == '(').next().unwrap_or_default();
    last.contains('.')
        || (last.chars().count() <= 3
            && last.chars().next().is_some_and(char::is_uppercase)
            && last.chars().count() < 3)
        || matches!(last, "vs" | "etc" | "Mrs" | "bzw" | "No" | "St")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_count_and_headings_code_tables_captions_and_notes_do_not() {
        let html = "<h2 id=\"c-a\">Head</h2>\n<pre><code>let x;</code></pre>\n<figure><img src=\"a\"><figcaption>Caption</figcaption></figure>\
                    <table><tr><td><p>Cell</p></td></tr></table>\n<ul><li><p>Item</p></li></ul><p>One<sup><a href=\"#n\">1</a></sup> &amp; <code>two</code>.</p>\n\
                    <p>Three.</p>\n<section><p>Note</p></section>";
        assert_eq!(of(html).as_deref(), Some("One & two. Three."));
    }

    #[test]
    fn an_article_of_lists_is_summed_up_by_them() {
        assert_eq!(of("<h2>H</h2><ul><li>One</li><li>Two</li></ul>").as_deref(), Some("One Two"));
        assert_eq!(of("<blockquote><p>Said so.</p></blockquote>").as_deref(), Some("Said so."));
        assert_eq!(of("<p> </p><h2>H</h2>"), None);
    }

    #[test]
    fn it_ends_with_a_sentence_if_one_fits_else_with_a_word() {
        let sentence =
            "The lock gates of the old harbour, e.g. those by the mill, were opened again on Friday after five years. ";
        let summary = of(&format!("<p>{}</p>", sentence.repeat(4))).unwrap();
        assert_eq!(summary, sentence.repeat(2).trim());
        let endless = of(&format!("<p>{}</p>", "word ".repeat(100))).unwrap();
        assert!(endless.ends_with("word…") && endless.chars().count() <= LETTERS + 1, "{endless}");
        let chinese = of(&format!("<p>{}</p>", "水".repeat(500))).unwrap();
        assert_eq!(chinese.chars().count(), LETTERS + 1);
        let persian = of(&format!("<p>{}</p>", "آب رودخانه بالا آمد. ".repeat(30))).unwrap();
        assert!(persian.ends_with('.') && persian.chars().count() <= *SENTENCES.end(), "{persian}");
    }

    #[test]
    fn strange_html_ends_soon() {
        for html in [
            "<".repeat(200_000),
            "<p>".repeat(200_000),
            "<pre>".repeat(200_000),
            "<p><sup>".repeat(100_000),
            format!("<p>{}", "x".repeat(1 << 20)),
        ] {
            assert!(of(&html).is_none_or(|summary| summary.chars().count() <= *SENTENCES.end() + 1));
        }
    }
}
