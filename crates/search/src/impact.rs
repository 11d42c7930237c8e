//! What a term counts in one article, in six bits: the occurrences in all fields, each divided by its field's relative length and
//! multiplied by its boost, added up and rounded.
//!
//! So no list of field lengths, which would grow with the articles, has to be fetched beside the postings; a posting says all that
//! ranking wants. Levels divide evenly what the occurrences come to after BM25's saturation, `tf / (k + tf)`, as impact-ordered indexes do
//! it: fine where articles differ, coarse where more occurrences hardly count any more.
//!
//! # Source
//! V. N. Anh, O. de Kretser, A. Moffat, "Vector-space ranking with effective early termination" (2001), uniform quantisation.

/// The saturation that levels are made for; another one at the time of the search still works.
const SATURATION: f32 = 2.0;
/// nDCG@10 with 6, 7 and 8 bits, and with frequencies and lengths in full, the latter in eight steps an octave: Cranfield 0.456, 0.455, 0.455,
/// 0.456; MED 0.698, 0.702, 0.702, 0.702; CISI 0.385, 0.382, 0.380, 0.384; the six languages of XQuAD differ by 0.001 at most
/// (`cargo xtask bench relevance --alone`).
pub(crate) const BITS: u32 = 6;
pub(crate) const LEVELS: usize = 1 << BITS;

/// The level of a number of occurrences.
pub(crate) fn level(occurrences: f32) -> u8 {
    let share = occurrences / (SATURATION + occurrences);
    // From "as" on: nothing is below 0, what is no number is 0.
    ((share * LEVELS as f32) as usize).min(LEVELS - 1) as u8
}

/// What each level stands for: the middle of it.
pub(crate) fn table() -> [f32; LEVELS] {
    let mut level = -0.5;
    [(); LEVELS].map(|()| {
        level += 1.0;
        let share = level / LEVELS as f32;
        SATURATION * share / (1.0 - share)
    })
}

/// What the index remembers of a number of occurrences.
pub fn rounded(occurrences: f32) -> f32 {
    table().get(usize::from(level(occurrences))).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_remembered_scores_alike(occurrences in 0.0..1000.0_f32) {
            let score = |occurrences: f32| occurrences / (SATURATION + occurrences);
            let off = (score(rounded(occurrences)) - score(occurrences)).abs();
            prop_assert!(off <= 0.501 / LEVELS as f32, "{occurrences} {off}");
        }

        #[test]
        fn more_is_never_less(one in 0.0..1000.0_f32, other in 0.0..1000.0_f32) {
            let (less, more) = (one.min(other), one.max(other));
            prop_assert!(level(less) <= level(more) && rounded(less) <= rounded(more));
        }
    }

    #[test]
    fn levels_are_their_own_rounding() {
        for (at, value) in table().into_iter().enumerate() {
            assert!(value > 0.0 && usize::from(level(value)) == at, "{at} {value}");
        }
        assert_eq!((level(0.0), level(f32::MAX), level(f32::NAN)), (0, 63, 0));
    }
}
