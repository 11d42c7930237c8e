//! Counting words, in scripts with and without spaces.

/// Letters of scripts that write words without spaces, per word. A dictionary would be exact and 100 KB; reading time is not.
/// Thai words have some four to five letters with their vowel signs.
const LETTERS_PER_WORD: u32 = 4;

/// Counts the words of plain text.
///
/// Runs of letters and digits count one, also with `'`, `-` or a joiner inside. A Chinese character or a kana counts one,
/// as word processors have it. Thai, Lao, Khmer and Burmese count one for four letters.
///
/// # Example
/// ```
/// use tidings_markup::word_count;
///
/// assert_eq!(word_count("It's a well-known fact – isn't it?"), 6);
/// assert_eq!(word_count("今日は晴れ"), 5);
/// assert_eq!(word_count("می‌روم به خانه"), 3);
/// ```
pub fn word_count(text: &str) -> u32 {
    let mut words: u32 = 0;
    let mut unspaced: u32 = 0;
    let mut is_inside = false;
    for letter in text.chars() {
        if is_ideographic(letter) {
            words = words.saturating_add(1);
            is_inside = false;
        } else if is_unspaced(letter) {
            unspaced = unspaced.saturating_add(1);
            is_inside = false;
        } else if letter.is_alphanumeric() {
            if !is_inside {
                words = words.saturating_add(1);
            }
            is_inside = true;
        } else if letter.is_whitespace() || matches!(letter, '/' | '–' | '—' | '…') {
            is_inside = false;
        }
    }
    words.saturating_add(unspaced.div_ceil(LETTERS_PER_WORD))
}

fn is_ideographic(letter: char) -> bool {
    matches!(letter, '\u{3041}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
        && letter.is_alphanumeric()
}

fn is_unspaced(letter: char) -> bool {
    matches!(letter, '\u{0E01}'..='\u{0E4E}' | '\u{0E81}'..='\u{0ECD}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17D3}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_alone_are_no_words() {
        assert_eq!(word_count(" – … !? * "), 0);
    }

    #[test]
    fn scripts_without_spaces_do_not_count_as_one_word() {
        assert_eq!(word_count("北京是中国的首都。"), 8);
        let thai = word_count("กรุงเทพมหานครเป็นเมืองหลวงของประเทศไทย");
        assert!((5..=12).contains(&thai), "{thai}");
    }

    #[test]
    fn mixed_scripts_are_counted_side_by_side() {
        assert_eq!(word_count("Rust言語 1.95"), 4);
    }
}
