//! Stripping endings by a table.

use std::ops::RangeInclusive;

/// A light stemmer. Everything is written as [`crate::fold`] leaves it: no accents, umlauts as plain letters.
pub(super) struct Light {
    /// The letters that it knows.
    pub(super) letters: RangeInclusive<char>,
    /// Letters that must remain.
    pub(super) least: usize,
    /// Each strips one ending at most, the longest that fits: `en`, or `aux>al` for what takes its place.
    pub(super) steps: &'static [&'static str],
    /// A doubled consonant at the end becomes a single one: Dutch `bommen`, `bom`.
    pub(super) halves: bool,
}

impl Light {
    pub(super) fn knows(&self, word: &str) -> bool {
        word.chars().all(|letter| self.letters.contains(&letter))
    }

    pub(super) fn stem(&self, word: &str) -> String {
        let mut stem = word.as_bytes().to_vec();
        for step in self.steps {
            let fits = rules(step).filter_map(|(ending, instead)| {
                let rest = stem.strip_suffix(ending)?;
                (letters(rest) + letters(instead) >= self.least).then_some((rest.len(), instead))
            });
            if let Some((len, instead)) = fits.reduce(|best, next| if next.0 < best.0 { next } else { best }) {
                stem.truncate(len);
                stem.extend_from_slice(instead);
            }
        }
        if let [.., before, last] = stem.as_slice()
            && self.halves
            && before == last
            && !b"aeiou".contains(last)
        {
            stem.pop();
        }
        String::from_utf8(stem).unwrap_or_default()
    }
}

/// Characters of UTF-8.
fn letters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

/// The endings of a step, and what takes the place of each.
fn rules(step: &'static str) -> impl Iterator<Item = (&'static [u8], &'static [u8])> {
    step.as_bytes().split(|byte| *byte == b' ').map(|rule| {
        let mut parts = rule.splitn(2, |byte| *byte == b'>');
        (parts.next().unwrap_or_default(), parts.next().unwrap_or_default())
    })
}

#[cfg(test)]
mod tests {
    use super::super::tables::ALL;
    use super::*;
    use crate::fold;

    #[test]
    fn tables_are_written_as_words_are_folded() {
        for light in ALL {
            for (ending, instead) in light.steps.iter().flat_map(|step| rules(step)) {
                for part in [ending, instead].map(|part| std::str::from_utf8(part).unwrap()) {
                    assert!(fold(part) == part && light.knows(part), "{part} in {ending:?}>{instead:?}");
                }
            }
        }
    }
}
