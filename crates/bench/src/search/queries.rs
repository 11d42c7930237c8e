//! What is asked: queries of five kinds, drawn from the articles, the same for the same articles.

use tidings_search::tokens;

use super::Article;
use crate::random::Random;

/// Queries of one kind.
pub(super) struct Kind {
    pub(super) name: &'static str,
    pub(super) queries: Vec<Asked>,
}

pub(super) struct Asked {
    /// As typed. A space at the end: complete.
    pub(super) text: String,
    /// Of a mistyped word, the right one.
    pub(super) meant: Option<String>,
}

pub(super) const WORD: &str = "word";
pub(super) const BEGINNING: &str = "beginning";
pub(super) const MISTYPED: &str = "mistyped";
pub(super) const TITLE: &str = "three words of a title";
pub(super) const PHRASE: &str = "phrase";

/// So many of each kind.
pub(super) fn queries(articles: &[Article], count: usize) -> Vec<Kind> {
    let mut random = Random::of(4, 1);
    let mut words = |least: usize| {
        let mut found = Vec::new();
        while found.len() < count {
            let Some(article) = articles.get(random.below(articles.len())) else { break };
            let long: Vec<String> = tokens(&article.text)
                .map(|token| token.text)
                .filter(|word| word.chars().count() >= least && word.chars().all(char::is_alphabetic))
                .collect();
            found.extend(random.pick(&long).map(str::to_owned));
        }
        found
    };
    let (whole, begun, mistyped) = (words(4), words(6), words(5));
    let mut random = Random::of(4, 2);
    let begun = begun.iter().map(|word| word.chars().take(4).collect()).collect();
    let mistyped =
        mistyped.into_iter().map(|word| Asked { text: mistaken(&word, &mut random) + " ", meant: Some(word) });
    let mistyped = mistyped.collect();
    let titled: Vec<&Article> = articles.iter().filter(|article| tokens(&article.title).count() > 2).collect();
    let titles = (0..count).filter_map(|_| {
        let words: Vec<String> =
            tokens(&titled.get(random.below(titled.len()))?.title).map(|token| token.text).collect();
        Some(words.get(..3)?.join(" ") + " ")
    });
    let titles = titles.collect();
    let mut random = Random::of(4, 3);
    let mut phrases = Vec::new();
    while phrases.len() < count {
        let Some(article) = articles.get(random.below(articles.len())) else { break };
        let words: Vec<&str> = article.text.split_whitespace().collect();
        let is_plain = |three: &&[&str]| three.iter().all(|word| word.chars().all(char::is_alphabetic));
        let rows: Vec<String> = words.windows(3).filter(is_plain).map(|three| three.join(" ")).collect();
        phrases.extend(random.pick(&rows).map(|three| format!("\"{three}\"")));
    }
    let plain = |queries: Vec<String>| queries.into_iter().map(|text| Asked { text, meant: None }).collect();
    vec![
        Kind { name: WORD, queries: plain(whole.into_iter().map(|word| word + " ").collect()) },
        Kind { name: BEGINNING, queries: plain(begun) },
        Kind { name: MISTYPED, queries: mistyped },
        Kind { name: TITLE, queries: plain(titles) },
        Kind { name: PHRASE, queries: plain(phrases) },
    ]
}

/// The word with one letter wrong, missing or swapped with its neighbour.
fn mistaken(word: &str, random: &mut Random) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let at = random.below(letters.len().saturating_sub(1));
    match random.below(3) {
        0 => drop(letters.remove(at)),
        1 => letters.swap(at, at + 1),
        _ => letters.splice(at..=at, ['q']).for_each(drop),
    }
    letters.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistake_is_one() {
        let mut random = Random::of(1, 1);
        for _ in 0..99 {
            let word = mistaken("harbour", &mut random);
            assert!((6..=7).contains(&word.chars().count()), "{word}");
        }
    }
}
