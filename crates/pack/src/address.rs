//! Addresses as text: taken apart, put together, decoded. Nothing here touches the disk.

use std::borrow::Cow;

/// A relative or site-absolute address in its parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts<'a> {
    pub path: &'a str,
    /// Without `#`.
    pub fragment: Option<&'a str>,
}

/// Splits off the fragment; a query is dropped, since no file and no article of ours has one.
pub fn parts(address: &str) -> Parts<'_> {
    let (rest, fragment) = match address.split_once('#') {
        Some((rest, fragment)) => (rest, Some(fragment).filter(|fragment| !fragment.is_empty())),
        None => (address, None),
    };
    Parts { path: rest.split('?').next().unwrap_or(rest), fragment }
}

/// `https`, `mailto`…: letters, digits, `+`, `-`, `.` before the first colon.
pub fn scheme(address: &str) -> Option<&str> {
    let (scheme, _) = address.split_once(':')?;
    let is_scheme = scheme.starts_with(|letter: char| letter.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'));
    is_scheme.then_some(scheme)
}

pub fn is_web(address: &str) -> bool {
    scheme(address).is_some_and(|scheme| scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https"))
}

/// Joins a relative path to a folder (both with `/`, the folder without one at its ends); `None` if it climbs out of the root.
///
/// # Example
/// ```
/// use tidings_pack::address::join;
///
/// assert_eq!(join("a/b", "../c.md").as_deref(), Some("a/c.md"));
/// assert_eq!(join("a/b", "/c/./d/").as_deref(), Some("c/d"));
/// assert_eq!(join("a", "../../c"), None);
/// ```
pub fn join(folder: &str, path: &str) -> Option<String> {
    let mut segments: Vec<&str> = if path.starts_with('/') { Vec::new() } else { split(folder).collect() };
    for segment in split(path) {
        match segment {
            "." => {}
            ".." => {
                segments.pop()?;
            }
            other => segments.push(other),
        }
    }
    Some(segments.join("/"))
}

/// The file of a site that `url` means in the file `name`, if it lies in the site.
pub fn inside(name: &str, url: &str) -> Option<String> {
    let is_elsewhere = scheme(url).is_some() || url.starts_with('/') || url.contains(['\\', '\0']);
    let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
    let path = decode(parts(url).path);
    join(folder, &path).filter(|page| !is_elsewhere && !page.is_empty())
}

/// [`join`], but a path that climbs too far stops at the root, as browsers do.
pub fn join_clamped(folder: &str, path: &str) -> String {
    let mut segments: Vec<&str> = if path.starts_with('/') { Vec::new() } else { split(folder).collect() };
    for segment in split(path) {
        match segment {
            "." => {}
            ".." => {
                segments.pop();
            }
            other => segments.push(other),
        }
    }
    segments.join("/")
}

fn split(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter(|segment| !segment.is_empty())
}

/// A place on a site in the one form that all its spellings share: no slashes at the ends, no `index.html`, no `.html`.
pub fn place(path: &str) -> String {
    let path = decode(path);
    let path = path.trim_matches('/');
    let path = path.strip_suffix("index.html").unwrap_or(path).trim_end_matches('/');
    path.strip_suffix(".html").unwrap_or(path).to_owned()
}

/// Decodes `%20` and its like; what is not UTF-8 afterwards stays as it was.
pub fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((byte, after)) = rest.split_first() {
        let hex = |byte: &u8| char::from(*byte).to_digit(16);
        match (byte, after) {
            (b'%', [high, low, tail @ ..]) if hex(high).is_some() && hex(low).is_some() => {
                let value = hex(high).unwrap_or(0) * 16 + hex(low).unwrap_or(0);
                bytes.push(u8::try_from(value).unwrap_or(b'%'));
                rest = tail;
            }
            _ => {
                bytes.push(*byte);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).map_or(Cow::Borrowed(text), Cow::Owned)
}

/// Percent-encodes what would end a path segment or a query value, and nothing a person can read.
pub fn encode_segment(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '%' | '/' | '?' | '#' | '&' | '+' | '=' | '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' => {
                encoded.push_str(&format!("%{:02X}", u32::from(letter)));
            }
            letter if letter.is_ascii_control() || letter == ' ' => {
                encoded.push_str(&format!("%{:02X}", u32::from(letter)));
            }
            letter => encoded.push(letter),
        }
    }
    encoded
}

/// Address of an article inside the viewer: the hash style works on every host, on disk and in an embed.
pub fn of_article(slug: &str, fragment: Option<&str>) -> String {
    let at = fragment.and_then(|fragment| tidings_markup::policy::content_id(&decode(fragment)));
    match at {
        Some(at) => format!("#/a/{}?at={}", encode_segment(slug), encode_segment(&at)),
        None => format!("#/a/{}", encode_segment(slug)),
    }
}

/// Address of a category's page inside the viewer.
pub fn of_category(path: &str) -> String {
    let segments: Vec<String> = path.split('/').map(encode_segment).collect();
    format!("#/c/{}", segments.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_place_are_one_place() {
        for path in ["/2015/02/13/Final/", "2015/02/13/Final", "2015/02/13/Final.html", "2015/02/13/Final/index.html"] {
            assert_eq!(place(path), "2015/02/13/Final");
        }
        assert_eq!(place("/a%20b/"), "a b");
        assert_eq!(place("/"), "");
    }

    #[test]
    fn schemes_are_told_from_paths() {
        assert_eq!(scheme("mailto:a@b.example"), Some("mailto"));
        assert_eq!(scheme("2024/a:b.md"), None);
        assert_eq!(scheme("a/b:c"), None);
        assert!(is_web("HTTPS://example.org"));
        assert!(!is_web("//example.org"));
    }

    #[test]
    fn broken_escapes_stay_as_they_are() {
        assert_eq!(decode("100%"), "100%");
        assert_eq!(decode("%zz%2"), "%zz%2");
        assert_eq!(decode("%ff"), "%ff");
        assert_eq!(decode("%D8%A8"), "ب");
    }

    #[test]
    fn an_article_is_addressed_with_its_place_inside() {
        assert_eq!(of_article("Rust-1.90.0", None), "#/a/Rust-1.90.0");
        assert_eq!(of_article("آب", Some("notes")), "#/a/آب?at=c-notes");
    }
}
