//! What an article's body may contain, and how it comes to be HTML: the rules are here once, for every reader of them.
//!
//! The body's way, from what its author wrote to nodes on a screen:
//!
//! 1. [`markdown_to_html`] or [`text_to_html`] turns Markdown or plain text into HTML; `content_html` skips this step.
//!    The HTML is still hostile: Markdown may carry raw HTML.
//! 2. An *applier* parses the HTML and asks [`policy`] about every element and attribute. The viewer does it with the
//!    browser's own inert parser and adopts nodes; the packer does it with an HTML5 sanitiser for the static pages. Both
//!    ask the same functions, so they cannot disagree.
//! 3. [`plain_text`] and [`word_count`] read the HTML for the search index, snippets and reading time.
//!
//! Everything is plain functions over strings: no I/O, no clock, no browser. Everything is linear in its input and
//! iterative, since the input is a stranger's. The crate goes into the browser twice (viewer: `policy` alone; engine: all of
//! it), so tables are small and nothing here needs a regular expression.
//!
//! It does not build or walk a document tree, and it does not decide how anything looks.

pub mod markdown;
mod plain;
pub mod policy;
mod text;
mod words;

pub use markdown::{Heading, ImageRewrite, Options, Rendered, markdown_to_html};
pub use plain::plain_text;
pub use text::{escape, text_to_html};
pub use words::word_count;
