//! Lists of postings, and of positions, in parts, some of which may be elsewhere.

use crate::parts::Name;
use crate::ranges;
use crate::wanted::Wanted;

/// Lists of one kind.
#[derive(Debug, Default)]
pub(crate) struct Lists {
    parts: Vec<Part>,
    /// Numbers of the parts that were needed and not there.
    pub(crate) wanted: Wanted,
}

#[derive(Debug, Default)]
struct Part {
    /// What it is called, as far as that is known.
    name: Option<Name>,
    bytes: Option<Vec<u8>>,
}

impl Lists {
    /// In parts that are all there.
    pub(crate) fn of(parts: Vec<Vec<u8>>) -> Self {
        let part = |bytes| Part { name: None, bytes: Some(bytes) };
        Self { parts: parts.into_iter().map(part).collect(), ..Self::default() }
    }

    pub(crate) fn of_parts(count: u32) -> Self {
        Self { parts: (0..count).map(|_| Part::default()).collect(), ..Self::default() }
    }

    pub(crate) fn give(&mut self, number: u32, bytes: Vec<u8>) {
        if let Some(part) = self.parts.get_mut(number as usize) {
            part.bytes = Some(bytes);
        }
    }

    /// Bytes in memory.
    pub(crate) fn size(&self) -> usize {
        self.parts.iter().filter_map(|part| part.bytes.as_ref()).map(Vec::len).sum()
    }

    /// Parts are called so from `first` on.
    pub(crate) fn name(&mut self, first: u32, names: &[Name]) {
        let parts = self.parts.get_mut(first as usize..).unwrap_or_default();
        for (part, name) in parts.iter_mut().zip(names) {
            part.name = Some(*name);
            if *name == ranges::NOTHING {
                part.bytes = Some(Vec::new());
            }
        }
    }

    pub(crate) fn name_of(&self, number: u32) -> Option<Name> {
        self.parts.get(number as usize)?.name
    }

    /// The bytes of a part; of one that is not there, none, and it is wanted.
    pub(crate) fn part(&self, number: u32) -> &[u8] {
        let Some(part) = self.parts.get(number as usize) else { return &[] };
        part.bytes.as_deref().unwrap_or_else(|| {
            self.wanted.note(number);
            &[]
        })
    }
}
