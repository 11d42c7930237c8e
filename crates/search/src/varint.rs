//! Whole numbers in seven bits a byte, the lowest first; a set top bit says that more follow.

pub(crate) fn write(mut value: u32, out: &mut Vec<u8>) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// Takes one number off the front of `bytes`; `None` at their end.
pub(crate) fn read(bytes: &mut &[u8]) -> Option<u32> {
    let mut value = 0;
    for shift in (0..32).step_by(7) {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        value |= u32::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(value);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_written_is_read(values: Vec<u32>) {
            let mut bytes = Vec::new();
            values.iter().for_each(|value| super::write(*value, &mut bytes));
            let mut rest = bytes.as_slice();
            let read: Vec<u32> = std::iter::from_fn(|| super::read(&mut rest)).collect();
            prop_assert_eq!(read, values);
        }
    }
}
