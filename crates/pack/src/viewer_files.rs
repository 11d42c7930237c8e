//! The built viewer: embedded in this command, or taken from a folder.
//!
//! Its `index.html` is the only file that says anything about the publication; [`adapt_index`] writes title, language, direction
//! and description into it. Everything else is copied as it is, so that the hashes in its policy and in its names stay true.

use std::borrow::Cow;
use std::path::Path;

use tidings_bundle::{Bundle, Direction};
use tidings_markup::escape;

use crate::error::PackError;

/// Name and content of each file of the viewer that was there when this command was built; empty without one.
static EMBEDDED: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/viewer_files.rs"));

/// Bytes of one file of a viewer.
const LARGEST: u64 = 64 << 20;

/// The files of a viewer, by name.
#[derive(Clone, Debug, Default)]
pub struct Viewer {
    files: Vec<(String, Cow<'static, [u8]>)>,
}

impl Viewer {
    /// The one in this command; `None` if it was built without.
    pub fn embedded() -> Option<Viewer> {
        let files = EMBEDDED.iter().map(|(name, bytes)| ((*name).to_owned(), Cow::Borrowed(*bytes))).collect();
        Some(Viewer { files }).filter(|viewer| viewer.index().is_some())
    }

    /// One in a folder, such as `dist/`.
    ///
    /// # Errors
    /// When the folder cannot be read or has no `index.html`.
    pub fn from_folder(folder: &Path) -> Result<Viewer, PackError> {
        let mut files = Vec::new();
        for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
            let entry = entry.map_err(|_| PackError::NoViewer { path: folder.to_owned() })?;
            let name = crate::import::walk::relative(folder, entry.path());
            let is_hidden = name.split('/').any(|part| part.starts_with('.') && part != ".");
            if !entry.file_type().is_file() || is_hidden || entry.metadata().is_ok_and(|data| data.len() > LARGEST) {
                continue;
            }
            let bytes = std::fs::read(entry.path()).map_err(|error| PackError::source(entry.path(), &error))?;
            files.push((name, Cow::Owned(bytes)));
        }
        let viewer = Viewer { files };
        if viewer.index().is_none() {
            return Err(PackError::NoViewer { path: folder.to_owned() });
        }
        Ok(viewer)
    }

    pub fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_ref()))
    }

    fn index(&self) -> Option<&[u8]> {
        self.file("index.html")
    }

    /// The style sheet that the page `index` names; nothing if there is none.
    pub(crate) fn style(&self, index: &str) -> Cow<'_, str> {
        let tag = index.split("<link ").find(|tag| tag.starts_with("rel=\"stylesheet\""));
        let name = tag.and_then(|tag| tag.split("href=\"").nth(1)?.split('"').next());
        let bytes = name.and_then(|name| self.file(name.trim_start_matches("./"))).unwrap_or_default();
        String::from_utf8_lossy(bytes)
    }

    /// The content of one file.
    pub fn file(&self, wanted: &str) -> Option<&[u8]> {
        self.files().find(|(name, _)| *name == wanted).map(|(_, bytes)| bytes)
    }
}

/// Whether a file name carries a hash of its content, so that the file may be kept for ever: `viewer-0a1b2c3d4e5f6071_bg.wasm`,
/// `<32 hexadecimal digits>.png`.
pub fn is_hashed(name: &str) -> bool {
    let name = name.rsplit('/').next().unwrap_or(name);
    let stem = name.split('.').next().unwrap_or(name);
    // Parts of an archive: a whole SHA-256 in Base64 for addresses; of a search index its first 12 bytes.
    let is_base64 = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_');
    let is_of = |letters: usize, ending: &str| stem.len() == letters && name.get(letters..) == Some(ending);
    if (is_of(43, ".json") || is_of(16, ".bin")) && stem.chars().all(is_base64) {
        return true;
    }
    stem.split(['-', '_']).any(|part| {
        // Sixteen digits and more: eight would take a date for a hash.
        (16..=64).contains(&part.len()) && part.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
    })
}

/// Writes what the publication is into the viewer's page. What is not found is not forced in: a page without `<title>` gets one
/// only if it has a `<head>`.
pub fn adapt_index(html: &str, bundle: &Bundle) -> String {
    let language = bundle.language.as_deref().unwrap_or("en");
    let declared = bundle.languages.iter().find(|known| known.tag.eq_ignore_ascii_case(language));
    let dir = declared.map_or_else(|| Direction::of_language(language), |known| known.dir);
    let html = replace_tag(html, "<html", &format!("<html lang=\"{}\" dir=\"{}\">", escape(language), dir.as_str()));
    let title = escape(&bundle.title);
    let html = match (html.find("<title>"), html.find("</title>")) {
        (Some(start), Some(end)) if start < end => splice(&html, start + "<title>".len(), end, &title),
        _ => insert_into_head(&html, &format!("<title>{title}</title>")),
    };
    let Some(description) = &bundle.description else {
        return html;
    };
    let meta = format!("<meta name=\"description\" content=\"{}\">", escape(description));
    if html.contains("<meta name=\"description\"") {
        return replace_tag(&html, "<meta name=\"description\"", &meta);
    }
    insert_into_head(&html, &meta)
}

/// Replaces the first tag that begins with `start`, up to its `>` outside of quotes.
pub(crate) fn replace_tag(html: &str, start: &str, replacement: &str) -> String {
    let Some(at) = html.find(start) else {
        return html.to_owned();
    };
    let mut quote: Option<u8> = None;
    let end = html.bytes().enumerate().skip(at).find(|(_, byte)| match quote {
        Some(open) => {
            if *byte == open {
                quote = None;
            }
            false
        }
        None if matches!(byte, b'"' | b'\'') => {
            quote = Some(*byte);
            false
        }
        None => *byte == b'>',
    });
    match end {
        Some((end, _)) => splice(html, at, end + 1, replacement),
        None => html.to_owned(),
    }
}

/// Behind `<head>` and the character set, which must stay within the first kilobyte.
pub(crate) fn insert_into_head(html: &str, element: &str) -> String {
    let after = |start: &str| html.find(start).and_then(|at| html.get(at..)?.find('>').map(|end| at + end + 1));
    match after("<meta charset").or_else(|| after("<head")) {
        Some(at) => splice(html, at, at, element),
        None => html.to_owned(),
    }
}

pub(crate) fn splice(text: &str, start: usize, end: usize, middle: &str) -> String {
    let before = text.get(..start).unwrap_or_default();
    let after = text.get(end..).unwrap_or_default();
    format!("{before}{middle}{after}")
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<!doctype html>\n<html lang=\"en\" dir=\"ltr\" data-x=\">\">\n<head>\n<meta charset=\"utf-8\">\n\
        <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">\n<title>Tidings</title>\n</head><body></body></html>\n";

    #[allow(clippy::field_reassign_with_default, reason = "a bundle has a private field")]
    fn publication(title: &str, description: Option<&str>) -> Bundle {
        let mut bundle = Bundle::default();
        bundle.title = title.to_owned();
        bundle.language = Some("fa".to_owned());
        bundle.description = description.map(str::to_owned);
        bundle
    }

    #[test]
    fn the_page_says_whose_it_is() {
        let page = adapt_index(PAGE, &publication("رود & دریا", Some("A \"calm\" read")));
        assert!(page.contains("<html lang=\"fa\" dir=\"rtl\">"), "{page}");
        assert!(page.contains("<title>رود &amp; دریا</title>"));
        assert!(page.contains("<meta name=\"description\" content=\"A &quot;calm&quot; read\">"));
        assert!(page.contains("content=\"default-src 'none'\""), "the policy stays");
        let again = adapt_index(&page, &publication("Other", Some("x")));
        assert_eq!(again.matches("<title>").count() + again.matches("name=\"description\"").count(), 2);
    }

    #[test]
    fn a_title_cannot_break_out_of_its_element() {
        let hostile = "</title><script>alert(1)</script>";
        let page = adapt_index(PAGE, &publication(hostile, Some("\"><script>alert(1)</script>")));
        assert!(!page.contains("<script>"), "{page}");
    }

    #[test]
    fn names_with_a_hash_are_told_from_those_without() {
        for name in [
            "viewer-0a1b2c3d4e5f6071_bg.wasm",
            "media/0123456789abcdef0123456789abcdef.png",
            "engine-1a2b3c4d5e6f7a8b.js",
            "bundle/search/47DEQpj8HBSa-_Ti.bin",
        ] {
            assert!(is_hashed(name), "{name}");
        }
        for name in [
            "index.html",
            "sw.js",
            "embed.js",
            "feed.json",
            "icon-192.png",
            "deadbeef.js",
            "viewer_bg.wasm",
            "icon-20240531.png",
            "bundle/search/rows/12.json",
            "bundle/search/text/12.txt",
            "bundle/search/47DEQpj8HBSa-_T.bin",
        ] {
            assert!(!is_hashed(name), "{name}");
        }
    }
}
