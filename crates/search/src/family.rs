//! Relatives of a word in the dictionary: the same word with other endings, or other affixes.
//!
//! No stems are stored. Relatives begin alike, so they stand close together in the sorted dictionary, and the stemmer is run on
//! those few neighbours when a query comes. This keeps what SEARCH.md measured: a dictionary of stems only loses a quarter
//! of mistyped words.

use crate::dictionary::{Dictionary, TermId};
use crate::languages::Languages;
use crate::order::sort_distinct;
use crate::stem::families;

/// Relatives looked at; a common beginning of three letters has some 2,000 at 500,000 terms.
const MAX_NEIGHBOURS: u32 = 5000;

/// Terms of the same family as `word`, without `word` itself.
pub(crate) fn relatives(dictionary: &Dictionary, languages: &Languages, word: &str) -> Vec<TermId> {
    let mut found = Vec::new();
    for family in families(languages, word) {
        for beginning in &family.beginnings {
            let near = dictionary.with_prefix(beginning).take(MAX_NEIGHBOURS as usize);
            found.extend(near.filter(|id| {
                let term = dictionary.term(*id);
                term != word && family.has(term)
            }));
        }
    }
    sort_distinct(&mut found);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dictionary::tests::dictionary;
    use crate::fold;

    fn relatives_in(terms: &[&str], word: &str) -> Vec<String> {
        relatives_by(&Languages::unknown(), terms, word)
    }

    fn relatives_by(languages: &Languages, terms: &[&str], word: &str) -> Vec<String> {
        let dictionary = dictionary(terms.iter().map(|term| fold(term)).collect());
        relatives(&dictionary, languages, &fold(word)).into_iter().map(|id| dictionary.term(id).to_owned()).collect()
    }

    #[test]
    fn english_relatives_share_a_stem() {
        let terms = ["connect", "connected", "connecting", "connection", "connections", "conning", "connote"];
        assert_eq!(relatives_in(&terms, "connection"), ["connect", "connected", "connecting", "connections"]);
        assert_eq!(relatives_in(&["happy", "happiness", "happen"], "happy"), ["happiness"]);
    }

    #[test]
    fn each_language_has_its_endings() {
        for (language, word, relatives, strangers) in [
            ("de", "Haus", "Hauses Häuser Häusern", "Hausmann Haut"),
            ("de", "Verteidigung", "verteidigen Verteidigungen", "Verteiler"),
            ("ru", "новый", "новая нового новые новыми", "новость нож"),
            ("ru", "очки", "очков очка очками", "очень"),
            ("fr", "nation", "nations", "nature"),
            ("fr", "actif", "active actives actifs", "acteur"),
            ("fr", "cheval", "chevaux", "cheveux"),
            ("es", "canción", "canciones", "cancelar"),
            ("es", "capaz", "capaces", "capa"),
            ("pt", "estação", "estações", "estado"),
            ("it", "nazione", "nazioni", "nascita"),
            ("ro", "oraș", "orașe orașul orașului orașelor", "oricine"),
            ("nl", "bom", "bommen", "boom"),
            ("sv", "hus", "huset husen husens", "husky"),
            ("da", "avis", "avisen aviser aviserne", "avocado"),
            ("nb", "hest", "hesten hester hestene", "hekk"),
            ("fi", "talossa", "talosta taloon talon talot", "taloudellinen"),
            ("hu", "házban", "ház házak házakban háznak", "hazudik"),
            ("el", "άνθρωπος", "ανθρώπου άνθρωποι ανθρώπων", "άνθος"),
            ("tr", "ev", "", "elma"),
            ("tr", "kitap", "kitaplar kitaplardan kitapta", "kitle"),
        ] {
            let languages = Languages::of_tags(&[language]);
            let terms: Vec<&str> =
                relatives.split_whitespace().chain(strangers.split_whitespace()).chain([word]).collect();
            let mut expected: Vec<String> = relatives.split_whitespace().map(fold).collect();
            expected.sort();
            assert_eq!(relatives_by(&languages, &terms, word), expected, "{language}: {word}");
        }
    }

    #[test]
    fn arabic_relatives_differ_in_article_and_ending() {
        let found = relatives_in(&["الكتاب", "والكتاب", "كتاب", "كتابها", "كاتب"], "كتاب");
        assert_eq!(found, ["الکتاب", "والکتاب", "کتابها"].map(fold));
    }
}
