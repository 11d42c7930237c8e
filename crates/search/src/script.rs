//! What a character is to the tokenizer.

use crate::fold::digits;
use crate::letters::is_in_words;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// Ends a word: spaces, punctuation, everything unknown.
    Break,
    /// Letter or digit of a script that parts its words.
    Word,
    /// Belongs to the character before it and adds nothing of its own.
    Mark,
    /// Character of a script written without spaces; the number is how many of them make a token.
    Run(usize),
    /// A token by itself: emoji and signs such as `™`.
    Alone,
}

pub(crate) fn class(c: char) -> Class {
    match c {
        '\0'..='\u{7f}' if c.is_ascii_alphanumeric() => Class::Word,
        '\0'..='\u{7f}' => Class::Break,
        _ if is_mark(c) => Class::Mark,
        '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}' | '™' | '℠' | '№' => {
            Class::Alone
        }
        _ if !is_in_words(c) => Class::Break,
        // Thai, Lao; Myanmar; Khmer. Their digits are words.
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{aa60}'..='\u{aa7f}' => {
            if digits::value(c).is_some() {
                Class::Word
            } else {
                Class::Run(3)
            }
        }
        _ if is_ideographic(c) => Class::Run(2),
        _ => Class::Word,
    }
}

/// Han, kana, bopomofo, hangul: two neighbours make a token.
fn is_ideographic(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}' | '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{3096}' | '\u{309d}'..='\u{309f}'
        | '\u{30a1}'..='\u{30fa}' | '\u{30fc}'..='\u{312f}' | '\u{3131}'..='\u{318e}' | '\u{31a0}'..='\u{31bf}'
        | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9d}' | '\u{20000}'..='\u{3ffff}')
}

/// Combining marks and format characters that a reader does not type (or types differently). Vowel signs of Indic and
/// Southeast Asian scripts are not among them: those make the word.
/// # Source
/// Unicode 16, general categories Mn, Me and Cf, the blocks named in the comments.
pub(crate) fn is_mark(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}'
        // Hebrew points
        | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}' | '\u{5c4}' | '\u{5c5}' | '\u{5c7}' | '\u{fb1e}'
        // Arabic vowel signs, tatweel, Koranic marks
        | '\u{610}'..='\u{61a}' | '\u{61c}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6dc}'
        | '\u{6df}'..='\u{6e4}' | '\u{6e7}' | '\u{6e8}' | '\u{6ea}'..='\u{6ed}' | '\u{8ca}'..='\u{8ff}'
        | '\u{fe70}'..='\u{fe7f}' | '\u{711}' | '\u{730}'..='\u{74a}'
        // Combining marks of later blocks, for symbols, half marks; kana voicing
        | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}'
        | '\u{3099}' | '\u{309a}' | '\u{ff9e}' | '\u{ff9f}'
        // Joiners, directions, variation selectors, tags, skin tones
        | '\u{180b}'..='\u{180e}' | '\u{200c}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0000}'..='\u{e01ef}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_script_finds_its_class() {
        for (c, expected) in [
            ('a', Class::Word),
            ('9', Class::Word),
            ('é', Class::Word),
            ('ک', Class::Word),
            ('۴', Class::Word),
            ('\u{94d}', Class::Word),
            ('।', Class::Break),
            ('字', Class::Run(2)),
            ('𠮷', Class::Run(2)),
            ('ﾃ', Class::Run(2)),
            ('한', Class::Run(2)),
            ('ไ', Class::Run(3)),
            ('๕', Class::Word),
            ('\u{200c}', Class::Mark),
            ('👍', Class::Alone),
            ('™', Class::Alone),
            ('，', Class::Break),
            ('\u{200b}', Class::Break),
            ('\u{fffd}', Class::Break),
        ] {
            assert_eq!(class(c), expected, "{c:?}");
        }
    }
}
