//! A list of positions while an index is built.

use crate::varint;

/// For each position its distance to the one before `<< 1`, or, in another article, the position
/// itself `<< 1 | 1` and the distance of the articles.
#[derive(Debug, Default)]
pub(crate) struct Growing {
    bytes: Vec<u8>,
    ordinal: u32,
    position: u32,
}

impl Growing {
    /// Neither may fall.
    pub(crate) fn add(&mut self, ordinal: u32, position: u32) {
        if ordinal == self.ordinal && !self.bytes.is_empty() {
            varint::write(position.saturating_sub(self.position) << 1, &mut self.bytes);
        } else {
            varint::write(position << 1 | 1, &mut self.bytes);
            varint::write(ordinal.saturating_sub(self.ordinal), &mut self.bytes);
        }
        (self.ordinal, self.position) = (ordinal, position);
    }

    /// Article and position, rising.
    pub(crate) fn read(&self) -> impl Iterator<Item = (u32, u32)> {
        let mut bytes = self.bytes.as_slice();
        let (mut ordinal, mut position) = (0_u32, 0_u32);
        std::iter::from_fn(move || {
            let head = varint::read(&mut bytes)?;
            if head & 1 == 1 {
                ordinal = ordinal.checked_add(varint::read(&mut bytes)?)?;
                position = 0;
            }
            position = position.checked_add(head >> 1)?;
            Some((ordinal, position))
        })
    }
}
