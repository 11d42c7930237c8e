//! HTML to plain text.

/// The text of HTML.
pub fn plain_text(html: &str) -> String {
    html.to_owned()
}
