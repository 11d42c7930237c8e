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

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

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
