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

/// A checked JSON number as floating point: up to 18 digits as a whole number, times or by a power of ten.
pub(super) fn number(text: &str) -> Option<f64> {
    const ENOUGH: u64 = 100_000_000_000_000_000;
    if !text.starts_with(|first: char| first == '-' || first.is_ascii_digit()) {
        return None;
    }
    let (digits, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    // Beyond four digits: as good as endless.
    let mut exponent = exponent.parse::<i32>().unwrap_or(if exponent.starts_with('-') { -9_999 } else { 9_999 });
    let (mut whole, mut is_fraction) = (0u64, false);
    for byte in digits.bytes() {
        match byte {
            b'0'..=b'9' if whole < ENOUGH => {
                whole = whole * 10 + u64::from(byte - b'0');
                exponent = exponent.saturating_sub(i32::from(is_fraction));
            }
            b'0'..=b'9' => exponent = exponent.saturating_add(i32::from(!is_fraction)),
            b'.' => is_fraction = true,
            _ => {}
        }
    }
    let mut scale = 1.0;
    for _ in 0..exponent.unsigned_abs().min(400) {
        scale *= 10.0;
    }
    let value = if whole == 0 {
        0.0
    } else if exponent < 0 {
        whole as f64 / scale
    } else {
        whole as f64 * scale
    };
    value.is_finite().then_some(if text.starts_with('-') { -value } else { value })
}
