//! `bundle/search/rows/<n>.json`: what a list of results shows of a few articles.

use tidings_bundle::json::Json;

use super::ROWS;
use crate::message::Row;

/// Characters of a line that a list shows. A packer writes at most 200 of a summary; a headline is not cut.
const MOST_CHARS: usize = 1_000;

#[derive(Clone, Debug, Default)]
pub(super) struct Stored {
    pub(super) row: Row,
    pub(super) headline: String,
    pub(super) summary: String,
}

/// The rows of a file, or nothing if it is none.
pub(super) fn read(bytes: &[u8]) -> Option<Vec<Stored>> {
    let file = Json::parse(std::str::from_utf8(bytes).ok()?).ok()?;
    file.is_list().then(|| file.entries().take(ROWS as usize).map(stored).collect())
}

fn stored(value: Json<'_>) -> Stored {
    let text = |name: &str| {
        let text = value.get(name).and_then(Json::text)?;
        Some(text.chars().take(MOST_CHARS).collect::<String>())
    };
    let slug = text("slug").unwrap_or_default();
    Stored {
        row: Row {
            id: text("id").unwrap_or_else(|| slug.clone()),
            language: text("language"),
            dir: text("dir"),
            published: text("published"),
            category: value.get("category").and_then(Json::unsigned).and_then(|at| u32::try_from(at).ok()),
            slug,
        },
        headline: text("headline").unwrap_or_default(),
        summary: text("summary").unwrap_or_default(),
    }
}
