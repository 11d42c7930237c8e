use std::collections::HashSet;

use proptest::prelude::*;

use super::*;

#[test]
fn honest_pages_pass() {
    let paragraph = "<p>One <b>two</b> <a href=\"x?a=1&b=2\">three</a> &amp; <i>four</i><br>five</p>";
    for html in [
        String::new(),
        paragraph.repeat(20_000),
        "<ul>".to_owned() + &"<li>x".repeat(50_000) + "</ul>",
        "<table>".to_owned() + &"<tr><td>1<td>2".repeat(50_000) + "</table>",
        "<p>x".repeat(100_000),
        "a < b & c > d\n".repeat(5_000),
        "<img src=\"data:image/png;base64,".to_owned() + &"A/".repeat(500_000) + "\">",
        "<!-- <div> <b> -->".repeat(10_000),
        "<blockquote><details><summary>x</summary>".repeat(100) + &"</details></blockquote>".repeat(100),
        "<svg viewBox=\"0 0 1 1\"><path d=\"M0 0\"/><g><rect/></g></svg>".repeat(5_000),
        "<a name=\"1\">x".repeat(10_000),
        "<p><b>never closed".repeat(10_000),
        "word <em>em</em> <code>code</code> <a href=\"x\">link</a> ".repeat(200_000),
    ] {
        assert_eq!(check(&html), Ok(()), "{}", &html[..html.len().min(60)]);
    }
}

#[test]
fn what_would_hang_the_parser_does_not_pass() {
    for html in [
        "<div>".repeat(100_000),
        "<div><!--</div>-->".repeat(1_000),
        "<div><title></div></title>".repeat(1_000),
        "<div><table><tr><td></div></table>".repeat(1_000),
        "<div><select></div></select>".repeat(1_000),
        "<b><div></b>".repeat(1_000),
        "<span><section></span>".repeat(1_000),
        "<svg>".to_owned() + &"<tr>".repeat(1_000),
        "<svg>".to_owned() + &"<g><![CDATA[></g>]]>".repeat(1_000),
        format!("<p>{}", (0..300).map(|id| format!("<i id=x{id}>")).collect::<String>()) + &"<p>x".repeat(20_000),
        "&".repeat(100_000),
        "a < ".repeat(100_000),
        format!("<p {}>", (0..10_000).map(|id| format!("a{id} ")).collect::<String>()),
        format!("<p {}>", "/a\"".repeat(10_000)),
    ] {
        assert!(check(&html).is_err(), "{}", &html[..html.len().min(60)]);
    }
}

/// Depth of what the real parser made, with every element kept that the soup is made of.
fn parsed_depth(html: &str) -> usize {
    let names: HashSet<&str> = SOUP.iter().map(|tag| tag.trim_matches(['<', '/', '>'])).collect();
    let mut builder = ammonia::Builder::empty();
    builder.tags(names).clean_content_tags(HashSet::new());
    let clean = builder.clean(html).to_string();
    let (mut depth, mut deepest) = (0usize, 0);
    let mut rest = clean.as_str();
    while let Some(at) = rest.find('<') {
        rest = &rest[at..];
        depth = if rest.starts_with("</") { depth.saturating_sub(1) } else { depth + 1 };
        deepest = deepest.max(depth);
        rest = &rest[1..];
    }
    deepest
}

const SOUP: &[&str] = &[
    "<div>",
    "</div>",
    "<p>",
    "</p>",
    "<b>",
    "</b>",
    "<i>",
    "</i>",
    "<a>",
    "</a>",
    "<span>",
    "</span>",
    "<ul>",
    "</ul>",
    "<li>",
    "</li>",
    "<table>",
    "</table>",
    "<tr>",
    "<td>",
    "</td>",
    "</tr>",
    "<section>",
    "</section>",
    "<blockquote>",
    "</blockquote>",
    "<q>",
    "</q>",
    "<h2>",
    "</h2>",
    "<dl>",
    "<dt>",
    "<dd>",
    "</dl>",
    "<button>",
    "</button>",
    "<form>",
    "</form>",
    "<caption>",
];

/// The deepest this module saw.
fn seen_depth(html: &str) -> usize {
    let mut scan = Scan::new(html);
    let mut deepest = 0;
    loop {
        scan.text().unwrap();
        if scan.rest.is_empty() {
            return deepest;
        }
        scan.markup().unwrap();
        deepest = deepest.max(scan.stack.len() + scan.detached.len());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Repeated soup is what makes depth grow without end: if the real parser nests deeper with each turn, so does this pass.
    #[test]
    fn soup_that_grows_in_the_parser_grows_here(picks in prop::collection::vec(0..SOUP.len(), 1..7)) {
        let turn: String = picks.iter().map(|pick| format!("{}x", SOUP[*pick])).collect();
        let (few, many) = (turn.repeat(4), turn.repeat(12));
        let grown = parsed_depth(&many).saturating_sub(parsed_depth(&few));
        if grown >= 8 {
            let seen = seen_depth(&many).saturating_sub(seen_depth(&few));
            prop_assert!(seen >= 8, "{turn}: the parser's depth grows by {grown}, ours by {seen}");
        }
    }

    #[test]
    fn any_text_is_scanned_without_panic(html in "([<>/!= \"'a-z&-]|<div|</div|<!--|-->|<svg|]]>|é){0,200}") {
        let _ = check(&html);
    }
}
