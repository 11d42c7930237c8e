//! A list too long for one part lies in parts of its own, one for each range of 2^shift articles: the first has what the list says of the
//! articles 0 to 2^shift − 1, and so on. An edit then reaches the part with its article and no other, and a phrase fetches positions
//! of the articles that may have it.
//!
//! Ranges that the list says nothing of have a part without bytes, which is called [`NOTHING`] and never fetched.

use crate::parts::Name;

/// What an empty part is called.
pub(crate) const NOTHING: Name = [0; 12];

/// How many ranges the articles make.
pub(crate) fn count(articles: u32, shift: u32) -> u32 {
    articles.checked_sub(1).map_or(0, |last| range_of(last, shift) + 1)
}

/// The range that an article is in. A shift of 32, which nobody writes, is one of 0.
pub(crate) fn range_of(ordinal: u32, shift: u32) -> u32 {
    ordinal.wrapping_shr(shift)
}

/// The first article of a range.
pub(crate) fn first(range: u32, shift: u32) -> u32 {
    range.wrapping_shl(shift)
}

/// The widest ranges of which the articles make `wanted` at least, as long as there are so many articles.
pub(crate) fn shift_for(articles: u32, wanted: u32) -> u32 {
    let shifts = 1..u32::BITS;
    shifts.take_while(|shift| count(articles, *shift) >= wanted).last().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_article_is_in_one_range(articles in 1..100_000_u32, ordinal: u32, shift in 0..32_u32) {
            let ordinal = ordinal % articles;
            let range = range_of(ordinal, shift);
            prop_assert!(range < count(articles, shift));
            prop_assert!(first(range, shift) <= ordinal && range_of(first(range, shift), shift) == range);
        }

        #[test]
        fn ranges_are_as_wide_as_wanted(articles in 1..5_000_000_u32, wanted in 1..200_u32) {
            let shift = shift_for(articles, wanted);
            prop_assert!(count(articles, shift) >= wanted.min(articles));
            prop_assert!(shift == 31 || count(articles, shift + 1) < wanted.max(2));
        }
    }

    #[test]
    fn no_articles_make_no_ranges() {
        assert_eq!((count(0, 0), count(0, 31), shift_for(0, 9)), (0, 0, 0));
    }
}
