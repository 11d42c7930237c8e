//! Stripping endings by a table.

/// A light stemmer. Everything is written as [`crate::fold`] leaves it: no accents, umlauts as plain letters.
#[derive(Debug, PartialEq)]
pub(crate) struct Light {
    /// The letters that it knows, the first and the last of them.
    letters: (char, char),
    /// Letters that must remain.
    least: usize,
    /// A doubled consonant at the end becomes a single one: Dutch `bommen`, `bom`.
    halves: bool,
    /// Each strips one ending at most, the longest that fits: `en`, or `aux>al` for what takes its place.
    steps: Vec<Box<str>>,
}

impl Light {
    /// Of `light a z 3 halves`, and the steps.
    pub(super) fn parse<'t>(first: &str, steps: impl Iterator<Item = &'t str>) -> Option<Light> {
        let mut words = first.split(' ');
        words.next().filter(|name| *name == "light")?;
        let mut letter = || words.next().filter(|word| word.chars().count() == 1)?.chars().next();
        let letters = (letter()?, letter()?);
        let least = letter()?.to_digit(10)? as usize;
        Some(Light { letters, least, halves: words.next() == Some("halves"), steps: steps.map(Box::from).collect() })
    }

    pub(super) fn knows(&self, word: &str) -> bool {
        let (first, last) = self.letters;
        word.chars().all(|letter| (first..=last).contains(&letter))
    }

    pub(super) fn stem(&self, word: &str) -> String {
        let mut stem = word.as_bytes().to_vec();
        for step in &self.steps {
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
fn rules(step: &str) -> impl Iterator<Item = (&[u8], &[u8])> {
    step.as_bytes().split(|byte| *byte == b' ').map(|rule| {
        let mut parts = rule.splitn(2, |byte| *byte == b'>');
        (parts.next().unwrap_or_default(), parts.next().unwrap_or_default())
    })
}
