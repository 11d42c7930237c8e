//! Letters: which characters make up words, and what the small form of a capital is.
//!
//! By ranges, not by the tables of the standard library: those know every character ever encoded and cost the browser 13 KB, where
//! a feed needs to fold the names of tags and persons alike on both sides of a comparison, and to keep what is no letter out of
//! addresses. A capital that is not listed here stays as it is; so do the letters of scripts without capitals.

/// First and last capital of a stretch, and the distance to the small letter. A distance of 1 means that capitals and small letters
/// take turns, beginning with a capital.
///
/// # Source
/// Unicode 17, `UnicodeData.txt`: simple lower-case mappings of Latin, Greek, Cyrillic, Armenian and fullwidth letters.
const CAPITALS: &[(u16, u16, u16)] = &[
    (0xC0, 0xD6, 32),
    (0xD8, 0xDE, 32),
    (0x100, 0x12E, 1),
    (0x132, 0x136, 1),
    (0x139, 0x147, 1),
    (0x14A, 0x176, 1),
    (0x179, 0x17D, 1),
    (0x1A0, 0x1A4, 1),
    (0x1AF, 0x1AF, 1),
    (0x1CD, 0x1DB, 1),
    (0x1DE, 0x1EE, 1),
    (0x1F8, 0x21E, 1),
    (0x222, 0x232, 1),
    (0x386, 0x386, 38),
    (0x388, 0x38A, 37),
    (0x38C, 0x38C, 64),
    (0x38E, 0x38F, 63),
    (0x391, 0x3A1, 32),
    (0x3A3, 0x3AB, 32),
    (0x400, 0x40F, 80),
    (0x410, 0x42F, 32),
    (0x460, 0x480, 1),
    (0x48A, 0x4BE, 1),
    (0x4C1, 0x4CD, 1),
    (0x4D0, 0x52E, 1),
    (0x531, 0x556, 48),
    (0x1E00, 0x1E94, 1),
    (0x1EA0, 0x1EFE, 1),
    (0xFF21, 0xFF3A, 32),
];

/// First and last character of a stretch without letters: controls, blanks, punctuation, symbols, what turns the direction of
/// writing, what belongs to nobody. Everything else beyond ASCII counts as a letter, a digit or a mark on one.
///
/// # Source
/// Unicode 17, `UnicodeData.txt`: general categories C, P, S and Z, with the small gaps between them closed.
const NO_LETTERS: &[(u16, u16)] = &[
    (0x80, 0xA9),
    (0xAB, 0xB4),
    (0xB6, 0xB9),
    (0xBB, 0xBF),
    (0xD7, 0xD7),
    (0xF7, 0xF7),
    (0x37E, 0x37E),
    (0x387, 0x387),
    (0x55A, 0x55F),
    (0x589, 0x58F),
    (0x5BE, 0x5BE),
    (0x5C0, 0x5C0),
    (0x5C3, 0x5C3),
    (0x5F3, 0x60F),
    (0x61B, 0x61F),
    (0x66A, 0x66D),
    (0x6D4, 0x6D4),
    (0x6DD, 0x6DE),
    (0x6E9, 0x6E9),
    (0x6FD, 0x6FE),
    (0x700, 0x70F),
    (0x964, 0x965),
    (0x970, 0x970),
    (0xDF4, 0xDF4),
    (0xE3F, 0xE3F),
    (0xE4F, 0xE4F),
    (0xE5A, 0xE5B),
    (0xF01, 0xF17),
    (0xF3A, 0xF3D),
    (0xFBE, 0xFDA),
    (0x104A, 0x104F),
    (0x10FB, 0x10FB),
    (0x1360, 0x1368),
    (0x1390, 0x1399),
    (0x1680, 0x1680),
    (0x169B, 0x169C),
    (0x17D4, 0x17D6),
    (0x17D8, 0x17DB),
    (0x1800, 0x180E),
    (0x2000, 0x2070),
    (0x207A, 0x207E),
    (0x208A, 0x208E),
    (0x20A0, 0x20CF),
    (0x2190, 0x2BFF),
    (0x2E00, 0x3004),
    (0x3008, 0x3020),
    (0x3030, 0x3030),
    (0x303D, 0x303F),
    (0x309B, 0x309C),
    (0x30A0, 0x30A0),
    (0x30FB, 0x30FB),
    (0x3200, 0x33FF),
    (0xD800, 0xF8FF),
    (0xFD3E, 0xFD3F),
    (0xFDFC, 0xFE1F),
    (0xFE30, 0xFE6F),
    (0xFEFF, 0xFF0F),
    (0xFF1A, 0xFF20),
    (0xFF3B, 0xFF40),
    (0xFF5B, 0xFF65),
    (0xFFE0, 0xFFFF),
];

/// Whether a character belongs to a word: a letter or digit of any script, or a mark on one.
pub(crate) fn is_word(character: char) -> bool {
    if character.is_ascii() {
        return character.is_ascii_alphanumeric();
    }
    match u16::try_from(u32::from(character)) {
        Ok(code) => !NO_LETTERS.iter().any(|(first, last)| (*first..=*last).contains(&code)),
        // Letters of the old and the rare scripts, but no music, counters and pictograms; the ideographs; nothing beyond.
        Err(_) => {
            matches!(character, '\u{10000}'..='\u{1CBFF}' | '\u{1E000}'..='\u{1EDFF}' | '\u{20000}'..='\u{3FFFD}')
        }
    }
}

/// As [`is_word`], without the digits that newspapers print.
pub(crate) fn is_letter(character: char) -> bool {
    let is_digit = character.is_ascii_digit()
        || matches!(character, '\u{660}'..='\u{669}' | '\u{6F0}'..='\u{6F9}' | '\u{966}'..='\u{96F}' | '\u{9E6}'..='\u{9EF}');
    is_word(character) && !is_digit
}

/// The form in which two spellings of a name are one: without blanks around, in small letters. Letter by letter, and with a
/// single small sigma, so that a word folds alike wherever it stands.
pub fn folded(text: &str) -> String {
    let text = text.trim();
    let mut folded = String::with_capacity(text.len());
    for character in text.chars() {
        push_lowercase(character, &mut folded);
    }
    folded
}

pub(crate) fn push_lowercase(character: char, text: &mut String) {
    let small = match character {
        // Turkish: the dot stays, as a mark of its own.
        'İ' => {
            text.push('i');
            '\u{307}'
        }
        'ς' => 'σ',
        'Ÿ' => 'ÿ',
        'ẞ' => 'ß',
        other => lowercase(other),
    };
    text.push(small);
}

fn lowercase(character: char) -> char {
    let Ok(code) = u16::try_from(u32::from(character)) else {
        return character;
    };
    if character.is_ascii() {
        return character.to_ascii_lowercase();
    }
    let capitals = CAPITALS.iter().find(|(first, last, _)| (*first..=*last).contains(&code));
    let distance = match capitals {
        Some((first, _, 1)) => u16::from((code - first) % 2 == 0),
        Some((_, _, distance)) => *distance,
        None => 0,
    };
    char::from_u32(u32::from(code + distance)).unwrap_or(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> impl Iterator<Item = char> {
        (0..=0x10_FFFF).filter_map(char::from_u32)
    }

    #[test]
    fn small_letters_are_those_of_unicode_or_the_letter_itself() {
        for character in all().filter(|character| !"ςİẞ".contains(*character)) {
            let small = lowercase(character);
            assert!(small == character || character.to_lowercase().eq([small]), "{character} gave {small}");
            assert_eq!(lowercase(small), small, "small letters are small");
        }
    }

    #[test]
    fn the_capitals_of_living_languages_are_known() {
        let text = "ÀÖØÞŸĀĮŁŇŊŶŹŽƠƯǍȘȚΆΈΊΌΎΏΑΡΣΫЀЏАЯЁЪҐҚӘӨԮԱՖḀẠẼỀỰỸＡ";
        for character in text.chars() {
            assert_eq!(folded(&character.to_string()), character.to_lowercase().to_string());
        }
    }

    #[test]
    fn no_control_blank_or_bracket_is_taken_for_a_letter() {
        let hidden = "\u{ad}\u{61c}\u{180e}\u{200b}\u{200e}\u{202e}\u{2066}\u{feff}\u{fff9}\u{e0001}\u{e000}\u{f0000}";
        for character in all().filter(|c| c.is_control() || c.is_whitespace()).chain(hidden.chars()) {
            assert!(!is_word(character), "{character:?}");
        }
        for character in "/\\.?#%&<>\"'()[]{}«»„“—–…،؛؟۔।、。「」〈〉！／：？｛｝😀→©×÷".chars()
        {
            assert!(!is_word(character), "{character}");
        }
    }

    /// Letters that Unicode knows and this file does not are symbols in the shape of letters, or archaic.
    #[test]
    fn letters_of_unicode_are_letters_here() {
        let missing: Vec<char> = all().filter(|c| c.is_alphanumeric() && !is_word(*c)).collect();
        let is_known = |c: &char| {
            matches!(c, '\u{B2}'..='\u{BE}' | '\u{2070}' | '\u{2C6}' | '\u{2190}'..='\u{2BFF}' | '\u{2E2F}' | '\u{3200}'..='\u{33FF}'
                | '\u{1360}'..='\u{137C}' | '\u{1CC00}'..='\u{1DFFF}' | '\u{1EE00}'..='\u{1FFFF}' | '\u{5F3}'..='\u{5F4}')
        };
        let unknown: Vec<&char> = missing.iter().filter(|c| !is_known(c)).collect();
        assert_eq!(unknown, [&' '; 0]);
    }
}
