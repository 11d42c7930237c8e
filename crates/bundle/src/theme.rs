//! `_tidings.theme`: how a publication wants to look, as values of the style sheet's own custom properties.

use crate::Extensions;

/// What may be set. Colours are of the light appearance, and of the dark one with `_dark`; fonts are lists of names, for Latin and other letters
/// and, with `_arabic`, for Arabic ones. The style sheet knows each as `--own-<name>` (style/tokens.css).
pub const TOKENS: [&str; 19] = [
    "paper",
    "paper_dark",
    "surface",
    "surface_dark",
    "ink",
    "ink_dark",
    "muted",
    "muted_dark",
    "accent",
    "accent_dark",
    "link",
    "link_dark",
    "rule",
    "rule_dark",
    "radius",
    "font_text",
    "font_text_arabic",
    "font_sans",
    "font_sans_arabic",
];

/// Bytes of a value.
const MOST_BYTES: usize = 200;

/// The tokens that a publication sets, in the order of [`TOKENS`]. (A reader's theme, light or dark, is another thing.)
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ThemeTokens {
    pub tokens: Vec<(&'static str, String)>,
    pub extensions: Extensions,
}

impl ThemeTokens {
    /// Reads `name: value; name: value`, as a page that embeds the viewer writes it. What is no token, or no value, is left out.
    pub fn of_list(list: &str) -> ThemeTokens {
        let pairs = list.split(';').filter_map(|pair| pair.split_once(':'));
        let token = |(name, value): (&str, &str)| {
            let name = TOKENS.into_iter().find(|token| *token == name.trim())?;
            Some((name, value.trim().to_owned())).filter(|(_, value)| is_value(value))
        };
        ThemeTokens { tokens: pairs.filter_map(token).collect(), extensions: Extensions::default() }
    }
}

/// Whether a text can only be a colour, a length or names of fonts: it calls no function, ends no declaration, and closes what it opens.
pub fn is_value(text: &str) -> bool {
    let is_of_value = |byte: u8| byte.is_ascii_alphanumeric() || byte >= 0x80 || b" #%,.-_'\"".contains(&byte);
    let closes = |mark: u8| text.bytes().filter(|byte| *byte == mark).count().is_multiple_of(2);
    !text.is_empty() && text.len() <= MOST_BYTES && text.bytes().all(is_of_value) && closes(b'"') && closes(b'\'')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_a_colour_a_length_or_names_of_fonts() {
        for value in ["#1a2b3c", "#fff", "4px", "0.25rem", "Georgia, serif", "\"Noto Naskh Arabic\", serif", "خط"] {
            assert!(is_value(value), "{value}");
        }
        for value in [
            "",
            "url(https://a.example/x)",
            "red; color: blue",
            "red}",
            "</style>",
            "var(--x)",
            "\"a",
            "a\\b",
            "a/b",
            "a:b",
            "@import",
            "a\nb",
        ] {
            assert!(!is_value(value), "{value}");
        }
        assert!(!is_value(&"a".repeat(MOST_BYTES + 1)));
    }

    #[test]
    fn a_list_sets_what_it_names() {
        let theme =
            ThemeTokens::of_list("link: #c00; radius:8px;font_text: Georgia, serif; nothing: 1; paper: url(x); ink");
        let expected = [("link", "#c00"), ("radius", "8px"), ("font_text", "Georgia, serif")];
        assert_eq!(theme.tokens, expected.map(|(name, value)| (name, value.to_owned())));
    }
}
