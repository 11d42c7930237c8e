//! English words that hold sentences together. A question asked in a sentence has many of them, and in short articles they are
//! not common enough for their idf alone to silence them: without this, CISI loses 0.02 nDCG and MED 0.01. They still count a
//! little, so that `who` or `the who` finds what it says.

/// Sorted; folded; a space between.
const WORDS: &str = "a about all also am an and any are as at be because been being but by can could did do does for from \
had has have he her him his how i if in into is it its may me might more most must my no not of on or other our \
shall she should so some such than that the their them then there these they this those to us was we were what when where \
which while who whom why will with would you your";

pub(super) fn is_function_word(word: &str) -> bool {
    WORDS.split(' ').any(|known| known == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_listed_words_are_function_words() {
        assert!(is_function_word("the") && is_function_word("your") && is_function_word("could"));
        assert!(!is_function_word("rust") && !is_function_word("") && !is_function_word("a about"));
    }
}
