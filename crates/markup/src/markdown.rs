//! Markdown to HTML, as article bodies use it: CommonMark with tables, footnotes, strikethrough, task lists, definition
//! lists, callouts and heading ids.
//!
//! 1. [`limits`] flattens lines that nest deeper than any writer would: deep nesting is the parser's one slow input.
//! 2. The parser gives events, one after another; the list of them is never held.
//! 3. [`writer`] turns each event into HTML at the end of a string. What can be known only later is patched near that
//!    end: a heading's id ([`headings`]), a paragraph that turns out to hold one picture ([`figures`]).
//! 4. [`shortcodes`] answers for paragraphs that name a gallery or an embed.
//! 5. [`footnotes`] keeps the notes aside and writes them as a list at the end.
//!
//! Addresses pass [`crate::policy`] here already, but the result stays hostile: raw HTML in the Markdown is copied.

mod figures;
mod footnotes;
mod headings;
mod limits;
mod shortcodes;
mod tables;
mod writer;

use pulldown_cmark::{Options as Extensions, Parser};

/// A heading of the rendered article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 1–6, as written into the HTML.
    pub level: u8,
    /// As in the HTML; on the page it carries [`crate::policy::ID_PREFIX`].
    pub id: String,
    pub text: String,
}

/// Markdown turned into HTML.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rendered {
    /// Still hostile: raw HTML in the Markdown is in it.
    pub html: String,
    /// In reading order; their ids are unique.
    pub headings: Vec<Heading>,
    /// Words a reader sees, notes included.
    pub words: u32,
}

/// What a picture's address becomes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImageRewrite {
    pub src: String,
    /// Pixels.
    pub width: Option<u32>,
    pub height: Option<u32>,
}

/// Gives a link's address as written a new one; `None` keeps it.
pub type RewriteLink<'a> = &'a dyn Fn(&str) -> Option<String>;

/// Gives a picture's address as written a new one, with the picture's size if known; `None` keeps it.
pub type RewriteImage<'a> = &'a dyn Fn(&str) -> Option<ImageRewrite>;

/// How to render.
#[derive(Clone, Copy, Default)]
pub struct Options<'a> {
    /// Typographic quotes, dashes and ellipses. Default: off.
    pub smart_punctuation: bool,
    /// Keep `# …` as `h1`. Default: off; then an article that uses it has all its headings one level lower, since the
    /// page's `h1` is the article's title.
    pub keep_top_headings: bool,
    pub link: Option<RewriteLink<'a>>,
    pub image: Option<RewriteImage<'a>>,
}

/// Turns Markdown into HTML.
///
/// A picture alone in its paragraph becomes a figure, its title the caption. `{{< gallery id >}}` and `{{< embed id >}}` alone
/// in a paragraph become `<div data-tidings-gallery="id"></div>` and `<div data-tidings-embed="id"></div>`.
///
/// # Example
/// ```
/// use tidings_markup::{Options, markdown_to_html};
///
/// let rendered = markdown_to_html("## Tides\n\n![A pier](pier.jpg \"The pier at noon\")", &Options::default());
/// assert_eq!(
///     rendered.html,
///     "<h2 id=\"tides\">Tides</h2>\n<figure><img src=\"pier.jpg\" alt=\"A pier\"><figcaption>The pier at noon</figcaption></figure>\n"
/// );
/// assert_eq!(rendered.headings[0].id, "tides");
/// ```
pub fn markdown_to_html(markdown: &str, options: &Options) -> Rendered {
    let markdown = limits::flatten(markdown);
    let mut extensions = Extensions::ENABLE_TABLES
        | Extensions::ENABLE_FOOTNOTES
        | Extensions::ENABLE_STRIKETHROUGH
        | Extensions::ENABLE_TASKLISTS
        | Extensions::ENABLE_HEADING_ATTRIBUTES
        | Extensions::ENABLE_DEFINITION_LIST
        | Extensions::ENABLE_GFM;
    extensions.set(Extensions::ENABLE_SMART_PUNCTUATION, options.smart_punctuation);

    let mut writer = writer::Writer::new(options, markdown.len());
    let mut events = Parser::new_ext(&markdown, extensions).into_offset_iter();
    while let Some((event, range)) = events.next() {
        match shortcodes::placeholders(&event, markdown.get(range).unwrap_or_default()) {
            Some(html) => {
                writer.block(&html);
                shortcodes::skip_paragraph(&mut events);
            }
            None => writer.event(event),
        }
    }
    let (html, headings) = writer.finish();
    let words = crate::word_count(&crate::plain_text(&html));
    Rendered { html, headings, words }
}

#[cfg(test)]
mod tests;
