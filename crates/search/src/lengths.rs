//! Field lengths in one byte each: exact to 15 words, then eight steps an octave, so never more than 6 % off.

/// The byte for a length.
pub(crate) fn quantise(words: u32) -> u8 {
    if words < 16 {
        return words as u8;
    }
    let octave = words.ilog2();
    let step = words >> (octave - 3) & 7;
    (16 + (octave - 4) * 8 + step) as u8
}

/// The length in the middle of what `byte` stands for.
pub(crate) fn length(byte: u8) -> f32 {
    if byte < 16 {
        return byte.into();
    }
    let (shift, step) = ((byte - 16) / 8 + 1, (byte - 16) % 8);
    (8.5 + f32::from(step)) * 2_u32.checked_pow(shift.into()).unwrap_or(u32::MAX) as f32
}

/// The mean length of a field, as the index takes it: rounded to a sixteenth of a word, then like a length. One article more or one
/// edit seldom moves it, and with it what the index says of all others.
pub fn rounded_mean(words: u64, articles: u32) -> f32 {
    let sixteenths = words.saturating_mul(16) / u64::from(articles.max(1));
    length(quantise(u32::try_from(sixteenths).unwrap_or(u32::MAX))) / 16.0
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_length_comes_back_within_a_sixteenth(words: u32) {
            let back = length(quantise(words));
            prop_assert!((back - words as f32).abs() <= words as f32 / 16.0 + f32::EPSILON, "{} {}", words, back);
        }

        #[test]
        fn longer_is_never_shorter(a: u32, b: u32) {
            prop_assert_eq!(a <= b, a <= b && quantise(a) <= quantise(b));
        }
    }
}
