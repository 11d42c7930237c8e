//! Character references: numeric ones, all of Latin-1, Greek letters, and the punctuation that prose uses.
//!
//! HTML knows 2,231 names, 30 KB of table; the others are left as they stand in the text. The names of a block stand in the
//! order of its code points, so a name's place is its code.

use std::ops::RangeInclusive;

/// U+00A0–U+00FF. These, and the four of markup, also count without the semicolon.
const LATIN: &str = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 \
    acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig \
    Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave \
    Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave \
    iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml";

/// U+0391 and U+03B1 onwards; U+03A2 is not a letter, its small brother is the final sigma.
const GREEK: &str = "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigmaf sigma tau \
    upsilon phi chi psi omega";

const OTHERS: &[(&str, char)] = &[
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("ndash", '–'),
    ("mdash", '—'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("sbquo", '‚'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("bdquo", '„'),
    ("lsaquo", '‹'),
    ("rsaquo", '›'),
    ("hellip", '…'),
    ("bull", '•'),
    ("dagger", '†'),
    ("Dagger", '‡'),
    ("permil", '‰'),
    ("prime", '′'),
    ("Prime", '″'),
    ("euro", '€'),
    ("trade", '™'),
    ("OElig", 'Œ'),
    ("oelig", 'œ'),
    ("Scaron", 'Š'),
    ("scaron", 'š'),
    ("Yuml", 'Ÿ'),
    ("fnof", 'ƒ'),
    ("circ", 'ˆ'),
    ("tilde", '˜'),
    ("ensp", '\u{2002}'),
    ("emsp", '\u{2003}'),
    ("thinsp", '\u{2009}'),
    ("zwnj", '\u{200C}'),
    ("zwj", '\u{200D}'),
    ("lrm", '\u{200E}'),
    ("rlm", '\u{200F}'),
    ("larr", '←'),
    ("uarr", '↑'),
    ("rarr", '→'),
    ("darr", '↓'),
    ("harr", '↔'),
    ("minus", '−'),
    ("le", '≤'),
    ("ge", '≥'),
    ("ne", '≠'),
    ("asymp", '≈'),
    ("infin", '∞'),
    ("check", '✓'),
    ("star", '☆'),
    ("hearts", '♥'),
    ("Tab", '\t'),
    ("NewLine", '\n'),
    ("colon", ':'),
    ("lpar", '('),
    ("rpar", ')'),
];

/// What `&#128;` to `&#159;` mean in HTML: the letters of Windows-1252.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

/// Letters of the longest name here, and one more for the semicolon.
const LONGEST: usize = 8;

/// Reads the reference at the beginning of `text`, which begins with `&`; returns the character and the bytes it took.
pub(super) fn decode(text: &str) -> Option<(char, usize)> {
    let body = text.strip_prefix('&')?;
    if let Some(number) = body.strip_prefix('#') {
        return decode_number(number).map(|(character, length)| (character, length + "&#".len()));
    }
    let length = body.bytes().take(LONGEST).take_while(u8::is_ascii_alphanumeric).count();
    let name = body.get(..length)?;
    let ends = body.as_bytes().get(length) == Some(&b';');
    if let Some(character) = ends.then(|| named(name)).flatten() {
        return Some((character, length + "&;".len()));
    }
    // Otherwise the longest old name counts, as in `&copy2020` and `AT&ampT`.
    (2..=length).rev().find_map(|length| old(name.get(..length)?).map(|character| (character, length + "&".len())))
}

/// `35;`, `x23;` and the like.
fn decode_number(text: &str) -> Option<(char, usize)> {
    let (digits, radix) = match text.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16),
        None => (text, 10),
    };
    let mut code: u32 = 0;
    let mut length = 0;
    for digit in digits.bytes().map_while(|byte| char::from(byte).to_digit(radix)) {
        code = code.saturating_mul(radix).saturating_add(digit);
        length += 1;
    }
    if length == 0 {
        return None;
    }
    let semicolon = usize::from(digits.as_bytes().get(length) == Some(&b';'));
    let character = match code {
        0x80..=0x9F => WINDOWS.get(code as usize - 0x80).copied(),
        0 => None,
        _ => char::from_u32(code),
    };
    Some((character.unwrap_or(char::REPLACEMENT_CHARACTER), text.len() - digits.len() + length + semicolon))
}

fn named(name: &str) -> Option<char> {
    let greek = |name: &str, first: u32| in_block(GREEK, name, first..=first + 0x18);
    let other = OTHERS.iter().find(|(other, _)| *other == name).map(|(_, character)| *character);
    let (first, rest) = name.split_at_checked(1)?;
    other.or_else(|| latin(name)).or_else(|| greek(name, 0x03B1)).or_else(|| {
        // `&Delta;`: the same name with a capital.
        let small = first.to_ascii_lowercase() + rest;
        (small != name && small != "sigmaf").then(|| greek(&small, 0x0391)).flatten()
    })
}

fn old(name: &str) -> Option<char> {
    matches!(name, "amp" | "lt" | "gt" | "quot").then(|| named(name)).flatten().or_else(|| latin(name))
}

fn latin(name: &str) -> Option<char> {
    in_block(LATIN, name, 0xA0..=0xFF)
}

fn in_block(names: &str, name: &str, mut codes: RangeInclusive<u32>) -> Option<char> {
    let place = names.split_ascii_whitespace().position(|known| known == name)?;
    codes.nth(place).and_then(char::from_u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_numbers_mean_what_html_says() {
        let cases = [
            ("&amp;", '&'),
            ("&nbsp;", '\u{A0}'),
            ("&szlig;", 'ß'),
            ("&yuml;", 'ÿ'),
            ("&Yuml;", 'Ÿ'),
            ("&frac12;", '½'),
            ("&alpha;", 'α'),
            ("&omega;", 'ω'),
            ("&Omega;", 'Ω'),
            ("&Sigma;", 'Σ'),
            ("&sigma;", 'σ'),
            ("&sigmaf;", 'ς'),
            ("&zwnj;", '\u{200C}'),
            ("&#35;", '#'),
            ("&#x1F600;", '😀'),
            ("&#X41;", 'A'),
            ("&#65", 'A'),
            ("&#150;", '–'),
            ("&#0;", '\u{FFFD}'),
            ("&#xD800;", '\u{FFFD}'),
            ("&#99999999999999999999;", '\u{FFFD}'),
        ];
        for (text, character) in cases {
            assert_eq!(decode(text), Some((character, text.len())), "{text}");
        }
    }

    #[test]
    fn old_names_count_without_a_semicolon() {
        assert_eq!(decode("&copy2020"), Some(('©', 5)));
        assert_eq!(decode("&ampT"), Some(('&', 4)));
        assert_eq!(decode("&notit;"), Some(('¬', 4)));
        assert_eq!(decode("&ndash"), None);
    }

    #[test]
    fn what_is_no_reference_stays() {
        for text in ["&", "& ", "&;", "&#;", "&#x;", "&unknown;", "&€", "&a"] {
            assert_eq!(decode(text), None, "{text}");
        }
    }
}
