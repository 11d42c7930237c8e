//! Digits of every script, raised and lowered ones too, as ASCII.

/// The zeros of Unicode's decimal digits in living use (general category Nd); nine more digits follow each.
const ZEROS: [u32; 24] = [
    0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50, 0xed0, 0xf20,
    0x1040, 0x1090, 0x17e0, 0x1810, 0x2080, 0xa620, 0xabf0, 0xff10,
];

/// The ASCII digit of the same value.
pub(crate) fn value(c: char) -> Option<char> {
    let code = c as u32;
    let digit = match code {
        0xb9 => 1,
        0xb2 | 0xb3 => code - 0xb0,
        0x2070 | 0x2074..=0x2079 => code - 0x2070,
        0x2460..=0x2468 => code - 0x245f,
        0x1d7ce..=0x1d7ff => (code - 0x1d7ce) % 10,
        _ => {
            let zero = ZEROS.get(ZEROS.partition_point(|zero| *zero <= code).checked_sub(1)?)?;
            code - zero
        }
    };
    char::from_digit(digit, 10)
}
