//! `manifest.webmanifest`: the viewer's own, speaking for the publication.
//!
//! 1. Colours, display and scope stay the viewer's; the name, the language and the description are the publication's.
//! 2. Its icons are those that were made of its own ([`super::icons`]). Where none were, the icon itself is used if a device can: a
//!    drawing, or a square picture of [`SMALLEST_ICON`] pixels and more. Else the viewer's icons stay, since a publication without any
//!    cannot be put on a home screen.
//! 3. Where the site has pages of its own for searching and for saved articles, the icon leads there as well (`shortcuts`), and what another
//!    application shares is looked for (`share_target`): articles that say the same, or the one that was passed on.
//! 4. The viewer's `id` is left out. It would be resolved against the origin, not the folder, and two publications on one host
//!    would be one application; without it the identity is `start_url`, which holds the folder.

use serde_json::{Map, Value, json};
use tidings_bundle::{Bundle, Direction};

use crate::address;
use crate::media::icons::Icons;

/// The file that `cargo xtask build` puts into the viewer.
const VIEWERS: &str = include_str!("../../../../public/manifest.webmanifest");
/// Letters below an icon; Android shows some twelve.
const SHORT: usize = 12;
/// Pixels a browser asks for before it offers to install.
const SMALLEST_ICON: u32 = 192;

pub(super) fn write(bundle: &Bundle, icons: Option<&Icons>, titles: Option<[&str; 2]>) -> String {
    let mut manifest: Map<String, Value> = serde_json::from_str(VIEWERS).unwrap_or_default();
    manifest.remove("id");
    manifest.remove("description");
    let title = bundle.title.trim();
    if !title.is_empty() {
        manifest.insert("name".to_owned(), title.into());
        manifest.insert("short_name".to_owned(), short(title).into());
    }
    let language = bundle.language.as_deref().unwrap_or("en");
    manifest.insert("lang".to_owned(), language.into());
    manifest.insert("dir".to_owned(), direction(bundle, language).as_str().into());
    if let Some(paper) = super::theme::token(&bundle.theme, "paper") {
        manifest.insert("background_color".to_owned(), paper.into());
        manifest.insert("theme_color".to_owned(), paper.into());
    }
    manifest.insert("categories".to_owned(), json!(["news"]));
    if let Some(description) = bundle.description.as_deref().map(str::trim).filter(|text| !text.is_empty()) {
        manifest.insert("description".to_owned(), description.into());
    }
    let made = icons.map(super::icons::entries).filter(|entries| !entries.is_empty());
    if let Some(icons) = made.or_else(|| Some(vec![icon(bundle)?])) {
        manifest.insert("icons".to_owned(), icons.into());
    }
    if let Some([search, saved]) = titles {
        manifest.insert(
            "shortcuts".to_owned(),
            json!([{ "name": search, "url": "search/" }, { "name": saved, "url": "saved/" }]),
        );
        let share = json!({ "action": "search/", "method": "GET", "enctype": "application/x-www-form-urlencoded", "params": { "text": "q" } });
        manifest.insert("share_target".to_owned(), share);
    }
    serde_json::to_string_pretty(&manifest).unwrap_or_default() + "\n"
}

/// The publication's own direction for its language, else that of the script.
pub(crate) fn direction(bundle: &Bundle, language: &str) -> Direction {
    let declared = bundle.languages.iter().find(|known| known.tag.eq_ignore_ascii_case(language));
    declared.map_or_else(|| Direction::of_language(language), |known| known.dir)
}

/// As many whole words as fit, one at least.
fn short(title: &str) -> String {
    let mut short = String::new();
    for word in title.split_whitespace() {
        let letters = short.chars().count() + 1 + word.chars().count();
        if !short.is_empty() && letters > SHORT {
            break;
        }
        if !short.is_empty() {
            short.push(' ');
        }
        short.push_str(word);
    }
    short
}

fn icon(bundle: &Bundle) -> Option<Value> {
    let src = bundle.icon.as_deref().filter(|src| address::scheme(src).is_none() && !src.starts_with("//"))?;
    let media = bundle.media.iter().find(|media| media.src == src)?;
    let mime = media.mime.as_deref()?;
    if mime == "image/svg+xml" {
        return Some(json!({ "src": src, "type": mime, "sizes": "any" }));
    }
    let (width, height) = media.width.zip(media.height)?;
    let is_fit = width == height && width >= SMALLEST_ICON && matches!(mime, "image/png" | "image/webp" | "image/jpeg");
    is_fit.then(|| json!({ "src": src, "type": mime, "sizes": format!("{width}x{height}") }))
}

#[cfg(test)]
mod tests {
    use tidings_bundle::Media;

    use super::super::testing::publication;
    use super::*;

    fn read(bundle: &Bundle) -> Value {
        serde_json::from_str(&write(bundle, None, None)).unwrap()
    }

    #[test]
    fn pages_of_a_site_are_reached_from_its_icon() {
        let titles = Some(["Suche", "Gemerkte Artikel"]);
        let manifest: Value = serde_json::from_str(&write(&publication(1), None, titles)).unwrap();
        assert_eq!(manifest["shortcuts"][0], json!({ "name": "Suche", "url": "search/" }));
        assert_eq!(manifest["share_target"]["params"], json!({ "text": "q" }));
        assert!(read(&publication(1)).get("shortcuts").is_none(), "nowhere to lead to");
    }

    #[test]
    fn a_device_is_told_whose_publication_it_is() {
        let mut bundle = publication(1);
        bundle.title = "رود \"و\" دریا و همهٔ آنچه میان آنهاست".to_owned();
        bundle.language = Some("fa".to_owned());
        let manifest = read(&bundle);
        assert_eq!(manifest["name"], bundle.title.as_str());
        assert_eq!(manifest["short_name"], "رود \"و\" دریا");
        assert_eq!((&manifest["lang"], &manifest["dir"]), (&json!("fa"), &json!("rtl")));
        assert_eq!(manifest["description"], "News from where the river ends");
        assert_eq!((&manifest["start_url"], &manifest["categories"]), (&json!("./"), &json!(["news"])));
        assert!(manifest.get("id").is_none() && manifest["icons"].as_array().unwrap().len() > 1);
    }

    #[test]
    fn nothing_said_leaves_the_viewers_name_and_no_words_of_its_own() {
        let manifest = read(&Bundle::default());
        assert_eq!((&manifest["name"], &manifest["lang"]), (&json!("Tidings"), &json!("en")));
        assert!(manifest.get("description").is_none());
    }

    #[test]
    fn a_short_name_is_whole_words() {
        assert_eq!(short("The Estuary"), "The Estuary");
        assert_eq!(short("The New York Times"), "The New York");
        assert_eq!(short("Donaudampfschiffahrt heute"), "Donaudampfschiffahrt");
        assert_eq!(short("نشریهٔ رود"), "نشریهٔ رود");
    }

    #[test]
    fn an_icon_is_used_when_a_device_can() {
        let mut bundle = publication(1);
        bundle.icon = Some("media/0a.png".to_owned());
        for (mime, size, expected) in [
            ("image/png", Some((512, 512)), Some("512x512")),
            ("image/svg+xml", None, Some("any")),
            ("image/png", Some((64, 64)), None),
            ("image/png", Some((800, 300)), None),
            ("image/gif", Some((512, 512)), None),
        ] {
            let media = Media {
                src: "media/0a.png".to_owned(),
                mime: Some(mime.to_owned()),
                width: size.map(|(width, _)| width),
                height: size.map(|(_, height)| height),
                ..Media::default()
            };
            bundle.media = vec![media];
            let icons = read(&bundle)["icons"].clone();
            match expected {
                Some(sizes) => assert_eq!(icons, json!([{ "src": "media/0a.png", "type": mime, "sizes": sizes }])),
                None => assert_eq!(icons[0]["src"], "icons/icon.svg", "{mime} {size:?}"),
            }
        }
        bundle.icon = Some("https://else.example/icon.png".to_owned());
        assert_eq!(read(&bundle)["icons"][0]["src"], "icons/icon.svg", "nobody else is asked for anything");
    }
}
