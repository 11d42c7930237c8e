//! Types, caching and policies of answers.

use std::time::SystemTime;

use super::files::SiteFile;
use crate::import::extension;
use crate::viewer_files::is_hashed;

/// Kept a year without asking again: the name changes with the content.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// Kept, but asked about each time: a new pack shows at once, and an unchanged file costs one small answer.
const ASK_FIRST: &str = "no-cache";
/// Not kept at all, while a source is being written.
pub(super) const NEVER: &str = "no-store";

/// A drawing opened by itself is a document; this one may draw and nothing else.
pub(super) const DRAWING_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

/// Ending, type, and whether compressing it helps.
const TYPES: &[(&str, &str, bool)] = &[
    ("html", "text/html; charset=utf-8", true),
    ("css", "text/css; charset=utf-8", true),
    ("js", "text/javascript; charset=utf-8", true),
    ("mjs", "text/javascript; charset=utf-8", true),
    ("json", "application/json", true),
    ("webmanifest", "application/manifest+json", true),
    ("wasm", "application/wasm", true),
    ("xml", "application/xml", true),
    ("svg", "image/svg+xml", true),
    ("txt", "text/plain; charset=utf-8", true),
    ("md", "text/plain; charset=utf-8", true),
    ("csv", "text/csv; charset=utf-8", true),
    ("tsv", "text/tab-separated-values; charset=utf-8", true),
    ("vtt", "text/vtt; charset=utf-8", true),
    ("png", "image/png", false),
    ("jpg", "image/jpeg", false),
    ("jpeg", "image/jpeg", false),
    ("gif", "image/gif", false),
    ("webp", "image/webp", false),
    ("avif", "image/avif", false),
    ("ico", "image/x-icon", false),
    ("woff2", "font/woff2", false),
    ("woff", "font/woff", false),
    ("ttf", "font/ttf", true),
    ("pdf", "application/pdf", false),
    ("bin", "application/octet-stream", false),
    ("zip", "application/zip", false),
    ("gz", "application/gzip", false),
    ("mp3", "audio/mpeg", false),
    ("m4a", "audio/mp4", false),
    ("ogg", "audio/ogg", false),
    ("oga", "audio/ogg", false),
    ("opus", "audio/ogg", false),
    ("wav", "audio/wav", false),
    ("mp4", "video/mp4", false),
    ("webm", "video/webm", false),
    ("epub", "application/epub+zip", false),
];

/// Type of a file and whether it is worth compressing; unknown ones are bytes to be saved, never a page.
pub(super) fn kind(file: &SiteFile) -> (&'static str, bool) {
    let ending = extension(&file.path);
    TYPES
        .iter()
        .find(|(known, _, _)| *known == ending)
        .map_or(("application/octet-stream", false), |(_, mime, is_text)| (*mime, *is_text))
}

pub(super) fn caching(file: &SiteFile) -> &'static str {
    if is_hashed(&file.name) { FOR_EVER } else { ASK_FIRST }
}

/// Changes with the file and with the way it is packed. Weak: made from length and time, not from the bytes.
pub(super) fn tag(file: &SiteFile, encoding: Option<&str>) -> String {
    let nanoseconds = file.modified.duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.as_nanos());
    format!("W/\"{:x}-{nanoseconds:x}{}\"", file.bytes, encoding.map(|name| format!("-{name}")).unwrap_or_default())
}

/// Whether a browser that says `If-None-Match: header` has this version already.
pub(super) fn is_known(header: &str, tag: &str) -> bool {
    let bare = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    header.trim() == "*" || header.split(',').any(|known| bare(known) == bare(tag))
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    fn file(name: &str) -> SiteFile {
        SiteFile { path: PathBuf::from(name), name: name.to_owned(), bytes: 10, modified: SystemTime::UNIX_EPOCH }
    }

    #[test]
    fn types_are_those_that_browsers_insist_on() {
        for (name, expected) in [
            ("a.wasm", "application/wasm"),
            ("a.js", "text/javascript; charset=utf-8"),
            ("feed.json", "application/json"),
            ("a.WEBP", "image/webp"),
            ("a.avif", "image/avif"),
            ("a.woff2", "font/woff2"),
            ("manifest.webmanifest", "application/manifest+json"),
            ("a.exe", "application/octet-stream"),
            ("noending", "application/octet-stream"),
        ] {
            assert_eq!(kind(&file(name)).0, expected, "{name}");
        }
    }

    #[test]
    fn hashed_names_are_kept_for_ever_and_entries_are_asked_about() {
        let piece = file("bundle/search/47DEQpj8HBSa-_Ti.bin");
        assert_eq!((caching(&piece), kind(&piece)), (FOR_EVER, ("application/octet-stream", false)), "packed already");
        assert_eq!(caching(&file("viewer-0a1b2c3d4e5f6071.js")), FOR_EVER);
        for entry in
            ["index.html", "feed.json", "sw.js", "embed.js", "bundle/search/rows/1.json", "bundle/search/text/1.txt"]
        {
            assert_eq!(caching(&file(entry)), ASK_FIRST);
        }
    }

    #[test]
    fn a_version_is_known_by_its_tag() {
        let tag = tag(&file("a"), Some("br"));
        assert!(is_known(&tag, &tag));
        assert!(is_known(&format!("\"x\", {}", tag.trim_start_matches("W/")), &tag));
        assert!(!is_known("\"x\"", &tag));
    }
}
