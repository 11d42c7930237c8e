//! Plain text as paragraphs: blank lines separate them, single line breaks stay, web addresses become links.

use crate::platform::view::{Tag, tag};
use crate::shell::footer::abroad;

/// One element per paragraph.
pub fn paragraphs(text: &str) -> Vec<Tag> {
    let mut shown: Vec<Tag> = Vec::new();
    let mut is_open = false;
    for line in text.lines().map(str::trim_ascii) {
        if line.is_empty() {
            is_open = false;
            continue;
        }
        let paragraph = match shown.last() {
            Some(last) if is_open => last.clone().child(tag("br")),
            _ => {
                shown.push(tag("p"));
                shown.last().cloned().unwrap_or_else(|| tag("p"))
            }
        };
        is_open = true;
        drop(line.split_inclusive(' ').fold(paragraph, word));
    }
    shown
}

fn word(paragraph: Tag, word: &str) -> Tag {
    let address = word.trim_ascii_end();
    if address.starts_with("https://") || address.starts_with("http://") {
        paragraph.child(abroad(address).text(address)).text(" ")
    } else {
        paragraph.text(word)
    }
}
