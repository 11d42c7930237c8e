//! Colours, for a person at a terminal and for nobody else.

use std::io::IsTerminal;

use crate::report::{Finding, Severity};

/// Whether standard output shows colours: it is a terminal, and nobody asked for none (<https://no-color.org>).
pub(super) fn are_wanted() -> bool {
    let is_refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let is_dumb = std::env::var_os("TERM").is_some_and(|terminal| terminal == "dumb");
    std::io::stdout().is_terminal() && !is_refused && !is_dumb
}

/// The finding's line, its severity in a colour.
pub(super) fn finding(finding: &Finding, in_colour: bool) -> String {
    let text = finding.to_string();
    if !in_colour {
        return text;
    }
    let colour = match finding.severity {
        Severity::Error => "1;31",
        Severity::Warning => "33",
        Severity::Note => "36",
    };
    let word = format!(": {}: ", finding.severity);
    let place = finding.file.len();
    // The file's own name may hold the word.
    match text.get(place..).and_then(|rest| rest.split_once(&word)) {
        Some((line, rest)) => {
            format!("\u{1b}[1m{}{line}\u{1b}[0m: \u{1b}[{colour}m{}\u{1b}[0m: {rest}", finding.file, finding.severity)
        }
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_severity_is_coloured_and_the_words_stay() {
        let found = Finding::error("a: error: b.md", Some(7), "x").remedy("y");
        assert_eq!(finding(&found, false), found.to_string());
        let coloured = finding(&found, true);
        assert_eq!(coloured, "\u{1b}[1ma: error: b.md:7\u{1b}[0m: \u{1b}[1;31merror\u{1b}[0m: x, y");
    }
}
