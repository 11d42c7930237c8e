//! Which addresses of a feed are let in.
//!
//! What leaves here is followed or fetched by a browser, so the question is what a browser would make of it: it skips control
//! characters, reads `\` as `/`, and takes `//host` for another server. Let in are `http:`, `https:`, `mailto:` for links,
//! base64 bitmaps for pictures, and addresses relative to the feed.

use crate::limits::{MAX_ADDRESS_BYTES, MAX_INLINE_PICTURE_BYTES};

/// Bitmap types whose bytes cannot carry script. SVG can, so it is missing.
const INLINE_PICTURES: &[&str] = &["png", "jpeg", "gif", "webp", "avif"];

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    /// A scheme of two slashes and a host follows.
    Web,
    /// No scheme, no host.
    Relative,
    Mail,
    Refused,
}

/// An address a reader may follow or a program may load: http, https or relative. Gives it back without blanks around.
pub(crate) fn resource(address: &str) -> Option<&str> {
    let address = address.trim();
    matches!(kind(address), Kind::Web | Kind::Relative).then_some(address)
}

/// As [`resource`], and `mailto:`.
pub(crate) fn link(address: &str) -> Option<&str> {
    let address = address.trim();
    (kind(address) != Kind::Refused).then_some(address)
}

/// As [`resource`], and bitmaps inside the address.
pub(crate) fn picture(address: &str) -> Option<&str> {
    let address = address.trim();
    if is_inline_picture(address) { Some(address) } else { resource(address) }
}

fn kind(address: &str) -> Kind {
    // Browsers drop tabs and line breaks anywhere in an address, which hides schemes: refuse all control characters.
    if address.is_empty() || address.len() > MAX_ADDRESS_BYTES || address.chars().any(char::is_control) {
        return Kind::Refused;
    }
    let Some((scheme, rest)) = split_scheme(address) else {
        let mut start = address.bytes();
        let is_slash = |byte| matches!(byte, Some(b'/' | b'\\'));
        let leaves_the_server = is_slash(start.next()) && is_slash(start.next());
        return if leaves_the_server { Kind::Refused } else { Kind::Relative };
    };
    if scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https") {
        // "https:host" means something else on an https page than on disk.
        let names_host = rest.strip_prefix("//").is_some_and(|host| !host.is_empty() && !host.starts_with(['/', '\\']));
        return if names_host { Kind::Web } else { Kind::Refused };
    }
    if scheme.eq_ignore_ascii_case("mailto") { Kind::Mail } else { Kind::Refused }
}

/// What stands before a colon, if no `/`, `?` or `#` comes first. Not only valid schemes: whatever could be one counts.
fn split_scheme(address: &str) -> Option<(&str, &str)> {
    let end = address.find([':', '/', '?', '#'])?;
    // `get` rather than `split_at`, whose panic would bring 2 KB of message into the browser.
    address.get(end..)?.strip_prefix(':').zip(address.get(..end)).map(|(rest, scheme)| (scheme, rest))
}

fn is_inline_picture(address: &str) -> bool {
    let Some((scheme, rest)) = split_scheme(address) else {
        return false;
    };
    let Some((media_type, data)) = rest.split_once(',') else {
        return false;
    };
    let bitmap = media_type.strip_prefix("image/").and_then(|rest| rest.strip_suffix(";base64"));
    scheme.eq_ignore_ascii_case("data")
        && bitmap.is_some_and(|name| INLINE_PICTURES.contains(&name))
        && data.len() <= MAX_INLINE_PICTURE_BYTES
        && data.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'='))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCRIPTS: &[&str] = &[
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\tscript:alert(1)",
        "java\nscript:alert(1)",
        "\u{1}javascript:alert(1)",
        "javascript\u{0}:alert(1)",
        "vbscript:x",
        "data:text/html,<script>",
        "data:image/svg+xml;base64,PHN2Zz4=",
        "data:image/png,x",
        "data:image/png;base64,\"onerror=x",
        "file:///etc/passwd",
        "blob:https://a/b",
        "filesystem:https://a/b",
        "view-source:https://a",
        "about:blank",
        "//evil.example/x",
        "/\\evil.example",
        "\\\\evil.example",
        "\\/evil.example",
        "https:evil.example",
        "https:/evil.example",
        "https:\\\\evil.example",
        "https:///evil.example",
        "https://",
        "",
        "  ",
        "a:b",
    ];

    #[test]
    fn no_address_runs_a_script_or_leaves_unseen() {
        for address in SCRIPTS {
            assert_eq!(link(address), None, "{address:?}");
            assert_eq!(picture(address), None, "{address:?}");
        }
    }

    #[test]
    fn what_publications_write_is_let_in() {
        for address in
            ["https://a.example/x?y=1:2#z", "HTTP://a", "a/b.html", "/a", "./a:b", "../a", "?a=b:c", "#a:b", "سلام/ا"]
        {
            assert_eq!(resource(address), Some(address));
            assert_eq!(link(address), Some(address));
            assert_eq!(picture(address), Some(address));
        }
        assert_eq!(link(" mailto:desk@a.example "), Some("mailto:desk@a.example"));
        assert_eq!(resource("mailto:desk@a.example"), None);
        assert_eq!(picture("data:image/png;base64,iVBORw0KGgo="), Some("data:image/png;base64,iVBORw0KGgo="));
        assert_eq!(resource("data:image/png;base64,iVBORw0KGgo="), None);
    }

    #[test]
    fn an_endless_address_is_refused() {
        assert_eq!(link(&format!("https://a/{}", "x".repeat(MAX_ADDRESS_BYTES))), None);
        let inline = format!("data:image/png;base64,{}", "A".repeat(MAX_INLINE_PICTURE_BYTES));
        assert!(picture(&inline).is_some() && picture(&format!("{inline}A")).is_none());
    }
}
