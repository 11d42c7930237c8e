//! Greek: accents and breathings go, the final sigma is a sigma.

/// U+1F00 to U+1FFF as `a` for alpha, `b` for beta and so on in the order of U+03B1; `.` for no letter.
const EXTENDED: &[u8] = b"aaaaaaaaaaaaaaaaeeeeee..eeeeee..ggggggggggggggggiiiiiiiiiiiiiiiioooooo..oooooo..uuuuuuuu.u.u.u.u\
yyyyyyyyyyyyyyyyaaeeggiioouuyy..aaaaaaaaaaaaaaaaggggggggggggggggyyyyyyyyyyyyyyyyaaaaa.aaaaaaa.i...ggg.ggeeggg...iiii..iiiiii....\
uuuuqquuuuuuq.....yyy.yyooyyy...";

pub(super) fn push(c: char, form: &mut String) {
    if let Some(&letter) = (c as usize).checked_sub(0x1f00).and_then(|at| EXTENDED.get(at)) {
        if letter != b'.' {
            form.extend(char::from_u32(0x3b1 + u32::from(letter - b'a')));
        }
        return;
    }
    form.push(match crate::letters::small(c) {
        'ά' => 'α',
        'έ' => 'ε',
        'ή' => 'η',
        'ί' | 'ϊ' | 'ΐ' => 'ι',
        'ό' => 'ο',
        'ύ' | 'ϋ' | 'ΰ' => 'υ',
        'ώ' => 'ω',
        'ς' | 'ϲ' => 'σ',
        'ϐ' => 'β',
        'ϑ' => 'θ',
        'ϕ' => 'φ',
        'ϖ' => 'π',
        c => c,
    });
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_table_has_one_entry_for_each_character_of_its_block() {
        assert_eq!(super::EXTENDED.len(), 256);
    }
}
