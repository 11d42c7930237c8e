//! An archive whose every word can be counted on: some hundred stories, one after the other.

use serde_json::{Value, json};

use super::feed_of;

pub const ARCHIVE_ARTICLES: usize = 230;

/// What an article of [`super::Site::archive`] is called; 0 is the oldest.
pub fn archive_title(number: usize) -> String {
    format!("Story {number} of the archive")
}

/// What the article 7 of a later revision says, and no other; its own words in the first.
pub fn archive_keeper(revision: u32) -> String {
    match revision {
        0 => "The lighthouse keeper of station seven.".to_owned(),
        later => format!("The lighthouse keeper of station seven{}.", " has a parrot".repeat(later as usize)),
    }
}

/// The first revision is 0.
pub(super) fn archive(revision: u32) -> Value {
    let keeper = format!("<p>{}</p>", archive_keeper(revision));
    let items = (0..ARCHIVE_ARTICLES).map(|number| {
        // Months of 28 days: any will do, as long as one story follows the other.
        let date = format!("{}-{:02}-{:02}T12:00:00Z", 2020 + number / 336, number / 28 % 12 + 1, number % 28 + 1);
        let paragraphs: String = (1..=number % 30 + 3)
            .map(|paragraph| format!("<p>Paragraph {paragraph} of story {number}. The tide comes in and the tide goes out.</p>"))
            .collect();
        let keeper = if number == 7 { keeper.as_str() } else { "" };
        let tags = if number % 40 == 0 { json!(["Rare", "Tide"]) } else { json!(["Tide"]) };
        let category = ["harbour/boats", "harbour", "hills"].get(number % 3).copied().unwrap_or_default();
        let ours = json!({ "slug": format!("story-{number}"), "aliases": [format!("former-{number}")], "categories": [category] });
        json!({
            "id": format!("story-{number}"), "title": archive_title(number), "date_published": date,
            "content_html": format!("{paragraphs}{keeper}"), "tags": tags, "_tidings": ours,
            "authors": [{ "name": if number % 2 == 0 { "Ada Marsh" } else { "Ben Quay" } }],
        })
    });
    let mut feed = feed_of("The Archive", items.collect());
    let category = |id: &str, parent: Option<&str>, name: &str| json!({ "id": id, "parent": parent, "slug": name.to_lowercase(), "names": [{ "lang": "en", "text": name }] });
    let categories = [
        category("harbour", None, "Harbour"),
        category("harbour/boats", Some("harbour"), "Boats"),
        category("hills", None, "Hills"),
    ];
    if let Some(feed) = feed.as_object_mut() {
        feed.insert("_tidings".to_owned(), json!({ "spec": 1, "categories": categories }));
    }
    feed
}
