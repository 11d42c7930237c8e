//! Lists of positions on their way into the finished index.

use crate::dictionary::{Stretch, Terms};
use crate::positions::Part;

/// Parts of an index in memory. They are small because whoever looks for a list goes through those before it.
#[derive(Default)]
pub(super) struct Blocks {
    done: Vec<Vec<u8>>,
    open: Part,
}

impl Blocks {
    const SMALLEST: usize = 4096;

    /// Appends the list of the term that `terms` gets next.
    pub(super) fn push(&mut self, places: &mut dyn Iterator<Item = (u32, u32)>, terms: &mut Terms) {
        if self.open.is_empty() {
            let part = u32::try_from(self.done.len()).unwrap_or(u32::MAX);
            terms.stretches.push(Stretch { first: terms.len(), part, before: 0, shift: None });
        }
        self.open.push(places);
        if self.open.len() >= Self::SMALLEST {
            self.done.push(std::mem::take(&mut self.open).finish());
        }
    }

    pub(super) fn close(mut self) -> Vec<Vec<u8>> {
        self.done.extend(Some(self.open).filter(|open| !open.is_empty()).map(Part::finish));
        self.done
    }
}
