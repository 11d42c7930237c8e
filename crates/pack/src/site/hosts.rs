//! Caching, types and the page for missing addresses, said to each kind of static host in the file it reads.
//!
//! | file | read by |
//! |---|---|
//! | `_headers` | Netlify, Cloudflare Pages and Workers, Sevalla and others that took the format over |
//! | `vercel.json` | Vercel, when the site's folder is what is deployed |
//! | `.htaccess` | Apache and LiteSpeed: most shared hosting |
//! | `.nojekyll` | GitHub Pages, so that it publishes files as they are; it lets nobody set headers |
//!
//! The rule is that of [`crate::viewer_files::is_hashed`]: a name with a hash in it is kept for a year without asking, everything
//! else is asked about each time. Where hosts add up the headers of all rules that match (the first two of `_headers` do), each
//! address has one rule for caching, or a browser would read `no-cache, immutable`. For nginx, Caddy and buckets the README has
//! the same in words: their settings do not lie in the folder.
//!
//! `feed.json` stays `application/json`: hosts compress that everywhere, and `application/feed+json` nearly nowhere.

use serde_json::json;

use super::SiteFile;
use super::home::Home;

const FOR_EVER: &str = "public, max-age=31536000, immutable";
const ASK_FIRST: &str = "no-cache";

/// Paths whose files all carry a hash. A `*` stands at the end only, where every host understands it. `:piece` is one name without a `/`,
/// so that rows and texts in folders below it have one rule as well; a host that does not know it says nothing of the pieces.
const HASHED: &[&str] = &[
    "/media/*",
    "/bundle/articles/*",
    "/bundle/catalogue/*",
    "/bundle/search/:piece",
    "/viewer-*",
    "/lazy-*",
    "/engine-*",
    "/markdown-*",
    "/archive-*",
    "/tidings-*",
];
/// Paths of the rest, with a type where a host may not know it.
const ENTRIES: &[(&str, Option<&str>)] = &[
    ("/", None),
    ("/index.html", None),
    ("/404.html", None),
    ("/a/*", None),
    ("/c/*", None),
    ("/search/*", None),
    ("/saved/*", None),
    ("/problems/*", None),
    ("/icons/*", None),
    ("/locales/*", None),
    ("/bundle/files.json", None),
    ("/bundle/delta/*", None),
    ("/bundle/lookup/*", None),
    ("/bundle/manifest.json", None),
    ("/bundle/search/rows/*", None),
    ("/bundle/search/text/*", None),
    ("/edition.html", None),
    ("/edition.js", None),
    ("/embed.js", None),
    ("/open.js", None),
    ("/sw-exit.js", None),
    ("/sw.js", None),
    ("/unscripted.css", None),
    ("/feed.json", None),
    ("/feed-*", None),
    ("/feed.xml", Some("application/atom+xml; charset=utf-8")),
    ("/manifest.webmanifest", Some("application/manifest+json")),
    ("/robots.txt", None),
    ("/sitemap*", None),
];
/// `is_hashed` as an expression over a name without folders.
const HASHED_NAME: &str =
    "(?:(?:[^/.]*[-_])?[0-9a-f]{16,64}(?:[-_.][^/]*)?|[A-Za-z0-9_-]{43}\\.json|[A-Za-z0-9_-]{16}\\.bin)";

pub(super) fn files(home: Option<&Home>) -> Vec<SiteFile> {
    vec![
        SiteFile::new("_headers", underscore_headers()),
        SiteFile::new("vercel.json", vercel()),
        SiteFile::new(".htaccess", apache(home)),
        SiteFile::new(".nojekyll", ""),
    ]
}

fn underscore_headers() -> String {
    let mut text = String::from("/*\n  X-Content-Type-Options: nosniff\n");
    for path in HASHED {
        text.push_str(&format!("{path}\n  Cache-Control: {FOR_EVER}\n"));
    }
    for (path, mime) in ENTRIES {
        text.push_str(&format!("{path}\n  Cache-Control: {ASK_FIRST}\n"));
        if let Some(mime) = mime {
            text.push_str(&format!("  Content-Type: {mime}\n"));
        }
    }
    text
}

/// Its own default for files is `public, max-age=0, must-revalidate`, which asks each time.
fn vercel() -> String {
    let rule = |source: String, key: &str, value: &str| json!({ "source": source, "headers": [{ "key": key, "value": value }] });
    let types = ENTRIES.iter().filter_map(|(path, mime)| Some(rule((*path).to_owned(), "Content-Type", (*mime)?)));
    let mut rules = vec![
        rule("/(.*)".to_owned(), "X-Content-Type-Options", "nosniff"),
        rule(format!("/((?:[^/]+/)*{HASHED_NAME})"), "Cache-Control", FOR_EVER),
    ];
    rules.extend(types);
    serde_json::to_string_pretty(&json!({ "headers": rules })).unwrap_or_default() + "\n"
}

/// Every directive is of the class `FileInfo` and stands behind its module, so that a server allows all of it or reads none.
fn apache(home: Option<&Home>) -> String {
    let missing = home.map(|home| format!("ErrorDocument 404 {}404.html\n", home.path())).unwrap_or_default();
    format!(
        "{missing}\
<IfModule mod_mime.c>
  AddType application/wasm .wasm
  AddType application/manifest+json .webmanifest
  AddType text/javascript .js
  AddType image/avif .avif
  AddType image/webp .webp
  AddType application/octet-stream .bin
  AddCharset utf-8 .html .css .js .json .xml .txt .webmanifest
</IfModule>
<IfModule mod_headers.c>
  Header set X-Content-Type-Options nosniff
  Header set Cache-Control \"{ASK_FIRST}\"
  <FilesMatch \"^{HASHED_NAME}$\">
    Header set Cache-Control \"{FOR_EVER}\"
  </FilesMatch>
  <FilesMatch \"^feed\\.xml$\">
    Header set Content-Type \"application/atom+xml; charset=utf-8\"
  </FilesMatch>
</IfModule>
<IfModule mod_filter.c>
  <IfModule mod_deflate.c>
    AddOutputFilterByType DEFLATE text/html text/css text/javascript text/plain text/csv text/vtt
    AddOutputFilterByType DEFLATE application/json application/xml application/atom+xml application/manifest+json
    AddOutputFilterByType DEFLATE application/wasm image/svg+xml
  </IfModule>
</IfModule>
"
    )
}

#[cfg(test)]
mod tests {
    use regex::Regex;

    use super::super::testing::publication;
    use super::*;
    use crate::viewer_files::{Viewer, is_hashed};

    /// Names as sites have them, those of the viewer in this command included.
    fn names() -> Vec<String> {
        let mut names: Vec<String> = [
            "index.html",
            "404.html",
            "sw.js",
            "edition.html",
            "edition.js",
            "embed.js",
            "sw-exit.js",
            "feed.json",
            "feed.xml",
            "sitemap.xml",
            "sitemap-12.xml",
            "manifest.webmanifest",
            "robots.txt",
            "icons/icon-192.png",
            "locales/fa.properties",
            "a/deadbeefdeadbeefdeadbeef/index.html",
            "c/world/feed-2.json",
            "search/index.html",
            "saved/index.html",
            "problems/index.html",
            "bundle/files.json",
            "bundle/manifest.json",
            "feed-12.json",
            "bundle/lookup/7.json",
            "bundle/articles/47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU.json",
            "bundle/catalogue/-_DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuF-.json",
            "bundle/search/00DEQpj8HBSa-_TI.bin",
            "bundle/search/rows/3.json",
            "bundle/search/text/12.txt",
            "media/0123456789abcdef0123456789abcdef.png",
            "media/0123456789abcdef0123456789abcdef-640.avif",
            "viewer-0a1b2c3d4e5f6071.js",
            "viewer-0a1b2c3d4e5f6071_bg.wasm",
            "lazy-0a1b2c3d4e5f6072_bg.wasm",
            "engine-1a2b3c4d5e6f7a8b.js",
            "tidings-1a2b3c4d5e6f7a8b.css",
        ]
        .map(str::to_owned)
        .to_vec();
        names.extend(Viewer::embedded().iter().flat_map(|viewer| viewer.files().map(|(name, _)| name.to_owned())));
        names
    }

    /// Name and value of all headers that a `_headers` file gives an address, as hosts that add them up do.
    fn given(text: &str, path: &str) -> Vec<(String, String)> {
        let mut found = Vec::new();
        let mut matches = false;
        for line in text.lines() {
            if let Some((name, value)) = line.strip_prefix("  ").and_then(|line| line.split_once(": ")) {
                found.extend(matches.then(|| (name.to_owned(), value.to_owned())));
                continue;
            }
            matches = match (line.strip_suffix('*'), line.split_once(':')) {
                (Some(prefix), _) => path.starts_with(prefix),
                (None, Some((prefix, _))) => path.strip_prefix(prefix).is_some_and(|name| !name.contains('/')),
                (None, None) => path == line,
            };
        }
        found
    }

    #[test]
    fn every_address_has_one_rule_for_caching_and_it_is_ours() {
        let text = underscore_headers();
        for name in names() {
            let headers = given(&text, &format!("/{name}"));
            let caching: Vec<_> = headers.iter().filter(|(name, _)| name == "Cache-Control").collect();
            let expected = if is_hashed(&name) { FOR_EVER } else { ASK_FIRST };
            assert_eq!(caching.iter().map(|(_, value)| value.as_str()).collect::<Vec<_>>(), [expected], "{name}");
            assert!(headers.contains(&("X-Content-Type-Options".to_owned(), "nosniff".to_owned())));
        }
        assert!(given(&text, "/feed.xml").iter().any(|(_, value)| value.starts_with("application/atom+xml")));
    }

    #[test]
    fn the_file_stays_within_what_cloudflare_reads() {
        let text = underscore_headers();
        assert!(text.lines().filter(|line| line.starts_with('/')).count() <= 100);
        assert!(text.lines().all(|line| line.len() <= 2_000 && line.matches('*').count() <= 1));
    }

    #[test]
    fn expressions_know_hashed_names_as_the_packer_does() {
        let vercel: serde_json::Value = serde_json::from_str(&vercel()).unwrap();
        let rules = vercel["headers"].as_array().unwrap();
        let rule = rules.iter().find(|rule| rule["headers"][0]["value"] == FOR_EVER).unwrap();
        let whole = Regex::new(&format!("^{}$", rule["source"].as_str().unwrap())).unwrap();
        let apache = apache(None);
        let last = apache.split("<FilesMatch \"").nth(1).unwrap().split('"').next().unwrap();
        let last = Regex::new(last).unwrap();
        let more =
            ["deadbeef.js", "icon-20240531.png", "0123456789abcdefg.js", "x.0123456789abcdef.js", "0123456789abcdef"];
        for name in names().into_iter().chain(more.map(str::to_owned)) {
            assert_eq!(whole.is_match(&format!("/{name}")), is_hashed(&name), "{name}");
            assert_eq!(last.is_match(name.rsplit('/').next().unwrap()), is_hashed(&name), "{name}");
        }
    }

    #[test]
    fn apache_is_told_where_the_page_for_missing_addresses_is() {
        let home = Home::of(&publication(1));
        assert!(apache(home.as_ref()).starts_with("ErrorDocument 404 /blog/404.html\n"));
        assert!(!apache(None).contains("ErrorDocument"));
        let text = apache(home.as_ref());
        assert_eq!(text.matches("<IfModule").count(), text.matches("</IfModule>").count());
    }
}
