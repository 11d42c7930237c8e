//! Is this a feed, and may this program read it?

use super::fields::{Fields, found};
use crate::json::Json;
use crate::limits::MAX_FEED_BYTES;
use crate::problem::{Place, quoted};
use crate::{DecodeError, SPEC};

/// The text of the feed, without a byte order mark.
pub(super) fn text(bytes: &[u8]) -> Result<&str, DecodeError> {
    if bytes.len() > MAX_FEED_BYTES {
        return Err(DecodeError::TooLarge { bytes: bytes.len(), limit: MAX_FEED_BYTES });
    }
    let text = std::str::from_utf8(bytes).map_err(|error| DecodeError::NotUtf8 { offset: error.valid_up_to() })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let start = text.trim_start();
    if start.is_empty() {
        return Err(DecodeError::Empty);
    }
    if start.starts_with('<') {
        return Err(markup(start));
    }
    Ok(text)
}

/// A web page, or one of the other feed formats.
fn markup(start: &str) -> DecodeError {
    let head = start.as_bytes().get(..2_000).unwrap_or(start.as_bytes());
    let has = |tag: &str| head.windows(tag.len()).any(|part| part.eq_ignore_ascii_case(tag.as_bytes()));
    if (has("<rss") || has("<feed") || has("<rdf:")) && !has("<html") {
        return DecodeError::NotAFeed { found: "an RSS or Atom feed".to_owned() };
    }
    DecodeError::LooksLikeHtml
}

/// The object that the feed is. Here, and only here, the whole text is checked to be JSON.
pub(super) fn object(text: &str) -> Result<Json<'_>, DecodeError> {
    let feed = Json::parse(text).map_err(|error| DecodeError::Syntax {
        line: error.line,
        column: error.column,
        message: error.message.to_owned(),
        truncated: error.truncated,
    })?;
    if feed.is_object() { Ok(feed) } else { Err(DecodeError::NotAFeed { found: found(feed).to_owned() }) }
}

/// Takes `version` out. Minor versions after 1.1 are read, since 1.x only ever adds.
pub(super) fn check_version(feed: &mut Fields<'_>) -> Result<(), DecodeError> {
    let Some(written) = feed.take("version") else {
        return Err(DecodeError::NotAFeed { found: "an object without version".to_owned() });
    };
    let version = written.text().unwrap_or(written.as_written().into());
    let parts = version.trim().rsplit_once('/');
    match parts.filter(|(address, _)| address.ends_with("jsonfeed.org/version")).map(|(_, number)| number) {
        Some("1" | "1.0" | "1.1") => Ok(()),
        Some(later) if later.starts_with("1.") => {
            let what = format_args!("{} is newer than 1.1", quoted(&version));
            feed.problem("version", what, "what it added is not shown");
            Ok(())
        }
        _ => Err(DecodeError::WrongVersion { found: quoted(&version) }),
    }
}

/// Takes `_tidings` out, if it is there and not newer than this program.
pub(super) fn own_members<'a>(feed: &mut Fields<'a>) -> Result<Fields<'a>, DecodeError> {
    let own = feed.json_object("_tidings");
    let mut tidings = Fields::new(own, Place::ROOT.member("_tidings"), feed.problems);
    match tidings.take("spec").map(Json::unsigned) {
        Some(Some(found)) if found > SPEC => return Err(DecodeError::NewerSpec { found, supported: SPEC }),
        Some(Some(_)) => {}
        _ if own.is_none() => {}
        _ => tidings.problem("spec", format_args!("expected a whole number"), "read as the present one"),
    }
    Ok(tidings)
}
