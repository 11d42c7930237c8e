//! What generators added to Markdown, turned into the one dialect that is rendered.
//!
//! 1. [`Fragments`] are the files that others include (`[!INCLUDE [..](../includes/note.md)]`, DocFX); [`includes`] puts them in.
//! 2. [`shortcodes`] finds `{{< … >}}`, `{{% … %}}` (Hugo), `{{ name(…) }}`, `{% name(…) %}` (Zola), `{% … %}` (Jekyll) and
//!    `:::image …:::` (DocFX); [`known`] says what those mean that it knows: figures, galleries and films, links between
//!    articles. All others stay as text and are reported.
//! 3. [`admonitions`] goes line by line: `:::note` (Docusaurus), `!!! note` (MkDocs) and `> [!NOTE] text` (DocFX, Obsidian)
//!    become the callouts of GitHub.
//! 4. Nothing is touched inside of code and comments ([`code`]), and every line keeps its number in the file ([`lines`]).
//!
//! A text without any of their signs is not looked at twice. Every pass is linear in the text.

pub mod admonitions;
pub mod arguments;
pub mod code;
pub mod gallery;
pub mod includes;
pub mod jekyll;
pub mod known;
pub mod lines;
pub mod mdx;
pub mod shortcodes;

use std::path::Path;

pub use includes::Fragments;
use lines::Text;

use super::{Body, SourceArticle};
use crate::report::Finding;

/// Unknown shortcodes of one article that are listed; more are counted.
const MOST_FINDINGS: usize = 20;

/// Puts the body of an article into the dialect that is rendered; adds the galleries and embeds it names.
pub fn translate(article: &mut SourceArticle, root: &Path, fragments: &Fragments) -> Vec<Finding> {
    let Body::Markdown(body) = &mut article.body else {
        return Vec::new();
    };
    if !has_signs(body) {
        return Vec::new();
    }
    let body = std::mem::take(body);
    let mut findings = Vec::new();
    let mut text = Text::new(body, article.origin.body_line);
    text = includes::expand(text, &article.origin.file, fragments, &mut findings);
    text = shortcodes::convert(text, article, root, &mut findings);
    text = admonitions::convert(text, &article.origin.file, &mut findings);
    let (body, body_lines) = text.into_parts(article.origin.body_line);
    article.body = Body::Markdown(body);
    article.origin.body_lines = body_lines;
    if findings.len() > MOST_FINDINGS {
        let more = findings.len() - MOST_FINDINGS;
        findings.truncate(MOST_FINDINGS);
        findings.push(Finding::warning(&article.origin.file, None, format!("{more} more problems of this kind")));
    }
    findings
}

/// Whether anything in the text could be meant for a generator.
fn has_signs(body: &str) -> bool {
    ["{{", "{%", ":::", "[!", "!!! ", "??? ", "???+ "].iter().any(|sign| body.contains(sign))
}

#[cfg(test)]
pub(crate) mod tests;
