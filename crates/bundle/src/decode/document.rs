//! Is this a feed, and may this program read it?

use super::raw::{self, Members};
use crate::limits::MAX_FEED_BYTES;
use crate::problem::{Place, Problems, quoted};
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
    let head: String = start.chars().take(2_000).collect::<String>().to_ascii_lowercase();
    let is_feed = ["<rss", "<feed", "<rdf:"].iter().any(|tag| raw::find(&head, tag).is_some());
    if is_feed && raw::find(&head, "<html").is_none() {
        return DecodeError::NotAFeed { found: "an RSS or Atom feed".to_owned() };
    }
    DecodeError::LooksLikeHtml
}

/// The members of the feed. Here, and only here, the whole text is checked to be JSON.
pub(super) fn members(text: &str) -> Result<Members<'_>, DecodeError> {
    raw::members(text).map_err(|error| {
        if error.is_data() {
            return DecodeError::NotAFeed { found: raw::found(text).to_owned() };
        }
        DecodeError::Syntax {
            line: error.line(),
            column: error.column(),
            message: raw::reason(&error),
            truncated: error.is_eof(),
        }
    })
}

/// Takes `version` out. Minor versions after 1.1 are read, since 1.x only ever adds.
pub(super) fn check_version(members: &mut Members<'_>, problems: &Problems) -> Result<(), DecodeError> {
    let Some(raw) = members.take("version") else {
        return Err(DecodeError::NotAFeed { found: "an object without version".to_owned() });
    };
    let version: String = serde_json::from_str(raw.get()).unwrap_or_else(|_| raw.get().chars().take(60).collect());
    let parts = version.trim().rsplit_once('/');
    match parts.filter(|(address, _)| address.ends_with("jsonfeed.org/version")).map(|(_, number)| number) {
        Some("1" | "1.0" | "1.1") => Ok(()),
        Some(later) if later.starts_with("1.") => {
            let what = format_args!("{} is newer than 1.1", quoted(&version));
            problems.add(&Place::ROOT.member("version"), what, "what it added is not shown");
            Ok(())
        }
        _ => Err(DecodeError::WrongVersion { found: quoted(&version) }),
    }
}

/// Takes `_tidings` out, if it is there and not newer than this program.
pub(super) fn own_members<'a>(
    members: &mut Members<'a>,
    problems: &Problems,
) -> Result<Option<Members<'a>>, DecodeError> {
    let place = Place::ROOT.member("_tidings");
    let Some(raw) = members.take("_tidings") else {
        return Ok(None);
    };
    let Ok(mut tidings) = raw::members(raw.get()) else {
        problems.add(&place, format_args!("expected an object, found {}", raw::found(raw.get())), "left out");
        return Ok(None);
    };
    match tidings.take("spec").map(|raw| serde_json::from_str::<u64>(raw.get())) {
        Some(Ok(found)) if found > SPEC => return Err(DecodeError::NewerSpec { found, supported: SPEC }),
        Some(Ok(_)) => {}
        _ => problems.add(&place.member("spec"), format_args!("expected a whole number"), "read as the present one"),
    }
    Ok(Some(tidings))
}
