//! Which characters make words, and small letters for capitals.
//!
//! By ranges of our own. The standard library's tables know every character ever encoded and cost the worker 5 KB (brotli);
//! index and query only have to agree with each other.

/// First and last character of each stretch of the basic plane that is in no word: blanks, controls, punctuation, symbols,
/// private use. What nobody has been given yet counts as letters.
///
/// # Source
/// Unicode 14, `UnicodeData.txt`, general categories C, P, S and Z; circled letters left out.
#[rustfmt::skip]
const NO_WORD: &[(u16, u16)] = &[
    (0x80, 0xa9), (0xab, 0xb1), (0xb4, 0xb4), (0xb6, 0xb8), (0xbb, 0xbb), (0xbf, 0xbf), (0xd7, 0xd7),
    (0xf7, 0xf7), (0x2c2, 0x2c5), (0x2d2, 0x2df), (0x2e5, 0x2eb), (0x2ed, 0x2ed), (0x2ef, 0x2ff),
    (0x375, 0x375), (0x37e, 0x37e), (0x384, 0x385), (0x387, 0x387), (0x3f6, 0x3f6), (0x482, 0x482),
    (0x55a, 0x55f), (0x589, 0x58f), (0x5be, 0x5be), (0x5c0, 0x5c0), (0x5c3, 0x5c3), (0x5c6, 0x5c6),
    (0x5f3, 0x60f), (0x61b, 0x61f), (0x66a, 0x66d), (0x6d4, 0x6d4), (0x6dd, 0x6de), (0x6e9, 0x6e9),
    (0x6fd, 0x6fe), (0x700, 0x70f), (0x7f6, 0x7f9), (0x7fe, 0x7ff), (0x830, 0x83e), (0x85e, 0x85e),
    (0x888, 0x888), (0x890, 0x891), (0x8e2, 0x8e2), (0x964, 0x965), (0x970, 0x970), (0x9f2, 0x9f3),
    (0x9fa, 0x9fb), (0x9fd, 0x9fd), (0xa76, 0xa76), (0xaf0, 0xaf1), (0xb70, 0xb70), (0xbf3, 0xbfa),
    (0xc77, 0xc77), (0xc7f, 0xc7f), (0xc84, 0xc84), (0xd4f, 0xd4f), (0xd79, 0xd79), (0xdf4, 0xdf4),
    (0xe3f, 0xe3f), (0xe4f, 0xe4f), (0xe5a, 0xe5b), (0xf01, 0xf17), (0xf1a, 0xf1f), (0xf34, 0xf34),
    (0xf36, 0xf36), (0xf38, 0xf38), (0xf3a, 0xf3d), (0xf85, 0xf85), (0xfbe, 0xfc5), (0xfc7, 0xfda),
    (0x104a, 0x104f), (0x109e, 0x109f), (0x10fb, 0x10fb), (0x1360, 0x1368), (0x1390, 0x1399),
    (0x1400, 0x1400), (0x166d, 0x166e), (0x1680, 0x1680), (0x169b, 0x169c), (0x16eb, 0x16ed),
    (0x1735, 0x1736), (0x17d4, 0x17d6), (0x17d8, 0x17db), (0x1800, 0x180a), (0x180e, 0x180e),
    (0x1940, 0x1945), (0x19de, 0x19ff), (0x1a1e, 0x1a1f), (0x1aa0, 0x1aa6), (0x1aa8, 0x1aad),
    (0x1b5a, 0x1b6a), (0x1b74, 0x1b7e), (0x1bfc, 0x1bff), (0x1c3b, 0x1c3f), (0x1c7e, 0x1c7f),
    (0x1cc0, 0x1cc7), (0x1cd3, 0x1cd3), (0x1fbd, 0x1fbd), (0x1fbf, 0x1fc1), (0x1fcd, 0x1fcf),
    (0x1fdd, 0x1fdf), (0x1fed, 0x1fef), (0x1ffd, 0x206f), (0x207a, 0x207e), (0x208a, 0x208e),
    (0x20a0, 0x20c0), (0x2100, 0x2101), (0x2103, 0x2106), (0x2108, 0x2109), (0x2114, 0x2114),
    (0x2116, 0x2118), (0x211e, 0x2123), (0x2125, 0x2125), (0x2127, 0x2127), (0x2129, 0x2129),
    (0x212e, 0x212e), (0x213a, 0x213b), (0x2140, 0x2144), (0x214a, 0x214d), (0x214f, 0x214f),
    (0x218a, 0x244a), (0x249c, 0x24b5), (0x2500, 0x2775), (0x2794, 0x2bff), (0x2ce5, 0x2cea),
    (0x2cf9, 0x2cfc), (0x2cfe, 0x2cff), (0x2d70, 0x2d70), (0x2e00, 0x2e2e), (0x2e30, 0x3004),
    (0x3008, 0x3020), (0x3030, 0x3030), (0x3036, 0x3037), (0x303d, 0x303f), (0x309b, 0x309c),
    (0x30a0, 0x30a0), (0x30fb, 0x30fb), (0x3190, 0x3191), (0x3196, 0x319f), (0x31c0, 0x31e3),
    (0x3200, 0x321e), (0x322a, 0x3247), (0x3250, 0x3250), (0x3260, 0x327f), (0x328a, 0x32b0),
    (0x32c0, 0x33ff), (0x4dc0, 0x4dff), (0xa490, 0xa4c6), (0xa4fe, 0xa4ff), (0xa60d, 0xa60f),
    (0xa673, 0xa673), (0xa67e, 0xa67e), (0xa6f2, 0xa716), (0xa720, 0xa721), (0xa789, 0xa78a),
    (0xa828, 0xa82b), (0xa836, 0xa839), (0xa874, 0xa877), (0xa8ce, 0xa8cf), (0xa8f8, 0xa8fa),
    (0xa8fc, 0xa8fc), (0xa92e, 0xa92f), (0xa95f, 0xa95f), (0xa9c1, 0xa9cd), (0xa9de, 0xa9df),
    (0xaa5c, 0xaa5f), (0xaa77, 0xaa79), (0xaade, 0xaadf), (0xaaf0, 0xaaf1), (0xab5b, 0xab5b),
    (0xab6a, 0xab6b), (0xabeb, 0xabeb), (0xd800, 0xf8ff), (0xfb29, 0xfb29), (0xfbb2, 0xfbc2),
    (0xfd3e, 0xfd4f), (0xfdcf, 0xfdcf), (0xfdfc, 0xfdff), (0xfe10, 0xfe19), (0xfe30, 0xfe6b),
    (0xfeff, 0xff0f), (0xff1a, 0xff20), (0xff3b, 0xff40), (0xff5b, 0xff65), (0xffe0, 0xffff),
];

/// Whether a word can hold `c`: letters, digits and marks of any script.
pub(crate) fn is_in_words(c: char) -> bool {
    let Ok(code) = u16::try_from(u32::from(c)) else {
        return matches!(c, '\u{10000}'..='\u{1cfff}' | '\u{1d400}'..='\u{1edff}' | '\u{20000}'..='\u{3fffd}');
    };
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    let at = NO_WORD.partition_point(|(_, last)| *last < code);
    NO_WORD.get(at).is_none_or(|(first, _)| code < *first)
}

/// First and last capital of a stretch, and the distance to the small letter; 1 means that they take turns, beginning with a
/// capital. What [`mod@crate::fold`] turns into plain letters by its tables is not here.
///
/// # Source
/// Unicode 14, `UnicodeData.txt`, simple lower-case mappings.
const CAPITALS: &[(u32, u32, u32)] = &[
    (0xc0, 0xde, 32),
    (0x100, 0x136, 1),
    (0x139, 0x147, 1),
    (0x14a, 0x176, 1),
    (0x186, 0x186, 206),
    (0x18e, 0x18e, 79),
    (0x18f, 0x18f, 202),
    (0x190, 0x190, 203),
    (0x194, 0x194, 207),
    (0x196, 0x196, 211),
    (0x19d, 0x19d, 213),
    (0x1b1, 0x1b1, 217),
    (0x1b7, 0x1b7, 219),
    (0x1de, 0x1ee, 1),
    (0x1f8, 0x232, 1),
    (0x386, 0x386, 38),
    (0x388, 0x38a, 37),
    (0x38c, 0x38c, 64),
    (0x38e, 0x38f, 63),
    (0x391, 0x3ab, 32),
    (0x3e2, 0x3ee, 1),
    (0x400, 0x40f, 80),
    (0x410, 0x42f, 32),
    (0x460, 0x480, 1),
    (0x48a, 0x4be, 1),
    (0x4d0, 0x52e, 1),
    (0x531, 0x556, 48),
    (0x10a0, 0x10c5, 7264),
    (0x1e00, 0x1efe, 1),
    (0x2c80, 0x2ce2, 1),
    (0x1e900, 0x1e921, 34),
];

/// The small letter; letters without capitals as they are.
pub(crate) fn small(c: char) -> char {
    let code = c as u32;
    match c {
        '\0'..='\u{7f}' => return c.to_ascii_lowercase(),
        // Multiplication sign; palochka; the pairs behind it begin with an odd code; Georgian and Cherokee capitals lie behind.
        '×' | '\u{3a2}' => return c,
        'Ӏ' => return 'ӏ',
        '\u{4c1}'..='\u{4cd}' => return char::from_u32(code + code % 2).unwrap_or(c),
        '\u{1c90}'..='\u{1cbf}' => return char::from_u32(code - 0xbc0).unwrap_or(c),
        '\u{ab70}'..='\u{abbf}' => return char::from_u32(code - 0x97d0).unwrap_or(c),
        _ => {}
    }
    let distance = match CAPITALS.iter().find(|(first, last, _)| (*first..=*last).contains(&code)) {
        Some((first, _, 1)) => 1 - (code - first) % 2,
        Some((_, _, distance)) => *distance,
        None => 0,
    };
    char::from_u32(code + distance).unwrap_or(c)
}

pub(crate) fn is_capital(c: char) -> bool {
    small(c) != c
}

/// A small letter of Latin, Greek, Cyrillic or Armenian, where capitals inside a word mean something.
pub(crate) fn is_small(c: char) -> bool {
    c < '\u{590}' && is_in_words(c) && !c.is_ascii_digit() && !is_capital(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn everything() -> impl Iterator<Item = char> {
        ('\u{80}'..='\u{ffff}').chain('\u{1e900}'..='\u{1e921}')
    }

    #[test]
    fn letters_and_digits_are_in_words_and_spaces_and_controls_are_not() {
        for c in everything().chain('\0'..='\u{7f}') {
            // Some signs are alphabetic to Unicode; circled letters are what they circle.
            assert!(!c.is_alphanumeric() || is_in_words(c) || ('\u{2460}'..='\u{32ff}').contains(&c), "{c:?}");
            assert!(!(c.is_whitespace() || c.is_control()) || !is_in_words(c), "{c:?}");
        }
        for c in ['…', '«', '“', '、', '。', '·', '€', '─', '�', '\u{e000}', '।', '؟'] {
            assert!(!is_in_words(c), "{c:?}");
        }
    }

    /// Capitals that the folding tables or nobody needs are missing; those that are listed are right.
    #[test]
    fn small_letters_are_those_of_unicode() {
        for c in everything() {
            let expected = c.to_lowercase().next().unwrap_or(c);
            let is_other = ('\u{ab70}'..='\u{abbf}').contains(&c);
            assert!(
                small(c) == expected
                    || small(c) == c
                    || is_other
                    || crate::fold(&c.to_string()) == crate::fold(&expected.to_string()),
                "{c:?} {:?}",
                small(c)
            );
        }
    }

    #[test]
    fn capitals_of_living_scripts_fold_with_their_small_letters() {
        let scripts = ('A'..='Z')
            .chain('À'..='ɏ')
            .chain('Α'..='Ϊ')
            .chain('Ѐ'..='ԯ')
            .chain('Ա'..='Ֆ')
            .chain('Ა'..='Ჺ')
            .chain('Ḁ'..='ỿ');
        let folds_apart = |c: &char| crate::fold(&c.to_string()) != crate::fold(&c.to_lowercase().collect::<String>());
        let apart: String = scripts.filter(|c| c.is_uppercase()).filter(folds_apart).collect();
        // In no orthography in use.
        assert_eq!(apart, "ƄƜƢƦƧƩƸƼǶǷɁɅ");
    }
}
