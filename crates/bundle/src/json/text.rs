//! What stands between quotes, and what numbers are worth.

use std::borrow::Cow;

/// Resolves escapes; `None` for half a surrogate pair.
pub(super) fn unescaped(text: &str) -> Option<Cow<'_, str>> {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('\\') {
        let mut behind = behind.chars();
        plain.push_str(before);
        plain.push(escape(&mut behind)?);
        rest = behind.as_str();
    }
    if rest.len() == text.len() {
        return Some(Cow::Borrowed(text));
    }
    plain.push_str(rest);
    Some(Cow::Owned(plain))
}

/// What stands behind a backslash.
fn escape(rest: &mut std::str::Chars<'_>) -> Option<char> {
    Some(match rest.next()? {
        'b' => '\u{8}',
        'f' => '\u{c}',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'u' => {
            let code = code_unit(rest)?;
            let is_first_half = (0xD800..0xDC00).contains(&code);
            if !is_first_half {
                return char::from_u32(code);
            }
            let is_pair = rest.next() == Some('\\') && rest.next() == Some('u');
            let second = code_unit(rest).filter(|second| is_pair && (0xDC00..0xE000).contains(second))?;
            return char::from_u32(0x1_0000 + ((code - 0xD800) << 10) + (second - 0xDC00));
        }
        itself => itself,
    })
}

fn code_unit(rest: &mut std::str::Chars<'_>) -> Option<u32> {
    let mut code = 0;
    for _ in 0..4 {
        code = code * 16 + rest.next()?.to_digit(16)?;
    }
    Some(code)
}

/// A whole number of digits alone; `None` also for one that is too great.
#[inline(never)]
pub(crate) fn digits(text: &str) -> Option<u64> {
    let mut number = (!text.is_empty()).then_some(0u64);
    for byte in text.bytes() {
        let digit = byte.is_ascii_digit().then(|| u64::from(byte - b'0'))?;
        number = number?.checked_mul(10)?.checked_add(digit);
    }
    number
}

/// A checked JSON number as floating point: up to 18 digits as a whole number, times or by a power of ten.
pub(super) fn number(text: &str) -> Option<f64> {
    const ENOUGH: u64 = 100_000_000_000_000_000;
    // As good as endless: floating point ends at 308.
    const GREATEST: i32 = 9_999;
    let (is_negative, text) = text.strip_prefix('-').map_or((false, text), |text| (true, text));
    let (digits, power) = text.split_once(['e', 'E']).unwrap_or((text, ""));
    let (mut whole, mut shift, mut is_fraction) = (0u64, 0i32, false);
    if !text.starts_with(|first: char| first.is_ascii_digit()) {
        return None;
    }
    for byte in digits.bytes() {
        if byte == b'.' {
            is_fraction = true;
        } else if whole < ENOUGH {
            whole = whole * 10 + u64::from(byte & 15);
            shift -= i32::from(is_fraction);
        } else {
            shift += i32::from(!is_fraction);
        }
    }
    let mut exponent = 0;
    for byte in power.bytes().filter(u8::is_ascii_digit) {
        exponent = (exponent * 10 + i32::from(byte & 15)).min(GREATEST);
    }
    shift += if power.starts_with('-') { -exponent } else { exponent };
    let mut value = whole as f64;
    if whole > 0 {
        let mut scale = 1.0;
        for _ in 0..shift.unsigned_abs().min(400) {
            scale *= 10.0;
        }
        value = if shift < 0 { value / scale } else { value * scale };
    }
    value.is_finite().then_some(if is_negative { -value } else { value })
}
