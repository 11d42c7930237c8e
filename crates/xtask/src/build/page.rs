//! The page's last details, which are known only when everything else is built.
//!
//! 1. Notes for its authors go ([`without_notes`]), and its scripts become short: every page of a site begins with them. The engines' hashed
//!    names go into `<meta name="tidings-engine">` and its like.
//! 2. The wasm, which every page needs, is named before the policy ([`preload`]).
//! 3. The SHA-256 of every inline script goes into the page's policy, so that these scripts run and no other does.
//! 4. [`check_names`] makes sure that what the page and the manifest name is there.

use super::dist::Files;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use miette::{IntoDiagnostic, Result, miette};
use sha2::{Digest, Sha256};

/// What stands in the page's source where the build fills something in.
const SCRIPT_HASHES: &str = "'sha256-of-inline-scripts'";

const POLICY: &str = "<meta http-equiv=\"Content-Security-Policy\"";

/// What the packer puts beside the viewer.
const PACKED: &str = "feed.json";

/// Fills in what `index.html` leaves open.
///
/// # Errors
/// A place to fill in is missing or doubled: then the policy would allow too much or too little.
pub(super) fn finish(
    html: &str,
    workers: &[(&str, String)],
    shortened: &dyn Fn(&str) -> Result<String>,
) -> Result<String> {
    // Trunk leaves an attribute of its own, and a slash that HTML ignores.
    let mut html = without_notes(html).replace(" data-integrity=\"none\"/>", ">");
    for (name, script) in workers {
        html = replace_once(&html, &format!("content=\"{name}.js\""), &format!("content=\"{script}\""))?;
    }
    let ahead = preload(&html)?;
    html = replace_once(&html, POLICY, &format!("{ahead}{POLICY}"))?;
    let long: Vec<String> = inline_scripts(&html)?.into_iter().map(str::to_owned).collect();
    for script in long {
        html = replace_once(&html, &script, &shortened(&script)?)?;
    }
    let scripts = inline_scripts(&html)?;
    if scripts.is_empty() {
        return Err(miette!("index.html has no inline script, so nothing would start the viewer"));
    }
    let hashes: Vec<String> = scripts.into_iter().map(policy_hash).collect();
    replace_once(&html, SCRIPT_HASHES, &hashes.join(" "))
}

/// A link to the wasm that the page names for its start script, the largest thing it waits for. Browsers look ahead for links while they
/// still read the head, but not beyond a policy.
fn preload(html: &str) -> Result<String> {
    let name = html.split_once(" data-wasm=\"").and_then(|(_, rest)| rest.split('"').next());
    let name = name.ok_or_else(|| miette!("index.html does not name the viewer; Trunk.toml says how"))?;
    Ok(format!("<link rel=\"preload\" href=\"{name}\" as=\"fetch\" crossorigin>\n"))
}

/// The page without what stands in it for its authors: comments of HTML, and lines of a script that are a comment. Every page of a site
/// begins with it.
fn without_notes(html: &str) -> String {
    let mut text = String::new();
    let mut is_note = false;
    for line in html.lines() {
        let bare = line.trim();
        let begins = bare.starts_with("<!--");
        if !(is_note || begins || bare.starts_with("//") || (bare.starts_with("/*") && bare.ends_with("*/"))) {
            text.push_str(bare);
            text.push('\n');
        }
        is_note = (is_note || begins) && !bare.ends_with("-->");
    }
    text
}

/// Checks that every file which the page or the web application manifest names was built.
pub(super) fn check_names(files: &Files) -> Result<()> {
    let html = files.text("index.html")?;
    let manifest: serde_json::Value = serde_json::from_str(files.text("manifest.webmanifest")?).into_diagnostic()?;
    let icons = manifest.get("icons").and_then(|icons| icons.as_array()).into_iter().flatten();
    let icons = icons.filter_map(|icon| icon.get("src")?.as_str());
    let page = ["href=\"", "src=\""].into_iter().flat_map(|attribute| {
        html.split(attribute).skip(1).filter_map(|rest| rest.split('"').next()).filter(|value| !value.starts_with('#'))
    });
    let mut names = page.chain(icons).map(|name| name.trim_start_matches("./"));
    match names.find(|name| *name != PACKED && !files.contains(name)) {
        None => Ok(()),
        Some(name) => Err(miette!(
            help = "add it to public/, or name it in index.html as Trunk expects",
            "the page or its manifest names {name}, which the build did not make"
        )),
    }
}

/// A script's hash as a Content Security Policy writes it.
///
/// # Source
/// Content Security Policy Level 3, "Does element match source list": SHA-256 of the text between the tags, in Base64.
fn policy_hash(script: &str) -> String {
    format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(script)))
}

/// The texts of the scripts that stand in the page itself.
fn inline_scripts(html: &str) -> Result<Vec<&str>> {
    let mut scripts = Vec::new();
    let mut rest = html;
    while let Some((_, after)) = rest.split_once("<script") {
        let parts = after.split_once('>').and_then(|(tag, after)| Some((tag, after.split_once("</script>")?)));
        let Some((tag, (text, after))) = parts else {
            return Err(miette!("index.html has a script without an end"));
        };
        if !tag.contains("src=") {
            scripts.push(text);
        }
        rest = after;
    }
    Ok(scripts)
}

fn replace_once(html: &str, place: &str, value: &str) -> Result<String> {
    match html.matches(place).count() {
        1 => Ok(html.replace(place, value)),
        count => Err(miette!(
            help = "the source of the page is index.html in the root; see the notes at its top",
            "index.html should hold {place} once, and holds it {count} times"
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<meta http-equiv=\"Content-Security-Policy\" content=\"script-src 'self' 'sha256-of-inline-scripts'\">\
        <meta name=\"tidings-engine\" content=\"engine.js\"><meta name=\"tidings-viewer\" content=\"./v.js\" data-wasm=\"./v.wasm\">\
        <script>start()</script><script src=\"x.js\"></script>";

    fn kept(script: &str) -> Result<String> {
        Ok(script.to_owned())
    }

    fn workers() -> [(&'static str, String); 1] {
        [("engine", "engine-1.js".to_owned())]
    }

    #[test]
    fn the_policy_holds_the_hash_that_browsers_compute() {
        // From the specification's own example: alert('Hello, world.');
        assert_eq!(policy_hash("alert('Hello, world.');"), "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='");
        let page = finish(PAGE, &workers(), &kept).unwrap();
        assert!(page.contains(&format!("script-src 'self' {}\"", policy_hash("start()"))), "{page}");
        assert!(page.contains("name=\"tidings-engine\" content=\"engine-1.js\""), "{page}");
    }

    #[test]
    fn the_wasm_is_named_before_the_policy() {
        let page = finish(PAGE, &workers(), &kept).unwrap();
        let ahead = "<link rel=\"preload\" href=\"./v.wasm\" as=\"fetch\" crossorigin>\n<meta http-equiv";
        assert!(page.starts_with(ahead), "{page}");
    }

    #[test]
    fn notes_stay_with_the_authors() {
        let page = "<html>\n<!-- A note\n  of two lines. -->\n<script>\n/* what it does */\n  // why\n  start(); // now\n</script>\n";
        assert_eq!(without_notes(page), "<html>\n<script>\nstart(); // now\n</script>\n");
    }

    #[test]
    fn a_page_that_lost_a_place_to_fill_in_is_refused() {
        for place in ["content=\"engine.js\"", "data-wasm", SCRIPT_HASHES, "<script>start()</script>", "</script>"] {
            assert!(finish(&PAGE.replace(place, ""), &workers(), &kept).is_err(), "{place}");
        }
        assert!(finish(&format!("{PAGE}{PAGE}"), &workers(), &kept).is_err());
    }

    #[test]
    fn a_file_that_is_named_and_missing_fails_the_build() {
        let page = b"<link rel=icon href=\"./icons/a.svg\"><a href=\"#/\">Home</a>".to_vec();
        let manifest = br#"{"icons": [{"src": "icons/b.png"}]}"#.to_vec();
        let with = |names: &[&str]| {
            let mut files = Files::from([
                ("index.html".to_owned(), page.clone()),
                ("manifest.webmanifest".to_owned(), manifest.clone()),
            ]);
            for name in names {
                files.add_all(Files::from([((*name).to_owned(), Vec::new())])).unwrap();
            }
            check_names(&files)
        };
        assert!(with(&["icons/a.svg"]).unwrap_err().to_string().contains("icons/b.png"));
        assert!(with(&["icons/b.png"]).unwrap_err().to_string().contains("icons/a.svg"));
        assert!(with(&["icons/a.svg", "icons/b.png"]).is_ok());
    }
}
