//! Markdown, in the workers that have it. It is 73 of their 152 KB (brotli, of which 15 are the parser's list of entities).

/// The HTML of a Markdown text, or `None` in a worker without Markdown.
pub(super) fn html(markdown: &str) -> Option<String> {
    #[cfg(feature = "markdown")]
    return Some(tidings_markup::markdown_to_html(markdown, &tidings_markup::Options::default()).html);
    #[cfg(not(feature = "markdown"))]
    {
        let _ = markdown;
        None
    }
}
