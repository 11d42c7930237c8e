//! Percent-encoding of what we put into addresses. Letters of every script stay readable; whatever could end a path segment or
//! a query value, or could be mistaken for markup when an address is pasted, is encoded.

/// Encodes one path segment or query value. [`decode`] is its inverse.
pub fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for character in text.chars() {
        let plain = if character.is_ascii() {
            character.is_ascii_alphanumeric() || b"-._~:@!,".contains(&(character as u8))
        } else {
            !is_invisible(character)
        };
        if plain {
            encoded.push(character);
        } else {
            let mut buffer = [0; 4];
            for byte in character.encode_utf8(&mut buffer).bytes() {
                encoded.push('%');
                for digit in [byte >> 4, byte & 15] {
                    encoded.push(char::from_digit(u32::from(digit), 16).unwrap_or('0').to_ascii_uppercase());
                }
            }
        }
    }
    encoded
}

/// Controls, spaces and direction marks beyond ASCII, which nobody would see in an address bar. Ranges rather than
/// `char::is_alphanumeric`, whose tables cost 3 KB.
fn is_invisible(character: char) -> bool {
    matches!(u32::from(character),
        0x80..=0xA0 | 0xAD | 0x61C | 0x1680 | 0x180E | 0x2000..=0x206F | 0x3000 | 0xFE00..=0xFE0F | 0xFEFF | 0xFFF0..=0xFFFF | 0xE0000..)
}

/// Decodes `%XX`; a broken escape stays as it is, bytes that are no UTF-8 become U+FFFD.
pub fn decode(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let escape = match (first, tail) {
            (b'%', [high, low, after @ ..]) => {
                let digit = |byte: &u8| (*byte as char).to_digit(16);
                digit(high).zip(digit(low)).map(|(high, low)| ((high * 16 + low) as u8, after))
            }
            _ => None,
        };
        let (byte, next) = escape.unwrap_or((first, tail));
        bytes.push(byte);
        rest = next;
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encoding_round_trips_every_kind_of_character() {
        for text in ["", "plain", "a b&c=d?e#f/g%h+i\"<>", "خبر‌ها", "é ß", "\u{0}\u{7f}", "100 %", "日本"] {
            assert_eq!(decode(&encode(text)), text, "{}", encode(text));
        }
    }

    #[test]
    fn letters_of_every_script_stay_readable() {
        assert_eq!(encode("بندر"), "بندر");
        assert_eq!(encode("a b"), "a%20b");
        assert_eq!(encode("a\u{202e}b\u{a0}c"), "a%E2%80%AEb%C2%A0c");
    }

    #[test]
    fn broken_escapes_are_kept() {
        assert_eq!(decode("100%"), "100%");
        assert_eq!(decode("%zz%4"), "%zz%4");
        assert_eq!(decode("%ff"), "\u{fffd}");
    }
}
