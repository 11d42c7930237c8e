//! What a file of a site is for, told by its name.

use std::path::Path;

use crate::import::extension;

const FOR_THE_WEB: &[&str] = &[
    "feed.xml",
    "robots.txt",
    "_headers",
    "vercel.json",
    ".htaccess",
    ".nojekyll",
    "404.html",
    "manifest.webmanifest",
];

/// One of a few words.
pub(super) fn of(name: &str) -> &'static str {
    let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
    let top = folder.split('/').next().unwrap_or(folder);
    let is_list = file.starts_with("feed") && file.ends_with(".json");
    match (top, folder) {
        ("media", _) if is_picture(name) => "pictures",
        ("media", _) => "sound, film and files",
        (_, "bundle/articles") => "articles",
        (_, "bundle/lookup" | "bundle/catalogue") => "lists",
        (_, "bundle/search") => "search index",
        (_, "bundle/search/rows" | "bundle/search/text") => "results of searches",
        (_, "bundle/delta") => "updates",
        ("bundle", _) => "manifest",
        ("" | "c", _) if is_list => "lists",
        ("", _) if FOR_THE_WEB.contains(&file) || file.starts_with("sitemap") => "for the web",
        ("a" | "c" | "search" | "saved" | "problems", _) if file.ends_with(".html") => "pages",
        ("", _) | ("icons" | "locales", _) => "viewer",
        _ => "other",
    }
}

pub(super) fn is_picture(name: &str) -> bool {
    name.starts_with("media/") && matches!(ending(name).as_str(), "png" | "jpg" | "gif" | "webp" | "avif" | "svg")
}

/// The ending in lower case; a name without one has `none`.
pub(super) fn ending(name: &str) -> String {
    let ending = extension(Path::new(name));
    if ending.is_empty() { "none".to_owned() } else { ending }
}

/// Whether hosts compress it on the way.
pub(super) fn is_text(name: &str) -> bool {
    !matches!(
        ending(name).as_str(),
        "png"
            | "jpg"
            | "jpeg"
            | "gif"
            | "webp"
            | "avif"
            | "ico"
            | "bin"
            | "woff"
            | "woff2"
            | "pdf"
            | "zip"
            | "gz"
            | "mp3"
            | "m4a"
            | "ogg"
            | "oga"
            | "opus"
            | "wav"
            | "mp4"
            | "webm"
            | "epub"
            | "odt"
            | "ods"
            | "docx"
            | "xlsx"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_a_site_is_for_something() {
        for (name, expected) in [
            ("index.html", "viewer"),
            ("viewer-0a1b2c3d4e5f6071_bg.wasm", "viewer"),
            ("icons/icon.svg", "viewer"),
            ("feed.json", "lists"),
            ("feed-2.json", "lists"),
            ("c/world/feed.json", "lists"),
            ("c/world/index.html", "pages"),
            ("a/water/index.html", "pages"),
            ("search/index.html", "pages"),
            ("bundle/articles/0123456789abcdef.json", "articles"),
            ("bundle/search/47DEQpj8HBSa-_Ti.bin", "search index"),
            ("bundle/search/rows/12.json", "results of searches"),
            ("bundle/search/text/12.txt", "results of searches"),
            ("bundle/manifest.json", "manifest"),
            ("bundle/delta/47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU.bin", "updates"),
            ("media/0123456789abcdef.png", "pictures"),
            ("media/0123456789abcdef.pdf", "sound, film and files"),
            ("sitemap-3.xml", "for the web"),
            (".nojekyll", "for the web"),
            ("thesis/thesis.doc", "other"),
        ] {
            assert_eq!(of(name), expected, "{name}");
        }
    }
}
