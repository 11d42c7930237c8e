//! The headings of the text on show, and how far its reader is.

use web_sys::Element;

use super::page::{document, find, window};

/// A heading of the text on show.
pub struct Heading {
    pub text: String,
    pub id: String,
    /// 2 to 4, as in `<h2>`.
    pub level: u8,
    /// The reader has come to it, or past it.
    pub is_passed: bool,
}

/// Pixels at the top of the window that what sticks there covers, about.
const STICKS: f64 = 80.0;

/// Pixels from the top of the window within which a heading counts as reached: below what sticks there, it is where a link leads.
const REACHED: f64 = 140.0;

/// In the order of the text. Those that no link can lead to are left out.
pub fn headings() -> Vec<Heading> {
    elements(".prose > :is(h2, h3, h4)[id]")
        .into_iter()
        .map(|element| Heading {
            text: element.text_content().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" "),
            level: element.local_name().as_bytes().get(1).map_or(2, |digit| digit.wrapping_sub(b'0')),
            is_passed: element.get_bounding_client_rect().top() < REACHED,
            id: element.id(),
        })
        .collect()
}

/// The first paragraph that begins in the window below what sticks at its top, or the last before: its id and its text.
pub fn paragraph_on_show() -> Option<(String, String)> {
    let paragraphs = paragraphs();
    let below = paragraphs.iter().position(|paragraph| paragraph.get_bounding_client_rect().top() >= STICKS);
    let shown = paragraphs.get(below.unwrap_or(paragraphs.len().checked_sub(1)?))?;
    Some((shown.id(), shown.text_content().unwrap_or_default()))
}

/// Goes to the paragraph of this id, or, if that says something else by now, to the one that says what it said.
pub fn go_to_paragraph(id: &str, says: impl Fn(&str) -> bool) {
    let paragraphs = paragraphs();
    let is_it = |paragraph: &&Element| says(&paragraph.text_content().unwrap_or_default());
    let named = paragraphs.iter().find(|paragraph| paragraph.id() == id);
    let found = named.filter(is_it).or_else(|| paragraphs.iter().find(is_it)).or(named);
    if let Some(paragraph) = found {
        let _ = super::scroll::to_element(&paragraph.id());
    }
}

fn paragraphs() -> Vec<Element> {
    elements(".prose > p[id]")
}

fn elements(selector: &str) -> Vec<Element> {
    let Ok(found) = document().query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|index| found.get(index)).map(wasm_bindgen::JsCast::unchecked_into).collect()
}

/// Whether the page stands at its beginning.
pub fn is_at_top() -> bool {
    window().scroll_y().is_ok_and(|offset| offset < STICKS)
}

/// Whether the end of the text is in the window.
pub fn is_end_on_show() -> bool {
    let texts = elements(".article .prose");
    texts.last().is_some_and(|text| text.get_bounding_client_rect().bottom() <= window_height())
}

fn window_height() -> f64 {
    window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default()
}

/// How much of the text has come into the window, from 0 to 1.
pub fn progress() -> f64 {
    let height = window_height();
    let Some(place) = find(".article .prose").map(|text| text.get_bounding_client_rect()) else { return 0.0 };
    // A text that is on show as a whole is not read yet.
    if place.top() > 0.0 || place.height() < 1.0 {
        0.0
    } else {
        ((height - place.top()) / place.height()).clamp(0.0, 1.0)
    }
}
