//! Kana, hangul and Thai: what is written in several characters but read as one.

/// U+FF66 to U+FF9D.
const HALF_WIDTH: &str =
    "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";

/// The ordinary form of half-width kana; anything else as it is.
pub(crate) fn base(c: char) -> char {
    match c {
        '\u{ff66}'..='\u{ff9d}' => HALF_WIDTH.chars().nth(c as usize - 0xff66).unwrap_or(c),
        c => c,
    }
}

/// The single character that `first` and `second` make, if they belong together.
pub(crate) fn compose(first: char, second: char) -> Option<char> {
    match second {
        '\u{3099}' | '\u{ff9e}' => voiced(first),
        '\u{309a}' | '\u{ff9f}' => semi_voiced(first),
        '\u{1161}'..='\u{1175}' => lead_and_vowel(first, second),
        '\u{11a8}'..='\u{11c2}' => with_tail(first, second),
        // Thai: the vowel AM in two parts, and two E for one AE, which look alike.
        'า' if first == '\u{e4d}' => Some('ำ'),
        'เ' if first == 'เ' => Some('แ'),
        _ => None,
    }
}

fn voiced(kana: char) -> Option<char> {
    let voiced = match kana as u32 {
        0x3046 => return Some('ゔ'),
        0x30a6 => return Some('ヴ'),
        code @ (0x304b..=0x3062 | 0x30ab..=0x30c2) if code % 2 == 1 => code + 1,
        code @ (0x3064..=0x3069 | 0x30c4..=0x30c9) if code % 2 == 0 => code + 1,
        code @ (0x306f..=0x307d | 0x30cf..=0x30dd) if code % 3 == 0 => code + 1,
        _ => return None,
    };
    char::from_u32(voiced)
}

fn semi_voiced(kana: char) -> Option<char> {
    match kana as u32 {
        code @ (0x306f..=0x307d | 0x30cf..=0x30dd) if code % 3 == 0 => char::from_u32(code + 2),
        _ => None,
    }
}

/// # Source
/// The Unicode Standard, section 3.12, "Hangul syllable composition".
fn lead_and_vowel(lead: char, vowel: char) -> Option<char> {
    let lead = u32::from(lead).checked_sub(0x1100).filter(|at| *at < 19)?;
    char::from_u32(0xac00 + (lead * 21 + (u32::from(vowel) - 0x1161)) * 28)
}

fn with_tail(syllable: char, tail: char) -> Option<char> {
    let at = u32::from(syllable).checked_sub(0xac00).filter(|at| *at < 11_172 && at % 28 == 0)?;
    char::from_u32(0xac00 + at + (u32::from(tail) - 0x11a7))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn voiced_kana_compose_as_unicode_says() {
        for (plain, composed) in ["かが", "とど", "つづ", "ちぢ", "はば", "ほぼ", "うゔ", "カガ", "ウヴ", "ドド"]
            .map(|pair| (pair.chars().next().unwrap(), pair.chars().nth(1).unwrap()))
            .into_iter()
            .filter(|(plain, composed)| plain != composed)
        {
            assert_eq!(compose(plain, '\u{3099}'), Some(composed));
        }
        assert_eq!(compose('は', '\u{309a}'), Some('ぱ'));
        assert_eq!(compose('ハ', '\u{ff9f}'), Some('パ'));
        assert_eq!(compose('ん', '\u{3099}'), None);
        assert_eq!(HALF_WIDTH.chars().count(), 0xff9e - 0xff66);
    }

    #[test]
    fn conjoining_jamo_compose_to_syllables() {
        let han = compose('\u{1112}', '\u{1161}').and_then(|syllable| compose(syllable, '\u{11ab}'));
        assert_eq!(han, Some('한'));
        assert_eq!(compose('한', '\u{11ab}'), None);
    }
}
