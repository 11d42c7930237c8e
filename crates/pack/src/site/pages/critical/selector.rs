//! Whether a selector can mean anything on a page. Where it stands in the page is not asked, so the answer errs towards yes.

use super::page::Shown;
use super::sheet::split;

/// States that only a reader brings about, after the first paint.
const LATER: [&str; 6] = ["hover", "focus", "focus-visible", "focus-within", "active", "disabled"];

/// Pseudo-elements that nothing shows at first.
const UNSEEN: [&str; 1] = ["selection"];

/// Set by the start script before the first paint, so not in the markup.
const SET_BY_SCRIPT: [&str; 4] = ["data-theme", "data-face", "data-justify", "data-motion"];

/// Elements around what is looked at.
const AROUND: [&str; 2] = ["html", "body"];

pub(super) fn matches(selector: &str, shown: &Shown<'_>) -> bool {
    let mut rest = selector.trim();
    while let Some(letter) = rest.chars().next() {
        let behind = rest.get(letter.len_utf8()..).unwrap_or("");
        let (is_there, after) = match letter {
            '.' => named(behind, |name| shown.classes.contains(name)),
            '#' => named(behind, |name| shown.ids.contains(name)),
            '[' => {
                let (inside, after) = behind.split_once(']').unwrap_or((behind, ""));
                (has_attribute(inside, shown), after)
            }
            ':' => pseudo(behind, shown),
            _ if letter.is_ascii_alphabetic() => {
                named(rest, |name| AROUND.contains(&name) || shown.elements.contains(name))
            }
            _ => (true, behind),
        };
        if !is_there {
            return false;
        }
        rest = after;
    }
    true
}

fn named(text: &str, is_there: impl Fn(&str) -> bool) -> (bool, &str) {
    let (name, after) = name(text);
    (is_there(name), after)
}

/// The name that a text begins with, and what follows it.
fn name(text: &str) -> (&str, &str) {
    let length = text.find(|letter: char| !(letter.is_alphanumeric() || matches!(letter, '-' | '_')));
    text.split_at_checked(length.unwrap_or(text.len())).unwrap_or((text, ""))
}

/// `name`, `name="value"`, or a comparison of another kind, of which only the name is looked at.
fn has_attribute(inside: &str, shown: &Shown<'_>) -> bool {
    let (name, comparison) = name(inside);
    let value = comparison.strip_prefix('=').map(|value| value.trim_matches(['"', '\'']));
    SET_BY_SCRIPT.contains(&name)
        // Of the page's own element, which stands outside of what is looked at.
        || (value.is_none() && matches!(name, "lang" | "dir"))
        || shown.attributes.contains(&(name, value))
}

/// What follows a colon, or two.
fn pseudo<'t>(text: &'t str, shown: &Shown<'_>) -> (bool, &'t str) {
    let text = text.strip_prefix(':').unwrap_or(text);
    let (name, after) = name(text);
    let Some(inside) = after.strip_prefix('(') else {
        return (!LATER.contains(&name) && !UNSEEN.contains(&name), after);
    };
    let mut depth = 0_usize;
    let end = inside.bytes().position(|byte| match byte {
        b'(' => {
            depth += 1;
            false
        }
        b')' if depth > 0 => {
            depth -= 1;
            false
        }
        byte => byte == b')',
    });
    let (arguments, after) = inside.split_at_checked(end.unwrap_or(inside.len())).unwrap_or((inside, ""));
    let after = after.strip_prefix(')').unwrap_or(after);
    let is_there = match name {
        "is" | "where" | "has" => split(arguments, ',').any(|argument| matches(argument, shown)),
        "lang" => shown.attributes.iter().any(|(name, value)| {
            *name == "lang" && value.is_some_and(|value| value.split('-').next() == Some(arguments.trim()))
        }),
        _ => true,
    };
    (is_there, after)
}

#[cfg(test)]
mod tests {
    use super::super::page::Asked;
    use super::*;

    #[test]
    fn a_selector_fits_if_all_it_names_is_there() {
        let fitting = [
            "*",
            "p",
            ".a.b > em",
            "#i",
            "[data-x]",
            "[data-x=\"1\"]",
            ":is(.gone, .a)",
            ":root",
            "::before",
            "p:first-child::after",
            ".a:not(.gone, :focus)",
            ":has(> em)",
            "[lang]:is(:lang(ar), :lang(fa))",
            ":root[data-theme=\"dark\"]",
            "[dir]",
            "body:has(> p)",
            ":nth-child(2 of .a)",
        ];
        let others = [
            ".gone",
            "p .gone",
            "[data-x=\"2\"]",
            "q",
            ".a:hover",
            ":is(.gone, q)",
            ":where(.gone)",
            ".a:has(> .gone)",
            ":lang(ar)",
            "#j",
            "::selection",
            ":is(.a:focus-visible)",
            "[dir=\"rtl\"]",
        ];
        let html = "<html lang=\"fa-IR\"><p id=\"i\" class=\"a b\" data-x=\"1\"><em></em></p>";
        let asked = Asked::by(fitting.into_iter().chain(others));
        let shown = Shown::of(html, &asked);
        for selector in fitting {
            assert!(matches(selector, &shown), "{selector}");
        }
        for selector in others {
            assert!(!matches(selector, &shown), "{selector}");
        }
    }
}
