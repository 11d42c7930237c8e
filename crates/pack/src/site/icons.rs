//! Where the publication's own icons are named: in the head of every page, and in the manifest.

use serde_json::{Value, json};

use crate::media::icons::{Icons, Purpose};
use crate::viewer_files::{insert_into_head, replace_tag};

const LINK: &str = "<link rel=\"icon\"";

/// The viewer's page with the publication's icons at the place of the viewer's. Addresses are relative to the site.
pub(crate) fn adapt(html: &str, icons: &Icons) -> String {
    let links = links(icons).join("\n");
    if links.is_empty() {
        return html.to_owned();
    }
    if html.contains(LINK) { replace_tag(html, LINK, &links) } else { insert_into_head(html, &links) }
}

fn links(icons: &Icons) -> Vec<String> {
    // Browsers that take a drawing prefer it; the others know their own size.
    let tab = icons.of(Purpose::Tab).map(|made| {
        format!(
            "<link rel=\"icon\" href=\"{}\" sizes=\"{width}x{width}\" type=\"image/png\">",
            made.name,
            width = made.width
        )
    });
    let drawing = icons
        .drawing
        .iter()
        .map(|name| format!("<link rel=\"icon\" href=\"{name}\" sizes=\"any\" type=\"image/svg+xml\">"));
    let touch = icons.of(Purpose::Touch).map(|made| format!("<link rel=\"apple-touch-icon\" href=\"{}\">", made.name));
    tab.chain(drawing).chain(touch).collect()
}

/// The entries of the manifest.
pub(super) fn entries(icons: &Icons) -> Vec<Value> {
    let entry = |name: &str, mime: &str, sizes: &str| json!({ "src": name, "type": mime, "sizes": sizes });
    let mut entries: Vec<Value> = icons.drawing.iter().map(|name| entry(name, "image/svg+xml", "any")).collect();
    for purpose in [Purpose::Any, Purpose::Maskable] {
        for made in icons.of(purpose) {
            let mut entry = entry(&made.name, &made.mime, &format!("{width}x{width}", width = made.width));
            if let (Purpose::Maskable, Some(fields)) = (purpose, entry.as_object_mut()) {
                fields.insert("purpose".to_owned(), "maskable".into());
            }
            entries.push(entry);
        }
    }
    entries
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::media::renditions::Made;

    fn icons() -> Icons {
        let made = |purpose, width: u32| {
            let name = format!("icons/0a-{width}.png");
            (purpose, Made { name, width, mime: "image/png".to_owned(), bytes: 1, sha256: String::new() })
        };
        Icons {
            drawing: Some("media/0a.svg".to_owned()),
            made: vec![
                made(Purpose::Tab, 32),
                made(Purpose::Touch, 180),
                made(Purpose::Any, 192),
                made(Purpose::Maskable, 512),
            ],
        }
    }

    #[test]
    fn a_page_names_the_publications_icons_and_no_others() {
        let page = "<html><head><link rel=\"icon\" href=\"icons/icon.svg\" type=\"image/svg+xml\"></head></html>";
        let adapted = adapt(page, &icons());
        assert_eq!(
            adapted,
            "<html><head><link rel=\"icon\" href=\"icons/0a-32.png\" sizes=\"32x32\" type=\"image/png\">\n\
             <link rel=\"icon\" href=\"media/0a.svg\" sizes=\"any\" type=\"image/svg+xml\">\n\
             <link rel=\"apple-touch-icon\" href=\"icons/0a-180.png\"></head></html>"
        );
        assert!(adapt("<html><head></head></html>", &icons()).contains("apple-touch-icon"));
        assert_eq!(adapt(page, &Icons::default()), page);
    }

    #[test]
    fn a_manifest_has_a_drawing_pixels_and_one_to_be_cut() {
        let entries = entries(&icons());
        assert_eq!(entries[0], json!({ "src": "media/0a.svg", "type": "image/svg+xml", "sizes": "any" }));
        assert_eq!(entries[1], json!({ "src": "icons/0a-192.png", "type": "image/png", "sizes": "192x192" }));
        assert_eq!(entries[2]["purpose"], "maskable");
        assert_eq!(entries.len(), 3);
    }
}
