//! Numbers that look random and are the same on every machine for the same seed.

/// SplitMix64.
///
/// # Source
/// Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (2014), figure 17; constants as there.
pub(crate) struct Random(u64);

impl Random {
    /// The numbers of one member of a family: those of another member, or of another seed, have nothing to do with them.
    pub(crate) fn of(seed: u64, member: u64) -> Random {
        Random(Random(seed).next() ^ Random(member).next().rotate_left(32))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// One of `0..end`; 0 where there is none.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        ((u128::from(self.next()) * end as u128) >> 64) as usize
    }

    /// One of `0..end`, the first ones far more often than the last: a quarter of all fall into the first 64th.
    pub(crate) fn skewed(&mut self, end: usize) -> usize {
        const STEPS: usize = 1 << 20;
        let part = self.below(STEPS) as u128;
        ((part * part * part * end as u128) >> 60) as usize
    }

    /// Whether something happens that happens so many times in a hundred.
    pub(crate) fn chance(&mut self, in_a_hundred: usize) -> bool {
        self.below(100) < in_a_hundred
    }

    pub(crate) fn pick<'a>(&mut self, from: &'a [String]) -> Option<&'a str> {
        from.get(self.below(from.len())).map(String::as_str)
    }

    /// As [`pick`](Random::pick), with favourites.
    pub(crate) fn pick_skewed<'a>(&mut self, from: &'a [String]) -> Option<&'a str> {
        from.get(self.skewed(from.len())).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_are_those_of_the_paper() {
        // The first three for seed 1234567, as published with the reference implementation.
        let mut random = Random(1_234_567);
        let numbers = [random.next(), random.next(), random.next()];
        assert_eq!(numbers, [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]);
    }

    #[test]
    fn choices_stay_in_their_range_and_reach_its_ends() {
        let mut random = Random::of(1, 1);
        let even: Vec<usize> = (0..2_000).map(|_| random.below(10)).collect();
        assert!((0..10).all(|number| even.contains(&number)) && even.iter().all(|number| *number < 10));
        let skewed: Vec<usize> = (0..2_000).map(|_| random.skewed(640)).collect();
        let first = skewed.iter().filter(|number| **number < 10).count();
        assert!((400..600).contains(&first) && skewed.iter().all(|number| *number < 640), "{first}");
        assert_eq!((random.below(0), random.skewed(0), random.pick(&[])), (0, 0, None));
    }
}
