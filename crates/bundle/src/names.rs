//! The one map of this crate: words to numbers.
//!
//! Everything that looks a word up (ids, slugs, paths, tags) uses this type, so that the browser downloads the code of one map
//! only, a tenth of a B-tree's. It is a crit-bit tree: each fork asks for one bit of the word, the first in which the words below
//! it differ.
//!
//! ```text
//! "sea" 73 65 61           fork: byte 1, bit 4      s e a   65 = 0110 0101
//! "sun" 73 75 6e          0 "sea"      1 "sun"      s u n   75 = 0111 0101
//! ```
//!
//! Nothing is balanced and nothing is hashed, so no choice of words can blow up its cost: a way down is never longer than the
//! word has bits, and no longer than there are words.
//!
//! # Source
//! D. J. Bernstein, "Crit-bit trees".

use crate::letters::folded;

/// Words by number, each once.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    entries: Vec<(String, u32)>,
    /// One less than there are entries.
    forks: Vec<Fork>,
    root: Link,
}

#[derive(Clone, Debug)]
struct Fork {
    byte: u32,
    /// A single bit of a [`symbol`].
    bit: u16,
    sides: [Link; 2],
}

/// Twice the index of an entry, or twice the index of a fork and one.
type Link = u32;

/// A byte, or 0 behind the end, so that a word is less than its continuations.
fn symbol(word: &[u8], byte: u32) -> u16 {
    word.get(byte as usize).map_or(0, |byte| 0x100 | u16::from(*byte))
}

impl Fork {
    fn side(&self, word: &[u8]) -> usize {
        usize::from(symbol(word, self.byte) & self.bit != 0)
    }
}

impl Names {
    /// Names by position; of equal ones the first counts.
    pub(crate) fn of(names: &mut dyn Iterator<Item = String>) -> Names {
        let mut index = Names::default();
        for (name, number) in names.zip(0..) {
            index.insert_first(name, number);
        }
        index
    }

    fn fork(&self, link: Link) -> Option<&Fork> {
        if link & 1 == 0 { None } else { self.forks.get(link as usize / 2) }
    }

    /// The entry that shares the longest beginning with the word.
    fn nearest(&self, word: &[u8]) -> usize {
        let mut link = self.root;
        while let Some(fork) = self.fork(link) {
            link = fork.sides[fork.side(word)];
        }
        link as usize / 2
    }

    pub(crate) fn get(&self, name: &str) -> Option<u32> {
        let (nearest, number) = self.entries.get(self.nearest(name.as_bytes()))?;
        (nearest == name).then_some(*number)
    }

    pub(crate) fn insert(&mut self, name: String, number: u32) {
        self.place(name, number).1 = number;
    }

    /// The number the name has afterwards: its own if it had one.
    pub(crate) fn insert_first(&mut self, name: String, number: u32) -> u32 {
        self.place(name, number).1
    }

    /// The entry of the name; a new one with `number`, if there was none.
    fn place(&mut self, name: String, number: u32) -> &mut (String, u32) {
        let mut position = self.nearest(name.as_bytes());
        if let Some(fork) = self.entries.get(position).map(|(nearest, _)| first_difference(nearest, &name)) {
            if fork.bit != 0 {
                position = self.entries.len();
                self.hang(fork, name.as_bytes(), position as Link * 2);
                self.entries.push((name, number));
            }
        } else {
            self.entries.push((name, number));
        }
        &mut self.entries[position]
    }

    /// Puts `fork` where its bit is asked for, with `leaf` on the side of `word` and on the other what hung there.
    fn hang(&mut self, mut fork: Fork, word: &[u8], leaf: Link) {
        let (mut link, mut above) = (self.root, None);
        while let Some(next) = self.fork(link).filter(|next| (next.byte, fork.bit) <= (fork.byte, next.bit)) {
            let side = next.side(word);
            above = Some((link as usize / 2, side));
            link = next.sides[side];
        }
        let side = fork.side(word);
        fork.sides[side] = leaf;
        fork.sides[1 - side] = link;
        let own = self.forks.len() as Link * 2 + 1;
        match above.and_then(|(above, side)| self.forks.get_mut(above)?.sides.get_mut(side)) {
            Some(above) => *above = own,
            None => self.root = own,
        }
        self.forks.push(fork);
    }

    /// In the order of the alphabet's bytes.
    fn in_order(&self) -> impl Iterator<Item = &(String, u32)> {
        let mut waiting = vec![self.root];
        std::iter::from_fn(move || {
            let mut link = waiting.pop()?;
            while let Some(fork) = self.fork(link) {
                waiting.push(fork.sides[1]);
                link = fork.sides[0];
            }
            self.entries.get(link as usize / 2)
        })
    }

    /// In the order of the alphabet's bytes.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.in_order().map(|(name, _)| name.as_str())
    }

    /// Numbers in the order of their names.
    pub(crate) fn numbers(&self) -> impl Iterator<Item = u32> {
        self.in_order().map(|(_, number)| *number)
    }
}

/// The same words with the same numbers, in whatever order they came.
impl PartialEq for Names {
    fn eq(&self, other: &Self) -> bool {
        self.in_order().eq(other.in_order())
    }
}

/// A fork between two words, without sides; without a bit for equal ones.
fn first_difference(one: &str, other: &str) -> Fork {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let shared = one.iter().zip(other).take_while(|(one, other)| one == other).count() as u32;
    let difference = symbol(one, shared) ^ symbol(other, shared);
    let bit = difference.checked_ilog2().map_or(0, |highest| 1 << highest);
    Fork { byte: shared, bit, sides: [0, 0] }
}

/// Gives names out, each once.
pub(crate) struct Register {
    taken: Names,
    ignores_case: bool,
}

impl Register {
    pub(crate) fn exact() -> Register {
        Register { taken: Names::default(), ignores_case: false }
    }

    /// For names that become folders: some file systems take upper and lower case for one.
    pub(crate) fn ignoring_case() -> Register {
        Register { taken: Names::default(), ignores_case: true }
    }

    /// Takes a name; false if somebody has it.
    pub(crate) fn claim(&mut self, name: &str) -> bool {
        let key = self.key(name);
        let is_free = self.taken.get(&key).is_none();
        if is_free {
            self.taken.insert(key, 1);
        }
        is_free
    }

    /// Takes the first free one of `make(2)`, `make(3)`…, for a `name` that somebody else has. Each `name` remembers how far it
    /// got: a hundred thousand equal names cost a hundred thousand steps, not their square.
    pub(crate) fn claim_numbered<T: AsRef<str>>(&mut self, name: &str, make: impl Fn(u32) -> T) -> T {
        let key = self.key(name);
        let mut number = self.taken.get(&key).unwrap_or(1);
        loop {
            number = number.saturating_add(1);
            let candidate = make(number);
            if self.claim(candidate.as_ref()) {
                self.taken.insert(key, number);
                return candidate;
            }
        }
    }

    fn key(&self, name: &str) -> String {
        if self.ignores_case { folded(name) } else { name.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    #[test]
    fn a_taken_number_is_skipped() {
        let mut register = Register::ignoring_case();
        assert!(register.claim("news") && register.claim("news-2") && !register.claim("News"));
        assert_eq!(register.claim_numbered("news", |n| format!("news-{n}")), "news-3");
        assert_eq!(register.claim_numbered("news", |n| format!("news-{n}")), "news-4");
        assert!(!register.claim("NEWS-4"));
    }

    proptest! {
        #[test]
        fn a_map_of_the_standard_library_says_the_same(words in proptest::collection::vec("[ab\u{0}é]{0,5}", 0..40)) {
            let (mut names, mut simple) = (Names::default(), BTreeMap::new());
            for (word, number) in words.iter().zip(0..) {
                prop_assert_eq!(names.get(word), simple.get(word).copied());
                if number % 3 == 0 {
                    names.insert(word.clone(), number);
                    simple.insert(word.clone(), number);
                } else {
                    let expected = *simple.entry(word.clone()).or_insert(number);
                    prop_assert_eq!(names.insert_first(word.clone(), number), expected);
                }
            }
            prop_assert!(names.names().eq(simple.keys()) && names.numbers().eq(simple.values().copied()));
            let sorted: Vec<_> = simple.into_iter().collect();
            let mut again = Names::default();
            sorted.into_iter().for_each(|(word, number)| again.insert(word, number));
            prop_assert!(again == names);
        }
    }
}
