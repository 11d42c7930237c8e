//! What a page shows at first: the elements, classes and attributes of its markup, without what is folded away and what stands below
//! any screen.

use std::collections::HashSet;

/// The names that selectors may ask for.
pub(super) struct Shown<'a> {
    pub(super) elements: HashSet<&'a str>,
    pub(super) classes: HashSet<&'a str>,
    pub(super) ids: HashSet<&'a str>,
    /// Names, and name and value.
    pub(super) attributes: HashSet<(&'a str, Option<&'a str>)>,
}

/// Letters of text after which no screen shows more: a column of them is taller than 4K, upright. An archive
/// has its style once in each article, so what only the end of a long one needs is left to the whole sheet.
const LETTERS: usize = 8_000;

impl<'a> Shown<'a> {
    /// Reads markup that views have written: every value in double quotes, every element closed or void.
    pub(super) fn of(html: &'a str) -> Shown<'a> {
        let mut shown = Shown {
            elements: HashSet::new(),
            classes: HashSet::new(),
            ids: HashSet::new(),
            attributes: HashSet::new(),
        };
        // How many elements deep in a folded part, counting only what folds.
        let mut folded = 0_usize;
        let mut open = Vec::new();
        let mut rest = html;
        let mut letters = 0_usize;
        while let Some((text, behind)) = rest.split_once('<') {
            letters += if folded == 0 { text.chars().count() } else { 0 };
            if letters > LETTERS {
                break;
            }
            let tag = behind.get(..tag_length(behind)).unwrap_or(behind);
            rest = behind.get(tag.len()..).unwrap_or("").trim_start_matches('>');
            let name_length = tag.find(|letter: char| letter.is_whitespace() || letter == '>').unwrap_or(tag.len());
            let (name, attributes) = tag.split_at_checked(name_length).unwrap_or((tag, ""));
            match name {
                "/summary" if open.last() == Some(&true) => folded += 1,
                "/details" => folded = folded.saturating_sub(usize::from(open.pop() == Some(true))),
                _ if name.starts_with(['/', '!']) => {}
                _ if folded == 0 => {
                    shown.elements.insert(name);
                    shown.note(attributes);
                    if name == "details" {
                        open.push(is_folded(attributes));
                    }
                }
                // A fold within a fold opens and closes with it.
                "details" => open.push(false),
                _ => {}
            }
        }
        shown
    }

    fn note(&mut self, attributes: &'a str) {
        let mut rest = attributes;
        loop {
            rest = rest.trim_start_matches(|letter: char| letter.is_whitespace() || letter == '/');
            let length = rest.find(|letter: char| letter.is_whitespace() || letter == '=').unwrap_or(rest.len());
            let Some((name, behind)) = rest.split_at_checked(length).filter(|(name, _)| !name.is_empty()) else {
                return;
            };
            self.attributes.insert((name, None));
            rest = behind;
            let Some(value) = behind.strip_prefix("=\"") else {
                // Not how views write it: go on behind the sign.
                rest = rest.strip_prefix('=').unwrap_or(rest);
                continue;
            };
            let (value, behind) = value.split_once('"').unwrap_or((value, ""));
            rest = behind;
            self.attributes.insert((name, Some(value)));
            match name {
                "class" => self.classes.extend(value.split_ascii_whitespace()),
                "id" => drop(self.ids.insert(value)),
                _ => {}
            }
        }
    }
}

/// Whether a `<details>` is a menu that nobody has opened. Other folds may be open for the sheet on a wide screen (the filters are).
fn is_folded(attributes: &str) -> bool {
    let is_open = |attribute: &str| attribute == "open" || attribute.starts_with("open=");
    attributes.contains("class=\"menu\"") && !attributes.split_ascii_whitespace().any(is_open)
}

/// Bytes up to the `>` that ends the tag.
fn tag_length(text: &str) -> usize {
    let mut is_quoted = false;
    let end = text.bytes().position(|byte| match byte {
        b'"' => {
            is_quoted = !is_quoted;
            false
        }
        b'>' => !is_quoted,
        _ => false,
    });
    end.unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_and_words_are_not() {
        let shown = Shown::of("<p id=\"a\" class=\"b  c\" hidden data-x=\"1 > 0\">class=\"d\" <img src=\"e\" alt></p>");
        assert_eq!(shown.elements, ["p", "img"].into());
        assert_eq!(shown.classes, ["b", "c"].into());
        assert!(shown.ids.contains("a") && shown.attributes.contains(&("hidden", None)));
        assert!(shown.attributes.contains(&("data-x", Some("1 > 0"))) && shown.attributes.contains(&("alt", None)));
    }

    #[test]
    fn a_fold_within_a_fold_closes_with_it() {
        let html = "<details class=\"menu\"><summary class=\"a\"></summary><details><summary class=\"b\"></summary></details><i></i></details><q></q>";
        let shown = Shown::of(html);
        assert_eq!(shown.classes, ["menu", "a"].into());
        assert_eq!(shown.elements, ["details", "summary", "q"].into());
    }

    #[test]
    fn what_stands_below_any_screen_is_left_to_the_whole_sheet() {
        let html = format!("<p>{}</p><b></b><p>{}</p><table></table>", "a".repeat(LETTERS), "b".repeat(10));
        assert_eq!(Shown::of(&html).elements, ["p", "b"].into());
    }

    #[test]
    fn cut_off_markup_is_no_reason_to_fail() {
        for html in
            ["<", "<p class=\"a", "<p class=", "</", "<details class=\"menu\"><summary>", "</details></summary>"]
        {
            let _ = Shown::of(html);
        }
    }
}
