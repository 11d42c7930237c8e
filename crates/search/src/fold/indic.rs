//! Devanagari and its sisters: the nasal before a consonant is written as that row's letter or as a dot; both are the dot.
//! The nukta, often left out, goes.

const VIRAMA: u32 = 0x4d;
const NUKTA: u32 = 0x3c;
const ANUSVARA: u32 = 0x02;

pub(super) fn push(c: char, form: &mut String) {
    if let Some(digit) = super::digits::value(c) {
        return form.push(digit);
    }
    // The blocks of the nine scripts are 128 wide and laid out alike.
    let (block, at) = (c as u32 & !0x7f, c as u32 & 0x7f);
    match at {
        NUKTA => return,
        0x01 if block == 0x900 => return form.extend(char::from_u32(block + ANUSVARA)),
        0x58..=0x5f if block == 0x900 => return form.extend("कखगजडढफय".chars().nth(at as usize - 0x58)),
        0x15..=0x39 => settle_nasal(block, at, form),
        _ => {}
    }
    form.push(c);
}

/// Turns a homorganic nasal and virama at the end of `form` into an anusvara, now that the consonant behind it is known.
fn settle_nasal(block: u32, consonant: u32, form: &mut String) {
    let mut before = form.chars().rev().map(u32::from);
    if before.next() != Some(block + VIRAMA) {
        return;
    }
    let row = match before.next().and_then(|nasal| nasal.checked_sub(block)) {
        Some(0x19) => 0x15..=0x18,
        Some(0x1e) => 0x1a..=0x1d,
        Some(0x23) => 0x1f..=0x22,
        Some(0x28) => 0x24..=0x27,
        Some(0x2e) => 0x2a..=0x2d,
        _ => return,
    };
    if row.contains(&consonant) {
        form.pop();
        form.pop();
        form.extend(char::from_u32(block + ANUSVARA));
    }
}

#[cfg(test)]
mod tests {
    use crate::fold;

    #[test]
    fn a_nasal_is_the_same_as_letter_and_as_dot() {
        assert_eq!(fold("हिन्दी"), fold("हिंदी"));
        assert_eq!(fold("गङ्गा"), fold("गंगा"));
        assert_eq!(fold("सम्बन्ध"), fold("संबंध"));
        assert_eq!(fold("हूँ"), fold("हूं"));
        assert_ne!(fold("जन्म"), fold("जंम"));
    }

    #[test]
    fn the_nukta_may_be_missing() {
        assert_eq!(fold("ज़मीन"), fold("जमीन"));
        assert_eq!(fold("\u{95b}मीन"), fold("जमीन"));
    }

    #[test]
    fn vowel_signs_tell_words_apart() {
        assert_ne!(fold("কলা"), fold("কলি"));
        assert_ne!(fold("பால்"), fold("பல்"));
    }
}
