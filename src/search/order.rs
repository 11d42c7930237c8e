//! In what order results come, as the query says it (docs/search.md).

/// What a query says where the newest are wanted first.
const NEWEST: &str = "sort:newest";

pub fn is_newest_first(text: &str) -> bool {
    text.split_whitespace().any(|word| word == NEWEST)
}

/// The query without a word about its order. A space at the end, which ends the last word, stays.
pub fn without(text: &str) -> String {
    let mut kept: String = text.split_inclusive(char::is_whitespace).filter(|word| word.trim_end() != NEWEST).collect();
    if !text.ends_with(char::is_whitespace) {
        kept.truncate(kept.trim_end().len());
    }
    kept
}

/// The query in the other order. What says so stands behind: before the words it would turn a field of Persian around.
pub fn turned(text: &str) -> String {
    if is_newest_first(text) {
        return without(text);
    }
    let words = text.trim_end();
    let space = if words.len() < text.len() { " " } else { "" };
    [words, " ", NEWEST, space].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_is_turned_and_turned_back() {
        for text in ["tide mill", "tide ", "\"tide mill\" -fog", "دریا"] {
            assert!(!is_newest_first(text));
            let newest = turned(text);
            assert!(is_newest_first(&newest) && newest.starts_with(text.trim_end()), "{newest}");
            assert_eq!(turned(&newest), text);
        }
        assert_eq!(turned("sort:newest tide "), "tide ");
        assert!(!is_newest_first("resort:newest"));
    }
}
