//! `text/<n>.txt`: the plain text of an article as it is indexed.

use std::borrow::Cow;

use tidings_engine::archive::text_file;
use tidings_engine::worker::fields;

use super::Numbered;
use crate::error::PackError;
use crate::memory::Printer;
use crate::packed::Archive;
use crate::site::{SiteFile, Take};

/// Bytes of a text. A page of results fetches ten; what a passage is taken from stands in the first of them.
const LONGEST: usize = 32 << 10;

/// Writes the text of an article, whose `body` is made if it is wanted and not given.
pub(super) fn write(
    archive: &Archive<'_>,
    article: &Numbered<'_>,
    body: Option<&str>,
    take: Take<'_>,
) -> Result<(), PackError> {
    let name = text_file(article.number);
    let print = Printer::default().text(&name).print(archive.prints.whole(article.ordinal)).finish();
    let make = || {
        let body = body.map_or_else(|| Cow::Owned(fields(archive.bundle, article.article).body), Cow::Borrowed);
        SiteFile { name: name.clone(), bytes: beginning(&body).as_bytes().to_vec() }
    };
    take.made(print, &make).map(drop)
}

/// Cut at a white space, unless there is none in the second half.
fn beginning(text: &str) -> &str {
    if text.len() <= LONGEST {
        return text;
    }
    let end = text.floor_char_boundary(LONGEST);
    let cut = text.get(..end).unwrap_or_default();
    let space = cut.rfind(char::is_whitespace).filter(|space| *space > LONGEST / 2);
    space.and_then(|space| cut.get(..space)).unwrap_or(cut)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_ends_with_a_word_if_it_has_words() {
        assert_eq!(beginning("short text"), "short text");
        let words = "водa ".repeat(9_000);
        let cut = beginning(&words);
        assert!(cut.len() <= LONGEST && cut.len() > LONGEST - 10 && cut.ends_with("водa"), "{}", cut.len());
        let unbroken = "水".repeat(20_000);
        assert_eq!(beginning(&unbroken).len(), LONGEST / 3 * 3);
    }
}
