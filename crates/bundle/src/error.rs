//! Why a feed could not be opened at all. Everything smaller is a [`crate::Problem`].

use thiserror::Error;

/// The feed as a whole is unusable; the message names the remedy.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum DecodeError {
    #[error("the feed is empty (0 bytes of content): check that the publisher's upload has finished, then reload")]
    Empty,
    #[error("the feed has {bytes} bytes, the limit is {limit}: ask the publisher to pack it in pages")]
    TooLarge { bytes: usize, limit: usize },
    #[error("the feed is not UTF-8 text (byte {offset}): save it as UTF-8")]
    NotUtf8 { offset: usize },
    #[error(
        "the address answered with a web page (HTML) where a JSON feed was expected: check the address of the feed"
    )]
    LooksLikeHtml,
    #[error(
        "the feed {} at line {line}, column {column} ({message}): {}",
        if *.truncated { "breaks off" } else { "is not valid JSON" },
        if *.truncated { "reload, or ask the publisher to upload it again" } else { "ask the publisher to correct it" }
    )]
    Syntax { line: usize, column: usize, message: String, truncated: bool },
    #[error("expected a JSON Feed, found {found}: check the address of the feed")]
    NotAFeed { found: String },
    #[error(
        "expected version https://jsonfeed.org/version/1 or 1.1, found {found}: ask the publisher for a JSON Feed 1.1"
    )]
    WrongVersion { found: String },
    #[error("bundle spec {found} is newer than this viewer ({supported}): reload, or ask the publisher")]
    NewerSpec { found: u64, supported: u64 },
}
