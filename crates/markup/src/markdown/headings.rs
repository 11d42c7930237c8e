//! Headings: their ids, unique in the article, and their level below the page's own title.

use std::collections::HashMap;

use super::Heading;
use crate::policy::{content_id, is_id_letter};

/// Bytes of an id made from a heading's text. Long enough to stay readable in an address.
const LONGEST: usize = 80;

/// The headings so far.
#[derive(Default)]
pub(super) struct Headings {
    pub(super) list: Vec<Heading>,
    /// Where in the HTML the two digits of each heading of the list stand.
    digits: Vec<(usize, usize)>,
    /// Every id given, and the number to try next behind it.
    taken: HashMap<String, u32>,
}

impl Headings {
    /// The id a heading gets: its own if it has one that will do, else one made from its text.
    pub(super) fn name(&mut self, own: Option<&str>, text: &str) -> String {
        self.unique(match own {
            // Notes have ids with a colon; headings must not take one of theirs.
            Some(own) if content_id(own).is_some() && !own.contains(':') => own.to_owned(),
            Some(own) => anchor(own),
            None => anchor(text),
        })
    }

    /// Adds a heading to the list; its level stands at `opening` and `closing` in the HTML.
    pub(super) fn add(&mut self, heading: Heading, opening: usize, closing: usize) {
        self.list.push(heading);
        self.digits.push((opening, closing));
    }

    /// If the list has a heading of level 1, moves all of it one level down, here and in the HTML.
    pub(super) fn lower(&mut self, html: &mut String) {
        if !self.list.iter().any(|heading| heading.level == 1) {
            return;
        }
        for (heading, (opening, closing)) in self.list.iter_mut().zip(&self.digits) {
            heading.level = (heading.level + 1).min(6);
            let digit = heading.level.to_string();
            for at in [*opening, *closing] {
                // The same length, so nothing behind it moves.
                if html.as_bytes().get(at).is_some_and(u8::is_ascii_digit) {
                    html.replace_range(at..at + 1, &digit);
                }
            }
        }
    }

    fn unique(&mut self, wanted: String) -> String {
        let mut number = match self.taken.get(&wanted) {
            None => {
                self.taken.insert(wanted.clone(), 1);
                return wanted;
            }
            Some(number) => *number,
        };
        let id = loop {
            let candidate = format!("{wanted}-{number}");
            number += 1;
            if !self.taken.contains_key(&candidate) {
                break candidate;
            }
        };
        self.taken.insert(wanted, number);
        self.taken.insert(id.clone(), 1);
        id
    }
}

/// An id from words: letters and digits of any script in lower case, `-` between.
fn anchor(text: &str) -> String {
    let mut id = String::new();
    let mut is_gap = false;
    for letter in text.chars().flat_map(char::to_lowercase) {
        if !is_id_letter(letter) && letter != '_' {
            is_gap = true;
            continue;
        }
        if id.len() + letter.len_utf8() >= LONGEST {
            break;
        }
        if is_gap && !id.is_empty() {
            id.push('-');
        }
        is_gap = false;
        id.push(letter);
    }
    if id.is_empty() { "section".to_owned() } else { id }
}
