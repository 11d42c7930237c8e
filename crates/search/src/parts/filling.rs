//! Parts while they are filled with lists.

use crate::dictionary::Stretch;
use crate::positions::Part;
use crate::ranges;

/// One term in so many may end a piece or part that is large enough; what is so many times as large ends with whatever comes.
const ENDS: u32 = 8;
const LARGEST: usize = 4;

/// A list of more than so many times the bytes from which parts may end has parts of its own, with half as much to that much if it is
/// spread evenly over the articles. The smaller they are, the less an update fetches that reaches one article, and the less a phrase
/// that may stand in few; the more requests a common word takes.
const OF_LISTS: usize = LARGEST;
const OF_POSITIONS: usize = 2;

/// The shift of the ranges that a list of so many bytes is cut into, if it is.
pub(super) fn shift_of_list(len: usize, smallest: usize, articles: u32) -> Option<u32> {
    shift_for(len, OF_LISTS * smallest, articles)
}

/// Lists on their way into parts.
pub(super) struct Lists {
    smallest: usize,
    done: Vec<Vec<u8>>,
    open: Vec<u8>,
    /// The part with the last list.
    pub(super) last: Option<u32>,
}

impl Lists {
    pub(super) fn new(smallest: usize) -> Self {
        Self { smallest, done: Vec::new(), open: Vec::new(), last: None }
    }

    /// The part that is being filled, and how far.
    pub(super) fn place(&self) -> (u32, u32) {
        (self.done.len() as u32, self.open.len() as u32)
    }

    /// Appends a list; whether it is the first in its part.
    pub(super) fn add(&mut self, list: &[u8], may_end: bool) -> bool {
        let is_first = self.open.is_empty();
        self.last = Some(self.done.len() as u32);
        self.open.extend_from_slice(list);
        if is_full(self.open.len(), self.smallest, may_end) {
            self.close_part();
        }
        is_first
    }

    /// Appends a list in parts of its own, one for each range.
    pub(super) fn add_ranges(&mut self, ranges: impl Iterator<Item = Vec<u8>>) {
        self.close_part();
        self.done.extend(ranges);
        self.last = (self.done.len() as u32).checked_sub(1);
    }

    fn close_part(&mut self) {
        self.done.extend(Some(std::mem::take(&mut self.open)).filter(|part| !part.is_empty()));
    }

    pub(super) fn close(mut self) -> Vec<Vec<u8>> {
        self.close_part();
        self.done
    }
}

/// Lists of positions on their way into parts.
pub(super) struct Positions {
    smallest: usize,
    done: Vec<Vec<u8>>,
    open: Part,
    /// Lists in `open`.
    lists: u32,
    articles: u32,
}

impl Positions {
    pub(super) fn new(smallest: usize, articles: u32) -> Self {
        Self { smallest, done: Vec::new(), open: Part::default(), lists: 0, articles }
    }

    /// Appends the list of the next term: article and position, rising. Where it went: a stretch of this term alone.
    pub(super) fn add(&mut self, places: &[(u32, u32)], may_end: bool) -> Stretch {
        let shift = shift_for(places.len(), OF_POSITIONS * self.smallest, self.articles);
        if shift.is_some() {
            self.close_part();
        }
        let stretch = Stretch { first: 0, part: self.done.len() as u32, before: self.lists, shift };
        if let Some(shift) = shift {
            self.add_ranges(places, shift);
        } else {
            self.open.push(&mut places.iter().copied());
            self.lists += 1;
            if is_full(self.open.len(), self.smallest, may_end) {
                self.close_part();
            }
        }
        stretch
    }

    fn add_ranges(&mut self, mut places: &[(u32, u32)], shift: u32) {
        for range in 0..ranges::count(self.articles, shift) {
            let here = places.partition_point(|(ordinal, _)| ranges::range_of(*ordinal, shift) <= range);
            let (here, rest) = places.split_at_checked(here).unwrap_or_default();
            places = rest;
            let mut part = Part::default();
            if !here.is_empty() {
                part.push(&mut here.iter().copied());
            }
            self.done.push(if part.is_empty() { Vec::new() } else { part.finish() });
        }
    }

    fn close_part(&mut self) {
        self.lists = 0;
        self.done.extend(Some(std::mem::take(&mut self.open)).filter(|part| !part.is_empty()).map(Part::finish));
    }

    pub(super) fn close(mut self) -> Vec<Vec<u8>> {
        self.close_part();
        self.done
    }
}

pub(super) fn is_full(bytes: usize, smallest: usize, may_end: bool) -> bool {
    bytes >= LARGEST * smallest || (bytes >= smallest && may_end)
}

/// Whether a piece or part may end with a term: decided by its FNV-1a hash (32 bits), so that neighbours do not matter.
pub(super) fn may_end(term: &str) -> bool {
    let hash = term.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    // Its low bits are weak for short words.
    (hash ^ (hash >> 15)).is_multiple_of(ENDS)
}

/// The shift of the ranges in which a list of so many bytes has `most` of them or less, if one range has not.
fn shift_for(len: usize, most: usize, articles: u32) -> Option<u32> {
    let wanted = len.div_ceil(most.max(1)) as u32;
    let shift = ranges::shift_for(articles, wanted);
    (wanted > 1 && ranges::count(articles, shift) > 1).then_some(shift)
}
