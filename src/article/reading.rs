//! How long an article takes to read.

use tidings_bundle::{Article, Content};

/// Silent reading of prose, words a minute: 238 for adults reading English (Brysbaert 2019, "How many words do we read per
/// minute?", Journal of Memory and Language 109); rounded down for screens and second languages.
const WORDS_A_MINUTE: usize = 220;

/// Bytes of a body to a word, markup included, where the packer did not count: about 6 letters and 1 byte of markup.
const BYTES_A_WORD: usize = 7;

/// Minutes, at least 1; `None` for an article too short for the figure to mean anything.
pub fn minutes(article: &Article) -> Option<usize> {
    let words = match (article.words, &article.content) {
        (Some(words), _) => words as usize,
        (None, Content::Html(text) | Content::Markdown(text) | Content::Text(text)) => {
            // Letters beyond ASCII take two bytes or more; counting characters would walk the whole text.
            text.len() / BYTES_A_WORD
        }
    };
    (words >= WORDS_A_MINUTE / 4).then(|| words.div_ceil(WORDS_A_MINUTE))
}

#[cfg(test)]
mod tests {
    use super::*;
    use tidings_bundle::Slug;

    fn article(words: Option<u32>, text: &str) -> Article {
        Article { words, ..Article::new("x", Slug::from_text("x"), Content::Text(text.into())) }
    }

    #[test]
    fn minutes_are_rounded_up_and_left_out_for_a_brief() {
        assert_eq!(minutes(&article(Some(10), "")), None);
        assert_eq!(minutes(&article(Some(100), "")), Some(1));
        assert_eq!(minutes(&article(Some(221), "")), Some(2));
        assert_eq!(minutes(&article(None, &"seven… ".repeat(1000))), Some(6));
    }
}
