use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::*;
use crate::policy::{self, Verdict};

#[test]
fn blocks_stand_on_lines_of_their_own() {
    let html = "<article><h1>One</h1>\n\n<p>Two<br>three</p><ul><li>four</li><li>five</li></ul>six</article>";
    assert_eq!(plain_text(html), "One\nTwo\nthree\nfour\nfive\nsix");
}

#[test]
fn cells_of_a_row_stay_on_its_line() {
    let html = "<table><tr><th>Port</th><th>Tide</th></tr><tr><td>Brest</td><td>6 m</td></tr></table>";
    assert_eq!(plain_text(html), "Port Tide\nBrest 6 m");
}

#[test]
fn inline_markup_leaves_words_whole() {
    assert_eq!(plain_text("un<b>believ</b>able, x<sub>2</sub>, soft&shy;hyphen"), "unbelievable, x2, softhyphen");
}

#[test]
fn what_the_policy_drops_is_not_text() {
    let html = "a<script>if (1 < 2) { '</scripty>' }</script><style>p{}</style><svg><title>x</title><path d='>'/><svg/>y</svg>\
        <select><option>c</select><template><p>d</p></template><iframe><p>e</iframe><textarea><b>f</textarea>b";
    assert_eq!(plain_text(html), "ab");
}

#[test]
fn a_void_or_unclosed_control_swallows_nothing() {
    for html in
        ["<input>rest", "<option>rest", "<head>rest", "<source>rest", "<svg/>rest", "<param>rest", "<embed>rest"]
    {
        assert_eq!(plain_text(html), "rest", "{html}");
    }
}

#[test]
fn only_elements_without_an_end_of_their_own_are_unlisted() {
    let unlisted: Vec<&str> = policy::dropped_elements()
        .filter(|name| listed(RAW, name).is_none() && listed(NESTING, name).is_none())
        .collect();
    assert_eq!(
        unlisted,
        [
            "area", "base", "basefont", "bgsound", "embed", "frame", "frameset", "head", "input", "keygen", "link",
            "meta", "optgroup", "option", "param", "source", "track"
        ]
    );
    for name in RAW.iter().chain(NESTING) {
        assert_eq!(policy::element(name), Verdict::Drop, "{name}");
    }
}

#[test]
fn comments_end_where_a_parser_ends_them() {
    assert_eq!(
        plain_text("a<!-- > -- <b> -->b<!-->c<!--->d<!doctype html>e<?php echo ?>f</ x>g<![CDATA[h]]>i"),
        "abcdefgi"
    );
}

#[test]
fn quotes_hide_a_bracket_only_in_values() {
    assert_eq!(plain_text("<a title=\">\">a</a><a title=it's>b</a><a \">c</a><a b = '>'>d</a>"), "abcd");
}

#[test]
fn a_bracket_that_opens_nothing_is_text() {
    assert_eq!(plain_text("1 < 2 <3 <"), "1 < 2 <3 <");
}

#[test]
fn references_are_decoded_once() {
    assert_eq!(
        plain_text("&amp;lt; &lt;b&gt; caf&eacute;&nbsp;&nbsp;au&#32;lait &unknown; AT&T"),
        "&lt; <b> café au lait &unknown; AT&T"
    );
}

#[test]
fn marks_of_footnotes_do_not_stick_to_words() {
    let rendered = crate::markdown_to_html("A word[^1]. More.\n\n[^1]: The note.", &crate::Options::default());
    assert_eq!(plain_text(&rendered.html), "A word. More.\nThe note.");
    assert_eq!(rendered.words, 5);
}

/// A reader that searches the rest of the text for the end of each `<` takes minutes here; one pass takes 0.1 s. The bound
/// is wide because tests share their machine.
#[test]
fn endless_markup_takes_linear_time() {
    let parts = [
        "<b>",
        "<div><p>",
        "</p>",
        "<",
        "<a",
        "<a ",
        "<a b=\"",
        "<a b='>",
        "<!--",
        "<!",
        "<?",
        "</",
        "<script>",
        "<script",
        "</scrip",
        "<svg>",
        "<svg/>",
        "<svg></svg>",
        "<template><svg>",
        "&",
        "&#",
        "&#x",
        "&amp",
        "&#9999999",
        "<sup class=\"footnote-ref\">",
        "<textarea></t",
        "<plaintext>",
        "\u{a0} ",
        "<![CDATA[",
    ];
    for part in parts {
        let html = part.repeat(100_000);
        let started = Instant::now();
        plain_text(&html);
        assert!(started.elapsed() < Duration::from_secs(60), "{part}: {:?}", started.elapsed());
    }
}

proptest! {
    #[test]
    fn any_input_gives_text(html in "\\PC*") {
        plain_text(&html);
    }

    #[test]
    fn any_markup_gives_folded_text(html in "(<|>|/|!|-|\\?|\"|'|=|&|#|;|x|[0-9]|a|b|script|style|svg|template|sup| |\n|é){0,200}") {
        let text = plain_text(&html);
        prop_assert!(!text.contains("  ") && !text.contains(" \n") && !text.contains("\n\n"));
        prop_assert_eq!(text.trim(), &text);
    }

    #[test]
    fn escaped_text_comes_back(text in "[a-z<>&'\"é]{1,10}( [a-z<>&'\"é]{1,10}){0,20}") {
        prop_assert_eq!(plain_text(&crate::escape(&text)), text);
    }
}
