use proptest::prelude::*;

use super::*;

fn allows(element: &str, name: &str) -> bool {
    attribute(element, name) != AttributeRule::No
}

#[test]
fn what_runs_loads_or_covers_is_dropped_with_its_content() {
    for name in [
        "script",
        "style",
        "iframe",
        "frame",
        "frameset",
        "object",
        "embed",
        "applet",
        "portal",
        "fencedframe",
        "svg",
        "math",
        "template",
        "noscript",
        "base",
        "meta",
        "link",
        "title",
        "input",
        "button",
        "select",
        "textarea",
        "dialog",
        "xmp",
        "plaintext",
    ] {
        assert_eq!(element(name), Verdict::Drop, "{name}");
    }
}

#[test]
fn unknown_and_wrapping_elements_lose_their_tags_only() {
    for name in [
        "form", "font", "center", "article", "main", "nav", "html", "body", "picture", "video", "audio", "x-widget",
        "SCRIPT", "a b", "",
    ] {
        assert_eq!(element(name), Verdict::Unwrap, "{name:?}");
    }
}

#[test]
fn prose_stays() {
    for name in [
        "p",
        "h1",
        "h6",
        "table",
        "td",
        "figure",
        "figcaption",
        "img",
        "ruby",
        "rt",
        "bdi",
        "details",
        "summary",
        "time",
        "abbr",
    ] {
        assert_eq!(element(name), Verdict::Keep, "{name}");
    }
}

#[test]
fn no_element_is_both_kept_and_dropped() {
    assert!(elements().all(|name| element(name) == Verdict::Keep));
    assert!(dropped_elements().all(|name| element(name) == Verdict::Drop));
}

#[test]
fn every_element_named_in_a_rule_is_kept() {
    for row in tables::ATTRIBUTES {
        assert!(row.elements.split_ascii_whitespace().all(|name| element(name) == Verdict::Keep), "{}", row.elements);
    }
}

#[test]
fn no_element_takes_an_attribute_that_acts() {
    let acting = [
        "style",
        "onclick",
        "onerror",
        "onload",
        "onbeforetoggle",
        "srcset",
        "srcdoc",
        "ping",
        "target",
        "rel",
        "is",
        "slot",
        "part",
        "popover",
        "popovertarget",
        "command",
        "commandfor",
        "form",
        "formaction",
        "action",
        "autofocus",
        "contenteditable",
        "accesskey",
        "tabindex",
        "hidden",
        "inert",
        "nonce",
        "integrity",
        "background",
        "bgcolor",
        "poster",
        "data",
        "code",
        "codebase",
        "usemap",
        "longdesc",
        "cite",
        "manifest",
        "http-equiv",
        "xlink:href",
        "xmlns",
        "itemid",
        "profile",
        "dynsrc",
        "lowsrc",
        "data-anything",
        "aria-hidden",
        "role",
        "name",
        "for",
        "download",
        "loading",
        "crossorigin",
        "referrerpolicy",
        "fetchpriority",
        "attributionsrc",
        "shadowrootmode",
        "elementtiming",
        "draggable",
        "download",
        "sizes",
        "media",
        "type",
        "SRC",
        "on",
        "",
    ];
    let exceptions = [("a", "role"), ("section", "role"), ("a", "name"), ("ol", "type")];
    for name in elements() {
        for attribute in acting {
            assert_eq!(allows(name, attribute), exceptions.contains(&(name, attribute)), "{name} {attribute}");
        }
    }
}

#[test]
fn the_lists_for_a_sanitiser_agree_with_the_rules() {
    assert_eq!(global_attributes().collect::<Vec<_>>(), ["id", "class", "title", "lang", "dir"]);
    for name in elements() {
        assert!(attributes(name).chain(global_attributes()).all(|attribute| allows(name, attribute)), "{name}");
    }
    let named: usize = elements().map(|name| attributes(name).count()).sum();
    let allowed: usize = tables::ATTRIBUTES
        .iter()
        .map(|row| row.elements.split_ascii_whitespace().count() * row.attributes.split_ascii_whitespace().count())
        .sum();
    assert_eq!(named, allowed);
}

#[test]
fn values_come_out_clean_or_not_at_all() {
    let cases = [
        ("p", "id", "notes", Some("c-notes")),
        ("p", "id", " گزارش-۱ ", Some("c-گزارش-۱")),
        ("p", "id", "c-notes", Some("c-notes")),
        ("p", "id", "c-", None),
        ("p", "id", "a b", None),
        ("p", "id", "\"><script>", None),
        ("p", "id", "a/b", None),
        ("a", "name", "body", Some("c-body")),
        ("img", "width", "640", Some("640")),
        ("img", "width", " 640 ", Some("640")),
        ("img", "width", "0", None),
        ("img", "width", "100%", None),
        ("img", "width", "-1", None),
        ("img", "height", "999999", None),
        ("td", "colspan", "3", Some("3")),
        ("td", "colspan", "1000", None),
        ("td", "rowspan", "99999999999999999999", None),
        ("td", "headers", "a b\"c d", Some("c-a c-d")),
        ("td", "align", "right", Some("right")),
        ("td", "align", "char", None),
        ("ol", "start", "-5", Some("-5")),
        ("ol", "start", "--5", None),
        ("ol", "type", "i", Some("i")),
        ("ol", "reversed", "reversed", Some("")),
        ("ul", "type", "i", None),
        ("details", "open", "x", Some("")),
        ("p", "lang", "fa-IR", Some("fa-IR")),
        ("p", "lang", "x y", None),
        ("p", "lang", "", None),
        ("p", "dir", "rtl", Some("rtl")),
        ("p", "dir", "RTL", None),
        ("code", "class", "language-rust x", Some("language-rust")),
        ("code", "class", "language-c++", Some("language-c++")),
        ("code", "class", "language-\"x", None),
        ("p", "class", "language-rust", None),
        ("p", "class", "dialog is-open", None),
        ("sup", "class", "footnote-ref", Some("footnote-ref")),
        ("a", "role", "doc-noteref", Some("doc-noteref")),
        ("a", "role", "button", None),
        ("section", "role", "doc-endnotes", Some("doc-endnotes")),
        ("div", "data-tidings-gallery", "harbour-2", Some("harbour-2")),
        ("div", "data-tidings-embed", "a\"b", None),
        ("p", "data-tidings-embed", "a", None),
        ("abbr", "title", "a\u{202E}b", Some("ab")),
        ("abbr", "title", "سلام\u{200F}!", Some("سلام\u{200F}!")),
        ("img", "alt", "", Some("")),
        ("a", "href", "#notes", Some("#c-notes")),
        ("a", "href", "#c-notes", Some("#c-notes")),
        ("a", "href", "#%D9%81%D8%A7", Some("#c-فا")),
        ("a", "href", "#%FF", None),
        ("a", "href", "#a b", None),
        ("a", "href", "#", None),
        ("a", "href", "#/a/slug?at=x", Some("#/a/slug?at=x")),
        ("a", "href", "page#notes", Some("page#notes")),
        ("time", "datetime", "2024-05-01", Some("2024-05-01")),
    ];
    for (element, name, value, expected) in cases {
        assert_eq!(check_attribute(element, name, value).as_deref(), expected, "{element} {name}={value:?}");
    }
}

#[test]
fn a_huge_value_is_cut_or_refused() {
    let huge = "é".repeat(1_000_000);
    assert_eq!(check_attribute("img", "alt", &huge).map(|alt| alt.len()), Some(4_096));
    for (element, name) in [("p", "id"), ("a", "href"), ("p", "lang"), ("img", "src"), ("code", "class")] {
        assert_eq!(check_attribute(element, name, &huge), None, "{element} {name}");
    }
    let many = "task ".repeat(100_000);
    let classes = check_attribute("p", "class", &many).unwrap();
    assert!(classes.len() < 100, "{}", classes.len());
}

#[test]
fn addresses_that_lead_somewhere_stand() {
    for url in [
        "https://example.org",
        "HTTP://EXAMPLE.ORG/",
        "https://example.org:8080/a?b=c#d",
        "https://[::1]/",
        "https://пример.example/",
        "https://example.org/@name",
        "https://example.org/a:b",
        "a",
        "a/b:c",
        "./a:b",
        "../a",
        "/a",
        "?a=javascript:b",
        "#a",
        "#/a/b",
        "mailto:desk@example.org",
        "tel:+33123456789",
        "a b.html",
        "گزارش.html",
        "a&b",
        "/a//b",
        "javascript",
        "a?//b",
    ] {
        assert_eq!(link(url), Some(url));
    }
    assert_eq!(link("\u{0}\u{1} \n\t https://example.org/ \r\n"), Some("https://example.org/"));
}

#[test]
fn addresses_that_run_or_hide_where_they_lead_do_not() {
    for url in [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "\u{1}javascript:alert(1)",
        "java\tscript:alert(1)",
        "java\nscript:alert(1)",
        "java\r\nscript:alert(1)",
        "javascript\t:alert(1)",
        "javascript :alert(1)",
        "\u{A0}javascript:alert(1)",
        "\u{200B}javascript:alert(1)",
        "\u{FEFF}javascript:alert(1)",
        "java\0script:alert(1)",
        "javascript://example.org/%0aalert(1)",
        "vbscript:msgbox(1)",
        "livescript:a",
        "mocha:a",
        "data:text/html,<script>alert(1)</script>",
        "data:image/png;base64,AAAA",
        "data:,",
        "blob:https://example.org/a",
        "filesystem:https://example.org/a",
        "file:///etc/passwd",
        "about:blank",
        "view-source:a",
        "ftp://example.org/",
        "ws://example.org",
        "intent://a",
        "ms-word:a",
        "x:",
        ":a",
        "1:a",
        "jav&x:alert(1)",
        "//foreign.invalid",
        "\\\\foreign.invalid",
        "/\\foreign.invalid",
        "\\/foreign.invalid",
        " //foreign.invalid",
        "\t//foreign.invalid",
        "///foreign.invalid",
        "/\t/foreign.invalid",
        "http:foreign.invalid",
        "http:/foreign.invalid",
        "https:\\\\foreign.invalid",
        "http://",
        "https:///a",
        "https://?a",
        "https://trusted.example@foreign.invalid/",
        "https://a:b@foreign.invalid/",
        "https://a b/",
        "mailto:",
        "tel:",
        "",
        " ",
        "\t\n",
        "#",
        "https://example.org/\u{202E}gpj.exe",
        "https://example.org/\u{2028}",
        "https://example.org/\u{7F}",
        "https://example.org/a\nb",
    ] {
        assert_eq!(link(url), None, "{url:?}");
    }
}

#[test]
fn pictures_come_from_the_web_the_site_or_raster_data() {
    for url in [
        "https://example.org/a.png",
        "a.png",
        "../media/a.svg",
        "data:image/png;base64,iVBORw0KGgo=",
        "DATA:image/JPEG;base64,/9j/",
        "data:image/avif;base64,AA+/",
    ] {
        assert_eq!(image(url), Some(url));
    }
    for url in [
        "data:image/svg+xml;base64,PHN2Zz4=",
        "data:image/svg+xml,<svg onload=alert(1)>",
        "data:image/png,<svg>",
        "data:image/png;base64,",
        "data:image/png;base64,<svg>",
        "data:image/png;charset=utf-8;base64,AAAA",
        "data:text/html;base64,AAAA",
        "data:image/png",
        "data:image/png;base64;x,AAAA",
        "da\tta:image/png;base64,AAAA",
        "javascript:alert(1)",
        "//foreign.invalid/a.png",
        "mailto:a@b",
        "blob:a",
        "#a",
        "",
        "data:image/png;base64,AA AA",
    ] {
        assert_eq!(image(url), None, "{url:?}");
    }
}

#[test]
fn links_know_where_they_lead() {
    let cases = [
        ("https://example.org", LinkKind::Foreign),
        ("HTTP://example.org", LinkKind::Foreign),
        ("mailto:a@b", LinkKind::Contact),
        ("#a", LinkKind::InPage),
        ("#/a/slug", LinkKind::Local),
        ("a/b", LinkKind::Local),
        ("?a=https://b", LinkKind::Local),
    ];
    for (url, kind) in cases {
        assert_eq!(link_kind(url), kind, "{url}");
        assert_eq!(is_foreign(url), kind == LinkKind::Foreign);
        assert_eq!(kind.rel().is_some(), kind == LinkKind::Foreign);
    }
}

/// The scheme a browser would see: the first steps of the WHATWG parser, written the long way round.
fn browsers_scheme(url: &str) -> Option<String> {
    let stripped: String = url
        .trim_matches(|letter: char| letter <= ' ')
        .chars()
        .filter(|letter| !matches!(letter, '\t' | '\n' | '\r'))
        .collect();
    let (scheme, _) = stripped.split_once(':')?;
    let mut letters = scheme.chars();
    let is_scheme = letters.next()?.is_ascii_alphabetic()
        && letters.all(|letter| letter.is_ascii_alphanumeric() || "+-.".contains(letter));
    is_scheme.then(|| scheme.to_ascii_lowercase())
}

/// Whether a browser would ask another host for a relative address.
fn leaves_the_host(url: &str) -> bool {
    let stripped: String = url
        .trim_matches(|letter: char| letter <= ' ')
        .chars()
        .filter(|letter| !matches!(letter, '\t' | '\n' | '\r'))
        .collect();
    let mut letters = stripped.chars();
    matches!((letters.next(), letters.next()), (Some('/' | '\\'), Some('/' | '\\')))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn whatever_passes_is_harmless_to_a_browser(
        url in "( |\t|\n|\u{1}|\u{a0}|/|\\\\|:|#|\\?|@|\\.|%|j|javascript|java|script|data|image/png|;base64,|vbscript|https?|blob|mailto|a|é|A){0,12}"
    ) {
        for url in [link(&url), image(&url)].into_iter().flatten() {
            if let Some(scheme) = browsers_scheme(url) {
                prop_assert!(["http", "https", "mailto", "tel", "data"].contains(&scheme.as_str()), "{url:?}");
                prop_assert!(scheme != "data" || url.to_ascii_lowercase().starts_with("data:image/"), "{url:?}");
            } else {
                prop_assert!(!leaves_the_host(url), "{url:?}");
            }
        }
    }

    #[test]
    fn any_value_passes_twice_as_once(value in "\\PC{0,40}|(#|%|c-|a|é|/|:| |[0-9]|https://|task|language-|-|\u{202e}){0,8}") {
        for element in elements() {
            for name in attributes(element).chain(global_attributes()) {
                if let Some(once) = check_attribute(element, name, &value) {
                    let twice = check_attribute(element, name, &once);
                    prop_assert_eq!(twice.as_deref(), Some(&*once), "{} {}", element, name);
                }
            }
        }
    }

    #[test]
    fn any_name_is_answered(element_name in "\\PC{0,12}", name in "\\PC{0,12}") {
        element(&element_name);
        prop_assert!(!name.to_ascii_lowercase().starts_with("on") || !allows(&element_name, &name));
    }
}
