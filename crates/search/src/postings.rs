//! Where a term occurs, in two forms.
//!
//! While an index is built, a list of articles with the frequency in each field ([`Growing`]):
//!
//! ```text
//! varint  (distance to the article before) << 1 | more     more = 0: once in the body and nowhere else
//! byte    title (2 bits) | extra (2 bits) | body (4 bits)  if more; title and extra end at 3
//! varint  body - 15                                        if the four bits are full
//! ```
//!
//! In the finished index, a list of articles with what the occurrences in each count ([`crate::impact`]):
//!
//! ```text
//! varint  (distance to the article before) << 6 | level
//! ```
//!
//! In an index with positions ([`crate::positions`]) a term may have none in some of its articles: it stands there only within a word, or as
//! the whole of several. Then more follows: the number of articles in a row with positions, of those without, of those with, and so on; the
//! last is left out. So one-word phrases need no positions.
//!
//! Of a list that lies in parts by ranges of articles ([`crate::ranges`]) each part has the number of its postings, then those, the first as its
//! distance from the beginning of the range, and then the same of its articles.

use crate::{impact, varint};

const BODY_FULL: u32 = 15;
const SHORT_FULL: u32 = 3;

/// How often a term stands in each field of one article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Frequencies {
    pub(crate) title: u32,
    pub(crate) body: u32,
    pub(crate) extra: u32,
}

/// A posting of an index that is being built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Growing {
    pub(crate) ordinal: u32,
    pub(crate) frequencies: Frequencies,
}

/// A posting of a finished index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Posting {
    pub(crate) ordinal: u32,
    pub(crate) level: u8,
}

/// Appends a posting; `last` is the ordinal of the one before it (0 for the first), and not above this one's.
pub(crate) fn write(posting: Posting, last: u32, out: &mut Vec<u8>) {
    varint::write(posting.ordinal.saturating_sub(last) << impact::BITS | u32::from(posting.level), out);
}

/// A list, or what it says of a range of articles ([`crate::ranges`]).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Block<'b> {
    /// The ordinal that the first distance is from.
    pub(crate) first: u32,
    /// Number of postings.
    pub(crate) count: u32,
    pub(crate) bytes: &'b [u8],
}

impl<'b> Block<'b> {
    /// What a part has of the articles from `first` on.
    pub(crate) fn of_range(first: u32, mut bytes: &'b [u8]) -> Self {
        let count = varint::read(&mut bytes).unwrap_or(0);
        Self { first, count, bytes }
    }

    /// Its postings; or those of them that have positions.
    pub(crate) fn postings(self, only_standing: bool) -> impl Iterator<Item = Posting> {
        let mut runs = if only_standing { self.bytes } else { &[] };
        for _ in 0..self.count {
            if varint::read(&mut runs).is_none() {
                break;
            }
        }
        // At the end of the bytes all others have positions.
        let mut next_run = move || varint::read(&mut runs).unwrap_or(u32::MAX);
        let mut is_with = true;
        let mut left = next_run();
        read(self.bytes, self.first).take(self.count as usize).filter(move |_| {
            while left == 0 {
                left = next_run();
                is_with = !is_with;
            }
            left -= 1;
            is_with
        })
    }
}

/// The postings in `bytes`, in rising order of their ordinals, from `ordinal` on; behind as many as the term has articles comes something else.
fn read(mut bytes: &[u8], mut ordinal: u32) -> impl Iterator<Item = Posting> {
    std::iter::from_fn(move || {
        let head = varint::read(&mut bytes)?;
        ordinal = ordinal.checked_add(head >> impact::BITS)?;
        Some(Posting { ordinal, level: (head & ((1 << impact::BITS) - 1)) as u8 })
    })
}

/// Collects which articles have positions.
#[derive(Default)]
pub(crate) struct Runs {
    is_without: bool,
    length: u32,
    bytes: Vec<u8>,
}

impl Runs {
    pub(crate) fn push(&mut self, has_positions: bool) {
        if has_positions == self.is_without {
            varint::write(self.length, &mut self.bytes);
            self.is_without = !has_positions;
            self.length = 0;
        }
        self.length += 1;
    }

    /// What goes behind the postings; nothing if there are positions in all articles.
    pub(crate) fn finish(&self) -> &[u8] {
        &self.bytes
    }
}

/// [`write()`] for an index that is being built.
pub(crate) fn write_growing(posting: Growing, last: u32, out: &mut Vec<u8>) {
    let Growing { ordinal, frequencies } = posting;
    let is_plain = frequencies == Frequencies { title: 0, body: 1, extra: 0 };
    varint::write(ordinal.saturating_sub(last) << 1 | u32::from(!is_plain), out);
    if !is_plain {
        let title = frequencies.title.min(SHORT_FULL);
        let extra = frequencies.extra.min(SHORT_FULL);
        out.push((title << 6 | extra << 4 | frequencies.body.min(BODY_FULL)) as u8);
        if frequencies.body >= BODY_FULL {
            varint::write(frequencies.body - BODY_FULL, out);
        }
    }
}

/// [`read()`] for an index that is being built.
pub(crate) fn read_growing(mut bytes: &[u8]) -> impl Iterator<Item = Growing> {
    let mut ordinal = 0_u32;
    std::iter::from_fn(move || {
        let head = varint::read(&mut bytes)?;
        ordinal = ordinal.checked_add(head >> 1)?;
        if head & 1 == 0 {
            return Some(Growing { ordinal, frequencies: Frequencies { title: 0, body: 1, extra: 0 } });
        }
        let (packed, rest) = bytes.split_first()?;
        bytes = rest;
        let packed = u32::from(*packed);
        let mut frequencies = Frequencies { title: packed >> 6, extra: packed >> 4 & 3, body: packed & 15 };
        if frequencies.body == BODY_FULL {
            frequencies.body = frequencies.body.checked_add(varint::read(&mut bytes)?)?;
        }
        Some(Growing { ordinal, frequencies })
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_list_survives_the_round_trip(rows in prop::collection::btree_map(0..1_000_000_u32, (0..4_u32, 0..5000_u32, 0..4_u32), 0..50)) {
            let postings: Vec<Growing> = rows
                .into_iter()
                .map(|(ordinal, (title, body, extra))| Growing { ordinal, frequencies: Frequencies { title, body, extra } })
                .collect();
            let mut bytes = Vec::new();
            let mut last = 0;
            for posting in &postings {
                write_growing(*posting, last, &mut bytes);
                last = posting.ordinal;
            }
            prop_assert_eq!(read_growing(&bytes).collect::<Vec<_>>(), postings);
        }

        #[test]
        fn a_finished_list_survives_the_round_trip(rows in prop::collection::btree_map(0..1_000_000_u32, 0..64_u8, 0..50)) {
            let postings: Vec<Posting> = rows.into_iter().map(|(ordinal, level)| Posting { ordinal, level }).collect();
            let mut bytes = Vec::new();
            let mut last = 0;
            for posting in &postings {
                write(*posting, last, &mut bytes);
                last = posting.ordinal;
            }
            prop_assert_eq!(read(&bytes, 0).collect::<Vec<_>>(), postings);
        }

        #[test]
        fn a_finished_list_knows_which_articles_have_positions(flags: Vec<bool>) {
            let mut bytes = Vec::new();
            let mut runs = Runs::default();
            for (ordinal, has_positions) in (0..).zip(&flags) {
                write(Posting { ordinal, level: 1 }, if ordinal > 0 { ordinal - 1 } else { 0 }, &mut bytes);
                runs.push(*has_positions);
            }
            prop_assert!(runs.finish().is_empty() || flags.contains(&false));
            bytes.extend_from_slice(runs.finish());
            let block = Block { first: 0, count: flags.len() as u32, bytes: &bytes };
            let found: Vec<u32> = block.postings(true).map(|posting| posting.ordinal).collect();
            let expected: Vec<u32> = (0..).zip(&flags).filter(|(_, flag)| **flag).map(|(ordinal, _)| ordinal).collect();
            prop_assert_eq!(found, expected);
        }

        #[test]
        fn any_bytes_are_read_to_an_end(bytes: Vec<u8>, first: u32, count: u32) {
            prop_assert!(read(&bytes, first).count() <= bytes.len() && read_growing(&bytes).count() <= bytes.len());
            let block = Block { first, count, bytes: &bytes };
            prop_assert!(block.postings(true).count() <= bytes.len());
            prop_assert!(Block::of_range(first, &bytes).postings(true).count() <= bytes.len());
        }
    }

    #[test]
    fn a_cut_list_ends_early_and_does_not_panic() {
        let mut bytes = Vec::new();
        write_growing(
            Growing { ordinal: 70_000, frequencies: Frequencies { title: 1, body: 900, extra: 0 } },
            0,
            &mut bytes,
        );
        for end in 0..bytes.len() {
            assert_eq!(read_growing(&bytes[..end]).count(), 0);
        }
    }
}
