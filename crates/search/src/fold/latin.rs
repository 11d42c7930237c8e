//! Latin letters, their ligatures and the many forms in which plain letters come (full-width, circled, mathematical).

/// U+00C0 to U+024F: the plain letter, or `.` where there is none or more than one.
const EXTENDED: &[u8] = b"aaaaaa.ceeeeiiiidnooooo.ouuuuy..aaaaaa.ceeeeiiiidnooooo.ouuuuy.y\
aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii..jjkkkllllll..llnnnnnn.nnoooooo..rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs\
bb.....ccdddd....ffg...ikkl...n.oo..pp.....ttt.uu.vyyzz......................aaiioouuuuuuuuuu.aaaa....ggkkoooo..j...gg..nnaa....\
aaaaeeeeiiiioooorrrruuuusstt..hhnd..zzaaeeooooooooyylntj..accl.sz..bu.eejjqqrryy";

/// U+1E00 to U+1EFF, likewise.
const ADDITIONAL: &[u8] = b"aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppprrrrrrrrssssssssss\
ttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwy.sss..aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeeeiiiioooooooooooooooooooooooo\
uuuuuuuuuuuuuuyyyyyyyy..vvyy";

/// Appends the plain letters for `c`; false when `c` is none of ours.
pub(super) fn push(c: char, form: &mut String) -> bool {
    let code = c as u32;
    let plain = match code {
        0xc0..=0x24f => EXTENDED.get(code as usize - 0xc0),
        0x1e00..=0x1eff => ADDITIONAL.get(code as usize - 0x1e00),
        _ => None,
    };
    match plain {
        Some(&letter) if letter != b'.' => form.push(letter.into()),
        _ => match letters(c) {
            Some(letters) => form.push_str(letters),
            None => match shifted(code) {
                Some(letter) => form.push(letter.into()),
                None => return false,
            },
        },
    }
    true
}

/// Where one character stands for several, or stands outside the tables.
fn letters(c: char) -> Option<&'static str> {
    Some(match c {
        'ª' => "a",
        'º' => "o",
        'ß' | 'ẞ' => "ss",
        'æ' | 'Æ' | 'ǽ' | 'Ǽ' | 'ǣ' | 'Ǣ' => "ae",
        'œ' | 'Œ' => "oe",
        'þ' | 'Þ' => "th",
        'ǿ' | 'Ǿ' => "o",
        'ĳ' | 'Ĳ' => "ij",
        'ŀ' | 'Ŀ' => "l",
        'ŉ' => "n",
        'ǆ' | 'ǅ' | 'Ǆ' | 'ǳ' | 'ǲ' | 'Ǳ' => "dz",
        'ǉ' | 'ǈ' | 'Ǉ' => "lj",
        'ǌ' | 'ǋ' | 'Ǌ' => "nj",
        'ǥ' | 'Ǥ' => "g",
        'ƃ' | 'Ƃ' | 'ɓ' => "b",
        // The hooked letters of Hausa, Fula, Ewe and their neighbours.
        'ɖ' | 'ɗ' => "d",
        'ɠ' => "g",
        'ɨ' => "i",
        'Ɵ' | 'ɵ' => "o",
        'Ʈ' | 'ʈ' | 'ⱦ' | 'Ⱦ' => "t",
        'ʉ' | 'Ʉ' => "u",
        'ʋ' | 'Ʋ' => "v",
        'ⱥ' | 'Ⱥ' => "a",
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        'ﬅ' | 'ﬆ' => "st",
        '™' => "tm",
        '℠' => "sm",
        '№' => "no",
        '\u{2126}' => "ω",
        '\u{212a}' => "k",
        '\u{212b}' => "a",
        'ⁱ' => "i",
        'ⁿ' => "n",
        _ => return None,
    })
}

/// Blocks that repeat ASCII at another place.
fn shifted(code: u32) -> Option<u8> {
    let letter = match code {
        0xff10..=0xff19 => return u8::try_from(code - 0xff10).ok().map(|at| b'0' + at),
        0xff21..=0xff3a => code - 0xff21,
        0xff41..=0xff5a => code - 0xff41,
        0x24b6..=0x24cf => code - 0x24b6,
        0x24d0..=0x24e9 => code - 0x24d0,
        0x1d400..=0x1d6a3 => (code - 0x1d400) % 26,
        _ => return None,
    };
    u8::try_from(letter).ok().map(|at| b'a' + at)
}

/// True for letters that German and the Nordic languages spell out where the letter is missing: `ä` as `ae`, `å` as `aa`.
pub(crate) fn is_transcribed(c: char) -> bool {
    matches!(c, 'ä' | 'ö' | 'ü' | 'Ä' | 'Ö' | 'Ü' | 'å' | 'Å' | 'ø' | 'Ø' | '\u{308}' | '\u{30a}')
}

/// Appends to `form` the spelled-out letter for `c`, of those in [`is_transcribed`]; anything else as [`super::push`] does.
pub(crate) fn push_transcribed(c: char, form: &mut String) {
    match c {
        'ä' | 'Ä' => form.push_str("ae"),
        'ö' | 'Ö' | 'ø' | 'Ø' => form.push_str("oe"),
        'ü' | 'Ü' => form.push_str("ue"),
        'å' | 'Å' => form.push_str("aa"),
        '\u{308}' if form.ends_with(['a', 'o', 'u']) => form.push('e'),
        '\u{30a}' if form.ends_with('a') => form.push('a'),
        c => super::push(c, form),
    }
}

#[cfg(test)]
mod tests {
    use super::{ADDITIONAL, EXTENDED, push_transcribed};

    #[test]
    fn the_tables_have_one_entry_for_each_character_of_their_block() {
        assert_eq!(EXTENDED.len(), 0x250 - 0xc0);
        assert_eq!(ADDITIONAL.len(), 0x1f00 - 0x1e00);
    }

    #[test]
    fn umlauts_are_spelled_out_composed_or_not() {
        for word in ["Müller", "Mu\u{308}ller"] {
            let mut form = String::new();
            word.chars().for_each(|c| push_transcribed(c, &mut form));
            assert_eq!(form, "mueller", "{word:?}");
        }
    }
}
