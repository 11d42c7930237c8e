//! What a page shows at first: the elements, classes and attributes of its markup, without what is folded away and what stands below
//! any screen.

use std::collections::{BTreeSet, HashSet};

/// The words that a sheet's selectors ask for: names and values. Nothing else of a page is worth noting.
pub(super) struct Asked(HashSet<String>);

impl Asked {
    pub(super) fn by<'s>(selectors: impl Iterator<Item = &'s str>) -> Asked {
        let is_of_name = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_');
        let mut words = HashSet::new();
        for selector in selectors {
            words.extend(selector.split(|letter| !is_of_name(letter)).map(str::to_owned));
            // A value may be more than one word.
            words.extend(selector.split(['"', '\'']).skip(1).step_by(2).map(str::to_owned));
        }
        Asked(words)
    }

    fn has(&self, word: &str) -> bool {
        self.0.contains(word)
    }
}

/// The names that selectors may ask for.
pub(super) struct Shown<'a> {
    pub(super) elements: BTreeSet<&'a str>,
    pub(super) classes: BTreeSet<&'a str>,
    pub(super) ids: BTreeSet<&'a str>,
    /// Names, and name and value.
    pub(super) attributes: BTreeSet<(&'a str, Option<&'a str>)>,
}

/// Letters of text after which no screen shows more: a column of them is taller than 4K, upright. An archive
/// has its style once in each article, so what only the end of a long one needs is left to the whole sheet.
const LETTERS: usize = 8_000;

impl<'a> Shown<'a> {
    /// Reads markup that views have written: every value in double quotes, every element closed or void.
    pub(super) fn of(html: &'a str, asked: &Asked) -> Shown<'a> {
        let mut shown = Shown {
            elements: BTreeSet::new(),
            classes: BTreeSet::new(),
            ids: BTreeSet::new(),
            attributes: BTreeSet::new(),
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
                    if asked.has(name) {
                        shown.elements.insert(name);
                    }
                    shown.note(attributes, asked);
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

    /// The same for pages on which the same selectors fit.
    pub(super) fn key(&self) -> String {
        let mut key = String::with_capacity(1024);
        for (mark, names) in [('<', &self.elements), ('.', &self.classes), ('#', &self.ids)] {
            for name in names {
                key.push(mark);
                key.push_str(name);
            }
        }
        for (name, value) in &self.attributes {
            key.push('[');
            key.push_str(name);
            if let Some(value) = value {
                key.push('=');
                key.push_str(value);
            }
        }
        key
    }

    fn note(&mut self, attributes: &'a str, asked: &Asked) {
        let mut rest = attributes;
        loop {
            rest = rest.trim_start_matches(|letter: char| letter.is_whitespace() || letter == '/');
            let length = rest.find(|letter: char| letter.is_whitespace() || letter == '=').unwrap_or(rest.len());
            let Some((name, behind)) = rest.split_at_checked(length).filter(|(name, _)| !name.is_empty()) else {
                return;
            };
            let is_asked = asked.has(name);
            if is_asked {
                self.attributes.insert((name, None));
            }
            rest = behind;
            let Some(value) = behind.strip_prefix("=\"") else {
                // Not how views write it: go on behind the sign.
                rest = rest.strip_prefix('=').unwrap_or(rest);
                continue;
            };
            let (value, behind) = value.split_once('"').unwrap_or((value, ""));
            rest = behind;
            match name {
                "class" => self.classes.extend(value.split_ascii_whitespace().filter(|class| asked.has(class))),
                "id" if asked.has(value) => drop(self.ids.insert(value)),
                // A language is asked for by its first part.
                "lang" => drop(self.attributes.insert((name, Some(value)))),
                _ if is_asked && asked.has(value) => drop(self.attributes.insert((name, Some(value)))),
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

    /// What is shown of what these words ask for.
    fn of<'a>(html: &'a str, words: &str) -> Shown<'a> {
        Shown::of(html, &Asked::by([words].into_iter()))
    }

    #[test]
    fn names_are_read_and_words_are_not() {
        let html = "<p id=\"a\" class=\"b  c\" hidden data-x=\"1 > 0\">class=\"d\" <img src=\"e\" alt></p>";
        let shown = of(html, "p.b.c.d img[src][alt] #a [hidden] [data-x=\"1 > 0\"]");
        assert_eq!(shown.elements, ["p", "img"].into());
        assert_eq!(shown.classes, ["b", "c"].into());
        assert!(shown.ids.contains("a") && shown.attributes.contains(&("hidden", None)));
        assert!(shown.attributes.contains(&("data-x", Some("1 > 0"))) && shown.attributes.contains(&("alt", None)));
    }

    #[test]
    fn what_nobody_asks_for_is_not_noted_and_changes_no_key() {
        let [first, second, third] = ["<p class=\"a x\" id=\"y\"></p>", "<p class=\"a\"><i></i></p>", "<p></p>"]
            .map(|html| of(html, "p.a#b[lang=\"c d\"]").key());
        assert_eq!(first, second);
        assert_eq!([first, third], ["<p.a", "<p"]);
        assert_eq!(of("<p lang=\"fa-IR\">", ":lang(fa)").key(), "[lang[lang=fa-IR");
    }

    #[test]
    fn a_fold_within_a_fold_closes_with_it() {
        let html = "<details class=\"menu\"><summary class=\"a\"></summary><details><summary class=\"b\"></summary></details><i></i></details><q></q>";
        let shown = of(html, ".menu.a.b details summary q i");
        assert_eq!(shown.classes, ["menu", "a"].into());
        assert_eq!(shown.elements, ["details", "summary", "q"].into());
    }

    #[test]
    fn what_stands_below_any_screen_is_left_to_the_whole_sheet() {
        let html = format!("<p>{}</p><b></b><p>{}</p><table></table>", "a".repeat(LETTERS), "b".repeat(10));
        assert_eq!(of(&html, "p b table").elements, ["p", "b"].into());
    }

    #[test]
    fn cut_off_markup_is_no_reason_to_fail() {
        for html in
            ["<", "<p class=\"a", "<p class=", "</", "<details class=\"menu\"><summary>", "</details></summary>"]
        {
            let _ = of(html, "p a details summary");
        }
    }
}
