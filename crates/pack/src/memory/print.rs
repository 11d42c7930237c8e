//! Prints: what a result was made of, in 128 bits. Two results with the same print are the same.

use std::fmt;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The first half of a SHA-256: enough that no two inputs meet, by accident or by design.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Print(u128);

impl fmt::Display for Print {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:032x}", self.0)
    }
}

impl Print {
    /// Of bytes.
    pub fn of(bytes: &[u8]) -> Print {
        Printer::default().bytes(bytes).finish()
    }

    /// Of whatever serde can write down.
    pub fn of_value<T: Serialize + ?Sized>(value: &T) -> Print {
        Print::of(&rmp_serde::to_vec(value).unwrap_or_default())
    }
}

/// Puts a print together from parts; where a part ends is part of the print.
#[derive(Clone, Debug, Default)]
pub struct Printer(Sha256);

impl Printer {
    #[must_use]
    pub fn bytes(mut self, bytes: &[u8]) -> Printer {
        self.0.update((bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
        self
    }

    #[must_use]
    pub fn text(self, text: &str) -> Printer {
        self.bytes(text.as_bytes())
    }

    #[must_use]
    pub fn print(mut self, print: Print) -> Printer {
        self.0.update(print.0.to_le_bytes());
        self
    }

    #[must_use]
    pub fn prints(self, prints: impl IntoIterator<Item = Print>) -> Printer {
        let mut count = 0u64;
        let all = prints.into_iter().fold(self, |printer, print| {
            count += 1;
            printer.print(print)
        });
        all.bytes(&count.to_le_bytes())
    }

    pub fn finish(self) -> Print {
        let digest: [u8; 32] = self.0.finalize().into();
        let (half, _) = digest.split_first_chunk::<16>().unwrap_or((&[0; 16], &[]));
        Print(u128::from_le_bytes(*half))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_a_part_ends_is_part_of_the_print() {
        let print = |parts: &[&str]| parts.iter().fold(Printer::default(), |printer, part| printer.text(part)).finish();
        assert_eq!(print(&["ab", "c"]), print(&["ab", "c"]));
        assert_ne!(print(&["ab", "c"]), print(&["a", "bc"]));
        assert_ne!(
            Printer::default().prints([Print::of(b"a")]).finish(),
            Printer::default().print(Print::of(b"a")).finish()
        );
    }
}
