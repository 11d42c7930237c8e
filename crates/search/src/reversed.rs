//! The terms with their letters in reverse, for mistyped words ([`crate::typo`]): of an index in parts, which has them apart.

use std::cell::Cell;

use crate::dictionary::Dictionary;
use crate::parts::Name;

/// An index that is whole needs none.
#[derive(Debug, Default)]
pub(crate) struct Reversed {
    /// What the root is called, if there is one.
    pub(crate) root: Option<Name>,
    dictionary: Option<Dictionary>,
    is_wanted: Cell<bool>,
}

impl Reversed {
    pub(crate) fn elsewhere(root: Name) -> Self {
        Self { root: Some(root), ..Self::default() }
    }

    pub(crate) fn give(&mut self, dictionary: Dictionary) {
        self.dictionary = Some(dictionary);
    }

    pub(crate) fn get(&self) -> Option<&Dictionary> {
        self.dictionary.as_ref()
    }

    pub(crate) fn get_mut(&mut self) -> Option<&mut Dictionary> {
        self.dictionary.as_mut()
    }

    /// Whether its root is elsewhere; then it is wanted from now on.
    pub(crate) fn is_missing(&self) -> bool {
        let is_missing = self.root.is_some() && self.dictionary.is_none();
        self.is_wanted.set(self.is_wanted.get() || is_missing);
        is_missing
    }

    /// Whether the root was wanted since the last call.
    pub(crate) fn take_wanted(&self) -> bool {
        self.is_wanted.take()
    }
}
