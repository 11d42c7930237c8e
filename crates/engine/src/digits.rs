//! Numbers in digits, without the standard library's formatting: it knows widths, signs and errors, and every first search of an archive would fetch
//! that.

/// A number as it is written in JSON and in names of files.
pub(crate) fn digits(mut number: u64) -> String {
    let mut digits = Vec::new();
    loop {
        digits.push(b'0' + (number % 10) as u8);
        number /= 10;
        if number == 0 {
            break;
        }
    }
    digits.into_iter().rev().map(char::from).collect()
}

#[cfg(test)]
mod tests {
    use super::digits;

    #[test]
    fn numbers_are_written_as_everywhere() {
        for number in [0, 7, 10, 305, u64::MAX] {
            assert_eq!(digits(number), number.to_string());
        }
    }
}
