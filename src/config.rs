//! What this copy of the viewer was told: by its page (`<meta>`) and by its address (`?feed=`, `?embed=1` with `host`,
//! `layout` and `tokens`, `?lang=`, `?theme=`).

use thiserror::Error;
use tidings_bundle::ThemeTokens;

use crate::percent;
use crate::platform::document;
use crate::route::AddressStyle;
use crate::shell::theme::Theme;

/// Settings that stay as they are while the page lives.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// Absolute address of the feed, or why there is none.
    pub feed: Result<String, FeedRefused>,
    /// Absolute address of the engine's script; without one there is no search.
    pub engine: Option<String>,
    /// Of the engine that also turns Markdown into HTML, for feeds that hold Markdown.
    pub markdown_engine: Option<String>,
    /// Of the engine of archives.
    pub archive_engine: Option<String>,
    pub address_style: AddressStyle,
    /// Absolute address of the site's root folder, where the viewer's other files lie. Kept, since relative addresses change their
    /// meaning once the page has another address.
    pub root: String,
    /// Shown in somebody else's page: no furniture, a height to report.
    pub is_embedded: bool,
    /// Origin of that page, as `embed.js` says; it is told what happens here, and only it may say where to go.
    pub host_origin: Option<String>,
    /// What of a page is shown there: `list`, `cards`, `gallery`; the style sheet knows what each leaves out.
    pub layout: Option<String>,
    /// How that page wants it to look.
    pub tokens: ThemeTokens,
    /// Interface language asked for by the address.
    pub language: Option<String>,
    pub theme: Option<Theme>,
}

/// `?feed=` may not make a publisher's address show a stranger's words.
#[derive(Clone, Debug, Error, PartialEq)]
#[error(
    "the feed {address} lies on another origin: name that origin in <meta name=\"tidings-feed-origins\"> to allow it"
)]
pub struct FeedRefused {
    pub address: String,
}

const DEFAULT_FEED: &str = "feed.json";

impl Config {
    /// Reads the page that the viewer was started in.
    pub fn read() -> Config {
        let query = document::query();
        let asked = |name: &str| query_value(&query, name);
        let script =
            |name: &str| document::meta(name).and_then(|name| document::resolve(&name)).map(|(address, _)| address);
        let is_embedded = asked("embed").is_some_and(|value| value == "1");
        // `./`, `../../`…: a page of a packed site, which has a page behind every address. A frame in somebody else's page needs one
        // address only.
        let written = document::meta("tidings-root");
        let root =
            document::resolve(written.as_deref().unwrap_or("./")).map(|(address, _)| address).unwrap_or_default();
        let style = match document::path(&root) {
            Some(base) if written.is_some() && !is_embedded => AddressStyle::Path { base },
            _ => AddressStyle::Hash,
        };
        Config {
            feed: feed_address(asked("feed")),
            engine: script("tidings-engine"),
            markdown_engine: script("tidings-markdown"),
            archive_engine: script("tidings-archive"),
            address_style: style,
            root,
            host_origin: asked("host").filter(|_| is_embedded),
            layout: asked("layout").filter(|_| is_embedded),
            // In a window of its own an address may not change how a publication looks.
            tokens: tokens(asked("tokens").filter(|_| is_embedded)),
            is_embedded,
            // On the pages below the root this is a filter of theirs.
            language: asked("lang").filter(|_| written.is_none_or(|root| root == "./")),
            theme: asked("theme").and_then(|name| Theme::from_name(&name)),
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl Config {
    /// For a page that is written before anybody reads it; `root` leads from it to the site's root.
    pub fn still(root: &str) -> Config {
        Config {
            feed: Ok(String::new()),
            engine: None,
            markdown_engine: None,
            archive_engine: None,
            address_style: AddressStyle::Path { base: root.to_owned() },
            root: root.to_owned(),
            is_embedded: false,
            host_origin: None,
            layout: None,
            tokens: ThemeTokens::default(),
            language: None,
            theme: None,
        }
    }
}

fn feed_address(asked: Option<String>) -> Result<String, FeedRefused> {
    let configured = document::meta("tidings-feed").unwrap_or_else(|| DEFAULT_FEED.to_owned());
    let Some(asked) = asked else {
        // The page's own author may name any feed.
        return document::resolve(&configured).map(|(address, _)| address).ok_or(FeedRefused { address: configured });
    };
    let allowed = document::meta("tidings-feed-origins").unwrap_or_default();
    match document::resolve(&asked) {
        Some((address, true)) => Ok(address),
        Some((address, false)) if is_allowed(&address, &allowed) => Ok(address),
        _ => Err(FeedRefused { address: asked }),
    }
}

/// Whether an absolute address begins with one of the origins in a list separated by spaces.
fn is_allowed(address: &str, origins: &str) -> bool {
    // The slash ends the host: `https://good.example` must not let `https://good.example.evil.test` in.
    origins.split_whitespace().any(|origin| address.starts_with(&format!("{}/", origin.trim_end_matches('/'))))
}

/// A blank comes as a plus, which no value has.
fn tokens(list: Option<String>) -> ThemeTokens {
    list.map(|list| ThemeTokens::of_list(&list.replace('+', " "))).unwrap_or_default()
}

fn query_value(query: &str, wanted: &str) -> Option<String> {
    query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .find(|(name, _)| *name == wanted)
        .map(|(_, value)| percent::decode(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_allowed_only_as_a_whole() {
        let origins = "https://good.example https://also.example/";
        assert!(is_allowed("https://good.example/feed.json", origins));
        assert!(is_allowed("https://also.example/x/feed.json", origins));
        assert!(!is_allowed("https://good.example.evil.test/feed.json", origins));
        assert!(!is_allowed("https://good.example:8443/feed.json", origins));
        assert!(!is_allowed("https://other.example/feed.json", ""));
    }

    #[test]
    fn query_values_are_decoded() {
        assert_eq!(query_value("a=1&feed=x%2Ffeed.json", "feed").as_deref(), Some("x/feed.json"));
        assert_eq!(query_value("", "feed"), None);
    }
}
