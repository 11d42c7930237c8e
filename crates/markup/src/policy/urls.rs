//! Addresses: what a link may lead to, and where a picture may come from.
//!
//! Browsers read an address more generously than it looks (WHATWG URL, "basic URL parser"): they strip spaces and control
//! characters at both ends, take tabs and line breaks out of the middle, and read `\` as `/` in http addresses. So:
//!
//! 1. both ends are stripped as a browser would;
//! 2. a control character, a line break or a direction override left inside refuses the address;
//! 3. two slashes of either kind at the start (`//host`, `\\host`, `/\host`) refuse it: that is another host without a scheme;
//! 4. a colon before the first `/`, `\`, `?` or `#` makes a scheme, and a scheme must be on the list, whatever stands in it;
//! 5. `http:` and `https:` need two slashes and a host, and no name before an `@` that would pass for the host.

use std::borrow::Cow;

use super::values::{content_id, is_direction_override};

/// Bytes of an address other than `data:`. Browsers and servers give up between 2,000 and 65,536; this is generous.
const LONGEST: usize = 8_192;

/// Picture types that may stand in a `data:` address. Not SVG: it is a document.
const RASTER: [&str; 5] = ["png", "jpeg", "gif", "webp", "avif"];

/// Where a link that passed [`link`] leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkKind {
    /// `#place`: within the content itself.
    InPage,
    /// Relative, including the viewer's own `#/…` addresses: the same publication.
    Local,
    /// `http:` or `https:`: somewhere else.
    Foreign,
    /// `mailto:` or `tel:`.
    Contact,
}

impl LinkKind {
    /// What the `rel` attribute of such a link must say.
    pub fn rel(self) -> Option<&'static str> {
        match self {
            LinkKind::Foreign => Some("noopener noreferrer"),
            LinkKind::InPage | LinkKind::Local | LinkKind::Contact => None,
        }
    }
}

/// Where an address leads; ask only about an address that [`link`] or [`image`] has passed.
pub fn link_kind(url: &str) -> LinkKind {
    match scheme(url) {
        Some((scheme, _)) if is_web(scheme) => LinkKind::Foreign,
        Some(_) => LinkKind::Contact,
        None if url.starts_with('#') && !url.starts_with("#/") => LinkKind::InPage,
        None => LinkKind::Local,
    }
}

/// Whether loading this address, once [`image`] or [`link`] has passed it, asks a host named in the address.
pub fn is_foreign(url: &str) -> bool {
    link_kind(url) == LinkKind::Foreign
}

/// The address of a link, stripped, if it may stand: `http`, `https`, `mailto`, `tel`, relative or `#fragment`.
///
/// # Example
/// ```
/// use tidings_markup::policy::link;
///
/// assert_eq!(link("\n https://example.org/a?b#c "), Some("https://example.org/a?b#c"));
/// assert_eq!(link("../news/"), Some("../news/"));
/// assert_eq!(link("//example.org/"), None);
/// assert_eq!(link("\u{1}JavaScript:alert(1)"), None);
/// ```
pub fn link(url: &str) -> Option<&str> {
    let url = strip(url);
    if url.len() > LONGEST || !is_plain(url) {
        return None;
    }
    match scheme(url) {
        Some((scheme, rest)) if is_web(scheme) => has_host(rest).then_some(url),
        Some((scheme, rest)) => (is_contact(scheme) && !rest.is_empty()).then_some(url),
        None => is_relative(url).then_some(url),
    }
}

/// The address of a picture, stripped, if it may stand: `http`, `https`, relative, or `data:image/…;base64` of a raster type.
pub fn image(url: &str) -> Option<&str> {
    let url = strip(url);
    if let Some((scheme, rest)) = scheme(url)
        && scheme.eq_ignore_ascii_case("data")
    {
        return is_raster(rest).then_some(url);
    }
    if url.len() > LONGEST || !is_plain(url) {
        return None;
    }
    match scheme(url) {
        Some((scheme, rest)) => (is_web(scheme) && has_host(rest)).then_some(url),
        None => (is_relative(url) && !url.starts_with('#')).then_some(url),
    }
}

/// [`link`], with places in the content led to where [`content_id`] has put them.
///
/// `#/…` stays: it is the viewer's own address, and no id holds a slash.
pub(super) fn checked_link(url: &str) -> Option<Cow<'_, str>> {
    let url = link(url)?;
    match url.strip_prefix('#') {
        Some(place) if !place.starts_with('/') => {
            let place = decode_percent(place)?;
            Some(Cow::Owned(format!("#{}", content_id(&place)?)))
        }
        _ => Some(Cow::Borrowed(url)),
    }
}

/// Strips what browsers strip at both ends: C0 control characters and spaces.
fn strip(url: &str) -> &str {
    url.trim_matches(|character: char| character <= ' ')
}

/// No control character, line break or direction override anywhere inside.
fn is_plain(url: &str) -> bool {
    !url.chars().any(|character| {
        character.is_control() || matches!(character, '\u{2028}' | '\u{2029}') || is_direction_override(character)
    })
}

/// Everything before and after the first colon, if that colon comes before any `/`, `\`, `?` and `#`.
fn scheme(url: &str) -> Option<(&str, &str)> {
    let end = url.find([':', '/', '\\', '?', '#'])?;
    // `get` rather than `split_at`, whose panic would bring 2 KB of message into the browser.
    url.get(end..)?.strip_prefix(':').zip(url.get(..end)).map(|(rest, scheme)| (scheme, rest))
}

fn is_web(scheme: &str) -> bool {
    scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http")
}

fn is_contact(scheme: &str) -> bool {
    scheme.eq_ignore_ascii_case("mailto") || scheme.eq_ignore_ascii_case("tel")
}

/// `//host…` after the scheme.
fn has_host(rest: &str) -> bool {
    let Some(rest) = rest.strip_prefix("//") else {
        return false;
    };
    let end = rest.find(['/', '\\', '?', '#']).unwrap_or(rest.len());
    let authority = rest.get(..end).unwrap_or_default();
    !authority.is_empty() && !authority.contains(['@', ' '])
}

fn is_relative(url: &str) -> bool {
    let mut letters = url.chars();
    let slashes = letters.by_ref().take_while(|letter| matches!(letter, '/' | '\\')).take(2).count();
    slashes < 2 && !url.is_empty() && url != "#"
}

/// `image/png;base64,…` and its like, with nothing but base64 behind the comma.
fn is_raster(rest: &str) -> bool {
    let Some((kind, data)) = rest.split_once(',') else {
        return false;
    };
    let mut parts = kind.split(['/', ';']).map(str::trim);
    let is_known = parts.next().is_some_and(|part| part.eq_ignore_ascii_case("image"))
        && parts.next().is_some_and(|part| RASTER.iter().any(|raster| part.eq_ignore_ascii_case(raster)))
        && parts.next().is_some_and(|part| part.eq_ignore_ascii_case("base64"))
        && parts.next().is_none();
    is_known
        && !data.is_empty()
        && data.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'='))
}

/// Decodes `%XX`; `None` if the result is not UTF-8.
fn decode_percent(text: &str) -> Option<Cow<'_, str>> {
    if !text.contains('%') {
        return Some(Cow::Borrowed(text));
    }
    let mut decoded = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, tail)) = rest.split_first() {
        rest = tail;
        let pair = (byte == b'%').then(|| tail.split_at_checked(2)).flatten();
        let value = pair.and_then(|(pair, _)| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok());
        match (value, pair) {
            (Some(value), Some((_, after))) => {
                decoded.push(value);
                rest = after;
            }
            _ => decoded.push(byte),
        }
    }
    String::from_utf8(decoded).ok().map(Cow::Owned)
}
