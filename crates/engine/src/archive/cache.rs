//! Files by number. Some dozens at a time, so looking through them is no work, and a list is less to download than a tree.

#[derive(Debug)]
pub(super) struct Cache<T>(Vec<(u32, T)>);

impl<T> Default for Cache<T> {
    fn default() -> Self {
        Cache(Vec::new())
    }
}

impl<T> Cache<T> {
    pub(super) fn get(&self, number: u32) -> Option<&T> {
        self.0.iter().find(|(known, _)| *known == number).map(|(_, file)| file)
    }

    pub(super) fn put(&mut self, number: u32, file: T) {
        self.take(number);
        self.0.push((number, file));
    }

    pub(super) fn take(&mut self, number: u32) -> Option<T> {
        let at = self.0.iter().position(|(known, _)| *known == number)?;
        Some(self.0.remove(at).1)
    }

    /// Leaves the newest ones.
    pub(super) fn keep(&mut self, most: usize) {
        self.0.drain(..self.0.len().saturating_sub(most));
    }

    pub(super) fn values(&self) -> impl Iterator<Item = &T> {
        self.0.iter().map(|(_, file)| file)
    }

    pub(super) fn clear(&mut self) {
        self.0.clear();
    }
}
