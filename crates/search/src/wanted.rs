//! Numbers of parts that were needed and are not there. A plain list: some dozens at most, and a tree is 4 KB of the worker.

use std::cell::RefCell;

use crate::order::sort_distinct;

#[derive(Debug, Default)]
pub(crate) struct Wanted(RefCell<Vec<u32>>);

impl Wanted {
    pub(crate) fn note(&self, number: u32) {
        let mut numbers = self.0.borrow_mut();
        // The same part is needed many times in a row.
        if numbers.last() != Some(&number) {
            numbers.push(number);
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.borrow().is_empty()
    }

    /// Those since the last call, rising, each once.
    pub(crate) fn take(&self) -> Vec<u32> {
        let mut numbers = self.0.take();
        sort_distinct(&mut numbers);
        numbers
    }
}
