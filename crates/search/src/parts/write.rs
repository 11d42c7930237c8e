//! A whole index, cut into parts.

use super::terms::{write_firsts, write_term};
use super::{MAGIC, SHORT, Sizes, Written};
use crate::index::Index;
use crate::order::sorted;
use crate::varint;

/// One term in so many may end a piece or part that is large enough; what is so many times as large ends with whatever comes.
const ENDS: u32 = 8;
const LARGEST: usize = 4;

impl Index {
    /// Writes all parts. The index must be whole.
    pub fn write(&self, sizes: Sizes) -> Written {
        let mut lists = Lists { smallest: sizes.lists, done: Vec::new(), open: Vec::new() };
        let mut dictionary = Pieces::new(sizes.dictionary);
        for id in 0..self.dictionary.len() {
            let (term, list) = (self.dictionary.term(id), self.list(id));
            let place = lists.place();
            let is_short = list.len() <= SHORT;
            let begins_part = !is_short && lists.add(list, may_end(term));
            dictionary.add(term, place, |piece| {
                varint::write(self.count(id), piece);
                varint::write((list.len() as u32) << 1 | u32::from(begins_part), piece);
                if is_short {
                    piece.extend_from_slice(list);
                }
            });
        }
        let turned = (0..self.dictionary.len()).map(|id| self.dictionary.term(id).chars().rev().collect::<String>());
        let turned = sorted(turned.collect(), &|a, b| a < b);
        let mut reversed = Pieces::new(sizes.dictionary);
        for term in &turned {
            reversed.add(term, (0, 0), |piece| piece.extend([0, 0]));
        }
        let lists = lists.close();
        let mut root = MAGIC.to_vec();
        varint::write(self.articles, &mut root);
        varint::write(lists.len() as u32, &mut root);
        let dictionary = dictionary.close(&mut root);
        let reversed = reversed.close(&mut root);
        Written { root, dictionary, reversed, lists }
    }
}

/// A dictionary on its way into pieces.
struct Pieces<'t> {
    smallest: usize,
    done: Vec<Vec<u8>>,
    open: Vec<u8>,
    /// Of each piece, the open one included: how many terms, and the first.
    firsts: Vec<(u32, &'t str)>,
    before: &'t str,
}

impl<'t> Pieces<'t> {
    fn new(smallest: usize) -> Self {
        Self { smallest, done: Vec::new(), open: Vec::new(), firsts: Vec::new(), before: "" }
    }

    /// Appends a term and what `entry` writes of it; `place` is where the next list goes.
    fn add(&mut self, term: &'t str, place: (u32, u32), entry: impl FnOnce(&mut Vec<u8>)) {
        if self.open.is_empty() {
            varint::write(place.0, &mut self.open);
            varint::write(place.1, &mut self.open);
            self.firsts.push((0, term));
            self.before = "";
        }
        write_term(self.before, term, &mut self.open);
        entry(&mut self.open);
        self.before = term;
        if let Some((terms, _)) = self.firsts.last_mut() {
            *terms += 1;
        }
        if is_full(self.open.len(), self.smallest, may_end(term)) {
            self.done.push(std::mem::take(&mut self.open));
        }
    }

    /// All pieces; the root is told of them.
    fn close(mut self, root: &mut Vec<u8>) -> Vec<Vec<u8>> {
        self.done.extend(Some(self.open).filter(|piece| !piece.is_empty()));
        write_firsts(&self.firsts, root);
        self.done
    }
}

/// Lists on their way into parts.
struct Lists {
    smallest: usize,
    done: Vec<Vec<u8>>,
    open: Vec<u8>,
}

impl Lists {
    /// The part that is being filled, and how far.
    fn place(&self) -> (u32, u32) {
        (self.done.len() as u32, self.open.len() as u32)
    }

    /// Appends a list; whether it is the first in its part.
    fn add(&mut self, list: &[u8], may_end: bool) -> bool {
        if list.len() > LARGEST * self.smallest && !self.open.is_empty() {
            self.done.push(std::mem::take(&mut self.open));
        }
        let is_first = self.open.is_empty();
        self.open.extend_from_slice(list);
        if is_full(self.open.len(), self.smallest, may_end) {
            self.done.push(std::mem::take(&mut self.open));
        }
        is_first
    }

    fn close(mut self) -> Vec<Vec<u8>> {
        self.done.extend(Some(self.open).filter(|part| !part.is_empty()));
        self.done
    }
}

fn is_full(bytes: usize, smallest: usize, may_end: bool) -> bool {
    bytes >= LARGEST * smallest || (bytes >= smallest && may_end)
}

/// Whether a piece or part may end with a term: decided by its FNV-1a hash (32 bits), so that neighbours do not matter.
fn may_end(term: &str) -> bool {
    let hash = term.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    // Its low bits are weak for short words.
    (hash ^ (hash >> 15)).is_multiple_of(ENDS)
}
