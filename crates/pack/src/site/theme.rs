//! The publication's own look in the viewer's page: there before anything is painted. What a page cannot carry, the viewer sets when it starts.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use tidings_bundle::ThemeTokens;

use crate::viewer_files::splice;

/// How the viewer's page names its style sheet, how its policy speaks of style, and how it says what colour browsers are to have around it.
const SHEET: &str = "<link rel=\"stylesheet\"";
const POLICY: &str = "style-src 'self'";
const AROUND: [(&str, &str); 2] =
    [("paper", "prefers-color-scheme: light"), ("paper_dark", "prefers-color-scheme: dark")];

/// The page with the tokens as a style of its own, allowed by its hash; a page without a sheet or a policy stays as it is.
pub(crate) fn adapt(page: &str, theme: &ThemeTokens) -> String {
    let declared: String = theme.tokens.iter().map(|(name, value)| format!("--own-{name}:{value};")).collect();
    let mut page = page.to_owned();
    for (name, condition) in AROUND {
        if let Some(colour) = token(theme, name) {
            page = with_colour(&page, condition, colour);
        }
    }
    let sheet = page.find(SHEET).filter(|_| page.contains(POLICY) && !declared.is_empty());
    let Some(sheet) = sheet else { return page };
    let style = format!(":root{{{}}}", declared.trim_end_matches(';'));
    let hash = STANDARD.encode(Sha256::digest(&style));
    let page = splice(&page, sheet, sheet, &format!("<style>{style}</style>"));
    page.replacen(POLICY, &format!("{POLICY} 'sha256-{hash}'"), 1)
}

/// What the theme says of a token.
pub(crate) fn token<'t>(theme: &'t ThemeTokens, wanted: &str) -> Option<&'t str> {
    theme.tokens.iter().find(|(name, _)| *name == wanted).map(|(_, value)| value.as_str())
}

/// The page with this colour around it under a condition, where the page speaks of that.
fn with_colour(page: &str, condition: &str, colour: &str) -> String {
    let tag = format!("media=\"({condition})\"");
    let start = page.find(&tag).and_then(|at| page.get(..at)?.rfind("<meta name=\"theme-color\" content=\""));
    let Some(start) = start.map(|at| at + "<meta name=\"theme-color\" content=\"".len()) else {
        return page.to_owned();
    };
    let end = page.get(start..).and_then(|rest| rest.find('"')).map_or(start, |length| start + length);
    splice(page, start, end, colour)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<head><meta http-equiv=\"Content-Security-Policy\" content=\"style-src 'self'; x\">\
        <meta name=\"theme-color\" content=\"#fff\" media=\"(prefers-color-scheme: light)\">\
        <meta name=\"theme-color\" content=\"#000\" media=\"(prefers-color-scheme: dark)\"><link rel=\"stylesheet\" href=\"a.css\"></head>";

    #[test]
    fn tokens_stand_before_the_sheet_and_are_allowed_by_their_hash() {
        let theme = ThemeTokens::of_list("paper_dark: #101010; link: #a00");
        let page = adapt(PAGE, &theme);
        assert!(
            page.contains("<style>:root{--own-paper_dark:#101010;--own-link:#a00}</style><link rel=\"stylesheet\""),
            "{page}"
        );
        assert!(page.contains("style-src 'self' 'sha256-"), "{page}");
        assert!(page.contains("content=\"#fff\" media=\"(prefers-color-scheme: light)\""), "{page}");
        assert!(page.contains("content=\"#101010\" media=\"(prefers-color-scheme: dark)\""), "{page}");
        let hash = page.split("'sha256-").nth(1).and_then(|rest| rest.split('\'').next()).unwrap();
        let style = page.split("<style>").nth(1).and_then(|rest| rest.split("</style>").next()).unwrap();
        assert_eq!(hash, STANDARD.encode(Sha256::digest(style)));
    }

    #[test]
    fn a_publication_without_a_theme_leaves_the_page_alone() {
        assert_eq!(adapt(PAGE, &ThemeTokens::default()), PAGE);
    }
}
