//! From an address to a checked bundle, or to the reason why there is none.
//!
//! 1. Fetch (the start script may have begun already).
//! 2. Look at the status and at what kind of thing came: a host that answers every address with its front page sends HTML.
//! 3. [`tidings_bundle::decode`], which keeps what is good and lists what is not.
//!
//! The bytes are kept: the engine indexes the same feed, and asking the network twice would be wasteful and might differ.

use std::sync::Arc;

use thiserror::Error;
use tidings_bundle::{Bundle, DecodeError};

use crate::config::FeedRefused;
use crate::platform::fetch::{FetchError, Fetched, fetch};
use crate::platform::foreign_feed;

/// A bundle, the bytes it was read from, and their address.
#[derive(Clone)]
pub struct Loaded {
    pub bundle: Arc<Bundle>,
    pub bytes: Arc<Vec<u8>>,
    pub address: Arc<str>,
}

/// Why there is no bundle. Each kind has words of its own in the locale files (`error.<kind>.…`).
#[derive(Clone, Debug, Error, PartialEq)]
pub enum LoadError {
    #[error("no network, and no copy of {address} on this device")]
    Offline { address: String },
    #[error("{address} could not be reached")]
    Unreachable { address: String },
    #[error("{address} does not exist ({status})")]
    NotFound { address: String, status: u16 },
    #[error("the host answered {status} for {address}")]
    Server { address: String, status: u16 },
    #[error("{address} is {found}, not a JSON Feed")]
    WrongType { address: String, found: String },
    #[error(transparent)]
    Refused(#[from] FeedRefused),
    #[error("{address}: {source}")]
    Broken { address: String, source: DecodeError },
    #[error("{address} is not what its name says, or incomplete")]
    Damaged { address: String },
}

impl LoadError {
    /// Name of the kind in the locale files.
    pub fn kind(&self) -> &'static str {
        match self {
            LoadError::Offline { .. } => "offline",
            LoadError::Unreachable { .. } => "unreachable",
            LoadError::NotFound { .. } => "not_found",
            LoadError::Server { .. } => "server",
            LoadError::WrongType { .. } => "wrong_type",
            LoadError::Refused(_) => "refused",
            LoadError::Broken { source: DecodeError::NewerSpec { .. }, .. } => "newer_spec",
            LoadError::Broken { source: DecodeError::LooksLikeHtml, .. } => "wrong_type",
            LoadError::Broken { .. } | LoadError::Damaged { .. } => "broken",
        }
    }

    /// Whose words say it when one part of a publication is wanting: those of some kinds say that there is no publication at all.
    pub fn kind_of_part(&self) -> &'static str {
        match self.kind() {
            "not_found" | "broken" | "wrong_type" => "part",
            kind => kind,
        }
    }
}

/// Loads the feed at an absolute address.
///
/// # Errors
/// One [`LoadError`] for everything that leaves nothing to show; smaller damage is in [`Bundle::problems`].
pub async fn load(address: &str) -> Result<Loaded, LoadError> {
    read(address, in_json(fetched(address, "").await?).await)
}

/// Reads a feed from the reader's device. What it names relative to itself is not to be had.
///
/// # Errors
/// As [`load`]; also for the entry of an archive, whose other parts are elsewhere.
pub async fn of_file(name: &str, bytes: Vec<u8>) -> Result<Loaded, LoadError> {
    let file = Fetched { status: 200, content_type: String::new(), bytes };
    let loaded = read(name, in_json(file).await)?;
    match loaded.bundle.packed {
        Some(_) => Err(LoadError::WrongType { address: name.to_owned(), found: "the entry of an archive".to_owned() }),
        None => Ok(Loaded { address: "about:blank".into(), ..loaded }),
    }
}

/// RSS and Atom as JSON Feed; everything else as it came.
async fn in_json(fetched: Fetched) -> Fetched {
    if fetched.status == 200
        && foreign_feed::is_likely(&fetched.bytes)
        && let Some(bytes) = foreign_feed::in_json(&fetched.bytes).await
    {
        return Fetched { bytes, ..fetched };
    }
    fetched
}

/// Fetches another file of the publication. One that is named by its SHA-256 must be what its name says.
///
/// # Errors
/// As [`load`], as far as that can be told without reading it.
pub async fn fetch_part(address: &str) -> Result<Vec<u8>, LoadError> {
    let integrity = integrity(address);
    match fetched(address, &integrity).await {
        Ok(fetched) => check_status(address, fetched.status).map(|()| fetched.bytes),
        // The browser does not say why; a file that comes without the condition is the wrong one.
        Err(error) if integrity.is_empty() => Err(error),
        Err(_) => {
            check_status(address, fetched(address, "").await?.status)?;
            Err(LoadError::Damaged { address: address.to_owned() })
        }
    }
}

/// What Subresource Integrity calls the content of a file that is named by its SHA-256 in Base64 for addresses (RFC 4648, section 5);
/// nothing for others.
fn integrity(address: &str) -> String {
    let name = address.rsplit('/').next().and_then(|name| name.strip_suffix(".json"));
    match name.filter(|name| name.len() == 43) {
        Some(hash) => format!("sha256-{}=", hash.replace('-', "+").replace('_', "/")),
        None => String::new(),
    }
}

/// Reads a feed that is part of another.
///
/// # Errors
/// When it is no feed; smaller damage is in [`Bundle::problems`].
pub fn decode(address: &str, bytes: &[u8]) -> Result<Bundle, LoadError> {
    tidings_bundle::decode(bytes).map_err(|source| LoadError::Broken { address: address.to_owned(), source })
}

async fn fetched(address: &str, integrity: &str) -> Result<Fetched, LoadError> {
    fetch(address, integrity).await.map_err(|error| {
        let address = address.to_owned();
        match error {
            FetchError::Offline => LoadError::Offline { address },
            FetchError::Unreachable => LoadError::Unreachable { address },
        }
    })
}

fn check_status(address: &str, status: u16) -> Result<(), LoadError> {
    let address = || address.to_owned();
    match status {
        200..=299 => Ok(()),
        404 | 410 => Err(LoadError::NotFound { address: address(), status }),
        status => Err(LoadError::Server { address: address(), status }),
    }
}

fn read(address: &str, fetched: Fetched) -> Result<Loaded, LoadError> {
    let owned = || address.to_owned();
    check_status(address, fetched.status)?;
    match tidings_bundle::decode(&fetched.bytes) {
        Ok(bundle) => Ok(Loaded { bundle: Arc::new(bundle), bytes: Arc::new(fetched.bytes), address: address.into() }),
        Err(source) => {
            // Hosts often call JSON text/plain or nothing at all, so the type is only asked once reading has failed.
            let kind = fetched.content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
            let says_json =
                kind.is_empty() || kind.ends_with("json") || kind == "text/plain" || kind == "application/octet-stream";
            if says_json {
                Err(LoadError::Broken { address: owned(), source })
            } else {
                Err(LoadError::WrongType { address: owned(), found: kind })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fetched(status: u16, content_type: &str, body: &str) -> Fetched {
        Fetched { status, content_type: content_type.into(), bytes: body.into() }
    }

    fn kind(fetched: Fetched) -> &'static str {
        match read("http://127.0.0.1/feed.json", fetched) {
            Ok(_) => "ok",
            Err(error) => error.kind(),
        }
    }

    #[test]
    fn the_hash_of_a_name_is_what_browsers_check() {
        // SHA-256 of nothing.
        let address = "https://a.example/bundle/articles/47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU.json";
        assert_eq!(integrity(address), "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
        for other in ["feed-3.json", "bundle/lookup/12.json", ""] {
            assert_eq!(integrity(other), "", "{other}");
        }
    }

    const FEED: &str = r#"{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[]}"#;

    #[test]
    fn every_way_to_fail_is_told_apart() {
        assert_eq!(kind(fetched(404, "text/html", "<h1>Not Found</h1>")), "not_found");
        assert_eq!(kind(fetched(503, "text/html", "")), "server");
        assert_eq!(kind(fetched(200, "text/html", "<!doctype html><title>Home</title>")), "wrong_type");
        assert_eq!(kind(fetched(200, "application/json", "<!doctype html><title>Home</title>")), "wrong_type");
        assert_eq!(kind(fetched(200, "image/png", "\u{1}\u{2}")), "wrong_type");
        assert_eq!(kind(fetched(200, "application/feed+json", &FEED[..40])), "broken");
        assert_eq!(kind(fetched(200, "application/json", "")), "broken");
        let newer = FEED.replace("\"title\"", "\"_tidings\":{\"spec\":99},\"title\"");
        assert_eq!(kind(fetched(200, "application/json", &newer)), "newer_spec");
    }

    #[test]
    fn a_good_feed_opens_whatever_the_host_calls_it() {
        for content_type in ["application/feed+json", "application/json; charset=utf-8", "text/plain", "", "text/html"]
        {
            assert_eq!(kind(fetched(200, content_type, FEED)), "ok", "{content_type}");
        }
    }
}
