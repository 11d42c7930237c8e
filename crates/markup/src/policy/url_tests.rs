//! Which addresses stand, by example and against what a browser would make of them.

use proptest::prelude::*;

use super::*;

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
}
